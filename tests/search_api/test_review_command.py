"""`praktyki review` and `praktyki lineage`: the queue and the kin of documents at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import review, submissions, traces
from corpus.document import Block
from corpus.store import Store
from ingest.lineage import trace
from search_api.cli import main
from tests.corpus.descriptions import FINDINGS, description, report
from tests.corpus.submitted import RECEIPT, submission

DRAFT = description().id
CLAUSE = " ".join(f"słowo{number}" for number in range(60))


@pytest.fixture
def store_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a report and its draft, set in the environment."""
    monkeypatch.setenv("PRAKTYKI_DATA_DIR", str(tmp_path))
    path = tmp_path / "store.sqlite3"
    with Store.open(path) as store, store.writer() as writer:
        writer.put_document(report())
        review.put_descriptions(writer.connection, report(), [description()])
    return path


@pytest.mark.usefixtures("store_path")
def test_the_queue_is_listed_and_a_draft_shown_with_its_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "list"]) == 0
    listed = capsys.readouterr().out
    assert f"{DRAFT} [szkic] Klub seniora w Lyskach (ustaleń: {len(FINDINGS)})" in listed
    assert "Szkiców: 1." in listed

    assert main(["review", "show", DRAFT]) == 0
    shown = capsys.readouterr().out
    assert "Dokument: sprawozdanie.pdf" in shown
    assert "2. obszar działania: miejscowość: Lyski, gmina: Lyski, powiat: rybnicki, województwo: śląskie" in shown
    assert "„W Lyskach (powiat rybnicki, województwo śląskie)” (akapit 2, str. 1; rule, pewność 0,90)" in shown
    assert "temat: seniorzy (seniors)" in shown


def test_a_draft_is_corrected_and_accepted(store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [
        "reach=local",
        "themes=seniors, youth",
        "years.end=2016",
        "lessons=Warto = trzeba.",
        "results=",
        "funding=[]",
    ]

    assert main(["review", "accept", DRAFT, *(word for one in given for word in ("--set", one))]) == 0

    printed = capsys.readouterr().out
    assert "Przyjęto praktykę „lyski-klub-seniora-w-lyskach”" in printed
    assert "praktyki build" in printed
    with Store.open(store_path) as store:
        practice = store.practice("lyski-klub-seniora-w-lyskach")
    assert practice is not None
    assert practice.themes == ("seniors", "youth")
    assert (practice.years.start, practice.years.end) == (2014, 2016)
    assert practice.lessons == "Warto = trzeba."
    assert practice.results is None
    assert practice.funding == ()

    assert main(["review", "list"]) == 0
    assert "Kolejka jest pusta." in capsys.readouterr().out
    assert main(["review", "list", "--all", "--document", report().id]) == 0
    assert "[przyjęty]" in capsys.readouterr().out


@pytest.mark.usefixtures("store_path")
def test_a_draft_is_rejected_with_a_reason_that_its_history_keeps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "reject", DRAFT, "--reason", "To tylko zapowiedź."]) == 0
    assert main(["review", "show", DRAFT]) == 0

    assert ": odrzucony: To tylko zapowiedź." in capsys.readouterr().out


