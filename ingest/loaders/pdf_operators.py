"""The operators of a PDF content stream with their operands (ISO 32000-1, 7.8.2 and 7.2).

Text takes a small part of a page full of drawing, so numbers stay as they are written until somebody asks for them. What
breaks the syntax is passed over, as viewers do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import limits

_BLANK = rb"\x00\t\n\x0c\r "
_TOKEN = re.compile(
    rb"[" + _BLANK + rb"]*(?:%[^\r\n]*[" + _BLANK + rb"]*)*"
    rb"(?:(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?=[" + _BLANK + rb"()<>\[\]{}/%]|$)"
    rb"|(?P<operator>[^" + _BLANK + rb"()<>\[\]{}/%]+)"
    rb"|/(?P<name>[^" + _BLANK + rb"()<>\[\]{}/%]*)"
    rb"|\((?P<plain>[^()\\\r]*)\)|(?P<string>\()"
    rb"|<(?P<hex>[0-9A-Fa-f" + _BLANK + rb"]*)>"
    rb"|(?P<open>\[|<<)|(?P<close>\]|>>)"
    rb"|(?P<other>[\s\S]))"
)
_IN_STRING = re.compile(rb"\\(?:\r\n|[\s\S])|[()]")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|([\s\S]))|\r\n?")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
# "--5", "1.2.3": seen in files of careless programs.
_CROOKED_NUMBER = re.compile(rb"[+-]*(?=[\d.+-])(-?\d*\.?\d*)[\d.+-]*$")
_NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
# The data of an inline image ends here when what follows reads like a content stream again.
_IMAGE_END = re.compile(rb"[" + _BLANK + rb"]EI(?=[" + _BLANK + rb"][\x09\x0a\x0d\x20-\x7e]{0,20}(?![\x80-\xff])|\Z)")
_DEEPEST = 32
_MOST_OPERANDS = 64


class Written(bytes):
    """A number as the stream writes it."""

    __slots__ = ()


class Name(str):
    """A name without its slash."""

    __slots__ = ()


Operand = Written | Name | bytes | list["Operand"] | dict[str, "Operand"]


def number(operand: object, default: float = 0.0) -> float:
    """The value of a number; `default` for any other operand."""
    try:
        return float(operand) if isinstance(operand, Written) else default
    except ValueError:
        return default


def operators(stream: bytes) -> Iterator[tuple[bytes, list[Operand]]]:
    """Operator and operands in the order of the stream. Raises `Unreadable` when there are too many.

    The list of operands is valid until the next step.
    """
    operands: list[Operand] = []
    outer: list[tuple[bytes, list[Operand]]] = []
    position, count = 0, 0
    match = _TOKEN.match
    while (token := match(stream, position)) is not None:
        position = token.end()
        kind = token.lastgroup
        if kind == "number":
            operands.append(Written(token["number"]))
        elif kind == "operator" and (crooked := _CROOKED_NUMBER.match(token["operator"])):
            operands.append(Written(crooked[1] or b"0"))
        elif kind == "operator":
            count += 1
            if token["operator"] == b"ID":
                position = _after_image(stream, position)
            elif not outer:
                yield token["operator"], operands
            operands.clear()
            outer.clear()
        elif kind == "name":
            operands.append(_name(token["name"]))
        elif kind == "plain":
            operands.append(token["plain"])
        elif kind == "hex":
            operands.append(_from_hex(token["hex"]))
        elif kind == "string":
            found, position = _string(stream, position)
            operands.append(found)
        elif kind == "open":
            if len(outer) < _DEEPEST:
                outer.append((token["open"], operands))
                operands = []
        elif kind == "close" and outer:
            sign, before = outer.pop()
            before.append(operands if sign == b"[" else _dictionary(operands))
            operands = before
        if not outer and len(operands) > _MOST_OPERANDS:
            del operands[:-_MOST_OPERANDS]
        if count > limits.PDF_OPERATORS.value:
            limits.PDF_OPERATORS.check(count)


def _name(raw: bytes) -> Name:
    return Name(_NAME_CODE.sub(lambda code: bytes([int(code[1], 16)]), raw).decode("utf-8", "replace"))


def _from_hex(digits: bytes) -> bytes:
    digits = digits.translate(None, b"\x00\t\n\x0c\r ")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _string(stream: bytes, start: int) -> tuple[bytes, int]:
    """The literal string that opens before `start`, and the place after its end."""
    depth = 1
    for sign in _IN_STRING.finditer(stream, start):
        if sign[0] == b"(":
            depth += 1
        elif sign[0] == b")":
            depth -= 1
            if not depth:
                return _ESCAPE.sub(_meant, stream[start : sign.start()]), sign.end()
    return b"", len(stream)


def _meant(escape: re.Match[bytes]) -> bytes:
    octal, line_end, character = escape.groups()
    if octal:
        return bytes([int(octal, 8) & 0xFF])
    if line_end:
        return b""
    return _ESCAPED.get(character, character) if character else b"\n"


def _dictionary(items: list[Operand]) -> dict[str, Operand]:
    return {key: value for key, value in zip(items[::2], items[1::2], strict=False) if isinstance(key, Name)}


def _after_image(stream: bytes, start: int) -> int:
    end = _IMAGE_END.search(stream, start)
    return end.end() if end else len(stream)


# A page without one of these has no text; a page without one of those shows nothing (tables 57, 59, 60, 77, 87, 92, 109).
_SHOWS_TEXT = re.compile(rb"T[jJ]|Do|['\"]")
_PAINTS = re.compile(rb"(?<![^\s\])>])(?:S|s|f|F|f\*|B|B\*|b|b\*|sh|Do|EI|Tj|TJ|'|\")(?=[\s\[(<]|$)")


def has_text(stream: bytes) -> bool:
    """False when the stream certainly shows no text, neither itself nor by a form."""
    return _SHOWS_TEXT.search(stream) is not None


def paints(stream: bytes) -> bool:
    """True when the stream draws anything."""
    return _PAINTS.search(stream) is not None
