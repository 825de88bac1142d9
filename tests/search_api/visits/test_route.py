"""POST /api/v1/visits: a plan as JSON or a file, faults named in Polish, nothing kept."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gpxpy
import pytest
from docx import Document
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from search_api.export.visits.files import NO_DATE
from search_api.routes import visits
from search_api.settings import Settings
from tests.search_api.planning.visits.sample import empty_plan, sample_plan
from tests.search_api.plans.test_route import errors, serving

VISITS = "/api/v1/visits"
ASKED: dict[str, Any] = {
    "topics": [{"text": "Samotni seniorzy na wsi", "weight": 2}, {"text": "Fundusz sołecki"}],
    "start": "Lyski",
    "first_day": "2027-05-13",
}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with TestClient(serving(tmp_path_factory.mktemp("var")), raise_server_exceptions=False) as running:
        yield running


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan made by hand in place of the planner's, so that the answer is known."""
    monkeypatch.setattr(visits, "planned", lambda asked, engine, settings: sample_plan(asked.first_day))


def test_the_planner_answers_over_the_base_that_is_served(client: TestClient) -> None:
    answer = client.post(VISITS, json=ASKED)

    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["request"]["start"]["code"] == "teryt:2412042"
    assert [topic["number"] for topic in told["request"]["topics"]] == [1, 2]
    assert told["areas"] or told["obstacles"]
    assert client.post(VISITS, json=ASKED).json() == told


@pytest.mark.usefixtures("planned")
def test_an_area_has_days_with_stops_hosts_quotes_and_questions(client: TestClient) -> None:
    told = client.post(VISITS, json=ASKED).json()

    area = told["areas"][0]
    assert (area["rank"], area["name"], area["km"]) == (1, "Opole i okolice", 244.9)
    day = area["days"][0]
    assert (day["date"], day["start"], day["end"]) == ("2027-05-13", "7:00", "14:05")
    assert [step["kind"] for step in day["steps"]] == ["drive", "meeting", "lunch", "drive", "meeting", "night"]
    stop = day["steps"][1]["stop"]
    assert stop["url"] == "https://praktyki.example.org/praktyki/ujazd-niezdrowice-dom-dziennego-pobytu"
    assert stop["topics"] == [1]
    assert stop["hosts"][0] == {"name": "Gmina Ujazd", "side": "authority", "sector": "public", "role": "lead"}
    assert stop["quotes"][0]["sources"] == [area["sources"][0]["number"]]
    assert stop["questions"][0]["code"] == "amount"
    assert area["sources"][0]["references"][0]["publisher"] == "Strzelec Opolski"
    assert [point["number"] for point in area["proposal"]] == [1, 2, 3, 4, 5]
    assert area["letters"][0]["text"].startswith("[miejscowość i data]")
    assert {check["verdict"] for check in area["checks"]} == {"kept", "broken", "unknown"}
    assert told["unmatched"][0]["topic"] == 3


@pytest.mark.usefixtures("planned")
def test_the_format_is_named_by_address_or_by_header(client: TestClient) -> None:
    word = client.post(f"{VISITS}?format=docx", json=ASKED)
    by_header = client.post(VISITS, json=ASKED, headers={"Accept": DOCX})
    letters = client.post(f"{VISITS}?format=letter&area=2&lang=en", json=ASKED)
    calendar = client.post(f"{VISITS}?format=ics", json=ASKED)
    gpx = client.post(f"{VISITS}?format=gpx", json=ASKED)
    geojson = client.post(f"{VISITS}?format=geojson", json=ASKED)

    for response in (word, by_header):
        assert Document(io.BytesIO(response.content)).paragraphs[0].text == "Wizyta studyjna: Opole i okolice"
    assert word.headers["content-disposition"].startswith('attachment; filename="wizyta-studyjna-1-')
    assert letters.headers["content-disposition"].startswith('attachment; filename="letters-to-hosts-2-')
    assert Document(io.BytesIO(letters.content)).paragraphs[0].text == "Letters to the hosts"
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(calendar.content).walk("VEVENT")) == 12
    assert len(gpxpy.parse(gpx.content).routes) == 2
    assert geojson.headers["content-type"] == "application/geo+json"
    assert len(geojson.json()["features"]) == 8
    assert "content-disposition" not in client.post(VISITS, json=ASKED).headers


@pytest.mark.usefixtures("planned")
def test_a_calendar_needs_a_date_and_a_file_an_area(client: TestClient) -> None:
    undated = {name: value for name, value in ASKED.items() if name != "first_day"}

    assert errors(client.post(f"{VISITS}?format=ics", json=undated)) == {"first_day": NO_DATE}
    assert "Są plany: 1, 2" in errors(client.post(f"{VISITS}?format=gpx&area=3", json=ASKED))["area"]
    assert list(errors(client.post(f"{VISITS}?format=gpx&area=4", json=ASKED))) == ["area"]
    assert list(errors(client.post(f"{VISITS}?format=pdf", json=ASKED))) == ["format"]


