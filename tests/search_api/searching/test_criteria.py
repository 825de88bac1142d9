"""What a person asked becomes filters with codes that exist, or a Polish sentence that names field and value."""

from __future__ import annotations

import pytest

from index.order import Order
from search_api.contract.search import SearchFilters, SearchParameters, SearchRequest
from search_api.searching import criteria
from search_api.settings import Settings
from search_api.wrong_input import WrongInput

SETTINGS = Settings(max_query_chars=100, max_limit=100)


@pytest.mark.parametrize(
    "written", ["śląskie", "Śląskie", "SLASKIE", "slaskie", "woj. śląskie", "Województwo Śląskie", "Silesian"]
)
def test_a_voivodeship_is_known_without_case_and_diacritics(written: str) -> None:
    assert criteria.resolve_code("voivodeships", written) == "śląskie"


def test_an_unknown_code_gets_the_closest_and_the_allowed_ones() -> None:
    with pytest.raises(LookupError) as caught:
        criteria.resolve_code("themes", "senior")

    assert "„senior”" in caught.value.args[0]
    assert "Najbliższe: seniors" in caught.value.args[0]
    assert "housing" in caught.value.args[0]


def test_a_named_subregion_means_its_podregiony() -> None:
    request = SearchRequest(filters=SearchFilters(subregions=("śląskie/zachodni", "nuts:pl227")))

    found = criteria.of_request(request, SETTINGS).filters.subregions

    assert "nuts:PL227" in found
    assert all(code.startswith("nuts:") for code in found)
    assert len(found) == len(set(found))


def test_every_wrong_field_is_told_at_once_with_the_name_that_was_written() -> None:
    request = SearchRequest.model_validate(
        {
            "query": "x" * 101,
            "limit": 101,
            "filters": {
                "themes": ["seniors", "kosmos"],
                "subregions": ["nuts:PL000"],
                "years": {"from": 2020, "to": 2010},
            },
        }
    )

    with pytest.raises(WrongInput) as caught:
        criteria.of_request(request, SETTINGS)

    reasons = {problem.field: problem.reason for problem in caught.value.problems}
    assert set(reasons) == {"query", "limit", "filters.themes", "filters.subregions", "filters.years.from"}
    assert "101 znaków" in reasons["query"]
    assert "od 1 do 100" in reasons["limit"]
    assert "2020" in reasons["filters.years.from"]


def test_in_a_link_the_fields_have_the_names_of_the_link() -> None:
    parameters = SearchParameters(q="x" * 101, theme=("kosmos",), year_from=2020, year_to=2010)

    with pytest.raises(WrongInput) as caught:
        criteria.of_parameters(parameters, SETTINGS)

    assert {problem.field for problem in caught.value.problems} == {"q", "theme", "year_from"}


def test_a_link_and_a_body_that_say_the_same_give_the_same_criteria() -> None:
    body = SearchRequest.model_validate(
        {
            "query": "samotni  seniorzy",
            "limit": 5,
            "offset": 5,
            "filters": {
                "voivodeships": ["śląskie"],
                "not_subregions": ["nuts:PL227"],
                "evidence_levels": ["e3"],
                "kinds": ["practice"],
                "years": {"from": 2010, "to": 2020},
                "max_budget_pln": 10_000,
            },
        }
    )
    link = SearchParameters(
        q="samotni  seniorzy",
        limit=5,
        offset=5,
        voivodeship=("slaskie",),
        not_subregion=("nuts:PL227",),
        evidence_level=("E3",),
        kind=("praktyka",),
        year_from=2010,
        year_to=2020,
        max_budget_pln=10_000,
    )

    assert criteria.of_parameters(link, SETTINGS) == criteria.of_request(body, SETTINGS)


def test_every_coded_filter_of_the_request_is_resolved() -> None:
    coded = {item.plural for item in criteria.CODED_FILTERS}

    assert coded == set(SearchFilters.model_fields) - {"years", "max_budget_pln"}
    assert {item.singular for item in criteria.CODED_FILTERS} <= set(SearchParameters.model_fields)


@pytest.mark.parametrize("written", ["Rybnik", "rybnik", "w Rybniku", "teryt:2473"])
def test_distances_count_from_a_place_as_it_is_written(written: str) -> None:
    found = criteria.of_parameters(SearchParameters(sort="nearest", near=written), SETTINGS)

    assert found.order.by == "nearest"
    assert found.order.near == pytest.approx((50.1, 18.5), abs=0.1)


@pytest.mark.parametrize(
    ("near", "told"),
    [
        (None, "Podaj miejsce"),
        ("Dąbrowa", "kilka miejsc"),
        ("Xyzzyq", "Nie znamy położenia"),
        ("Kaszuby", "to region"),
        ("woj. śląskie", "na przykład „Katowice”"),
        ("teryt:9999", "Nie ma gminy ani powiatu"),
        ("teryt:" + "9" * 150, "…"),
    ],
)
def test_a_place_that_is_not_one_is_asked_for_again(near: str | None, told: str) -> None:
    with pytest.raises(WrongInput) as caught:
        criteria.of_parameters(SearchParameters(sort="nearest", near=near), SETTINGS)

    (problem,) = caught.value.problems
    assert problem.field == "near"
    assert told in problem.reason
    assert len(problem.reason) < 1000


def test_without_a_place_nothing_is_measured() -> None:
    assert criteria.of_parameters(SearchParameters(), SETTINGS).order == Order()
