"""What a request for a visit may say: every fault is named with its field, in Polish, all at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from search_api.planning.visits.request import BOUNDS, MOST_TOPICS, VisitRequest
from search_api.settings import Settings
from search_api.visits.requests import of_visit
from search_api.visits.schemas import VisitRequestIn, day_of, minutes_of
from search_api.wrong_input import WrongInput

TOPICS = [{"text": "Samotni seniorzy na wsi"}]


def asked(**given: Any) -> VisitRequest:
    return of_visit(VisitRequestIn.model_validate({"topics": TOPICS, "start": "Lyski"} | given), Settings())


def refused(**given: Any) -> dict[str, str]:
    with pytest.raises(WrongInput) as caught:
        asked(**given)
    return {problem.field: problem.reason for problem in caught.value.problems}


def test_topics_and_a_start_are_enough() -> None:
    request = asked()

    assert request == VisitRequest(request.topics, request.start)
    assert request.start.code == "teryt:2412042"
    assert request.left_out_subregions == ("nuts:PL227",)


def test_places_are_named_or_coded_and_regions_spelled_out() -> None:
    request = asked(
        start="Rybnik",
        own="teryt:2412042",
        voivodeships=["Opolskie"],
        not_subregions=["śląskie/zachodni"],
        must_places=["teryt:1611"],
        never_places=["Ujazd, powiat strzelecki"],
    )

    assert (request.start.name, request.home.name) == ("Rybnik", "Lyski")
    assert request.voivodeships == ("opolskie",)
    assert "nuts:PL227" in request.not_subregions
    assert request.must_places == ("teryt:1611",)
    assert [code[:10] for code in request.never_places] == ["teryt:1611"]


def test_an_ambiguous_start_is_refused_with_the_candidates_by_name_and_code() -> None:
    reason = refused(start="Dąbrowa")["start"]

    assert reason.startswith("Nazwa „Dąbrowa” pasuje do kilku miejsc. Podaj kod jednego z nich: ")
    assert "Dąbrowa (gmina wiejska, powiat opolski, woj. opolskie, teryt:1609022)" in reason
    assert "teryt:0409012" in reason


def test_a_clear_start_is_taken_as_it_is() -> None:
    assert asked(start="Rybnik").start.code.startswith("teryt:2473")


def test_all_faults_are_named_at_once() -> None:
    told = refused(
        topics=[{"text": "?!"}, {"text": "x" * 10_001}, {"text": "Seniorzy", "weight": -1}],
        start="Nigdzieżaba",
        own="Dąbrowa",
        days=9,
        hours_per_day=3,
        points_per_day=7,
        minutes_per_point=10,
        group_size=0,
        departure="3:00",
        hosts_from="13:00",
        hosts_until="23:59",
        max_distance_km=0,
        voivodeships=["mars"],
        must=["Zły Id"],
        must_places=["Lyski", "Dąbrowa"],
    )

    assert set(told) == {
        *("topics.0.text", "topics.1.text", "topics", "start", "own", "days", "hours_per_day", "points_per_day"),
        *("minutes_per_point", "group_size", "departure", "hosts_from", "hosts_until", "max_distance_km"),
        *("voivodeships", "must.0", "must_places.1"),
    }
    assert told["hours_per_day"] == "Dzień wizyty może mieć od 4 do 14 godzin."
    assert told["topics.1.text"].startswith("Temat ma 10001 znaków")


@pytest.mark.parametrize("field", ["days", "hours_per_day", "points_per_day", "minutes_per_point", "group_size"])
def test_the_ends_of_a_range_are_allowed_and_what_is_beyond_is_not(field: str) -> None:
    least, most = BOUNDS[field]

    for value in (least, most):
        assert getattr(asked(**{field: value}), field) == value
    for value in (least - 1, most + 1):
        assert list(refused(**{field: value})) == [field]


def test_fewer_meetings_than_the_usual_least_lower_the_least_too() -> None:
    assert asked(points_per_day=2).fewest_points == 2
    assert asked(points_per_day=5).fewest_points == 3
    assert list(refused(points_per_day=2, fewest_points=3)) == ["fewest_points"]


def test_a_contradiction_names_what_to_leave() -> None:
    assert "zarazem konieczna i wykluczona" in refused(must=["lucien-klub"], never=["lucien-klub"])["must"]
    assert "zarazem konieczne i wykluczone" in refused(must_places=["Lyski"], never_places=["Lyski"])["must_places"]


def test_no_topic_and_too_many_topics_are_refused() -> None:
    assert refused(topics=[]) == {"topics": "Podaj od 1 do 20 tematów."}
    assert list(refused(topics=TOPICS * (MOST_TOPICS + 1))) == ["topics"]


@pytest.mark.parametrize(("text", "minutes"), [("7:30", 450), ("07:30", 450), ("0:00", 0), ("23:59", 1439)])
def test_a_time_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert minutes_of(text) == minutes


@pytest.mark.parametrize("text", ["", "7", "7.30", "24:00", "7:60", "7:5", "-1:00", "٧:٣٠"])
def test_what_is_no_time_is_told_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="na przykład 7:30"):
        minutes_of(text)


def test_a_date_is_a_real_day_of_this_century() -> None:
    assert day_of("2027-05-13") == date(2027, 5, 13)
    for wrong, told in (
        ("2027-02-30", "Nie ma takiej daty"),
        ("13.05.2027", "na przykład 2027-05-13"),
        ("1999-12-31", "od 2000 do 2099"),
        (20270513, "na przykład 2027-05-13"),
    ):
        with pytest.raises(ValueError, match=told):
            day_of(wrong)
