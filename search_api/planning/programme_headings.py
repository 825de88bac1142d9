"""What a line of a programme is by its words: its mark ("§ 5", "Rozdział II"), the elements it names, a place to be filled in."""

from __future__ import annotations

import re

from corpus.language import fold
from search_api.planning.programme_elements import elements

_MARKS = (
    r"(?:czesc|dzial)\s+(?:[ivxl]+|\d+)\b\s*[.:–—-]*",
    r"rozdzial\s+(?:[ivxl]+|\d+)\b\s*[.:–—-]*",
    r"[ivxl]{1,6}\s*[.)–—-]",
    r"§\s*\d+[a-z]?\s*[.:)]*",
    r"\d{1,2}(?:\.\d{1,2})*\s*[.)]",
    r"[a-z]\)|[–—•*-](?=\s)",
)
_MARK = re.compile("|".join(f"(?P<r{rank}>{mark})" for rank, mark in enumerate(_MARKS)))
SECTION = 3  # marks up to this rank open parts; those below it number sentences and items
UNMARKED = len(_MARKS)
LONGEST_HEADING = 22  # words
MOST_HEADED = 4  # elements that one part treats together
LONGEST_LABEL = 12
_MANY_WORDS = 6
_LONGEST_PLACEHOLDER = 14
_DIGITS_FOR_LETTERS = re.compile(r"(?<=[a-z])0(?=[a-z])|\b0(?=[a-z]{3})|(?<=[a-z]{2})6(?=[a-z]{2})")
# Words that may stand beside those of an element without making more than a heading of it.
_COMMON = frozenset(
    """program programu programie programow wspolpraca wspolpracy wspolprace gmina gminy powiatu miasta wojewodztwa
    samorzadu z ze i oraz a takze w we na do o od po przez dla jego jej ich tym roku rok lata latach organizacje
    organizacjami organizacji pozarzadowe pozarzadowymi pozarzadowych publiczne publicznych publicznego zadania
    zadan realizacji realizacje realizacja wykonania wykonanie planowanych przeznaczonych finansowych finansowe
    podmiotami innymi ofert otwartych konkursach przebieg przebiegu sposob sposobie szczegolowe glowny dzialania
    przyjety przyjete ktorych mowa art ust ustawy konkursowych opiniowania tryb zasady informacja tworzenia
    rocznego rocznym ten ogolne gmine powiat miasto wojewodztwo budzecie budzetu planowane przeznaczone terenie""".split()
)
_TO_FILL_IN = (
    r"do (?:uzupelnienia|ustalenia|uzgodnienia|opracowania|wpisania)|uzupelni\w*|wpis\w+|w (?:opracowaniu|przygotowaniu)"
    r"|tu wpis\w*|prosze uzupelni\w*"
)
_PLACEHOLDER = re.compile(
    r"\.{4,}|…{2,}|_{3,}"
    r"|^\W*(?:…|\.{3}|x{3,}|n/?d|tbd|-+)?\W*$"
    rf"|^\W*(?:{_TO_FILL_IN})\b"
    rf"|[\[({{<](?:kwot|dat|nazw|rok|liczb|\.{{2,}}|…|{_TO_FILL_IN})[^\])}}>]{{0,60}}[\])}}>]"
)


def plain(text: str) -> str:
    """Folded for comparing, with zeros and sixes that a program read in place of letters."""
    folded = fold(text)
    return _DIGITS_FOR_LETTERS.sub("o", folded)


def elements_in(folded: str) -> frozenset[str]:
    """Codes of the elements that the words of a heading name; of names that overlap the longest counts."""
    return frozenset(code for _, _, code in _named(folded))


def headed_by(bare: str) -> frozenset[str]:
    """The elements that a heading opens: none where it only tells what a programme holds."""
    named = elements_in(bare)
    return frozenset() if len(named) > MOST_HEADED or tells_what_it_holds(bare) else named


