"""The page of a visit: the area on top, the route drawn and listed, what can be changed at a press, what stands in the way."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from search_api.planning.own import place_named
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import Check, VisitPlan
from search_api.visits import service as visit_service
from search_api.web import packing
from search_api.web.texts import load
from search_api.web.visit_map import route_map, route_points
from search_api.web.visit_state import TopicRow, VisitState
from tests.search_api.conftest import app_with
from tests.search_api.fakes import HOSTILE, FakeEngine
from tests.search_api.planning.visits.sample import FIRST_DAY, empty_plan, sample_plan
from tests.search_api.web.filling import filled
from tests.search_api.web.pressing import pressed

ASKED = VisitState(
    topics=(TopicRow(text="samotni seniorzy na wsi"), TopicRow(text="fundusz sołecki")),
    start="teryt:2412042",
    first_day=FIRST_DAY,
    must=("ujazd-niezdrowice-dom-dziennego-pobytu",),
)
STUCK = 5  # days for which the service of these tests finds nothing
asked: list[VisitRequest] = []


def made(request: VisitRequest, _engine: object, _settings: object) -> VisitPlan:
    """The visit made by hand, dated as it was asked for."""
    asked.append(request)
    if request.days == STUCK:
        lift = Check(
            "obstacle", "broken", "too_far", {"count": 3, "nearest_km": 180.0, "change": "max_distance_km", "to": 200}
        )
        words = Check("obstacle", "broken", "no_candidates", {})
        return replace(empty_plan(), obstacles=(lift, words))
    return sample_plan(FIRST_DAY if request.first_day else None)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(visit_service, "planned", made)
        app = app_with(FakeEngine(), tmp_path_factory.mktemp("var"))
        with TestClient(app, raise_server_exceptions=False, headers={"Accept-Language": "pl"}) as running:
            yield running


def opened(client: TestClient, state: VisitState = ASKED, more: str = "") -> Response:
    answer = client.get(f"/wizyta/wynik?w={packing.pack(state)}{more}")
    assert answer.status_code == 200
    return answer


def pressing(client: TestClient, response: Response, step: str, form: str = "wizyta") -> Response:
    """Presses a button of the page."""
    pairs = pressed(response.text, form, "step", step)
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return client.post("/wizyta/wynik", data=data)


def state_in(response: Response) -> VisitState:
    return packing.unpack(response.url.params["w"], VisitState)


def words(response: Response) -> str:
    bare = re.sub(r"<(script|head)\b.*?</\1>|<[^>]*>", " ", response.text, flags=re.DOTALL)
    return " ".join(html.unescape(bare).split())


def test_the_chosen_area_stands_on_top_with_its_figures(client: TestClient) -> None:
    page = opened(client)

    told = words(page)
    assert "Wizyta studyjna: Opole i okolice" in told
    assert re.search(r'role="status">2 dni, 4 spotkania, \d+ km', page.text)
    assert told.index("4 spotkania") < told.index("Trasa") < told.index("Dzień 1: czwartek, 13 maja 2027")
    assert page.headers["x-robots-tag"] == "noindex"


def test_another_area_is_a_link_away(client: TestClient) -> None:
    (address,) = set(re.findall(r'href="([^"]*obszar=2)"', opened(client).text))

    other = client.get(html.unescape(address))

    assert "Wizyta studyjna: Staszów i okolice" in words(other)
    assert state_in(other) == ASKED
    # A rank that the plan has not shows the best
    assert "Opole" in opened(client, more="&obszar=9").text
    assert "Opole" in opened(client, more="&obszar=x").text


def test_the_map_and_the_list_show_the_same_in_the_same_order(client: TestClient) -> None:
    page = opened(client)

    route = page.text[page.text.index('<ol class="visit-route"') :]
    route = route[: route.index("</ol>")]
    kinds = re.findall(r'data-kind="(\w+)"', route)
    assert kinds == ["start", "stop", "stop", "night", "stop", "stop", "end"]
    assert re.findall(r'data-number="(\d+)"', route) == ["1", "2", "3", "4"]
    figure = page.text[page.text.index('<figure class="visit-map"') :]
    figure = figure[: figure.index("</svg>")]
    numbers = ", ".join(re.findall(r'class="visit-map__number"[^>]*>([^<]+)<', figure)).split(", ")
    assert sorted(numbers) == ["1", "2", "3", "4"]
    label = re.search(r'role="img" aria-label="([^"]+)"', figure)
    assert label
    assert "Lyski" in label[1]
    assert len(re.findall(r"<polyline", figure)) == 2


@pytest.mark.parametrize("home", ["Lyski", "Szczecin", "Białystok", "Ustrzyki Dolne"])
def test_every_mark_lies_on_the_drawing_even_when_home_is_far_away(home: str) -> None:
    plan = sample_plan()
    for area in plan.areas:
        points = route_points(area, place_named(home))
        drawn = route_map(points, area)
        assert "start" in {mark.kind for mark in drawn.marks}
        for mark in drawn.marks:
            assert drawn.left + drawn.radius < mark.x < drawn.left + drawn.width - drawn.radius
            assert drawn.top + drawn.radius < mark.y < drawn.top + drawn.height - drawn.radius
        assert drawn.regions


def test_every_number_of_a_source_leads_to_one(client: TestClient) -> None:
    body = opened(client).text

    cited = set(re.findall(r'href="#(zrodlo-\d+)"', body))
    assert len(cited) == 4
    assert cited == set(re.findall(r'id="(zrodlo-\d+)"', body))


def test_every_stop_tells_whom_to_meet_and_what_to_ask(client: TestClient) -> None:
    page = words(opened(client))

    assert page.count("Kogo spotkać") == page.count("O co zapytać") == 4
    assert page.count("[osoba, telefon, e-mail: uzupełnia organizator]") >= 4
    assert "Na temat „Nocleg interwencyjny dla żeglarzy” baza nie ma dobrze dopasowanej praktyki" in page


def test_a_stop_is_excluded_or_made_a_must(client: TestClient) -> None:
    page = opened(client)
    stop = "lesnica-caritas-opieka-nad-seniorami"

    excluded = pressing(client, page, f"never:{stop}")
    assert state_in(excluded).never == (stop,)
    assert asked[-1].never == (stop,)

    wanted = pressing(client, page, f"must:{stop}")
    assert state_in(wanted).must == (*ASKED.must, stop)
    assert "Już nie koniecznie" in words(wanted)
    assert state_in(pressing(client, wanted, f"free:{stop}")) == ASKED


def test_one_condition_is_changed_and_the_rest_stays(client: TestClient) -> None:
    fields = filled(opened(client).text, ("id", "zmiana"))
    assert fields["dzien"] == ["13.05.2027"]

    changed = client.post("/wizyta/wynik", data=fields | {"dni": ["3"], "step": ["change"]})

    assert state_in(changed) == ASKED.model_copy(update={"days": 3})
    assert asked[-1].days == 3


def test_a_wrong_change_leads_to_the_whole_form_with_everything_in_it(client: TestClient) -> None:
    fields = filled(opened(client).text, ("id", "zmiana"))

    refused = client.post("/wizyta/wynik", data=fields | {"osoby": ["600"], "step": ["change"]})

    assert refused.status_code == 422
    again = filled(refused.text, ("id", "wizyta"))
    assert (again["osoby"], again["start"], again["kogo"]) == (["600"], ["Lyski"], list(ASKED.must))
    assert 'href="#osoby"' in refused.text


def test_when_nothing_can_be_visited_the_page_says_what_to_change(client: TestClient) -> None:
    state = ASKED.model_copy(update={"days": STUCK, "max_distance_km": 60.0})

    page = opened(client, state)

    told = words(page)
    assert "Wizyty nie da się tak ułożyć" in told
    assert "Najbliższa jest 180 km w linii prostej" in told
    assert 'formaction="/wizyta/plik' not in page.text
    # What one change lifts is one press away, and nothing else changes
    lifted = pressing(client, page, "lift:max_distance_km:200")
    assert state_in(lifted) == state.model_copy(update={"max_distance_km": 200.0})
    assert len(re.findall(r'value="lift:', page.text)) == 1


def test_the_address_opens_the_same_visit(client: TestClient) -> None:
    page = opened(client)
    link = re.search(r"<textarea[^>]*>([^<]+)</textarea>", page.text)
    assert link

    assert words(client.get(html.unescape(link[1]).removeprefix("http://testserver"))) == words(page)


def test_a_visit_too_long_for_an_address_is_shown_all_the_same(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(client)
    monkeypatch.setattr(packing, "LONGEST_LINK", 20)

    changed = pressing(client, page, "never:lesnica-caritas-opieka-nad-seniorami")

    assert changed.url.query == b""
    assert "za długa na odnośnik" in words(changed)
    other = pressing(client, changed, "area:2")
    assert "Staszów i okolice" in words(other)
    assert filled(pressing(client, other, "edit").text, ("id", "wizyta"))["start"] == ["Lyski"]


def test_without_a_date_no_calendar_is_offered_and_the_page_says_why(client: TestClient) -> None:
    dated, undated = opened(client), opened(client, ASKED.model_copy(update={"first_day": None}))

    assert "/wizyta/plik.ics" in dated.text
    assert "/wizyta/plik.ics" not in undated.text
    assert load("pl")("visit_pages.result.needs_date") in words(undated)


@pytest.mark.parametrize("step", ["", "must:../../etc", "lift:seed:1", "area:x", "xyzzy"])
def test_a_press_that_the_page_does_not_offer_shows_the_visit_as_it_was(client: TestClient, step: str) -> None:
    answer = client.post("/wizyta/wynik", data={"stan": packing.pack(ASKED), "step": step})

    assert answer.status_code == 200
    assert "Opole i okolice" in words(answer)


def test_a_damaged_state_leads_to_the_form(client: TestClient) -> None:
    for address in ("/wizyta/wynik", "/wizyta/plik.docx"):
        answer = client.post(address, data={"stan": packing.pack(ASKED)[:-7], "step": "change"})
        assert (answer.status_code, answer.url.path) == (422, "/wizyta")


def test_english_pages_lead_to_english_pages(client: TestClient) -> None:
    page = opened(client, more="&lang=en")

    assert "Programme" in words(page)
    changed = client.post("/wizyta/wynik?lang=en", data={"stan": packing.pack(ASKED), "step": "free:a"})
    assert changed.url.params["lang"] == "en"
    (other,) = set(re.findall(r'<a href="([^"]*)" lang="pl" hreflang="pl"', page.text))
    assert "Program" in words(client.get(html.unescape(other)))


def test_hostile_topics_are_shown_as_text(client: TestClient) -> None:
    page = opened(client, ASKED.model_copy(update={"topics": (TopicRow(text=HOSTILE),)}))

    assert "<script>alert" not in page.text
