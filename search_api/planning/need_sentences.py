"""How plainly a sentence states a need, and which of its words are the need itself.

Signs of need give points, signs of law, procedure or praise take points off (words/need_cues.yaml). Nothing is reworded: what is
left of a sentence is one run of its own characters.
"""

from __future__ import annotations

import re

from corpus.language import fold
from corpus.lemmas import GERUND, lemmatiser
from search_api.planning.need_words import cues

ENOUGH = 0.6  # points of a sentence that is a need
ENOUGH_AMONG_RULES = 1.0  # the same in a text that is mostly procedure: a programme of cooperation, an announcement
_LONGEST_LOOKED_AT = 1_500
_PLENTY = 3.0
# What is praised before "ale" leads in a complaint.
_PRAISE = ("good", "done")
_CONTRAST = re.compile(r"\b(?:ale|lecz|jednak|jednakze|niestety|tylko ze|jednoczesnie)\b")
_NOTHING = "nothing"  # the group of answers that say nothing, in need_cues.yaml
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_OF_TASK = 2
_INFINITIVE = "inf"  # of the tags of Morfeusz
# "…, że" within the first words; what stands before it may be left out when only a speaker does.
_THAT = re.compile(r",\s+(?:że|iż|ze)\s+")
_LATEST_THAT = 110
_MOST_SPEAKER_WORDS = 7
_OUTER = " \t;,.:–—-•"
_QUOTED = re.compile(r"[„\"](?P<said>[^„”\"]+)[”\"]\.?")


def points_of(text: str) -> float:
    """The points of a sentence or item: 1 and more for a need, below 0 for what surely is none."""
    folded = cues().not_signs.sub(" ", fold(text[:_LONGEST_LOOKED_AT]))
    points = min(sum(sign.points for sign in cues().signs if sign.pattern.search(folded)), _PLENTY)
    return points - against(folded)


def against(folded: str) -> float:
    """Points that speak against a need in a folded text."""
    contrast = _CONTRAST.search(folded)
    behind = folded[contrast.end() :] if contrast is not None else folded
    return sum(
        sign.points for sign in cues().against if sign.pattern.search(behind if sign.name in _PRAISE else folded)
    )


def is_empty_item(text: str) -> bool:
    """True for the last line of a table, or an answer that says nothing: "razem", "nic nie trzeba zmieniać"."""
    bare = fold(text).strip(_OUTER + '!?()"„”')
    if not any(character.isalpha() for character in bare) or bare in cues().empty_items:
        return True
    return any(sign.name == _NOTHING and sign.pattern.match(bare) for sign in cues().against)


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


def trimmed(sentence: str) -> str:
    """The sentence without list signs, closing marks and a mere speaker in front: "Mieszkańcy wskazali, że …"."""
    text = sentence.strip(_OUTER)
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
