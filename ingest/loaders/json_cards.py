"""Practice cards in JSON: one object, a list of them, or JSON Lines. A bad card leaves the others alone."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ingest import limits
from ingest.errors import Unreadable
from ingest.loader import BrokenCard, Card

_BLANK = re.compile(r"[ \t\r\n]*")
_POINT = re.compile(r"[-.]")
_SHOWN_KEY = 60
_NOT_UTF8 = "Tekst nie jest w kodowaniu UTF-8. Zapisz plik w UTF-8."


@dataclass(frozen=True, slots=True)
class _Fault:
    """Stands in the decoded value where the file has something that no card may hold; `reason` is a Polish sentence."""

    reason: str


class _Decoder(json.JSONDecoder):
    """JSON as the standard has it: a `_Fault` in place of what Python would let pass (NaN, repeated keys, huge numbers)."""

    def __init__(self) -> None:
        super().__init__(
            parse_constant=self._constant,
            parse_int=self._integer,
            parse_float=self._float,
            object_pairs_hook=self._object,
        )

    def _constant(self, name: str) -> _Fault:
        return _Fault(f"Wartość {name} nie jest liczbą. Wpisz liczbę albo null.")

    def _integer(self, digits: str) -> int | _Fault:
        return _Fault(limits.DIGITS.message) if len(digits.lstrip("-")) > limits.DIGITS.value else int(digits)

    def _float(self, digits: str) -> float | _Fault:
        # Zeros in front give the size of a small number, not its precision.
        if len(_POINT.sub("", digits.lower().split("e")[0]).lstrip("0")) > limits.DIGITS.value:
            return _Fault(limits.DIGITS.message)
        number = float(digits)
        return number if math.isfinite(number) else _Fault("Liczba jest za duża. Popraw ją.")

    def _object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        content: dict[str, object] = {}
        for key, value in pairs:
            content[key] = (
                _Fault(f"Pole „{key[:_SHOWN_KEY]}” stoi dwa razy. Zostaw jedno.") if key in content else value
            )
        return content


def _card(item: int, value: object) -> Card | BrokenCard:
    if _depth(value) > limits.DEPTH.value:
        return BrokenCard(item, limits.DEPTH.message)
    for path, fault in _faults(value):
        return BrokenCard(item, fault.reason, ".".join(path) or None)
    if not isinstance(value, dict):
        return BrokenCard(item, "Karta praktyki to obiekt JSON: { … }. Popraw zapis.")
    return Card(item, value)


def _faults(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], _Fault]]:
    """Faults with the path of each from the top of the card, items counted from 0. The depth has been checked."""
    if isinstance(value, _Fault):
        yield path, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _faults(child, (*path, key[:_SHOWN_KEY]))
    elif isinstance(value, list):
        for place, child in enumerate(value):
            yield from _faults(child, (*path, str(place)))


def _depth(value: object) -> int:
    level, depth = [value], 0
    while level := [
        child
        for node in level
        if isinstance(node, dict | list)
        for child in (node.values() if isinstance(node, dict) else node)
    ]:
        depth += 1
    return depth


class JsonCards:
    """A .json file: one card or a list of cards. `item` is the number of the card in the file."""

    suffixes = (".json",)
    size = limits.JSON_BYTES
    item_name = "karta nr"

    def read(self, stream: BinaryIO) -> Iterator[Card | BrokenCard]:
        """Cards in file order. A fault of syntax ends the reading, and the last outcome says so."""
        try:
            text = stream.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Unreadable(_NOT_UTF8) from error
        start = _after_blank(text, 0)
        if start == len(text):
            raise Unreadable("Plik nie zawiera żadnej karty.", "empty")
        if text[start] == "[":
            return self._list(text, start + 1)
        return self._object(text, start)

    def _object(self, text: str, start: int) -> Iterator[Card | BrokenCard]:
        decoder = _Decoder()
        try:
            value, end = decoder.raw_decode(text, start)
            if (end := _after_blank(text, end)) != len(text):
                raise json.JSONDecodeError("extra data", text, end)
        except (json.JSONDecodeError, RecursionError) as error:
            yield BrokenCard(1, _syntax(error))
            return
        yield _sized(1, value, text[start:end])

    def _list(self, text: str, position: int) -> Iterator[Card | BrokenCard]:
        item = 0
        while True:
            item += 1
            decoder = _Decoder()
            try:
                position = _after_blank(text, position)
                if item == 1 and text[position : position + 1] == "]":
                    raise Unreadable("Plik nie zawiera żadnej karty.", "empty")
                value, end = decoder.raw_decode(text, position)
            except (json.JSONDecodeError, RecursionError) as error:
                yield BrokenCard(item, f"{_syntax(error)} Dalszej części pliku nie odczytano.")
                return
            yield _sized(item, value, text[position:end])
            position = _after_blank(text, end)
            if text[position : position + 1] != ",":
                break
            position += 1
        rest = text[_after_blank(text, position + 1) :]
        if text[position : position + 1] != "]" or rest:
            line = text.count("\n", 0, position) + 1
            reason = f"Błąd zapisu JSON w wierszu {line}: brakuje przecinka albo nawiasu „]”."
            yield BrokenCard(item + 1, f"{reason} Dalszej części pliku nie odczytano.")


class JsonLinesCards:
    """A .jsonl file: one card in each line, read line by line. `item` is the number of the line."""

    suffixes = (".jsonl", ".ndjson")
    size = limits.JSON_LINES_BYTES
    item_name = "wiersz"

    def read(self, stream: BinaryIO) -> Iterator[Card | BrokenCard]:
        """Cards in file order; every fault stays within its line. Blank lines are passed over."""
        number = 0
        while line := stream.readline(limits.RECORD_BYTES.value + 1):
            number += 1
            if len(line) > limits.RECORD_BYTES.value:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(limits.RECORD_BYTES.value)
                yield BrokenCard(number, limits.RECORD_BYTES.message)
            elif line.strip():
                yield self._line(number, line)

    def _line(self, number: int, line: bytes) -> Card | BrokenCard:
        decoder = _Decoder()
        try:
            value = decoder.decode(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            return BrokenCard(number, "Wiersz nie jest w kodowaniu UTF-8. Zapisz plik w UTF-8.")
        except json.JSONDecodeError as error:
            return BrokenCard(
                number, f"Błąd zapisu JSON w kolumnie {error.colno}. W każdym wierszu ma stać jedna karta."
            )
        except RecursionError:
            return BrokenCard(number, limits.DEPTH.message)
        return _card(number, value)


def _after_blank(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return found.end() if found is not None else position


def _sized(item: int, value: object, source: str) -> Card | BrokenCard:
    if len(source.encode()) > limits.RECORD_BYTES.value:
        return BrokenCard(item, limits.RECORD_BYTES.message)
    return _card(item, value)


def _syntax(error: json.JSONDecodeError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return limits.DEPTH.message
    return f"Błąd zapisu JSON w wierszu {error.lineno}, kolumnie {error.colno}."
