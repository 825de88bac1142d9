"""What a card of a hit says in few words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.practice import Partner, Role, Sector
from search_api.contract.reasons import MarkedOut, OpeningOut
from search_api.labels import concept_labels
from search_api.web.hit_view import ELLIPSIS, LONGEST_SENTENCE, excerpt, kilometres, partner_groups, told, words_list

WORDS = ("senior", "żłobek", "a", "ł" * 50, "koło", "1989")
texts = st.lists(st.sampled_from(WORDS), max_size=200).map(" ".join)


def partner(name: str, sector: Sector, role: Role = "partner") -> Partner:
    return Partner(name=name, sector=sector, role=role)


def test_partners_stand_by_sector_with_leaders_first_and_the_rest_counted() -> None:
    groups = partner_groups(
        [partner(f"Koło {number}", "ngo") for number in range(1, 5)]
        + [partner("Fundusz", "ngo", "funder"), partner("Stowarzyszenie", "ngo", "lead"), partner("Gmina", "public")]
    )

    assert [(group.sector, group.names, group.more) for group in groups] == [
        ("public", ("Gmina",), 0),
        ("ngo", ("Stowarzyszenie", "Koło 1"), 4),
    ]


def test_a_last_name_is_shown_rather_than_counted() -> None:
    (group,) = partner_groups([partner(name, "ngo") for name in ("Koło", "Klub", "Straż")])

    assert (group.names, group.more) == (("Koło", "Klub", "Straż"), 0)


@pytest.mark.parametrize(
    ("distance", "said"), [(0.0, "0,1 km"), (3.44, "3,4 km"), (9.96, "10,0 km"), (27.4, "27 km"), (512.0, "512 km")]
)
def test_a_distance_is_said_as_people_say_it(distance: float, said: str) -> None:
    assert kilometres(distance) == said.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_word_of_ten_thousand_letters_is_cut() -> None:
    assert words_list(["senior", "a" * 10_000]) == ["senior", "a" * 40 + ELLIPSIS]


def test_a_short_sentence_stays_whole() -> None:
    assert excerpt("Seniorzy na wsi.", [(0, 8)]) == ("Seniorzy na wsi.", ((0, 8),))


def test_a_long_sentence_is_cut_between_words_around_its_first_mark() -> None:
    text = "słowo " * 100 + "SENIOR " + "słowo " * 100
    start = text.index("SENIOR")

    shown, marks = excerpt(text, [(start, start + 6)])

    assert shown.startswith("…słowo ")
    assert shown.endswith("słowo…")
    assert [shown[first:last] for first, last in marks] == ["SENIOR"]


@given(text=texts, data=st.data())
def test_an_excerpt_is_part_of_the_text_and_marks_the_same_words(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    marks = [(min(pair), max(pair)) for pair in data.draw(st.lists(st.tuples(ends, ends), max_size=4))]
    marks = [pair for pair in marks if pair[0] < pair[1]]

    shown, moved = excerpt(text, marks)

    assert len(shown) <= max(LONGEST_SENTENCE, 0) + 2 * len(ELLIPSIS)
    assert shown.strip(ELLIPSIS) in text
    marked = {text[start:end] for start, end in marks}
    assert all(any(shown[start:end] in word for word in marked) for start, end in moved)
    assert not marks or moved


@pytest.mark.parametrize(
    ("opening", "shown"),
    [
        (None, "Z niej korzystają dzieci."),
        (
            OpeningOut(text="Otwarto stołówkę.", highlights=[], apart=False),
            "Otwarto stołówkę. Z niej korzystają dzieci.",
        ),
        (
            OpeningOut(text="Otwarto stołówkę.", highlights=[], apart=True),
            "Otwarto stołówkę. … Z niej korzystają dzieci.",
        ),
    ],
)
def test_a_card_tells_how_it_began_before_the_sentence_that_fits(opening: OpeningOut | None, shown: str) -> None:
    text, _ = told(MarkedOut(text="Z niej korzystają dzieci.", highlights=[(18, 24)], opening=opening))

    assert text == shown


@given(texts, texts, st.booleans())
def test_both_together_are_no_longer_than_one_may_be_and_their_marks_stay_on_their_words(
    first: str, second: str, apart: bool
) -> None:
    def marks(text: str) -> list[tuple[int, int]]:
        return [(start, start + 6) for start in range(len(text)) if text.startswith("senior", start)]

    sentence = MarkedOut(
        text=second, highlights=marks(second), opening=OpeningOut(text=first, highlights=marks(first), apart=apart)
    )
    text, found = told(sentence)

    assert len(text) <= LONGEST_SENTENCE + 3 * len(ELLIPSIS)
    assert all("senior".startswith(text[start:end]) or "senior".endswith(text[start:end]) for start, end in found)
    assert list(found) == sorted(found)
    assert ELLIPSIS * 2 not in text.replace(" ", "")


def test_subjects_with_one_label_are_named_once() -> None:
    assert concept_labels(("seniors", "migrants", "migrants_refugees", "youth", "seniors"), "pl") == [
        "seniorzy",
        "migranci i uchodźcy",
        "młodzież",
    ]


def test_words_that_are_cut_to_the_same_are_shown_once() -> None:
    assert words_list(["klub", "ł" * 60, "ł" * 70]) == ["klub", "ł" * 40 + ELLIPSIS]
