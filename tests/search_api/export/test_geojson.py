"""GeoJSON that any map program opens, with where each description comes from and on which terms."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from search_api.export import geojson
from search_api.export.about import Record
from tests.search_api.export.samples import ABOUT
from tests.search_api.fakes import BARE, FROM_A_DOCUMENT, INVITATION, PLOCKI, SENIORS
from tests.search_api.searching.test_map_route import SEVERAL


def made(*records: Record) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(geojson.collection(records, ABOUT))
    return found


def test_a_practice_is_a_point_with_longitude_first() -> None:
    (feature,) = made(SENIORS)["features"]

    assert feature["type"] == "Feature"
    assert feature["id"] == "lucien-klub-seniora"
    assert feature["geometry"] == {"type": "Point", "coordinates": [19.4, 52.4]}
    assert feature["properties"]["places"] == [
        {
            "name": "Lucień (powiat gostyniński, woj. mazowieckie)",
            "level": "locality",
            "coordinates_of": "locality",
            "powiat_code": "teryt:1404",
            "subregion": "nuts:PL923",
        }
    ]


def test_several_places_are_one_feature_and_no_place_a_null_geometry() -> None:
    several, bare = made(SEVERAL, BARE)["features"]

    assert several["geometry"] == {"type": "MultiPoint", "coordinates": [[19.4, 52.4], [18.5418, 50.0971]]}
    assert len(several["properties"]["places"]) == 2
    assert bare["geometry"] is None
    assert bare["properties"]["places"] == []


def test_every_feature_carries_its_page_source_and_licence() -> None:
    seniors, from_a_document = (feature["properties"] for feature in made(SENIORS, FROM_A_DOCUMENT)["features"])

    assert seniors["address"] == "https://praktyki.example.org/praktyki/lucien-klub-seniora"
    assert seniors["sources"][0]["url"] == "https://example.org/opis"
    assert seniors["licence"] == "CC BY 4.0"
    assert from_a_document["sources"] == []
    assert from_a_document["origin"].startswith("Sprawozdanie")
    assert from_a_document["licence"]


def test_the_collection_says_of_what_it_is_and_counts_what_it_leaves_out() -> None:
    found = made(SENIORS, INVITATION)

    assert found["type"] == "FeatureCollection"
    assert (found["made"], found["address"], found["snapshot"]) == ("2026-01-02", ABOUT.address, "proba")
    assert (found["held"], found["documents_left_out"]) == (1, 1)


def test_there_is_no_other_reference_system_and_nothing_but_json() -> None:
    text = geojson.collection([SENIORS], replace(ABOUT, gone=("nie-ma",))).decode()

    assert '"crs"' not in text  # RFC 7946, section 4
    assert json.loads(text)["not_found"] == ["nie-ma"]
    assert made(SENIORS)["features"][0]["geometry"]["coordinates"] == [PLOCKI.lon, PLOCKI.lat]
