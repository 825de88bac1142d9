"""A small knowledge base of real practices and two documents, and how a test builds an index of any records."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.cards import STARTER, load_folder
from corpus.document import Block, Document
from corpus.practice import Practice
from corpus.store import Store
from index.build import BuildReport, build
from index.keeping import Keeping
from index.static_encoder import own_encoder

SIZE = 60

VISIT = Document(
    id="doc-00000000000000aa",
    title="Zaproszenie na wizytę studyjną",
    file_name="zaproszenie.pdf",
    media_type="application/pdf",
    sha256="00000000000000aa" * 4,
    pages=2,
    blocks=(
        Block(text="Wizyta studyjna", kind="heading", level=1, page=1),
        Block(
            text="Zapraszamy przedstawicieli gmin i organizacji na wizytę studyjną do innego subregionu. "
            "Uczestnicy obejrzą miejsca, w których urząd i stowarzyszenia działają razem.",
            page=1,
        ),
        Block(text="Program", kind="heading", level=2, page=2),
        Block(text="Pierwszego dnia spotkanie z burmistrzem i radą seniorów", kind="list_item", page=2),
        Block(text="Drugiego dnia warsztat w spółdzielni socjalnej", kind="list_item", page=2),
    ),
)
PROGRAMME = Document(
    id="doc-00000000000000bb",
    title="Roczny program współpracy z organizacjami pozarządowymi",
    file_name="program.txt",
    media_type="text/plain",
    sha256="00000000000000bb" * 4,
    blocks=(
        Block(text="Cel główny", kind="heading", level=1),
        Block(text="Celem programu jest budowanie partnerstwa między gminą a organizacjami (Dz.U. 2024 poz. 1491)."),
        Block(text="Tryb konsultacji", kind="heading", level=1),
        Block(text="Projekt uchwały konsultuje się z radą działalności pożytku publicznego."),
    ),
)


def starter_practices(size: int = SIZE) -> list[Practice]:
    """`size` practices of the starter base, spread evenly over the sorted ids."""
    everything = sorted(load_folder(STARTER), key=lambda practice: practice.id)
    return everything[:: max(1, len(everything) // size)][:size]


def stored(path: Path, records: Iterable[Practice | Document]) -> Path:
    """A store at `path` that holds the records (too)."""
    with Store.open(path) as store, store.writer() as writer:
        for record in records:
            if isinstance(record, Practice):
                writer.put_practice(record)
            else:
                writer.put_document(record)
    return path


def published(data_dir: Path, records: Iterable[Practice | Document], keeping: Keeping | None = None) -> BuildReport:
    """Stores the records in `data_dir` and builds an index of all that is stored there, with the own encoder."""
    with Store.open(stored(data_dir / "store.sqlite", records)) as store:
        return build(store, data_dir, encoder=own_encoder(), keeping=keeping)
