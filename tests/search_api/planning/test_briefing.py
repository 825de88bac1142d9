"""What the base tells of an area: figures that are lists of practices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import given
from hypothesis import strategies as st

from corpus import vocabulary
from corpus.practice import Area, Funding, Partner, Place, Practice, Years
from search_api.planning.briefing import FEWEST_FOR_PERCENT, Briefing, Counted, briefing, percent
from search_api.planning.briefing_areas import BriefedArea, all_areas, neighbours_of
from tests.search_api.fakes import INVITATION, practice

RYBNICKI, RYBNIK, WODZISLAWSKI, CIESZYNSKI = "teryt:2412", "teryt:2473", "teryt:2415", "teryt:2403"
POINTS = {RYBNICKI: (50.06, 18.44), RYBNIK: (50.1, 18.54), WODZISLAWSKI: (50.0, 18.46), CIESZYNSKI: (49.75, 18.63)}


def place(powiat: str, lat: float | None = None, lon: float | None = None) -> Area:
    unit = all_areas()[powiat]
    return Area(
        level="powiat",
        name=unit.name,
        powiat_code=powiat,
        subregion=unit.subregions[0],
        voivodeship=unit.voivodeship,
        lat=lat or POINTS.get(powiat, (52.0, 19.0))[0],
        lon=lon or POINTS.get(powiat, (52.0, 19.0))[1],
    )


def told(record_id: str, *powiats: str, **given: object) -> Practice:
    areas = tuple(place(code) for code in powiats)
    where = Place(voivodeship=areas[0].voivodeship if areas else "śląskie")
    return practice(record_id, record_id, "Potrzeba.", place=where, areas=areas, **given)


def about(code: str, *records: Practice) -> Briefing:
    area = all_areas()[code]
    return briefing(area, (*records, INVITATION), neighbours_of(area))


def counts(found: tuple[Counted, ...]) -> dict[str, int]:
    return {one.code: len(one.here) for one in found}


LYSKI = told("lyski-klub", RYBNICKI, themes=("seniors", "health"), years=Years(start=2019), evidence_level="E2")
GASZOWICE = told(
    "gaszowice-park",
    RYBNICKI,
    themes=("environment", "seniors"),
    years=Years(start=2012, end=2021),
    evidence_level="E3",
)
WODZISLAW = told("wodzislaw-rada", WODZISLAWSKI, RYBNICKI, themes=("youth",), years=Years(), evidence_level="E0")
RYBNIK_CIS = told("rybnik-cis", RYBNIK, themes=("social_economy", "youth"))
CIESZYN = told("cieszyn-mapa", CIESZYNSKI, themes=("civic_participation",))
ANNOUNCED = told("cieszyn-zapowiedz", CIESZYNSKI, themes=("civic_participation",), evidence_level="E0")
PLOCK = told("plock-dom", "teryt:1404", themes=("civic_participation", "housing", "seniors"))
ALL = (LYSKI, GASZOWICE, WODZISLAW, RYBNIK_CIS, CIESZYN, ANNOUNCED, PLOCK)


def test_practices_stand_with_the_best_proven_first() -> None:
    found = about(RYBNICKI, *ALL)

    assert [one.id for one in found.practices] == ["gaszowice-park", "lyski-klub", "wodzislaw-rada"]


def test_each_circle_holds_its_practices_and_a_neighbours_that_worked_here_too_counts_once() -> None:
    everything = about(RYBNICKI, *ALL).everything

    assert everything.here == ("gaszowice-park", "lyski-klub", "wodzislaw-rada")
    assert everything.neighbours == ("rybnik-cis",)
    assert everything.voivodeship is not None
    assert (len(everything.voivodeship), len(everything.country)) == (6, 7)
    beside = {one.area.name: one.practices for one in about(RYBNICKI, *ALL).neighbours}
    assert beside["powiat wodzisławski"] == ("wodzislaw-rada",)
    assert beside["Żory"] == ()


def test_a_voivodeship_is_not_compared_with_itself() -> None:
    assert about("teryt:24", *ALL).everything.voivodeship is None


def test_themes_are_counted_here_and_around() -> None:
    seniors = about(RYBNICKI, *ALL).themes[0]

    assert (seniors.code, seniors.here, seniors.neighbours) == ("seniors", ("gaszowice-park", "lyski-klub"), ())
    assert seniors.country == ("gaszowice-park", "lyski-klub", "plock-dom")


def test_white_spots_are_the_themes_of_others_the_most_frequent_first_with_the_nearest_practices() -> None:
    spots = about(RYBNICKI, *ALL).white_spots

    assert [one.counted.code for one in spots] == ["civic_participation", "social_economy", "housing"]
    assert all(one.counted.here == () for one in spots)
    nearest = spots[0].nearest
    # What was only announced is no example to go and see.
    assert [one.practice.id for one in nearest] == ["cieszyn-mapa", "plock-dom"]
    assert 30 < nearest[0].km < 50


def test_years_go_by_the_last_one_that_is_told() -> None:
    years = about(RYBNICKI, *ALL).years

    assert (years.first, years.last, years.newest, years.untold) == (
        2012,
        2021,
        ("gaszowice-park",),
        ("wodzislaw-rada",),
    )
    assert counts(years.since) == {"2020": 1, "2015": 2, "2010": 2, "2005": 2}


def test_money_keeps_names_amounts_and_what_is_not_known_apart() -> None:
    whole = told("a", RYBNICKI, funding=(Funding(source="Gmina", amount_pln=5_000),))
    partly = told("b", RYBNICKI, funding=(Funding(source="Powiat", amount_pln=900), Funding(source="Sponsor")))
    named = told("c", RYBNICKI, funding=(Funding(source="Składki"),))
    silent = told("d", RYBNICKI)

    money = about(RYBNICKI, whole, partly, named, silent).money

    assert [(one.practice, one.amount_pln, one.whole) for one in money.totals] == [
        ("b", 900, False),
        ("a", 5_000, True),
    ]
    assert (money.without_amount, money.untold) == (("c",), ("d",))
    assert [(one.practice, one.name, one.amount_pln) for one in money.sources] == [
        ("a", "Gmina", 5_000),
        ("b", "Powiat", 900),
        ("b", "Sponsor", None),
        ("c", "Składki", None),
    ]


def test_a_partner_counts_once_by_sector_and_once_by_role() -> None:
    partners = tuple(Partner(name=name, sector="ngo", role="partner") for name in ("KGW", "OSP"))

    found = about(RYBNICKI, told("a", RYBNICKI, partners=partners))

    assert counts(found.sectors) == {"ngo": 1}
    assert counts(found.roles) == {"ngo.partner": 1}


def test_a_practice_told_of_the_whole_voivodeship_is_named_apart() -> None:
    whole = told("region", evidence_level="E4")

    found = about(RYBNICKI, *ALL, whole)

    assert found.wider == ("region",)
    assert "region" not in found.everything.here


def test_an_area_without_practices_is_all_white_spots_and_an_empty_base_has_none() -> None:
    nothing = about("teryt:2001", *ALL)

    assert (nothing.practices, nothing.themes, nothing.money.sources) == ((), (), ())
    assert {one.counted.code for one in nothing.white_spots} == {theme for one in ALL for theme in one.themes}
    empty = about(RYBNICKI)
    assert (empty.white_spots, empty.everything.country, empty.years.since) == ((), (), ())


def test_a_percentage_is_told_only_of_enough_practices() -> None:
    assert percent(3, 5) is None
    assert percent(3, FEWEST_FOR_PERCENT - 1) is None
    assert percent(3, FEWEST_FOR_PERCENT) == 10
    assert percent(0, 386) == 0


THEMES = vocabulary.load("themes").codes
some_practices = st.lists(
    st.builds(
        lambda powiats, themes, level: (powiats, themes, level),
        st.lists(st.sampled_from([RYBNICKI, RYBNIK, WODZISLAWSKI, CIESZYNSKI, "teryt:1404"]), unique=True, max_size=2),
        st.lists(st.sampled_from(THEMES), unique=True, min_size=1, max_size=3),
        st.sampled_from(["E0", "E1", "E2", "E3", "E4", None]),
    ),
    max_size=8,
).map(
    lambda drawn: tuple(
        told(f"p-{number}", *powiats, themes=tuple(themes), evidence_level=level)
        for number, (powiats, themes, level) in enumerate(drawn)
    )
)
some_areas = st.sampled_from([RYBNICKI, RYBNIK, "nuts:PL227", "śląskie/zachodni", "teryt:24", "teryt:1404"])


def ids_within(node: object) -> Iterator[str]:
    """Every practice that a briefing names, wherever it stands."""
    if isinstance(node, Practice):
        yield node.id
    elif isinstance(node, str):
        if node.startswith("p-"):
            yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from ids_within(one)
    elif is_dataclass(node) and not isinstance(node, BriefedArea):
        for item in fields(node):
            yield from ids_within(getattr(node, item.name))


@given(some_practices, some_areas)
def test_every_figure_counts_practices_that_are_there_and_carry_what_it_says(
    records: tuple[Practice, ...], code: str
) -> None:
    found = about(code, *records)

    known = {one.id: one for one in records}
    assert set(ids_within(found)) <= known.keys()
    assert {one.id for one in found.practices} == {one.id for one in records if found.area.holds(one)}
    for one in found.themes:
        assert one.here
        assert all(one.code in known[record_id].themes for record_id in one.country)
        assert set(one.here) | set(one.neighbours) <= set(one.country)
        assert not set(one.here) & set(one.neighbours)
    covered = {one.code for one in found.themes}
    assert covered == {theme for one in found.practices for theme in one.themes}
    assert {one.counted.code for one in found.white_spots} == {
        theme for one in records for theme in one.themes
    } - covered
    sizes = [len(one.counted.country) for one in found.white_spots]
    assert sizes == sorted(sizes, reverse=True)


@given(some_practices, some_areas)
def test_the_order_of_the_records_does_not_matter(records: tuple[Practice, ...], code: str) -> None:
    assert about(code, *records) == about(code, *reversed(records))
