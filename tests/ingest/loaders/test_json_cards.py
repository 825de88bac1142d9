"""Cards in JSON and JSON Lines: a fault stays where it is."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import limits
from ingest.errors import Unreadable
from ingest.loader import BrokenCard, Card, CardReader
from ingest.loaders.json_cards import JsonCards, JsonLinesCards


def read(reader: CardReader, data: bytes) -> list[Card | BrokenCard]:
    return list(reader.read(io.BytesIO(data)))


def reasons(entries: list[Card | BrokenCard]) -> dict[int, str]:
    return {entry.item: entry.reason for entry in entries if isinstance(entry, BrokenCard)}


def test_one_object_is_one_card() -> None:
    assert read(JsonCards(), b' {"id": "rybnik"}\n') == [Card(1, {"id": "rybnik"})]


def test_a_list_gives_its_cards_in_order_past_a_bad_one() -> None:
    entries = read(JsonCards(), b'[{"id": "a"}, {"rok": NaN}, ["b"], {"id": "c"}]')

    assert [entry.item for entry in entries if isinstance(entry, Card)] == [1, 4]
    assert "NaN" in reasons(entries)[2]
    assert "obiekt" in reasons(entries)[3]


@pytest.mark.parametrize("data", [b'[{"id": "a"},]', b'[{"id": "a"}', b'[{"id": "a"} {"id": "b"}]', b'[{"id": "a"}] x'])
def test_broken_syntax_keeps_the_cards_before_it_and_tells_that_the_rest_is_unread(data: bytes) -> None:
    entries = read(JsonCards(), data)

    assert entries[0] == Card(1, {"id": "a"})
    assert "wierszu 1" in reasons(entries)[2]
    assert "Dalszej części pliku nie odczytano" in reasons(entries)[2]


@pytest.mark.parametrize("data", [b"", b"  \n", b"[]", b"[ ]"])
def test_a_file_without_cards_is_empty(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read(JsonCards(), data)

    assert caught.value.status == "empty"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"id": "x", "id": "y"}', "stoi dwa razy"),
        (b'{"kwota": 1e999}', "za duża"),
        (b'{"kwota": 0.' + b"9" * 5000 + b"}", "cyfr"),
        (b'{"kwota": ' + b"9" * 5000 + b"}", "cyfr"),
        (b'{"kwota": -Infinity}', "nie jest liczbą"),
        (b'{"a": ' * 5000 + b"1" + b"}" * 5000, "zagnieżdżenie"),
        (b'{"a": ' * 10 + b"1" + b"}" * 10, "zagnieżdżenie"),
        (b'{"title": "\xff\xfe"}', "UTF-8"),
        (b'{"title": "' + b"x" * limits.RECORD_BYTES.value + b'"}', "rozmiar karty"),
        (b'{"title": ', "kolumnie"),
        (b'{"id": "a"} {"id": "b"}', "jedna karta"),
        (b'"sam tekst"', "obiekt"),
    ],
)
def test_a_bad_line_is_named_and_its_neighbours_are_read(line: bytes, told: str) -> None:
    entries = read(JsonLinesCards(), b'{"id": "przed"}\n' + line + b'\n{"id": "po"}')

    assert [entry.content["id"] for entry in entries if isinstance(entry, Card)] == ["przed", "po"]
    assert told in reasons(entries)[2]


@pytest.mark.parametrize(
    ("card", "field", "told"),
    [
        ('{"funding": [{}, {"amount_pln": NaN}]}', "funding.1.amount_pln", "Wartość NaN nie jest liczbą."),
        ('{"years": {"start": Infinity}}', "years.start", "Wartość Infinity nie jest liczbą."),
        ('{"years": {"start": 1e400}}', "years.start", "Liczba jest za duża."),
        (f'{{"years": {{"end": {"9" * 5000}}}}}', "years.end", "długość liczby w karcie to najwyżej 18 cyfr"),
        ('{"place": {"gmina": "a", "gmina": "b"}}', "place.gmina", "Pole „gmina” stoi dwa razy."),
        ("NaN", None, "Wartość NaN nie jest liczbą."),
    ],
)
def test_what_no_json_may_hold_is_told_with_its_field(card: str, field: str | None, told: str) -> None:
    for reader, data in ((JsonLinesCards(), card), (JsonCards(), f"[{card}]")):
        (entry,) = read(reader, data.encode())

        assert isinstance(entry, BrokenCard)
        assert (entry.item, entry.field) == (1, field)
        assert told in entry.reason


def test_the_way_out_of_a_large_card_is_not_the_format_it_is_in() -> None:
    (entry,) = read(JsonLinesCards(), b'{"title": "' + b"x" * limits.RECORD_BYTES.value + b'"}')

    assert reasons([entry])[1].endswith("Skróć opisy w tej karcie.")


def test_small_numbers_may_have_many_zeros() -> None:
    assert read(JsonLinesCards(), b'{"a": 0.00000000000000000000125}') == [Card(1, {"a": 1.25e-21})]


def test_lines_are_counted_as_in_an_editor() -> None:
    entries = read(JsonLinesCards(), b'\xef\xbb\xbf{"id": "a"}\r\n\r\n\n{"id": "d"}\n')

    assert entries == [Card(1, {"id": "a"}), Card(4, {"id": "d"})]


@given(st.lists(st.dictionaries(st.text(), st.none() | st.integers(-999, 999) | st.text()), min_size=1, max_size=5))
def test_what_was_written_is_read_in_all_three_ways(contents: list[dict[str, object]]) -> None:
    lines = "\n".join(json.dumps(content) for content in contents).encode()
    cards = [Card(item, content) for item, content in enumerate(contents, start=1)]

    assert read(JsonLinesCards(), lines) == cards
    assert read(JsonCards(), json.dumps(contents, indent=1).encode()) == cards
    assert read(JsonCards(), json.dumps(contents[0], ensure_ascii=False).encode()) == cards[:1]


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    assert all(isinstance(entry, Card | BrokenCard) for entry in read(JsonLinesCards(), data))
