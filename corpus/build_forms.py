"""Builds `corpus/lexicon/forms.tsv.gz`, the words that a typing error may stand for; called by `corpus.build_lexicon`.

Kept are forms of the dictionary that the texts hold often enough, none of them a name of a person only, and words that the
dictionary lacks: those of the invented needs in lower case, which were written with care ("deinstytucjonalizacja"); those
that writers often use in lower case, unless a much commoner word is spelled almost so; and English words. The last two kinds
are known, but never meant.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from corpus.language import fold, normalise
from corpus.word_forms import KNOWN_ONLY, LONGEST, WordForms, level

MIN_COUNT = 3
MIN_UNKNOWN_COUNT = 5
LOWER_CASE_SHARE = 0.9
# An unknown word beside one this much commoner is its misspelling.
MISSPELLING_RATIO = 50
MIN_ENGLISH_COUNT = 10
MIN_ENGLISH_LETTERS = 4
SHORTEST = 2

INVENTED = ("synthetic/*.jsonl",)
INVENTED_FIELDS = ("practice", "needs", "pref", "alt", "problem_phrases")
COUNTED = ("lexical/morfologik_form_lemma.tsv",)
ENGLISH = ("parallel/*.tsv",)

_FORM = re.compile(r"[^\W\d_]+")
_POLISH = re.compile(rf"[a-ząćęłńóśźż]{{{SHORTEST},{LONGEST}}}")


def count_written(lines: Iterable[str]) -> Counter[str]:
    """Words as they are written, with their counts."""
    written: Counter[str] = Counter()
    for line in lines:
        written.update(_FORM.findall(normalise(line)))
    return written


def in_lower_case(written: Counter[str]) -> Counter[str]:
    """The same counts whatever the case."""
    counts: Counter[str] = Counter()
    for form, count in written.items():
        counts[form.casefold()] += count
    return counts


def invented_lines(data: Path) -> Iterator[str]:
    """Texts of the invented practices, needs and concepts."""
    for path in _paths(data, INVENTED):
        with path.open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                for field in INVENTED_FIELDS:
                    value = record.get(field, [])
                    yield from [value] if isinstance(value, str) else value


def counted_forms(data: Path) -> Counter[str]:
    """Counts of the list of forms that comes with its own (form, count, lemmas)."""
    counts: Counter[str] = Counter()
    for path in _paths(data, COUNTED):
        with path.open(encoding="utf-8") as lines:
            for form, count, *_ in (line.split("\t") for line in lines):
                counts[form.casefold()] += int(count)
    return counts


def english_lines(data: Path) -> Iterator[str]:
    """The English side of the translations."""
    for path in _paths(data, ENGLISH):
        with path.open(encoding="utf-8") as lines:
            yield from (line.partition("\t")[0] for line in lines)


def spelling_rows(
    data: Path, written: Counter[str], is_known: Callable[[str], bool], is_kept: Callable[[str], bool]
) -> list[tuple[str, int]]:
    """Rows (form, level) in order of the plain spelling.

    `written` are counts of the words of the texts as written; `is_known` is true for a form of the dictionary, `is_kept` for
    one that is more than a name of a person.
    """
    invented = count_written(invented_lines(data))
    texts = in_lower_case(written + invented)
    counts = texts | counted_forms(data)
    fair = [
        form for form, count in counts.items() if _POLISH.fullmatch(form) and (count >= MIN_COUNT or invented[form])
    ]
    levels = {form: level(counts[form]) for form in fair if is_kept(form)}
    dictionary = WordForms(list(levels), list(levels.values()))
    for form in fair:
        if is_known(form):
            continue
        if invented[form]:
            levels[form] = level(counts[form])
        elif is_word(form, written[form], texts[form], dictionary):
            levels[form] = KNOWN_ONLY
    for form, count in count_written(english_lines(data)).items():
        if (
            count >= MIN_ENGLISH_COUNT
            and len(form) >= MIN_ENGLISH_LETTERS
            and _POLISH.fullmatch(form)
            and not is_known(form)
        ):
            levels.setdefault(form, KNOWN_ONLY)
    return sorted(levels.items(), key=lambda row: (fold(row[0]), row[0]))


def is_word(form: str, lower: int, count: int, dictionary: WordForms) -> bool:
    """True for a form that writers use, in lower case and often, and that is no misspelling of a much commoner word."""
    if lower < max(MIN_UNKNOWN_COUNT, LOWER_CASE_SHARE * count):
        return False
    limit = level(MISSPELLING_RATIO * count)
    return all(dictionary.level(number) < limit for number in dictionary.near(fold(form), 1))


def _paths(data: Path, patterns: tuple[str, ...]) -> list[Path]:
    return sorted(path for pattern in patterns for path in data.glob(pattern))
