"""What a written name means: resolved, ambiguous, unknown."""

from __future__ import annotations

import pytest

from corpus.inflection import word_forms
from corpus.places import Powiat, gazetteer
from corpus.practice import AreaLevel

RYBNICKI = "nuts:PL227"


@pytest.mark.parametrize(
    ("name", "level", "unit"),
    [
        # cities with powiat rights, in every case, with and without diacritics, in capitals
        ("Rybnik", "locality", "teryt:2473"),
        ("w Rybniku", "locality", "teryt:2473"),
        ("z Rybnika", "locality", "teryt:2473"),
        ("RYBNIK", "locality", "teryt:2473"),
        ("lodz", "locality", "teryt:1061"),
        ("w Łodzi", "locality", "teryt:1061"),
        ("Jastrzębiem-Zdrojem", "locality", "teryt:2467"),
        ("jastrzebie zdroj", "locality", "teryt:2467"),
        ("do Bielska-Białej", "locality", "teryt:2461"),
        ("w Białymstoku", "locality", "teryt:2061"),
        ("Nowym Sączu", "locality", "teryt:1262"),
        ("w Żorach", "locality", "teryt:2479"),
        ("zory", "locality", "teryt:2479"),
        ("w Tychach", "locality", "teryt:2477"),
        ("w Siedlcach", "locality", "teryt:1464"),
        ("Kraków (miasto na prawach powiatu)", "locality", "teryt:1261"),
        ("miasto na prawach powiatu Rybnik", "powiat", "teryt:2473"),
        ("powiat m. st. Warszawa", "powiat", "teryt:1465"),
        # parts of cities
        ("Gdańsk (Orunia)", "locality", "teryt:2261"),
        ("Gdańsk (Piecki-Migowo)", "locality", "teryt:2261"),
        ("Warszawa-Praga-Północ", "locality", "teryt:1465"),
        ("Wałbrzych-Stary Zdrój", "locality", "teryt:0265"),
        ("na Ursynowie", "locality", "teryt:1465"),
        # towns and villages
        ("Wodzisław Śląski", "locality", "teryt:2415"),
        ("wodzislawiu slaskim", "locality", "teryt:2415"),
        ("w Wiśle", "locality", "teryt:2403"),
        ("w Zakopanem", "locality", "teryt:1217"),
        ("do Ostrowca Świętokrzyskiego", "locality", "teryt:2607"),
        ("w Krościenku nad Dunajcem", "locality", "teryt:1211"),
        ("Busku-Zdroju", "locality", "teryt:2601"),
        ("Rydułtowach", "locality", "teryt:2415"),
        ("miasto Nowe", "locality", "teryt:0414"),
        ("Kościan (gmina wiejska)", "locality", "teryt:3011"),
        # gminas
        ("gmina Gaszowice", "gmina", "teryt:2412"),
        ("w gminie Gaszowice", "gmina", "teryt:2412"),
        ("gm. Lyski", "gmina", "teryt:2412"),
        ("gminie miejsko-wiejskiej Czerwionka-Leszczyny", "gmina", "teryt:2412"),
        ("gmina Suwałki (gmina wiejska)", "gmina", "teryt:2012"),
        # powiats
        ("powiat rybnicki", "powiat", "teryt:2412"),
        ("powiatu wodzisławskiego", "powiat", "teryt:2415"),
        ("z pow. wodzislawskiego", "powiat", "teryt:2415"),
        ("wodzisławski", "powiat", "teryt:2415"),
        ("w powiecie bieszczadzkim", "powiat", "teryt:1801"),
        ("powiat golubsko-dobrzyński", "powiat", "teryt:0405"),
        ("powiatem warszawskim zachodnim", "powiat", "teryt:1432"),
        ("powiatu lubelskiego", "powiat", "teryt:0609"),
        ("powiat łaski", "powiat", "teryt:1003"),
        ("powiat laski", "powiat", "teryt:1003"),
        # podregiony
        ("podregion rybnicki", "subregion", "nuts:PL227"),
        ("w podregionie sandomiersko-jędrzejowskim", "subregion", "nuts:PL722"),
        ("trójmiejski", "subregion", "nuts:PL633"),
        ("podregion Miasto Kraków", "subregion", "nuts:PL213"),
        ("subregion zachodni", "subregion", "nuts:PL227"),
        # voivodeships
        ("śląskie", "voivodeship", "śląskie"),
        ("woj. śląskie", "voivodeship", "śląskie"),
        ("województwa świętokrzyskiego", "voivodeship", "świętokrzyskie"),
        ("w lubelskim", "voivodeship", "lubelskie"),
        ("w opolskim", "voivodeship", "opolskie"),
        ("warminsko mazurskie", "voivodeship", "warmińsko-mazurskie"),
        ("kuj pom", "voivodeship", "kujawsko-pomorskie"),
        ("Małopolska", "voivodeship", "małopolskie"),
        ("do Małopolski", "voivodeship", "małopolskie"),
        ("w Wielkopolsce", "voivodeship", "wielkopolskie"),
        ("na Mazowszu", "voivodeship", "mazowieckie"),
        ("na Podlasiu", "voivodeship", "podlaskie"),
        ("na Podkarpaciu", "voivodeship", "podkarpackie"),
        ("na Opolszczyźnie", "voivodeship", "opolskie"),
        ("Lubelszczyzna", "voivodeship", "lubelskie"),
        ("Warmia i Mazury", "voivodeship", "warmińsko-mazurskie"),
        ("Dolnym Śląsku", "voivodeship", "dolnośląskie"),
    ],
)
def test_names_that_mean_one_place(name: str, level: AreaLevel, unit: str) -> None:
    resolution = gazetteer().resolve(name)
    assert (resolution.status, len(resolution.areas)) == ("resolved", 1), resolution.reason
    area = resolution.areas[0]
    assert area.level == level
    assert unit in (area.powiat_code, area.subregion, area.voivodeship)


