"""Polish place names in their cases."""

from __future__ import annotations

import pytest

from corpus.inflection import NameIndex, split, word_forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Rybnik", "rybnika rybnikowi rybnikiem rybniku"),
        ("Kraków", "krakowa krakowowi krakowem krakowie"),
        ("Wrocław", "wrocławia wrocławiowi wrocławiem wrocławiu"),
        ("Poznań", "poznania poznaniowi poznaniem poznaniu"),
        ("Włocławek", "włocławka włocławkowi włocławkiem włocławku"),
        ("Sosnowiec", "sosnowca sosnowcowi sosnowcem sosnowcu"),
        ("Grodziec", "grodźca grodźcowi grodźcem grodźcu"),
        ("Łódź", "łodzi łodzią"),
        ("Bydgoszcz", "bydgoszczy bydgoszczą"),
        ("Warszawa", "warszawy warszawie warszawę warszawą"),
        ("Gdynia", "gdyni gdynię gdynią"),
        ("Wieliczka", "wieliczki wieliczce wieliczkę wieliczką"),
        ("Krosno", "krosna krosnu krosnem krośnie"),
        ("Leszno", "leszna lesznu lesznem lesznie"),
        ("Opole", "opola opolu opolem"),
        ("Zakopane", "zakopanego zakopanemu zakopanem"),
        ("Katowice", "katowic katowicom katowicami katowicach"),
        ("Siedlce", "siedlec siedlcom siedlcami siedlcach"),
        ("Żory", "żor żorom żorami żorach"),
        ("Tychy", "tych tychów tychom tychami tychach"),
        ("Mońki", "moniek mońkom mońkami mońkach"),
        ("Rydułtowy", "rydułtów rydułtowom rydułtowami rydułtowach"),
        ("Końskie", "końskich końskim końskimi"),
        ("Białystok", "białegostoku białymstokiem białymstoku"),
        ("Ujazd", "ujazdu ujazdem ujeździe"),
        ("rybnicki", "rybnickiego rybnickiemu rybnickim"),
        ("śląskie", "śląskiego śląskiemu śląskim"),
    ],
)
def test_the_cases_of_a_word(word: str, forms: str) -> None:
    assert set(forms.split()) <= word_forms(word)


def test_a_name_of_several_words_is_found_in_any_case() -> None:
    index = NameIndex(["Jastrzębie-Zdrój", "Nowy Sącz", "Krościenko nad Dunajcem", "Nowa Wieś"])
    assert index.find(split("Jastrzębiu-Zdroju")) == ("Jastrzębie-Zdrój",)
    assert index.find(split("Nowym Sączem")) == ("Nowy Sącz",)
    assert index.find(split("Krościenku nad Dunajcem")) == ("Krościenko nad Dunajcem",)
    assert index.find(split("Nowej Wsi")) == ("Nowa Wieś",)
    assert index.find(split("Nowy")) == ()


def test_missing_diacritics_are_forgiven_but_wrong_ones_are_not() -> None:
    index = NameIndex(["Łęki", "Leki"])
    assert index.find(split("Leki")) == ("Leki",)
    assert index.find(split("Łekach")) == ("Łęki",)
    assert index.find(split("Łęki")) == ("Łęki",)
    assert NameIndex(["Leba"]).find(split("Łeba")) == ()


def test_the_nominative_comes_before_other_cases_unless_all_are_asked_for() -> None:
    index = NameIndex(["Lipna", "Lipno"])
    assert index.find(("lipna",)) == ("Lipna",)
    assert set(index.inflected(("lipna",))) == {"Lipna", "Lipno"}
