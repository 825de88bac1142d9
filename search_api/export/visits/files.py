"""A visit as a file in one of its formats: for the API and the page alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from search_api.export.plans.about import PlanAbout
from search_api.planning.visits.result import AreaPlan, VisitPlan
from search_api.visits.schemas import VisitFormat
from search_api.web.texts import Texts

NO_AREA = "Z tych warunków nie ma planu obszaru numer {rank}. Są plany: {ranks}."
NO_PLAN = "Z tych warunków nie da się ułożyć wizyty, więc nie ma z czego zrobić pliku. Odpowiedź JSON mówi, co zmienić."
NO_DATE = "Kalendarz wymaga daty. Podaj pierwszy dzień wizyty, na przykład 2027-05-13."
MEDIA_TYPES: Mapping[VisitFormat, str] = {
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "letter": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
    "gpx": "application/gpx+xml",
    "geojson": "application/geo+json",
}


class NoFile(ValueError):
    """The file cannot be made. `field` names what is to be changed ("area", "first_day"), the message is Polish."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class VisitFile:
    """`name` is ASCII without spaces: "wizyta-studyjna-1-2026-01-02.docx"."""

    name: str
    media_type: str
    content: bytes


def visit_file(plan: VisitPlan, rank: int, file_format: VisitFormat, about: PlanAbout, t: Texts) -> VisitFile:
    """The file of the area of that rank; JSON holds all areas. Raises NoFile. Writers are imported when first asked for."""
    known = "letters_file_name" if file_format == "letter" else "file_name"
    ending = "docx" if file_format == "letter" else file_format
    number = "" if file_format == "json" else f"-{rank}"
    name = f"{t(f'visit.{known}')}{number}-{about.made.isoformat()}.{ending}"
    return VisitFile(name, MEDIA_TYPES[file_format], _content(plan, rank, file_format, about, t))


def format_of(accept: str) -> VisitFormat:
    """The format that an Accept header names; JSON when it names none of them. Letters have no media type of their own."""
    named = (part.partition(";")[0].strip().lower() for part in accept.split(","))
    formats = {media.partition(";")[0]: name for name, media in MEDIA_TYPES.items() if name != "letter"}
    return next((formats[media_type] for media_type in named if media_type in formats), "json")


def area_of(plan: VisitPlan, rank: int) -> AreaPlan:
    """The area of that rank. Raises NoFile naming those that there are."""
    found = next((area for area in plan.areas if area.rank == rank), None)
    if found is None:
        ranks = ", ".join(str(area.rank) for area in plan.areas)
        raise NoFile("area", NO_AREA.format(rank=rank, ranks=ranks) if ranks else NO_PLAN)
    return found


def _content(plan: VisitPlan, rank: int, file_format: VisitFormat, about: PlanAbout, t: Texts) -> bytes:
    if file_format == "json":
        from search_api.visits.presenting import visit_answer

        return visit_answer(plan, about.made, about.base, t).model_dump_json().encode()
    area = area_of(plan, rank)
    if file_format == "docx":
        from search_api.export.visits import docx

        return docx.report(plan, rank, about, t)
    if file_format == "letter":
        from search_api.export.visits import letters_docx

        return letters_docx.report(plan, rank, about, t)
    if file_format == "gpx":
        from search_api.export.visits import gpx

        return gpx.document(plan, area, about, t)
    if file_format == "geojson":
        from search_api.export.visits import geojson

        return geojson.collection(plan, area, about, t)
    if plan.request.first_day is None:
        raise NoFile("first_day", NO_DATE)
    from search_api.export.visits import ics

    return ics.calendar(plan, area, plan.request.first_day, about, t)
