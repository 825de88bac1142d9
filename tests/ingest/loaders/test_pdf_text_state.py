"""Where text stands on a page, by the operators that put it there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from ingest import limits
from ingest.errors import Unreadable
from ingest.limits import Limit
from ingest.loaders.pdf_matrix import Matrix
from ingest.loaders.pdf_runs import Face, Glyph
from ingest.loaders.pdf_spans import OBLIQUE, Span
from ingest.loaders.pdf_text_state import Form, Resources, spans_of


class Fixed:
    """A font whose letters are half an em wide, in Latin-1."""

    bold = False

    def glyphs(self, shown: bytes) -> Iterable[Glyph]:
        return [Glyph(chr(code), 0.5, code == 32) for code in shown]


class OnePage:
    """Resources with one font, the given forms and property lists."""

    def __init__(
        self, forms: Mapping[str, bytes] | None = None, properties: Mapping[str, Mapping[str, object]] | None = None
    ) -> None:
        self._forms = forms or {}
        self._properties = properties or {}
        self.matrix: Matrix = (1, 0, 0, 1, 0, 0)

    def face(self, name: str) -> Face | None:
        return Fixed() if name == "F" else None

    def form(self, name: str) -> Form | None:
        resources: Resources = self
        return Form(name, self._forms[name], resources, self.matrix) if name in self._forms else None

    def properties(self, name: str) -> Mapping[str, object] | None:
        return self._properties.get(name)


def shown(content: bytes, resources: Resources | None = None) -> list[Span]:
    return spans_of(content, resources or OnePage())


def test_a_run_tells_where_it_starts_and_ends() -> None:
    [span] = shown(b"BT /F 10 Tf 1 0 0 1 50 700 Tm (Gmina) Tj ET")

    assert span == Span("Gmina", start=50, end=75, y=-700, size=10)


def test_runs_of_one_line_follow_each_other_without_a_gap() -> None:
    first, second = shown(b"BT /F 10 Tf 50 700 Td (Gmi) Tj (na) Tj ET")

    assert second.start == first.end == 65


def test_kerning_leaves_a_word_whole_and_a_wide_shift_parts_words() -> None:
    [span] = shown(b"BT /F 10 Tf 0 0 Td [(Gmi) -30 (na) -280 (Lipowa)] TJ ET")
    far = shown(b"BT /F 10 Tf 0 0 Td [(Lp.) -3000 (Nazwa)] TJ ET")

    assert span.text == "Gmina Lipowa"
    assert [(one.text, one.start) for one in far] == [("Lp.", 0), ("Nazwa", 45)]


def test_spacing_scaling_leading_and_rise_move_the_text() -> None:
    content = b"BT /F 10 Tf 2 Tc 3 Tw 200 Tz 14 TL 0 100 Td (a b) Tj T* (c) ' 5 Ts (d) Tj ET"

    first, second, third = shown(content)

    # Three letters of 5, three times 2 between letters, once 3 between words, all twice as wide.
    assert first.end == 2 * (3 * 5 + 3 * 2 + 3)
    assert (second.start, second.y) == (0, -72)
    assert third.y == -77


def test_the_matrix_of_the_page_counts_and_comes_back() -> None:
    inside, outside = shown(b"/F 10 Tf q 2 0 0 2 10 20 cm BT (a) Tj ET Q BT (b) Tj ET")

    assert (inside.start, inside.end, inside.y, inside.size) == (10, 20, -20, 20)
    assert (outside.start, outside.size) == (0, 10)


@pytest.mark.parametrize(
    ("matrix", "direction", "start", "y"),
    [
        (b"1 0 0 1 30 40", 0, 30, -40),
        (b"0 1 -1 0 30 40", 90, 40, 30),
        (b"-1 0 0 -1 30 40", 180, -30, 40),
        (b"0 -1 1 0 30 40", 270, -40, -30),
        (b".7 .7 -.7 .7 30 40", OBLIQUE, 30, -40),
    ],
)
def test_turned_text_is_read_along_its_own_line(matrix: bytes, direction: int, start: float, y: float) -> None:
    [span] = shown(b"BT /F 10 Tf " + matrix + b" Tm (a) Tj ET")

    assert (span.direction, span.start, span.y) == (direction, start, y)


def test_the_text_that_the_file_says_is_meant_stands_for_the_glyphs() -> None:
    content = b"BT /F 10 Tf /Span <</ActualText (spo\\263eczny)>> BDC (xx) Tj (yy) Tj EMC ET"

    [span] = shown(content)

    assert (span.text, span.start, span.end) == ("spo³eczny", 0, 20)


def test_a_place_where_a_word_may_be_divided_takes_no_room() -> None:
    # How Chromium writes a soft hyphen that is not needed.
    content = b"BT /F 10 Tf (gmi) Tj /Span <</ActualText <FEFF00AD>>> BDC ( ) Tj EMC ET"

    assert [(span.text, span.end) for span in shown(content)] == [("gmi", 15), ("\u00ad", 15)]


def test_furniture_that_the_file_marks_is_known() -> None:
    content = b"/Artifact <</Type /Pagination>> BDC BT /F 10 Tf (Strona 1) Tj ET EMC BT (Rada) Tj ET"

    assert [span.artifact for span in shown(content)] == [True, False]


def test_a_form_is_read_in_its_place_and_a_loop_of_forms_ends() -> None:
    page = OnePage(forms={"X": b"BT /F 10 Tf (raz) Tj ET /X Do /Y Do", "Y": b"BT /F 10 Tf (dwa) Tj ET /X Do"})
    page.matrix = (1, 0, 0, 1, 100, 0)

    found = shown(b"/X Do", page)

    assert [(span.text, span.start) for span in found] == [("raz", 100), ("dwa", 200)]


def test_forms_within_forms_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_FORMS", Limit(1000, "liczba części", "części", "Wydrukuj ponownie."))
    bomb = {f"X{depth}": f"/X{depth + 1} Do ".encode() * 10 for depth in range(9)} | {"X9": b"BT (a) Tj ET"}

    with pytest.raises(Unreadable, match="najwyżej 1 000 części"):
        shown(b"/X0 Do", OnePage(forms=bomb))


def test_missing_operands_fonts_and_ends_are_passed_over() -> None:
    content = b"Q Tf /Z 9 Tf (bez czcionki) Tj Td TJ cm EMC Do BT /F 10 Tf (jest) Tj q q /Artifact BMC"

    assert [span.text for span in shown(content)] == ["jest"]