@pytest.mark.usefixtures("store_path")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["accept", DRAFT], "reach: Dopisz to pole: jest wymagane. Do wyboru: local"),
        (["accept", DRAFT, "--set", "reach"], "brakuje znaku „=”"),
        (["accept", DRAFT, "--set", "zasięg=local"], "nie ma takiego pola. Pola: id, title"),
        (["accept", DRAFT, "--set", "years.start=dawno"], "wpisz rok"),
        (["accept", DRAFT, "--set", "partners=Gmina"], "zapisz jako JSON"),
        (["accept", DRAFT, "--findings", "1,dwa"], "--findings: wpisz numery"),
        (["accept", DRAFT, "--findings", "99"], "Nie ma ustalenia nr 99"),
        (["show", "szkic-0-1"], "Nie ma szkicu „szkic-0-1”"),
        (["reject", DRAFT, "--reason", " "], "Napisz jednym zdaniem"),
    ],
)
def test_what_cannot_be_done_is_told_in_polish(capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    assert main(["review", *words]) == 1

    printed = capsys.readouterr()
    assert printed.err.startswith("praktyki: ")
    assert told in printed.err
    assert printed.out == ""


@pytest.fixture
def sent(store_path: Path) -> str:
    """The id of a submission that waits beside the draft."""
    with Store.open(store_path) as store, store.writer() as writer:
        return submissions.put(writer.connection, submission(), RECEIPT).submission.id


def test_a_submission_is_listed_and_shown_with_who_told_it(sent: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "list"]) == 0
    listed = capsys.readouterr().out
    assert f"{sent} [szkic] Czwartkowy klub seniora w Lyskach (zgłoszenie z 2026-11-22)" in listed
    assert "Szkiców: 1. Zgłoszeń: 1." in listed
    assert main(["review", "list", "--document", report().id]) == 0
    assert sent not in capsys.readouterr().out

    assert main(["review", "show", sent]) == 0
    shown = capsys.readouterr().out
    for told in (
        "Wysłano 2026-11-22, kto opisał: Sołectwo Lyski, sołtys",
        "potrzeba: Samotni seniorzy nie mieli gdzie się spotkać.",
        "miejsce: Lyski, Lyski, rybnicki, śląskie",
        "lata: 2019–",
        "partner: Gmina Lyski (sektor publiczny, lider)",
        "pieniądze: Fundusz sołecki, 12000 zł",
        "tematy: seniorzy (seniors)",
    ):
        assert told in shown


def test_a_submission_is_corrected_and_accepted(
    store_path: Path, sent: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", "accept", sent, "--set", "reach=local", "--set", "years.end=2024"]) == 0

    assert "Przyjęto praktykę „lyski-czwartkowy-klub-seniora-w-lyskach”" in capsys.readouterr().out
    with Store.open(store_path) as store:
        practice = store.practice("lyski-czwartkowy-klub-seniora-w-lyskach")
    assert practice is not None
    assert practice.submitted is not None
    assert (practice.years.end, practice.submitted.written) == (2024, ("reach", "years.end"))


def test_a_submission_is_rejected(sent: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "reject", sent, "--reason", "To tylko plan."]) == 0
    assert main(["review", "show", sent]) == 0

    assert ": odrzucony: To tylko plan." in capsys.readouterr().out
    assert main(["review", "list", "--all"]) == 0
    assert "[odrzucony] Czwartkowy klub" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "reach: Dopisz to pole"),
        (["--set", "reach=local", "--findings", "1"], "zgłoszenie nie ma ustaleń"),
        (["--set", "reach=local", "--set", "evidence_level=E4"], "Bez źródła najwyżej E2"),
    ],
)
def test_what_cannot_be_done_with_a_submission_is_told(
    sent: str, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(["review", "accept", sent, *words]) == 1

    assert told in capsys.readouterr().err


@pytest.mark.usefixtures("store_path")
@pytest.mark.parametrize("words", [["show"], ["accept"], ["reject", "--reason", "Nie."]])
def test_a_submission_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main(["review", words[0], "zgloszenie-20261122-xxxx", *words[1:]]) == 1

    assert "Nie ma zgłoszenia" in capsys.readouterr().err


def test_documents_with_the_same_text_are_told_also_when_they_have_no_traces_yet(
    store_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = [report(letter, file_name=f"{letter}.pdf", blocks=(Block(text=CLAUSE),)) for letter in "bc"]
    with Store.open(store_path) as store, store.writer() as writer:
        writer.put_document(copies[0])
        writer.put_document(copies[1])
        traces.put(writer.connection, trace(copies[0]))

    assert main(["lineage"]) == 0
    everything = capsys.readouterr().out
    assert f"ten sam opis także w „c.pdf” ({copies[1].id}): prawie cały tekst" in everything
    assert f"grupa prawie jednakowych dokumentów: {copies[0].id}, {copies[1].id}" in everything
    assert "Dokumentów z tym samym opisem w innym dokumencie: 2." in everything

    assert main(["lineage", copies[1].id]) == 0
    assert "„b.pdf”" in capsys.readouterr().out
    assert main(["lineage", report().id]) == 0
    assert "Dokumentów z tym samym opisem w innym dokumencie: 0." in capsys.readouterr().out
    assert main(["lineage", "doc-0000000000000000"]) == 1
    assert "Nie ma dokumentu" in capsys.readouterr().err
