"""Rich Text Format (1.9.1): the text as a reader sees it with all changes accepted.

Deleted and hidden text, comments, headers, footers, pictures, embedded objects and tables of contents are left out. Text
boxes and footnotes follow the paragraph that they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from ingest import limits
from ingest.errors import Unreadable
from ingest.loader import Draft
from ingest.loaders import rtf_words
from ingest.loaders.rtf_words import Style
from ingest.outline import Piece, blocks_of, row_text
from ingest.rtf_tokens import Token, tokens

SIGNATURE = b"{\\rtf"
_EMPTY = "Dokument nie zawiera tekstu. Jeśli to skan, rozpoznaj w nim tekst (OCR) i dodaj jako PDF."

Target = Literal["text", "nothing", "fonts", "styles", "info", "title"]


class RtfLoader:
    """Documents in Rich Text Format."""

    media_type = "application/rtf"
    suffixes = (".rtf",)

    def recognises(self, head: bytes) -> bool:
        return head.lstrip().startswith(SIGNATURE)

    def load(self, data: bytes, name: str) -> Draft:  # noqa: ARG002 - part of the protocol
        """Blocks in reading order. Raises `Unreadable`: over a limit, or "empty" without text."""
        reader = _Reader()
        blocks = blocks_of(reader.read(data))
        if not blocks:
            raise Unreadable(_EMPTY, "empty")
        return Draft(layout="blocks", blocks=blocks, title=reader.title.strip() or None)


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits from the one around it. `skip`: characters that stand for one by \\u; `aside`: how many notes
    and text boxes are around."""

    target: Target = "text"
    font: int | None = None
    skip: int = 1
    bold: bool = False
    hidden: bool = False
    style: int = 0
    level: int | None = None
    listed: bool = False
    in_table: bool = False
    aside: int = 0


@dataclass(slots=True)
class _Flow:
    """A text of its own: the body, or a footnote or text box in it. `pieces` wait until no table row is open."""

    words: list[str] = field(default_factory=list)
    bold: bool = True
    listed: bool = False
    pieces: list[Piece] = field(default_factory=list)
    asides: list[Piece] = field(default_factory=list)
    cell: list[Piece] = field(default_factory=list)
    row: list[list[Piece]] = field(default_factory=list)


