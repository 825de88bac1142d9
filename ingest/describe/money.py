"""Funding: amounts of the practice with their sources, and sources named without an amount.

Prices, fees, thresholds and what is paid for one person or hour are no funding of a practice and are left out; so are the
incomes of a gmina. Amounts in other currencies are not złoty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.description import Finding
from corpus.language import fold
from ingest.describe.amounts import Amount, amounts, figure
from ingest.describe.funding_sources import sources
from ingest.describe.partners import Partner, by_block
from ingest.describe.sheet import Line, Sheet, Spot
from ingest.describe.tables import cells
from ingest.describe.wording import any_of, whole_words

_NO_FUNDING_BEFORE = re.compile(
    r"(?<!\w)"
    + any_of(
        """bilet* | wpisow* | wstęp* | kaucj* | opłat* | kryteri* | średni koszt* | średni* kwot* | średni* wartoś* | cen[aęy]
        kar[aęy] | grzywn* | mandat* | wynagrodzeni* | diet[aęy] | podat* | składk* członkowsk* | składk* miesięczn*
        składk* roczn* | emerytur* | czynsz* | dochod* | przych[oó]d* | obr[oó]t* | można wycenić | wycenić na | wycenia się
        zysk* | godzin* pracy | stawk* | do wygrania | bon* o wartości | voucher* | nagrod* o wartości
        nagrod* w wysokości | karn* | wpłynęł* | pasażer*
        za przejazd | za kurs"""
    )
    + r"(?!\w)[^;()]{0,60}$",
    re.IGNORECASE,
)
_NO_FUNDING_AFTER = re.compile(
    r"^[^.;,()]{0,12}?\s*(?:/|za|na|od)\s?(?:jedn\w+ )?"
    + any_of(
        """godzin* | os. | osob* | osób | uczestnik* | mieszkańc* | miesiąc | dzień | sztuk* | km | głow* | dziecko | rodzin*
        godz."""
    ),
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?<!\w)"
    + any_of("całkowit* | łączn* | ogół* | wartość | wartości | budżet* | koszt* | pul[aę] | razem | suma")
    + r"(?!\w)[^.;]{0,60}$",
    re.IGNORECASE,
)
_OWN = whole_words(
    """wkład* własn* | wkład* osobow* | wkład* rzeczow* | wkład* finansow* | wkład* pracy | wkład* mieszkańc* | wkład* partner*
    środk* własn* | prac* społeczn* | prac* wolontariusz* | prac* mieszkańc* | prac* własn*"""
)
_OWN_SOURCE = "wkład własny"
_FUNDED = whole_words(
    "*finansowan* | ze środków | środk* | dotacj* | grant* | w ramach | program* | fundusz* | pieniądz* | dofinans*"
)
_SPENT = whole_words(
    """*finansowan* | środk* | dotacj* | grant* | program* | fundusz* | pieniądz* | zebra* | przeznacz* | koszt* | wynios*
    wyda* | przekaza*"""
)
_COLUMN = re.compile(any_of("kwot | koszt | dotacj | zł | wartoś | środki | budżet | dofinans"), re.IGNORECASE)
_NO_COLUMN = re.compile(r"liczba|%|lp\b|osób|godzin", re.IGNORECASE)
_FROM = re.compile(r"\s*\(?(?:z|ze|od|pochodz\w+ z|przekazał\w*)\s")
_STOP = re.compile(r",\s|;|\)|\soraz\s|\sa\s|\si\s(?=\d)")
_CONTRAST = re.compile(r",\s+(?:a|natomiast|zaś)\s")
# "(ok. 3 tys. zł)": only such words may stand between a bracket and its amount.
_ONLY_ABOUT = re.compile(r"\s*(?:ok\.|około|ponad|prawie|blisko)?\s*")
# A funder named beside an amount is its source rather than a programme as far from it.
_FUNDER_FIRST = 3
# Smaller sums are prices.
_LEAST = 50


@dataclass(frozen=True, slots=True)
class _Sum:
    pln: float
    source: str | None
    spot: Spot
    method: str
    confidence: float


def money(sheet: Sheet, partners: Sequence[Partner]) -> tuple[Finding, ...]:
    """Findings "funding": one for each amount, then one for each source without an amount."""
    best: dict[float, _Sum] = {}
    for item in (*_in_text(sheet, partners), *_in_tables(sheet)):
        known = best.get(item.pln)
        if known is None or (known.source is None and item.source is not None):
            best[item.pln] = item
    found = [
        sheet.finding(
            "funding",
            {"source": item.source, "amount_pln": item.pln},
            item.spot,
            method=item.method,
            confidence=item.confidence,
        )
        for item in best.values()
    ]
    told = {fold(item.source) for item in best.values() if item.source}
    return (*found, *_lone_sources(sheet, told))


def _in_text(sheet: Sheet, partners: Sequence[Partner]) -> Iterator[_Sum]:
    by_line = by_block(partners)
    for line in sheet.lines:
        if line.block.kind == "table":
            continue
        refused_until = -1
        found = list(amounts(line.text))
        of_line = by_line.get(line.number, ())
        for number, amount in enumerate(found):
            first, last = line.sentence_at(amount.start)
            previous = max(first, found[number - 1].end) if number else first
            following = min(last, found[number + 1].start) if number + 1 < len(found) else last
            before = line.text[previous : amount.start]
            if (
                amount.pln < _LEAST
                or _NO_FUNDING_BEFORE.search(before)
                or _NO_FUNDING_AFTER.match(line.text[amount.end : last])
            ):
                refused_until = last
                continue
            if amount.start < refused_until and not _SPENT.search(before):
                # "praca prosta 15 zł, specjalisty 60 zł": the second price goes with the first.
                continue
            source, method = _source_of(line, amount, previous, following, of_line)
            if source is None and _TOTAL.search(line.around(amount.start, amount.end)[0]):
                method = "rule:funding.total"
            spot = Spot(line.number, amount.start, amount.end)
            yield _Sum(amount.pln, source, spot, method, 0.9 if source else 0.75)


def _in_tables(sheet: Sheet) -> Iterator[_Sum]:
    """Figures under a column of amounts, and amounts with their unit anywhere else in a table."""
    seen: set[tuple[int, int]] = set()
    for cell in cells(sheet):
        if _COLUMN.search(cell.header) and not _NO_COLUMN.search(cell.header):
            value = figure(cell.text)
            if value is not None and value > 0:
                seen.add((cell.line.number, cell.start))
                yield _Sum(value, None, Spot(cell.line.number, cell.start, cell.end), "rule:funding.table", 0.8)
    for line in sheet.lines:
        if line.block.kind == "table":
            for amount in amounts(line.text):
                if (line.number, amount.start) not in seen:
                    spot = Spot(line.number, amount.start, amount.end)
                    yield _Sum(amount.pln, None, spot, "rule:funding.table", 0.7)


def _source_of(
    line: Line, amount: Amount, previous: int, following: int, partners: Sequence[Partner]
) -> tuple[str | None, str]:
    """The source in the clause of the amount: "dotacja z budżetu gminy 25 000 zł, środki własne 1 250 zł". Only when the
    sentence holds no other amount may it stand farther off. `previous`, `following`: where the amounts beside it end and begin,
    or the sentence."""
    text = line.text
    first, last = _clause(text, amount, previous, following)
    alone = (previous, following) == line.sentence_at(amount.start)
    if alone:
        contrast = _CONTRAST.search(text, amount.end, following)
        following = contrast.start() if contrast else following
        previous = max([previous, *(match.end() for match in _CONTRAST.finditer(text, previous, amount.start))])
    # "dotacja: 15 000 zł, wkład własny: 5 000 zł": what stands before an amount speaks of it rather than what follows, but not
    # in "gmina dała 3 000 zł z funduszu sołeckiego".
    nearest = [(first, amount.start), (amount.end, last)]
    if _FROM.match(text, amount.end):
        nearest.reverse()
    for start, end in (*nearest, (previous, following) if alone else (first, last)):
        if _OWN.search(text, start, end):
            return _OWN_SOURCE, "rule:funding.own"
        near = [(_gap(amount, source.start, source.end), source.name) for source in sources(text, start, end)]
        for partner in partners:
            spot = partner.spot
            if partner.role == "funder" and start <= spot.start < end:
                near.append((_gap(amount, spot.start, spot.end) - _FUNDER_FIRST, partner.name))
        if near:
            return min(near)[1], "rule:funding.source"
    return None, "rule:funding.amount"


def _clause(text: str, amount: Amount, previous: int, following: int) -> tuple[int, int]:
    """From the last comma, bracket or "oraz" before the amount to the next one after it."""
    opened = text.rfind("(", previous, amount.start)
    bracketed = opened >= 0 and _ONLY_ABOUT.fullmatch(text, opened + 1, amount.start) is not None
    stops = [match.end() for match in _STOP.finditer(text, previous, opened if bracketed else amount.start)]
    after = _STOP.search(text, amount.end, following)
    if bracketed and after is not None and after.group().startswith(")"):
        after = _STOP.search(text, after.end(), following)
    return (stops[-1] if stops else previous), (after.start() if after else following)


def _gap(amount: Amount, start: int, end: int) -> int:
    """Characters between an amount and a source; what follows an amount is a little nearer."""
    return start - amount.end if start >= amount.end else amount.start - end + 5


def _lone_sources(sheet: Sheet, told: set[str]) -> Iterator[Finding]:
    for line in sheet.lines:
        for start, end in line.sentences:
            if not _FUNDED.search(line.text, start, end):
                continue
            for source in sources(line.text, start, end):
                if source.named and fold(source.name) not in told:
                    told.add(fold(source.name))
                    yield sheet.finding(
                        "funding",
                        {"source": source.name, "amount_pln": None},
                        Spot(line.number, source.start, source.end),
                        method="rule:funding.named",
                        confidence=0.7,
                    )
