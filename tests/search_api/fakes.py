"""A small knowledge base in memory that answers like a searcher: real records, a plain way to score."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable

from corpus.document import Block, Document
from corpus.geometry import distance_km
from corpus.kinship import Kin, Lineage, SharedPassage
from corpus.language import fold, tokens
from corpus.practice import Area, Funding, Origin, Partner, Place, Practice, Quote, Source, Years
from index.answer import Answer, Confidence, Hit, MarkedText, QuotedPassage, Why
from index.filters import FacetCount, Filters
from index.hints import Hints, Tally
from index.order import RELEVANCE, Order
from index.reranker import Reranker
from index.snapshot import Manifest

STEM = 5  # letters: enough for "senior" to meet "seniorzy"

HOSTILE = "<script>alert(1)</script> & „cudzysłów”"


def practice(record_id: str, title: str, need: str, **given: object) -> Practice:
    """A practice with all that a card must have; `given` replaces or adds fields."""
    fields: dict[str, object] = {
        "id": record_id,
        "title": title,
        "place": Place(locality="Lucień", gmina="Gostynin", powiat="gostyniński", voivodeship="mazowieckie"),
        "years": Years(start=2014, end=2015),
        "partners": (
            Partner(name="Gmina Gostynin", sector="public", role="lead"),
            Partner(name="Stowarzyszenie Sąsiedzi", sector="ngo", role="partner"),
        ),
        "reach": "local",
        "themes": ("seniors",),
        "target_groups": ("seniors", "rural_residents"),
        "cooperation_forms": ("partnership_agreement",),
        "need": need,
        "actions": "Gmina oddała salę, a stowarzyszenie poprowadziło spotkania.",
        "sources": (Source(url="https://example.org/opis", title="Opis"),),
        "evidence_level": "E1",
        "evidence_reason": "Źródło opisuje działanie, ale nie podaje wyników.",
    }
    return Practice.model_validate(fields | given)


PLOCKI = Area(
    level="locality",
    name="Lucień",
    locality="Lucień",
    gmina="Gostynin",
    powiat="gostyniński",
    powiat_code="teryt:1404",
    subregion="nuts:PL923",
    voivodeship="mazowieckie",
    lat=52.4,
    lon=19.4,
    coordinates_of="locality",
)

SENIORS = practice(
    "lucien-klub-seniora",
    "Klub seniora w Lucieniu",
    "Samotni seniorzy na wsi nie mieli gdzie się spotkać.",
    areas=(PLOCKI,),
    funding=(Funding(source="Budżet gminy", amount_pln=12_000), Funding(source="Składki", amount_pln=500.5)),
    results="Z klubu korzysta 40 osób.",
    evidence_level="E3",
    evidence_reason="Źródło podaje wyniki w liczbach.",
    licence="CC BY 4.0",
)
YOUTH = practice(
    "rybnik-klub-mlodziezy",
    "Rybnik: klub młodzieżowy w bibliotece",
    "Młodzież po szkole nie miała dokąd pójść.",
    place=Place(locality="Rybnik", gmina="Rybnik", powiat="Rybnik (miasto na prawach powiatu)", voivodeship="śląskie"),
    years=Years(start=2019),
    themes=("youth", "education"),
    target_groups=("youth",),
)
BARE = practice(
    "wola-swietlica",
    "Świetlica w Woli",
    "Mieszkańcy wsi chcieli odnowić świetlicę.",
    place=Place(locality="Wola", voivodeship="śląskie"),
    areas=(
        Area(
            level="locality",
            name="Wola",
            status="ambiguous",
            voivodeship="śląskie",
            reason="W województwie śląskim jest kilka miejscowości o tej nazwie. Podaj gminę.",
        ),
    ),
    years=Years(),
    themes=("rural_development",),
    target_groups=(),
    cooperation_forms=(),
    evidence_level="E0",
    evidence_reason="Źródło tylko zapowiada działanie.",
)
ATTACK = practice(
    "atak-w-opisie",
    f"Tytuł {HOSTILE}",
    f"Potrzeba {HOSTILE}",
    results=HOSTILE,
    partners=(Partner(name=HOSTILE, sector="ngo", role="lead"),),
)
INVITATION = Document(
    id="doc-0123456789abcdef",
    title="Wizyta studyjna do innego subregionu",
    file_name="zaproszenie.pdf",
    media_type="application/pdf",
    sha256="0123456789abcdef" * 4,
    pages=2,
    source_url="javascript:alert(1)",
    masked={"phone": 1, "email": 1},
    blocks=(
        Block(text="Program wizyty", kind="heading", level=1, page=1),
        Block(text="Wizyta trwa dwa dni.", page=1),
        Block(text="spotkanie w urzędzie", kind="list_item", page=1),
        Block(text="spotkanie z organizacjami", kind="list_item", page=1),
        Block(text="Godzina | Punkt", kind="table", page=2),
        Block(text=HOSTILE, page=2),
    ),
)
LEAFLET = Document(
    id="doc-fedcba9876543210",
    title=f"Ulotka {HOSTILE}",
    file_name="ulotka.docx",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    sha256="fedcba9876543210" * 4,
    blocks=(Block(text="Wizyta trwa dwa dni."), Block(text=HOSTILE)),
)
SHARED = SharedPassage(words=42, text=f"Wizyta trwa {HOSTILE}", first_block=1, last_block=2, page=1, other_block=0)
LINEAGES = {
    INVITATION.id: Lineage(
        also_in=(
            Kin(document_id=LEAFLET.id, share=0.46, near_duplicate=False, passages=(SHARED,) * 5),
            # Stored while the snapshot was being built
            Kin(document_id="doc-0000000000000000", share=0.4, near_duplicate=False, passages=(SHARED,)),
        )
    ),
    LEAFLET.id: Lineage(
        also_in=(Kin(document_id=INVITATION.id, share=0.86, near_duplicate=True, passages=(SHARED,)),),
        family=(INVITATION.id, LEAFLET.id),
    ),
}
FROM_A_DOCUMENT = practice(
    "lyski-klub-z-dokumentu",
    "Klub z dokumentu",
    "Sprawozdanie mówi o klubie.",
    sources=(),
    origin=Origin(
        document_id=INVITATION.id,
        document_title=f"Sprawozdanie {HOSTILE}",
        file_name="sprawozdanie.pdf",
        draft_id="szkic-0123456789abcdef-1",
        accepted="2026-05-30",
        quotes=(Quote(field="place", quote=f"W Lyskach {HOSTILE}", page=2), Quote(field="need", quote="Potrzeba")),
        written=("reach", "place.gmina"),
    ),
)
MANY = tuple(
    practice(f"gmina-{number:02d}-remiza", f"Remiza numer {number:02d}", "Strażacy ochotnicy potrzebowali remizy.")
    for number in range(1, 26)
)
RECORDS: tuple[Practice | Document, ...] = (
    *(SENIORS, YOUTH, BARE, ATTACK, INVITATION, LEAFLET, FROM_A_DOCUMENT),
    *MANY,
)

_FACETS: dict[str, Callable[[Practice], Iterable[str]]] = {
    "voivodeships": lambda item: {item.place.voivodeship, *(area.voivodeship for area in item.areas)},
    "subregions": lambda item: {area.subregion for area in item.areas if area.subregion},
    "themes": lambda item: item.themes,
    "target_groups": lambda item: item.target_groups,
    "cooperation_forms": lambda item: item.cooperation_forms,
    "sectors": lambda item: {partner.sector for partner in item.partners},
    "evidence_levels": lambda item: (item.evidence_level,) if item.evidence_level else (),
    "years": lambda item: (str(item.years.start),) if item.years.start else (),
}


class FakeEngine:
    """Scores a record by the share of the words of the query that begin like one of its own."""

    def __init__(self, records: Iterable[Practice | Document] = RECORDS, snapshot: str = "proba") -> None:
        self._records = {record.id: record for record in sorted(records, key=lambda record: record.id)}
        kinds = Counter(record.kind for record in self._records.values())
        self.closed = False
        self.damage: str | None = None
        self.reranker: Reranker | None = None
        self.manifest = Manifest(
            format=1,
            snapshot=snapshot,
            created="2026-01-02T03:04:05+00:00",
            counts={"practice": kinds["practice"], "document": kinds["document"], "passages": len(self._records)},
            encoder="own",
            encoder_fingerprint="own-0",
            analyser_fingerprint="0",
            words_fingerprint="own-0",
            store_fingerprint="0",
            dimensions=1,
            versions={},
            files={},
        )

    def search(
        self,
        query: str,
        filters: Filters,
        limit: int,
        offset: int,
        *,
        diversity: float = 0.0,
        order: Order = RELEVANCE,
    ) -> Answer:
        wanted = _stems(query)
        listed, nearest = self._listed(wanted, filters, order)
        return Answer(
            query=query,
            total=len(listed),
            good_match=bool(listed),
            hits=tuple(self._hit(wanted, *pair, order) for pair in listed[offset : offset + limit]),
            nearest=tuple(self._hit(wanted, *pair, order) for pair in nearest),
            facets=_counts([self._records[record_id] for _, record_id in listed]),
            snapshot=self.manifest.snapshot,
        )

    def found(self, query: str, filters: Filters, order: Order = RELEVANCE) -> tuple[str, ...]:
        return tuple(record_id for _, record_id in self._listed(_stems(query), filters, order)[0])

    def _listed(
        self, wanted: frozenset[str], filters: Filters, order: Order
    ) -> tuple[list[tuple[float, str]], list[tuple[float, str]]]:
        passing = [record for record in self._records.values() if _passes(record, filters)]
        scored = sorted(
            ((_score(wanted, record), record.id) for record in passing), key=lambda pair: (-pair[0], pair[1])
        )
        listed = [pair for pair in scored if not wanted or pair[0] >= 0.5]
        nearest = [] if listed else [pair for pair in scored if pair[0] > 0][:3]
        if order.by == "newest":
            listed.sort(key=lambda pair: -_last_year(self._records[pair[1]]))
        elif order.by == "nearest":
            listed.sort(key=lambda pair: _far_when_unknown(_distance(self._records[pair[1]], order)))
        return listed, nearest

    def tallies(self, query: str, options: Iterable[Filters]) -> tuple[Tally, ...]:
        found = [self.search(query, filters, len(self._records), 0) for filters in options]
        return tuple(Tally(answer.total, answer.facets) for answer in found)

    def hints(self, query: str) -> Hints:
        known = _stems(" ".join(_text(record) for record in self._records.values()))
        unknown = (token.text for token in tokens(query) if _stems(token.text) - known)
        return Hints(tuple(dict.fromkeys(unknown)), ("klub seniora",) if _stems(query) & _stems("seniorzy") else ())

    def similar(self, record_id: str, limit: int) -> tuple[Hit, ...]:
        others = [other for other in self._records if other != self._records[record_id].id]
        return tuple(self._hit(frozenset(), 0.4, other) for other in others[:limit])

    def record(self, record_id: str) -> Practice | Document | None:
        return self._records.get(record_id)

    def lineage(self, record_id: str) -> Lineage:
        return LINEAGES.get(self._records[record_id].id, Lineage())

    def facets(self, filters: Filters) -> dict[str, tuple[FacetCount, ...]]:
        return _counts([record for record in self._records.values() if _passes(record, filters)])

    def close(self) -> None:
        self.closed = True

    def _hit(self, wanted: frozenset[str], score: float, record_id: str, order: Order = RELEVANCE) -> Hit:
        record = self._records[record_id]
        text = record.need if isinstance(record, Practice) else record.blocks[-1].text
        marks = tuple((token.start, token.end) for token in tokens(text) if fold(token.text)[:STEM] in wanted)
        passage = QuotedPassage(
            text,
            marks,
            "need" if isinstance(record, Practice) else "text",
            document_id=None if isinstance(record, Practice) else record.id,
            page=None if isinstance(record, Practice) else record.blocks[-1].page,
        )
        concepts = tuple(sorted(set(record.themes) & {"seniors"})) if isinstance(record, Practice) else ()
        confidence: Confidence = "high" if score > 0.9 else "medium" if score >= 0.5 else "low"
        need, actions = (
            (MarkedText(record.need, marks), MarkedText(record.actions))
            if isinstance(record, Practice)
            else (None, None)
        )
        terms = tuple(text[start:end] for start, end in marks)
        why = Why(terms, concepts, passage, need=need, actions=actions)
        return Hit(record_id, record.kind, score, confidence, False, why, distance_km=_distance(record, order))


def _last_year(record: Practice | Document) -> int:
    return (record.years.end or record.years.start or 0) if isinstance(record, Practice) else 0


def _distance(record: Practice | Document, order: Order) -> float | None:
    areas = record.areas if isinstance(record, Practice) else ()
    points = [(area.lat, area.lon) for area in areas if area.lat is not None and area.lon is not None]
    return min((distance_km(*order.near, *point) for point in points), default=None) if order.near else None


def _far_when_unknown(distance: float | None) -> float:
    return math.inf if distance is None else distance


def _stems(text: str) -> frozenset[str]:
    return frozenset(fold(token.text)[:STEM] for token in tokens(text) if len(token.text) > 2)


def _score(wanted: frozenset[str], record: Practice | Document) -> float:
    return len(wanted & _stems(_text(record))) / len(wanted) if wanted else 0.0


def _text(record: Practice | Document) -> str:
    if isinstance(record, Practice):
        return f"{record.title} {record.need} {record.actions}"
    return " ".join((record.title, *(block.text for block in record.blocks)))


def _passes(record: Practice | Document, filters: Filters) -> bool:
    for name in ("kinds", *_FACETS):
        values = _values(record, name)
        if (wanted := getattr(filters, name, ())) and not values & set(wanted):
            return False
        if values & set(getattr(filters, f"not_{name}", ())):
            return False
    if filters.year_from is not None and _last_year(record) < filters.year_from:
        return False
    budget = record.budget_pln if isinstance(record, Practice) else None
    return filters.max_budget_pln is None or (budget is not None and budget <= filters.max_budget_pln)


def _values(record: Practice | Document, facet: str) -> set[str]:
    if facet == "kinds":
        return {record.kind}
    return set(_FACETS[facet](record)) if isinstance(record, Practice) else set()


def _counts(records: Iterable[Practice | Document]) -> dict[str, tuple[FacetCount, ...]]:
    found = list(records)
    counted = {
        name: Counter(value for record in found for value in _values(record, name)) for name in ("kinds", *_FACETS)
    }
    practices = [record for record in found if isinstance(record, Practice)]
    steps: dict[str, list[tuple[int, int]]] = {
        "year_from": [(year, sum(_last_year(record) >= year for record in practices)) for year in (2015, 2010)],
        "max_budget_pln": [
            (most, sum(record.budget_pln is not None and record.budget_pln <= most for record in practices))
            for most in (10_000, 50_000)
        ],
    }
    stepped = {
        name: tuple(FacetCount(str(value), count) for value, count in pairs if count) for name, pairs in steps.items()
    }
    return stepped | {
        name: tuple(
            FacetCount(value, count) for value, count in sorted(counter.items(), key=lambda item: (-item[1], item[0]))
        )
        for name, counter in counted.items()
    }
