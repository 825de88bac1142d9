"""The lexicon builder: counts of readings from plain text, restored spellings, no names of persons."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest

from corpus import build_lexicon
from corpus.build_forms import count_written
from corpus.build_lexicon import count_forms, lemma_frequencies, restorations, text_lines
from corpus.lemmas import ACRONYM, FREQUENCIES, RESTORATIONS, UNKNOWN, Lemmatiser, lemmatiser

BARE = Lemmatiser({}, {})  # the dictionary without a lexicon, as the builder uses it


def frequencies(text: str) -> dict[tuple[str, str], float]:
    forms, acronyms = count_forms(count_written([text]))
    return lemma_frequencies(forms, acronyms, BARE)


def test_forms_are_counted_in_lower_case_and_acronyms_are_told_apart() -> None:
    # Given a text where OSP stands in capitals more often than not, and "Gmina" once in capitals by chance
    forms, acronyms = count_forms(count_written(["OSP i OSP, a raz osp.", "GMINA, gmina; gmina – gmina 2024 500plus"]))

    # Then forms are words without digits, in one case
    assert forms == Counter({"gmina": 4, "osp": 3, "i": 1, "a": 1, "raz": 1, "plus": 1})
    # And only the short word that is mostly in capitals is an acronym
    assert acronyms == {"osp"}


def test_a_form_with_one_reading_gives_it_all_its_count() -> None:
    found = frequencies("świetlicami świetlicy świetlica sądami")

    assert found == {("świetlica", "subst"): pytest.approx(3), ("sąd", "subst"): pytest.approx(1)}


def test_an_ambiguous_form_is_shared_in_proportion_to_what_else_is_known() -> None:
    # Given "gminy" once (of "gmina", or of "gmin": the common people), and "gmina" three times (of "gmina" only)
    found = frequencies("gminy gmina gmina gmina")

    # Then, worked by hand: both start equal, so the first round gives gmin 1/2 and gmina 3 + 1/2. In each later round
    # "gmin" gets gmin / (gmin + gmina) = gmin / 4 of the one ambiguous form: 1/8, 1/32, 1/128, 1/512 after five rounds.
    assert build_lexicon.ROUNDS == 5
    assert found == {("gmin", "subst"): pytest.approx(1 / 512), ("gmina", "subst"): pytest.approx(4 - 1 / 512)}


def test_an_acronym_is_counted_as_itself_only() -> None:
    found = frequencies("OSP OSP OSP")

    assert found == {("osp", ACRONYM): pytest.approx(3)}


def test_names_of_persons_are_left_out() -> None:
    found = frequencies("Agnieszka Agnieszki Banaś Bartłomiejowi gmina")

    assert {lemma for lemma, _ in found} == {"gmina"}


def test_a_spelling_without_diacritics_is_certain_when_it_is_no_word() -> None:
    forms = Counter({"żłobek": 5, "łąka": 9, "laka": 1, "sąd": 40, "sad": 30, "świetlica": 1, "xżyzzy": 9})

    found = restorations(forms, BARE)

    # "zlobek" is no word; "laka" is one (a resin), but "łąka" is much commoner; "sad" is too common to be changed;
    # "świetlica" stands once only; "xżyzzy" is in no dictionary
    assert found == {"żłobek": True, "łąka": False}


def test_of_two_words_with_one_plain_spelling_the_commoner_is_kept() -> None:
    assert restorations(Counter({"żółć": 2, "zółć": 9, "źle": 4, "żle": 2}), BARE) == {"żółć": True, "źle": True}


def test_no_restored_spelling_is_a_name_of_a_person() -> None:
    assert restorations(Counter({"agnieszkę": 9, "bartłomiej": 9, "łódź": 9}), BARE) == {"łódź": True}


def test_text_lines_come_from_every_source_in_a_fixed_order(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "civic").mkdir()
    (tmp_path / "text" / "b.txt").write_text("drugi\n", encoding="utf-8")
    (tmp_path / "text" / "a.txt").write_text("pierwszy\n", encoding="utf-8")
    (tmp_path / "civic" / "c.tsv").write_text("trzeci\tczwarty\n", encoding="utf-8")

    assert list(text_lines(tmp_path)) == ["trzeci\tczwarty\n", "pierwszy\n", "drugi\n"]


def test_a_folder_without_sources_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=str(tmp_path)):
        list(text_lines(tmp_path))


def test_the_same_text_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a small source and other places for the three files
    (tmp_path / "text").mkdir()
    text = "Gmina i koło prowadzą żłobek. " * 5 + "OSP Łąka " * 3 + "Agnieszkę Agnieszkę Banaś Banaś "
    (tmp_path / "text" / "a.txt").write_text(text, encoding="utf-8")
    built: list[list[bytes]] = []
    for name in ("first", "second"):
        files = [tmp_path / name / "frequencies.gz", tmp_path / name / "restorations.gz", tmp_path / name / "forms.gz"]
        monkeypatch.setattr(build_lexicon, "FREQUENCIES", files[0])
        monkeypatch.setattr(build_lexicon, "RESTORATIONS", files[1])
        monkeypatch.setattr(build_lexicon, "FORMS", files[2])
        # When the lexicon is built
        build_lexicon.main(tmp_path)
        built.append([path.read_bytes() for path in files])

    # Then both times it is the same, readable, sorted, and holds no name of a person
    assert built[0] == built[1]
    rows, spellings, words = (gzip.decompress(content).decode().splitlines() for content in built[0])
    assert rows == sorted(rows)
    assert "gmina\tsubst\t5" in rows
    assert "osp\tacronym\t3" in rows
    assert "żłobek\tcertain" in spellings
    assert "żłobek\t5" in words
    assert not [row for row in rows + spellings + words if row.startswith(("agnieszk", "bana"))]


def test_the_shipped_lexicon_is_small_and_without_names_of_persons() -> None:
    analyser = lemmatiser()
    with gzip.open(RESTORATIONS, "rt", encoding="utf-8") as lines:
        forms = [line.partition("\t")[0] for line in lines]

    named = [
        form
        for form in forms
        if all(build_lexicon.is_person(r) for r in analyser.readings(form) if r.part_of_speech != UNKNOWN)
    ]

    assert len(forms) > 10_000
    assert not named
    assert FREQUENCIES.stat().st_size + RESTORATIONS.stat().st_size < 1_000_000
