"""`praktyki forget`: a record, a proposal or a text leaves the store, the index and everything else in the data folder."""

from __future__ import annotations

import json
import re
import sqlite3
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus import forgetting
from corpus.forgetting import CannotTakeOut, TextTooShort
from corpus.store import Store
from index import snapshot
from search_api.access import audit
from search_api.access.file import FILE_NAME, opened, written
from search_api.commands.building import build_index
from search_api.commands.failures import Failure
from search_api.commands.store_needed import need_store
from search_api.operation.left_bytes import files_with
from search_api.settings import Settings, read_settings

LEAST_TELLING = 25  # characters of a sentence by which a removed record is looked for on the disk afterwards
MOST_SENTENCES = 200
_BREAKS = re.compile(r'[\n"\\]|(?<=[.!?;]) ')
BY_HAND = """\
Tego program nie zrobi, zrób to sam:
  - kopie zapasowe (praktyki backup, praktyki dump, kopie dysku): zrób nową kopię, a starsze usuń albo zapisz, kiedy wygasną;
  - pliki, z których wczytano tekst, i karty praktyk: usuń z nich tekst albo usuń je;
  - serwer pośredniczący i wyszukiwarki internetowe: usuń strony z ich pamięci podręcznej;
  - pobrane wcześniej pliki (CSV, XLSX, DOCX): są u tych, którzy je pobrali."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to go: ids of records and proposals, texts one by one, and what finds them."""

    ids: tuple[str, ...]
    texts: tuple[str, ...]
    pattern: re.Pattern[str] | None


def run(arguments: Namespace) -> int:
    settings = read_settings()
    need_store(settings)
    wanted = _wanted(arguments)
    with Store.open(settings.store_path) as store:
        missing, gone = _absent(store, wanted.ids)
        if missing:
            raise Failure(
                f"Nie ma w bazie: {', '.join(missing)}. Podaj identyfikator z adresu strony praktyki, dokumentu albo "
                "zgłoszenia. Niczego nie usunięto."
            )
        with store.reading() as connection:
            _tell_what(connection, wanted, gone)
            needles = {*wanted.texts, *_sentences(connection, wanted.ids)}
        if arguments.dry_run:
            print("To była próba (--dry-run). Niczego nie usunięto.")
            return 0
        changed = _take_away(store, wanted, gone)
        erased = forgetting.erase(store)
        _note(settings, changed)
        print(f"Usunięto z bazy. Rekordy i zgłoszenia: {', '.join(changed) or 'żadne'}.")
        build_index(settings, store)
        _drop_earlier_snapshots(settings)
        with store.reading() as connection:
            needles -= _still_told(connection, needles - set(wanted.texts))
    print("Indeks zbudowano od nowa, poprzednie usunięto. Działający serwer przejdzie na nowy w ciągu kilku sekund.")
    left = files_with(settings.data_dir, needles)
    if not erased:
        print("Inny proces trzymał bazę otwartą, więc bajty mogły w niej zostać. Zatrzymaj go i powtórz to polecenie.")
    for path in left:
        print(f"W tym pliku tekst nadal jest: {path}. Usuń plik albo utwórz go od nowa.")
    print(BY_HAND)
    return 0 if erased and not left else 1


def _wanted(arguments: Namespace) -> _Wanted:
    ids = tuple(dict.fromkeys(arguments.ids))
    texts = _texts(arguments.text_file or ())
    if not ids and not texts:
        raise Failure("Podaj identyfikator praktyki, dokumentu lub zgłoszenia albo plik z tekstem: --text-file PLIK.")
    try:
        return _Wanted(ids, texts, forgetting.pattern_of(texts) if texts else None)
    except TextTooShort as error:
        raise Failure(
            f"Tekst „{error}” jest za krótki: byłby wszędzie. Podaj co najmniej {forgetting.LEAST_CHARACTERS} znaki."
        ) from error


