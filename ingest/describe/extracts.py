"""Sentences that tell the need, the actions, the results and the lessons: taken out word for word, never written anew.

A heading such as "Problem" or "Efekty" rules the sentences below it; elsewhere words of the sentence decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.description import Finding, FindingField
from corpus.figures import figures
from corpus.signals import PLAN
from ingest.describe.sheet import Line, Sheet, Spot
from ingest.describe.wording import any_of, whole_words

_RULED_BY: tuple[tuple[FindingField, str], ...] = (
    ("lessons", """wnioski | wskazówk* | rekomendacj* | co było trudne | trudnoś* | bariery | czego się nauczyli* | lekcj*
        czynniki sukcesu | warunki | ryzyk* | co byśmy zmienili"""),
    ("results", """rezultat* | efekt* | wynik* | co się udało | co zyska* | osiągnięci* | korzyści | liczby
        najważniejsze wyniki | z jakim skutkiem"""),
    ("need", "problem* | potrzeb* | diagnoza | dlaczego | wyzwani* | tło | punkt wyjścia | sytuacja wyjściowa | geneza | po co"),
    ("actions", """opis działań | opis wykonania | opis praktyki | opis projektu | opis przedsięwzięcia | działania | rozwiązanie
        przebieg | co robimy | co zrobiliśmy | co zrobiono | realizacja | planowane działania | na czym polega | jak"""),
)  # fmt: skip
_HEADINGS = tuple(
    (field, re.compile(rf"^\W*(?:\d+[.)]\s*)?{any_of(listed)}(?!\w)", re.IGNORECASE)) for field, listed in _RULED_BY
)
# "Co się udało: 96 spotkań": a label of the line itself.
_LABELS = tuple(
    (field, re.compile(rf"^{any_of(listed)}[^:?.]{{0,25}}[:?]\s", re.IGNORECASE)) for field, listed in _RULED_BY
)
_RESULT = whole_words(
    """wzięł[oai] | wzięli | bierze udział | skorzysta* | korzysta* | uczestniczył* | objęt* | objął | objęł* | przeszkolono
    przeszkolił* | zrealizowano | przeprowadzono | zorganizowano | odbyło się | odbyły się | powstał* | wydano | wydali*
    rozdano | zebrano | zebrali | posadzono | przepracowa* | udało się | dzięki temu | dzięki czemu | dzięki niemu | dzięki niej
    zatrudnien* | pracuje | znalazł* | wzros* | spad* | zmniejszył* | zwiększył* | otrzyma* | odwiedził* | przyszł* | uratowa*
    wypożyczono | trafił* | oceni* | pokazał* | wykazał* | oddano | wyremontowa* | zawarto | wpłynęło"""
)
_NEED = whole_words(
    """brak | brakuje | brakowało | braku | brakiem | problem* | potrzeby | potrzeba | potrzebę | potrzebuj* | potrzebne
    niewiel* | trudno | zarastał* | daleko | oddalon* | bezrobo* | samotn* | wykluczen* | nie mieli | nie było | nie ma | nie stać
    likwidacj* | starzej* | starzeni* | bezskutecznie | zniszczy* | rzadko | główne wyzwanie | obniżon*"""
)
_ACTION = re.compile(
    r"(?<!\w)"
    + any_of(
        """zorganizowa* | prowadz* | przeprowadz* | zbudowa* | odnowi* | wyremontowa* | posadzi* | założy* | uruchomi* | utworzy*
        dowo[żz]* | wspóln* | kupi* | przygotowa* | realizow* | zaprosi* | podpisa* | stworzy* | koordynowa* | szkol* | pomag*
        wspier* | ustawi* | wyrówna* | urządzi* | gotuj* | działa* | oferuj* | zapewni* | organizuj* | realizuj*
        odwiedz* | uczy*"""
    ),
    re.IGNORECASE,
)
_LESSON = whole_words(
    """warto | należy | trudności* | najtrudniej* | barier* | nauczy* | sprawdził* się | kluczow* | warunk* powodzenia
    warunk* sukcesu | zaleca | potrzebny jest | pomogł* | zaufa* | następnym razem | w kolejnej edycji"""
)
# Lines and sentences that tell of money or of the law, not of what was done.
_OF_MONEY = re.compile(
    rf"^{any_of('skąd pieniądze | koszt* | finansowanie | budżet | za ile')}[^.]{{0,25}}[:?]", re.IGNORECASE
)
_LEGAL = re.compile(r"\bDz\. ?U\b|^(?:\W|\d)*Na podstawie (?:art|§)", re.IGNORECASE)
_SHORTEST, _LONGEST = 25, 600
_MOST = 5
_RULES: tuple[tuple[FindingField, re.Pattern[str], float], ...] = (
    ("lessons", _LESSON, 0.55),
    ("results", _RESULT, 0.6),
    ("need", _NEED, 0.5),
    ("actions", _ACTION, 0.45),
)


@dataclass(frozen=True, slots=True)
class Extract:
    """One sentence. `planned`: it tells an intention. `figures`: numbers that measure a result stand in it."""

    field: FindingField
    spot: Spot
    confidence: float
    planned: bool
    figures: bool


def extracts(sheet: Sheet) -> tuple[Extract, ...]:
    """The sentences that tell something of the practice, in reading order; one sentence has one field."""
    return tuple(item for line in sheet.lines for item in _of_line(line))


def extract_findings(sheet: Sheet, found: tuple[Extract, ...]) -> tuple[Finding, ...]:
    """Findings "need", "actions", "results", "lessons": the surest of each, in reading order."""
    findings: list[Finding] = []
    for field, _, _ in _RULES:
        ranked = sorted((item for item in found if item.field == field), key=lambda item: -item.confidence)[:_MOST]
        for item in sorted(ranked, key=lambda item: (item.spot.block, item.spot.start)):
            method = "rule:extract.heading" if item.confidence >= 0.75 else "rule:extract.words"
            findings.append(sheet.extract(field, item.spot, method=method, confidence=item.confidence))
    return tuple(findings)


def _of_line(line: Line) -> Iterator[Extract]:
    if line.block.kind in ("heading", "table") or _OF_MONEY.match(line.text):
        return
    ruled = _ruled_by(line)
    for start, end in line.sentences:
        text = line.text[start:end]
        if not _SHORTEST <= len(text) <= _LONGEST or not (text[0].isupper() or line.block.kind == "list_item"):
            continue
        if _LEGAL.search(text):
            continue
        field, sure = (ruled, 0.8) if ruled else _by_words(text)
        if field is not None:
            counted = field == "results" and bool(figures(text))
            yield Extract(field, Spot(line.number, start, end), sure, PLAN.find(text) is not None, counted)


def _ruled_by(line: Line) -> FindingField | None:
    for field, pattern in _LABELS:
        if pattern.match(line.text):
            return field
    return next((field for field, pattern in _HEADINGS if pattern.match(line.heading)), None)


def _by_words(text: str) -> tuple[FindingField | None, float]:
    for field, pattern, sure in _RULES:
        if pattern.search(text) is None:
            continue
        if field != "results":
            return field, sure
        if figures(text) and PLAN.find(text) is None:
            return field, sure + 0.1
    return None, 0.0
