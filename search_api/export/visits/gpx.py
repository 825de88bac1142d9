"""A visit as GPX 1.1 for navigation: a waypoint for each meeting and night, a route (`rte`) for each day in its order.

Elements stand in the order of the schema (https://www.topografix.com/GPX/1/1/). Written by the standard library: eight elements
do not need another one. A route holds the places; the device finds the roads between them.
"""

from __future__ import annotations

from xml.etree import ElementTree

from search_api.export.cells import clean
from search_api.export.plans.about import PlanAbout
from search_api.export.visits.path import MapPoint, points, way
from search_api.planning.visits.result import AreaPlan, Spot, VisitPlan
from search_api.searching import presenting
from search_api.visits.comparison import area_name
from search_api.visits.phrases import date_of, long_day, span
from search_api.web.texts import Texts

NAMESPACE = "http://www.topografix.com/GPX/1/1"
DEGREES = 5  # decimals: a metre


def document(plan: VisitPlan, area: AreaPlan, about: PlanAbout, t: Texts) -> bytes:
    """The area as a GPX document in UTF-8."""
    root = ElementTree.Element("gpx", {"version": "1.1", "creator": t("site.name"), "xmlns": NAMESPACE})
    metadata = ElementTree.SubElement(root, "metadata")
    _text(metadata, "name", t("visit.area_title", area=area_name(area, t)))
    _text(metadata, "desc", t("visit.map.straight"))
    _link(metadata, about.base)
    _text(metadata, "time", f"{about.made.isoformat()}T00:00:00Z")
    for one in points(area):
        if one.kind != "start":
            _waypoint(root, one, plan, about, t)
    for day in area.days:
        route = ElementTree.SubElement(root, "rte")
        when = date_of(plan.request, day.number)
        named = t("visit.map.day", number=day.number)
        _text(route, "name", named)
        if when is not None:
            _text(route, "desc", long_day(when, t))
        _text(route, "number", str(day.number))
        for spot in way(day):
            _text(_at(route, "rtept", spot), "name", spot.name)
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _waypoint(root: ElementTree.Element, one: MapPoint, plan: VisitPlan, about: PlanAbout, t: Texts) -> None:
    point = _at(root, "wpt", one.spot)
    meeting = one.meeting
    if meeting is None:
        _text(point, "name", t("visit.calendar.night", place=one.spot.name))
        _text(point, "type", "night")
        return
    practice = meeting.candidate.practice
    day = date_of(plan.request, one.day)
    dated = t("visit.map.day", number=one.day) if day is None else long_day(day, t)
    place = one.spot.name
    _text(point, "name", t("visit.steps.meeting", number=meeting.number, title=practice.title, place=place))
    _text(point, "desc", f"{dated}, {span(meeting.start, meeting.end)}")
    _link(point, f"{about.base}{presenting.url_of(practice)}")
    _text(point, "type", "meeting")


def _at(parent: ElementTree.Element, tag: str, spot: Spot) -> ElementTree.Element:
    position = {"lat": f"{spot.lat:.{DEGREES}f}", "lon": f"{spot.lon:.{DEGREES}f}"}
    return ElementTree.SubElement(parent, tag, position)


def _text(parent: ElementTree.Element, tag: str, text: str) -> None:
    # `clean` takes out what XML may not hold: control and half characters.
    ElementTree.SubElement(parent, tag).text = clean(text)


def _link(parent: ElementTree.Element, address: str) -> None:
    ElementTree.SubElement(parent, "link", {"href": address})
