"""`praktyki review`: the queue of drafts on the command line."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping

from corpus import review, submissions
from corpus.description import DescriptionStatus, Finding
from corpus.language import normalise
from corpus.review import Decision, Draft
from corpus.store import Store
from ingest import submission_review
from ingest.review import accept, reject
from ingest.review_errors import DraftMissing
from search_api.commands import corrections, submitted
from search_api.commands.failures import Failure
from search_api.commands.store_needed import need_store
from search_api.labels import label
from search_api.settings import read_settings

_FIELDS = {
    "title": "tytuł",
    "document_kind": "rodzaj dokumentu",
    "event_place": "miejsce wydarzenia",
    "partner_seat": "siedziba partnera",
    "area_of_action": "obszar działania",
    "years": "lata",
    "date": "data",
    "partners": "partner",
    "funding": "pieniądze",
    "themes": "temat",
    "target_groups": "dla kogo",
    "cooperation_forms": "forma współpracy",
    "evidence_level": "stopień sprawdzenia",
    "need": "potrzeba",
    "actions": "działania",
    "results": "rezultaty",
    "lessons": "wnioski",
}
# Parts of a value in the order in which a person reads them.
_PARTS = {
    "locality": "miejscowość",
    "gmina": "gmina",
    "powiat": "powiat",
    "voivodeship": "województwo",
    "start": "od",
    "end": "do",
    "name": "nazwa",
    "sector": "sektor",
    "role": "rola",
    "source": "źródło",
    "amount_pln": "kwota w zł",
}
_CODED = frozenset({"themes", "target_groups", "cooperation_forms"})


def run(arguments: Namespace) -> int:
    settings = read_settings()
    need_store(settings)
    with Store.open(settings.store_path) as store:
        return _ACTIONS[arguments.action](store, arguments)


def _list(store: Store, arguments: Namespace) -> int:
    with store.reading() as connection:
        status: DescriptionStatus | None = None if arguments.all else "szkic"
        found = review.drafts(connection, status=status, document_id=arguments.document)
        told = () if arguments.document else submissions.submissions(connection, status=status)
    for draft in found:
        described = draft.description
        size = f"ustaleń: {len(described.findings)}" + (f", wersja {draft.version}" if draft.version > 1 else "")
        _print(f"{described.id}  [{described.status}]  {described.title}  ({size})")
    for queued in told:
        _print(submitted.line(queued))
    counts = (f"Szkiców: {len(found)}." if found else "", f"Zgłoszeń: {len(told)}." if told else "")
    print(" ".join(filter(None, counts)) or "Kolejka jest pusta.")
    return 0


def _show(store: Store, arguments: Namespace) -> int:
    if submissions.is_id(arguments.draft):
        return _show_submission(store, arguments.draft)
    with store.reading() as connection:
        draft = review.draft(connection, arguments.draft)
        history = review.decisions(connection, arguments.draft)
    if draft is None:
        raise DraftMissing(f"Nie ma szkicu „{arguments.draft}”. Listę pokazuje polecenie „praktyki review list”.")
    document = store.document(draft.description.document_id)
    for line in lines(draft, history, document.file_name if document else ""):
        _print(line)
    return 0


def _show_submission(store: Store, submission_id: str) -> int:
    with store.reading() as connection:
        queued = submissions.submission(connection, submission_id)
        history = submissions.decisions(connection, submission_id)
    if queued is None:
        raise DraftMissing(f"Nie ma zgłoszenia „{submission_id}”. Listę pokazuje polecenie „praktyki review list”.")
    for line in submitted.lines(queued, history):
        _print(line)
    return 0


def lines(draft: Draft, history: tuple[Decision, ...], file_name: str) -> Iterator[str]:
    """A draft for a terminal: what it says, what every statement rests on, what was decided before."""
    described = draft.description
    yield f"{described.id}  [{described.status}]  wersja {draft.version}"
    yield described.title
    yield f"Dokument: {file_name} ({described.document_id}), akapity {described.first_block + 1}–{described.last_block + 1}"
    for number, finding in enumerate(described.findings, start=1):
        page = f", str. {finding.page}" if finding.page else ""
        sure = f"{finding.confidence:.2f}".replace(".", ",")
        # Most texts are quoted as they stand: told once.
        value = "" if finding.value == finding.quote else f" {_value(finding)}"
        yield f"{number:>3}. {_FIELDS[finding.field]}:{value}"
        yield f"     „{finding.quote}” (akapit {finding.block + 1}{page}; {finding.method}, pewność {sure})"
    for decision in history:
        told = f" jako praktyka {decision.practice_id}" if decision.practice_id else ""
        reason = f": {decision.reason}" if decision.reason else ""
        yield f"Decyzja nr {decision.number} z {decision.decided[:10]}: {decision.verdict}{told}{reason}"
    if described.status == "szkic":
        yield f"Przyjęcie: praktyki review accept {described.id} --set reach=local"


def _accept(store: Store, arguments: Namespace) -> int:
    findings, given = corrections.numbers(arguments.findings), corrections.read(arguments.set)
    if submissions.is_id(arguments.draft):
        if findings is not None:
            raise Failure("--findings: zgłoszenie nie ma ustaleń z cytatami. Popraw pola opcją --set.")
        accepted = submission_review.accept(store, arguments.draft, corrections=given)
    else:
        accepted = accept(store, arguments.draft, findings=findings, corrections=given)
    _print(f"Przyjęto praktykę „{accepted.practice.id}”: {accepted.practice.title}")
    if accepted.note:
        _print(accepted.note)
    print("Aby dało się ją znaleźć, uruchom: praktyki build")
    return 0


def _reject(store: Store, arguments: Namespace) -> int:
    if submissions.is_id(arguments.draft):
        submission_review.reject(store, arguments.draft, arguments.reason)
        _print(f"Odrzucono zgłoszenie „{arguments.draft}”.")
        return 0
    reject(store, arguments.draft, arguments.reason)
    _print(f"Odrzucono szkic „{arguments.draft}”.")
    return 0


def _value(finding: Finding) -> str:
    value = finding.value
    if isinstance(value, str):
        return f"{label(finding.field, value, 'pl')} ({value})" if finding.field in _CODED else value
    if isinstance(value, Mapping):
        return ", ".join(f"{told}: {value[name]}" for name, told in _PARTS.items() if value.get(name) is not None)
    return json.dumps(value, ensure_ascii=False)


def _print(line: str) -> None:
    # A document may hold control characters that a terminal would obey.
    indent = len(line) - len(line.lstrip(" "))
    print(" " * indent + normalise(line))


_ACTIONS: dict[str, Callable[[Store, Namespace], int]] = {
    "list": _list,
    "show": _show,
    "accept": _accept,
    "reject": _reject,
}
