"""Travel times as estimates: plausible for Polish roads, never below what a hop takes, never shorter by a detour."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.planning.visits.request import Means
from search_api.planning.visits.travel import LEAST_MINUTES, STEP, WITHIN_TOWN_KM, Estimates

WARSAW, KRAKOW, GDANSK, LUBLIN, RZESZOW = (52.23, 21.01), (50.06, 19.94), (54.35, 18.65), (51.25, 22.57), (50.04, 22.0)
RYBNIK, RACIBORZ = (50.10, 18.54), (50.09, 18.22)
EITHER: tuple[Means, ...] = ("coach", "minibus")
spots = st.lists(st.tuples(st.floats(49.0, 54.9), st.floats(14.1, 24.2)), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("origin", "target", "road_km", "coach_minutes"),
    [
        # Road signs and timetables of coaches, rounded: the estimate may be a quarter off.
        (WARSAW, KRAKOW, 295, 260),
        (WARSAW, GDANSK, 345, 290),
        (LUBLIN, RZESZOW, 170, 150),
        (RYBNIK, RACIBORZ, 27, 45),
    ],
)
def test_known_ways_take_about_what_they_take(
    origin: tuple[float, float], target: tuple[float, float], road_km: float, coach_minutes: float
) -> None:
    table = Estimates("coach").table([origin, target])

    assert table.km[0, 1] == pytest.approx(road_km, rel=0.25)
    assert table.minutes[0, 1] == pytest.approx(coach_minutes, rel=0.25)
    assert table.estimated
    assert table.note is None


def test_a_coach_is_slower_than_a_minibus_on_every_way() -> None:
    places = [WARSAW, KRAKOW, GDANSK, LUBLIN, RYBNIK, RACIBORZ]
    coach, minibus = (Estimates(means).table(places) for means in EITHER)

    assert (coach.minutes >= minibus.minutes).all()
    assert coach.minutes.sum() > minibus.minutes.sum()
    assert (coach.km == minibus.km).all()


def test_two_institutions_of_one_town_are_a_hop_apart_and_a_place_is_nowhere_from_itself() -> None:
    table = Estimates("coach").table([RYBNIK, RYBNIK])

    assert table.minutes.tolist() == [[0, LEAST_MINUTES], [LEAST_MINUTES, 0]]
    assert table.km.tolist() == [[0.0, WITHIN_TOWN_KM], [WITHIN_TOWN_KM, 0.0]]


def test_no_place_at_all_is_an_empty_table() -> None:
    assert Estimates("coach").table([]).minutes.shape == (0, 0)


@given(spots, st.sampled_from(EITHER))
def test_any_table_is_whole_and_alike_both_ways(places: list[tuple[float, float]], means: Means) -> None:
    table = Estimates(means).table(places)
    apart = ~np.eye(len(places), dtype=bool)

    assert table.km.shape == table.minutes.shape == (len(places), len(places))
    assert (table.minutes % STEP == 0).all()
    assert (table.minutes[apart] >= LEAST_MINUTES).all()
    assert (table.km[apart] >= WITHIN_TOWN_KM).all()
    assert not table.minutes[~apart].any()
    assert (table.minutes == table.minutes.T).all()


@given(st.tuples(*[st.tuples(st.floats(49.0, 54.9), st.floats(14.1, 24.2))] * 3), st.sampled_from(EITHER))
def test_a_detour_is_never_sooner(places: tuple[tuple[float, float], ...], means: Means) -> None:
    table = Estimates(means).table(places)

    # 0.2 km: kilometres are told in tenths.
    assert table.km[0, 2] <= table.km[0, 1] + table.km[1, 2] + 0.2
    assert table.minutes[0, 2] <= table.minutes[0, 1] + table.minutes[1, 2]
