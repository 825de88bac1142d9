"""A plan as a file in one of its formats: for the API and the page alike."""

from __future__ import annotations

from dataclasses import dataclass

from search_api.export.plans.about import PlanAbout
from search_api.planning.plan import Plan
from search_api.plans.schemas import PlanFormat
from search_api.web.texts import Texts

MEDIA_TYPES: dict[PlanFormat, str] = {
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class PlanFile:
    """`name` is ASCII without spaces: "plan-dzialan-2026-01-02.docx"."""

    name: str
    media_type: str
    content: bytes


def plan_file(plan: Plan, file_format: PlanFormat, about: PlanAbout, t: Texts) -> PlanFile:
    """The file. Each writer is imported when it is first asked for."""
    name = f"{t('plan.file_name')}-{about.made.isoformat()}.{file_format}"
    return PlanFile(name, MEDIA_TYPES[file_format], _content(plan, file_format, about, t))


def format_of(accept: str) -> PlanFormat:
    """The format that an Accept header names; JSON when it names none of them."""
    named = (part.partition(";")[0].strip().lower() for part in accept.split(","))
    formats = {media_type: name for name, media_type in MEDIA_TYPES.items()}
    return next((formats[media_type] for media_type in named if media_type in formats), "json")


def _content(plan: Plan, file_format: PlanFormat, about: PlanAbout, t: Texts) -> bytes:
    if file_format == "docx":
        from search_api.export.plans import docx

        return docx.report(plan, about, t)
    if file_format == "xlsx":
        from search_api.export.plans import xlsx

        return xlsx.workbook(plan, about, t)
    from search_api.export.plans import json

    return json.answer(plan, about, t)