def test_a_visit_that_cannot_be_is_an_answer_that_says_what_to_change(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "planned", lambda asked, engine, settings: empty_plan())

    told = client.post(VISITS, json=ASKED)
    file = client.post(f"{VISITS}?format=docx", json=ASKED)

    assert told.status_code == 200
    assert told.json()["areas"] == []
    (obstacle,) = told.json()["obstacles"]
    assert obstacle["values"]["change"] == "own_subregion_allowed"
    assert obstacle["text"].endswith("Pozwól na własny podregion albo zmień temat.")
    assert errors(file)["area"].startswith("Z tych warunków nie da się ułożyć wizyty")


def test_an_ambiguous_start_names_its_candidates_in_the_problem(client: TestClient) -> None:
    response = client.post(VISITS, json=ASKED | {"start": "Dąbrowa"})

    reason = errors(response)["start"]
    assert "teryt:1609022" in reason
    assert "Dąbrowa (gmina wiejska, powiat mogileński" in reason
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"topics": []}, "topics"),
        ({"topics": [{"text": " "}]}, "topics.0.text"),
        ({"topics": [{"text": "Seniorzy", "weight": True}]}, "topics.0.weight"),
        ({"topics": [{"text": "Seniorzy", "weight": 1e400}]}, "topics.0.weight"),
        ({"start": ""}, "start"),
        ({"start": None}, "start"),
        ({"days": "2"}, "days"),
        ({"days": 0}, "days"),
        ({"days": 10**30}, "days"),
        ({"hours_per_day": 24.5}, "hours_per_day"),
        ({"means": "train"}, "means"),
        ({"group_size": 61}, "group_size"),
        ({"max_distance_km": -5}, "max_distance_km"),
        ({"first_day": "13.05.2027"}, "first_day"),
        ({"first_day": "2027-02-29"}, "first_day"),
        ({"departure": "siódma"}, "departure"),
        ({"must": ["<script>"]}, "must.0"),
        ({"never_places": ["Nigdzieżaba"]}, "never_places.0"),
        ({"voivodeships": ["nibylandia"]}, "voivodeships"),
        ({"nieznane": 1}, "nieznane"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_name(client: TestClient, change: dict[str, Any], field: str) -> None:
    body = json.dumps(ASKED | change).encode()

    told = errors(client.post(VISITS, content=body, headers={"Content-Type": "application/json"}))

    assert list(told) == [field]
    assert "should" not in told[field]


def test_limits_stand_in_the_schema(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()["components"]["schemas"]["VisitRequestIn"]["properties"]

    assert (schema["days"]["minimum"], schema["days"]["maximum"]) == (1, 5)
    assert (schema["hours_per_day"]["minimum"], schema["hours_per_day"]["maximum"]) == (4, 14)
    assert schema["topics"]["maxItems"] == 20


def test_the_examples_of_the_schema_work(client: TestClient) -> None:
    examples = client.get("/openapi.json").json()["components"]["schemas"]["VisitRequestIn"]["examples"]

    assert examples
    for example in examples:
        assert client.post(VISITS, json=example).status_code == 200


def test_without_a_snapshot_it_is_not_ready(empty_client: TestClient) -> None:
    assert empty_client.post(VISITS, json=ASKED).status_code == 503


def test_a_topic_longer_than_a_query_may_be_is_refused(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path).max_query_chars == 10_000
    with TestClient(serving(tmp_path, max_query_chars=100)) as client:
        told = errors(client.post(VISITS, json=ASKED | {"topics": [{"text": "x" * 101}]}))

    assert told["topics.0.text"].startswith("Temat ma 101 znaków")


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.lists(st.text(max_size=10), max_size=3),
)


@pytest.mark.usefixtures("planned")
@given(
    changes=st.dictionaries(
        st.sampled_from(
            ("topics", "start", "own", "days", "means", "must", "must_places", "first_day", "departure", "x")
        ),
        VALUES,
        max_size=3,
    )
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_gets_a_plan_or_a_problem(client: TestClient, changes: dict[str, Any]) -> None:
    body = json.dumps(ASKED | changes).encode()

    response = client.post(VISITS, content=body, headers={"Content-Type": "application/json"})

    assert response.status_code in (200, 422), response.text
    json.loads(response.content)


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE records; --", "{{ 7 * 7 }} {0} %s", "\u202eyzroines", "👵🏽 seniorzy", "a" * 5000]
)
def test_any_topic_is_answered(client: TestClient, text: str) -> None:
    response = client.post(VISITS, json=ASKED | {"topics": [{"text": text}]})

    assert response.status_code == 200, response.text
    assert all(character.isprintable() for character in response.json()["request"]["topics"][0]["text"])
