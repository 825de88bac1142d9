"""What people send is masked before it is stored, and is accepted or rejected by a person with a history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from corpus import submissions
from corpus.store import Store
from ingest import submitting
from ingest.review_errors import DraftConflict, DraftMissing, DraftRefused
from ingest.submission_review import accept, reject
from ingest.submitting import QueueFull, cleaned, submit

RECEIPT = "r" * 22
CARD: dict[str, Any] = {
    "title": "Czwartkowy klub seniora",
    "need": "Samotni seniorzy nie mieli gdzie się spotkać. Mówiła o tym Anna Kowalska.",
    "actions": "Gmina oddała salę. Kowalska odbiera telefon 601 234 582, pisz na klub@gmina.example.",
    "place": {"locality": "Rybnik", "gmina": "Rybnik", "powiat": "Rybnik", "voivodeship": "śląskie"},
    "partners": [{"name": "Gmina Rybnik", "sector": "public", "role": "lead"}],
    "results": "Na spotkania przychodzi 25 osób.",
    "institution": "Sołectwo Lyski",
    "role": "sołtys Jan Nowak",
}
RIGHT: dict[str, Any] = {"reach": "local", "themes": ["seniors"]}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite3") as opened:
        yield opened


def sent(store: Store, receipt: str = RECEIPT, **changes: Any) -> str:
    return submit(store, CARD | changes, receipt).submission.id


def test_what_is_masked_is_told_by_field_and_kind() -> None:
    clean = cleaned(CARD)

    assert clean.card["need"] == (
        "Samotni seniorzy nie mieli gdzie się spotkać. Mówiła o tym [imię i nazwisko usunięte]."
    )
    assert "601" not in clean.card["actions"]
    # Who is named in full in one field is known by surname in the others.
    assert "Kowalska" not in clean.card["actions"]
    assert {field.field: dict(field.counts) for field in clean.masked} == {
        "need": {"name": 1},
        "actions": {"email": 1, "name": 1, "phone": 1},
    }
    assert clean.card["place"] == CARD["place"]
    assert clean.card["partners"] == CARD["partners"]


def test_the_store_never_holds_what_was_masked(store: Store) -> None:
    sent(store)

    held = b"".join(path.read_bytes() for path in store.path.parent.iterdir())
    for private in ("Kowalska", "601 234 582", "klub@gmina"):
        assert private.encode() not in held


def test_sent_twice_it_is_one_submission(store: Store) -> None:
    assert sent(store) == sent(store) != sent(store, "s" * 22)


def test_a_full_queue_takes_no_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submitting, "MOST_WAITING", 1)
    first = sent(store)

    with pytest.raises(QueueFull):
        sent(store, "s" * 22)
    # What is in the queue already can be sent again, and a decision makes room.
    assert sent(store) == first
    reject(store, first, "To zapowiedź.")
    assert sent(store, "s" * 22) != first


def test_a_card_that_is_no_submission_is_refused_whole(store: Store) -> None:
    with pytest.raises(ValidationError):
        sent(store, themes=["kosmos"])

    with store.reading() as connection:
        assert submissions.count(connection) == 0


def test_an_accepted_submission_is_a_practice_that_says_who_told_it(store: Store) -> None:
    found = accept(store, sent(store), corrections=RIGHT, key="biuro")

    practice = store.practice(found.practice.id)
    assert practice == found.practice
    assert practice is not None
    assert practice.id == "rybnik-czwartkowy-klub-seniora"
    assert (practice.sources, practice.origin) == ((), None)
    told = practice.submitted
    assert told is not None
    assert (told.institution, told.key, told.written) == ("Sołectwo Lyski", "biuro", ("reach", "themes"))
    assert practice.areas[0].powiat_code == "teryt:2473"


def test_figures_that_people_give_themselves_are_e2_and_the_reason_says_so(store: Store) -> None:
    practice = accept(store, sent(store), corrections=RIGHT).practice

    assert practice.evidence_level == "E2"
    assert "nikt z zewnątrz" in (practice.evidence_reason or "")
    assert "25 osób" in (practice.evidence_reason or "")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"evidence_level": "E3"}, "evidence_level"),
        ({"evidence_level": "E4", "evidence_reason": "Nagroda wojewody."}, "evidence_level"),
        ({"evidence_level": "E3", "sources": [{"url": "https://x.example", "title": "Raport"}]}, "evidence_reason"),
    ],
)
def test_a_higher_level_needs_a_source_and_a_reason(store: Store, given: dict[str, Any], field: str) -> None:
    wanted = sent(store)

    with pytest.raises(DraftRefused) as refused:
        accept(store, wanted, corrections=RIGHT | given)

    assert [problem.field for problem in refused.value.problems] == [field]
    assert store.counts()["practice"] == 0


def test_with_a_source_and_a_reason_a_person_may_set_a_higher_level_and_always_a_lower_one(store: Store) -> None:
    source = {"url": "https://x.example/raport", "title": "Raport"}
    higher = {"evidence_level": "E3", "evidence_reason": "Raport podaje liczby.", "sources": [source]}

    first = accept(store, sent(store), corrections=RIGHT | higher).practice
    second = accept(store, sent(store, "s" * 22), corrections=RIGHT | {"evidence_level": "E1"}).practice

    assert (first.evidence_level, first.evidence_reason) == ("E3", "Raport podaje liczby.")
    assert second.evidence_level == "E1"
    assert second.evidence_reason


def test_what_is_required_is_asked_for_together(store: Store) -> None:
    wanted = sent(store)

    with pytest.raises(DraftRefused) as refused:
        accept(store, wanted)

    assert {problem.field for problem in refused.value.problems} == {"reach", "themes"}


@pytest.mark.parametrize("name", ["kind", "origin", "submitted"])
def test_what_only_the_program_writes_cannot_be_given(store: Store, name: str) -> None:
    with pytest.raises(DraftRefused) as refused:
        accept(store, sent(store), corrections=RIGHT | {name: None})

    assert [problem.field for problem in refused.value.problems] == [name]


def test_two_people_who_decide_at_once_are_told_of_each_other(store: Store) -> None:
    # Given two people who read the same version
    wanted = sent(store)

    # When one rejects it, the other one's decision is a conflict, whichever it is
    reject(store, wanted, "To zapowiedź.", version=1)
    with pytest.raises(DraftConflict, match="ktoś tymczasem zdecydował"):
        accept(store, wanted, corrections=RIGHT, version=1)
    with pytest.raises(DraftConflict):
        reject(store, wanted, "Też nie.", version=1)

    # Then whoever reads it again may accept it after all, once
    accept(store, wanted, corrections=RIGHT, version=2)
    with pytest.raises(DraftConflict, match="już przyjęte"):
        accept(store, wanted, corrections=RIGHT)
    with pytest.raises(DraftConflict, match="już przyjęte"):
        reject(store, wanted, "Nie.")


def test_a_reason_is_needed_and_is_masked(store: Store) -> None:
    wanted = sent(store)
    with pytest.raises(DraftRefused, match="Napisz jednym zdaniem"):
        reject(store, wanted, " \u200b ")
    with pytest.raises(DraftRefused, match="za długi"):
        reject(store, wanted, "nie " * 1000)

    reject(store, wanted, "Dzwonić do Anny Kowalskiej, 601 234 582.")

    with store.reading() as connection:
        (decision,) = submissions.decisions(connection, wanted)
    assert decision.reason == "Dzwonić do [imię i nazwisko usunięte], [numer telefonu usunięty]."


def test_what_is_not_there_is_missing(store: Store) -> None:
    with pytest.raises(DraftMissing):
        accept(store, "zgloszenie-20261122-aaaa", corrections=RIGHT)
    with pytest.raises(DraftMissing):
        reject(store, "zgloszenie-20261122-aaaa", "Nie.")


def test_a_removed_practice_does_not_come_back_with_its_submission(store: Store) -> None:
    made = accept(store, sent(store), corrections=RIGHT).practice
    with store.writer() as writer:
        writer.remove(made.id)

    # The same told anew is another submission, and its practice gets another id.
    again = accept(store, sent(store), corrections=RIGHT).practice

    assert again.id == f"{made.id}-2"
