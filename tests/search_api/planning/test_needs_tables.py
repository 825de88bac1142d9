"""Tables of needs, as offices and surveys make them."""

from __future__ import annotations

import pytest

from search_api.planning.needs import NoNeeds, of_table, read_table


def found(rows: list[list[str]]) -> list[tuple[str, float]]:
    return [(need.text, need.weight) for need in of_table(rows)]


def test_columns_are_found_by_their_headers_in_any_order() -> None:
    rows = [["Lp.", "Liczba głosów", "Potrzeba"], ["1", "12", "Transport do lekarza"], ["2", "7", "Klub młodzieżowy"]]
    assert found(rows) == [("Transport do lekarza", 12.0), ("Klub młodzieżowy", 7.0)]


def test_a_title_above_the_header_is_no_need() -> None:
    rows = [
        ["Wyniki ankiety 2024"],
        [],
        ["Problem", "%"],
        ["Brak żłobka", "41,5%"],
        ["Hałas", "12%"],
        ["Razem", "100%"],
    ]
    assert found(rows) == [("Brak żłobka", 41.5), ("Hałas", 12.0)]


def test_without_a_header_the_content_tells_the_columns() -> None:
    rows = [["1", "Transport do lekarza", "12"], ["2", "Klub dla młodzieży", "30"], ["3", "Plac zabaw", "4"]]
    assert found(rows) == [("Transport do lekarza", 12.0), ("Klub dla młodzieży", 30.0), ("Plac zabaw", 4.0)]


def test_votes_count_before_percentages() -> None:
    rows = [["Odpowiedź", "%", "Liczba wskazań"], ["Autobusy wieczorem", "55%", "158"], ["Kino", "31%", "88"]]
    assert found(rows) == [("Autobusy wieczorem", 158.0), ("Kino", 88.0)]


def test_a_scale_of_importance_gives_the_mean_answer() -> None:
    rows = [
        ["Sprawa", "Bardzo ważne", "Ważne", "Trudno powiedzieć", "Mało ważne"],
        ["Transport do lekarza", "10", "5", "0", "5"],
        ["Imprezy plenerowe", "0", "0", "10", "10"],
    ]
    # (10 x 5 + 5 x 4 + 5 x 2) / 20 and (10 x 3 + 10 x 2) / 20
    assert found(rows) == [("Transport do lekarza", 4.0), ("Imprezy plenerowe", 2.5)]


def test_raw_answers_give_the_mean_mark_of_each_question() -> None:
    rows = [["Transport do lekarza", "Zajęcia dla dzieci"], ["5", "3"], ["4", "3"], ["3", "1"]]
    needs = dict(found(rows))
    assert needs["Transport do lekarza"] == 4.0
    assert needs["Zajęcia dla dzieci"] == pytest.approx(2.3333)


def test_open_answers_are_counted() -> None:
    rows = [["Czego brakuje w gminie?"], ["żłobek"], ["Żłobek"], ["chodnik przy szkole"], ["nie wiem"], ["żłobek."]]
    assert found(rows) == [("żłobek", 3.0), ("chodnik przy szkole", 1.0)]


def test_a_column_of_groups_gives_short_needs_their_context() -> None:
    rows = [
        ["Grupa", "Potrzeba", "Waga"],
        ["Seniorzy", "Transport", "5"],
        ["", "Opieka wytchnieniowa w domu chorego, także w weekendy", "4"],
        ["Młodzież", "Miejsce spotkań", "3"],
    ]
    assert found(rows) == [
        ("Seniorzy: Transport", 5.0),
        ("Opieka wytchnieniowa w domu chorego, także w weekendy", 4.0),
        ("Młodzież: Miejsce spotkań", 3.0),
    ]


def test_a_row_with_one_cell_opens_a_group() -> None:
    rows = [["Potrzeba", "Głosy"], ["Seniorzy", ""], ["transport", "9"], ["Dzieci", ""], ["plac zabaw", "4"]]
    assert found(rows) == [("Seniorzy: transport", 9.0), ("Dzieci: plac zabaw", 4.0)]


