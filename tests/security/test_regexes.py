"""No regular expression of the program can be made slow by a hostile text (ReDoS).

Allowed is up to quadratic growth: texts are bounded (a query by PRAKTYKI_MAX_QUERY_CHARS, a line of a document by
`ingest.limits`, a file by the seconds of the process that reads it). What is exponential or cubic is not bounded by that.
"""

from __future__ import annotations

import ast

import pytest

from tests.security.own_patterns import OwnPattern, Unseen, found_in, hanging, module_files, name_of, written
from tests.security.pumping import Slow, quadratic_measure, slow_attack

# Put together inside functions, out of what; a test with words in them stands for each.
MADE_AT_RUN_TIME = {
    "corpus.forgetting": "names, each escaped, side by side",
    "ingest.describe.amounts": "parts that are tested as patterns of that module",
    "ingest.describe.funding_sources": "phrases of our own word lists",
    "ingest.describe.kind": "phrases of our own word lists",
    "ingest.describe.wording": "phrases of our own word lists",
    "ingest.mojibake": "signs, each escaped, side by side",
    "search_api.operation.left_bytes": "bytes, each escaped, side by side",
    "search_api.planning.need_lines": "one sign of two",
    "search_api.planning.need_words": "phrases of our own word lists",
    "search_api.planning.programme_elements": "phrases of our own word lists",
    "search_api.web.hit_view": "one escaped word",
}


def all_patterns() -> list[OwnPattern]:
    """Each once: what stands in the code, with how it is used, and what hangs in modules besides."""
    literal = [pattern for path in module_files() for pattern in written(path)[0]]
    known = {one.pattern for one in literal}
    found = {(one.pattern, one.flags, one.anchored): one for one in literal}
    return [*found.values(), *(one for one in hanging() if one.pattern not in known)]


def told(slow: Slow) -> str:
    """The pattern and the attack, to be repeated by hand."""
    attack = f"{slow.start!r} + {slow.pump!r} * n + {slow.end!r}"
    return f"{slow.pattern.where}: {slow.pattern.pattern[:100]!r} on {attack}, {slow.length} characters"


def test_no_pattern_of_the_program_grows_faster_than_the_square_of_a_text() -> None:
    patterns = all_patterns()
    measure = quadratic_measure()

    slow = [told(found) for pattern in patterns if (found := slow_attack(pattern, measure))]

    assert slow == []
    assert len(patterns) > 300


def test_a_pattern_that_no_test_can_see_is_known_with_what_it_is_made_of() -> None:
    unseen = {one.where for path in module_files() for one in written(path)[1]}

    assert unseen <= set(MADE_AT_RUN_TIME)


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        (r"(a+)+$", False),
        (r"(?:\s|ok\.?|[.,])*", True),
        (r"(?:[^a-z]{2,40}\s){1,20}", True),
        (r"^(?:\w+\s?)*$", False),
        (r"(?:a|aa)+$", True),
        (r"\s*\w*\s*\w*\s*;", False),
    ],
)
def test_a_planted_bad_pattern_is_found(pattern: str, anchored: bool) -> None:
    assert slow_attack(OwnPattern("here", pattern, 0, anchored), quadratic_measure()) is not None


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [(r"dp_([a-z2-7]{8})_([a-z2-7]{52})", True), (r"\s+$", False), (r"(?:ab?)+c", False), (r"[\w.-]+@[\w.-]+", False)],
)
def test_a_plain_pattern_is_not(pattern: str, anchored: bool) -> None:
    assert slow_attack(OwnPattern("here", pattern, 0, anchored), quadratic_measure()) is None


def test_patterns_are_found_in_code_wherever_they_stand() -> None:
    tree = ast.parse(
        "import re\n"
        "_ID = re.compile('a+', re.IGNORECASE)\n"
        "PUBLIC = re.compile('b+')\n"
        "def read(text, word):\n"
        "    PUBLIC.match(text)\n"
        "    re.sub('c' 'd', '', text)\n"
        "    re.search(f'{word}', text)\n"
        "    return _ID.fullmatch(text)\n"
    )

    literal, unseen = found_in(tree, "proba")

    assert [(one.pattern, one.flags, one.anchored) for one in literal] == [
        ("a+", 2, True),
        ("b+", 0, False),
        ("cd", 0, False),
    ]
    assert unseen == [Unseen("proba", "f'{word}'")]


def test_every_module_is_looked_at() -> None:
    assert {"corpus.language", "ingest.fetch", "index.query", "search_api.settings"} <= set(
        map(name_of, module_files())
    )
