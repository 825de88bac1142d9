"""`praktyki keys`: keys for those who may do more than search: made, listed, revoked; and the log of what was done with them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from corpus.language import normalise
from search_api.access import audit, keys
from search_api.access.audit import Act, Entry
from search_api.access.file import FILE_NAME, check_whole, opened, opened_if_there
from search_api.access.hashing import Hasher
from search_api.access.keys import LONGEST_NAME, Key
from search_api.commands.failures import Failure
from search_api.settings import read_settings

MOST_DAYS = 3650
_ACTS: dict[Act, str] = {
    "key_created": "utworzono klucz",
    "key_revoked": "odwołano klucz",
    "signed_in": "zalogowano",
    "signed_out": "wylogowano",
    "attempts_refused": "odrzucone próby",
    "draft_accepted": "przyjęto szkic",
    "draft_rejected": "odrzucono szkic",
    "forgotten": "usunięto na prośbę",
    "restored": "odtworzono dane z pliku",
}
_WITHOUT_KEY = "bez klucza, na komputerze serwera"


def run(arguments: Namespace) -> int:
    path = read_settings().data_dir / FILE_NAME
    return _ACTIONS[arguments.action](path, arguments)


def _create(path: Path, arguments: Namespace) -> int:
    name = normalise(arguments.name)
    if not 0 < len(name) <= LONGEST_NAME:
        raise Failure(f"Podaj nazwę klucza, najwyżej {LONGEST_NAME} znaków, na przykład: --name „Biuro”.")
    if not 1 <= arguments.days <= MOST_DAYS:
        raise Failure(f"Podaj ważność klucza w dniach, od 1 do {MOST_DAYS}: --days 365.")
    key_id, text = keys.new_secret()
    hashed = Hasher().hashed(text)
    with opened(path) as connection:
        key = keys.add(
            connection, key_id, hashed, name=name, scopes=arguments.scope, days=arguments.days, now=datetime.now(UTC)
        )
    # The key alone on the standard output, so that it can be led into a safe place without being shown.
    print(text)
    print(
        f"Utworzono klucz „{key.name}” ({key.id}): {_scopes(key)}, ważny do {key.expires:%Y-%m-%d}.\n"
        "Zapisz go teraz w bezpiecznym miejscu: nie da się go pokazać drugi raz.",
        file=sys.stderr,
    )
    return 0


def _list(path: Path, _: Namespace) -> int:
    now = datetime.now(UTC)
    with opened_if_there(path) as connection:
        if connection:
            check_whole(connection, path)
        found = keys.all_keys(connection) if connection else ()
    for key in found:
        print(f"{key.id}  {_state(key, now)}  {key.name}  ({_scopes(key)})")
    in_use = sum(key.is_valid(now) for key in found)
    print(f"Ważnych kluczy: {in_use}." if found else "Nie ma kluczy. Klucz tworzy polecenie „praktyki keys create”.")
    return 0


def _revoke(path: Path, arguments: Namespace) -> int:
    with opened_if_there(path) as connection:
        if connection is None:
            raise Failure("Nie ma żadnych kluczy.")
        key = keys.revoke(connection, normalise(arguments.key), datetime.now(UTC))
    print(f"Odwołano klucz „{key.name}” ({key.id}). Jego sesje są zakończone.")
    return 0


def _log(path: Path, arguments: Namespace) -> int:
    if arguments.limit < 1:
        raise Failure("Podaj, ile wpisów pokazać, co najmniej 1: --limit 50.")
    with opened_if_there(path) as connection:
        found = audit.entries(connection, arguments.limit) if connection else ()
    for entry in found:
        print(_line(entry))
    if not found:
        print("Dziennik jest pusty.")
    return 0


def _line(entry: Entry) -> str:
    if entry.act == "attempts_refused":
        return f"{entry.at:%Y-%m-%d %H}:00–{entry.at:%H}:59  {_ACTS[entry.act]}: {entry.count}"
    subject = f" {entry.subject}" if entry.subject else ""
    return f"{entry.at:%Y-%m-%d %H:%M}  {_ACTS.get(entry.act, entry.act)}{subject}  [{entry.key_name or _WITHOUT_KEY}]"


def _scopes(key: Key) -> str:
    return ", ".join(sorted(key.scopes))


def _state(key: Key, now: datetime) -> str:
    if key.revoked:
        return f"odwołany {key.revoked:%Y-%m-%d}"
    return f"{'ważny do' if key.is_valid(now) else 'wygasł'} {key.expires:%Y-%m-%d}"


_ACTIONS: dict[str, Callable[[Path, Namespace], int]] = {
    "create": _create,
    "list": _list,
    "revoke": _revoke,
    "log": _log,
}
