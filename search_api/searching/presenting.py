"""From what a searcher answers to what the contract says: titles, places, labels, links."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.completeness import completeness
from corpus.document import Document
from corpus.legal import legal_bases
from corpus.practice import Area, Practice
from index.answer import Answer, Hit, MarkedText, QuotedPassage, Why
from index.filters import FacetCount
from search_api.contract import reasons, records, search
from search_api.labels import label, subregion_label
from search_api.searching.engine import Engine
from search_api.settings import Language


def search_answer(answer: Answer, engine: Engine, language: Language) -> search.SearchAnswer:
    """The answer in the words of the contract, not yet timed."""
    return search.SearchAnswer(
        query=answer.query,
        total=answer.total,
        good_match=answer.good_match,
        took_ms=0.0,
        snapshot=answer.snapshot,
        results=[hit_out(hit, engine) for hit in answer.hits],
        nearest=[hit_out(hit, engine) for hit in answer.nearest],
        corrections=[search.CorrectionOut(written=written, meant=meant) for written, meant in answer.corrections],
        places=list(answer.places),
        facets=facets_out(answer.facets, language),
    )


def hit_out(hit: Hit, engine: Engine) -> search.HitOut:
    """One result with the fields of its record. Raises LookupError when the snapshot lacks a record: it is damaged."""
    record = record_of(hit.record_id, engine)
    practice = record if isinstance(record, Practice) else None
    return search.HitOut(
        id=hit.record_id,
        kind=hit.kind,
        title=record.title,
        score=hit.score,
        confidence=hit.confidence,
        exact_name=hit.exact_name,
        place=place_of(practice) if practice else None,
        areas=[_area_out(area) for area in practice.areas] if practice else [],
        themes=list(practice.themes) if practice else [],
        target_groups=list(practice.target_groups) if practice else [],
        cooperation_forms=list(practice.cooperation_forms) if practice else [],
        years=search.YearsOut(
            start=practice.years.start if practice else None, end=practice.years.end if practice else None
        ),
        evidence_level=practice.evidence_level if practice else None,
        partners=list(practice.partners) if practice else [],
        known_budget_pln=practice.budget_pln if practice else None,
        distance_km=None if hit.distance_km is None else round(hit.distance_km, 1),
        need=_marked_out(hit.why.need),
        actions=_marked_out(hit.why.actions),
        why=why_out(hit.why),
        also_in=[_copy_out(record_of(other, engine)) for other in hit.also_in],
        url=url_of(record),
    )


def why_out(why: Why) -> reasons.WhyOut:
    """The reasons of a hit."""
    return reasons.WhyOut(
        terms=list(why.terms),
        concepts=list(why.concepts),
        passage=_passage_out(why.passage) if why.passage else None,
        synonyms=[reasons.SynonymOut(query=pair.in_query, record=pair.in_record) for pair in why.synonyms],
    )


def record_of(record_id: str, engine: Engine) -> Practice | Document:
    """The record of an id that the engine gave. Raises LookupError when the snapshot lacks it."""
    record = engine.record(record_id)
    if record is None:
        raise LookupError(f"snapshot {engine.manifest.snapshot}: no record {record_id}")
    return record


def _copy_out(record: Practice | Document) -> search.CopyOut:
    place = place_of(record) if isinstance(record, Practice) else None
    return search.CopyOut(id=record.id, title=record.title, place=place, url=url_of(record))


def place_of(practice: Practice) -> search.PlaceOut:
    """The words of the source with the subregion and coordinates of the first area that is resolved to one."""
    area = next((area for area in practice.areas if area.status == "resolved"), None)
    subregion = area.subregion if area else None
    return search.PlaceOut(
        locality=practice.place.locality,
        gmina=practice.place.gmina,
        powiat=practice.place.powiat,
        subregion=subregion,
        subregion_label=subregion_label(subregion) if subregion else None,
        voivodeship=practice.place.voivodeship,
        lat=area.lat if area else None,
        lon=area.lon if area else None,
    )


def facets_out(facets: Mapping[str, tuple[FacetCount, ...]], language: Language) -> search.Facets:
    """Facet values in the order of the searcher, with labels."""
    return {
        facet: [
            search.FacetOut(value=item.value, label=label(facet, item.value, language), count=item.count)
            for item in counts
        ]
        for facet, counts in facets.items()
    }


def practice_answer(practice: Practice) -> records.PracticeAnswer:
    """The whole record and what follows from it."""
    complete = completeness(practice)
    return records.PracticeAnswer(
        **dict(practice),
        url=url_of(practice),
        place_resolved=place_of(practice),
        known_budget_pln=practice.budget_pln,
        completeness=complete.share,
        missing=list(complete.missing),
        legal_bases=[
            records.LegalBasisOut(
                code=basis.code,
                label=basis.label,
                article=basis.article,
                derived=basis.derived,
                legal_state=basis.legal_state,
            )
            for basis in legal_bases(practice)
        ],
    )


def document_answer(document: Document, engine: Engine) -> records.DocumentAnswer:
    """The whole cleaned document, and the documents that hold the same text in part."""
    lineage = engine.lineage(document.id)
    held = [(one, engine.record(one.document_id)) for one in lineage.also_in]
    return records.DocumentAnswer(
        **dict(document),
        also_in=[
            records.KinOut(
                id=one.document_id,
                title=other.title,
                url=url_of(other),
                share=one.share,
                near_duplicate=one.near_duplicate,
                passages=list(one.passages),
            )
            for one, other in held
            if other is not None  # stored while the snapshot was being built
        ],
        family=list(lineage.family),
        url=url_of(document),
    )


def url_of(record: Practice | Document) -> str:
    """The address of the page of a record."""
    folder = "praktyki" if isinstance(record, Practice) else "dokumenty"
    return f"/{folder}/{record.id}"


def _area_out(area: Area) -> search.AreaOut:
    return search.AreaOut(
        name=area.name,
        level=area.level,
        status=area.status,
        subregion=area.subregion,
        voivodeship=area.voivodeship,
        lat=area.lat,
        lon=area.lon,
    )


def _marked_out(sentence: MarkedText | None) -> reasons.MarkedOut | None:
    if sentence is None:
        return None
    first = sentence.opening
    opening = first and reasons.OpeningOut(text=first.text, highlights=list(first.highlights), apart=first.apart)
    return reasons.MarkedOut(text=sentence.text, highlights=list(sentence.highlights), opening=opening)


def _passage_out(passage: QuotedPassage) -> reasons.PassageOut:
    return reasons.PassageOut(
        text=passage.text,
        highlights=list(passage.highlights),
        field=passage.field,
        heading=passage.heading,
        document_id=passage.document_id,
        page=passage.page,
    )
