"""The dump: everything in one text file, the same bytes every time; a damaged one is refused as a whole."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import review
from corpus.canonical import canonical_line, checksum
from corpus.document import Block
from corpus.dump import DumpDamaged, StoreNotEmpty, dump, restore
from corpus.dump_lines import Counts
from corpus.outcome import Outcome
from corpus.practice import Practice
from corpus.store import Store
from tests.corpus.descriptions import FINDINGS, description, report
from tests.corpus.records import document, outcomes, practice, practices


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with a history: a changed practice, a document, two runs, a removal."""
    with Store.open(tmp_path / "store.sqlite3") as opened:
        with opened.writer() as writer:
            writer.put_practice(practice(title="Wcześniejszy tytuł"))
            writer.put_practice(practice())
            writer.put_practice(practice(id="a-wies"))
            writer.put_practice(practice(id="usunieta"))
            writer.put_document(document("c"))
            writer.record_outcomes("drugi", "karty", [Outcome(path="b.yaml", status="added", record_id="a-wies")])
            writer.record_outcomes(
                "drugi", "lista.jsonl", [Outcome(path="l.jsonl", item=3, status="rejected", reason="Źle.")]
            )
            writer.record_outcomes("pusty", "folder", [])
            writer.remove("usunieta")
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "nowa.sqlite3") as opened:
        yield opened


def dumped(store: Store) -> str:
    stream = io.StringIO()
    dump(store, stream)
    return stream.getvalue()


def test_the_header_names_format_version_and_counts(store: Store) -> None:
    header = json.loads(dumped(store).splitlines()[0])

    assert header == {
        "line": "header",
        "format": "dobre-praktyki",
        "version": 3,
        "counts": {"record": 3, "revision": 1, "run": 2, "outcome": 2, "removal": 1, "draft": 0, "decision": 0}
        | {"submission": 0, "submission_decision": 0},
    }


def test_records_stand_by_id_with_readable_letters(store: Store) -> None:
    lines = [json.loads(line) for line in dumped(store).splitlines()]

    assert [line["id"] for line in lines if line["line"] == "record"] == [
        "a-wies",
        document("c").id,
        "staszow-cieple-obiady",
    ]
    assert "Ciepłe obiady dla samotnych seniorów" in dumped(store)


def test_a_restored_store_holds_the_same_and_dumps_the_same(store: Store, empty: Store) -> None:
    text = dumped(store)

    counts = restore(empty, io.StringIO(text))

    assert counts == Counts(record=3, revision=1, run=2, outcome=2, removal=1)
    assert dumped(empty) == text
    assert empty.fingerprint() == store.fingerprint()
    assert list(empty.practices()) == list(store.practices())
    assert list(empty.documents()) == list(store.documents())
    assert empty.revisions(practice().id) == store.revisions(practice().id)
    assert empty.outcomes() == store.outcomes()
    assert empty.runs() == store.runs()
    assert empty.removals() == store.removals()


def test_a_restored_record_is_known_again(store: Store, empty: Store) -> None:
    restore(empty, io.StringIO(dumped(store)))

    with empty.writer() as writer:
        assert writer.put_practice(practice()) == "unchanged"
        assert writer.put_practice(practice(title="Jeszcze inny")) == "updated"


