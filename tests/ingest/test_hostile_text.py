"""Text made to be slow. A rule that needs the square of its length would not come back from these."""

from __future__ import annotations

import pytest

from ingest import limits
from ingest.clean import clean
from ingest.errors import Unreadable
from ingest.loaders.text import TextLoader
from ingest.privacy import mask
from ingest.words import Dictionary

LENGTH = limits.LINE_CHARACTERS.value - 10


@pytest.mark.parametrize(
    "piece",
    ["a", "7", "1 ", "tel ", "tel. nr ", "tel1-", "@", "a@a.", "a(at)", ".", ". ", "+1/", "(", "a-", "abc- ", "www.", "123-",
     "http://a.pl ", "strona cookies ", "a » ", "48 ", "łąka", "§ "],
)  # fmt: skip
def test_a_line_of_one_thing_repeated_is_masked_and_cleaned(piece: str, dictionary: Dictionary) -> None:
    line = piece * (LENGTH // len(piece))

    mask(line)
    clean(TextLoader().load(line.encode(), "wrogi.txt"), dictionary)


@pytest.mark.parametrize("line", ["sło-", "• ", "abc,", "1. ", "słowo dla kota i psa oraz innych zwierząt w gminie"])
def test_a_hundred_thousand_characters_of_one_line_repeated_are_cleaned(line: str, dictionary: Dictionary) -> None:
    text = f"{line}\n" * (LENGTH // len(line))

    clean(TextLoader().load(text.encode(), "wrogi.txt"), dictionary)


def test_a_line_over_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="długość wiersza"):
        TextLoader().load(b"a" * (limits.LINE_CHARACTERS.value + 1), "wrogi.txt")
