"""The years and days of the practice itself, each with the words that tell them.

"br." and days without a year take the year of publication ("Dodano: 18.03.2014"), or the only other year of the document.
A span that lies within another one says nothing new and is left out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.description import Finding
from ingest.describe.moments import FIRST, LAST, Moment, moments
from ingest.describe.own_years import DOUBTS, Doubt, Span, doubt, is_own, without_programmes
from ingest.describe.sheet import Line, Sheet, Spot
from ingest.describe.wording import any_of

# Between two moments of one span: "od marca 2019 do grudnia 2020", "kwiecień – wrzesień 2018", "między 2014 a 2016".
_LINK = re.compile(r"\s*(?:[-–—]|do|a)\s+(?:końca\s+)?|\s*[-–—]\s*", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:od(?: (?:początku|końca|połowy|dnia|roku|jesieni|wiosny|lata|zimy))?|począwszy od)\s*$", re.IGNORECASE
)
_UNTIL = re.compile(r"\b(?:do|po)(?: (?:końca|dnia|roku|połowy))?\s*$", re.IGNORECASE)
# A bare number is a year after one of these.
_BEFORE_YEAR = re.compile(
    r"(?:(?<!\w)"
    + any_of(
        """w | we | z | ze | od | do | na | po | przed | rok | roku | rokiem | lata | latach | latem | lato | lat | edycj[aię]
        wiosn[aąy] | jesień | jesieni | jesienią | zim[aąy] | sezon* | termin | czas | okres | a"""
    )
    + r"\s*[:–-]?\s*|[(:]\s*|[-–—,]\s*)$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"^(?:"
    + any_of(
        """dodan[oey] | opublikowan[oey] | publikacja | data | data publikacji | data dodania | data utworzenia | data wpisu
        data ogłoszenia | data wydania | utworzon[oey] | zamieszczon[oey] | aktualizacja | zaktualizowan[oey]
        ostatnia aktualizacja | ostatnia modyfikacja | zmodyfikowan[oey] | tekst opublikowan[oy] | stan na"""
    )
    + r"|[\w -]{3,25}, (?:dn\.|dnia))[^\w]*"
    + any_of("dnia | w dniu | dn. | poniedziałek | wtorek | środa | czwartek | piątek | sobota | niedziela")
    + r"?\W*$",
    re.IGNORECASE,
)
_HOUR = re.compile(r"^,?\s*(?:godz\.|o godz\.|,)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?\b")
_PUBLISHED_LENGTH = 60
_LOOK_BACK = 40
# Stands in where the year is not told yet, so that 29 February exists.
_LEAP_YEAR = 2020


@dataclass(frozen=True, slots=True)
class Publication:
    """When the document says that it was published."""

    year: int
    spot: Spot


def publication_of(sheet: Sheet) -> Publication | None:
    """The day of publication: a block, or the end of one, that holds nothing but a label and a date."""
    for line in sheet.lines:
        if len(line.text) <= _PUBLISHED_LENGTH:
            for moment in moments(line.text):
                rest = _HOUR.sub("", line.text[moment.end :]).strip(" .,;|")
                before = line.text[: moment.start].strip()
                if moment.year and moment.day and not rest and (not before or _PUBLISHED.match(before)):
                    return Publication(moment.year, Spot(line.number, moment.start, moment.end))
    return None


def years_and_dates(sheet: Sheet, publication: Publication | None) -> tuple[Finding, ...]:
    """Findings "years" and "date". `publication` is that of the whole document."""
    spans = ((line, span) for line in sheet.lines for span in _spans(line, publication))
    every = [(span, why) for line, span in spans if (why := doubt(sheet, line, span)) != "law"]
    told = [span for span, why in every if not why] or _doubtful(every)
    years = [span for span in told if span.start is not None or span.end is not None]
    assumed = publication.year if publication else _only_year(years)
    if assumed is not None:
        years += [_in_year(span, assumed) for span in told if span.start is None and span.end is None]
    if not years and publication is not None and publication.spot.block in {line.number for line in sheet.lines}:
        years = [Span(publication.year, publication.year, publication.spot, "rule:years.publication", 0.4)]
    years = without_programmes(sheet, years)
    distinct = {(span.start, span.end): span for span in years}.values()
    kept = [span for span in years if not any(span.adds_nothing_to(other) for other in distinct)]
    return (*_years(sheet, kept), *_dates(sheet, years))


def _doubtful(every: Sequence[tuple[Span, Doubt]]) -> list[Span]:
    """The spans of the least doubtful kind, each as the years that it names."""
    for why in DOUBTS:
        spans = [span for span, found in every if found == why]
        if spans:
            return [
                replace(
                    span,
                    start=span.start if span.start is not None else span.end,
                    end=span.end if span.end is not None else span.start,
                    method=f"rule:years.{why}",
                    confidence=0.5,
                    days=(),
                )
                for span in spans
            ]
    return []


def _years(sheet: Sheet, spans: list[Span]) -> Iterator[Finding]:
    best: dict[tuple[int | None, int | None], Span] = {}
    for span in spans:
        known = best.get((span.start, span.end))
        if known is None or span.confidence > known.confidence:
            best[span.start, span.end] = span
    for (start, end), span in best.items():
        yield sheet.finding(
            "years", {"start": start, "end": end}, span.spot, method=span.method, confidence=span.confidence
        )


def _dates(sheet: Sheet, spans: list[Span]) -> Iterator[Finding]:
    seen: set[date] = set()
    for span in spans:
        for day in span.days:
            if day not in seen:
                seen.add(day)
                method = span.method.replace("years", "date")
                yield sheet.finding("date", day.isoformat(), span.spot, method=method, confidence=span.confidence)


def _only_year(spans: list[Span]) -> int | None:
    years = {year for span in spans for year in (span.start, span.end) if year is not None}
    return years.pop() if len(years) == 1 else None


def _in_year(span: Span, year: int) -> Span:
    """A span whose year was left out, in the year of the document."""
    days = tuple(date(year, day.month, day.day) for day in span.days if _real(year, day))
    return replace(span, start=year, end=year, days=days, confidence=span.confidence - 0.15)


def _real(year: int, day: date) -> bool:
    return day.day <= calendar.monthrange(year, day.month)[1]


def _spans(line: Line, publication: Publication | None) -> Iterator[Span]:
    """The spans of a block that belong to the practice. A year left out is None on both sides."""
    found = list(moments(line.text))
    place = 0
    while place < len(found):
        first = found[place]
        if publication and publication.spot == Spot(line.number, first.start, first.end):
            place += 1
            continue
        second = found[place + 1] if place + 1 < len(found) else None
        if second is not None and _linked(line.text, first, second):
            place += 2
            span = _joined(line, first, second, publication)
        else:
            place += 1
            span = _single(line, first, publication)
        if span is not None and is_own(line, span):
            yield span


def _linked(text: str, first: Moment, second: Moment) -> bool:
    between = text[first.end : second.start]
    if _LINK.fullmatch(between) is None or first.to_year:
        return False
    if between.strip().lower() == "a" or first.day is None:
        return first.year is None or second.year is None or first.year <= second.year
    return (first.year is None or second.year is not None) and (second.year or LAST) >= (first.year or FIRST)


def _joined(line: Line, first: Moment, second: Moment, publication: Publication | None) -> Span | None:
    year = publication.year if publication else None
    end = second.year or (year if second.this else None)
    start = first.year or (year if first.this else None) or end
    if first.month is None and first.year is not None and second.year is None:
        return None
    if start is not None and end is not None and start > end:
        return None
    spot = Spot(line.number, first.start, second.end)
    days = (*_days(first, start), *_days(second, end))
    sure = 0.9 if start is not None else 0.6
    return Span(start, end, spot, "rule:years.span", sure, days, dated=second.month is not None)


def _single(line: Line, moment: Moment, publication: Publication | None) -> Span | None:
    spot = Spot(line.number, moment.start, moment.end)
    if moment.to_year is not None:
        return Span(moment.year, moment.to_year, spot, "rule:years.school_year", 0.9)
    year = moment.year or (publication.year if publication and moment.this else None)
    before = line.text[max(0, moment.start - _LOOK_BACK) : moment.start]
    if year is None:
        # A month alone says too little.
        return Span(None, None, spot, "rule:years.day", 0.7, _days(moment, None)) if moment.day else None
    bare = moment.month is None and not moment.named and not moment.this
    heading = line.block.kind == "heading"
    if bare and not heading and _BEFORE_YEAR.search(before) is None and line.text.strip() != str(year):
        return None
    if moment.to_day is None and not (moment.this and moment.day) and _SINCE.search(before):
        return Span(year, None, spot, "rule:years.since", 0.85, _days(moment, year))
    if moment.to_day is None and _UNTIL.search(before):
        return Span(None, year, spot, "rule:years.until", 0.6, _days(moment, year))
    sure = 0.85 if moment.month or moment.named else 0.7
    method = "rule:years.day" if moment.day else "rule:years.year"
    return Span(year, year, spot, method, sure, _days(moment, year), dated=moment.month is not None)


def _days(moment: Moment, year: int | None) -> tuple[date, ...]:
    if moment.day is None or moment.month is None:
        return ()
    return tuple(date(year or _LEAP_YEAR, moment.month, day) for day in (moment.day, moment.to_day) if day is not None)
