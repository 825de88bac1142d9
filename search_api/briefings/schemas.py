"""A briefing as models of the contract."""

from __future__ import annotations

from search_api.contract.reasons import AnswerModel
from search_api.planning.briefing_areas import Level


class AreaOut(AnswerModel):
    """Obszar. „subregions” to podregiony, z których się składa albo w których leży; „url” to strona zestawienia."""

    code: str
    name: str
    level: Level
    voivodeship: str
    subregions: list[str]
    url: str


class CircleOut(AnswerModel):
    """Ile z ilu. „percent” jest pusty, gdy praktyk jest mniej niż „fewest_for_percent”. „search” to parametry GET /api/v1/search,
    które dają dokładnie te praktyki; puste, gdy wyszukiwarka nie ma takiego filtra."""

    count: int
    of: int
    percent: int | None
    search: str | None


class OwnCircleOut(CircleOut):
    """To samo z identyfikatorami praktyk."""

    ids: list[str]


class CountedOut(AnswerModel):
    """Praktyki o jednej wartości: tutaj, u sąsiadów (bez tych, które są też tutaj), w województwie, w kraju."""

    code: str
    label: str
    here: OwnCircleOut
    neighbours: OwnCircleOut
    voivodeship: CircleOut | None
    country: CircleOut


class NearestOut(AnswerModel):
    """Praktyka skądinąd i odległość w linii prostej od najbliższej siedziby powiatu tego obszaru."""

    id: str
    title: str
    url: str
    evidence_level: str | None
    distance_km: float


class WhiteSpotOut(CountedOut):
    """Temat, którego nie ma żadna praktyka stąd. Znaczy tylko, że nikt jej tu jeszcze nie opisał."""

    nearest: list[NearestOut]


class BriefedPracticeOut(AnswerModel):
    """Praktyka stąd z poziomem dowodów i adresami źródeł."""

    id: str
    title: str
    url: str
    place: str
    year_from: int | None
    year_to: int | None
    evidence_level: str | None
    evidence_reason: str | None
    sources: list[str]


class MoneySourceOut(AnswerModel):
    """Źródło pieniędzy tak, jak je nazywa opis; „amount_pln” jest puste, gdy opis nie podaje kwoty."""

    id: str
    source: str
    amount_pln: float | None


class MoneyOut(AnswerModel):
    """„known” to praktyki ze znaną kwotą, „partly” te z nich, w których części kwot brakuje; „least_pln” i „most_pln” dotyczą
    całych praktyk. „without_amount” ma źródło bez kwoty, „untold” nie ma żadnego źródła."""

    sources: list[MoneySourceOut]
    known: list[str]
    partly: list[str]
    least_pln: float | None
    most_pln: float | None
    without_amount: list[str]
    untold: list[str]


class BriefedYearsOut(AnswerModel):
    """Lata praktyk stąd. „since” liczy od ostatniego znanego roku; „newest” to praktyki z ostatniego roku."""

    first: int | None
    last: int | None
    newest: list[str]
    since: list[CountedOut]
    untold: list[str]


class BesideOut(AnswerModel):
    """Sąsiad i jego praktyki."""

    area: AreaOut
    count: int
    ids: list[str]


class BriefingAnswer(AnswerModel):
    """Co baza wie o obszarze i o sąsiadach. Każda liczba ma praktyki, które liczy."""

    area: AreaOut
    snapshot: str
    fewest_for_percent: int
    everything: CountedOut
    wider: list[str]
    practices: list[BriefedPracticeOut]
    themes: list[CountedOut]
    white_spots: list[WhiteSpotOut]
    cooperation_forms: list[CountedOut]
    target_groups: list[CountedOut]
    sectors: list[CountedOut]
    roles: list[CountedOut]
    evidence_levels: list[CountedOut]
    years: BriefedYearsOut
    money: MoneyOut
    neighbours: list[BesideOut]
