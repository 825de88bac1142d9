"""The study visit on a map: GPX for navigation, GeoJSON for everything else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import gpxpy
import pytest
from gpxpy.gpx import GPX

from search_api.export.plans.about import PlanAbout
from search_api.export.visits.files import MEDIA_TYPES, NoFile, format_of, visit_file
from search_api.export.visits.path import points, way
from search_api.planning.visits.result import Drive, VisitPlan
from search_api.web import texts
from tests.search_api.export.visits.test_docx import hostile_plan
from tests.search_api.fakes import HOSTILE
from tests.search_api.planning.visits.sample import empty_plan, sample_plan

PL = texts.load("pl")
ABOUT = PlanAbout(date(2026, 11, 22), "https://praktyki.example.org", "proba")


def gpx_of(plan: VisitPlan) -> GPX:
    found: GPX = gpxpy.parse(visit_file(plan, 1, "gpx", ABOUT, PL).content)
    return found


def geojson_of(plan: VisitPlan) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(visit_file(plan, 1, "geojson", ABOUT, PL).content)
    return found


def test_a_day_leads_from_where_it_begins_to_where_it_ends() -> None:
    first, second = sample_plan().areas[0].days

    assert [spot.name for spot in way(first)] == ["Lyski", "Niezdrowice", "Leśnica"]
    assert [spot.name for spot in way(second)] == ["Leśnica", "Popielów", "Wawelno", "Lyski"]


def test_a_drive_in_two_parts_passes_each_place_once() -> None:
    day = sample_plan().areas[0].days[0]
    drive = day.items[0]
    assert isinstance(drive, Drive)

    split = replace(day, items=(replace(drive, end=440), replace(drive, start=445), *day.items[1:]))

    assert way(split) == way(day)


def test_the_points_are_numbered_in_the_order_of_time() -> None:
    found = points(sample_plan().areas[0])

    assert [(one.order, one.kind, one.day, one.spot.name) for one in found] == [
        (1, "start", 1, "Lyski"),
        (2, "meeting", 1, "Niezdrowice"),
        (3, "meeting", 1, "Leśnica"),
        (4, "night", 1, "Leśnica"),
        (5, "meeting", 2, "Popielów"),
        (6, "meeting", 2, "Wawelno"),
    ]


def test_a_device_reads_the_waypoints_and_a_route_for_each_day() -> None:
    gpx = gpx_of(sample_plan())

    assert gpx.name == "Wizyta studyjna: Opole i okolice"
    assert [(one.name, one.type) for one in gpx.waypoints][2] == ("Nocleg: Leśnica", "night")
    first = gpx.waypoints[0]
    assert (first.latitude, first.longitude) == (50.3894, 18.3493)
    assert first.description == "czwartek, 13 maja 2027, 8:00–9:30"
    assert str(first.link).endswith("/praktyki/ujazd-niezdrowice-dom-dziennego-pobytu")
    assert [(route.name, [point.name for point in route.points]) for route in gpx.routes] == [
        ("Dzień 1", ["Lyski", "Niezdrowice", "Leśnica"]),
        ("Dzień 2", ["Leśnica", "Popielów", "Wawelno", "Lyski"]),
    ]


# https://www.topografix.com/GPX/1/1/gpx.xsd: sequences, so the order counts.
ORDER = {
    "gpx": ("metadata", "wpt", "rte"),
    "metadata": ("name", "desc", "link", "time"),
    "wpt": ("name", "desc", "link", "type"),
    "rte": ("name", "desc", "number", "rtept"),
    "rtept": ("name",),
}


@pytest.mark.parametrize("first_day", [date(2027, 5, 13), None])
def test_elements_stand_in_the_order_of_the_schema(first_day: date | None) -> None:
    root = ElementTree.fromstring(visit_file(sample_plan(first_day), 1, "gpx", ABOUT, PL).content)

    assert root.tag == "{http://www.topografix.com/GPX/1/1}gpx"
    for element in root.iter():
        tag = element.tag.partition("}")[2]
        children = [child.tag.partition("}")[2] for child in element]
        if tag in ORDER:
            assert children == sorted(children, key=ORDER[tag].index)
        else:
            assert children == []


def test_without_a_date_the_gpx_names_days_by_number_only() -> None:
    gpx = gpx_of(sample_plan(None))

    assert [(route.name, route.description) for route in gpx.routes] == [("Dzień 1", None), ("Dzień 2", None)]
    assert gpx.waypoints[0].description == "Dzień 1, 8:00–9:30"


def test_geojson_has_a_point_for_each_place_and_a_straight_line_for_each_day() -> None:
    found = geojson_of(sample_plan())

    shapes = [(one["geometry"]["type"], one["properties"]["kind"]) for one in found["features"]]
    assert shapes == [
        ("Point", "start"),
        *(("Point", "meeting"), ("Point", "meeting"), ("Point", "night"), ("Point", "meeting"), ("Point", "meeting")),
        *(("LineString", "way"), ("LineString", "way")),
    ]
    stop, line = found["features"][1], found["features"][6]
    assert stop["geometry"]["coordinates"] == [18.3493, 50.3894]  # longitude first
    assert (stop["properties"]["number"], stop["properties"]["start"]) == (1, "8:00")
    assert line["geometry"]["coordinates"][0] == [18.3915, 50.1199]
    about = line["properties"]
    assert (about["kind"], about["day"], about["date"], about["km"]) == ("way", 1, "2027-05-13", 55.3)
    assert about["straight"]
    assert about["estimated"]


def test_a_day_within_one_town_has_no_line() -> None:
    plan = sample_plan()
    day = plan.areas[0].days[0]
    still = replace(day, items=tuple(item for item in day.items if not isinstance(item, Drive))[:1])
    found = geojson_of(replace(plan, areas=(replace(plan.areas[0], days=(still,)),)))

    assert [one["geometry"]["type"] for one in found["features"]] == ["Point", "Point"]


def test_hostile_text_stands_there_as_text() -> None:
    plan = hostile_plan()

    assert gpx_of(plan).waypoints[0].name == f"1. Tytuł {HOSTILE} ({HOSTILE} )"
    stop = geojson_of(plan)["features"][1]["properties"]
    assert (stop["name"], stop["title"]) == (HOSTILE, f"Tytuł {HOSTILE}")


def test_names_of_files_are_plain_and_tell_the_area() -> None:
    plan = sample_plan()

    names = [visit_file(plan, 2, file_format, ABOUT, PL).name for file_format in MEDIA_TYPES]

    assert names == [
        "wizyta-studyjna-2026-11-22.json",
        "wizyta-studyjna-2-2026-11-22.docx",
        "listy-do-gospodarzy-2-2026-11-22.docx",
        "wizyta-studyjna-2-2026-11-22.ics",
        "wizyta-studyjna-2-2026-11-22.gpx",
        "wizyta-studyjna-2-2026-11-22.geojson",
    ]


def test_an_area_that_is_not_there_and_a_plan_without_areas_are_told() -> None:
    with pytest.raises(NoFile, match=r"nie ma planu obszaru numer 3\. Są plany: 1, 2"):
        visit_file(sample_plan(), 3, "gpx", ABOUT, PL)
    with pytest.raises(NoFile, match="nie da się ułożyć wizyty"):
        visit_file(empty_plan(), 1, "docx", ABOUT, PL)


@pytest.mark.parametrize(
    ("accept", "file_format"),
    [
        ("", "json"),
        ("text/calendar", "ics"),
        ("application/gpx+xml;q=0.5", "gpx"),
        ("text/html, application/geo+json", "geojson"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        ("*/*", "json"),
    ],
)
def test_the_accept_header_names_a_format(accept: str, file_format: str) -> None:
    assert format_of(accept) == file_format


def test_the_same_plan_gives_the_same_files() -> None:
    for file_format in ("ics", "gpx", "geojson", "json"):
        first, again = (visit_file(sample_plan(), 1, file_format, ABOUT, PL).content for _ in range(2))
        assert first == again
