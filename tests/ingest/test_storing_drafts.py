"""What a document brings along when it is stored: its trace, and drafts of what was read out of it."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from pydantic import JsonValue, ValidationError

from corpus import review, traces
from corpus.document import Document
from corpus.outcome import Outcome
from corpus.review import Draft
from corpus.store import Store
from ingest import reading
from ingest.documents import ReadDocument, read_document
from ingest.formats import document_loader
from ingest.ledger import Ledger
from ingest.lineage import METHOD, trace
from ingest.pipeline import ingest
from ingest.protocol import DocumentRead
from ingest.review import accept
from ingest.settling import End, FileRun, Item, Settling
from ingest.sources import SourceFile
from tests.corpus.descriptions import description, report

REPORT = """Klub seniora w Lyskach

W gminie Lyski w powiecie rybnickim samotni seniorzy nie mieli gdzie się spotkać.

W latach 2014–2015 gmina Lyski oddała salę, a Stowarzyszenie „Sąsiad” poprowadziło cotygodniowe spotkania przy herbacie.

Z klubu skorzystało 40 osób. Gmina przeznaczyła na to 12 500 zł.
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def read(name: str, text: str) -> DocumentRead:
    """What a child sends for a file with this text."""
    data = text.encode()
    document = read_document(data, name, document_loader(data, name)).document
    descriptions, notes = reading._described(ReadDocument(document, ()))
    return DocumentRead(document=document, notes=notes, trace=trace(document), descriptions=descriptions)


def settle(store: Store, *files: DocumentRead) -> dict[str, Outcome]:
    """The outcomes of one run over these files, by name."""
    settling = Settling(store, Ledger(store, "", again=False), restore_removed=False)
    entries: list[tuple[FileRun, Item]] = []
    for one in files:
        name = one.document.file_name
        file = FileRun(SourceFile(Path(name), name), name, one.document.sha256)
        entries += [(file, one), (file, End())]
    with store.writer() as writer:
        outcomes = settling.settle(entries, writer, secrets.token_hex(4), "folder")
    return {outcome.path: outcome for outcome in outcomes}


def drafts(store: Store) -> tuple[Draft, ...]:
    with store.reading() as connection:
        return review.drafts(connection)


def test_a_file_brings_its_trace_and_drafts_and_a_second_run_keeps_what_was_decided(
    tmp_path: Path, store: Store
) -> None:
    # Given a report on the disk
    source = write(tmp_path, "sprawozdanie.txt", REPORT)

    # When it is read
    (outcome,) = ingest([source], store, workers=1).outcomes

    # Then the document has its trace, and a draft whose every finding is quoted; and a draft is no practice
    assert outcome.record_id is not None
    document = store.document(outcome.record_id)
    assert document is not None
    (draft,) = drafts(store)
    assert (draft.description.document_id, draft.description.status) == (document.id, "szkic")
    fields = {finding.field for finding in draft.description.findings}
    assert {"area_of_action", "years", "partners", "funding"} <= fields
    assert all(finding.quote in document.blocks[finding.block].text for finding in draft.description.findings)
    with store.reading() as connection:
        assert traces.untraced(connection, METHOD) == ()
    assert store.counts() == {"practice": 0, "document": 1}

    # And what a person decides about it stays when the file is read again
    wanted = {"area_of_action", "years", "partners"}
    numbers = [at for at, one in enumerate(draft.description.findings, start=1) if one.field in wanted]
    given: dict[str, JsonValue] = {
        "reach": "local",
        "need": "Samotność.",
        "actions": "Spotkania.",
        "themes": ["seniors"],
    }
    practice = accept(store, draft.description.id, findings=numbers, corrections=given).practice
    assert ingest([source], store, workers=1, again=True).counts() == {"unchanged": 1}
    (held,) = drafts(store)
    assert (held.description.status, held.practice_id) == ("przyjęty", practice.id)
    assert store.practice(practice.id) == practice


OTHER = REPORT.upper().replace(",", " ,").replace("ODDAŁA SALĘ", "ODDAŁA\nSALĘ")


