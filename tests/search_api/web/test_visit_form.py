"""The form of the study visit without JavaScript: what is usual, what fills it, what reaches the planner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from fastapi.testclient import TestClient

from search_api.web import packing
from search_api.web.visit_form import minutes_of
from search_api.web.visit_state import VisitState
from tests.search_api.conftest import app_with
from tests.search_api.fakes import FakeEngine
from tests.search_api.web.visiting import fields_of, sent, state_of, typed

SENIORS = "lucien-klub-seniora"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    app = app_with(FakeEngine(), tmp_path_factory.mktemp("var"))
    with TestClient(app, raise_server_exceptions=False, headers={"Accept-Language": "pl"}) as running:
        yield running


def test_only_topics_and_the_start_have_to_be_told(client: TestClient) -> None:
    state = state_of(sent(client, typed(client)))

    assert state == VisitState.model_validate(
        {"topics": [{"text": "samotni seniorzy na wsi"}], "start": "teryt:2412042"}
    )


def test_the_page_says_what_is_usual_and_why_each_condition_matters(client: TestClient) -> None:
    page = client.get("/wizyta")
    fields = fields_of(page)

    assert [fields[name] for name in ("dni", "godziny", "spotkania", "osoby", "wyjazd")] == [
        ["2"],
        ["10"],
        ["4"],
        ["20"],
        ["7:00"],
    ]
    # The conditions are folded until one of them is another than the usual one
    assert re.search(r'<details class="visit-conditions" id="warunki">', page.text)
    for name in (
        "dzien",
        "dni",
        "godziny",
        "wyjazd",
        "od",
        "do",
        "spotkania",
        "najmniej",
        "minuty",
        "osoby",
        "odleglosc",
    ):
        hint = re.search(rf'id="{name}-hint">([^<]+)<', page.text)
        assert hint
        assert len(hint[1]) > 30


def test_every_condition_reaches_the_state(client: TestClient) -> None:
    monday = date.today() + timedelta(days=400)
    fields = typed(
        client,
        temat=["klub seniora", "fundusz sołecki", ""],
        waga=["2", "", "7"],
        nasza="Rybnik",
        dzien=monday.strftime("%d.%m.%Y"),
        dni="3",
        godziny="9,5",
        wyjazd="6:30",
        od="09:00",
        do="16",
        spotkania="3",
        najmniej="2",
        minuty="75",
        osoby="40",
        pojazd="minibus",
        odleglosc="200",
        swoj_podregion="tak",
        wojewodztwo=["małopolskie"],
        bez_podregionu=["nuts:PL227"],
        dopisz=[SENIORS, "powiat raciborski"],
        dopisz_jak=["must", "never"],
    )

    state = state_of(sent(client, fields))

    assert [(row.text, row.weight) for row in state.topics] == [("klub seniora", 2.0), ("fundusz sołecki", 1.0)]
    assert (state.start, state.own) == ("teryt:2412042", "teryt:2473011")
    assert (state.first_day, state.days, state.hours_per_day) == (monday, 3, 9.5)
    assert (state.departure, state.hosts_from, state.hosts_until) == (390, 540, 960)
    assert (state.points_per_day, state.fewest_points, state.minutes_per_point) == (3, 2, 75)
    assert (state.group_size, state.means, state.max_distance_km) == (40, "minibus", 200)
    assert (state.own_subregion_allowed, state.voivodeships, state.not_subregions) == (
        True,
        ("małopolskie",),
        ("nuts:PL227",),
    )
    assert (state.must, state.never_places) == ((SENIORS,), ("teryt:2411",))


def test_the_form_comes_back_from_a_link_as_it_was(client: TestClient) -> None:
    fields = typed(client, dni="3", osoby="25", dopisz=[SENIORS, ""], dopisz_jak=["never", "must"], nasza="Rybnik")
    state = state_of(sent(client, fields))

    page = client.get(f"/wizyta?w={packing.pack(state)}")

    again = fields_of(page)
    assert (again["dni"], again["osoby"], again["start"], again["nasza"]) == (["3"], ["25"], ["Lyski"], ["Rybnik"])
    assert (again["kogo"], again["zyczenie"]) == ([SENIORS], ["never"])
    assert '<details class="visit-conditions" id="warunki" open>' in page.text
    assert state_of(sent(client, again)) == state


def test_fewer_meetings_than_the_usual_least_need_not_be_said_twice(client: TestClient) -> None:
    state = state_of(sent(client, typed(client, spotkania="2")))

    assert (state.points_per_day, state.fewest_points) == (2, 2)


def test_rows_are_added_and_what_was_typed_stays(client: TestClient) -> None:
    more = fields_of(sent(client, typed(client, temat=["pierwszy", "drugi", "trzeci"]), "more"))
    assert more["temat"] == ["pierwszy", "drugi", "trzeci", ""]

    wishes = fields_of(sent(client, typed(client, dopisz=["Lyski", ""], dopisz_jak=["never", "must"]), "more_wishes"))
    assert wishes["dopisz"] == ["Lyski", "", ""]
    assert wishes["dopisz_jak"][0] == "never"


def test_own_gmina_list_and_links_fill_the_form(client: TestClient) -> None:
    client.cookies.set("moje_miejsce", "teryt:2412042")
    client.cookies.set("lista", f"{SENIORS}.nie-ma-takiej")
    try:
        page = client.get("/wizyta")
        asked = client.get("/wizyta?temat=klub+seniora&start=Opole&must=rybnik-klub-mlodziezy")
    finally:
        client.cookies.clear()

    assert fields_of(page)["start"] == ["Lyski"]
    assert (fields_of(page)["kogo"], fields_of(page)["zyczenie"]) == ([SENIORS], [""])
    fields = fields_of(asked)
    assert (fields["start"], fields["temat"][0]) == (["Opole"], "klub seniora")
    assert (fields["kogo"], fields["zyczenie"]) == (["rybnik-klub-mlodziezy", SENIORS], ["must", ""])


def test_a_practice_to_be_seen_brings_its_themes_as_topics(client: TestClient) -> None:
    fields = fields_of(client.get(f"/wizyta?must={SENIORS}"))

    assert fields["temat"][0] == "seniorzy"


def test_pages_of_practices_lists_and_results_lead_here(client: TestClient) -> None:
    assert f"/wizyta?must={SENIORS}" in client.get(f"/praktyki/{SENIORS}").text
    assert f"/wizyta?must={SENIORS}" in client.get(f"/lista?id={SENIORS}").text
    assert "/wizyta?temat=seniorzy%20na%20wsi" in client.get("/szukaj?q=seniorzy+na+wsi").text


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("7", 420), ("07:30", 450), ("7.05", 425), ("24:00", None), ("7:60", None), ("rano", None), ("", None)],
)
def test_a_time_is_read_as_people_write_it(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes
