"""What is wrong with a record, in Polish: the field and what to do about it.

pydantic speaks English. Every error type that our models raise has its own sentence here; a type that is not listed
gets a general one, so that no English reaches a reader.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import Block, Document
from corpus.outcome import Outcome
from corpus.practice import (
    FIRST_YEAR,
    LAST_YEAR,
    Area,
    Funding,
    Origin,
    Partner,
    Place,
    Practice,
    Quote,
    Record,
    Source,
    Submitted,
    Years,
)

if TYPE_CHECKING:
    from pydantic import ValidationError

GENERAL = "Wartość jest nieprawidłowa. Popraw ją według opisu pól."

_MODELS: tuple[type[Record], ...] = (
    *(Practice, Place, Area, Years, Partner, Funding, Source, Origin, Quote, Submitted),
    *(Document, Block, Outcome),
)
_FIELD_NAMES = tuple(sorted({name for model in _MODELS for name in model.model_fields}))
_QUOTED = re.compile(r"'([^']*)'")
_LONGEST_NAME = 60
_ALIKE = 0.7  # of 1; below it a guess misleads more than it helps
_LONGEST_TEXT = 1200

# What a text must look like, by the field that demands it.
_FORMS = {
    "id": "małe litery bez polskich znaków, cyfry i łączniki, na przykład „staszow-klub-seniora”",
    "url": "pełny adres strony od http:// albo https://, bez odstępów i cudzysłowów",
    "published": "data RRRR, RRRR-MM albo RRRR-MM-DD, na przykład „2014-05-30”",
    "powiat_code": "„teryt:” i cztery cyfry, na przykład „teryt:2612”",
    "subregion": "„nuts:” i kod podregionu, na przykład „nuts:PL227”",
    "sha256": "64 cyfry szesnastkowe",
    "document_id": "„doc-” i 16 cyfr szesnastkowych, na przykład „doc-0123456789abcdef”",
    "draft_id": "„szkic-”, 16 cyfr szesnastkowych, łącznik i numer, na przykład „szkic-0123456789abcdef-1”",
    **dict.fromkeys(("accepted", "sent"), "data RRRR-MM-DD, na przykład „2026-05-30”"),
    "submission_id": "„zgloszenie-”, dzień i cztery znaki, na przykład „zgloszenie-20260530-k7qm”",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """`field` is the path from the top of the record, items counted from 0 ("partners.2.sector").

    It is empty when the record itself is at fault. `message` is a Polish sentence that says what to do.
    """

    field: str
    message: str


def problems(error: ValidationError) -> tuple[Problem, ...]:
    """Every fault of one record, in the order in which pydantic found them."""
    found = error.errors(include_url=False)
    parents = {one["loc"][:depth] for one in found for depth in range(len(one["loc"]))}
    return tuple(
        Problem(".".join(str(part) for part in one["loc"]), message(one))
        for one in found
        # pydantic counts items that failed as absent: a list is called too short for the fault of its item.
        if one["type"] != "too_short" or one["loc"] not in parents
    )


def message(error: Mapping[str, object]) -> str:
    """The sentence for one error of pydantic ("type", "loc", "ctx"), for callers that build the path themselves."""
    location, context = error.get("loc"), error.get("ctx")
    fault = _Fault(
        field=str(location[-1]) if isinstance(location, tuple) and location else "",
        context=context if isinstance(context, Mapping) else {},
        absent="input" in error and error["input"] is None,
    )
    write = _MESSAGES.get(str(error["type"]))
    return GENERAL if write is None else write(fault)


@dataclass(frozen=True, slots=True)
class _Fault:
    """What a sentence may need: the last part of the path, the limits that pydantic names, whether null was given."""

    field: str
    context: Mapping[str, object]
    absent: bool


_Writer = Callable[[_Fault], str]


def _always(text: str) -> _Writer:
    return lambda _fault: text


def _unknown_field(fault: _Fault) -> str:
    close = difflib.get_close_matches(fault.field[:_LONGEST_NAME], _FIELD_NAMES, n=1, cutoff=_ALIKE)
    hint = f" Czy chodziło o „{close[0]}”?" if close else ""
    return f"Nie ma takiego pola. Usuń je albo popraw jego nazwę.{hint}"


def _not_listed(fault: _Fault) -> str:
    allowed = ", ".join(_QUOTED.findall(str(fault.context.get("expected", ""))))
    return f"Wpisz jedną z dozwolonych wartości: {allowed}." if allowed else "Wpisz jedną z dozwolonych wartości."


def _wrong_form(fault: _Fault) -> str:
    form = _FORMS.get(fault.field)
    return f"Popraw zapis. Dozwolone: {form}." if form else "Popraw zapis: nie ma on wymaganej postaci."


def _own(fault: _Fault) -> str:
    # Raised by the validators of corpus/practice.py, whose texts are Polish.
    text = str(fault.context.get("error", ""))[:_LONGEST_TEXT].rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else GENERAL


def _too_short(fault: _Fault) -> str:
    return f"Za mało pozycji. Najmniej: {fault.context.get('min_length', 1)}."


def _too_long(fault: _Fault) -> str:
    return f"Za dużo pozycji. Najwięcej: {fault.context.get('max_length')}."


def _no_text(fault: _Fault) -> str:
    return "Brakuje tekstu. Wpisz treść tego pola." if fault.absent else "Wpisz tekst. Liczbę ujmij w cudzysłów."


def _text_too_short(fault: _Fault) -> str:
    least = fault.context.get("min_length", 1)
    return "Tekst jest pusty. Wpisz tekst." if least == 1 else f"Tekst jest za krótki. Najmniej znaków: {least}."


def _text_too_long(fault: _Fault) -> str:
    return f"Tekst jest za długi. Najwięcej znaków: {fault.context.get('max_length')}."


def _too_small(fault: _Fault) -> str:
    least = fault.context.get("ge")
    if least == FIRST_YEAR:
        return f"Rok jest za wczesny. Wpisz rok od {FIRST_YEAR} do {LAST_YEAR}."
    return f"Liczba jest za mała. Najmniej: {_number(least)}."


def _too_big(fault: _Fault) -> str:
    most = fault.context.get("le")
    if most == LAST_YEAR:
        return f"Rok jest za późny. Wpisz rok od {FIRST_YEAR} do {LAST_YEAR}."
    return f"Liczba jest za duża. Najwięcej: {_number(most)}."


def _number(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace(".", ",")


_WHOLE = _always("Wpisz liczbę całkowitą, na przykład 2014.")
_NUMBER = _always("Wpisz liczbę bez jednostki i bez odstępów, na przykład 10000 albo 2500.50.")
_LIST = _always("Wpisz listę, także gdy ma jedną pozycję.")
_MAPPING = _always("Wpisz pola z wartościami zamiast jednej wartości.")
_YES_NO = _always("Wpisz true (tak) albo false (nie).")
_JSON = _always("Tekst nie jest poprawnym zapisem JSON. Sprawdź nawiasy, przecinki i cudzysłowy.")

_MESSAGES: dict[str, _Writer] = {
    "missing": _always("Dopisz to pole: jest wymagane."),
    "extra_forbidden": _unknown_field,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "invalid_key": _always("Nazwa pola musi być tekstem. Popraw ją."),
    "string_type": _no_text,
    "string_sub_type": _no_text,
    "string_unicode": _always("Tekst zawiera uszkodzone znaki. Zapisz go w kodowaniu UTF-8."),
    "string_too_short": _text_too_short,
    "string_too_long": _text_too_long,
    "string_pattern_mismatch": _wrong_form,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _always("Liczba jest za długa. Sprawdź, czy nie wpisano zbędnych cyfr."),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_big,
    "literal_error": _not_listed,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "iterable_type": _LIST,
    "too_short": _too_short,
    "too_long": _too_long,
    "value_error": _own,
    "union_tag_invalid": _always("Nieznany rodzaj wpisu. Popraw go albo usuń wpis."),
    "union_tag_not_found": _always("Brak rodzaju wpisu. Dopisz go."),
    "frozen_instance": _always("Rekordu nie można zmieniać w miejscu. Zapisz nowy."),
    "recursion_loop": _always("Rekord zawiera sam siebie. Popraw zapis."),
    "json_invalid": _JSON,
    "json_type": _JSON,
}
