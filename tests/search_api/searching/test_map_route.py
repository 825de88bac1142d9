"""GET /api/v1/map: the places of all that a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.practice import Area, Practice
from search_api.searching import map_points
from search_api.searching.map_points import map_answer, spots
from tests.search_api.conftest import app_with
from tests.search_api.fakes import BARE, HOSTILE, INVITATION, PLOCKI, SENIORS, FakeEngine, practice

POWIAT = Area(
    level="powiat",
    name="powiat rybnicki",
    powiat="rybnicki",
    powiat_code="teryt:2412",
    subregion="nuts:PL227",
    voivodeship="śląskie",
    lat=50.0971,
    lon=18.5418,
    coordinates_of="powiat",
)
WHOLE = Area(level="voivodeship", name="województwo śląskie", voivodeship="śląskie", lat=50.3, lon=19.0)
SEVERAL = practice("kilka-miejsc", f"Wspólne świetlice {HOSTILE}", "Potrzeba", areas=(PLOCKI, POWIAT, PLOCKI, WHOLE))


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(app_with(FakeEngine((SENIORS, BARE, SEVERAL, INVITATION)), tmp_path)) as running:
        yield running


def test_every_found_practice_has_its_points_and_what_has_none_is_counted(client: TestClient) -> None:
    answer = client.get("/api/v1/map").json()

    assert [point["id"] for point in answer["points"]] == ["kilka-miejsc", "kilka-miejsc", "lucien-klub-seniora"]
    assert {name: answer[name] for name in ("total", "shown", "without_coordinates", "documents", "left_out")} == {
        "total": 4,
        "shown": 2,
        "without_coordinates": 1,
        "documents": 1,
        "left_out": 0,
    }
    assert answer["points"][-1] == {
        "id": "lucien-klub-seniora",
        "title": "Klub seniora w Lucieniu",
        "url": "/praktyki/lucien-klub-seniora",
        "place": "Lucień (powiat gostyniński, woj. mazowieckie)",
        "lat": 52.4,
        "lon": 19.4,
        "coordinates_of": "locality",
        "evidence_level": "E3",
    }


def test_a_point_says_of_what_it_is_the_middle(client: TestClient) -> None:
    points = client.get("/api/v1/map").json()["points"]

    assert [(point["place"], point["coordinates_of"]) for point in points[:2]] == [
        ("Lucień (powiat gostyniński, woj. mazowieckie)", "locality"),
        ("powiat rybnicki (woj. śląskie)", "powiat"),
    ]


def test_the_map_takes_the_search_of_the_list(client: TestClient) -> None:
    found = client.get("/api/v1/map", params={"q": "samotni seniorzy", "voivodeship": "mazowieckie"}).json()

    assert found["query"] == "samotni seniorzy"
    assert {point["id"] for point in found["points"]} == {"lucien-klub-seniora"}


def test_a_page_of_the_search_does_not_cut_the_map(client: TestClient) -> None:
    assert client.get("/api/v1/map?limit=1&offset=2").json() == client.get("/api/v1/map").json()


def test_a_wrong_parameter_is_said_in_polish(client: TestClient) -> None:
    answer = client.get("/api/v1/map?theme=kosmos")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "theme"


def test_practices_over_the_limit_of_points_are_counted_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_points, "MAX_POINTS", 2)
    second = SENIORS.model_copy(update={"id": "drugi-klub"})

    answer = map_answer([SEVERAL, SENIORS, BARE, second, INVITATION], "", "proba")

    assert (answer.shown, answer.left_out, answer.without_coordinates, answer.documents) == (1, 2, 1, 1)
    assert answer.total == 5
    assert len(answer.points) == 2


@pytest.mark.parametrize(
    ("areas", "expected"),
    [((), 0), ((WHOLE,), 0), ((PLOCKI, PLOCKI), 1), ((POWIAT, PLOCKI), 2)],
    ids=["no areas", "a voivodeship is no point", "one spot twice", "two spots"],
)
def test_spots_are_areas_with_coordinates(areas: tuple[Area, ...], expected: int) -> None:
    record: Practice = SENIORS.model_copy(update={"areas": areas})

    assert len(spots(record)) == expected
