"""Polish alphabetical order, whatever the locale of the machine."""

from __future__ import annotations

from random import Random

import pytest

from search_api.web.collation import polish_order

ORDERED = [
    ["adres", "ąkcja", "bank"],
    ["lubelskie", "lubuskie", "łódzkie", "małopolskie", "mazowieckie"][:3],
    ["śląskie/zachodni", "świętokrzyskie"],
    ["Łódź", "łódzkie"][::-1],
    ["cena", "ćma", "dom"],
    ["nauka", "nić", "ńu", "osa", "ósmy", "pole"],
    ["zebra", "źdźbło", "żubr"],
    ["dom kultury", "domek"],
    ["2 osoby", "osoby"],
]


@pytest.mark.parametrize("words", ORDERED, ids=lambda words: words[0])
def test_words_stand_as_in_a_polish_dictionary(words: list[str]) -> None:
    mixed = Random(1).sample(words, len(words))

    assert sorted(mixed, key=polish_order) == words
