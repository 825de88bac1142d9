"""A visit as GeoJSON (RFC 7946): a point for the start, each meeting and each night, and a line for the way of each day.

Positions are degrees of WGS 84, longitude first. The lines join the places straight, not along roads: `straight` says so.
"""

from __future__ import annotations

import json

from search_api.export.cells import clean
from search_api.export.geojson import DEGREES, Node
from search_api.export.plans.about import PlanAbout
from search_api.export.visits.path import MapPoint, points, way
from search_api.planning.visits.result import AreaPlan, Day, Spot, VisitPlan
from search_api.searching import presenting
from search_api.visits.comparison import area_name
from search_api.visits.phrases import clock, date_of
from search_api.web.texts import Texts


def collection(plan: VisitPlan, area: AreaPlan, about: PlanAbout, t: Texts) -> bytes:
    """The area as one FeatureCollection in UTF-8."""
    found: Node = {
        "type": "FeatureCollection",
        "features": [
            *(_point(one, about) for one in points(area)),
            *(line for day in area.days if (line := _line(day, plan, t)) is not None),
        ],
        # Members that RFC 7946 does not know are allowed (section 6.1).
        "name": clean(t("visit.area_title", area=area_name(area, t))),
        "note": t("visit.map.straight"),
        "made": about.made.isoformat(),
        "address": about.base,
        "snapshot": about.snapshot,
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _point(one: MapPoint, about: PlanAbout) -> Node:
    about_it: Node = {"kind": one.kind, "order": one.order, "day": one.day, "name": clean(one.spot.name)}
    about_it["precision"] = one.spot.precision
    meeting = one.meeting
    if meeting is not None:
        practice = meeting.candidate.practice
        about_it |= {
            "number": meeting.number,
            "start": clock(meeting.start),
            "end": clock(meeting.end),
            "id": practice.id,
            "title": clean(practice.title),
            "address": f"{about.base}{presenting.url_of(practice)}",
            "evidence_level": practice.evidence_level,
        }
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": _position(one.spot)},
        "properties": about_it,
    }


def _line(day: Day, plan: VisitPlan, t: Texts) -> Node | None:
    spots = way(day)
    if len(spots) < 2:
        return None  # all in one town: a line needs two positions (section 3.1.4)
    when = date_of(plan.request, day.number)
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [_position(spot) for spot in spots]},
        "properties": {
            "kind": "way",
            "day": day.number,
            "date": None if when is None else when.isoformat(),
            "name": t("visit.map.day", number=day.number),
            "km": day.km,
            "drive_minutes": day.drive_minutes,
            "straight": True,
            "estimated": plan.estimated,
        },
    }


def _position(spot: Spot) -> list[float]:
    return [round(spot.lon, DEGREES), round(spot.lat, DEGREES)]