@pytest.mark.parametrize(
    "name", "bielski brzeski grodziski krośnieński nowodworski opolski ostrowski średzki świdnicki tomaszowski".split()
)
def test_a_powiat_name_of_two_powiats_is_ambiguous_until_the_voivodeship_is_known(name: str) -> None:
    for written in (name, f"powiat {name}", f"w powiecie {name[:-1]}im"):
        resolution = gazetteer().resolve(written)
        assert resolution.status == "ambiguous"
        assert len(resolution.areas) == 2
        assert resolution.reason is not None
        assert resolution.reason.startswith("niejednoznaczne: ")
        for area in resolution.areas:
            settled = gazetteer().resolve(written, voivodeship=area.voivodeship, level="powiat")
            assert [found.powiat_code for found in settled.areas] == [area.powiat_code]


@pytest.mark.parametrize(
    "name",
    ["Dąbrowa", "Nowa Wieś", "w Nowej Wsi", "Biała", "w Białej", "Świdnica", "Wodzisław", "w Gorzowie", "gmina Leszno"],
)
def test_towns_that_share_a_name_are_never_guessed(name: str) -> None:
    resolution = gazetteer().resolve(name)
    assert resolution.status == "ambiguous"
    assert len(resolution.areas) > 1
    assert {area.status for area in resolution.areas} == {"ambiguous"}


def test_the_land_of_silesia_lies_in_three_voivodeships() -> None:
    resolution = gazetteer().resolve("na Śląsku")
    assert resolution.status == "ambiguous"
    assert [area.voivodeship for area in resolution.areas] == ["śląskie", "opolskie", "dolnośląskie"]


@pytest.mark.parametrize(
    ("name", "context", "powiat_code"),
    [
        ("Biała", {"voivodeship": "opolskie"}, "teryt:1610"),
        ("Biała", {"powiat": "prudnicki"}, "teryt:1610"),
        ("w Wodzisławiu", {"voivodeship": "śląskie"}, "teryt:2415"),
        ("Gorzyce", {"powiat": "wodzisławski"}, "teryt:2415"),
        ("Gorzyce", {"powiat": "tarnobrzeski"}, "teryt:1820"),
        ("Świdnica", {"voivodeship": "lubuskie"}, "teryt:0809"),
    ],
)
def test_context_settles_a_shared_name(name: str, context: dict[str, str], powiat_code: str) -> None:
    resolution = gazetteer().resolve(name, **context)  # type: ignore[arg-type]  # one keyword per row
    assert (resolution.status, resolution.areas[0].powiat_code) == ("resolved", powiat_code)


