"""Practices side by side: a row for each question, a cell for each practice, with what they share and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.legal import legal_bases
from corpus.practice import Practice, Source
from search_api.export.rows import funding_words, labels, partner_words
from search_api.labels import label
from search_api.searching import presenting
from search_api.web.texts import Texts
from search_api.web.wording import money, place_words, years_words


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a practice says; `shared` when all the compared ones say it. `source` makes it a link."""

    text: str
    shared: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """`name` is a key of the texts "compare.fields". A cell without items: the source says nothing.

    `same` when all cells say the same; `is_list` when items stand below each other, `polish` when they are texts of the source.
    """

    name: str
    cells: tuple[tuple[Item, ...], ...]
    same: bool
    is_list: bool
    polish: bool


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    said: Callable[[Practice, Texts], Sequence[str | Source | None]]
    is_list: bool = False
    polish: bool = False


_FIELDS = (
    _Field("place", lambda practice, t: [place_words(presenting.place_of(practice), t)]),
    _Field("years", lambda practice, t: [years_words(practice.years.start, practice.years.end, t)]),
    _Field("evidence", lambda practice, t: [_evidence(practice, t)]),
    _Field("need", lambda practice, _: [practice.need], polish=True),
    _Field("actions", lambda practice, _: [practice.actions], polish=True),
    _Field("partners", lambda practice, t: [partner_words(one, t.language) for one in practice.partners], is_list=True),
    _Field("funding", lambda practice, t: _funding(practice, t), is_list=True),
    _Field("results", lambda practice, _: [practice.results], polish=True),
    _Field("lessons", lambda practice, _: [practice.lessons], polish=True),
    _Field("themes", lambda practice, t: labels("themes", practice.themes, t.language), is_list=True),
    _Field(
        "target_groups", lambda practice, t: labels("target_groups", practice.target_groups, t.language), is_list=True
    ),
    _Field(
        "cooperation_forms",
        lambda practice, t: labels("cooperation_forms", practice.cooperation_forms, t.language),
        is_list=True,
    ),
    _Field("reach", lambda practice, t: [label("reach", practice.reach, t.language)]),
    _Field(
        "legal_bases",
        lambda practice, _: [f"{basis.article}: {basis.label}" for basis in legal_bases(practice)],
        is_list=True,
        polish=True,
    ),
    _Field("sources", lambda practice, t: _sources(practice, t), is_list=True, polish=True),
)


def rows(practices: Sequence[Practice], t: Texts) -> tuple[Row, ...]:
    """The questions in the order in which a person asks them."""
    return tuple(_row(field, practices, t) for field in _FIELDS)


def _row(field: _Field, practices: Sequence[Practice], t: Texts) -> Row:
    said = [[one for one in field.said(practice, t) if one is not None] for practice in practices]
    common = set.intersection(*(set(cell) for cell in said))
    same = all(set(cell) == common for cell in said)
    cells = tuple(tuple(_item(one, field.is_list and one in common) for one in cell) for cell in said)
    return Row(field.name, cells, same, field.is_list, field.polish)


def _item(said: str | Source, shared: bool) -> Item:
    return Item(said.title, shared, said) if isinstance(said, Source) else Item(said, shared)


def _evidence(practice: Practice, t: Texts) -> str | None:
    level = practice.evidence_level
    return f"{level}: {label('evidence_levels', level, t.language)}" if level else None


def _funding(practice: Practice, t: Texts) -> list[str]:
    told = [funding_words(item, t) for item in practice.funding]
    if practice.budget_pln is not None and len(told) > 1:
        told.append(t("practice.known_sum", amount=money(practice.budget_pln)))
    return told


def _sources(practice: Practice, t: Texts) -> list[str | Source]:
    origin = [practice.origin.document_title] if practice.origin else []
    told = [t("adding.as_source", day=practice.submitted.sent)] if practice.submitted else []
    return [*practice.sources, *origin, *told]
