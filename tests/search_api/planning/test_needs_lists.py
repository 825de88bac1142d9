"""Lists as people paste them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.planning.needs import LONGEST_NEED, MOST_NEEDS, NoNeeds, looks_like_document, of_list, read_list


def texts(pasted: str) -> list[str]:
    return [need.text for need in of_list(pasted)]


def weights(pasted: str) -> dict[str, float]:
    return {need.text: need.weight for need in of_list(pasted)}


@pytest.mark.parametrize(
    "pasted",
    [
        "- transport dla seniorów\n- opieka wytchnieniowa\n- klub dla młodzieży",
        "• transport dla seniorów;\n• opieka wytchnieniowa;\n• klub dla młodzieży.",
        "\uf0b7 transport dla seniorów\n\uf0b7 opieka wytchnieniowa\n\uf0b7 klub dla młodzieży",
        "1. transport dla seniorów\n2. opieka wytchnieniowa\n\n3. klub dla młodzieży",
        "a) transport dla seniorów\nb) opieka wytchnieniowa\nc) klub dla młodzieży",
        "[ ] transport dla seniorów\n[x] opieka wytchnieniowa\n[ ] klub dla młodzieży",
        "transport dla seniorów\nopieka wytchnieniowa\nklub dla młodzieży",
        "transport dla seniorów\n\n\nopieka wytchnieniowa\n\nklub dla młodzieży\n",
        "transport dla seniorów; opieka wytchnieniowa; klub dla młodzieży",
        "transport dla seniorów, opieka wytchnieniowa, klub dla młodzieży",
        "1) transport dla seniorów 2) opieka wytchnieniowa 3) klub dla młodzieży",
        "Potrzeby: 1. transport dla seniorów, 2. opieka wytchnieniowa, 3. klub dla młodzieży",
        "Lp.\tPotrzeba\n1\ttransport dla seniorów\n2\topieka wytchnieniowa\n3\tklub dla młodzieży",
        "| Potrzeba |  Uwagi |\n|---|---|\n| transport dla seniorów | |\n| opieka wytchnieniowa | |\n| klub dla młodzieży | |",
    ],
)
def test_any_shape_gives_the_same_needs(pasted: str) -> None:
    assert texts(pasted) == ["transport dla seniorów", "opieka wytchnieniowa", "klub dla młodzieży"]


def test_wrapped_lines_belong_together() -> None:
    pasted = (
        "Samotność osób starszych, które mieszkają daleko od sklepu i nie mają\nsamochodu ani rodziny w pobliżu\n"
        "Brak zajęć dla dzieci w wieku przedszkolnym w sołectwach położonych\nnajdalej od siedziby gminy"
    )
    assert texts(pasted) == [
        "Samotność osób starszych, które mieszkają daleko od sklepu i nie mają samochodu ani rodziny w pobliżu",
        "Brak zajęć dla dzieci w wieku przedszkolnym w sołectwach położonych najdalej od siedziby gminy",
    ]


def test_wrapped_items_with_bullets_belong_together() -> None:
    assert texts("- dowóz osób starszych\n  do lekarza\n- świetlica") == [
        "dowóz osób starszych do lekarza",
        "świetlica",
    ]


def test_a_clause_is_no_item() -> None:
    need = "brak świetlicy, w której młodzież mogłaby się spotykać, i boiska"
    assert texts(need) == [need]


def test_sentences_of_one_paragraph_are_needs() -> None:
    assert texts("Brakuje nam świetlicy. Seniorzy są samotni. Nie ma autobusów.") == [
        "Brakuje nam świetlicy",
        "Seniorzy są samotni",
        "Nie ma autobusów",
    ]


def test_a_heading_is_put_before_short_items_only() -> None:
    pasted = "Seniorzy:\n- transport\n- zajęcia ruchowe prowadzone w świetlicach wiejskich\nMłodzież\n- warsztaty"
    assert texts(pasted) == [
        "Seniorzy: transport",
        "zajęcia ruchowe prowadzone w świetlicach wiejskich",
        "Młodzież: warsztaty",
    ]


def test_a_heading_that_names_no_topic_is_left_out() -> None:
    assert texts("Nasze potrzeby:\n- transport\n- kultura") == ["transport", "kultura"]


def test_one_need_is_a_list_too() -> None:
    assert texts("remont świetlicy") == ["remont świetlicy"]


@pytest.mark.parametrize(
    ("pasted", "weight"),
    [
        ("transport (40%)", 40.0),
        ("transport – 40 %", 40.0),
        ("transport – 12 głosów", 12.0),
        ("transport: 1 240 wskazań", 1240.0),
        ("transport, waga 3", 3.0),
        ("transport (waga: 2,5)", 2.5),
        ("transport (28 pkt)", 28.0),
        ("12 głosów – transport", 12.0),
        ("transport | liczba głosów: 7", 7.0),
    ],
)
def test_weights_are_read_and_taken_out_of_the_words(pasted: str, weight: float) -> None:
    assert weights(pasted) == {"transport": weight}


@pytest.mark.parametrize(
    "need", ["klub 60+", "przedszkole nr 12", "zajęcia dla klas 1–3", "remont drogi 544", "transport, bardzo ważne"]
)
def test_what_is_not_certain_stays_in_the_words(need: str) -> None:
    assert weights(need) == {need: 1.0}


def test_bare_numbers_are_weights_when_every_item_has_one() -> None:
    assert weights("transport – 14\nopieka – 9\nkultura – 3") == {"transport": 14.0, "opieka": 9.0, "kultura": 3.0}


def test_the_same_need_is_told_once_and_its_votes_are_added() -> None:
    read = read_list("1. Brak żłobka – 12 głosów\n2. brak żłobka. – 3 głosy\n3. Chodnik – 4 głosy")
    assert [(need.text, need.weight) for need in read.needs] == [("Brak żłobka", 15.0), ("Chodnik", 4.0)]
    assert read.notes == ("Połączono 1 powtórzenie tej samej potrzeby. Ich wagi dodano.",)


def test_of_two_weights_of_one_need_the_larger_counts() -> None:
    assert weights("opieka, waga 5\nopieka, waga 2\ntransport, waga 1") == {"opieka": 5.0, "transport": 1.0}


def test_mentions_are_counted_where_nothing_has_a_weight() -> None:
    assert weights("- transport\n- kultura\n- Transport") == {"transport": 2.0, "kultura": 1.0}


def test_a_need_without_a_weight_gets_the_smallest_and_that_is_told() -> None:
    read = read_list("- transport (12 głosów)\n- kultura (9 głosów)\n- sport\n- drogi\n- park")
    assert [(need.weight, need.assumed) for need in read.needs] == [(12, None), (9, None), *[(9, "least")] * 3]
    assert read.weighing == ("3 potrzeby nie mają wagi. Przyjęto najmniejszą wagę z listy.",)
    assert read.notes == ()


@pytest.mark.parametrize(
    ("given", "weights", "assumed"),
    [
        (["30%"], [30, 17.5, 17.5, 17.5, 17.5], "share"),
        (["30%", "10%"], [30, 10, 20, 20, 20], "share"),
        (["55,5%", "20,5%", "4%", "10%"], [55.5, 20.5, 4, 10, 10], "share"),
        (["60%", "40%"], [60, 40, 40, 40, 40], "full"),
        (["80%", "70%", "25%"], [80, 70, 25, 25, 25], "full"),
    ],
)
def test_what_percentages_leave_is_shared_out(given: list[str], weights: list[float], assumed: str) -> None:
    names = ("transport", "kultura", "sport", "drogi", "park")
    lines = [f"- {name} ({told})" for name, told in zip(names, given, strict=False)]
    read = read_list("\n".join((*lines, *(f"- {name}" for name in names[len(given) :]))))
    assert [need.weight for need in read.needs] == weights
    assert [need.assumed for need in read.needs] == [None] * len(given) + [assumed] * (5 - len(given))
    assert len(read.weighing) == 1
    if assumed == "share":
        assert sum(need.weight for need in read.needs) == 100


def test_without_any_weight_nothing_is_assumed() -> None:
    read = read_list("- transport\n- kultura")
    assert ([need.assumed for need in read.needs], read.weighing) == ([None, None], ())


def test_one_unit_counts_and_the_other_is_told() -> None:
    read = read_list("- transport (30%)\n- kultura (10%)\n- sport – 5 głosów")
    assert [need.weight for need in read.needs] == [30.0, 10.0, 60.0]
    assert "Policzono procenty, pominięto: głosy." in read.notes[0]


def test_needs_that_are_nearly_the_same_are_proposed_for_merging() -> None:
    read = read_list("- transport dla seniorów do lekarza\n- plac zabaw\n- transport seniorów do lekarzy")
    assert read.alike == ((0, 2),)
    assert len(read.needs) == 3


def test_more_needs_than_are_kept_are_told() -> None:
    read = read_list(
        "\n".join(f"- świetlica wiejska numer {number} wymaga remontu" for number in range(MOST_NEEDS + 20))
    )
    assert len(read.needs) == MOST_NEEDS
    assert read.notes == ("Lista ma 520 potrzeb. Wzięto pierwsze 500, resztę podaj osobno.",)


def test_a_very_long_need_is_shortened_at_a_word_and_that_is_told() -> None:
    read = read_list("- " + "bardzo długa potrzeba mieszkańców " * 40 + "\n- sport")
    assert len(read.needs[0].text) <= LONGEST_NEED
    assert read.needs[0].text.endswith(("bardzo", "długa", "potrzeba", "mieszkańców"))
    assert "skrócona" in read.notes[0]


@pytest.mark.parametrize("nothing", ["", "   \n\t\n", "---\n***\n", "1.\n2.\n"])
def test_an_empty_text_says_what_to_do(nothing: str) -> None:
    with pytest.raises(NoNeeds, match="Tekst jest pusty"):
        of_list(nothing)


def test_another_language_says_what_to_do() -> None:
    german = (
        "Es fehlt ein Treffpunkt für Jugendliche. Die Busse fahren am Wochenende nicht. Ältere Menschen sind einsam und "
        "brauchen Hilfe."
    )
    with pytest.raises(NoNeeds, match="nie wygląda na polski"):
        of_list(german)


def test_polish_typed_without_diacritics_is_polish() -> None:
    assert (
        len(
            of_list(
                "- brakuje swietlicy dla mlodziezy\n- starsi ludzie potrzebuja dowozu do przychodni\n- zly stan drog"
            )
        )
        == 3
    )


def test_hostile_text_stays_text_and_invisible_signs_go() -> None:
    pasted = "- <script>alert(1)</script> transport\n- \u202eodwrócony\u202c \u200btekst o świetlicy\n- =1+1 opieka"
    assert texts(pasted) == ["<script>alert(1)</script> transport", "odwrócony tekst o świetlicy", "=1+1 opieka"]


def test_a_pasted_document_is_told_from_a_list() -> None:
    prose = "Mieszkańcy wskazują na brak lekarza. Do przychodni jeździ jeden autobus. Seniorzy są samotni. " * 10
    assert looks_like_document(f"Diagnoza\n\n{prose}\n\n{prose}")
    assert not looks_like_document("\n".join(f"- potrzeba {number}" for number in range(200)))


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_reading(pasted: str) -> None:
    try:
        needs = of_list(pasted)
    except NoNeeds:
        return
    assert len(needs) <= MOST_NEEDS
    assert all(need.text.strip() and need.weight > 0 and len(need.text) <= LONGEST_NEED for need in needs)


_WORDS = st.lists(
    st.sampled_from("transport seniorzy lekarz świetlica młodzież remont opieka kultura".split()),
    min_size=2,
    max_size=5,
)


@given(st.lists(_WORDS.map(" ".join), min_size=2, max_size=12, unique=True), st.sampled_from(["- ", "• ", "* ", "– "]))
@settings(max_examples=60, deadline=None)
def test_the_items_of_a_list_come_back_as_they_were(items: list[str], bullet: str) -> None:
    assert texts("\n".join(bullet + item for item in items)) == items
