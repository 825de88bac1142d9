"""Names of partners: where they begin and end, their base forms, sectors and roles, each told once."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from ingest.describe.partners import partners, partners_in
from tests.ingest.describe.conftest import Sheets


def found(sheet: Sheets, *texts: str) -> list[dict[str, JsonValue]]:
    page = sheet(*texts)
    return [f.value for f in partners(page, partners_in(page)) if isinstance(f.value, dict)]


def names(sheet: Sheets, *texts: str) -> list[object]:
    return [value["name"] for value in found(sheet, *texts)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("razem ze Stowarzyszeniem „Razem” z Lipnicy", "Stowarzyszenie „Razem”"),
        (
            "Podlaskiego Stowarzyszenia na Rzecz Osób „Krok” w Hajnówce",
            "Podlaskie Stowarzyszenie na Rzecz Osób „Krok” w Hajnówce",
        ),
        ("dzięki Ochotniczej Straży Pożarnej w Nacławiu", "Ochotnicza Straż Pożarna w Nacławiu"),
        ("wraz ze Starostwem Powiatowym w Cieszynie", "Starostwo Powiatowe w Cieszynie"),
        ("Oddziału Okręgowego Polskiego Czerwonego Krzyża", "Oddział Okręgowy Polskiego Czerwonego Krzyża"),
        ("słuchaczy Lubskiego Uniwersytetu Trzeciego Wieku", "Lubski Uniwersytet Trzeciego Wieku"),
        (
            "uczniowie Zespołu Szkół im. Marii Skłodowskiej-Curie w Złotoryi",
            "Zespół Szkół im. Marii Skłodowskiej-Curie w Złotoryi",
        ),
        ("uczniowie Zespołu Szkół nr 3", "Zespół Szkół nr 3"),
        ("przez Narodowy Instytut Wolności – Centrum Rozwoju", "Narodowy Instytut Wolności – Centrum Rozwoju"),
        (
            "umowa z Ośrodkiem Sportu, Turystyki i Rekreacji w Barlinku",
            "Ośrodek Sportu, Turystyki i Rekreacji w Barlinku",
        ),
        ("żołnierze 16 Dolnośląskiej Brygady Obrony Terytorialnej", "16 Dolnośląska Brygada Obrony Terytorialnej"),
        ("pomogła firma Drew-Bud sp. z o.o.", "firma Drew-Bud sp. z o.o."),
        ("złożyła nieformalna grupa „Sąsiedzi z Rynku”", "nieformalna grupa „Sąsiedzi z Rynku”"),
        ("partnerem jest KGW Podgaj", "KGW Podgaj"),
        ("grali UKS Lider", "UKS Lider"),
        ("przyjechali z Koła Gospodyń Wiejskich z Okop", "Koło Gospodyń Wiejskich z Okop"),
        ("przez Gminę Ostrowiec Świętokrzyski", "Gmina Ostrowiec Świętokrzyski"),
        ("wspólnie z Powiatem Wieluńskim", "Powiat Wieluński"),
        ("Prezydent Miasta Krosna podpisał umowę", "Miasto Krosno"),
        ("przez Województwo Lubelskie", "Województwo Lubelskie"),
    ],
)
def test_a_name_is_found_whole_and_in_its_base_form(sheet: Sheets, text: str, name: str) -> None:
    assert names(sheet, f"Zajęcia, {text}, trwały rok.") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Mieszkańcy z terenu gminy Gaszowice i powiatu rybnickiego.",
        "Gmina Kondratowice leży w powiecie strzelińskim.",
        "Organizacje pozarządowe i koła gospodyń wiejskich.",
        "Uchwała Rady Gminy Sadki.",
        "Środki Europejskiego Funduszu Społecznego i fundusz sołecki.",
        "Warsztaty odbyły się w sobotę.",
        "XIII Forum Organizacji Pozarządowych już za nami.",
        "W ramach projektu „Fundacja Dobra” powstał film.",
    ],
)
def test_areas_organs_money_kinds_and_titles_are_no_partners(sheet: Sheets, text: str) -> None:
    assert names(sheet, text) == []


def test_one_partner_is_told_once_by_its_fullest_name(sheet: Sheets) -> None:
    text = "Zajęcia prowadzi GOPS w Lipnicy. Gminny Ośrodek Pomocy Społecznej w Lipnicy zaprasza. Pomaga też GOPS."

    assert len(names(sheet, text)) == 1


def test_an_office_and_the_unit_that_it_serves_are_one_partner(sheet: Sheets) -> None:
    assert names(sheet, "Gmina Kościan dała grunt.", "Więcej informacji: Urząd Gminy Kościan.") == ["Gmina Kościan"]
    assert names(sheet, "Powiat Cieszyński dał dotację.", "Zaprasza Starostwo Powiatowe w Cieszynie.") == [
        "Powiat Cieszyński"
    ]


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Stowarzyszenie „Razem”", "ngo"),
        ("Ochotnicza Straż Pożarna w Nacławiu", "ngo"),
        ("Straż Miejska w Rybniku", "public"),
        ("Bank Żywności w Krakowie", "ngo"),
        ("Bank Spółdzielczy w Jordanowie", "business"),
        ("Spółdzielnia Socjalna „Fala”", "ngo"),
        ("Spółdzielnia Mieszkaniowa „Bałtyk”", "business"),
        ("Uniwersytet Trzeciego Wieku w Lubsku", "ngo"),
        ("Uniwersytet Śląski", "academia"),
        ("Parafia św. Jakuba", "church"),
        ("Caritas Diecezji Ełckiej", "church"),
        ("Rada Seniorów w Serocku", "informal"),
        ("Zespół Szkół w Suchowoli", "public"),
        ("GOPS w Lipnicy", "public"),
        ("piekarnia „Kłos”", "business"),
    ],
)
def test_the_sector_follows_the_words_of_the_name(sheet: Sheets, name: str, sector: str) -> None:
    assert [(value["name"], value["sector"]) for value in found(sheet, f"Pomaga {name}.")] == [(name, sector)]


def test_who_leads_and_who_pays(sheet: Sheets) -> None:
    text = "Liderem był Powiat Kartuski. Plener dofinansowała Fundacja Orange. Pomagała Fundacja „Dom”."

    assert [(value["name"], value["role"]) for value in found(sheet, text)] == [
        ("Powiat Kartuski", "lead"),
        ("Fundacja Orange", "funder"),
        ("Fundacja „Dom”", "partner"),
    ]
