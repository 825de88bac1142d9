"""What people write into cells, as values of fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.table_values import (
    NotUnderstood,
    addresses_of,
    amount_of,
    codes_of,
    funding_of,
    is_empty,
    items_of,
    partner_of,
    voivodeship_of,
    years_of,
)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2014-2016", (2014, 2016)),
        ("2014 – 2016 r.", (2014, 2016)),
        ("2014", (2014, 2014)),
        ("od 2014", (2014, None)),
        ("od 2014 do 2016", (2014, 2016)),
        ("2014 – nadal", (2014, None)),
        ("2014-", (2014, None)),
        ("do 2016", (None, 2016)),
        ("2014/15", (2014, 2015)),
        ("rok szkolny 2013/2014", (2013, 2014)),
        ("01.03.2014-30.06.2015", (2014, 2015)),
        ("2014-05-30", (2014, 2014)),
        ("od września 2014 do 30.06.2016 r.", (2014, 2016)),
    ],
)
def test_years_in_every_common_spelling(text: str, years: tuple[int | None, int | None]) -> None:
    assert years_of(text) == years


@pytest.mark.parametrize("text", ["kilka lat", "XXI wiek", "14-16", "12014"])
def test_a_text_without_a_year_is_not_guessed(text: str) -> None:
    with pytest.raises(NotUnderstood, match="2014-2016"):
        years_of(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12 500 zł", 12500),
        ("12\u00a0500,50 PLN", 12500.5),
        ("12.500,00 zł", 12500),
        ("12500zł", 12500),
        ("12500.5", 12500.5),
        ("1.200", 1200),
        ("12,5 tys. zł", 12500),
        ("1,2 mln", 1_200_000),
        ("ok. 30 tysięcy złotych", 30000),
    ],
)
def test_amounts_in_every_common_spelling(text: str, amount: float) -> None:
    assert amount_of(text) == amount


@pytest.mark.parametrize("text", ["1000 EUR", "€ 500", "bezpłatnie", "5 000 zł + 3 000 zł", "2014-2016", "30 osób"])
def test_an_amount_that_is_not_one_sum_in_zloty_is_not_guessed(text: str) -> None:
    with pytest.raises(NotUnderstood):
        amount_of(text)


@given(st.integers(min_value=0, max_value=10**9))
def test_an_amount_written_in_threes_comes_back(amount: int) -> None:
    assert amount_of(f"{amount:,} zł".replace(",", " ")) == amount


def test_sources_of_money_keep_the_amount_beside_them() -> None:
    assert list(funding_of("Gmina Rybnik: 5 000 zł; FIO (12 tys. zł)\n- środki własne")) == [
        {"source": "Gmina Rybnik", "amount_pln": 5000},
        {"source": "FIO", "amount_pln": 12000},
        {"source": "środki własne", "amount_pln": None},
    ]


def test_a_cell_of_several_values_is_divided_and_list_signs_are_gone() -> None:
    assert items_of("• seniorzy;  młodzież\n2) dzieci\n-\nbrak") == ["seniorzy", "młodzież", "dzieci"]


@pytest.mark.parametrize("text", ["", " - ", "–", "brak", "Nie dotyczy", "n/d", "b/d."])
def test_a_cell_may_say_that_it_is_empty(text: str) -> None:
    assert is_empty(text)
    assert not is_empty("brak świetlicy we wsi")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("seniorzy", ["seniors"]),
        ("Seniorów; młodzieży", ["seniors", "youth"]),
        ("kultura, środowisko", ["culture_heritage", "environment"]),
        ("dzieci i rodzina", ["children_family"]),
        ("health\nzdrowie", ["health"]),
    ],
)
def test_themes_by_label_synonym_part_or_code(text: str, codes: list[str]) -> None:
    assert codes_of(text, "themes") == codes


def test_an_unknown_theme_is_told_with_those_that_are_allowed() -> None:
    with pytest.raises(NotUnderstood, match=r"Nieznana wartość „kosmos”\. Dozwolone: seniorzy, młodzież"):
        codes_of("seniorzy; kosmos", "themes")


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("Fundacja „Śruba”", {"name": "Fundacja „Śruba”", "sector": "ngo", "role": "partner"}),
        ("Zielony Kąt (NGO, lider)", {"name": "Zielony Kąt", "sector": "ngo", "role": "lead"}),
        ("Piekarnia Nowak (firma)", {"name": "Piekarnia Nowak", "sector": "business", "role": "partner"}),
        ("Gmina Łęg (finansujący)", {"name": "Gmina Łęg", "sector": "public", "role": "funder"}),
        ("Fundacja Dom (koło w Łęgu)", {"name": "Fundacja Dom (koło w Łęgu)", "sector": "ngo", "role": "partner"}),
    ],
)  # fmt: skip
def test_a_partner_with_or_without_its_sector_and_role(text: str, partner: dict[str, str]) -> None:
    assert partner_of(text, "partner") == partner


def test_a_partner_whose_sector_nobody_knows_is_asked_for() -> None:
    with pytest.raises(NotUnderstood, match=r"„Centrum Aktywności \(NGO\)”"):
        partner_of("Centrum Aktywności", "partner")


@pytest.mark.parametrize("text", ["śląskie", "woj. Śląskie", "SLASKIE", "województwo śląskie", "śląski"])
def test_a_voivodeship_in_every_spelling(text: str) -> None:
    assert voivodeship_of(text) == "śląskie"


def test_no_voivodeship_is_made_up() -> None:
    assert voivodeship_of("częstochowskie") is None


def test_addresses_are_found_in_a_cell() -> None:
    assert addresses_of("Zob. https://a.pl/x?y=1, www.b.pl/z. i https://a.pl/x?y=1") == [
        "https://a.pl/x?y=1",
        "https://www.b.pl/z",
    ]
    assert addresses_of("strona gminy") == []
