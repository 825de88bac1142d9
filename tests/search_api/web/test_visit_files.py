"""The files of a visit as the page gives them: of the area that is shown, and told when they cannot be made."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import docx
import icalendar
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import VisitPlan
from search_api.visits import service as visit_service
from search_api.web import packing
from search_api.web.visit_state import TopicRow, VisitState
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine
from tests.search_api.planning.visits.sample import FIRST_DAY, OPOLE, SANDOMIERZ, empty_plan, practices, sample_plan

ASKED = VisitState(topics=(TopicRow(text="samotni seniorzy na wsi"),), start="teryt:2412042", first_day=FIRST_DAY)
STUCK = 5  # days for which the service of these tests finds nothing


def made(request: VisitRequest, _engine: object, _settings: object) -> VisitPlan:
    return empty_plan() if request.days == STUCK else sample_plan(request.first_day)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(visit_service, "planned", made)
        app = app_with(FakeEngine(), tmp_path_factory.mktemp("var"))
        with TestClient(app, raise_server_exceptions=False, headers={"Accept-Language": "pl"}) as running:
            yield running


def file(client: TestClient, ending: str, state: VisitState = ASKED, rank: str = "1") -> Response:
    return client.post(f"/wizyta/plik.{ending}", data={"stan": packing.pack(state), "obszar": rank})


def titles(days: tuple[tuple[tuple[str, int], ...], ...]) -> list[str]:
    return [practices()[one].title for day in days for one, _ in day]


def words_of(content: bytes) -> str:
    """All text of a Word document, tables as well."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize(("rank", "stops"), [("1", OPOLE), ("2", SANDOMIERZ), ("9", OPOLE), ("x", OPOLE)])
def test_the_programme_is_that_of_the_area_on_the_page(
    client: TestClient, rank: str, stops: tuple[tuple[tuple[str, int], ...], ...]
) -> None:
    answer = file(client, "docx", rank=rank)

    assert answer.status_code == 200
    assert re.search(r'attachment; filename="[a-z0-9.-]+\.docx"', answer.headers["content-disposition"])
    assert answer.headers["cache-control"] == "no-store"
    text = words_of(answer.content)
    assert all(title in text for title in titles(stops))


def test_letters_calendar_route_and_data_can_be_opened(client: TestClient) -> None:
    assert "Szanowni Państwo" in words_of(file(client, "letter").content)

    calendar = icalendar.Calendar.from_ical(file(client, "ics").content)
    meetings = "\n".join(str(event["SUMMARY"]) for event in calendar.walk("VEVENT"))
    assert all(title in meetings for title in titles(OPOLE))

    route = ET.fromstring(file(client, "gpx").text)
    assert route.tag.endswith("gpx")
    data = json.loads(file(client, "geojson").content)
    assert {feature["geometry"]["type"] for feature in data["features"]} >= {"Point", "LineString"}


def test_a_calendar_without_a_date_leads_to_the_form_and_asks_for_it(client: TestClient) -> None:
    answer = file(client, "ics", ASKED.model_copy(update={"first_day": None}))

    assert answer.status_code == 422
    assert 'href="#dzien"' in answer.text
    assert "Plik kalendarza wymaga daty" in answer.text
    # It is unfolded, and everything else is still there
    assert '<details class="visit-conditions" id="warunki" open>' in answer.text
    assert 'value="samotni seniorzy na wsi"' in answer.text


def test_without_a_visit_there_is_no_file_but_the_page_that_says_why(client: TestClient) -> None:
    answer = file(client, "docx", ASKED.model_copy(update={"days": STUCK}))

    assert "Wizyty nie da się tak ułożyć" in answer.text


def test_another_format_is_not_there(client: TestClient) -> None:
    assert file(client, "exe").status_code in (404, 422)
