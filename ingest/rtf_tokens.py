"""The tokens of Rich Text Format 1.9.1: groups, control words, bytes of text. What they mean is for `ingest.loaders.rtf`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

# A control word is at most 32 letters; text is everything else that does not end a line.
_TOKEN = re.compile(
    rb"\\(?:'([0-9a-fA-F]{2})|([a-zA-Z]{1,32})(-?\d{1,10})? ?|([^a-zA-Z]))|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)", re.DOTALL
)

TokenKind = Literal["open", "close", "word", "symbol", "text", "hex"]


class Token(NamedTuple):
    """`name` of a control word or symbol; `number` its parameter, None when it has none; `data` the bytes of a text."""

    kind: TokenKind
    name: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Tokens in file order. What cannot be a token is passed over; binary data (`\\bin`) is too."""
    position = 0
    while (found := _TOKEN.search(data, position)) is not None:
        position = found.end()
        hexadecimal, word, number, symbol, brace, text = found.groups()
        if text is not None:
            yield Token("text", data=text)
        elif word is not None:
            value = int(number) if number is not None else None
            if word == b"bin":
                position += max(value or 0, 0)
            else:
                yield Token("word", word.decode("ascii"), value)
        elif hexadecimal is not None:
            yield Token("hex", data=bytes((int(hexadecimal, 16),)))
        elif brace is not None:
            yield Token("open" if brace == b"{" else "close")
        elif symbol is not None:
            yield Token("symbol", symbol.decode("latin-1"))
