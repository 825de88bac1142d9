"""The evidence level of what a document tells, by the ladder E0 to E4 of `corpus.evidence`, over the extracted sentences.

E4: an award, an outside assessment, a repetition elsewhere; E3: a told result with a figure, or an evaluation; E2: a told
result without one; E0: at least half of the sentences on actions are intentions; E1: actions without results.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.description import Finding
from corpus.practice import EvidenceLevel
from corpus.signals import AWARD, EVALUATION, OUTSIDE, PLAN, REPEATED
from ingest.describe.extracts import Extract
from ingest.describe.sheet import Sheet, Spot


def evidence_level(sheet: Sheet, found: Sequence[Extract], kind: str | None) -> Finding | None:
    """The finding "evidence_level", quoting the sentence that decides; None when no sentence tells anything.

    An announcement or a programme can only promise: for these kinds figures count as intentions.
    """
    level, spot, sure = _level(sheet, found, kind in ("ogłoszenie", "program"))
    if level is None or spot is None:
        return None
    return sheet.finding("evidence_level", level, spot, method="rule:evidence", confidence=sure)


def _level(sheet: Sheet, found: Sequence[Extract], promises: bool) -> tuple[EvidenceLevel | None, Spot | None, float]:
    for line in sheet.lines:
        for start, end in line.sentences:
            text = line.text[start:end]
            if PLAN.find(text) is None and any(signal.find(text) for signal in (AWARD, OUTSIDE, REPEATED)):
                return "E4", Spot(line.number, start, end), 0.6
    told = [item for item in found if item.field == "results" and not item.planned]
    if not promises:
        counted = next((item for item in told if item.figures), None)
        if counted is not None:
            return "E3", counted.spot, 0.7
        for line in sheet.lines:
            match = EVALUATION.find(line.text)
            if match is not None and PLAN.find(line.text) is None:
                return "E3", Spot(line.number, match.start(), match.end()), 0.55
        if told:
            return "E2", told[0].spot, 0.6
    statements = [item for item in found if item.field in ("actions", "results")]
    plans = [item for item in statements if item.planned]
    if promises or (statements and 2 * len(plans) >= len(statements)):
        chosen = (plans or statements or list(found))[:1]
        if chosen:
            return "E0", chosen[0].spot, 0.6
        first = sheet.lines[0] if sheet.lines else None
        return ("E0", Spot(first.number, 0, len(first.text)), 0.4) if first and promises else (None, None, 0.0)
    return ("E1", statements[0].spot, 0.5) if statements else (None, None, 0.0)
