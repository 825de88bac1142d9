"""Texts for files that other programs open: nothing that XML forbids, nothing that a spreadsheet takes for a formula.

A cell that begins with = + - or @ is a formula to a spreadsheet (OWASP, "CSV Injection"). Such a text gets an apostrophe in
front, which stays visible. It gets one also where a cell would begin for a program that guesses another separator, that is
after a comma, a semicolon or a line break; and in XLSX too, since a workbook may be saved as CSV. `undefused` takes exactly
those apostrophes away again.
"""

from __future__ import annotations

import re

from corpus.language import normalise

Cell = str | int | float | None

# The last four are the full-width forms, which some versions of Excel read the same way.
_STARTS = "=+\\-@＝＋－＠"
_FORMULA = re.compile(rf"((?:^|[,;\n])[\s\"]*)(?='*[{_STARTS}])")
_DEFUSED = re.compile(rf"((?:^|[,;\n])[\s\"]*)'(?='*[{_STARTS}])")


def clean(text: str) -> str:
    """Lines as the store keeps them: no control, zero-width, bidirectional or half characters; lines end with \\n."""
    return "\n".join(normalise(line) for line in text.splitlines()).strip("\n")


def defused(text: str) -> str:
    """The clean text with an apostrophe before each place where a formula could begin."""
    return _FORMULA.sub(r"\1'", clean(text))


def undefused(text: str) -> str:
    """The text that `defused` was given, clean."""
    return _DEFUSED.sub(r"\1", text)
