"""The list of sources of a plan: under each number the record, its place, and where its facts come from."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.practice import Practice
from search_api.export.about import licence_of
from search_api.export.rows import source_words
from search_api.labels import label
from search_api.planning.statements import PracticeSource, Source
from search_api.plans.words import practice_place
from search_api.searching import presenting
from search_api.web.texts import Texts


@dataclass(frozen=True, slots=True)
class SourceWords:
    """`path` is the address of the page of the record on this site; `references` are pages and documents in words; `about` the
    place and the evidence of a practice."""

    number: int
    title: str
    path: str
    about: tuple[str, ...]
    references: tuple[str, ...]


def sources_words(sources: tuple[Source, ...], t: Texts) -> tuple[SourceWords, ...]:
    """All sources in the order of their numbers."""
    return tuple(_words(source, t) for source in sources)


def _words(source: Source, t: Texts) -> SourceWords:
    if not isinstance(source, PracticeSource):
        document = source.document
        told = [t("plan.sources.document", title=document.title, file=document.file_name)]
        if document.source_url is not None:
            told.append(document.source_url)
        return SourceWords(source.number, document.title, presenting.url_of(document), (), tuple(told))
    practice = source.practice
    level = practice.evidence_level
    about = [practice_place(practice, t)]
    if level is not None:
        about.append(t("plan.sources.evidence", level=level, label=label("evidence_levels", level, t.language)))
    about.append(t("plan.sources.licence", licence=licence_of(practice)))
    return SourceWords(
        source.number, practice.title, presenting.url_of(practice), tuple(about), references(practice, t)
    )


def references(practice: Practice, t: Texts) -> tuple[str, ...]:
    """Where the facts of a practice come from, in words."""
    told = [source_words(one, t) for one in practice.sources]
    origin = practice.origin
    if origin is not None:
        page = next((quote.page for quote in origin.quotes if quote.page is not None), None)
        key = "plan.sources.document" if page is None else "plan.sources.document_page"
        told.append(t(key, title=origin.document_title, file=origin.file_name, page=page))
    if practice.submitted is not None:
        told.append(t("adding.as_source", day=practice.submitted.sent))
    return tuple(told)
