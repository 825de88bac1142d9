"""What requests for plans and for visits check alike. Each check names the field at which something is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.language import normalise
from search_api.planning.own import OwnPlace, place_named
from search_api.wrong_input import FieldProblem

NOT_AN_ID = "To nie jest identyfikator praktyki. Skopiuj go z wyników, na przykład „lucien-klub-seniora”."
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class TextFaults:
    """What is said of a text that cannot be searched for. `too_long` has places for `chars` and `most`, both in characters."""

    too_long: str
    no_words: str


def checked_text(given: str, field: str, faults: TextFaults, most_chars: int, problems: list[FieldProblem]) -> str:
    """The text cleaned; one of more than `most_chars` characters, or without a letter or a digit, is a problem."""
    text = normalise(given)
    if len(text) > most_chars:
        problems.append(FieldProblem(field, faults.too_long.format(chars=len(text), most=most_chars)))
    elif not _WORD.search(text):
        problems.append(FieldProblem(field, faults.no_words))
    return text


def checked_place(name: str, field: str, problems: list[FieldProblem]) -> OwnPlace | None:
    """The gmina or powiat of a name or code; None, and a problem, where there is none or several."""
    try:
        return place_named(name)
    except LookupError as error:
        problems.append(FieldProblem(field, str(error.args[0])))
        return None