def test_no_vote_is_no_weight_and_the_need_stays() -> None:
    read = read_table([["Potrzeba", "Głosy"], ["Transport", "9"], ["Kino plenerowe", "0"]])
    assert [(need.text, need.weight) for need in read.needs] == [("Transport", 9.0), ("Kino plenerowe", 9.0)]
    assert "nie ma wagi" in read.weighing[0]


@pytest.mark.parametrize("rows", [[], [[]], [["", ""], [""]]])
def test_an_empty_table_says_what_to_do(rows: list[list[str]]) -> None:
    with pytest.raises(NoNeeds, match="pusty"):
        of_table(rows)


def test_a_table_of_figures_says_what_to_do() -> None:
    with pytest.raises(NoNeeds, match="kolumn"):
        of_table([["Rok", "Kwota"], ["2023", "12000"], ["2024", "15000"]])


def test_of_several_tables_only_those_that_ask_for_needs_are_read() -> None:
    rows = [
        ["Tabela 1. Kto odpowiadał"],
        ["Płeć", "Liczba osób", "%"],
        ["Kobiety", "120", "60%"],
        ["Mężczyźni", "80", "40%"],
        ["Tabela 2. Jak oceniasz nasze usługi?"],
        ["Pytanie", "Średnia"],
        ["Praca biblioteki", "4,6"],
        ["Czystość ulic", "3,9"],
        ["Tabela 3. Czego najbardziej brakuje w gminie?"],
        ["Odpowiedź", "Liczba wskazań"],
        ["Autobus wieczorem", "55"],
        ["Nic nie trzeba zmieniać", "7"],
        ["Żłobek", "31"],
    ]
    read = read_table(rows)
    assert [(need.text, need.weight) for need in read.needs] == [("Autobus wieczorem", 55.0), ("Żłobek", 31.0)]
    assert any("kilka tabel" in note for note in read.notes)


def test_sheets_without_titles_are_told_by_their_headers() -> None:
    rows = [["Grupa", "Liczba osób"], ["Kobiety", "120"], ["Mężczyźni", "80"]]
    rows += [["Problem", "Liczba wskazań"], ["Brak żłobka", "31"], ["Dziurawe chodniki", "12"]]
    assert found(rows) == [("Brak żłobka", 31.0), ("Dziurawe chodniki", 12.0)]


def test_where_no_table_asks_all_are_read() -> None:
    """A title may be in words that nobody foresaw: then the person sees all rows and deletes."""
    rows = [
        ["Część A"],
        ["Odpowiedź", "Liczba"],
        ["Nocna apteka", "31"],
        ["Część B"],
        ["Odpowiedź", "Liczba"],
        ["Park", "12"],
    ]
    assert "Nocna apteka" in [text for text, _ in found(rows)]


def test_open_answers_below_a_question_are_taken_but_for_those_that_tell_nothing() -> None:
    rows = [
        ["Pytanie 1. Co w gminie jest najlepsze?"],
        ["Odpowiedź", "Liczba głosów"],
        ["Zalew", "196"],
        ["Biblioteka", "120"],
        ["Pytanie 2. Gdybyś był wójtem, co byś zmienił?"],
        ["Lp.", "Wiek", "Odpowiedź"],
        ["1", "14", "w toaletach nie ma mydła"],
        ["2", "13", "pozdrawiam 8b!!!"],
        ["3", "15", "kino chociaż raz w miesiącu"],
        ["4", "15", "niczego mi nie brakuje"],
    ]
    assert [text for text, _ in found(rows)] == ["w toaletach nie ma mydła", "kino chociaż raz w miesiącu"]


def test_a_list_without_a_question_is_never_judged() -> None:
    rows = [["Lp.", "Potrzeba"], ["1", "pozdrawiam 8b!!!"], ["2", "nocna apteka"]]
    assert [text for text, _ in found(rows)] == ["pozdrawiam 8b!!!", "nocna apteka"]
