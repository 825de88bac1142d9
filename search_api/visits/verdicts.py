"""Checks of a visit, and what was left out, as sentences of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.practice import ID_PATTERN
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import Check, LeftOut, NoTopicMatch, Value, Verdict
from search_api.visits.phrases import filled
from search_api.web.texts import Texts

# Reasons of what is left out that name something where it is known.
NAMED_REASONS = {"too_far": "away_km", "same_as": "title", "other_area": "place"}


@dataclass(frozen=True, slots=True)
class CheckWords:
    """A rule beside the plan: `label` names the verdict, `heading` the rule."""

    rule: str
    verdict: Verdict
    label: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class LeftOutWords:
    """What is not visited. `path` is the page of the practice; None for a place and for an id that no record may have."""

    id: str
    title: str
    text: str
    asked_for: bool
    path: str | None


@dataclass(frozen=True, slots=True)
class UnmatchedWords:
    """A topic without a practice. `weak` are ids of the nearest ones."""

    topic: str
    text: str
    weak: tuple[str, ...]


def check_words(check: Check, t: Texts) -> CheckWords:
    key = f"visit.checks.{check.rule}"
    values = {**check.values, **_changes(check, t)} if check.reason == "two_limits" else check.values
    text = filled(f"{key}.{check.reason}", values, t)
    return CheckWords(check.rule, check.verdict, t(f"visit.verdicts.{check.verdict}"), t(f"{key}.heading"), text)


def _changes(check: Check, t: Texts) -> dict[str, Value]:
    """Two changes that help together, as what to do."""
    changes = (("first", "change", "to"), ("second", "and_change", "and_to"))
    return {
        name: filled(f"visit.changes.{check.values[field]}", {"to": check.values[to]}, t) for name, field, to in changes
    }


def left_out_words(found: Iterable[LeftOut], t: Texts) -> tuple[LeftOutWords, ...]:
    """What was left out, what was asked for first."""
    ordered = sorted(found, key=lambda one: not one.asked_for)
    return tuple(_left_out(one, t) for one in ordered)


def unmatched_words(one: NoTopicMatch, request: VisitRequest, t: Texts) -> UnmatchedWords:
    topic = request.topics[one.topic].text
    return UnmatchedWords(topic, t("visit.unmatched.none", topic=topic), one.weak)


def left_out_text(one: LeftOut, t: Texts) -> str:
    """Why it is left out, and that it was asked for where it was."""
    known = NAMED_REASONS.get(one.reason) in one.values
    key = f"visit.left_out.{one.reason}{'_known' if known else ''}"
    text = filled(key, one.values, t)
    return t("visit.left_out.asked", text=text) if one.asked_for else text


def _left_out(one: LeftOut, t: Texts) -> LeftOutWords:
    text = left_out_text(one, t)
    in_base = one.reason != "not_in_base" and ID_PATTERN.fullmatch(one.id) is not None
    return LeftOutWords(one.id, one.title, text, one.asked_for, f"/praktyki/{one.id}" if in_base else None)
