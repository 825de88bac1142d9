"""Contacts and numbers of persons are masked; figures that only look alike stay."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.personal.contacts import is_account, is_pesel, mask_contacts
from ingest.personal.kinds import MASKS, Kind

PHONE = MASKS["phone"]


def mask(text: str) -> str:
    return mask_contacts(text, Counter())


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("prosimy o kontakt pod numerem tel. 32 42 22 446.", f"prosimy o kontakt pod numerem tel. {PHONE}."),
        ("600-100-200", PHONE),
        ("600.100.200", PHONE),
        ("600100200", PHONE),
        ("+48 600 100 200", PHONE),
        ("(+48) 600 100 200", PHONE),
        ("0048 32 4222446", PHONE),
        ("(32) 422 24 46", PHONE),
        ("(0-32) 42 22 446", PHONE),
        ("32/4222446", PHONE),
        ("032 422-24-46", PHONE),
        ("+380 44 123 45 67", PHONE),
        ("tel./fax: 32 422-24-46, 422 24 47 lub 600 100 201", f"tel./fax: {PHONE}, {PHONE} lub {PHONE}"),
        ("dzwoń: 432 15 67", f"dzwoń: {PHONE}"),
        ("600-100-200/600-100-201", f"{PHONE}/{PHONE}"),
        ("tel. 600 100 200 12 marca", f"tel. {PHONE} 12 marca"),
        ("(tel. 600\u00a0100\u00a0200)", f"(tel. {PHONE})"),
        ("+48.601.234.575", PHONE),
        ("tel. +48.601.234.575", f"tel. {PHONE}"),
        ("６０１ ２３４ ５６８", PHONE),
        ("＋４８６０１２３４５６８", PHONE),
        ("601_234_580", PHONE),
        ("kom. 601_234_580, Anna", f"kom. {PHONE}, Anna"),
        ("zadzwoń: 601 234\n568 do piątku", f"zadzwoń: {PHONE} do piątku"),
        ("Anna 601\r\n234 568.", f"Anna {PHONE}."),
        ("+48 32 422 24\n46", PHONE),
        ("601-234-\n568", PHONE),
        ("sala 212 310\n601 234 568", f"sala 212 310\n{PHONE}"),
        ("tel.601-234-582/83", f"tel.{PHONE}"),
        ("601-234-582/83, pokój 12", f"{PHONE}, pokój 12"),
        ("pisz: jan.kowalski+klub@gmina.example.", f"pisz: {MASKS['email']}."),
        ("klub(at)gmina.example", MASKS["email"]),
        ("klub [at] gmina [kropka] example", MASKS["email"]),
        ("klub małpa gmina.example", MASKS["email"]),
        ("PESEL 44051401458", f"PESEL {MASKS['pesel']}"),
        ("PESEL: 12345678901", f"PESEL: {MASKS['pesel']}"),
        ("wpłata 61 1090 1014 0000 0712 1981 2874 oraz", f"wpłata {MASKS['account']} oraz"),
        ("PL61109010140000071219812874", MASKS["account"]),
        ("nr konta: 61-1090-1014-0000-0712-1981-2875", f"nr konta: {MASKS['account']}"),
    ],
)
def test_personal_data_is_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "10 000 zł, 2 500 000 zł i 125 500 300 zł",
        "2 500 000",
        "budżet 512 345 678, w tym dotacja 500 100 200,50 zł",
        "od 500 100 200 do 600 200 300 zł",
        "400 000 000 na całą Polskę, 512 345 678 mieszkańców",
        "1 250 600 700",
        "w latach 2013-2014, 2014, 2015 i 2016",
        "18.03.2014, 2023-11-22, w godzinach 9:00-11:00, 09.00 – 09.30",
        "44-200 Rybnik, ul. Długa 12/14",
        "Dz.U. 2024 poz. 1491, uchwała nr XXIV/123/2014",
        "KRS 0000123456, NIP 642-31-22-334, NIP: 6423122334, REGON 240123456, REGON: 240 123 456",
        "nr wniosku 512345678",
        "https://gmina.example/artykul/600100200",
        "tel. alarmowy 112, telefon zaufania 116 111",
        "2 dni x 20 osób x 7 godzin",
        "sieć (at) gminy i organizacje",
        "512\n600\n700",
        "dotacja 512 345\n678 zł",
        "budżet 512 345\n678,50 zł",
        "w 2014\n512 345 osób",
    ],
)
def test_other_figures_stay(text: str) -> None:
    assert mask(text) == text


MOBILES = st.from_regex(r"(?:5[0137]|6[069]|7[2389]|88)[0-9]{7}", fullmatch=True).filter(
    lambda digits: not digits.endswith("000000")
)
LANDLINES = st.from_regex(r"(?:12|22|32|41|58|61|71|85)[2-9][0-9]{6}", fullmatch=True).filter(
    lambda digits: not digits.endswith("000000")
)


def grouped(digits: str, sizes: tuple[int, ...], sign: str) -> str:
    parts, start = [], 0
    for size in sizes:
        parts.append(digits[start : start + size])
        start += size
    return sign.join(parts)


@st.composite
def phones(draw: st.DrawFn) -> str:
    sign = draw(st.sampled_from([" ", "-", "\u00a0", " - ", "–", "."]))
    if draw(st.booleans()):
        number = grouped(draw(MOBILES), (3, 3, 3), draw(st.sampled_from([sign, ""])))
        return draw(st.sampled_from(["", "+48 ", "+48", "0048 ", "(+48) "])) + number
    digits = draw(LANDLINES)
    sizes = draw(st.sampled_from([(3, 2, 2), (2, 2, 3)]))
    area = draw(st.sampled_from(["({}) ", "{} ", "{}-", "{}/", "0{} ", "(0-{}) ", "+48 {} "]))
    return area.format(digits[:2]) + grouped(digits[2:], sizes, sign)


@st.composite
def pesels(draw: st.DrawFn) -> str:
    year, month, day = draw(st.integers(0, 99)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    first = f"{year:02}{month + draw(st.sampled_from([0, 20])):02}{day:02}{draw(st.integers(0, 9999)):04}"
    check = -sum(int(digit) * weight for digit, weight in zip(first, (1, 3, 7, 9) * 3, strict=False)) % 10
    return f"{first}{check}"


@st.composite
def accounts(draw: st.DrawFn) -> str:
    rest = f"{draw(st.integers(10**22, 10**24 - 1)):024}"
    number = f"{98 - int(f'{rest}252100') % 97:02}{rest}"
    spaced = grouped(number, (2, 4, 4, 4, 4, 4, 4), draw(st.sampled_from([" ", "-", "\u00a0", ""])))
    return draw(st.sampled_from(["", "PL", "PL "])) + spaced


EMAILS = st.from_regex(
    r"[a-z][a-z0-9._-]{0,12}[a-z0-9](?:@|\(at\)| \[at\] )[a-z][a-z0-9]{1,12}\.(?:pl|example)", fullmatch=True
)
BEFORE = st.sampled_from(["", "Kontakt: ", "Zgłoszenia przyjmuje sołtys, ", "(", "tel. ", "Pani Ania – "])
AFTER = st.sampled_from(["", ".", ", do 12 marca", " albo osobiście", ")", "; 10 000 zł"])


@given(BEFORE, phones(), AFTER)
@example("", "+48881001387", "")
def test_no_phone_survives(before: str, phone: str, after: str) -> None:
    counts: Counter[Kind] = Counter()

    masked = mask_contacts(before + phone + after, counts)

    assert counts == {"phone": 1}
    assert masked.endswith(PHONE + after)
    assert not any(character.isdigit() for character in masked.removesuffix(after))


@given(BEFORE, EMAILS, AFTER)
def test_no_email_survives(before: str, email: str, after: str) -> None:
    assert mask(before + email + after) == before + MASKS["email"] + after


@given(BEFORE.filter(lambda text: "tel" not in text), pesels(), AFTER)
def test_no_pesel_survives(before: str, pesel: str, after: str) -> None:
    assert is_pesel(pesel)
    assert mask(before + pesel + after) == before + MASKS["pesel"] + after


@given(BEFORE.filter(lambda text: "tel" not in text), accounts(), AFTER)
def test_no_account_survives(before: str, account: str, after: str) -> None:
    assert is_account("".join(filter(str.isdigit, account)))
    assert mask(before + account + after) == before + MASKS["account"] + after


@given(
    st.integers(1, 999_999_999_999), st.sampled_from(["zł", "PLN", "tys. zł", "mln zł", "euro", "osób", "mieszkańców"])
)
@example(195_001_000_000, "zł")
def test_no_amount_is_taken_for_a_phone(amount: int, unit: str) -> None:
    text = f"Projekt za {amount:,} {unit} rocznie".replace(",", " ")

    assert mask(text) == text


@given(BEFORE, MOBILES, st.sampled_from([" ", "-", "."]), st.booleans(), AFTER)
def test_no_phone_survives_a_line_end(before: str, digits: str, sign: str, early: bool, after: str) -> None:
    first, second, third = digits[:3], digits[3:6], digits[6:]
    number = f"{first}\n{second}{sign}{third}" if early else f"{first}{sign}{second}\n{third}"

    assert mask(before + number + after) == before + PHONE + after


def test_digits_of_other_scripts_become_plain() -> None:
    assert mask("rok ２０１４ i ٢٠١٥") == "rok 2014 i 2015"


@given(st.text(max_size=200))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text)

    assert mask(once) == once