def test_the_same_text_in_another_format_is_refused_with_the_name_of_the_first(store: Store) -> None:
    # Given one text as it is, and wrapped and in capitals; also in one batch, before anything is written down
    found = settle(store, read("a-sprawozdanie.txt", REPORT), read("b-wielkie-litery.md", OTHER))

    assert found["a-sprawozdanie.txt"].status == "added"
    for copies in (found, settle(store, read("b-wielkie-litery.md", OTHER))):
        refused = copies["b-wielkie-litery.md"]
        assert (refused.status, refused.record_id) == ("duplicate", found["a-sprawozdanie.txt"].record_id)
        assert "Ten sam tekst co „a-sprawozdanie.txt”" in (refused.reason or "")
    assert store.counts()["document"] == 1
    assert len(drafts(store)) == 1


def test_a_document_that_is_stored_stays_though_another_has_the_same_text_by_now(store: Store) -> None:
    settle(store, read("a.txt", REPORT), read("b.md", OTHER + "\nDopisek."))
    better = read("b.md", OTHER + "\nDopisek.")
    cleaned = better.document.model_copy(update={"blocks": read("a.txt", REPORT).document.blocks})

    found = settle(store, better.model_copy(update={"document": cleaned, "trace": trace(cleaned), "descriptions": ()}))

    assert found["b.md"].status == "updated"


def test_when_the_first_is_removed_the_same_text_may_come_in(store: Store) -> None:
    first = settle(store, read("a.txt", REPORT))["a.txt"].record_id
    assert first is not None

    with store.writer() as writer:
        writer.remove(first)

    assert settle(store, read("b.md", OTHER))["b.md"].status == "added"


def test_a_document_that_could_not_be_described_keeps_the_drafts_it_had(store: Store) -> None:
    file = read("a.txt", REPORT)
    settle(store, file)
    before = drafts(store)
    assert before

    settle(store, file.model_copy(update={"descriptions": None}))
    assert drafts(store) == before

    settle(store, file.model_copy(update={"descriptions": ()}))
    assert drafts(store) == ()


def test_a_fault_in_describing_is_told_and_does_not_cost_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Document) -> tuple[()]:
        raise ZeroDivisionError

    data = REPORT.encode()
    found = read_document(data, "a.txt", document_loader(data, "a.txt"))
    monkeypatch.setattr("ingest.describe.describe.describe", broken)

    descriptions, notes = reading._described(found)

    assert descriptions is None
    assert notes == (
        *found.notes,
        "Nie odczytano opisu praktyk: błąd programu (ZeroDivisionError). Zgłoś go razem z plikiem.",
    )


def test_a_finding_whose_quote_is_not_in_its_block_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = description(
        findings=(description().findings[0].model_copy(update={"quote": "Tego zdania w dokumencie nie ma."}),)
    )
    monkeypatch.setattr("ingest.describe.describe.describe", lambda _: (made_up,))

    descriptions, notes = reading._described(ReadDocument(report(), ()))

    assert descriptions is None
    assert "ValueError" in notes[0]


def test_a_child_cannot_send_the_trace_or_drafts_of_another_document() -> None:
    right = {"document": report(), "notes": (), "trace": trace(report()), "descriptions": (description(),)}
    DocumentRead.model_validate(right)

    for wrong in (
        {"trace": trace(report("b"))},
        {"descriptions": (description("b"),)},
        {"descriptions": (description(id=description("b").id),)},
    ):
        with pytest.raises(ValidationError, match="another document"):
            DocumentRead.model_validate(right | wrong)


def test_lineage_is_found_over_what_was_read(store: Store) -> None:
    changed = REPORT.replace("przy herbacie", "przy kawie i ciastach") + "\nGmina planuje kolejne kluby."
    settle(store, read("a.txt", REPORT), read("b.txt", changed))

    with store.reading() as connection:
        found = traces.lineages(connection, store.document)

    assert len(found) == 2
    assert all(lineage.also_in[0].passages[0].words > 30 for lineage in found.values())
