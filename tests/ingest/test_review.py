"""From a draft to a practice: only by a person's decision, from quoted findings and what the person writes."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from corpus import review
from corpus.canonical import canonical_json
from corpus.description import Description
from corpus.document import Block, Document
from corpus.dump import dump, restore
from corpus.practice import Practice
from corpus.review import Draft
from corpus.store import Store
from ingest import proposal
from ingest.review import accept, reject
from ingest.review_errors import DraftConflict, DraftMissing, DraftRefused, ReviewError
from tests.corpus.descriptions import FINDINGS, REPORT_BLOCKS, description, finding, report
from tests.corpus.records import practice

DRAFT = description().id
LOCAL: Mapping[str, JsonValue] = {"reach": "local"}


@pytest.fixture
def queue(store: Store) -> Store:
    """A store with the report on the club in Lyski and its draft."""
    return put(store, report(), description())


def put(store: Store, document: Document, *descriptions: Description) -> Store:
    with store.writer() as writer:
        writer.put_document(document)
        review.put_descriptions(writer.connection, document, descriptions)
    return store


def draft(store: Store, draft_id: str = DRAFT) -> Draft:
    with store.reading() as connection:
        found = review.draft(connection, draft_id)
    assert found is not None
    return found


def without(*fields: str) -> Description:
    return description(findings=tuple(one for one in FINDINGS if one.field not in fields))


def problems(caught: pytest.ExceptionInfo[DraftRefused]) -> dict[str, str]:
    return {one.field: one.message for one in caught.value.problems}


def test_an_accepted_draft_is_a_practice_with_its_origin(queue: Store) -> None:
    accepted = accept(queue, DRAFT, corrections=LOCAL, key="biuro").practice

    stored = queue.practice("lyski-klub-seniora-w-lyskach")
    assert stored == accepted
    assert accepted.place.gmina == "Lyski"
    assert accepted.areas[0].subregion == "nuts:PL227", "resolved as for any card"
    assert (accepted.years.start, accepted.years.end) == (2014, 2015)
    assert [partner.name for partner in accepted.partners] == ["Gmina Lyski", "Stowarzyszenie „Sąsiad”"]
    assert accepted.budget_pln == 12_500
    assert accepted.evidence_level == "E3"
    assert accepted.evidence_reason == ("W dokumencie „Klub seniora w Lyskach”, str. 1: „Z klubu skorzystało 40 osób.”")
    origin = accepted.origin
    assert origin is not None
    assert (origin.document_id, origin.file_name, origin.draft_id) == (report().id, "sprawozdanie.pdf", DRAFT)
    assert (origin.key, origin.written) == ("biuro", ("reach",))
    assert {quote.field: quote.quote for quote in origin.quotes}["years"] == "W latach 2014–2015"
    assert all(any(quote.quote in text for text in REPORT_BLOCKS) for quote in origin.quotes)
    assert all(quote.page == 1 for quote in origin.quotes)
    assert draft(queue).description.status == "przyjęty"
    assert draft(queue).practice_id == accepted.id


def test_the_place_of_an_event_and_the_seat_of_a_partner_are_not_where_a_practice_worked(store: Store) -> None:
    put(store, report(), without("area_of_action"))

    with pytest.raises(DraftRefused) as caught:
        accept(store, DRAFT, corrections=LOCAL)

    assert problems(caught) == {"place": "Dopisz to pole: jest wymagane."}


def test_everything_that_lacks_is_named_at_once_and_nothing_changes(store: Store) -> None:
    put(store, report(), without("area_of_action", "themes", "need", "actions"))
    before = store.fingerprint()

    with pytest.raises(DraftRefused) as caught:
        accept(store, DRAFT)

    told = problems(caught)
    assert set(told) == {"place", "reach", "themes", "need", "actions"}
    assert told["reach"].endswith("Do wyboru: local, subregional, regional, national.")
    assert "seniors" in told["themes"]
    assert store.fingerprint() == before
    assert draft(store).description.status == "szkic"


def test_a_place_without_its_voivodeship_asks_for_it(store: Store) -> None:
    bare = finding("area_of_action", {"locality": "Lyski", "voivodeship": None}, "W Lyskach", 1)
    put(store, report(), description(findings=(bare, *(one for one in FINDINGS if one.field != "area_of_action"))))

    with pytest.raises(DraftRefused) as caught:
        accept(store, DRAFT, corrections=LOCAL)
    assert "śląskie" in problems(caught)["place.voivodeship"]

    given: dict[str, JsonValue] = {"reach": "local", "place": {"voivodeship": "śląskie", "gmina": "Lyski"}}
    accepted = accept(store, DRAFT, corrections=given).practice

    assert accepted.place.locality == "Lyski", "what was found stays beside what was written"
    assert accepted.origin is not None
    assert set(accepted.origin.written) == {"reach", "place.voivodeship", "place.gmina"}


def test_a_corrected_field_no_longer_rests_on_the_quote(queue: Store) -> None:
    given: dict[str, JsonValue] = {
        "reach": "local",
        "title": "Klub „Złota Jesień”",
        "results": None,
        "lessons": "Warto.",
    }

    accepted = accept(queue, DRAFT, corrections=given).practice

    assert (accepted.title, accepted.results, accepted.lessons) == ("Klub „Złota Jesień”", None, "Warto.")
    assert accepted.origin is not None
    assert not {"title", "results"} & {quote.field for quote in accepted.origin.quotes}


def test_only_the_chosen_findings_count(queue: Store) -> None:
    chosen = [number for number, one in enumerate(FINDINGS, start=1) if one.field not in ("partners", "funding")]

    accepted = accept(queue, DRAFT, findings=chosen, corrections=LOCAL).practice

    assert accepted.partners == ()
    assert accepted.funding == ()
    assert accepted.origin is not None
    assert "partners" not in {quote.field for quote in accepted.origin.quotes}
    put(queue, report("b"), description("b"))
    with pytest.raises(DraftRefused, match=f"Nie ma ustalenia nr 99. Ten szkic ma ich {len(FINDINGS)}."):
        accept(queue, description("b").id, findings=[99], corrections=LOCAL)


def test_the_evidence_level_may_be_lowered_never_raised(queue: Store) -> None:
    with pytest.raises(DraftRefused, match="Dokument pozwala najwyżej na E3"):
        accept(queue, DRAFT, corrections={**LOCAL, "evidence_level": "E4"})

    accepted = accept(queue, DRAFT, corrections={**LOCAL, "evidence_level": "E0"}).practice

    assert accepted.evidence_level == "E0"
    assert accepted.evidence_reason == "Stopień obniżyła osoba, która przyjęła opis."


def test_without_a_level_in_the_document_results_prove_nothing_by_themselves(store: Store) -> None:
    put(store, report(), without("evidence_level"))

    with pytest.raises(DraftRefused, match="najwyżej na E1"):
        accept(store, DRAFT, corrections={**LOCAL, "evidence_level": "E2"})

    assert accept(store, DRAFT, corrections=LOCAL).practice.evidence_level == "E1"


def test_the_web_address_of_the_document_becomes_the_source(store: Store) -> None:
    put(store, report(source_url="https://gmina.example/klub"), description())

    accepted = accept(store, DRAFT, corrections=LOCAL).practice

    assert [(source.url, source.title) for source in accepted.sources] == [
        ("https://gmina.example/klub", "Klub seniora w Lyskach")
    ]


def test_personal_data_that_a_person_writes_is_masked(queue: Store) -> None:
    accepted = accept(queue, DRAFT, corrections={**LOCAL, "lessons": "Pytania: tel. 601 234 567."})

    assert accepted.practice.lessons == "Pytania: tel. [numer telefonu usunięty]."
    assert accepted.note is not None
    assert "numery telefonów: 1" in accepted.note


def test_an_id_is_made_of_place_and_title_and_never_taken_twice(queue: Store) -> None:
    put(queue, report("b"), description("b"))
    first = accept(queue, DRAFT, corrections=LOCAL).practice
    second = accept(queue, description("b").id, corrections=LOCAL).practice

    assert (first.id, second.id) == ("lyski-klub-seniora-w-lyskach", "lyski-klub-seniora-w-lyskach-2")


def test_an_id_of_another_practice_is_refused(queue: Store) -> None:
    with queue.writer() as writer:
        writer.put_practice(practice())

    with pytest.raises(DraftRefused, match="jest albo była już w bazie"):
        accept(queue, DRAFT, corrections={**LOCAL, "id": practice().id})
    with pytest.raises(DraftRefused, match="Nadaj praktyce inny"):
        accept(queue, DRAFT, corrections={**LOCAL, "id": report().id})


def test_a_renewed_draft_updates_the_practice_that_it_made(queue: Store) -> None:
    first = accept(queue, DRAFT, corrections=LOCAL).practice
    changed = report(blocks=(*report().blocks, Block(text="Klub działa nadal.", page=1)))
    put(
        queue,
        changed,
        description(findings=(*FINDINGS, finding("lessons", "Klub działa nadal.", "Klub działa nadal.", 5))),
    )

    again = accept(queue, DRAFT, corrections=LOCAL)

    assert (again.practice.id, again.change) == (first.id, "updated")
    assert again.practice.lessons == "Klub działa nadal."
    assert len(queue.revisions(first.id)) == 1
    with queue.reading() as connection:
        assert [one.verdict for one in review.decisions(connection, DRAFT)] == ["przyjęty", "przyjęty"]


def test_what_is_decided_is_not_decided_twice(queue: Store) -> None:
    accept(queue, DRAFT, corrections=LOCAL)

    with pytest.raises(DraftConflict, match="jest już przyjęty jako praktyka „lyski-klub-seniora-w-lyskach”"):
        accept(queue, DRAFT, corrections=LOCAL)
    with pytest.raises(DraftConflict, match="jest już przyjęty"):
        reject(queue, DRAFT, "Jednak nie.")


def test_a_rejected_draft_may_be_accepted_after_all(queue: Store) -> None:
    reject(queue, DRAFT, "  To zapowiedź,\nproszę dzwonić: 601 234 567.  ")
    with pytest.raises(DraftConflict, match="jest już odrzucony"):
        reject(queue, DRAFT, "Jeszcze raz.")
    assert draft(queue).description.status == "odrzucony"

    accept(queue, DRAFT, corrections=LOCAL)

    with queue.reading() as connection:
        history = review.decisions(connection, DRAFT)
    assert [(one.verdict, one.reason) for one in history] == [
        ("odrzucony", "To zapowiedź, proszę dzwonić: [numer telefonu usunięty]."),
        ("przyjęty", None),
    ]


def test_a_practice_removed_on_request_does_not_come_back_by_its_draft(queue: Store) -> None:
    first = accept(queue, DRAFT, corrections=LOCAL).practice
    with queue.writer() as writer:
        writer.remove(first.id)
    put(queue, report(blocks=(*report().blocks, Block(text="Klub działa nadal."))), without("funding"))
    put(queue, report("b"), description("b"))

    with pytest.raises(DraftConflict, match="usunięto na prośbę"):
        accept(queue, DRAFT, corrections=LOCAL)
    with pytest.raises(DraftRefused, match="jest albo była już"):
        accept(queue, description("b").id, corrections={**LOCAL, "id": first.id})
    assert accept(queue, description("b").id, corrections=LOCAL).practice.id == f"{first.id}-2"


def test_who_read_an_earlier_version_is_told_so(queue: Store) -> None:
    put(queue, report(), without("funding"))

    with pytest.raises(DraftConflict, match=r"wersja 2 zamiast 1\)\. Przeczytaj go jeszcze raz"):
        accept(queue, DRAFT, corrections=LOCAL, version=1)
    assert accept(queue, DRAFT, corrections=LOCAL, version=2).practice.funding == ()


def test_a_draft_that_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(DraftMissing, match="praktyki review list"):
        accept(store, DRAFT)
    with pytest.raises(DraftMissing, match="praktyki review list"):
        reject(store, DRAFT, "Nie ma.")


@pytest.mark.parametrize("reason", ["", " \n\u200b ", "x" * 2_001])
def test_a_rejection_needs_a_reason_of_a_sensible_length(queue: Store, reason: str) -> None:
    with pytest.raises(DraftRefused) as caught:
        reject(queue, DRAFT, reason)

    assert set(problems(caught)) == {"reason"}


DEEP: JsonValue = "dno"
for _ in range(900):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"origin": {"document_id": "doc-" + "b" * 16}}, "origin"),
        ({"kind": "document"}, "kind"),
        ({"lessons": DEEP}, "corrections"),
        ({"titel": "Literówka"}, "titel"),
        ({"partners": "Gmina"}, "partners"),
        ({"years": {"start": True}}, "years.start"),
        ({"title": "\ud800"}, "title"),
        ({"place": {"voivodeship": ["śląskie"]}}, "place.voivodeship"),
        ({"place": "Lyski"}, "place"),
        ({"sources": [{"url": "javascript:alert(1)", "title": "x"}]}, "sources.0.url"),
        ({"evidence_level": 7}, "evidence_level"),
    ],
)
def test_hostile_or_mistaken_corrections_are_refused_by_field(
    queue: Store, given: dict[str, JsonValue], field: str
) -> None:
    with pytest.raises(DraftRefused) as caught:
        accept(queue, DRAFT, corrections={**LOCAL, **given})

    assert field in problems(caught)
    assert draft(queue).description.status == "szkic"


def test_decisions_survive_reading_again_and_a_restored_dump(queue: Store, tmp_path: Path) -> None:
    accepted = accept(queue, DRAFT, corrections=LOCAL).practice
    put(queue, report(), without("funding"))
    with (tmp_path / "kopia.jsonl").open("w+", encoding="utf-8", newline="\n") as stream:
        dump(queue, stream)
        stream.seek(0)
        with Store.open(tmp_path / "nowa.sqlite3") as other:
            restore(other, stream)
            put(other, report(), description())

            assert other.practice(accepted.id) == accepted
            assert draft(other).description.status == "przyjęty"
            with pytest.raises(DraftConflict):
                accept(other, DRAFT, corrections=LOCAL)


def test_practices_of_cards_keep_the_text_they_had_before_there_were_origins() -> None:
    assert '"origin"' not in canonical_json(practice())


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_fields = st.sampled_from([*Practice.model_fields, "nieznane"])


@given(st.dictionaries(_fields, _values, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_corrections_make_a_practice_or_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, given: dict[str, JsonValue]
) -> None:
    with Store.open(tmp_path_factory.mktemp("dane") / "store.sqlite3") as store:
        put(store, report(), description())
        accepted: Practice | None = None
        with suppress(ReviewError):
            accepted = accept(store, DRAFT, corrections={**LOCAL, **given}).practice
        if accepted is None:
            assert store.counts()["practice"] == 0
            assert draft(store).description.status == "szkic"
        else:
            assert store.practice(accepted.id) == accepted
            assert accepted.origin is not None
            assert accepted.evidence_level in ("E0", "E1", "E2", "E3")


@given(st.sets(st.integers(1, len(FINDINGS))))
def test_a_card_holds_nothing_that_no_finding_gives(numbers: set[int]) -> None:
    chosen = proposal.chosen(description(), sorted(numbers))

    card = proposal.card_of(description(), report(), chosen)

    given = {proposal.FIELDS.get(one.field) for one in chosen}
    always = {"title", "partners", "funding", "target_groups", "cooperation_forms", "sources"}
    assert set(card) - always - {"evidence_reason"} <= given
    assert "reach" not in card
