"""Submissions on the command line: what somebody told in the form, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.submissions import Queued, SubmissionDecision
from search_api.labels import label

_TEXTS = {"need": "potrzeba", "actions": "działania", "results": "rezultaty", "lessons": "wnioski"}
_CODES = {"themes": "tematy", "target_groups": "dla kogo", "cooperation_forms": "forma współpracy"}


def line(queued: Queued) -> str:
    """A submission in the list of those that wait."""
    told = queued.submission
    return f"{told.id}  [{queued.status}]  {told.title}  (zgłoszenie z {told.sent})"


def lines(queued: Queued, history: tuple[SubmissionDecision, ...]) -> Iterator[str]:
    """A submission for a terminal: what was told, by whom, what was decided before."""
    told = queued.submission
    yield f"{told.id}  [{queued.status}]  wersja {queued.version}"
    yield told.title
    teller = ", ".join(filter(None, (told.institution, told.role))) or "nie podano"
    yield f"Wysłano {told.sent}, kto opisał: {teller}"
    for name, words in _TEXTS.items():
        if value := getattr(told, name):
            # A paragraph is one line of a terminal.
            yield f"{words}: {' '.join(value.split())}"
    place = told.place
    yield "miejsce: " + ", ".join(filter(None, (place.locality, place.gmina, place.powiat, place.voivodeship)))
    if told.years.start or told.years.end:
        yield f"lata: {told.years.start or '?'}–{told.years.end or ''}"
    for partner in told.partners:
        yield f"partner: {partner.name} ({label('sectors', partner.sector, 'pl')}, {label('roles', partner.role, 'pl')})"
    for money in told.funding:
        yield f"pieniądze: {money.source}" + (f", {money.amount_pln:g} zł" if money.amount_pln is not None else "")
    for name, words in _CODES.items():
        if codes := getattr(told, name):
            yield f"{words}: " + ", ".join(f"{label(name, code, 'pl')} ({code})" for code in codes)
    for source in told.sources:
        yield f"źródło: {source.title}, {source.url}"
    for decision in history:
        made = f" jako praktyka {decision.practice_id}" if decision.practice_id else ""
        reason = f": {decision.reason}" if decision.reason else ""
        yield f"Decyzja nr {decision.number} z {decision.decided[:10]}: {decision.verdict}{made}{reason}"
    if queued.status == "szkic":
        themes = "" if told.themes else " --set themes=…"
        yield f"Przyjęcie: praktyki review accept {told.id} --set reach=local{themes}"
