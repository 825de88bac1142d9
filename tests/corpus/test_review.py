"""The queue: what waits is renewed, what a person decided is never lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import review
from corpus.description import Description
from corpus.document import Block, Document
from corpus.review import Decision, Draft, Verdict
from corpus.store import Store, StoreDamaged
from tests.corpus.descriptions import FINDINGS, REPORT_BLOCKS, description, report

DRAFT = description().id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store.sqlite3") as opened:
        yield opened


def read_in(store: Store, document: Document, *descriptions: Description) -> int:
    with store.writer() as writer:
        writer.put_document(document)
        return review.put_descriptions(writer.connection, document, descriptions)


def decide(store: Store, verdict: Verdict, **given: str) -> None:
    with store.writer() as writer:
        draft = review.draft(writer.connection, DRAFT)
        assert draft is not None
        review.decide(writer.connection, draft, verdict, **given)


def draft(store: Store, draft_id: str = DRAFT) -> Draft | None:
    with store.reading() as connection:
        return review.draft(connection, draft_id)


def decisions(store: Store) -> tuple[Decision, ...]:
    with store.reading() as connection:
        return review.decisions(connection, DRAFT)


def statuses(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        return {one.description.id: one.description.status for one in review.drafts(connection)}


def changed_report() -> Document:
    """The same file read by a better cleaner: a sentence more."""
    return report(blocks=(*report().blocks, Block(text="Klub działa nadal.", page=1)))


BETTER = description(findings=FINDINGS[:3])


def test_a_description_waits_as_szkic(store: Store) -> None:
    assert read_in(store, report(), description(), description(part=2)) == 2

    held = draft(store)

    assert held is not None
    assert held.description == description()
    assert (held.version, held.practice_id) == (1, None)
    assert statuses(store) == {DRAFT: "szkic", description(part=2).id: "szkic"}


def test_reading_the_same_again_changes_nothing(store: Store) -> None:
    read_in(store, report(), description())
    before = draft(store)

    assert read_in(store, report(), description()) == 0

    assert draft(store) == before


def test_a_waiting_draft_is_renewed_and_one_that_is_no_longer_read_leaves(store: Store) -> None:
    read_in(store, report(), description(), description(part=2))

    read_in(store, report(), BETTER)

    held = draft(store)
    assert held is not None
    assert held.description == BETTER
    assert held.version == 2
    assert statuses(store) == {DRAFT: "szkic"}


@pytest.mark.parametrize("verdict", ["przyjęty", "odrzucony"])
def test_a_better_reader_does_not_reopen_what_was_decided_about_the_same_text(store: Store, verdict: Verdict) -> None:
    read_in(store, report(), description())
    decide(store, verdict)

    read_in(store, report(), BETTER)

    held = draft(store)
    assert held is not None
    assert held.description == description().model_copy(update={"status": verdict})


def test_a_changed_text_renews_the_draft_and_keeps_the_decision(store: Store) -> None:
    read_in(store, report(), description())
    decide(store, "przyjęty", practice_id="lyski-klub-seniora")

    read_in(store, changed_report(), BETTER)

    held = draft(store)
    assert held is not None
    assert held.description == BETTER
    assert (held.version, held.practice_id) == (2, "lyski-klub-seniora")
    (kept,) = decisions(store)
    assert (kept.verdict, kept.practice_id) == ("przyjęty", "lyski-klub-seniora")
    assert kept.description == description(status="przyjęty"), "as the person saw it"


def test_a_changed_text_that_is_described_the_same_needs_no_new_decision(store: Store) -> None:
    read_in(store, report(), description())
    decide(store, "odrzucony", reason="To tylko zapowiedź.")

    read_in(store, changed_report(), description())

    assert statuses(store) == {DRAFT: "odrzucony"}


def test_a_decided_draft_that_is_no_longer_read_stays_with_its_decision(store: Store) -> None:
    read_in(store, report(), description())
    decide(store, "odrzucony", reason="To tylko zapowiedź.")

    read_in(store, changed_report())

    assert statuses(store) == {DRAFT: "odrzucony"}
    assert [one.reason for one in decisions(store)] == ["To tylko zapowiedź."]


def test_a_draft_that_comes_back_knows_its_practice(store: Store) -> None:
    read_in(store, report(), description())
    decide(store, "przyjęty", practice_id="lyski-klub-seniora")
    read_in(store, changed_report(), BETTER)
    read_in(store, changed_report())
    assert draft(store) is None

    read_in(store, changed_report(), BETTER)

    held = draft(store)
    assert held is not None
    assert held.practice_id == "lyski-klub-seniora"
    assert len(decisions(store)) == 1


def test_drafts_come_by_status_document_and_page(store: Store) -> None:
    read_in(store, report("a"), *(description("a", part) for part in (10, 2, 1)))
    read_in(store, report("b"), description("b"))
    decide(store, "odrzucony", reason="Powtórzenie.")

    with store.reading() as connection:
        waiting = review.drafts(connection, status="szkic")
        of_one = review.drafts(connection, document_id=report("a").id, limit=2, offset=1)
        counted = review.count(connection, status="szkic"), review.count(connection, document_id=report("a").id)

    assert [one.description.id[-4:] for one in waiting] == ["aa-2", "a-10", "bb-1"], "part 10 after part 2"
    assert [one.description.id[-4:] for one in of_one] == ["aa-2", "a-10"]
    assert counted == (3, 3)


def test_with_the_document_its_drafts_and_decisions_leave_the_file(store: Store) -> None:
    secret = "Pani Zofia z ulicy Lipowej"
    read_in(store, report(), description(title=secret))
    decide(store, "odrzucony", reason=secret)

    with store.writer() as writer:
        writer.remove(report().id)

    assert draft(store) is None
    assert decisions(store) == ()
    assert secret.encode() not in b"".join(file.read_bytes() for file in store.path.parent.iterdir())


def test_drafts_are_no_records(store: Store) -> None:
    read_in(store, report())
    before = store.fingerprint(), store.counts()

    read_in(store, report(), description())

    assert (store.fingerprint(), store.counts()) == before


def test_a_draft_changed_behind_our_back_is_named(store: Store) -> None:
    read_in(store, report(), description())
    decide(store, "odrzucony", reason="Powtórzenie.")
    other = sqlite3.connect(store.path)
    other.execute("UPDATE drafts SET body = replace(body, '2014', '2013')")
    other.execute("UPDATE decisions SET body = '{}', checksum = ?", ("0" * 64,))
    other.commit()
    other.close()

    with pytest.raises(StoreDamaged, match=f"Szkic „{DRAFT}”"):
        draft(store)
    assert [DRAFT in fault for fault in store.faults()] == [True, True]


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("read"), st.booleans(), st.sampled_from([(), FINDINGS, FINDINGS[:3]])),
            st.tuples(st.just("decide"), st.sampled_from(["przyjęty", "odrzucony"]), st.none()),
        ),
        max_size=12,
    )
)
@settings(max_examples=40, deadline=None)
def test_no_history_of_reading_and_deciding_loses_a_decision(
    tmp_path_factory: pytest.TempPathFactory, steps: Sequence[tuple[str, bool | Verdict, object]]
) -> None:
    taken: list[object] = []
    with Store.open(tmp_path_factory.mktemp("dane") / "store.sqlite3") as store:
        for step, choice, findings in steps:
            if step == "read":
                read = [description(findings=findings)] if isinstance(findings, tuple) and findings else []
                read_in(store, changed_report() if choice is True else report(), *read)
            elif (held := draft(store)) is not None and held.description.status == "szkic":
                taken.append(choice)
                decide(store, "przyjęty" if choice == "przyjęty" else "odrzucony")

        assert [one.verdict for one in decisions(store)] == taken
        assert [one.number for one in decisions(store)] == list(range(1, len(taken) + 1))


def test_the_blocks_of_the_report_hold_every_quote() -> None:
    assert all(one.quote in REPORT_BLOCKS[one.block] for one in FINDINGS)
