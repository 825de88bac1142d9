"""Matches and plans as models of the contract. Every object that claims something has `sources`: numbers of the list of sources."""

from __future__ import annotations

from typing import Literal

from corpus.gminas import Kind
from corpus.practice import EvidenceLevel, Role, Sector
from index.answer import Confidence
from search_api.contract.reasons import AnswerModel, WhyOut
from search_api.contract.records import LegalBasisOut
from search_api.contract.search import HitOut, PlaceOut, YearsOut
from search_api.planning.context import Size, Verdict, Wish
from search_api.planning.matching import State
from search_api.planning.need import Assumed, NeedKind
from search_api.planning.statements import Outcome, QuotedField


class NeedSourceOut(AnswerModel):
    """Gdzie potrzeba stoi w dokumencie, który podała osoba pytająca."""

    document: str
    page: int | None
    heading: str | None
    quote: str


class NeedOut(AnswerModel):
    """Potrzeba słowami osoby, która pyta. „assumed” mówi, jak przyjęto wagę, której nikt nie podał: najmniejsza z podanych
    („least”), część tego, co procenty zostawiają do 100 („share”), najmniejszy procent, gdy nie zostawiają nic („full”)."""

    number: int
    text: str
    weight: float
    assumed: Assumed | None
    kind: NeedKind
    source: NeedSourceOut | None


class ContextOut(AnswerModel):
    """Warunki po rozwinięciu: kody podregionów, kody form."""

    own: str | None
    own_name: str | None
    left_out_subregions: list[str]
    kinds_of_gmina: list[Kind]
    kinds_required: bool
    sizes: list[Size]
    sizes_required: bool
    max_budget_pln: float | None
    forms: list[str]
    excluded: list[str]


class MatchOut(AnswerModel):
    """Trafienie i to, jak ma się do warunków: spełnia, nie spełnia albo nie wiadomo."""

    hit: HitOut
    wishes: dict[Wish, Verdict]


class NeedMatchesOut(AnswerModel):
    """Praktyki do jednej potrzeby. „weak” to słabe trafienia; „left_out” liczy dobre, które odpadły przez warunki."""

    need: NeedOut
    state: State
    matches: list[MatchOut]
    weak: list[MatchOut]
    left_out: dict[Wish, int]
    documents: list[HitOut]


class MatchAnswer(AnswerModel):
    """„searched” mniejsze od „asked” znaczy, że na resztę potrzeb zabrakło czasu: mają stan „not_searched”.

    „notes” mówi, co pominięto albo połączono przy czytaniu tekstu; „alike” to pary numerów potrzeb, które mówią prawie to samo."""

    snapshot: str
    asked: int
    searched: int
    context: ContextOut
    notes: list[str]
    alike: list[tuple[int, int]]
    needs: list[NeedMatchesOut]


class StatementOut(AnswerModel):
    """Każde stwierdzenie planu. „sources” to numery z listy „sources” planu; nigdy nie jest pusta."""

    sources: list[int]


class QuoteOut(StatementOut):
    """Zdanie opisu słowo w słowo. „outcome” mówi, jak czytać zdanie o wynikach."""

    text: str
    field: QuotedField
    outcome: Outcome | None
    page: int | None


class CountOut(StatementOut):
    """Ile z „of” praktyk: „count” to liczba źródeł."""

    codes: list[str]
    label: str
    count: int
    of: int


class FormOut(CountOut):
    """Forma współpracy z podstawą prawną wyprowadzoną z formy; pusta, gdy rządzi nią inna ustawa."""

    legal_bases: list[LegalBasisOut]


class PartnerOut(StatementOut):
    name: str


class SectorOut(CountOut):
    """Sektor w roli, z partnerami jako przykładami."""

    sector: Sector
    role: Role
    partners: list[PartnerOut]


class AmountOut(StatementOut):
    name: str
    amount_pln: float | None


class AmountRangeOut(StatementOut):
    """Od najmniejszej do największej znanej sumy na praktykę. „partly_known_sources”: gdzie znana jest tylko część kwot."""

    least_pln: float
    most_pln: float
    partly_known_sources: list[int]