# What stands between the name of an element and its text on one line.
_DIVIDES = re.compile(r":\s*|\s[–—-]+\s*|[–—-]+\s")
_YEAR_FIRST = re.compile(r"20\d\d\b")
# Verbs that make a sentence of a line.
_SAYS = re.compile(
    r"\b(?:jest|sa|bedzie|beda|zostanie|zostana|obejmuj\w+|dotycz\w|stanowi\w*|wynosi\w*|odbywa\w*|nalez[ya]|trwa\w*|obowiazuj\w+"
    r"|okresl(?:a|i|aja)|zawiera\w*|reguluj\w+|powoluj\w+|opiniuje|realizuj(?:e|a))\b"
)


def tells_what_it_holds(folded: str) -> bool:
    """Whether a line says of a programme, an act or a report that it names something."""
    return re.search(r"\b(?:okresla|zawiera|reguluje|wytyczyl|wskazuje)\w*\b", folded) is not None


def _named(folded: str) -> list[tuple[int, int, str]]:
    """Start, end and element of each name, none overlapping another."""
    found = [(*match.span(), one.code) for one in elements() for match in one.headings.finditer(folded)]
    kept: list[tuple[int, int, str]] = []
    for start, end, code in sorted(found, key=lambda name: (name[0] - name[1], name[0])):
        if all(end <= first or start >= last for first, last, _ in kept):
            kept.append((start, end, code))
    return kept


def mark_of(folded: str) -> tuple[int, int]:
    """Rank of the mark that a line begins with, and where its words begin."""
    found = _MARK.match(folded)
    if found is None:
        return UNMARKED, 0
    return int((found.lastgroup or "r0")[1:]), found.end()


def bare_of(folded: str) -> str:
    """A line without all the marks in front of it: "§ 2. 1. Cel" -> "cel"."""
    while found := _MARK.match(folded):
        folded = folded[found.end() :].lstrip()
    return folded


def is_hollow(bare: str) -> bool:
    return len(bare.split()) <= _LONGEST_PLACEHOLDER and _PLACEHOLDER.search(bare) is not None


def names_only_elements(bare: str) -> bool:
    """Whether a short line says nothing but the names of elements: "Okres i sposób realizacji programu"."""
    words = re.findall(r"[a-z0-9]+", bare)
    if not words or len(words) > LONGEST_HEADING or not elements_in(bare) or _SAYS.search(bare):
        return False
    return len(_other_words(bare)) <= (0 if len(words) <= 2 else 1 if len(words) <= _MANY_WORDS else 2)


def _other_words(bare: str) -> list[str]:
    named = " ".join(bare[start:end] for start, end, _ in _named(bare)).split()
    words = re.findall(r"[a-z0-9]+", bare)
    return [word for word in words if word not in named and word not in _COMMON and not word.isdigit()]


def label_of(folded: str, *, dashed: bool = True) -> frozenset[str]:
    """Elements named by the words before a colon, or a dash if `dashed`: "Okres realizacji: rok 2026"."""
    bare = bare_of(folded)
    head, colon, _ = bare.partition(":")
    if colon and len(head.split()) <= LONGEST_LABEL and names_only_elements(head):
        return elements_in(head)
    parts = divided(bare) if dashed else None
    return elements_in(bare[: parts[0]]) if parts else frozenset()


def divided(text: str) -> tuple[int, int] | None:
    """Where the name of an element ends and what follows it begins, on a line such as "Cel główny: rozwój" or "Środki – 9 zł".

    None where no colon or dash stands behind a name alone, where nothing follows, or where only names of the same elements do
    ("Cele: cel główny i cele szczegółowe"): that is a heading as a whole.
    """
    found = _DIVIDES.search(text)
    if found is None or not re.search(r"[^\W_]|[.…_]{3}", text[found.end() :]):
        return None
    head, rest = plain(text[: found.start()]), plain(text[found.end() :])
    if re.search(r"\d$", head) and _YEAR_FIRST.match(rest):  # "na lata 2026 – 2028"
        return None
    if len(head.split()) > LONGEST_LABEL or not names_only_elements(head) or _subtitles(elements_in(head), rest):
        return None
    return found.start(), found.end()


def _subtitles(named: frozenset[str], rest: str) -> bool:
    bare = rest.rstrip(" .")
    return bool(named & elements_in(bare)) and names_only_elements(bare) and not _other_words(bare)
