"""Which words two documents share: passages that stand in both, alike but for small changes.

Pure functions over words. A document is read as its words in order, without diacritics, capitals and punctuation, so that
wrapping and punctuation do not matter; the position of a word counts from 0 through all blocks. Candidates come as seeds,
pairs of positions where SHINGLE words are the same (see ingest/lineage.py), and are made exact here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import Annotated

from pydantic import Field

from corpus.document import Document
from corpus.language import fold, tokens
from corpus.practice import Record

SHINGLE = 5  # words of a seed
LONGEST_GAP = 20  # words between two seeds of one passage: a changed sentence part, not another sentence
LEAST_WORDS = 30  # words alike that make a shared passage
LEAST_SHARE = 0.6  # of the longer side of a passage: below it the two only speak of the same thing
NEAR_DUPLICATE = 0.8  # of the words of the longer document

LONGEST_EXCERPT = 400  # characters


class SharedPassage(Record):
    """A passage of one document that stands in another too. `words` counts those alike, in the same order.

    Blocks count from 0, both ends included; `text` is the passage as this document has it, cut after LONGEST_EXCERPT
    characters. `other_block` and `other_page` tell where it begins in the other document.
    """

    words: Annotated[int, Field(ge=1)]
    text: str
    first_block: Annotated[int, Field(ge=0)]
    last_block: Annotated[int, Field(ge=0)]
    page: int | None = None
    other_block: Annotated[int, Field(ge=0)]
    other_page: int | None = None


class Kin(Record):
    """Another document with the same text in part. `share` is of the words of the longer of the two, 0 to 1."""

    document_id: str
    share: Annotated[float, Field(ge=0, le=1)]
    near_duplicate: bool
    passages: tuple[SharedPassage, ...]


class Lineage(Record):
    """`also_in` by falling number of shared words; `family` the ids of the near duplicates that hang together with this
    document, itself among them, in order of ids, empty when it has none."""

    also_in: tuple[Kin, ...] = ()
    family: tuple[str, ...] = ()


# Few words make up most of a text.
folded_word = lru_cache(maxsize=100_000)(fold)


@dataclass(frozen=True)
class WordedDocument:
    """A document with its words."""

    document: Document

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded words in reading order."""
        return tuple(chain.from_iterable(self._by_block))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The positions of the first words of the blocks."""
        return tuple(accumulate((len(words) for words in self._by_block[:-1]), initial=0))

    @cached_property
    def _by_block(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(folded_word(token.text) for token in tokens(block.text)) for block in self.document.blocks)

    def place(self, position: int) -> tuple[int, int, int]:
        """The block of a word, and where it starts and ends in the text of that block."""
        number = bisect_right(self.starts, position) - 1
        token = tokens(self.document.blocks[number].text)[position - self.starts[number]]
        return number, token.start, token.end


@dataclass(frozen=True, slots=True)
class Run:
    """Word positions [start, end) in the first and the second document, and how many words in it are the same."""

    first: tuple[int, int]
    second: tuple[int, int]
    words: int

    @property
    def share(self) -> float:
        return self.words / max(self.first[1] - self.first[0], self.second[1] - self.second[0])

    def overlaps(self, other: Run) -> bool:
        return _overlap(self.first, other.first) or _overlap(self.second, other.second)


Seed = tuple[int, int]


def shared_runs(first: Sequence[str], second: Sequence[str], seeds: Sequence[Seed]) -> tuple[Run, ...]:
    """The shared passages of two word sequences by position, none overlapping another. Deterministic."""
    found = [_exact(first, second, one) for one in _chains(seeds)]
    long_enough = [run for run in found if run.words >= LEAST_WORDS and run.share >= LEAST_SHARE]
    taken: list[Run] = []
    for run in sorted(long_enough, key=lambda run: (-run.words, run.first, run.second)):
        if not any(run.overlaps(other) for other in taken):
            taken.append(run)
    return tuple(sorted(taken, key=lambda run: run.first))


def kin(one: WordedDocument, other: WordedDocument, seeds: Sequence[Seed]) -> Kin | None:
    """What `one` shares with `other`, None when that is nothing. Seeds are (position in one, position in other)."""
    # The document with the smaller id goes first, whichever asks: so both are told the same.
    swapped = one.document.id > other.document.id
    first, second = (other, one) if swapped else (one, other)
    runs = shared_runs(first.words, second.words, [(b, a) for a, b in seeds] if swapped else seeds)
    if not runs:
        return None
    share = sum(run.words for run in runs) / max(len(first.words), len(second.words))
    passages = [
        _passage(one, other, run.second if swapped else run.first, run.first if swapped else run.second, run.words)
        for run in runs
    ]
    return Kin(
        document_id=other.document.id,
        share=round(share, 4),
        near_duplicate=share >= NEAR_DUPLICATE,
        passages=tuple(sorted(passages, key=lambda passage: (-passage.words, passage.first_block, passage.text))),
    )


def families(near: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """The ids that hang together through near duplicates, for every id of `near` (id -> ids of its near duplicates)."""
    found: dict[str, tuple[str, ...]] = {}
    for record_id in sorted(near):
        if record_id in found:
            continue
        family, waiting = {record_id}, [record_id]
        while waiting:
            new = near.get(waiting.pop(), set()) - family
            family |= new
            waiting.extend(new)
        whole = tuple(sorted(family))
        found.update(dict.fromkeys(whole, whole if len(whole) > 1 else ()))
    return found


def _chains(seeds: Sequence[Seed]) -> Iterator[list[Seed]]:
    """Seeds that follow each other in both documents with short gaps, on the straightest way."""
    open_: list[list[Seed]] = []
    for seed in sorted(set(seeds)):
        near: list[list[Seed]] = []
        for links in open_:
            if seed[0] - links[-1][0] > LONGEST_GAP + SHINGLE:
                yield links
            else:
                near.append(links)
        open_ = near
        following = [links for links in open_ if _follows(links[-1], seed)]
        if following:
            min(following, key=lambda links: (_bend(links[-1], seed), -len(links), links[0])).append(seed)
        else:
            open_.append([seed])
    yield from open_


def _follows(last: Seed, seed: Seed) -> bool:
    return all(0 < b - a <= LONGEST_GAP + SHINGLE for a, b in zip(last, seed, strict=True))


def _bend(last: Seed, seed: Seed) -> int:
    return abs((seed[0] - last[0]) - (seed[1] - last[1]))


def _exact(first: Sequence[str], second: Sequence[str], links: Sequence[Seed]) -> Run:
    """The links from its first equal word to its last, with the equal words between counted."""
    start_a, start_b = links[0]
    while start_a > 0 and start_b > 0 and first[start_a - 1] == second[start_b - 1]:
        start_a, start_b = start_a - 1, start_b - 1
    end_a, end_b = start_a, start_b
    words = 0
    for seed_a, seed_b in links:
        # What another way has counted already is not counted twice.
        counted = max(0, end_a - seed_a, end_b - seed_b)
        if counted >= SHINGLE:
            continue
        from_a, from_b = seed_a + counted, seed_b + counted
        words += _equal(first[end_a:from_a], second[end_b:from_b])
        end_a, end_b = from_a, from_b
        while end_a < len(first) and end_b < len(second) and first[end_a] == second[end_b]:
            end_a, end_b, words = end_a + 1, end_b + 1, words + 1
    return Run((start_a, end_a), (start_b, end_b), words)


def _equal(first: Sequence[str], second: Sequence[str]) -> int:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _passage(
    one: WordedDocument, other: WordedDocument, here: tuple[int, int], there: tuple[int, int], words: int
) -> SharedPassage:
    first, start, _ = one.place(here[0])
    last, _, end = one.place(here[1] - 1)
    other_block, _, _ = other.place(there[0])
    blocks = one.document.blocks
    texts = [block.text for block in blocks[first : last + 1]]
    texts[-1] = texts[-1][:end]
    texts[0] = texts[0][start:]
    return SharedPassage(
        words=words,
        text=_excerpt(" ".join(texts)),
        first_block=first,
        last_block=last,
        page=blocks[first].page,
        other_block=other_block,
        other_page=other.document.blocks[other_block].page,
    )


def _excerpt(text: str) -> str:
    if len(text) <= LONGEST_EXCERPT:
        return text
    return text[:LONGEST_EXCERPT].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