class LackingOut(StatementOut):
    """Czego opisy nie podają, jako pytanie do gospodarzy."""

    code: str
    question: str


class ContactOut(StatementOut):
    names: list[str]


class ToReadOut(StatementOut):
    """Strona albo dokument. „is_model”: tytuł wskazuje dokument, na którym można się wzorować."""

    title: str
    address: str | None
    document_id: str | None
    page: int | None
    quote: str | None
    is_model: bool


class PrecedentOut(StatementOut):
    """Praktyka przy potrzebie. „confidence” i „why” są puste przy wybranej ręcznie, której wyszukiwarka nie znalazła."""

    id: str
    title: str
    confidence: Confidence | None
    score: float | None
    picked: bool
    wishes: dict[Wish, Verdict]
    why: WhyOut | None


class NeedPlanOut(AnswerModel):
    """Jedna potrzeba i to, co mówią o niej praktyki. Przy stanie innym niż „served” części planu są puste."""

    need: NeedOut
    state: State
    practices: list[PrecedentOut]
    weak: list[PrecedentOut]
    left_out: dict[Wish, int]
    gone: list[str]
    answered: list[QuoteOut]
    actions: list[QuoteOut]
    sectors: list[SectorOut]
    forms: list[FormOut]
    amounts: list[AmountOut]
    amount_range: AmountRangeOut | None
    results: list[QuoteOut]
    lessons: list[QuoteOut]
    contacts: list[ContactOut]
    to_read: list[ToReadOut]
    lacking: list[LackingOut]


class ServingOut(StatementOut):
    """Na które potrzeby (numery) odpowiada praktyka i do których ją wybrano."""

    needs: list[int]
    chosen_for: list[int]


class CellOut(AnswerModel):
    """Praktyka o numerze źródła „practice” odpowiada na potrzebę „need”."""

    need: int
    practice: int
    score: float | None
    confidence: Confidence | None
    chosen: bool


class MatrixOut(AnswerModel):
    practices: list[ServingOut]
    cells: list[CellOut]


class ReachedOut(StatementOut):
    """Jaką część wagi wszystkich potrzeb obsługują te praktyki razem."""

    size: int
    share: float


class CoveringOut(AnswerModel):
    """Najmniejszy zestaw praktyk. „gap” równe 0 znaczy, że mniejszego nie ma."""

    practices: list[ServingOut]
    steps: list[ReachedOut]
    unserved: list[int]
    gap: float


class PartnershipOut(AnswerModel):
    """Policzone po wybranych praktykach, każdej raz."""

    forms: list[FormOut]
    pairs: list[CountOut]
    partner_numbers: list[CountOut]


class GapOut(AnswerModel):
    need: int
    weight: float
    state: State


class ReferenceOut(AnswerModel):
    """Strona w sieci, dokument z bazy albo zgłoszenie w formularzu."""

    kind: Literal["web", "document", "submitted"]
    title: str
    address: str | None = None
    publisher: str | None = None
    published: str | None = None
    licence: str | None = None
    document_id: str | None = None
    page: int | None = None


class SourceOut(AnswerModel):
    """Źródło pod numerem, którym cytuje je plan. „accessed” to dzień, w którym czytano bazę."""

    number: int
    kind: Literal["practice", "document"]
    id: str
    title: str
    url: str
    place: PlaceOut | None
    years: YearsOut | None
    evidence_level: EvidenceLevel | None
    licence: str | None
    accessed: str
    references: list[ReferenceOut]


class PlanAnswer(AnswerModel):
    """Plan działań. Nic w nim nie jest napisane przez program: są cytaty, liczby policzone z opisów i stałe napisy."""

    made: str
    snapshot: str
    asked: int
    searched: int
    legal_state: str
    context: ContextOut
    needs: list[NeedPlanOut]
    matrix: MatrixOut
    covering: CoveringOut | None
    partnership: PartnershipOut
    gaps: list[GapOut]
    sources: list[SourceOut]
