"""Polish text whose letters were broken on the way: mended where it is certain, told where it is not.

Certain are two things. Bytes of UTF-8 shown as letters of another encoding ("Ĺ‚", "Å‚" for "ł") stand in no Polish text.
Letters of one 8-bit encoding shown as those of another ("spo³eczny" for "społeczny") are mended when the dictionary knows
nearly all of the words then and hardly any before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.language import DIACRITICS
from ingest.loader import Draft
from ingest.words import Dictionary

# Letters and signs of Polish texts outside ASCII; a few neighbours' letters come with names.
_TYPED = "".join(sorted(DIACRITICS)) + "–—„”“‚‘’…•§°«»·½×®©€²³\xa0äöüÄÖÜéÉ"
_SHOWN_AS = ("cp1250", "cp1252", "iso8859-2", "latin-1")
_EIGHT_BIT = (("cp1252", "cp1250"), ("latin-1", "iso8859-2"), ("iso8859-2", "cp1250"), ("cp1250", "iso8859-2"))
_WORD = re.compile(r"[^\s.,;:()\[\]„”\"!?/–—-]+")
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_LOST_LETTER = re.compile(r"(?<![\w/=&.?])[^\W\d_]+\?+[^\W\d_]*[^\W\d_?](?![\w/=&])")
# Signs that stand in no word of any language, between letters or before them.
_BROKEN_LETTER = re.compile(r"(?:(?<=[^\W\d_])|\b|(?<=\s))[\x80-\x9f¡¢£¤¥¦¨¬¯±´¶¸¹³¿\ufffd]+(?=[^\W\d_])")
# Enough words to judge by, and how many of them must be known after and may be known before.
_EVIDENCE, _KNOWN_AFTER, _KNOWN_BEFORE = 3, 0.8, 0.2
# Share of words that makes damage worth telling, and the number below which it is chance.
_DAMAGED_SHARE, _DAMAGED_WORDS = 0.02, 5
_SAMPLE_WORDS, _FEWEST_WORDS, _POLISH_SHARE = 1_000, 50, 0.5

MENDED = "Naprawiono polskie litery zapisane w złym kodowaniu. Sprawdź, czy tekst jest poprawny."
LOST = "W tekście zamiast polskich liter stoją znaki zapytania. Zapisz dokument ponownie w kodowaniu UTF-8."
BROKEN = "Część polskich liter jest w pliku błędna. Zapisz dokument ponownie w kodowaniu UTF-8 albo jako PDF."
FOREIGN = "Słownik nie zna większości słów w tekście. Sprawdź, czy to polski tekst i czy litery są poprawne."


@dataclass(frozen=True, slots=True)
class Mended:
    """The texts in their order, and Polish sentences for the outcome."""

    texts: tuple[str, ...]
    notes: tuple[str, ...]


def _double_encoded(encoding: str) -> dict[str, str]:
    """What each typed character looks like when its UTF-8 bytes are read in an 8-bit encoding, and the character.

    Bytes that an encoding leaves empty are shown by programs as the control character of the same number.
    """
    return {"".join(_byte_as(byte, encoding) for byte in character.encode("utf-8")): character for character in _TYPED}


def _byte_as(byte: int, encoding: str) -> str:
    try:
        return bytes((byte,)).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def _any_of(looks: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, looks), key=lambda one: (-len(one), one))))


_SHOWN = {encoding: _double_encoded(encoding) for encoding in _SHOWN_AS}
_LOOKS = {encoding: _any_of(shown) for encoding, shown in _SHOWN.items()}


def mend(texts: Sequence[str], dictionary: Dictionary) -> Mended:
    """The texts of one document with broken letters put right, judged together. Sound texts come back as they are."""
    whole = _reread(_decoded_again(list(texts)), dictionary)
    notes = [MENDED] if whole != list(texts) else []
    if (damage := _damage(whole, dictionary)) is not None:
        notes.append(damage)
    return Mended(tuple(whole), tuple(notes))


def mend_draft(draft: Draft, dictionary: Dictionary) -> Draft:
    """The draft with its letters put right, and what was done among its notes."""
    mended = mend([block.text for block in draft.blocks] + [draft.title or ""], dictionary)
    if not mended.notes:
        return draft
    *texts, title = mended.texts
    blocks = tuple(block.model_copy(update={"text": text}) for block, text in zip(draft.blocks, texts, strict=True))
    return draft.model_copy(update={"blocks": blocks, "title": title or None, "notes": (*draft.notes, *mended.notes)})


def _decoded_again(texts: list[str]) -> list[str]:
    """UTF-8 shown as letters put right, the likeliest encoding first: "Ĺš" is Ś in one and Ź in another."""
    foreign = [text for text in texts if not text.isascii()]
    counts = {encoding: sum(len(looks.findall(text)) for text in foreign) for encoding, looks in _LOOKS.items()}
    for encoding in sorted(_LOOKS, key=lambda encoding: -counts[encoding]):
        if counts[encoding]:
            shown, looks = _SHOWN[encoding], _LOOKS[encoding]
            texts = [looks.sub(lambda match, shown=shown: shown[match.group()], text) for text in texts]  # type: ignore[misc]
    return texts


def _reread(texts: list[str], dictionary: Dictionary) -> list[str]:
    """Words with letters that are not Polish read in another encoding, when the dictionary says that this is right."""
    suspects = {word for text in texts if not text.isascii() for word in _WORD.findall(text) if _is_suspect(word)}
    if len(suspects) < _EVIDENCE:
        return texts
    before = _share_known(suspects, dictionary)
    if before > _KNOWN_BEFORE:
        return texts
    readings = [{word: _as_read(word, *pair) for word in suspects} for pair in _EIGHT_BIT]
    best = max(readings, key=lambda reading: _share_known(reading.values(), dictionary))
    if _share_known(best.values(), dictionary) < _KNOWN_AFTER:
        return texts
    return [_WORD.sub(lambda match: best.get(match.group(), match.group()), text) for text in texts]


def _is_suspect(word: str) -> bool:
    """A word with a sign that is no Polish letter beside its letters."""
    return any(character > "\x7f" and character not in DIACRITICS for character in word) and any(
        "a" <= character <= "z" for character in word.lower()
    )


def _as_read(word: str, shown_as: str, meant: str) -> str:
    try:
        return word.encode(shown_as).decode(meant)
    except UnicodeError:
        return word


def _share_known(words: Iterable[str], dictionary: Dictionary) -> float:
    known = [word.isalpha() and dictionary.known(word) for word in words]
    return sum(known) / len(known) if known else 0.0


def _damage(texts: Sequence[str], dictionary: Dictionary) -> str | None:
    """What is wrong and cannot be mended: a sentence, or None."""
    lost = sum(len(_LOST_LETTER.findall(text)) for text in texts if "?" in text)
    broken = sum(len(_BROKEN_LETTER.findall(text)) for text in texts if not text.isascii())
    words = sum(len(text.split()) for text in texts)
    for count, told in ((lost, LOST), (broken, BROKEN)):
        if count >= max(_DAMAGED_WORDS, words * _DAMAGED_SHARE):
            return told
    sample = list(islice((word for text in texts for word in _LETTERS.findall(text) if word.islower()), _SAMPLE_WORDS))
    if len(sample) >= _FEWEST_WORDS and _share_known(sample, dictionary) < _POLISH_SHARE:
        return FOREIGN
    return None