def test_files_on_disk_give_the_same_bytes(store: Store, empty: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    with first.open("w", encoding="utf-8", newline="\n") as stream:
        dump(store, stream)
    with first.open(encoding="utf-8", newline="\n") as stream:
        restore(empty, stream)
    with second.open("w", encoding="utf-8", newline="\n") as stream:
        dump(empty, stream)

    assert first.read_bytes() == second.read_bytes()


def test_a_store_that_holds_anything_is_not_overwritten(store: Store) -> None:
    before = dumped(store)

    with pytest.raises(StoreNotEmpty, match="nie jest pusta"):
        restore(store, io.StringIO(before))

    assert dumped(store) == before


def test_drafts_and_decisions_come_back(store: Store, empty: Store) -> None:
    # Given a draft that waits anew after it was accepted once, and a rejected one
    with store.writer() as writer:
        writer.put_document(report())
        review.put_descriptions(writer.connection, report(), [description(), description(part=2)])
        for part, verdict, reason in ((1, "przyjęty", None), (2, "odrzucony", "Powtórzenie.")):
            draft = review.draft(writer.connection, description(part=part).id)
            assert draft is not None
            review.decide(writer.connection, draft, "przyjęty" if verdict == "przyjęty" else "odrzucony", reason=reason)
        changed = report(blocks=(*report().blocks, Block(text="Klub działa nadal.")))
        writer.put_document(changed)
        review.put_descriptions(writer.connection, changed, [description(findings=FINDINGS[:2]), description(part=2)])
    text = dumped(store)

    counts = restore(empty, io.StringIO(text))

    assert (counts.draft, counts.decision) == (2, 2)
    assert dumped(empty) == text
    with store.reading() as one, empty.reading() as other:
        assert review.drafts(one) == review.drafts(other)
        for part in (1, 2):
            found = review.decisions(other, description(part=part).id)
            assert found == review.decisions(one, description(part=part).id) != ()
    with empty.writer() as writer:
        assert review.put_descriptions(writer.connection, changed, [description(part=2)]) == 0


def test_a_dump_of_the_first_version_is_still_restored(store: Store, empty: Store) -> None:
    header, *lines = [json.loads(line) for line in dumped(store).splitlines()]
    header["version"] = 1
    del header["counts"]["draft"], header["counts"]["decision"]
    for line in lines:
        line.pop("name", None)

    restore(empty, io.StringIO("".join(canonical_line(line) + "\n" for line in (header, *lines))))

    assert empty.fingerprint() == store.fingerprint()


def test_a_draft_of_another_id_is_refused(store: Store, empty: Store) -> None:
    with store.writer() as writer:
        writer.put_document(report())
        review.put_descriptions(writer.connection, report(), [description()])
    lines = dumped(store).splitlines()
    line = json.loads(lines[-1])
    line["id"] = description(part=7).id

    with pytest.raises(DumpDamaged, match="identyfikatory się różnią"):
        restore(empty, io.StringIO("\n".join([*lines[:-1], canonical_line(line)])))


def swapped(at: int, old: str, new: str) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        assert old in lines[at]
        return [*lines[:at], lines[at].replace(old, new), *lines[at + 1 :]]

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: lines[:-1], "Plik jest niepełny: wierszy „removal” jest 0, a nagłówek podaje 1."),
        (lambda lines: lines[1:], "Wiersz 1: nagłówek musi stać w pierwszym wierszu"),
        (lambda lines: [lines[0], *lines], "Wiersz 2: nagłówek musi stać w pierwszym wierszu"),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], "Wiersz 4: wpis stoi dwa razy"),
        (lambda lines: [lines[0], lines[1][:40], *lines[2:]], "Wiersz 2: Tekst nie jest poprawnym zapisem JSON."),
        (lambda lines: [*lines[:2], "", *lines[2:]], "Wiersz 3: Tekst nie jest poprawnym zapisem JSON."),
        (lambda _lines: [], "Plik jest pusty."),
        (swapped(0, '"version":3', '"version":4'), "Wiersz 1: nieznana wersja zapisu 4. Zaktualizuj program."),
        (swapped(0, "dobre-praktyki", "inny"), "Wiersz 1: header.format: Wpisz jedną z dozwolonych wartości"),
        (swapped(1, '"start":2014', '"start":2015'), "Wiersz 2: suma kontrolna się nie zgadza"),
        (swapped(1, '"line":"record"', '"line":"zapis"'), "Wiersz 2: Nieznany rodzaj wpisu."),
        (swapped(1, '"saved"', '"kiedy"'), "Wiersz 2: record.saved: Dopisz to pole: jest wymagane."),
        (swapped(4, '"record_id":"staszow', '"record_id":"nie-ma'), "Wiersz 5: wpis stoi dwa razy"),
    ],
)
def test_a_damaged_dump_is_refused_by_line_and_stores_nothing(
    store: Store, empty: Store, change: Callable[[list[str]], list[str]], said: str
) -> None:
    lines = change(dumped(store).splitlines())

    with pytest.raises(DumpDamaged) as caught:
        restore(empty, io.StringIO("".join(f"{line}\n" for line in lines)))

    assert str(caught.value).startswith(said)
    assert empty.counts() == {"practice": 0, "document": 0}
    assert empty.runs() == ()


def test_a_record_that_breaks_the_rules_is_refused_though_its_checksum_fits(store: Store, empty: Store) -> None:
    lines = dumped(store).splitlines()
    line = json.loads(lines[1])
    line["body"]["themes"] = ["seniorzy", "youth"]
    line["checksum"] = checksum(canonical_line(line["body"]))

    with pytest.raises(DumpDamaged, match=r"Wiersz 2: themes\.0: Nieznany kod „seniorzy”"):
        restore(empty, io.StringIO("\n".join([lines[0], canonical_line(line), *lines[2:]])))


def test_bytes_that_are_no_utf8_are_told_in_polish(store: Store, empty: Store) -> None:
    broken = io.TextIOWrapper(io.BytesIO(dumped(store).encode()[:500] + b"\xb9\xea\n"), encoding="utf-8", newline="\n")

    with pytest.raises(DumpDamaged, match="nie jest w UTF-8"):
        restore(empty, broken)


@given(
    st.lists(practices, max_size=3),
    st.lists(st.tuples(st.sampled_from(["pierwszy", "drugi"]), st.lists(outcomes, max_size=3)), max_size=3),
    st.booleans(),
)
@settings(max_examples=25)
def test_dump_of_a_restored_dump_is_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    many: list[Practice],
    runs: list[tuple[str, list[Outcome]]],
    remove_first: bool,
) -> None:
    folder = tmp_path_factory.mktemp("dane")
    with Store.open(folder / "a.sqlite3") as one, Store.open(folder / "b.sqlite3") as other:
        with one.writer() as writer:
            for record in many:
                writer.put_practice(record)
                writer.put_practice(record.model_copy(update={"title": "Po zmianie"}))
            for run, found in runs:
                writer.record_outcomes(run, "źródło", found)
            if many and remove_first:
                writer.remove(many[0].id)
        text = dumped(one)

        restore(other, io.StringIO(text, newline="\n"))

        assert dumped(other) == text
