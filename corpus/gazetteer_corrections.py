"""Facts by which `corpus.build_gazetteer` mends or completes GeoNames, checked by hand. A new one is a line here."""

from __future__ import annotations

# GeoNames numbers the voivodeships by the FIPS codes of 1999.
FIPS = {
    "72": "dolnośląskie",
    "73": "kujawsko-pomorskie",
    "74": "łódzkie",
    "75": "lubelskie",
    "76": "lubuskie",
    "77": "małopolskie",
    "78": "mazowieckie",
    "79": "opolskie",
    "80": "podkarpackie",
    "81": "podlaskie",
    "82": "pomorskie",
    "83": "śląskie",
    "84": "świętokrzyskie",
    "85": "warmińsko-mazurskie",
    "86": "wielkopolskie",
    "87": "zachodniopomorskie",
}
# Polish spelling where GeoNames has another, by geonameid or by its name.
SPELLING = {
    "Warsaw": "Warszawa",
    "Bielsko-Biala": "Bielsko-Biała",
    "Jastrzębie Zdrój": "Jastrzębie-Zdrój",
    "Jelcz Laskowice": "Jelcz-Laskowice",
    "Trzcińsko Zdrój": "Trzcińsko-Zdrój",
    "Iłowo -Osada": "Iłowo-Osada",
    "Miedzyświec": "Międzyświeć",
    "Wożniki": "Woźniki",
    "Zlote Lany": "Złote Łany",
    "Środmieście": "Śródmieście",
    "Lubiana": "Łubiana",
    "Białołeka": "Białołęka",
}
# Towns that GeoNames puts into a wrong voivodeship, or whose powiat its older extract leaves open: (name, FIPS) -> powiat.
POWIAT_OF = {
    ("Sulęcin", "77"): "teryt:0807",
    ("Zawidów", "83"): "teryt:0225",
    ("Mucharz", "83"): "teryt:1218",
    ("Lipsko", "78"): "teryt:1409",
    ("Zielonka", "78"): "teryt:1434",
    ("Żabia Wola", "78"): "teryt:1405",
    ("Wiązowna", "78"): "teryt:1417",
    ("Magnuszew", "78"): "teryt:1407",
    ("Stąporków", "84"): "teryt:2605",
    ("Nowa Sarzyna", "80"): "teryt:1808",
    ("Dobre Miasto", "85"): "teryt:2814",
    ("Woźniki", "83"): "teryt:2407",
    ("Kuźnia Raciborska", "83"): "teryt:2411",
    ("Miasteczko Śląskie", "83"): "teryt:2413",
    ("Zebrzydowice", "83"): "teryt:2403",
    ("Miejska Górka", "86"): "teryt:3022",
    ("Trzcińsko-Zdrój", "87"): "teryt:3206",
    ("Kamień Krajeński", "73"): "teryt:0413",
}
RENAMED_POWIATS = {"jeleniogorski": "karkonoski"}  # since 2021
# Seats that the name of the powiat does not give away.
SEATS = {
    "teryt:0206": "Jelenia Góra",
    "teryt:1211": "Nowy Targ",
    "teryt:1217": "Zakopane",
    "teryt:1432": "Ożarów Mazowiecki",
    "teryt:1801": "Ustrzyki Dolne",
    "teryt:2805": "Ełk",
}
# Gminas whose borders changed since their inhabitants were counted, by the first six digits of the code: no number holds.
BORDERS_CHANGED = {
    "120705": "Kamienica: Szczawa is a gmina of its own since 2025",
    "200209": "Supraśl: Grabówka is a gmina of its own since 2025",
}
