"""The list of forms from plain text: what gets in, and what is only known."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.build_forms import counted_forms, english_lines, invented_lines, is_word, spelling_rows
from corpus.word_forms import KNOWN_ONLY, WordForms, level


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name, content in {
        "synthetic/pairs.jsonl": json.dumps(
            {"theme": "seniors", "practice": "Facylitacja narady.", "needs": ["narada u Krysi", "facylitacja"]}
        ),
        "synthetic/thesaurus.jsonl": json.dumps({"id": "x", "pref": "gmina", "alt": ["gminy"], "broader": None}),
        "lexical/morfologik_form_lemma.tsv": "obornik\t5\tobornik:subst\nżółtko\t1\tżółtko:subst",
        "parallel/a.tsv": "Sharing the sharing\tWspólne\n" * 10,
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content + "\n", encoding="utf-8")
    return tmp_path


def test_texts_come_from_fields_not_from_codes(data: Path) -> None:
    assert list(invented_lines(data)) == ["Facylitacja narady.", "narada u Krysi", "facylitacja", "gmina", "gminy"]
    assert counted_forms(data) == Counter({"obornik": 5, "żółtko": 1})
    assert next(english_lines(data)) == "Sharing the sharing"


def test_rows_hold_words_of_the_dictionary_and_words_that_writers_use(data: Path) -> None:
    written = Counter(
        {"świetlica": 7, "rzadkość": 2, "start": 300, "smart": 20, "Kowalski": 90, "startt": 5, "Xyzowo": 9, "kamil": 9}
    )
    dictionary = {"świetlica", "rzadkość", "start", "obornik", "żółtko", "narada", "narady", "u", "gmina", "gminy"}

    rows = dict(spelling_rows(data, written, {*dictionary, "kamil"}.__contains__, dictionary.__contains__))

    # Of the dictionary: counted often enough, or once in the invented needs
    assert (rows["świetlica"], rows["obornik"], rows["narada"]) == (level(7), level(5), level(1))
    assert "rzadkość" not in rows
    assert "żółtko" not in rows
    # Not of the dictionary: invented needs are careful; of the texts, what is often used is known
    assert rows["facylitacja"] == level(2)
    assert rows["smart"] == KNOWN_ONLY
    # A misspelling, names in capitals, a name of a person in any case, and a single letter are left out
    assert not {"startt", "kowalski", "xyzowo", "krysi", "u", "kamil"} & set(rows)
    # English words are known
    assert rows["sharing"] == KNOWN_ONLY
    assert list(rows) == [
        "facylitacja",
        "gmina",
        "gminy",
        "narada",
        "narady",
        "obornik",
        "sharing",
        "smart",
        "start",
        "świetlica",
    ]


def test_an_unknown_word_beside_a_much_commoner_one_is_its_misspelling() -> None:
    dictionary = WordForms(["gmina"], [level(10_000)])

    assert not is_word("gmna", 20, 20, dictionary)
    assert is_word("gmna", 9_000, 9_000, dictionary)
    assert is_word("vlog", 20, 20, dictionary)
    # Seldom, or mostly with a capital letter
    assert not is_word("vlog", 4, 4, dictionary)
    assert not is_word("vlog", 20, 40, dictionary)
