"""A content stream to spans: which text stands where (ISO 32000-1, 9.3 and 9.4, matrices 8.3).

Follows the text state through the operators, so that the end of a run is known as well as its start. Whether two runs
belong to one word is a matter of the space between them, never of the order of operators.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from ingest import limits
from ingest.loaders.pdf_matrix import IDENTITY, Matrix, direction_of, matrix_of, product
from ingest.loaders.pdf_operators import Name, Operand, number, operators
from ingest.loaders.pdf_runs import Face, Run, shown_runs
from ingest.loaders.pdf_spans import OBLIQUE, Span

_DEEPEST_FORM = 12
_DEEPEST_STATE = 512
_SOFT_HYPHEN = "\u00ad"


class Form(NamedTuple):
    """A form XObject (8.10): a content stream of its own. `key` is the same for the same form."""

    key: object
    content: bytes
    resources: Resources
    matrix: Matrix


class Resources(Protocol):
    """What the names of a content stream stand for; None for names that stand for nothing useful."""

    def face(self, name: str) -> Face | None: ...

    def form(self, name: str) -> Form | None: ...

    def properties(self, name: str) -> Mapping[str, object] | None: ...


@dataclass(slots=True)
class _State:
    """The part of the graphics state that q and Q save (table 52) and that matters for text."""

    ctm: Matrix = IDENTITY
    face: Face | None = None
    size: float = 1.0
    letter_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class _Marked:
    """An open piece of marked content (14.6): `first` is the place of its first span, `actual` the text that stands for it."""

    first: int
    actual: str | None = None
    artifact: bool = False


@dataclass(slots=True)
class _Budget:
    """What one page may still use: forms nest, so a small file could ask for endless work."""

    forms: int = 0
    characters: int = 0


def spans_of(content: bytes, resources: Resources, matrix: Matrix = IDENTITY) -> list[Span]:
    """Text of a page in the order of its content stream. Raises `Unreadable` when a limit is exceeded."""
    interpreter = _Interpreter(resources, _State(ctm=matrix), _Budget(), frozenset())
    interpreter.run(content)
    return interpreter.spans


class _Interpreter:
    def __init__(self, resources: Resources, state: _State, budget: _Budget, within: frozenset[object]) -> None:
        self.spans: list[Span] = []
        self._resources = resources
        self._state = state
        self._budget = budget
        self._within = within
        self._saved: list[_State] = []
        self._marked: list[_Marked] = []
        self._text_matrix: Matrix = IDENTITY
        self._line_matrix: Matrix = IDENTITY
        self._handlers: dict[bytes, Callable[[Sequence[Operand]], None]] = {
            b"q": self._save,
            b"Q": self._restore,
            b"cm": self._transform,
            b"BT": self._begin_text,
            b"Tf": self._set_font,
            b"Tc": self._set_letter_space,
            b"Tw": self._set_word_space,
            b"Tz": self._set_scale,
            b"TL": self._set_leading,
            b"Ts": self._set_rise,
            b"Tm": self._set_matrix,
            b"Td": self._move,
            b"TD": self._move_and_lead,
            b"T*": self._next_line,
            b"Tj": self._show,
            b"TJ": self._show_spaced,
            b"'": self._show_on_next_line,
            b'"': self._show_with_spacing,
            b"Do": self._draw,
            b"BMC": self._begin_marked,
            b"BDC": self._begin_marked,
            b"EMC": self._end_marked,
        }

    def run(self, content: bytes) -> None:
        for operator, operands in operators(content):
            handler = self._handlers.get(operator)
            if handler is not None:
                handler(operands)
        while self._marked:
            self._end_marked(())

    def _save(self, _: Sequence[Operand]) -> None:
        if len(self._saved) < _DEEPEST_STATE:
            self._saved.append(replace(self._state))

    def _restore(self, _: Sequence[Operand]) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _transform(self, operands: Sequence[Operand]) -> None:
        if (matrix := matrix_of(list(map(number, operands)))) is not None:
            self._state.ctm = product(matrix, self._state.ctm)

    def _begin_text(self, _: Sequence[Operand]) -> None:
        self._text_matrix = self._line_matrix = IDENTITY

    def _set_font(self, operands: Sequence[Operand]) -> None:
        if len(operands) >= 2 and isinstance(operands[-2], Name):
            self._state.face = self._resources.face(operands[-2])
            self._state.size = number(operands[-1], self._state.size)

    def _set_letter_space(self, operands: Sequence[Operand]) -> None:
        self._state.letter_space = _last(operands, self._state.letter_space)

    def _set_word_space(self, operands: Sequence[Operand]) -> None:
        self._state.word_space = _last(operands, self._state.word_space)

    def _set_scale(self, operands: Sequence[Operand]) -> None:
        self._state.scale = _last(operands, 100 * self._state.scale) / 100

    def _set_leading(self, operands: Sequence[Operand]) -> None:
        self._state.leading = _last(operands, self._state.leading)

    def _set_rise(self, operands: Sequence[Operand]) -> None:
        self._state.rise = _last(operands, self._state.rise)

    def _set_matrix(self, operands: Sequence[Operand]) -> None:
        if (matrix := matrix_of(list(map(number, operands)))) is not None:
            self._text_matrix = self._line_matrix = matrix

    def _move(self, operands: Sequence[Operand]) -> None:
        if len(operands) >= 2:
            self._move_by(number(operands[-2]), number(operands[-1]))

    def _move_and_lead(self, operands: Sequence[Operand]) -> None:
        if len(operands) >= 2:
            self._state.leading = -number(operands[-1])
            self._move(operands)

    def _next_line(self, _: Sequence[Operand]) -> None:
        self._move_by(0.0, -self._state.leading)

    def _move_by(self, right: float, up: float) -> None:
        a, b, c, d, e, f = self._line_matrix
        self._text_matrix = self._line_matrix = (a, b, c, d, e + right * a + up * c, f + right * b + up * d)

    def _show(self, operands: Sequence[Operand]) -> None:
        if operands:
            self._show_items(operands[-1:])

    def _show_spaced(self, operands: Sequence[Operand]) -> None:
        if operands and isinstance(operands[-1], list):
            self._show_items(operands[-1])

    def _show_on_next_line(self, operands: Sequence[Operand]) -> None:
        self._next_line(())
        self._show(operands)

    def _show_with_spacing(self, operands: Sequence[Operand]) -> None:
        if len(operands) >= 3:
            self._state.word_space = number(operands[-3], self._state.word_space)
            self._state.letter_space = number(operands[-2], self._state.letter_space)
        self._show_on_next_line(operands)

    def _show_items(self, items: Sequence[Operand]) -> None:
        state = self._state
        if state.face is None:
            return
        runs, pen = shown_runs(items, state.face, state.size, state.letter_space, state.word_space)
        pen *= state.scale
        for run in runs:
            self._budget.characters += len(run.text)
            self._place(run)
        limits.CHARACTERS.check(self._budget.characters)
        a, b, c, d, e, f = self._text_matrix
        self._text_matrix = (a, b, c, d, e + pen * a, f + pen * b)

    def _place(self, run: Run) -> None:
        a, b, c, d, e, f = product(self._text_matrix, self._state.ctm)
        scale, rise = self._state.scale, self._state.rise
        along = math.hypot(a, b)
        if not (along and math.isfinite(along) and math.isfinite(e) and math.isfinite(f)):
            return
        x, y = e + run.start * scale * a + rise * c, f + run.start * scale * b + rise * d
        direction, (start, down) = direction_of(a, b), (x, -y)
        if direction != OBLIQUE:
            start, down = ((x, -y), (y, x), (-x, y), (-y, -x))[direction // 90]
        artifact = any(marked.artifact for marked in self._marked)
        bold = self._state.face is not None and self._state.face.bold
        size = abs(self._state.size) * math.hypot(c, d)
        end = start + (run.end - run.start) * scale * along
        self.spans.append(Span(run.text, start, max(start, end), down, size, direction, bold, artifact))

    def _draw(self, operands: Sequence[Operand]) -> None:
        form = self._resources.form(operands[-1]) if operands and isinstance(operands[-1], Name) else None
        if form is None or form.key in self._within or len(self._within) >= _DEEPEST_FORM:
            return
        self._budget.forms += 1
        limits.PDF_FORMS.check(self._budget.forms)
        state = replace(self._state, ctm=product(form.matrix, self._state.ctm))
        inner = _Interpreter(form.resources, state, self._budget, self._within | {form.key})
        inner.run(form.content)
        if any(marked.artifact for marked in self._marked):
            inner.spans = [span._replace(artifact=True) for span in inner.spans]
        self.spans.extend(inner.spans)

    def _begin_marked(self, operands: Sequence[Operand]) -> None:
        tag = operands[0] if operands else None
        given = operands[1] if len(operands) > 1 else None
        properties: Mapping[str, object] = given if isinstance(given, dict) else {}
        if isinstance(given, Name):
            properties = self._resources.properties(given) or {}
        actual = properties.get("ActualText")
        text = text_string(actual) if isinstance(actual, bytes) else actual if isinstance(actual, str) else None
        self._marked.append(_Marked(len(self.spans), text, tag == "Artifact" and _is_of_paging(properties)))

    def _end_marked(self, _: Sequence[Operand]) -> None:
        if not self._marked:
            return
        marked = self._marked.pop()
        replaced = self.spans[marked.first :]
        if marked.actual is None or not replaced:
            return
        first, last = replaced[0], replaced[-1]
        # A place where a word may be divided shows nothing, whatever glyph stands in for it.
        end = first.start if marked.actual == _SOFT_HYPHEN and first.text.isspace() else last.end
        self.spans[marked.first :] = [first._replace(text=marked.actual, end=end)] if marked.actual else []


def _is_of_paging(properties: Mapping[str, object]) -> bool:
    """True for running heads, page numbers and the like. Other artifacts may be all of a page, or just undecided."""
    return str(properties.get("Type", "")).removeprefix("/") == "Pagination"


def text_string(raw: bytes) -> str:
    """A text string (7.9.2.2): UTF-16 or UTF-8 with its mark, else PDFDocEncoding, which is Latin-1 for our purpose."""
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    return raw.decode("latin-1")


def _last(operands: Sequence[Operand], default: float) -> float:
    return number(operands[-1], default) if operands else default
