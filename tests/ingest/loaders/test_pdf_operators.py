"""The syntax of content streams, also where programs get it wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import limits
from ingest.errors import Unreadable
from ingest.limits import Limit
from ingest.loaders.pdf_operators import Name, Operand, has_text, number, operators, paints


def parsed(stream: bytes) -> list[tuple[bytes, list[Operand]]]:
    return [(operator, list(operands)) for operator, operands in operators(stream)]


def test_operands_stand_before_their_operator() -> None:
    stream = b"q 1 0 0 -1 .5 842. cm % a note (with a bracket\nBT /F1 12 Tf [(Gmi) -20.5 <6E61>]TJ ET Q"

    found = parsed(stream)

    assert [operator for operator, _ in found] == [b"q", b"cm", b"BT", b"Tf", b"TJ", b"ET", b"Q"]
    assert [number(operand) for operand in found[1][1]] == [1, 0, 0, -1, 0.5, 842]
    assert found[3][1] == [Name("F1"), b"12"]
    assert found[4][1] == [[b"Gmi", b"-20.5", b"na"]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (rb"(nawias \(w\) i (w parze))", b"nawias (w) i (w parze)"),
        (rb"(\101\102\7z)", b"AB\x07z"),
        (b"(dwa\\\nwiersze)", b"dwawiersze"),
        (b"(dwa\r\nwiersze)", b"dwa\nwiersze"),
        (rb"(\n\t\q)", b"\n\tq"),
        (b"<4 1 4>", b"A@"),
        (b"()", b""),
    ],
)
def test_strings_mean_what_the_standard_says(written: bytes, meant: bytes) -> None:
    assert parsed(written + b" Tj") == [(b"Tj", [meant])]


def test_the_data_of_an_inline_image_are_passed_over() -> None:
    stream = b"BI /W 2 /H 2 ID \x00 EI \xff(\x81 EI\nBT (dalej) Tj ET"

    assert parsed(stream)[-2] == (b"Tj", [b"dalej"])


def test_dictionaries_come_with_their_keys() -> None:
    stream = b"/Span << /ActualText <FEFF00AD> /MCID 3 >> BDC"

    assert parsed(stream) == [(b"BDC", [Name("Span"), {"ActualText": b"\xfe\xff\x00\xad", "MCID": b"3"}])]


def test_crooked_numbers_cost_nothing_but_their_value() -> None:
    [(_, operands)] = parsed(b"--5 1.2.3 - +4 5 6 cm")

    assert [number(operand, default=7.0) for operand in operands] == [5, 1.2, 7, 4, 5, 6]


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reading(stream: bytes) -> None:
    for _, operands in operators(stream):
        assert len(operands) <= 65


def test_a_page_of_endless_drawing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PDF_OPERATORS", Limit(100, "liczba poleceń", "poleceń", "Wydrukuj ponownie."))

    with pytest.raises(Unreadable, match="najwyżej 100 poleceń"):
        parsed(b"0 0 m 1 1 l S " * 40)


def test_a_page_shows_text_something_else_or_nothing() -> None:
    assert (has_text(b"BT (a) Tj ET"), paints(b"BT (a) Tj ET")) == (True, True)
    assert (has_text(b"0 0 5 5 re f"), paints(b"0 0 5 5 re f")) == (False, True)
    assert paints(b"q 1 0 0 1 0 0 cm Q") is False
