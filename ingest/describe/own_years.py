"""Whose the years of an expression are: the practice's own, or those of a law, a programme, a statistic, the past, a deadline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.describe.moments import FIRST, LAST
from ingest.describe.sheet import Line, Sheet, Spot
from ingest.describe.wording import any_of, whole_words

# Words before a year that say whose it is. They reach as far as the sentence.
_LAW = re.compile(
    r"(?<!\w)"
    + any_of(
        """Dz. U | Dz.U | M. P. | M.P. | ustaw* | ust. | rozporządzeni* | zarządzeni* | uchwał* | poz. | art. | dyrektyw* | decyzj*
        konstytucj*"""
    )
    + r"[^;!?]{0,80}$",
    re.IGNORECASE,
)
# "uchwała w sprawie programu na rok 2019": the year of the matter, not of the act.
_OF_ITS_MATTER = re.compile(
    r"\bna (?:rok|lata)\b[^,;]*$|\bw (?:latach|roku)\s+$|\bprogramu? współpracy\b.*\b(?:w|na)\s+$", re.IGNORECASE
)
# The date of an act whose name stands in the line above.
_OF_AN_ACT = re.compile(
    r"^\W*(?:(?:rady|zarządu|wójta|burmistrza|prezydenta|sejmiku)\b[^.,;]{0,60})?z dnia\s*$", re.IGNORECASE
)
# "(w 2012 – 9)": a figure of another year beside that of this one.
_COUNT_AFTER = re.compile(r"\s*[–-]\s*\d|\s*[:)]\s*\d")
_ANY_PROGRAMME = re.compile(r"\bprogram(?:u|ie|em|owi|ów|y)?\b.{0,140}$", re.IGNORECASE)
# Programmes that pay or bind, never the practice itself.
_PROGRAMME = re.compile(
    r"(?<!\w)(?:(?i:"
    + any_of(
        """program* operacyjn* | program* rządow* | program* krajow* | program* regionaln* | program* wieloletni* [„"]*
        program* rozwoju | program* rewitalizacji | gminnego programu | program* senior* | program* [„"]senior* | perspektyw*
        strategi* | funduszu | fundusze | funduszy | funduszem | funduszów | funduszami | funduszach | plan* rozwoju
        plan* rewitalizacji"""
    )
    + r")|RPO\w*|PROW|PO ?KL|POKL|PO ?WER|FEO?|EFS\+?|EFRR|FIO|NOWEFIO|ASOS|PROO|KPO|FE[A-Z]{2})(?!\w).{0,140}$"
)
_FOR_YEARS = re.compile(r"\bna lata\s*$", re.IGNORECASE)
_PERSPECTIVES = ((2004, 2006), (2007, 2013), (2014, 2020), (2021, 2027))
_STATISTICS = whole_words(
    """GUS | spis* powszechn* | według danych | zamieszkiwa* | liczba mieszkańców | liczba ludności | mieszkało | dochod* gminy
    dochod* miasta | dochod* powiatu | dochod* własn* gminy | stop[aąyę] bezroboci*"""
)
_COMPARED = whole_words("wzros* | spad* | zmala* | zwiększy* | zmniejszy*")
_BETWEEN = re.compile(r"\bmiędzy\s*$", re.IGNORECASE)
_EARLIER = whole_words(
    """ostatni raz | ostatnio raz | ostatniego raz* | podobn* | poprzedni* | dla porównania | podczas gdy | w porównaniu
    wcześniej | wcześniejsz* | niż w | niż przed | w stosunku do | dawniej"""
)
_HISTORY = re.compile(
    any_of(
        """wybudowan* | zbudowan* | zabytk* | histori* | wojn* | okupacj* | wpisan* | dawn* | wzniesion* | pochodzi*
        powstani[ae]* | kościół*"""
    ),
    re.IGNORECASE,
)
_RECENT = 1989
# The lines in which an act names itself, and how.
_TOP = 4
_ITSELF = re.compile(
    r"^\W*(?:załącznik\b.*)?(?:(?:do )?(?:uchwał|zarządzeni)|rady|zarządu|z dnia).*\bz dnia\s*$|^\W*z dnia\s*$",
    re.IGNORECASE,
)
_DEADLINE = whole_words(
    """zgłosze* | zgłasza* | zapis[yów]* | ofert* | wniosk* | wniosek | nab[oó]r* | formularz* | termin* składania | składa[ćn]*
    nadsyła*"""
)
_TITLE_LEVEL = 1
# A programme takes this many years and more; a bare year before those of the title is one to compare with.
_LONG, _SEVERAL = 3, 2


Doubt = Literal["", "deadline", "name", "act", "law"]
# Kinds of spans that give a year where no other is told, the least doubtful first.
DOUBTS: tuple[Doubt, ...] = ("deadline", "name", "act")


@dataclass(frozen=True, slots=True)
class Span:
    """Years from `start` to `end`, None where open, told at `spot`. `days` when the expression names them; `dated` when it
    names a month or a day."""

    start: int | None
    end: int | None
    spot: Spot
    method: str
    confidence: float
    days: tuple[date, ...] = ()
    dated: bool = False

    @property
    def limits(self) -> tuple[int, int]:
        return (FIRST if self.start is None else self.start, LAST + 1 if self.end is None else self.end)

    def adds_nothing_to(self, other: Span) -> bool:
        """Whether the other span, closed at both ends, holds this one; for "do końca 2024" it is enough that it holds 2024."""
        (start, end), (first, last) = self.limits, other.limits
        if other.start is None or other.end is None or (start, end) == (first, last):
            return False
        return first <= start and end <= last if self.start is not None else first <= end <= last


def is_own(line: Line, span: Span) -> bool:
    """Whether the years belong to the practice, by the sentence around them."""
    before, after = line.around(span.spot.start, span.spot.end)
    sentence = before + line.text[span.spot.start : span.spot.end] + after
    if before.endswith("(w ") and _COUNT_AFTER.match(line.text, span.spot.end):
        return False
    title = line.block.kind == "heading" and line.block.level == _TITLE_LEVEL
    if not title and _is_of_a_programme(line, before, span):
        return False
    if _COMPARED.search(sentence) and _BETWEEN.search(before):
        return False
    if _STATISTICS.search(sentence) or _EARLIER.search(before):
        return False
    oldest = span.limits[0] if span.start is not None else span.limits[1]
    return oldest >= _RECENT or (not _HISTORY.search(sentence) and span.method.endswith("since"))


def doubt(sheet: Sheet, line: Line, span: Span) -> Doubt:
    """Why a span gives a year only where no other is told: "deadline" (until when offers are taken), "name" (it stands in a
    name in quotation marks), "act" (of the act that the document is itself); "law" (of another act): never. "" for the others."""
    before, _ = line.around(span.spot.start, span.spot.end)
    law = _LAW.search(before)
    if _OF_AN_ACT.search(before) or (law is not None and not _OF_ITS_MATTER.search(before, law.start())):
        at_top = line.number - sheet.lines[0].number < _TOP and span.limits[0] >= _RECENT
        return "act" if at_top and _ITSELF.search(before) else "law"
    if line.in_title(span.spot.start, span.spot.end) and line.text != sheet.title:
        return "name"
    timed = bool(span.days) or span.method.endswith(("until", "day"))
    return "deadline" if timed and any(map(_DEADLINE.search, line.around(span.spot.start, span.spot.end))) else ""


def without_programmes(sheet: Sheet, spans: list[Span]) -> list[Span]:
    """When the title names its years, a longer span "na lata" below is that of a programme which pays, and a bare year before
    them is one to compare with."""
    in_title = [span for span in spans if sheet.line(span.spot.block).text == sheet.title and span.start is not None]
    if not in_title:
        return spans
    first = min(span.start for span in in_title if span.start is not None)

    def stays(span: Span) -> bool:
        if span in in_title or span.start is None or span.end is None:
            return True
        before = sheet.line(span.spot.block).text[: span.spot.start]
        paying = span.end - span.start >= _LONG and _FOR_YEARS.search(before) is not None
        compared = span.end < first and span.method == "rule:years.year" and not span.dated
        return not paying and not compared

    return [span for span in spans if stays(span)]


def _is_of_a_programme(line: Line, before: str, span: Span) -> bool:
    """Whether several years are those of a programme, a strategy or a fund that the text names before them."""
    if span.start is None or span.end is None or span.end - span.start < _SEVERAL or span.days:
        return False
    own = line.block.kind == "heading" or line.text.isupper()
    named = _PROGRAMME.search(before) is not None or (not own and _ANY_PROGRAMME.search(before) is not None)
    return named or ((span.start, span.end) in _PERSPECTIVES and _FOR_YEARS.search(before) is not None)
