"""Values of form fields behind their labels."""

from __future__ import annotations

from ingest.loaders.pdf_fields import with_fields
from ingest.loaders.pdf_spans import Span


def at(text: str, x: float, y: float) -> Span:
    return Span(text, x, x + 5 * len(text), y, 10)


def test_a_value_follows_the_label_on_its_line() -> None:
    name, sum_ = at("Nazwa oferenta:", 0, 0), at("Kwota dotacji:", 0, 20)
    amount, who, loose = at("12 000 zł", 120, 21), at("Koło Gospodyń", 120, 1), at("bez etykiety", 300, 90)

    assert with_fields([name, sum_], [amount, who, loose]) == [name, who, sum_, amount, loose]


def test_a_page_of_fields_alone_keeps_them() -> None:
    assert with_fields([], [at("tak", 0, 0)]) == [at("tak", 0, 0)]