class _Reader:
    def __init__(self) -> None:
        self.title = ""
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, Style] = {}
        self._name = ""  # of the style that is being read
        self._default_font: int | None = None
        self._states = [_State()]
        self._flows = [_Flow()]
        self._bytes = bytearray()
        self._to_skip = 0
        self._starred = False
        self._characters = 0

    def read(self, data: bytes) -> Iterator[Piece]:
        """Pieces in reading order, as they end."""
        for token in tokens(data):
            if token.kind in ("hex", "text"):
                self._take(token)
            else:
                self._flush()
                self._control(token)
                if len(self._flows) == 1 and not self._flows[0].row:
                    yield from self._flows[0].pieces
                    self._flows[0].pieces.clear()
        self._flush()
        while len(self._flows) > 1:
            self._close_flow()
        self._end_row() if self._flows[0].row else self._end_paragraph()
        yield from self._flows[0].pieces

    @property
    def _state(self) -> _State:
        return self._states[-1]

    def _set(self, **changes: object) -> None:
        self._states[-1] = replace(self._state, **changes)  # type: ignore[arg-type]

    def _take(self, token: Token) -> None:
        data = token.data
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        if self._state.target != "nothing":
            self._bytes += data
        self._starred = False

    def _flush(self) -> None:
        """The bytes so far as characters: those of an encoding with several bytes to a character come one by one."""
        if self._bytes:
            font = self._state.font if self._state.font is not None else self._default_font
            page = self._fonts.get(font, self._page) if font is not None else self._page
            text = self._bytes.decode(page, errors="replace")
            self._bytes.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        state = self._state
        if state.target == "title":
            self.title += text
        elif state.target == "styles":
            self._name += text
        elif state.target == "text" and not state.hidden:
            self._characters += len(text)
            limits.CHARACTERS.check(self._characters)
            flow = self._flows[-1]
            flow.words.append(text)
            if not state.bold and text.strip():
                flow.bold = False

    def _control(self, token: Token) -> None:
        starred, self._starred = self._starred, False
        if token.kind == "open":
            limits.RTF_DEPTH.check(len(self._states))
            self._states.append(self._state)
            self._to_skip = 0
        elif token.kind == "close":
            self._close()
        elif token.kind == "symbol":
            self._symbol(token.name)
        elif starred and token.name not in rtf_words.ENTERED | rtf_words.LIST_SIGNS:
            self._set(target="nothing")
        else:
            self._word(token.name, token.number)

    def _close(self) -> None:
        closed = self._states.pop() if len(self._states) > 1 else self._state
        self._to_skip = 0
        if closed.target == "styles" and self._name.strip():
            self._styles[closed.style] = rtf_words.style_of(self._name.strip().rstrip(";"), closed.level)
            self._name = ""
        for _ in range(closed.aside - self._state.aside):
            self._close_flow()

    def _close_flow(self) -> None:
        self._end_row() if self._flows[-1].row else self._end_paragraph()
        ended = self._flows.pop()
        self._flows[-1].asides += ended.pieces

    def _symbol(self, symbol: str) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif symbol == "*":
            self._starred = True
        elif symbol in rtf_words.SYMBOLS:
            if symbol in "\r\n":
                self._end_paragraph()
            else:
                self._say(rtf_words.SYMBOLS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        if self._state.target == "nothing":
            return
        if word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._to_skip = self._state.skip
        elif word in rtf_words.PASSED_OVER:
            self._set(target="nothing")
        elif word in rtf_words.LIST_SIGNS:
            self._flows[-1].listed = True
            self._set(target="nothing")
        elif word in rtf_words.ASIDE:
            self._set(aside=self._state.aside + 1, style=0, level=None, listed=False, in_table=False)
            self._flows.append(_Flow())
        elif word in ("fonttbl", "stylesheet", "info"):
            self._set(target={"fonttbl": "fonts", "stylesheet": "styles", "info": "info"}[word])
        elif self._state.target == "info":
            if word == "title":
                self._set(target="title")
        elif self._state.target == "text":
            self._text_word(word, number)
        else:
            self._table_word(word, number)

    def _text_word(self, word: str, number: int | None) -> None:
        """Words that shape the text. A switch is on unless its number is 0."""
        on = number != 0
        match word:
            case "par" | "sect" | "page" | "column":
                self._end_paragraph()
            case "cell":
                self._end_cell()
            case "row":
                self._end_row()
            case "pard":
                self._set(style=0, level=None, listed=False, in_table=False)
            case "plain":
                self._set(bold=False, hidden=False, font=None)
            case "b":
                self._set(bold=on)
            case "v" | "deleted":
                self._set(hidden=on)
            case "intbl":
                self._set(in_table=on)
            case "s":
                self._set(style=number or 0)
            case "outlinelevel":
                self._set(level=number + 1 if number is not None and number < rtf_words.BODY_TEXT else None)
            case "ls":
                self._set(listed=bool(number))
            case "f":
                self._set(font=number)
            case "uc":
                self._set(skip=max(number or 0, 0))
            case "deff":
                self._default_font = number
            case "ansicpg":
                self._page = rtf_words.known_page(f"cp{number}") or self._page
            case _ if word in rtf_words.DOCUMENT_PAGES:
                self._page = rtf_words.DOCUMENT_PAGES[word]
            case _ if word in rtf_words.SIGNS:
                self._say(rtf_words.SIGNS[word])

    def _table_word(self, word: str, number: int | None) -> None:
        """Words in the tables of fonts and styles."""
        match word:
            case "f":
                self._set(font=number)
            case "fcharset" if self._state.font is not None and number in rtf_words.CODE_PAGES:
                self._fonts[self._state.font] = rtf_words.CODE_PAGES[number]
            case "cpg" if self._state.font is not None and (page := rtf_words.known_page(f"cp{number}")) is not None:
                self._fonts[self._state.font] = page
            case "s":
                self._set(style=number or 0)
            case "outlinelevel" if number is not None:
                self._set(level=number + 1 if number < rtf_words.BODY_TEXT else None)

    def _end_paragraph(self) -> None:
        flow, state = self._flows[-1], self._state
        style = self._styles.get(state.style, Style())
        level = state.level if state.level is not None else style.level
        text = _paired("".join(flow.words))
        listed = (flow.listed or state.listed) and level is None
        ended = [] if style.contents else [Piece(text, "list_item" if listed else "paragraph", level, flow.bold)]
        ended += flow.asides
        (flow.cell if state.in_table or flow.row else flow.pieces).extend(ended)
        flow.words, flow.asides, flow.bold, flow.listed = [], [], True, False

    def _end_cell(self) -> None:
        self._end_paragraph()
        flow = self._flows[-1]
        flow.row.append([*flow.cell])
        flow.cell.clear()

    def _end_row(self) -> None:
        """A row of one cell is a frame around text, and is read as that text."""
        flow = self._flows[-1]
        if any(word.strip() for word in flow.words) or flow.cell:
            self._end_cell()
        if len(flow.row) == 1:
            flow.pieces += flow.row[0]
        elif flow.row:
            flow.pieces.append(Piece(row_text(" ".join(piece.text for piece in cell) for cell in flow.row), "table"))
        flow.row.clear()


def _paired(text: str) -> str:
    """Halves of characters beyond the first 65 536, which come one by one, put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not text.isascii() else text
