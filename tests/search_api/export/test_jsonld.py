"""Practices as JSON-LD: what is known stands there in the words of schema.org, what is not has no property."""

from __future__ import annotations

import json
import re
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from corpus.practice import Funding, Partner, Practice, Source, Years
from search_api.export import jsonld
from tests.search_api.fakes import ATTACK, BARE, FROM_A_DOCUMENT, SENIORS, practice

BASE = "https://praktyki.example.org"
ADDRESS = "/api/v1/practices/lucien-klub-seniora/jsonld"


def node_of(record: Practice) -> dict[str, Any]:
    """The node as whoever reads the text gets it."""
    return cast(dict[str, Any], json.loads(jsonld.text(jsonld.practice(record, BASE))))


def test_a_practice_is_an_article_with_a_stable_address_a_place_years_and_a_licence() -> None:
    node = node_of(SENIORS)

    assert node["@context"] == "https://schema.org"
    assert node["@type"] == "Article"
    assert node["@id"] == node["url"] == f"{BASE}/praktyki/lucien-klub-seniora"
    assert node["headline"] == "Klub seniora w Lucieniu"
    assert node["temporalCoverage"] == "2014/2015"
    assert node["license"] == {"@type": "CreativeWork", "name": "CC BY 4.0"}
    (place,) = node["spatialCoverage"]
    assert place["name"] == "Lucień"
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 52.4, "longitude": 19.4}
    assert {"@type": "PropertyValue", "propertyID": "NUTS 3", "value": "PL923"} in place["identifier"]
    assert node["about"][0] == {
        "@type": "DefinedTerm",
        "termCode": "seniors",
        "name": "seniorzy",
        "inDefinedTermSet": "themes",
    }


def test_partners_stand_with_their_role_and_kind_and_money_with_its_amount() -> None:
    record = practice(
        "wola-obiady",
        "Obiady",
        "Potrzeba.",
        partners=(
            Partner(name="Gmina Wola", sector="public", role="lead"),
            Partner(name="Koło gospodyń", sector="ngo", role="partner"),
            Partner(name="Bank Wolski", sector="business", role="funder"),
        ),
        funding=(Funding(source="Budżet gminy", amount_pln=12_000), Funding(source="Bank Wolski")),
    )

    node = node_of(record)

    told = [
        (role["roleName"], role["contributor"]["@type"], role["contributor"]["name"]) for role in node["contributor"]
    ]
    assert told == [
        ("lider", "GovernmentOrganization", "Gmina Wola"),
        ("partner", "NGO", "Koło gospodyń"),
        ("finansujący", "Organization", "Bank Wolski"),
    ]
    assert node["funder"] == [{"@type": "Organization", "name": "Bank Wolski"}]
    assert node["funding"] == [
        {
            "@type": "MonetaryGrant",
            "name": "Budżet gminy",
            "amount": {"@type": "MonetaryAmount", "value": 12_000, "currency": "PLN"},
        },
        {"@type": "MonetaryGrant", "name": "Bank Wolski"},
    ]


def test_what_the_source_does_not_say_has_no_property() -> None:
    node = node_of(BARE)

    for name in ("temporalCoverage", "funding", "funder", "audience"):
        assert name not in node
    assert "null" not in jsonld.text(node)
    # A description without terms of its own has those of the project.
    assert node["license"] == jsonld.PROJECT_LICENCE
    (place,) = node["spatialCoverage"]
    assert "geo" not in place
    assert place["address"]["addressRegion"] == "śląskie"


@pytest.mark.parametrize(
    ("years", "interval"),
    [
        (Years(start=2014, end=2014), "2014"),
        (Years(start=2014), "2014/.."),
        (Years(end=2015), "../2015"),
        (Years(start=2014, end=2016), "2014/2016"),
    ],
)
def test_years_are_an_interval_of_iso_8601(years: Years, interval: str) -> None:
    assert node_of(practice("wola", "Tytuł", "Potrzeba.", years=years))["temporalCoverage"] == interval


def test_a_practice_without_resolved_areas_stands_where_the_source_says() -> None:
    (place,) = node_of(practice("wola", "Tytuł", "Potrzeba."))["spatialCoverage"]

    assert (place["name"], place["address"]["addressLocality"]) == ("Lucień", "Lucień")


def test_sources_and_the_document_of_origin_are_what_it_is_based_on() -> None:
    source = Source(url="https://example.org/x", title="Opis", publisher="Gmina", published="2014-05", licence="CC0")
    node = node_of(practice("wola", "Tytuł", "Potrzeba.", sources=(source,)))

    assert node["isBasedOn"] == [
        {
            "@type": "CreativeWork",
            "url": "https://example.org/x",
            "name": "Opis",
            "publisher": {"@type": "Organization", "name": "Gmina"},
            "datePublished": "2014-05",
            "license": {"@type": "CreativeWork", "name": "CC0"},
        }
    ]
    (document,) = node_of(FROM_A_DOCUMENT)["isBasedOn"]
    assert document["url"] == f"{BASE}/dokumenty/doc-0123456789abcdef"


def test_several_practices_are_one_graph_with_one_context() -> None:
    graph = jsonld.graph([SENIORS, BARE], BASE)

    assert [node["@id"] for node in cast(list[dict[str, object]], graph["@graph"])] == [
        f"{BASE}/praktyki/lucien-klub-seniora",
        f"{BASE}/praktyki/wola-swietlica",
    ]
    assert jsonld.text(graph).count("@context") == 1


@given(st.text())
def test_no_text_can_end_the_script_element_and_none_is_changed(text: str) -> None:
    written = jsonld.text({"name": text})

    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"name": text}


def test_hostile_text_comes_back_as_it_was() -> None:
    assert node_of(ATTACK)["headline"] == ATTACK.title
    assert "<" not in jsonld.script(jsonld.practice(ATTACK, BASE))


def test_the_api_gives_the_same_as_the_page_and_the_whole_text(client: TestClient) -> None:
    response = client.get(ADDRESS)
    page = client.get("/praktyki/lucien-klub-seniora", headers={"Accept": "text/html"}).text

    assert response.headers["content-type"] == "application/ld+json"
    node = response.json()
    assert node.pop("articleBody") == "\n\n".join([SENIORS.need, SENIORS.actions, SENIORS.results or ""])
    assert node == node_of_page(page)
    assert response.json()["@id"] == "http://testserver/praktyki/lucien-klub-seniora"


def test_a_practice_that_is_not_there_is_a_problem(client: TestClient) -> None:
    response = client.get("/api/v1/practices/nie-ma/jsonld")

    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_a_document_is_no_practice(client: TestClient) -> None:
    assert client.get("/api/v1/practices/doc-0123456789abcdef/jsonld").status_code == 404


def node_of_page(page: str) -> object:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)