@pytest.mark.parametrize("name", ["na Podhalu", "Atlantyda", "powiat zmyślony", "gmina Praktyk", "kuchnia"])
def test_what_the_gazetteer_does_not_hold_is_unknown_with_a_reason(name: str) -> None:
    resolution = gazetteer().resolve(name)
    assert (resolution.status, resolution.areas) == ("unknown", ())
    assert resolution.reason is not None
    assert "nie ma takiej nazwy w spisie" in resolution.reason


@pytest.mark.parametrize("name", ["", "  ", "???", "(powiat)"])
def test_no_name_at_all_is_said_so(name: str) -> None:
    assert gazetteer().resolve(name).reason == "Nie podano nazwy miejsca."


def test_a_city_comes_before_villages_of_its_name_and_says_so() -> None:
    city = gazetteer().resolve("Siedlce")
    assert city.areas[0].powiat_code == "teryt:1464"
    assert city.reason is not None
    assert "Siedlce (woj. małopolskie)" in city.reason
    villages = gazetteer().resolve("wieś Siedlce")
    assert "teryt:1464" not in {area.powiat_code for area in villages.areas}


def test_an_unlisted_powiat_is_not_invented() -> None:
    # Given a village whose powiat the gazetteer does not hold, with neighbours all in one podregion
    area = gazetteer().resolve("Prędocin").areas[0]
    assert (area.powiat, area.powiat_code) == (None, None)
    assert area.subregion == "nuts:PL921"


def test_a_lone_small_village_is_said_to_be_only_the_listed_one() -> None:
    assert "najmniejszych wsi" in (gazetteer().resolve("Prędocin").reason or "")


def singular_cases(powiat: Powiat) -> list[str]:
    """The name of a powiat in the genitive, dative and locative, by the adjective's own endings."""
    stems = powiat.name.split(" ")
    return [" ".join(word[:-1] + ending for word in stems) for ending in ("iego", "iemu", "im")]


@pytest.mark.parametrize("powiat", [p for p in gazetteer().powiats.values() if not p.is_city], ids=lambda p: p.name)
def test_every_powiat_is_found_by_its_name_in_every_singular_case(powiat: Powiat) -> None:
    for name in (powiat.name, *singular_cases(powiat)):
        found = gazetteer().resolve(f"powiat {name}", voivodeship=powiat.voivodeship)
        assert [area.powiat_code for area in found.areas] == [powiat.code], name


@pytest.mark.parametrize("city", [p for p in gazetteer().powiats.values() if p.is_city], ids=lambda p: p.name)
def test_every_form_of_a_one_word_city_leads_back_to_it(city: Powiat) -> None:
    forms = [city.name] if set(" -") & set(city.name) else sorted(word_forms(city.name))
    for form in forms:
        found = gazetteer().resolve(form, voivodeship=city.voivodeship, level="locality")
        assert city.code in {area.powiat_code for area in found.areas}, form


def test_codes_of_subregions_and_their_labels() -> None:
    places = gazetteer()
    assert places.subregion_codes("nuts:PL227") == ("nuts:PL227",)
    assert places.subregion_codes("śląskie/zachodni") == (RYBNICKI,)
    assert len(places.subregion_codes("śląskie/centralny")) == 5
    assert places.subregion_label("nuts:PL227") == "podregion rybnicki"
    assert places.subregion_label("nuts:PL213") == "podregion miasto Kraków"
    assert places.subregion_label("śląskie/zachodni") == "subregion zachodni"
    for unknown in ("nuts:PL999", "śląskie/wschodni", "PL227"):
        with pytest.raises(KeyError):
            places.subregion_codes(unknown)
        with pytest.raises(KeyError):
            places.subregion_label(unknown)


def test_a_named_subregion_of_five_podregiony_gives_five_areas() -> None:
    resolution = gazetteer().resolve("subregion centralny", voivodeship="śląskie")
    assert resolution.status == "resolved"
    assert {area.subregion for area in resolution.areas} == set(gazetteer().subregion_codes("śląskie/centralny"))
