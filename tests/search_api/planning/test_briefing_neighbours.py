"""Which areas lie beside an area."""

from __future__ import annotations

from corpus.places import gazetteer
from search_api.planning.briefing_neighbours import bordering_subregions, bordering_voivodeships, near_powiats


def names(codes: frozenset[str]) -> set[str]:
    return {gazetteer().powiats[code].name for code in codes}


def test_podregiony_and_voivodeships_are_neighbours_by_their_borders() -> None:
    # Around Kraków lies one podregion only; śląskie has four voivodeships around it.
    assert bordering_subregions()["nuts:PL213"] == {"nuts:PL214"}
    assert bordering_voivodeships()["teryt:24"] == {"teryt:10", "teryt:12", "teryt:16", "teryt:26"}
    assert bordering_subregions().keys() == gazetteer().subregions.keys()
    assert bordering_voivodeships().keys() == gazetteer().voivodeships.keys()


def test_a_city_within_a_powiat_has_that_powiat_only() -> None:
    assert names(near_powiats()["teryt:3064"]) == {"poznański"}


def test_powiats_are_neighbours_where_their_gminas_lie_next_to_each_other() -> None:
    assert names(near_powiats()["teryt:2412"]) == {
        "gliwicki",
        "mikołowski",
        "raciborski",
        "wodzisławski",
        "Rybnik",
        "Żory",
    }


def test_neighbours_are_neighbours_both_ways_and_never_of_themselves() -> None:
    for beside in (bordering_subregions(), bordering_voivodeships(), near_powiats()):
        for code, others in beside.items():
            assert others
            assert code not in others
            assert all(code in beside[other] for other in others)


def test_where_powiats_meet_across_podregiony_there_is_a_real_border_nearly_always() -> None:
    powiats = gazetteer().powiats
    crossing = {
        (powiats[code].subregion, powiats[other].subregion)
        for code, others in near_powiats().items()
        for other in others
        if powiats[code].subregion != powiats[other].subregion
    }
    borders = {(code, other) for code, others in bordering_subregions().items() for other in others}

    assert len(crossing & borders) / len(borders) > 0.98
    assert len(crossing - borders) / len(crossing) < 0.02
