"""A briefing over HTTP: every figure is a list of practices, or a search that finds exactly them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest
from fastapi.testclient import TestClient

from search_api.planning.briefing_areas import all_areas

CIRCLES = ("here", "neighbours", "voivodeship", "country")


def briefing(client: TestClient, area: str, **parameters: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/briefings/{quote(area)}", params=parameters)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def figures(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every counted value of a briefing."""
    names = ("themes", "white_spots", "cooperation_forms", "target_groups", "sectors", "roles", "evidence_levels")
    yield found["everything"]
    yield from found["years"]["since"]
    for name in names:
        yield from found[name]


def test_it_tells_of_the_area_and_lists_its_practices(client: TestClient) -> None:
    found = briefing(client, "nuts:PL923")

    assert found["area"] == {
        "code": "nuts:PL923",
        "name": "podregion płocki",
        "level": "subregion",
        "voivodeship": "mazowieckie",
        "subregions": ["nuts:PL923"],
        "url": "/obszary/nuts:PL923",
    }
    assert [one["id"] for one in found["practices"]] == ["lucien-klub-seniora"]
    assert found["practices"][0]["sources"] == ["https://example.org/opis"]
    assert found["money"]["known"] == ["lucien-klub-seniora"]
    assert (found["money"]["least_pln"], found["money"]["most_pln"]) == (12_500.5, 12_500.5)
    assert found["themes"][0]["label"] == "seniorzy"
    assert found["white_spots"][0]["here"] == {
        "count": 0,
        "of": 1,
        "percent": None,
        "search": found["white_spots"][0]["here"]["search"],
        "ids": [],
    }


@pytest.mark.parametrize("area", ["nuts:PL923", "teryt:14", "teryt:24", "śląskie/zachodni", "teryt:1404"])
def test_the_search_of_a_figure_finds_exactly_what_it_counts(client: TestClient, area: str) -> None:
    for figure in figures(briefing(client, area)):
        for circle in CIRCLES:
            told = figure[circle]
            if told is None or told["search"] is None:
                continue
            found = client.get("/api/v1/search", params=[*parse_qsl(told["search"]), ("limit", "100")]).json()
            assert found["total"] == told["count"], (figure["code"], circle)
            if "ids" in told:
                assert {one["id"] for one in found["results"]} == set(told["ids"])


@pytest.mark.parametrize("area", ["wielkopolskie", "podlaskie", "nuts:PL415", "nuts:PL842"])
def test_so_it_does_over_a_real_index(real_client: TestClient, area: str) -> None:
    found = briefing(real_client, area)

    for figure in figures(found):
        for circle in CIRCLES:
            told = figure[circle]
            if told is not None and told["search"] is not None:
                assert real_client.get(f"/api/v1/search?{told['search']}").json()["total"] == told["count"], figure[
                    "code"
                ]


def test_a_powiat_has_no_filter_so_its_figures_have_ids_alone(client: TestClient) -> None:
    found = briefing(client, "teryt:1404")

    assert found["everything"]["here"] == {
        "count": 1,
        "of": 1,
        "percent": None,
        "search": None,
        "ids": ["lucien-klub-seniora"],
    }
    assert found["everything"]["country"]["search"] == "kind=practice"


@pytest.mark.parametrize("name", ["powiat gostyniński", "w powiecie gostynińskim", "teryt:1404"])
def test_a_name_in_any_case_does_as_well_as_a_code(client: TestClient, name: str) -> None:
    assert briefing(client, name)["area"]["code"] == "teryt:1404"


def test_a_name_that_leaves_a_choice_is_refused_with_the_candidates(client: TestClient) -> None:
    answer = client.get("/api/v1/briefings/brzeski")

    assert answer.status_code == 422
    (problem,) = answer.json()["errors"]
    assert problem["field"] == "area"
    assert "teryt:1202" in problem["reason"]
    assert "teryt:1601" in problem["reason"]


def test_an_area_that_nobody_knows_is_not_found(client: TestClient) -> None:
    answer = client.get("/api/v1/briefings/nie-ma-takiego")

    assert answer.status_code == 404
    assert answer.json()["detail"].startswith("Nie ma powiatu, podregionu ani województwa „nie-ma-takiego”.")


def test_labels_come_in_english_too(client: TestClient) -> None:
    found = briefing(client, "teryt:1404", lang="en")

    assert found["themes"][0]["label"] == "older people"
    assert found["everything"]["label"] == "All practices"


@pytest.mark.parametrize("file_format", ["docx", "xlsx"])
def test_a_file_has_the_area_in_its_name(client: TestClient, file_format: str) -> None:
    answer = client.get(f"/api/v1/briefings/{quote('śląskie/zachodni')}", params={"format": file_format})

    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    name = answer.headers["content-disposition"]
    assert name.startswith('attachment; filename="dobre-praktyki-okolica-slaskie-zachodni-')
    assert name.endswith(f'.{file_format}"')


def test_every_area_has_a_briefing(client: TestClient) -> None:
    for code in list(all_areas())[::40]:
        assert briefing(client, code)["area"]["code"] == code
