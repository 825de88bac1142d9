"""Lineage in the store: the same text, near copies and shared passages, whatever the order in which documents came."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import traces
from corpus.document import Block, Document
from corpus.kinship import LEAST_WORDS, SHINGLE, Lineage
from corpus.store import Store
from corpus.traces import MOST_DOCUMENTS
from ingest.documents import read_document
from ingest.formats import document_loader
from ingest.lineage import METHOD, WINDOW, catch_up, trace

# What two of the five real documents share, in the words of the first: the beginnings of the passages.
INVITATION, MEETING = "002_d83242d182a459d4.txt", "003_3b426a71ae982d06.txt"


def document(number: int, *texts: str, kind: str = "text/plain") -> Document:
    digest = f"{number:064x}"[::-1]
    blocks = tuple(Block(text=text) for text in texts)
    return Document(
        id=f"doc-{digest[:16]}",
        title=f"Dokument {number}",
        file_name=f"{number}.txt",
        media_type=kind,
        sha256=digest,
        blocks=blocks,
    )


def prose(seed: int, words: int) -> str:
    """Words that no other seed gives, so that nothing is shared by chance."""
    return " ".join(f"s{seed}x{number}" for number in range(words))


def put(store: Store, documents: Sequence[Document]) -> None:
    with store.writer() as writer:
        for one in documents:
            writer.put_document(one)
            traces.put(writer.connection, trace(one))


def lineages(store: Store) -> dict[str, Lineage]:
    with store.reading() as connection:
        return traces.lineages(connection, store.document)


def test_the_two_seeds_that_share_passages_are_found_in_each_other(store: Store, seeds: Path) -> None:
    # Given the five real documents
    documents = {}
    for path in sorted(seeds.glob("*.txt")):
        data = path.read_bytes()
        documents[path.name] = read_document(data, path.name, document_loader(data, path.name)).document
    put(store, list(documents.values()))

    # When their lineage is asked for
    found = lineages(store)

    # Then only the invitation of 2014 and the meeting of 2023 share passages, and each names the other
    first, second = documents[INVITATION], documents[MEETING]
    assert set(found) == {first.id, second.id}
    (in_first,), (in_second,) = found[first.id].also_in, found[second.id].also_in
    assert (in_first.document_id, in_second.document_id) == (second.id, first.id)
    assert not in_first.near_duplicate
    recruits, model = in_first.passages
    assert "Wszelkie działania mają na celu aktywizację społeczności" in recruits.text
    assert recruits.words > 140
    assert "Przedmiotem działań projektu będzie wypracowanie modelu współpracy" in model.text
    assert "Przedmiotem działań i dyskusji będzie wypracowanie modelu współpracy" in in_second.passages[1].text


def test_the_same_words_in_another_format_are_the_same_text(store: Store) -> None:
    one = document(1, "Klub seniora w Lyskach", "Gmina oddała salę; stowarzyszenie poprowadziło spotkania.")
    same = document(2, "KLUB SENIORA W LYSKACH Gmina oddała salę,", "stowarzyszenie poprowadziło spotkania", kind="x/y")
    bare = document(3, "Klub seniora w Lyskach", "Gmina oddala sale; stowarzyszenie poprowadzilo spotkania.")
    put(store, [one])

    with store.reading() as connection:
        assert traces.with_same_text(connection, trace(same)) == (one.id, "1.txt")
        assert traces.with_same_text(connection, trace(one)) is None, "a document is no copy of itself"
        assert traces.with_same_text(connection, trace(bare)) is None, "letters without diacritics are another text"


def test_a_removed_document_leaves_no_trace(store: Store) -> None:
    shared = prose(0, 60)
    one, other = document(1, shared, prose(1, 60)), document(2, prose(2, 60), shared)
    put(store, [one, other])
    assert set(lineages(store)) == {one.id, other.id}

    with store.writer() as writer:
        writer.remove(one.id)

    assert lineages(store) == {}
    with store.reading() as connection:
        assert traces.with_same_text(connection, trace(one)) is None
        (left,) = connection.execute(
            "SELECT count(*) FROM marks WHERE trace NOT IN (SELECT number FROM traces)"
        ).fetchone()
        assert left == 0


def test_a_changed_text_is_compared_anew(store: Store) -> None:
    shared = prose(0, 60)
    one, other = document(1, shared), document(2, shared, prose(2, 20))
    put(store, [one, other])

    put(store, [one.model_copy(update={"blocks": (Block(text=prose(1, 60)),)})])

    assert lineages(store) == {}


def test_a_wording_that_stands_in_very_many_documents_links_none(store: Store) -> None:
    clause = prose(0, 60)
    few = [document(number, clause, prose(number, 40)) for number in range(1, MOST_DOCUMENTS + 1)]
    put(store, few)
    assert len(lineages(store)) == MOST_DOCUMENTS

    put(store, [document(MOST_DOCUMENTS + 1, clause, prose(MOST_DOCUMENTS + 1, 40))])

    assert lineages(store) == {}


def test_rows_of_a_table_that_repeat_do_not_swell_the_traces() -> None:
    repeated = document(1, *["nie dotyczy tego działania w tym roku budżetowym"] * 3_000)

    assert len(trace(repeated).marks) < 100


def test_near_copies_are_one_family_also_when_the_ends_are_less_alike(store: Store) -> None:
    words = prose(0, 300).split()
    versions = [[*words[:300], *(f"z{number}" for number in range(step * 40))] for step in range(3)]
    documents = [document(number, " ".join(version)) for number, version in enumerate(versions, start=1)]
    put(store, documents)

    found = lineages(store)

    ids = tuple(sorted(one.id for one in documents))
    assert [found[one.id].family for one in documents] == [ids, ids, ids]
    with store.reading() as connection:
        asked_alone = traces.lineage_of(connection, documents[0].id, store.document)
    assert asked_alone == found[documents[0].id]


def test_documents_stored_before_there_were_traces_are_caught_up_with(store: Store) -> None:
    shared = prose(0, 60)
    with store.writer() as writer:
        for number in (1, 2):
            writer.put_document(document(number, shared, prose(number, 10)))

    assert catch_up(store) == 2
    assert catch_up(store) == 0

    assert len(lineages(store)) == 2


def test_traces_of_an_earlier_method_are_made_anew(store: Store) -> None:
    one = document(1, prose(0, 60))
    with store.writer() as writer:
        writer.put_document(one)
        traces.put(writer.connection, trace(one).model_copy(update={"method": "words-0"}))

    assert catch_up(store) == 1
    with store.reading() as connection:
        assert traces.untraced(connection, METHOD) == ()


_texts = st.lists(st.text("aąbcćde ,.-\n", max_size=80), max_size=4)


@given(_texts, st.integers(1, 40))
def test_wrapping_and_capitals_do_not_change_marks(texts: list[str], width: int) -> None:
    text = " ".join(["klub seniora", *texts])
    words = text.replace("-", " ").split()
    whole = document(1, text)
    rewrapped = document(1, *(" ".join(words[at : at + width]).upper() for at in range(0, len(words), width)))

    assert trace(whole).marks == trace(rewrapped).marks
    assert trace(whole).text_key == trace(rewrapped).text_key


_word = st.sampled_from("gmina sołtys rada klub wieś las most droga szkoła sala park dom".split())


@given(
    st.lists(_word, min_size=SHINGLE + WINDOW - 1, max_size=30),
    st.lists(_word, max_size=30),
    st.lists(_word, max_size=30),
)
def test_words_in_a_row_that_are_the_same_always_share_a_mark(
    shared: list[str], before: list[str], after: list[str]
) -> None:
    # The guarantee of winnowing, as long as no mark is left out for standing too often.
    one = trace(document(1, " ".join([*before, *shared])))
    other = trace(document(2, " ".join([*shared, *after])))

    assert {digest for digest, _ in one.marks} & {digest for digest, _ in other.marks}


@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_arrival_does_not_matter_and_kinship_is_mutual(
    tmp_path_factory: pytest.TempPathFactory, seed: int, shuffler: random.Random
) -> None:
    # Given documents put together from a few paragraphs, some of them with words changed
    chance = random.Random(seed)
    paragraphs = [prose(number, chance.randint(LEAST_WORDS - 5, 80)).split() for number in range(6)]
    documents = []
    for number in range(1, 7):
        texts = []
        for words in chance.sample(paragraphs, chance.randint(1, 4)):
            changed = [f"n{number}w{at}" if chance.random() < 0.03 else word for at, word in enumerate(words)]
            texts.append(" ".join(changed))
        documents.append(document(number, *texts))
    shuffled = documents.copy()
    shuffler.shuffle(shuffled)

    # When they come in two orders, one of them by way of documents that are removed again
    folder = tmp_path_factory.mktemp("dane")
    with Store.open(folder / "a.db") as one, Store.open(folder / "b.db") as other:
        put(one, documents)
        put(other, [*shuffled[3:], document(99, *(" ".join(words) for words in paragraphs))])
        put(other, shuffled[:3])
        with other.writer() as writer:
            writer.remove(document(99).id)
        found, again = lineages(one), lineages(other)

    # Then the answer is the same, and whoever is kin of another has it as kin, to the same degree
    assert found == again
    degrees = {(mine, kin.document_id): kin.share for mine, lineage in found.items() for kin in lineage.also_in}
    assert degrees == {(theirs, mine): share for (mine, theirs), share in degrees.items()}


@given(st.integers(0, 2**32))
@settings(max_examples=15, deadline=None)
def test_every_passage_long_enough_is_found_and_nothing_is_made_up(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    paragraphs = {number: chance.randint(5, 90) for number in range(8)}
    chosen = {number: chance.sample(sorted(paragraphs), 4) for number in (1, 2)}
    documents = [
        # Something of its own between the paragraphs, so that two short ones do not make a long one.
        document(number, *(f"{prose(part, paragraphs[part])} {prose(100 * number + part, 25)}" for part in parts))
        for number, parts in chosen.items()
    ]
    with Store.open(tmp_path_factory.mktemp("dane") / "a.db") as store:
        put(store, documents)
        found = lineages(store)

    expected = sorted(paragraphs[part] for part in set(chosen[1]) & set(chosen[2]) if paragraphs[part] >= LEAST_WORDS)
    told = found.get(documents[0].id, Lineage()).also_in
    assert sorted(passage.words for kin in told for passage in kin.passages) == expected
