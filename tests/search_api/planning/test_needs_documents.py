"""Needs found in documents: what is proposed and what is not, in whose words, and how well over the marked cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Block, BlockKind, Document
from search_api.planning.bench_needs import document_of
from search_api.planning.measure_needs import Measured, case_of, measure, read_cases, share
from search_api.planning.need import Need
from search_api.planning.needs import MOST_NEEDS, NoNeeds, of_document, read_document, read_listed_or_told

CASES = Path(__file__).parent / "needs_cases"


def read(text: str) -> Document:
    return case_of("dokument", {"text": text, "marks": []}).document


def needs(text: str) -> list[str]:
    return [need.text for need in of_document(read(text))]


def blocks(*given: tuple[BlockKind, str]) -> Document:
    document = read("Diagnoza\n\nTekst.")
    return document.model_copy(
        update={
            "blocks": tuple(Block(text=text, kind=kind, level=2 if kind == "heading" else None) for kind, text in given)
        }
    )


def words(text: str) -> str:
    """The text with single blanks: an item of a narrow column goes on in the next block."""
    return " ".join(text.split())


def figures(results: list[Measured]) -> tuple[float, float]:
    found, missed = (sum(len(getattr(one, name)) for one in results) for name in ("found", "missed"))
    right, noise = (sum(len(getattr(one, name)) for one in results) for name in ("right", "noise"))
    return share(found, missed), share(right, noise)


@pytest.mark.parametrize("folder", ["development", "aside"])
def test_most_marked_needs_are_found_with_little_noise(folder: str) -> None:
    """The model was trained on these documents: this holds that its file and its reading fit, no more (docs/needs.md)."""
    recall, precision = figures([measure(case) for case in read_cases(CASES / folder)])
    assert recall >= 0.85
    assert precision >= 0.85


def test_every_need_stands_word_for_word_in_its_document() -> None:
    for case in read_cases(CASES / "development"):
        lines = words(" ".join(block.text for block in case.document.blocks))
        for need in of_document(case.document):
            assert need.source is not None
            assert words(need.source.quote) in lines
            stated = need.text
            if stated not in need.source.quote:
                context, _, stated = need.text.partition(": ")
                assert need.source.heading is not None
                assert context in need.source.heading
            assert stated in need.source.quote


def test_sentences_that_state_a_problem_are_told_from_facts() -> None:
    text = (
        "Diagnoza gminy Borek\n\n1. Usługi społeczne\n\nW gminie działa ośrodek pomocy, który zatrudnia dziewięć osób. Seniorzy "
        "z Zalesia nie mają czym dojechać do lekarza. W 2021 r. z pomocy skorzystało 121 rodzin. Brakuje opieki wytchnieniowej."
    )
    assert needs(text) == ["Seniorzy z Zalesia nie mają czym dojechać do lekarza", "Brakuje opieki wytchnieniowej"]


def test_the_source_tells_page_heading_and_sentence() -> None:
    document = case_of(
        "strony",
        {
            "pages": [
                "Diagnoza gminy Borek\n\nTekst wstępny o gminie.",
                "2. Zdrowie\n\nW gminie brakuje lekarza rodzinnego. Jest apteka.",
            ],
            "marks": [],
        },
    ).document
    (need,) = of_document(document)
    assert need.source is not None
    assert (need.source.page, need.source.quote) == (2, "W gminie brakuje lekarza rodzinnego.")
    assert need.source.heading is not None
    assert need.source.heading.endswith("2. Zdrowie")


def test_tasks_of_a_programme_are_found_and_its_procedure_is_not() -> None:
    document = blocks(
        ("heading", "§ 4"),
        ("paragraph", "Współpraca odbywa się na zasadach:"),
        ("list_item", "1) pomocniczości,"),
        ("list_item", "2) jawności."),
        ("heading", "Rozdział V"),
        ("heading", "Priorytetowe zadania publiczne"),
        ("heading", "§ 5"),
        ("paragraph", "W 2025 r. priorytetami są zadania w zakresie:"),
        ("list_item", "1) pomocy społecznej, w szczególności:"),
        ("list_item", "a) opieka nad osobami starszymi w ich domach,"),
        ("list_item", "b) dożywianie dzieci;"),
        ("list_item", "2) sportu – szkolenie dzieci."),
        ("heading", "Rozdział VI"),
        ("heading", "Tryb powoływania komisji konkursowych"),
        ("list_item", "1. Komisję powołuje wójt."),
        ("list_item", "2. W przypadku braku kworum wyznacza się nowy termin."),
    )
    found = of_document(document)
    assert [need.text for need in found] == [
        "opieka nad osobami starszymi w ich domach",
        "pomocy społecznej: dożywianie dzieci",
        "sportu – szkolenie dzieci",
    ]
    assert {need.kind for need in found} == {"task"}


def test_weak_sides_are_needs_and_strong_ones_are_not() -> None:
    text = (
        "Plan odnowy wsi\n\nMocne strony\n- aktywne koło gospodyń\n- ładne położenie\n\n"
        "Słabe strony\n- mało zajęć dla dzieci\n- zamknięta świetlica"
    )
    assert needs(text) == ["mało zajęć dla dzieci", "zamknięta świetlica"]


def test_a_swot_table_gives_its_column_of_weak_sides() -> None:
    document = blocks(
        ("heading", "Analiza SWOT"),
        ("table", "Mocne strony | Słabe strony"),
        ("table", "aktywna biblioteka | brak miejsca dla młodzieży"),
        ("table", "nowa hala | niewielu wolontariuszy w gminie"),
    )
    assert [need.text for need in of_document(document)] == [
        "brak miejsca dla młodzieży",
        "niewielu wolontariuszy w gminie",
    ]


def test_votes_of_a_table_become_weights_with_a_mean_of_one() -> None:
    document = blocks(
        ("heading", "Czego brakuje w gminie?"),
        ("table", "Odpowiedź | Liczba głosów"),
        ("table", "Miejsce spotkań dla całych rodzin | 30"),
        ("table", "Autobusy w niedziele i święta | 10"),
        ("table", "Razem | 40"),
    )
    assert [(need.text, need.weight) for need in of_document(document)] == [
        ("Miejsce spotkań dla całych rodzin", 1.5),
        ("Autobusy w niedziele i święta", 0.5),
    ]


def test_a_table_of_money_is_left_out() -> None:
    document = blocks(
        ("heading", "Wysokość środków"),
        ("table", "Zadanie | Kwota"),
        ("table", "Pomoc społeczna | 120 000 zł"),
        ("heading", "Diagnoza"),
        ("paragraph", "W gminie brakuje lekarza, a do szpitala trzeba jechać godzinę."),
    )
    assert [need.text for need in of_document(document)] == [
        "W gminie brakuje lekarza, a do szpitala trzeba jechać godzinę"
    ]


def test_a_mere_speaker_is_left_out_and_one_who_matters_stays() -> None:
    text = (
        "Protokół ze spotkania\n\nPrzebieg spotkania\n\nMieszkańcy wskazali, że brakuje lekarza w przychodni. "
        "Rodzice dzieci z autyzmem zgłosili, że nie mają grupy wsparcia."
    )
    assert needs(text) == [
        "brakuje lekarza w przychodni",
        "Rodzice dzieci z autyzmem zgłosili, że nie mają grupy wsparcia",
    ]


def test_the_same_need_is_proposed_once() -> None:
    text = (
        "Diagnoza\n\n1. Zdrowie\n\nW gminie brakuje lekarza rodzinnego. Jest apteka.\n\n"
        "2. Wnioski\n\nW gminie brakuje lekarza rodzinnego. To wynika z badań."
    )
    assert needs(text) == ["W gminie brakuje lekarza rodzinnego"]


def test_an_uploaded_list_is_read_as_a_list() -> None:
    document = blocks(
        ("list_item", "transport do lekarza"), ("list_item", "kino plenerowe"), ("list_item", "plac zabaw")
    )
    assert [need.text for need in read_listed_or_told(document).needs] == [
        "transport do lekarza",
        "kino plenerowe",
        "plac zabaw",
    ]


def test_a_document_without_needs_says_what_to_do() -> None:
    read_of = read_document(
        blocks(("heading", "Historia"), ("paragraph", "Gmina powstała w 1973 roku. Siedzibą jest Borek."))
    )
    assert read_of.needs == ()
    assert "Dopisz potrzeby własnymi słowami" in read_of.notes[0]


def test_another_language_says_what_to_do() -> None:
    english = (
        "The commune lacks a doctor. Elderly residents have no transport to the clinic, and young people have nowhere to "
        "meet after school."
    )
    with pytest.raises(NoNeeds, match="nie wygląda na polski"):
        of_document(blocks(("paragraph", english)))


def test_of_a_long_document_the_plainest_needs_stay_in_their_order() -> None:
    found = read_document(document_of(200))
    assert len(found.needs) == MOST_NEEDS
    assert "Zostawiono 500 najwyraźniejszych" in found.notes[0]
    pages = [need.source.page or 0 for need in found.needs if need.source is not None]
    assert pages == sorted(pages)


_PIECES = st.sampled_from(
    [
        "brak ",
        "1. ",
        "a) ",
        "(",
        "– ",
        "Cel 1. ",
        ": ",
        "? ",
        "; ",
        " | ",
        "12 głosów ",
        "„",
        "”",
        "I. ",
        "§ 3 ",
        "nie ma ",
        "potrzeby ",
        "%",
        "\n",
        "seniorzy ",
        "<b>",
        "\u202e",
        "Słabe strony: ",
    ]
)
_KINDS = st.sampled_from(["heading", "paragraph", "list_item", "table"])


@given(st.lists(st.tuples(_KINDS, st.lists(_PIECES, min_size=1, max_size=25).map("".join)), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_no_document_breaks_the_reading(given_blocks: list[tuple[BlockKind, str]]) -> None:
    document = blocks(*given_blocks)
    try:
        found: tuple[Need, ...] = of_document(document)
    except NoNeeds:
        return
    for need in found:
        assert need.text
        assert need.weight > 0
        assert need.source is not None
        assert words(need.source.quote) in words(" ".join(block.text for block in document.blocks))


@pytest.mark.parametrize(
    "piece",
    [
        "brak (",
        "a) b. 1) ",
        "– 12 głosów ",
        "(12 głosów) ",
        "nie ma, że ",
        "Cel 1.1 ",
        "– ",
        "x: ",
        "§ 1 ",
        " | ",
        "że, ",
    ],
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    """Would not end within the patience of a test runner if a pattern tried all ways to match."""
    of_document(blocks(("paragraph", "W gminie brakuje lekarza i apteki."), ("paragraph", piece * 20_000)))
