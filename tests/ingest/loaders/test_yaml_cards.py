"""Cards in YAML: the dialect is that of corpus.cards, a list holds several."""

from __future__ import annotations

import io

import pytest

from ingest.errors import Unreadable
from ingest.loader import BrokenCard, Card
from ingest.loaders.yaml_cards import YamlCards


def read(text: str) -> list[Card | BrokenCard]:
    return list(YamlCards().read(io.BytesIO(text.encode())))


def test_a_file_is_a_card_and_dates_stay_text() -> None:
    assert read("id: rybnik\npublished: 2018-06-01\n") == [Card(1, {"id": "rybnik", "published": "2018-06-01"})]


def test_a_list_is_several_cards_and_only_the_bad_one_is_refused() -> None:
    first, second, third = read("- id: a\n- sam tekst\n- id: c\n")

    assert first == Card(1, {"id": "a"})
    assert isinstance(second, BrokenCard)
    assert second.item == 2
    assert third == Card(3, {"id": "c"})


@pytest.mark.parametrize("text", ["", "# tylko uwaga\n", "[]"])
def test_a_file_without_a_card_is_empty(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)

    assert caught.value.status == "empty"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: [a,\n", "YAML"),
        ("a: &x [1]\nb: *x\n", "odnośników"),
        ("id: a\nid: b\n", "dwa razy"),
        ("[" * 5000, "zagnieżdżenie"),
    ],
)
def test_a_damaged_or_tricky_file_is_refused_in_polish(text: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        read(text)
