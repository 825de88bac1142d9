"""The two days of art. 5a: adoption by 30 November of the year before (ust. 1), a report by 31 May of the year after (ust. 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from corpus.document import Document
from ingest.describe.moments import Moment, moments
from search_api.planning.programme_headings import plain
from search_api.planning.programme_pieces import Outline, Piece
from search_api.planning.programme_result import DutyCheck, Kept, Kind, Passage

ADOPTION = (11, 30)
REPORT = (5, 31)
_HEAD = 12  # blocks in which a resolution tells its day
_MOST_PASSAGES = 3
_OF_A_RESOLUTION = re.compile(r"\b(?:uchwal\w*|rad[ay]|rady|sejmik\w*)\b")
_OF_AN_ACT = re.compile(r"\bustaw\w*\b|na podstawie|co nastepuje")
_DAY_OF = re.compile(r"\bz dnia\b")
_ADOPTED_BY = re.compile(r"\b30 listopada\b")
_REPORTS = re.compile(r"\bsprawozdan\w*\b")


def duties(
    document: Document, body: Outline, beside: Outline, kind: Kind, years: tuple[int, ...]
) -> tuple[DutyCheck, ...]:
    """What the document says about both days, beside what the act asks of a programme of these years."""
    return adoption(document, (*beside.pieces, *body.pieces), kind, years), report(
        (*body.pieces, *beside.pieces), years
    )


def adoption(document: Document, pieces: Iterable[Piece], kind: Kind, years: tuple[int, ...]) -> DutyCheck:
    """The day of the resolution, held against 30 November. For a multi-annual programme the act sets no day."""
    due = (date(years[0] - 1, *ADOPTION),) if years and kind == "yearly" else ()
    told = tuple(_resolved(document))
    days = tuple(dict.fromkeys(day for day, _ in told))
    mentioned = [_passage(one) for one in pieces if _ADOPTED_BY.search(one.folded)]
    passages = (*dict.fromkeys([*(passage for _, passage in told), *mentioned]),)[:_MOST_PASSAGES]
    kept: Kept = "not_told"
    if kind == "multi_annual":
        kept = "no_duty"
    elif days and due:
        kept = "kept" if min(days) <= due[0] else "late"
    return DutyCheck("adoption", due, days[:1], kept, passages)


def report(pieces: Iterable[Piece], years: tuple[int, ...]) -> DutyCheck:
    """The day by which the programme promises a report. A report is due after each of its years."""
    due = tuple(date(year + 1, *REPORT) for year in range(years[0], years[-1] + 1)) if years else ()
    said = [
        (one, moment)
        for one in pieces
        if _REPORTS.search(one.folded)
        for moment in moments(one.text)
        if moment.day and moment.month
    ]
    told: list[date] = []
    verdicts: list[Kept] = []
    for _, moment in said:
        day = _day(moment, due[0].year if due else None)
        if day is None:
            continue
        told.append(day)
        asked = date(day.year, *REPORT)
        verdicts.append("kept" if day == asked else "earlier" if day < asked else "late")
    passages = tuple(dict.fromkeys(_passage(one) for one, _ in said))[:_MOST_PASSAGES]
    kept = next((one for one in ("late", "kept", "earlier") if one in verdicts), "not_told")
    return DutyCheck("report", due, tuple(dict.fromkeys(told)), _as_kept(kept), passages)


def _as_kept(code: str) -> Kept:
    kinds: dict[str, Kept] = {"late": "late", "kept": "kept", "earlier": "earlier"}
    return kinds.get(code, "not_told")


def _resolved(document: Document) -> Iterator[tuple[date, Passage]]:
    """Days of resolutions at the beginning: "Rady Gminy ... z dnia 27 listopada 2025 r.", none of an act."""
    for number, block in enumerate(document.blocks[:_HEAD]):
        for line in block.text.split("\n"):
            folded = plain(line)
            found = _DAY_OF.search(folded)
            if found is None or _OF_AN_ACT.search(folded[: found.start()]):
                continue
            before = " ".join(plain(one.text) for one in document.blocks[max(0, number - 2) : number])
            if not _OF_A_RESOLUTION.search(f"{before} {folded}"):
                continue
            for moment in moments(line):
                if moment.start >= found.start() and (day := _day(moment, None)) is not None:
                    yield day, Passage(number, block.page, (), line.strip())
                    break


def _day(moment: Moment, year: int | None) -> date | None:
    """The whole day of a moment; `year` stands in where the document names none."""
    told = moment.year or year
    if told is None or moment.month is None or moment.day is None:
        return None
    return date(told, moment.month, moment.to_day or moment.day)


def _passage(piece: Piece) -> Passage:
    return Passage(piece.block, piece.page, tuple(heading.text for heading in piece.path), piece.text)
