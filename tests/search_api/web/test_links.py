"""Steps from a search: links that differ in one thing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from search_api.searching.criteria import of_parameters
from search_api.settings import Settings
from search_api.web import forms
from search_api.web.links import VARIED_FIRST, SearchLink, Step, link_of

LINK = SearchLink((("q", "klub"), ("theme", "youth"), ("theme", "seniors"), ("sort", "nearest"), ("near", "Rybnik")))


def again(query_string: str) -> SearchLink:
    """The link of the search that an address asks for."""
    parameters = forms.read(QueryParams(query_string))
    return link_of(of_parameters(parameters, Settings()), parameters.near, None)


def after(step: Step) -> dict[str, list[str]]:
    assert step.address is not None
    address, _, fragment = step.address.partition("#")
    assert fragment == "wyniki"
    query = QueryParams(address.partition("?")[2])
    return {name: query.getlist(name) for name in query}


def test_a_value_is_added_taken_off_or_put_in_place_of_another() -> None:
    assert after(LINK.plus("theme", "education"))["theme"] == ["youth", "seniors", "education"]
    assert after(LINK.plus("theme", "youth"))["theme"] == ["youth", "seniors"]
    assert after(LINK.minus("theme", "youth"))["theme"] == ["seniors"]
    assert after(LINK.replaced("theme", "health"))["theme"] == ["health"]


def test_without_filters_the_query_and_the_order_stay() -> None:
    assert after(LINK.unfiltered()) == {"q": ["klub"], "sort": ["nearest"], "near": ["Rybnik"]}


def test_an_order_takes_the_place_of_the_one_before() -> None:
    assert "near" not in after(LINK.ordered("newest"))
    assert after(LINK.ordered("newest"))["sort"] == ["newest"]
    assert not {"sort", "near", "diversity"} & after(LINK.ordered("relevance")).keys()
    assert after(LINK.ordered(VARIED_FIRST))["diversity"] == ["0.5"]
    assert after(LINK.near("teryt:2412")) | {"theme": []} == {
        "q": ["klub"], "theme": [], "sort": ["nearest"], "near": ["teryt:2412"]}  # fmt: skip


def test_other_words_keep_filters_and_order() -> None:
    assert after(LINK.asking("świetlica")) == {
        "q": ["świetlica"], "theme": ["youth", "seniors"], "sort": ["nearest"], "near": ["Rybnik"]}  # fmt: skip


def test_a_place_asks_for_the_nearest_whatever_order_the_form_held() -> None:
    assert dict(again("q=klub&sort=newest&near=Rybnik").pairs)["sort"] == "nearest"


def test_a_button_of_an_order_wins_over_a_place_in_the_form() -> None:
    assert again("q=klub&sort=nearest&near=Rybnik&order=newest").pairs == (("q", "klub"), ("sort", "newest"))
    assert again("q=klub&near=Rybnik&order=varied").pairs == (("q", "klub"), ("diversity", "0.5"))


@given(
    st.lists(
        st.sampled_from(
            [
                ("theme", "youth"),
                ("theme", "seniors"),
                ("not_subregion", "nuts:PL227"),
                ("year_from", "2010"),
                ("year_to", "2020"),
                ("max_budget_pln", "50000"),
                ("sort", "newest"),
                ("diversity", "0.5"),
                ("kind", "document"),
                ("q", "zażółć & <b>"),
            ]
        ),
        unique=True,
    )
)
def test_a_search_that_was_read_from_its_link_has_the_same_link(pairs: list[tuple[str, str]]) -> None:
    link = again(str(QueryParams(pairs)))

    assert set(link.pairs) == set(pairs)
    assert again(link.query_string).pairs == link.pairs
