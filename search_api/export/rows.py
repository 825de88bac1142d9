"""Records as rows of a table: one list of columns for CSV and XLSX. The heads stand in the catalogue, `export.columns`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from corpus.completeness import completeness
from corpus.document import Document
from corpus.legal import legal_bases
from corpus.practice import Funding, Partner, Practice, Source
from search_api.export.about import About, Record, licence_of
from search_api.export.cells import Cell
from search_api.labels import label
from search_api.searching import presenting
from search_api.settings import Language
from search_api.web.texts import Texts
from search_api.web.wording import money

Kind = Literal["text", "year", "money", "degrees", "address"]


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names the head in the catalogue; `width` is for XLSX, in characters."""

    key: str
    kind: Kind
    width: int


COLUMNS = (
    Column("title", "text", 38),
    Column("kind", "text", 10),
    Column("locality", "text", 16),
    Column("gmina", "text", 16),
    Column("powiat", "text", 16),
    Column("subregion", "text", 20),
    Column("voivodeship", "text", 18),
    Column("year_from", "year", 8),
    Column("year_to", "year", 8),
    Column("evidence_level", "text", 13),
    Column("evidence", "text", 24),
    Column("need", "text", 50),
    Column("actions", "text", 60),
    Column("results", "text", 50),
    Column("lessons", "text", 50),
    Column("partners", "text", 44),
    Column("funding", "text", 36),
    Column("budget", "money", 16),
    Column("themes", "text", 26),
    Column("target_groups", "text", 26),
    Column("cooperation_forms", "text", 26),
    Column("reach", "text", 14),
    Column("legal_bases", "text", 44),
    Column("missing", "text", 26),
    Column("sources", "text", 60),
    Column("licence", "text", 16),
    Column("address", "address", 44),
    Column("id", "text", 30),
    Column("subregion_code", "text", 12),
    Column("lat", "degrees", 10),
    Column("lon", "degrees", 10),
)


def heads(t: Texts) -> tuple[str, ...]:
    """The heads of the columns."""
    return tuple(t(f"export.columns.{column.key}") for column in COLUMNS)


def row(record: Record, about: About, t: Texts) -> tuple[Cell, ...]:
    """The cells of one record in the order of COLUMNS; None where the source says nothing."""
    common: dict[str, Cell] = {
        "title": record.title,
        "kind": label("kinds", record.kind, t.language),
        "licence": licence_of(record),
        "address": about.page_of(record),
        "id": record.id,
    }
    own = _of_practice(record, t) if isinstance(record, Practice) else _of_document(record)
    return tuple((common | own).get(column.key) for column in COLUMNS)


def partner_words(partner: Partner, language: Language) -> str:
    """ "Gmina Gostynin (lider, samorząd)"."""
    role, sector = label("roles", partner.role, language), label("sectors", partner.sector, language)
    return f"{partner.name} ({role}, {sector})"


def funding_words(item: Funding, t: Texts) -> str:
    """ "Budżet gminy: 12 000 zł"."""
    return f"{item.source}: {t('export.no_amount') if item.amount_pln is None else money(item.amount_pln)}"


def source_words(source: Source, t: Texts) -> str:
    """Title, publisher, day, address and terms of a source, each where it is known."""
    about = ", ".join(filter(None, (source.title, source.publisher, source.published)))
    terms = t("export.source_licence", licence=source.licence or t("export.unknown_licence"))
    return f"{about}, {source.url} ({terms})"


def origin_words(practice: Practice, t: Texts) -> str | None:
    """The document that a practice was read from, or that somebody told it in the form; None for most."""
    if practice.submitted is not None:
        return t("adding.as_source", day=practice.submitted.sent)
    if practice.origin is None:
        return None
    return t("export.origin", title=practice.origin.document_title, file=practice.origin.file_name)


def labels(facet: str, codes: Iterable[str], language: Language) -> list[str]:
    """The labels of several codes."""
    return [label(facet, code, language) for code in codes]


def _of_practice(practice: Practice, t: Texts) -> dict[str, Cell]:
    language = t.language
    place = presenting.place_of(practice)
    level = practice.evidence_level
    return {
        "locality": place.locality,
        "gmina": place.gmina,
        "powiat": place.powiat,
        "subregion": place.subregion_label,
        "voivodeship": place.voivodeship,
        "year_from": practice.years.start,
        "year_to": practice.years.end,
        "evidence_level": level,
        "evidence": label("evidence_levels", level, language) if level else None,
        "need": practice.need,
        "actions": practice.actions,
        "results": practice.results,
        "lessons": practice.lessons,
        "partners": _lines(partner_words(partner, language) for partner in practice.partners),
        "funding": _lines(funding_words(item, t) for item in practice.funding),
        "budget": practice.budget_pln,
        "themes": _listed(labels("themes", practice.themes, language)),
        "target_groups": _listed(labels("target_groups", practice.target_groups, language)),
        "cooperation_forms": _listed(labels("cooperation_forms", practice.cooperation_forms, language)),
        "reach": label("reach", practice.reach, language),
        "legal_bases": _lines(f"{basis.article}: {basis.label}" for basis in legal_bases(practice)),
        "missing": _listed(labels("completeness", completeness(practice).missing, language)),
        "sources": _lines([*(source_words(source, t) for source in practice.sources), origin_words(practice, t) or ""]),
        "subregion_code": place.subregion,
        "lat": place.lat,
        "lon": place.lon,
    }


def _of_document(document: Document) -> dict[str, Cell]:
    return {"sources": _listed([document.file_name, document.source_url or ""])}


def _lines(parts: Iterable[str]) -> str | None:
    return "\n".join(filter(None, parts)) or None


def _listed(parts: Iterable[str]) -> str | None:
    return "; ".join(filter(None, parts)) or None
