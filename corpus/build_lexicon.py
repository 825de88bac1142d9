"""Builds `corpus/lexicon/` from plain text: how often each (lemma, part of speech) occurs, forms without diacritics,
and the forms that a typing error may stand for.

    python -m corpus.build_lexicon ../shared/data

The text is read once, forms are counted, each form is analysed once. A form with several readings shares its count among
them in proportion to the counts that the readings have so far (expectation maximisation, a few rounds). No name of a person is
kept: a reading that is only a first name or a surname is left out.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tqdm import tqdm

from corpus.build_forms import count_written, in_lower_case, spelling_rows
from corpus.language import fold, has_diacritics
from corpus.lemmas import ACRONYM, FREQUENCIES, RESTORATIONS, UNKNOWN, Lemmatiser, Reading
from corpus.word_forms import FORMS

SOURCES = ("text/*.txt", "civic/*.tsv")
ROUNDS = 5
MIN_LEMMA_COUNT = 3
MIN_FORM_COUNT = 2
# A short form written in capitals more often than not is an acronym (OSP, not the disease "ospa").
ACRONYM_LENGTHS = range(2, 7)
ACRONYM_SHARE = 0.5
# A word spelled the same without diacritics is taken for another one only when that one is this much commoner.
PLAIN_TEXT_RATIO = 3.0
PERSON_NAMES = frozenset({"nazwisko", "imię", "patronimicum", "przydomek"})


def text_lines(data: Path) -> Iterator[str]:
    """Lines of all sources under `data`. Raises FileNotFoundError when there is none."""
    paths = sorted(path for pattern in SOURCES for path in data.glob(pattern))
    if not paths:
        raise FileNotFoundError(f"{data}: no {' or '.join(SOURCES)}")
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from lines


def count_forms(written: Counter[str]) -> tuple[Counter[str], frozenset[str]]:
    """Lower-case word forms with their counts, and those among them that are acronyms, from counts of words as written."""
    counts = in_lower_case(written)
    acronyms = {
        form.casefold()
        for form, count in written.items()
        if form.isupper() and len(form) in ACRONYM_LENGTHS and count > ACRONYM_SHARE * counts[form.casefold()]
    }
    return counts, frozenset(acronyms)


def is_person(reading: Reading) -> bool:
    """True when the reading is nothing but a name of a person."""
    return bool(reading.names) and PERSON_NAMES.issuperset(reading.names)


def lemma_frequencies(
    forms: Counter[str], acronyms: frozenset[str], analyser: Lemmatiser
) -> dict[tuple[str, str], float]:
    """Expected count of each (lemma, part of speech), by expectation maximisation over ambiguous forms."""
    readings: list[tuple[int, list[tuple[str, str]]]] = []
    for form, count in tqdm(forms.items(), desc="analysing forms", disable=None):
        known = [r for r in analyser.readings(form) if r.part_of_speech != UNKNOWN and not is_person(r)]
        meanings = {(form, ACRONYM)} if form in acronyms else {(r.lemma, r.part_of_speech) for r in known}
        if meanings:
            readings.append((count, sorted(meanings)))
    expected: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for _ in range(ROUNDS):
        following: dict[tuple[str, str], float] = defaultdict(float)
        for count, pairs in readings:
            total = sum(expected[pair] for pair in pairs)
            for pair in pairs:
                following[pair] += count * expected[pair] / total
        expected = following
    return dict(expected)


def _is_kept(form: str, analyser: Lemmatiser) -> bool:
    """True for a word of the dictionary that is more than a name of a person."""
    return any(r.part_of_speech != UNKNOWN and not is_person(r) for r in analyser.readings(form))


def restorations(forms: Counter[str], analyser: Lemmatiser) -> dict[str, bool]:
    """Form with diacritics -> whether its spelling without them is certainly no other word."""
    best: dict[str, str] = {}
    for form, count in forms.items():
        if count < MIN_FORM_COUNT or not has_diacritics(form) or not _is_kept(form, analyser):
            continue
        plain = fold(form)
        if plain not in best or (count, form) > (forms[best[plain]], best[plain]):
            best[plain] = form
    chosen: dict[str, bool] = {}
    for plain, form in best.items():
        other_word = analyser.is_known(plain)
        if not other_word or forms[form] >= PLAIN_TEXT_RATIO * (forms[plain] + 1):
            chosen[form] = not other_word
    return chosen


def write_rows(path: Path, rows: Iterable[tuple[object, ...]]) -> None:
    """Tab-separated rows, gzipped without a time stamp so that the same rows give the same bytes."""
    path.parent.mkdir(exist_ok=True)
    content = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    path.write_bytes(gzip.compress(content.encode(), 9, mtime=0))


def main(data: Path) -> None:
    """Builds the three files. `data` is a folder with the sources of SOURCES."""
    analyser = Lemmatiser({}, {})
    written = count_written(tqdm(text_lines(data), desc="counting forms", disable=None))
    forms, acronyms = count_forms(written)
    frequencies = lemma_frequencies(forms, acronyms, analyser)
    kept = (
        (lemma, part, round(count)) for (lemma, part), count in sorted(frequencies.items()) if count >= MIN_LEMMA_COUNT
    )
    write_rows(FREQUENCIES, kept)
    certainty = restorations(forms, analyser)
    write_rows(RESTORATIONS, ((form, "certain" if certainty[form] else "likely") for form in sorted(certainty)))
    write_rows(FORMS, spelling_rows(data, written, analyser.is_known, lambda form: _is_kept(form, analyser)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
