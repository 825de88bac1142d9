"""Which words of a sentence are the need itself, whether it opens like a task, and what is an empty answer (words/need_cues.yaml).

Nothing is reworded: what is left of a sentence is one run of its own characters.
"""

from __future__ import annotations

import re

from corpus.language import fold
from corpus.lemmas import GERUND, lemmatiser
from search_api.planning.need_words import cues

_WORD = re.compile(r"[^\W\d_]+")
_WORDS_OF_TASK = 2
_INFINITIVE = "inf"  # of the tags of Morfeusz
# "…, że" within the first words; what stands before it may be left out when only a speaker does.
_THAT = re.compile(r",\s+(?:że|iż|ze)\s+")
_LATEST_THAT = 110
_MOST_SPEAKER_WORDS = 7
# Who speaks in minutes: "Mieszkaniec Garbarskiej: – Autobus …".
_SPEAKER = re.compile(r"[^\W\d_][^:„\"?!]{1,120}:\s+[–—-]\s+(?=\S)")
_OUTER = " \t;,.:–—-•"
_QUOTED = re.compile(r"[„\"](?P<said>[^„”\"]+)[”\"]\.?")


def is_empty_item(text: str) -> bool:
    """True for the last line of a table, or an answer that says nothing: "razem", "nic nie trzeba zmieniać"."""
    bare = fold(text).strip(_OUTER + '!?()"„”')
    if not any(character.isalpha() for character in bare) or bare in cues().empty_items:
        return True
    return cues().empty_openings.match(bare) is not None


def opens_like_task(text: str) -> bool:
    """True when the first word is an infinitive ("wspierać"), or one of the first two is a gerund ("wspieranie") or another noun
    that opens tasks ("ochrona")."""
    for place, found in enumerate(list(_WORD.finditer(text[:120]))[:_WORDS_OF_TASK]):
        word = found.group()
        if place == 0 and any(reading.part_of_speech == _INFINITIVE for reading in lemmatiser().readings(word)):
            return True
        if fold(word) in cues().task_nouns:
            return True
        if word.lower().endswith(("nie", "cie", "nia")) and any(
            reading.part_of_speech == GERUND for reading in lemmatiser().readings(word)
        ):
            return True
    return False


def spoken(text: str) -> str:
    """What is said, without who says it: "Mieszkaniec Garbarskiej: – Autobus …" is "Autobus …"."""
    speaker = _SPEAKER.match(text)
    return text if speaker is None else text[speaker.end() :]


def trimmed(sentence: str) -> str:
    """The sentence without list signs, closing marks and a mere speaker in front: "Mieszkańcy wskazali, że …"."""
    text = spoken(sentence.strip(_OUTER)).strip(_OUTER)
    if (quoted := _QUOTED.fullmatch(text)) is not None:
        text = quoted["said"].strip(_OUTER)
    found = _THAT.search(text, 0, _LATEST_THAT)
    if found is not None and _only_speaks(text[: found.start()]):
        text = text[found.end() :]
    return _balanced(text.strip(_OUTER))


def _only_speaks(words: str) -> bool:
    folded = fold(words)
    count = len(folded.split())
    return (
        count <= _MOST_SPEAKER_WORDS
        and cues().telling.search(folded) is not None
        and (cues().speakers.match(folded) is not None or count <= 2)
        and not any(character.isdigit() for character in folded)
    )


def _balanced(text: str) -> str:
    """Without a bracket or quotation mark whose other half was left behind."""
    if text.endswith(")") and "(" not in text:
        text = text[:-1]
    if text.startswith("„") and "”" not in text and '"' not in text[1:]:
        text = text[1:]
    return text.strip(_OUTER)
