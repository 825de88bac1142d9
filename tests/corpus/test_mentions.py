"""Place names in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.places import gazetteer


def found(text: str) -> list[tuple[str, str]]:
    """What stands in the text and the name of its first area."""
    return [(item.text, item.resolution.areas[0].name) for item in gazetteer().mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("szukam gmin z pow. wodzislawskiego, autokar", [("wodzislawskiego", "powiat wodzisławski")]),
        (
            "warsztaty w powiatach: raciborskim, rybnickim i wodzisławskim",
            [
                ("raciborskim", "powiat raciborski"),
                ("rybnickim", "powiat rybnicki"),
                ("wodzisławskim", "powiat wodzisławski"),
            ],
        ),
        (
            "Urzędy gmin Lyski, Jejkowice i Gaszowice zawarły umowę.",
            [("Lyski", "gmina Lyski"), ("Jejkowice", "gmina Jejkowice"), ("Gaszowice", "gmina Gaszowice")],
        ),
        ("Seminarium odbyło się w Wiśle.", [("Wiśle", "Wisła")]),
        ("jadą pociągiem z Katowic", [("Katowic", "Katowice")]),
        ("seniorzy rybnik wolontariat", [("rybnik", "Rybnik")]),
        (
            "gmina wielkopolska lub kuj pom",
            [("wielkopolska", "województwo wielkopolskie"), ("kuj pom", "województwo kujawsko-pomorskie")],
        ),
        (
            "w województwie warmińsko-mazurskim lub podlaskim.",
            [("warmińsko-mazurskim", "województwo warmińsko-mazurskie"), ("podlaskim", "województwo podlaskie")],
        ),
        ("chciałaby odwiedzić w lubelskim gminę", [("lubelskim", "województwo lubelskie")]),
        ("miasta spoza śląskiego poradziły sobie", [("śląskiego", "województwo śląskie")]),
        (
            "wyjazd do Małopolski i na Podkarpacie",
            [("Małopolski", "województwo małopolskie"), ("Podkarpacie", "województwo podkarpackie")],
        ),
        ("Starosta Wodzisławia Śląskiego podpisał list", [("Wodzisławia Śląskiego", "Wodzisław Śląski")]),
        (
            "na obszarze subregionu zachodniego woj. śląskiego",
            [("zachodniego", "podregion rybnicki"), ("śląskiego", "województwo śląskie")],
        ),
        ("z terenu Czerwionki-Leszczyn", [("Czerwionki-Leszczyn", "Czerwionka-Leszczyny")]),
    ],
)
def test_names_that_the_text_vouches_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Piła leżała obok łopaty, a skoki przez kałuże bawiły dzieci.",
        "nowe maki i białe róże przy ul. Rybnickiej",
        "Stowarzyszenie ma siedzibę przy ul. Rybnik 3 i os. Piaski",
        "Biblioteka im. Konina",
        "warsztaty we wrześniu i w tych miesiącach na świecie",
        "kupili łodzie i silnik do łodzi ratowniczej",
        "dotacja od rad: radom gmin, bytom społecznym",
        "chęć poznania dobrych praktyk",
        "w śląskim stowarzyszeniu",
        "piszcie na adres biuro@rybnik.pl albo www.zory.pl",
        "Koło gospodyń zaprasza. Dobra wola wystarczy.",
        "jeżdżą co wiosnę do Niemiec",
        "",
        "😀 DROP TABLE; -- \x00",
    ],
)
def test_everyday_words_are_no_places(text: str) -> None:
    assert found(text) == []


def test_a_shared_name_is_ambiguous_in_a_text_that_does_not_say_more() -> None:
    (mention,) = gazetteer().mentions("Spotkanie w powiecie bielskim trwało dwa dni.")
    assert mention.resolution.status == "ambiguous"
    assert len(mention.resolution.areas) == 2


def test_the_rest_of_the_text_settles_a_shared_name() -> None:
    first, second = gazetteer().mentions("Gmina Gorzyce leży w powiecie wodzisławskim.")
    assert (first.text, first.resolution.status) == ("Gorzyce", "resolved")
    assert first.resolution.areas[0].powiat_code == "teryt:2415"
    assert first.resolution.reason is not None
    assert second.text == "wodzisławskim"


def test_another_town_alone_does_not_settle_a_shared_name() -> None:
    # A food bank from Pisz may help a Kolno in another voivodeship.
    mentions = gazetteer().mentions("Dary z Pisza rozdano w Kolnie.")
    assert [item.resolution.status for item in mentions] == ["resolved", "ambiguous"]


@given(
    st.lists(
        st.sampled_from(
            ["w", "Rybniku", "powiat", "bielski", "gmina", "Łazy", ",", "i", "śląskie", "ul.", "(", "\n", "x"]
        )
    )
)
def test_spans_are_in_order_and_hold_the_text(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for mention in gazetteer().mentions(text):
        assert mention.start >= end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end
