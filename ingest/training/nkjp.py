"""The NKJP sub-corpus of a million words as running text with flat entities.

One line a token: form, lemma, tag, entities from the outermost to the innermost ("I-orgName#B-placeName-settlement").
Entities are flattened the way `pl_core_news_sm` has them: the outermost one, without its subtype. The corpus stores
tokens without the spaces between them; they are put back by the rules of Polish typography, so that the pipeline is
trained and measured with the tokenizer that it will meet at work.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LABELS = ("persName", "placeName", "geogName", "orgName", "date", "time")
TENTHS = 10

_DOCUMENT = "-DOCSTART"
_OUTSIDE = "O"
# A verb's ending that the corpus cuts off: "był" + "em".
_ENDING = "aglt"
_NO_SPACE_BEFORE = frozenset(",.;:!?)]}%…”’»")
_NO_SPACE_AFTER = frozenset("([{„‚«")
_JOINERS = frozenset("-/–")
_POINTS = frozenset(".:,")
_QUOTE = '"'
_LETTERS_OR_DIGITS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Span:
    """An entity by the offsets of its characters."""

    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Running text with its entities, in order and without overlap."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One document of the corpus."""

    name: str
    sentences: tuple[Sentence, ...]

    @property
    def tenth(self) -> int:
        """0 to 9, the same in every run: the last digit of a checksum of the name."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % TENTHS


@dataclass(frozen=True, slots=True)
class _Token:
    form: str
    tag: str
    entity: str

    @property
    def starts(self) -> bool:
        return self.entity.startswith("B-")

    @property
    def label(self) -> str | None:
        """The label of the outermost entity without its subtype, None outside."""
        return None if self.entity == _OUTSIDE else self.entity[2:].partition("-")[0]


def samples(lines: Iterable[str]) -> Iterator[Sample]:
    """The documents in file order. Raises ValueError, with the number of the line, for one that is not of the format."""
    name = ""
    sentences: list[Sentence] = []
    words: list[_Token] = []
    for number, line in enumerate(lines, start=1):
        row = line.rstrip("\r\n")
        if row.startswith(_DOCUMENT):
            sentences.extend(_sentence(words))
            if sentences:
                yield Sample(name, tuple(sentences))
            name, sentences, words = row.rpartition("/")[2], [], []
        elif not row.strip():
            sentences.extend(_sentence(words))
            words = []
        else:
            words.append(_token(row, number))
    sentences.extend(_sentence(words))
    if sentences:
        yield Sample(name, tuple(sentences))


def _token(row: str, number: int) -> _Token:
    columns = row.split("\t")
    if len(columns) != 4:
        raise ValueError(f"line {number}: {len(columns)} columns instead of form, lemma, tag, entities")
    form, _, tag, entities = columns
    entity = entities.partition("#")[0]
    if entity != _OUTSIDE and entity[2:].partition("-")[0] not in LABELS:
        raise ValueError(f"line {number}: unknown entity {entities!r}")
    return _Token(form, tag, entity)


def _sentence(words: list[_Token]) -> Iterator[Sentence]:
    """The one sentence of the words, nothing for none."""
    if not words:
        return
    text = ""
    spans: list[Span] = []
    open_quote = False
    for place, word in enumerate(words):
        if place and _is_space_between(words, place, open_quote):
            text += " "
        start = len(text)
        text += word.form
        if word.form == _QUOTE:
            open_quote = not open_quote
        if word.label is None:
            continue
        if word.starts or not spans or spans[-1].label != word.label:
            spans.append(Span(word.label, start, len(text)))
        else:
            spans[-1] = Span(word.label, spans[-1].start, len(text))
    yield Sentence(text, tuple(spans))


def _is_space_between(words: list[_Token], place: int, open_quote: bool) -> bool:
    """`open_quote`: a straight quotation mark stands open before the word at `place`."""
    left, right = words[place - 1], words[place]
    if left.form in _POINTS:
        return not _is_joined(words, place)
    if right.form[0] in _NO_SPACE_BEFORE or left.form in _NO_SPACE_AFTER or right.tag.startswith(_ENDING):
        return False
    if right.form == _QUOTE:
        return not open_quote
    if left.form == _QUOTE:
        return not open_quote
    if left.form in _JOINERS or right.form in _JOINERS:
        return not _is_joined(words, place)
    return True


def _is_joined(words: list[_Token], place: int) -> bool:
    """True for a hyphen or slash within one entity ("Nowak-Zielińska") or between figures ("2004/2005"), and for a point
    between the figures of one date or hour ("12.06.2004", "16:00")."""
    middle = place if words[place].form in _JOINERS else place - 1
    if not 0 < middle < len(words) - 1:
        return False
    left, joiner, right = words[middle - 1 : middle + 2]
    one_entity = joiner.label is not None and not joiner.starts and right.label == joiner.label and not right.starts
    figures = left.form[-1].isdigit() and right.form[0].isdigit()
    if joiner.form in _POINTS:
        return one_entity and figures
    return (one_entity or figures) and bool(_LETTERS_OR_DIGITS.match(left.form))
