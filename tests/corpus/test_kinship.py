"""Shared passages: alike words are found however they are wrapped, counted exactly, and told alike from both sides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block
from corpus.kinship import (
    LEAST_SHARE,
    LEAST_WORDS,
    LONGEST_EXCERPT,
    SHINGLE,
    Seed,
    WordedDocument,
    families,
    kin,
    shared_runs,
)
from tests.corpus.records import document

AIM = (
    "Wszelkie działania mają na celu aktywizację społeczności oraz pozyskanie przez samorząd partnera społecznego przy "
    "realizacji części zadań własnych, a odbiorcami będą liderzy, członkowie zarządów, pracownicy i wolontariusze "
    "organizacji oraz pełnomocnicy do spraw współpracy z trzecim sektorem."
)
OTHER = "Urząd przypomina o zimowym odśnieżaniu chodników przez właścicieli posesji położonych wzdłuż dróg gminnych."


def worded(letter: str, *texts: str, pages: bool = False) -> WordedDocument:
    blocks = tuple(Block(text=text, page=number if pages else None) for number, text in enumerate(texts, start=1))
    return WordedDocument(document(letter, blocks=blocks))


def seeds(first: WordedDocument, second: WordedDocument) -> list[Seed]:
    """All pairs of places where SHINGLE words are the same: what marks give, without leaving any out."""
    return [
        (a, b)
        for a in range(len(first.words) - SHINGLE + 1)
        for b in range(len(second.words) - SHINGLE + 1)
        if first.words[a : a + SHINGLE] == second.words[b : b + SHINGLE]
    ]


def test_a_passage_is_found_wrapped_and_punctuated_differently() -> None:
    # Given the same sentence, once in one block, once in capitals over two blocks and without its commas
    first = worded("a", OTHER, AIM)
    half = len(AIM) // 2
    cut = AIM.index(" ", half)
    second = worded("b", AIM[:cut].upper().replace(",", " –"), AIM[cut + 1 :], OTHER[:40], pages=True)

    # When they are compared
    found = kin(first, second, seeds(first, second))

    # Then the passage is the whole sentence, in the words of the document that asks
    assert found is not None
    (passage,) = found.passages
    assert passage.text == AIM.removesuffix(".")
    assert passage.words == len(worded("a", AIM).words)
    assert (passage.first_block, passage.last_block, passage.other_block, passage.other_page) == (1, 1, 0, 1)


def test_small_changes_within_a_passage_are_passed_over_and_not_counted() -> None:
    changed = AIM.replace("aktywizację", "pobudzenie").replace("przez samorząd", "przez gminę i powiat")
    first, second = worded("a", AIM), worded("b", changed)

    found = kin(first, second, seeds(first, second))

    assert found is not None
    assert found.passages[0].words == len(first.words) - 2
    assert found.share == round((len(first.words) - 2) / len(second.words), 4)


def test_both_documents_are_told_the_same() -> None:
    first, second = worded("a", OTHER, AIM), worded("b", AIM, OTHER)

    one = kin(first, second, seeds(first, second))
    other = kin(second, first, [(b, a) for a, b in seeds(first, second)])

    assert one is not None
    assert other is not None
    assert (one.share, one.near_duplicate) == (other.share, other.near_duplicate)
    assert [passage.words for passage in one.passages] == [passage.words for passage in other.passages]


def test_a_short_phrase_in_common_is_no_shared_passage() -> None:
    phrase = " ".join(AIM.split()[: LEAST_WORDS - 1])
    first, second = worded("a", phrase, OTHER), worded("b", f"{phrase} w gminie Lyski")

    assert kin(first, second, seeds(first, second)) is None


def test_nearly_the_same_text_is_a_near_duplicate() -> None:
    first = worded("a", AIM, OTHER)
    second = worded("b", AIM, OTHER.replace("zimowym", "letnim"))

    found = kin(first, second, seeds(first, second))

    assert found is not None
    assert found.near_duplicate


def test_a_long_passage_is_cut_between_words_with_a_sign() -> None:
    long = " ".join(f"słowo{number}" for number in range(200))
    first, second = worded("a", long), worded("b", long)

    found = kin(first, second, seeds(first, second))

    assert found is not None
    assert found.passages[0].words == 200
    assert len(found.passages[0].text) <= LONGEST_EXCERPT + 1
    assert found.passages[0].text.endswith("…")
    assert long.startswith(found.passages[0].text.removesuffix("…"))


def test_families_hang_together_through_others() -> None:
    near = {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}, "d": set[str]()}

    assert families(near) == {"a": ("a", "b", "c"), "b": ("a", "b", "c"), "c": ("a", "b", "c"), "d": ()}


_words = st.lists(st.sampled_from("gmina sołtys rada klub wieś las most droga szkoła sala".split()), max_size=60)
_unlike = st.lists(st.integers(0, 10**6).map(lambda number: f"w{number}"), min_size=40, max_size=60)


@given(_words, _words)
def test_runs_stand_in_both_and_never_overlap(first: list[str], second: list[str]) -> None:
    found_seeds = [
        (a, b)
        for a in range(len(first) - SHINGLE + 1)
        for b in range(len(second) - SHINGLE + 1)
        if first[a : a + SHINGLE] == second[b : b + SHINGLE]
    ]

    runs = shared_runs(first, second, found_seeds)

    for run in runs:
        (a, b), (c, d) = run.first, run.second
        assert LEAST_WORDS <= run.words <= min(b - a, d - c)
        assert run.share >= LEAST_SHARE
        assert first[a] == second[c]
        assert first[b - 1] == second[d - 1]
    assert not any(one.overlaps(other) for one in runs for other in runs if one is not other)


@given(_unlike, _unlike, _unlike, _unlike, _unlike)
def test_a_copied_passage_is_found_wherever_it_stands(
    passage: list[str], before: list[str], after: list[str], other_before: list[str], other_after: list[str]
) -> None:
    first = [*(f"a{word}" for word in before), *passage, *(f"b{word}" for word in after)]
    second = [*(f"c{word}" for word in other_before), *passage, *(f"d{word}" for word in other_after)]
    at_a, at_b = len(before), len(other_before)
    # One seed is enough: the rest follows from the words.
    middle = len(passage) // 2

    (run,) = shared_runs(first, second, [(at_a + middle, at_b + middle)])

    assert run.first == (at_a, at_a + len(passage))
    assert run.second == (at_b, at_b + len(passage))
    assert run.words == len(passage)
