"""A practice as somebody told it in the form: it waits for a person, and is no record until that person accepts it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from corpus.practice import (
    Area,
    CooperationForms,
    Day,
    Funding,
    Name,
    Partner,
    Place,
    Record,
    Source,
    SubmissionId,
    TargetGroups,
    Text,
    Themes,
    Title,
    Years,
)


class Submission(Record):
    """What was told, in the shape of a practice, without what only a person who checks it can say (reach, evidence).

    `sent` is the day (YYYY-MM-DD, UTC). `institution` and `role` say who tells, never a private person. `masked` counts the
    personal data that was taken out before anything was stored, by kind.
    """

    id: SubmissionId
    sent: Day
    institution: Name | None = None
    role: Name | None = None
    title: Title
    place: Place
    areas: Annotated[tuple[Area, ...], Field(max_length=100)] = ()
    years: Years = Years()
    partners: Annotated[tuple[Partner, ...], Field(max_length=100)] = ()
    themes: Themes = ()
    target_groups: TargetGroups = ()
    cooperation_forms: CooperationForms = ()
    funding: Annotated[tuple[Funding, ...], Field(max_length=50)] = ()
    need: Text
    actions: Text
    results: Text | None = None
    lessons: Text | None = None
    sources: Annotated[tuple[Source, ...], Field(max_length=50)] = ()
    masked: Annotated[dict[str, Annotated[int, Field(ge=1)]], Field(default_factory=dict)]
