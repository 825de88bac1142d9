"""`praktyki lineage`: which documents hold the same text, as the store stands now."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from corpus import traces
from corpus.kinship import Lineage
from corpus.language import normalise
from corpus.store import Store
from ingest.lineage import catch_up
from search_api.commands.failures import Failure
from search_api.commands.store_needed import need_store
from search_api.settings import read_settings


def run(arguments: Namespace) -> int:
    settings = read_settings()
    need_store(settings)
    with Store.open(settings.store_path) as store:
        catch_up(store)
        wanted = arguments.document
        if wanted is not None and store.document(wanted) is None:
            raise Failure(f"Nie ma dokumentu „{wanted}”. Sprawdź identyfikator w wynikach wyszukiwania.")
        with store.reading() as connection:
            if wanted is None:
                found = traces.lineages(connection, store.document)
            else:
                found = {wanted: traces.lineage_of(connection, wanted, store.document)}
        shown = [line for record_id in sorted(found) for line in lines(store, record_id, found[record_id])]
    for line in shown:
        print(line)
    print(f"Dokumentów z tym samym opisem w innym dokumencie: {sum(bool(one.also_in) for one in found.values())}.")
    return 0


def lines(store: Store, record_id: str, lineage: Lineage) -> Iterator[str]:
    """A document and the others that hold its passages, for a terminal."""
    yield _named(store, record_id)
    if lineage.family:
        yield f"  grupa prawie jednakowych dokumentów: {', '.join(lineage.family)}"
    for kin in lineage.also_in:
        told = "prawie cały tekst" if kin.near_duplicate else f"{kin.share * 100:.0f}% słów dłuższego"
        yield f"  ten sam opis także w {_named(store, kin.document_id)}: {told}"
        for passage in kin.passages:
            yield f"    {passage.words} słów: „{normalise(passage.text)}”"


def _named(store: Store, record_id: str) -> str:
    document = store.document(record_id)
    return f"„{normalise(document.file_name if document else '')}” ({record_id})"
