"""The pieces of work that are interrupted: what they start from, what they do, and what may be found afterwards."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest.mock import patch

from corpus.cards import write_card
from corpus.places import gazetteer
from corpus.spelling import speller
from corpus.store import Store
from corpus.thesaurus import thesaurus
from index import snapshot
from index.build import build
from index.concept_table import ConceptTable
from index.concepts import concept_codes
from index.filters import Filters
from index.searcher import Searcher
from index.static_encoder import own_encoder
from ingest.pipeline import ingest
from search_api.backup.placing import check_whole, place, unpacking
from search_api.backup.reading import checked, unpacked
from search_api.backup.writing import write_backup
from search_api.settings import Settings
from tests.corpus.records import document, practice
from tests.index.knowledge import stored

NEEDS = ("samotni seniorzy na wsi", "obiady", "zupa dla sąsiadów", "program współpracy", "")
ADDED = practice(
    id="lezyce-zupa",
    title="Zupa dla sąsiadów w Łężycach",
    actions="Koło gospodyń gotowało zupę, a młodzież zanosiła ją samotnym seniorom na wsi.",
    results=None,
)
CHANGED = practice(title="Ciepłe obiady i rozmowy w Staszowie")
STORE = "store.sqlite3"
CARDS = "karty"
BACKUP = "kopia.zip"


@dataclass(frozen=True, slots=True)
class State:
    """All that can be asked of a data folder: the name and the whole answers of the snapshot that serves, what is damaged,
    the records of the store, what its check finds, and the records in the backup."""

    snapshot: str | None
    answers: str
    damage: str | None
    records: str
    faults: tuple[str, ...]
    backup: str | None


def look(data_dir: Path) -> State:
    """Opens everything and asks everything, as the program does after a restart."""
    with Store.open(data_dir / STORE) as store:
        records, faults = store.fingerprint(), store.faults()
    backup = checked(data_dir / BACKUP).fingerprint if (data_dir / BACKUP).exists() else None
    try:
        with Searcher.open(data_dir) as searcher:
            found = [asdict(searcher.search(need, Filters(), 20, 0)) for need in NEEDS]
            shown = [searcher.record(hit["record_id"]) for answer in found for hit in answer["hits"]]
            name, damage = searcher.manifest.snapshot, searcher.damage
    except snapshot.NoSnapshot:
        return State(None, "", None, records, faults, backup)
    for answer in found:
        del answer["snapshot"]  # a repeated build has another name and must answer the same
    texts = [record.model_dump_json() for record in shown if record is not None]
    return State(name, json.dumps([found, texts], default=str), damage, records, faults, backup)


@dataclass(frozen=True, slots=True)
class Scene:
    """`prepare` fills an empty data folder, `work` is what is interrupted."""

    name: str
    prepare: Callable[[Path], None]
    work: Callable[[Path], None]


def _build(data_dir: Path) -> None:
    with Store.open(data_dir / STORE) as store:
        build(store, data_dir, encoder=own_encoder())


def _ingest(data_dir: Path) -> None:
    with Store.open(data_dir / STORE) as store:
        ingest([data_dir.with_name(CARDS)], store, workers=1)


def _backup(data_dir: Path) -> None:
    write_backup(Settings(data_dir=data_dir), data_dir / BACKUP)


def _restore(data_dir: Path) -> None:
    with unpacking(data_dir) as folder:
        unpacked(data_dir.with_name(BACKUP), folder)
        check_whole(folder)
        place(folder, Settings(data_dir=data_dir))


def _with_an_older_backup(data_dir: Path) -> None:
    _with_snapshot(data_dir)
    _backup(data_dir)
    stored(data_dir / STORE, [ADDED, CHANGED])
    _build(data_dir)


def _with_other_data(data_dir: Path) -> None:
    other = data_dir.with_name("inne")
    _with_more_records(other)
    _build(other)
    write_backup(Settings(data_dir=other), data_dir.with_name(BACKUP))
    _with_snapshot(data_dir)


def _empty_with_a_backup(data_dir: Path) -> None:
    _with_other_data(data_dir)
    shutil.rmtree(data_dir)
    data_dir.mkdir()


def _cards(data_dir: Path) -> None:
    folder = data_dir.with_name(CARDS)
    if not folder.exists():
        for one in (ADDED, CHANGED):
            write_card(one, folder)


def _with_snapshot(data_dir: Path) -> None:
    stored(data_dir / STORE, [practice(), document()])
    _build(data_dir)


def _with_more_records(data_dir: Path) -> None:
    _with_snapshot(data_dir)
    stored(data_dir / STORE, [ADDED, CHANGED])


def _with_many_snapshots(data_dir: Path) -> None:
    for number in range(3):
        stored(data_dir / STORE, [practice(id=f"wczesniejsza-{number}")])
        _build(data_dir)
    _with_more_records(data_dir)


def _with_cards(data_dir: Path) -> None:
    _with_snapshot(data_dir)
    _cards(data_dir)


def _empty_with_cards(data_dir: Path) -> None:
    data_dir.mkdir()
    _cards(data_dir)


SCENES = {
    scene.name: scene
    for scene in (
        Scene("build", _with_more_records, _build),
        Scene("build that collects", _with_many_snapshots, _build),
        Scene("ingest", _with_cards, _ingest),
        Scene("first ingest", _empty_with_cards, _ingest),
        Scene("backup", _with_an_older_backup, _backup),
        Scene("restore", _with_other_data, _restore),
        Scene("first restore", _empty_with_a_backup, _restore),
    )
}


def fresh(template: Path, place: Path) -> Path:
    """A copy of a prepared data folder, in the place of an earlier one."""
    shutil.rmtree(place, ignore_errors=True)
    return Path(shutil.copytree(template, place))


def warm_up() -> None:
    """Loads what every piece of work needs, so that no forked process has to; starts no thread."""
    own_encoder().encode_queries(["senior"])
    gazetteer().mentions("w Staszowie")
    speller()
    concept_codes("samotni seniorzy na wsi")
    # A slow machine must not cut the few cards into several batches, of which each is a state of its own.
    patch("ingest.pipeline.BATCH_SECONDS", float("inf")).start()
    # The table of the thesaurus is the same for every build and takes most of the time of a small one.
    patch.object(ConceptTable, "of", return_value=ConceptTable.of(thesaurus())).start()