def _texts(files: Iterable[str]) -> tuple[str, ...]:
    try:
        lines = [line for file in files for line in Path(file).read_text(encoding="utf-8-sig").splitlines()]
    except UnicodeDecodeError as error:
        raise Failure("Pliku z tekstem nie da się odczytać. Zapisz go jako zwykły tekst w UTF-8.") from error
    return tuple(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))


def _absent(store: Store, ids: Sequence[str]) -> tuple[list[str], frozenset[str]]:
    """Ids that were never there, and those that were removed before: for them only the rest of the work is done again."""
    removed = {removal.record_id for removal in store.removals()}
    with store.reading() as connection:
        there = {one for one in ids if _body(connection, one) is not None}
    return [one for one in ids if one not in there | removed], frozenset(set(ids) - there)


def _tell_what(connection: sqlite3.Connection, wanted: _Wanted, gone: frozenset[str]) -> None:
    for record_id in wanted.ids:
        if record_id in gone:
            print(f"{record_id}: usunięto go już wcześniej, dokończę resztę.")
            continue
        found = forgetting.origins(connection, record_id)
        print(f"{record_id}: do usunięcia w całości.")
        for file in found.files:
            print(f"  plik źródłowy: {file}")
        if found.practices:
            print(f"  z tego dokumentu powstały praktyki, które zostaną: {', '.join(found.practices)}")
        if found.documents:
            print(f"  praktyka powstała z dokumentu, który zostanie: {', '.join(found.documents)}")
    if wanted.pattern is not None:
        held = forgetting.found_in(connection, wanted.pattern)
        print(f"Tekst z pliku jest w: {', '.join(held) or 'żadnym rekordzie'}.")


def _take_away(store: Store, wanted: _Wanted, gone: frozenset[str]) -> tuple[str, ...]:
    with store.writer() as writer:
        for record_id in wanted.ids:
            if record_id not in gone:
                forgetting.remove(writer, record_id)
        if wanted.pattern is None:
            return wanted.ids
        try:
            taken = forgetting.take_out(writer, wanted.pattern)
        except CannotTakeOut as error:
            raise Failure(
                f"W „{error.where}” tekst stoi tam, gdzie rekord go potrzebuje (na przykład w adresie źródła). Usuń ten "
                f"rekord w całości: praktyki forget {error.where}. Niczego nie usunięto."
            ) from error
    return (*wanted.ids, *taken.ids)


def _note(settings: Settings, ids: Sequence[str]) -> None:
    """Enters ids into the log of administrative acts, never the text."""
    with opened(settings.data_dir / FILE_NAME) as connection, written(connection):
        for record_id in ids or ("tekst",):
            audit.record(connection, "forgotten", datetime.now(UTC), subject=record_id)


def _drop_earlier_snapshots(settings: Settings) -> None:
    with snapshot.building(settings.data_dir):
        kept = snapshot.current(settings.data_dir)
        for path in kept.parent.iterdir() if kept else ():
            if path.is_dir() and path != kept:
                snapshot.remove(path)


def _body(connection: sqlite3.Connection, record_id: str) -> str | None:
    query = "SELECT body FROM records WHERE id = ? UNION ALL SELECT body FROM submissions WHERE id = ?"
    row = connection.execute(query, (record_id, record_id)).fetchone()
    return None if row is None else str(row[0])


def _sentences(connection: sqlite3.Connection, ids: Sequence[str]) -> set[str]:
    """The longest sentences of what is removed, by which its bytes are looked for."""
    bodies = [body for one in ids if (body := _body(connection, one)) is not None]
    found = {
        part.strip()
        for body in bodies
        for text in forgetting.strings(json.loads(body))
        for part in _BREAKS.split(text)
        if len(part.strip()) >= LEAST_TELLING and text not in ids  # an id stays, in the trace of the removal
    }
    return set(sorted(found, key=len, reverse=True)[:MOST_SENTENCES])


def _still_told(connection: sqlite3.Connection, sentences: set[str]) -> set[str]:
    """Those that stand in what remains, as shared wording does: they prove nothing."""
    remaining = connection.execute("SELECT body FROM records UNION ALL SELECT body FROM submissions")
    return {one for (body,) in remaining for one in sentences if one in body}
