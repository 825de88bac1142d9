"""Invented private persons to plant in documents: in all cases and shapes, with phones, e-mails and other numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from corpus.language import fold

# Nominative, genitive, dative, accusative, instrumental, locative.
CASES = ("nom", "gen", "dat", "acc", "inst", "loc")
WOMEN = """
Anna Anny Annie Annę Anną Annie
Maria Marii Marii Marię Marią Marii
Katarzyna Katarzyny Katarzynie Katarzynę Katarzyną Katarzynie
Małgorzata Małgorzaty Małgorzacie Małgorzatę Małgorzatą Małgorzacie
Agnieszka Agnieszki Agnieszce Agnieszkę Agnieszką Agnieszce
Barbara Barbary Barbarze Barbarę Barbarą Barbarze
Elżbieta Elżbiety Elżbiecie Elżbietę Elżbietą Elżbiecie
Jadwiga Jadwigi Jadwidze Jadwigę Jadwigą Jadwidze
"""
MEN = """
Jan Jana Janowi Jana Janem Janie
Piotr Piotra Piotrowi Piotra Piotrem Piotrze
Krzysztof Krzysztofa Krzysztofowi Krzysztofa Krzysztofem Krzysztofie
Paweł Pawła Pawłowi Pawła Pawłem Pawle
Marek Marka Markowi Marka Markiem Marku
Grzegorz Grzegorza Grzegorzowi Grzegorza Grzegorzem Grzegorzu
Zbigniew Zbigniewa Zbigniewowi Zbigniewa Zbigniewem Zbigniewie
Jerzy Jerzego Jerzemu Jerzego Jerzym Jerzym
"""
SURNAMES_OF_WOMEN = """
Wiśniewska Wiśniewskiej Wiśniewskiej Wiśniewską Wiśniewską Wiśniewskiej
Zielińska Zielińskiej Zielińskiej Zielińską Zielińską Zielińskiej
Stempniak Stempniak Stempniak Stempniak Stempniak Stempniak
Szewczyk Szewczyk Szewczyk Szewczyk Szewczyk Szewczyk
Kaczmarek Kaczmarek Kaczmarek Kaczmarek Kaczmarek Kaczmarek
Sikora Sikory Sikorze Sikorę Sikorą Sikorze
Gołąb Gołąb Gołąb Gołąb Gołąb Gołąb
Nowak-Zielińska Nowak-Zielińskiej Nowak-Zielińskiej Nowak-Zielińską Nowak-Zielińską Nowak-Zielińskiej
Kovalenko Kovalenko Kovalenko Kovalenko Kovalenko Kovalenko
"""
SURNAMES_OF_MEN = """
Kowalski Kowalskiego Kowalskiemu Kowalskiego Kowalskim Kowalskim
Dąbrowski Dąbrowskiego Dąbrowskiemu Dąbrowskiego Dąbrowskim Dąbrowskim
Stempniak Stempniaka Stempniakowi Stempniaka Stempniakiem Stempniaku
Wójcik Wójcika Wójcikowi Wójcika Wójcikiem Wójciku
Szewczyk Szewczyka Szewczykowi Szewczyka Szewczykiem Szewczyku
Kaczmarek Kaczmarka Kaczmarkowi Kaczmarka Kaczmarkiem Kaczmarku
Pawlak Pawlaka Pawlakowi Pawlaka Pawlakiem Pawlaku
Lis Lisa Lisowi Lisa Lisem Lisie
Romaniuk Romaniuka Romaniukowi Romaniuka Romaniukiem Romaniuku
"""
# The case that the gap asks for, and a sentence with it.
SENTENCES: tuple[tuple[str, str], ...] = (
    ("nom", "Warsztaty w świetlicy prowadziła przez cały rok {}."),
    ("nom", "{} otwiera klub we wtorki."),
    ("nom", "Opracowanie: {}"),
    ("nom", "Osoba do kontaktu: {}, biblioteka."),
    ("nom", "Klub założyli: {}, gmina i szkoła."),
    ("nom", "{}, prezes stowarzyszenia, dziękuje gminie."),
    ("gen", "Klub powstał dzięki pomocy {} i sąsiadów."),
    ("gen", "Zgłoszenia trafiają do {} w bibliotece."),
    ("dat", "Gmina podziękowała {} za trzy lata pracy."),
    ("acc", "Na spotkanie zaprosiliśmy {} z sąsiedniej wsi."),
    ("inst", "O klubie rozmawiamy z {} w gazetce."),
    ("inst", "Razem z p. {} sadziliśmy drzewa."),
    ("loc", "Opowiadamy o {} i jej ogrodzie."),
)


@dataclass(frozen=True, slots=True)
class Person:
    """`given` and `surname` hold the six cases."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    phone: str
    email: str
    pesel: str
    account: str

    def traces(self) -> re.Pattern[str]:
        """What must be found nowhere, in text without diacritics and in lower case: any form of the surname as a word or
        in a handle, and the numbers however they are grouped."""
        surnames = {part for form in self.surname for part in fold(form).split("-")}
        numbers = (r"[\s.-]?".join(number) for number in (self.phone, self.pesel, self.account))
        words = "|".join(sorted(surnames, key=len, reverse=True))
        return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])|{re.escape(self.email)}|{'|'.join(numbers)}")


Shape = Callable[[Person, int], str]
SHAPES: dict[str, Shape] = {
    "plain": lambda person, case: f"{person.given[case]} {person.surname[case]}",
    "capitals": lambda person, case: f"{person.given[case]} {person.surname[case]}".upper(),
    "capital surname": lambda person, case: f"{person.given[case]} {person.surname[case].upper()}",
    "initial": lambda person, case: f"{person.given[0][0]}. {person.surname[case]}",
    "middle initial": lambda person, case: f"{person.given[case]} M. {person.surname[case]}",
    "line end": lambda person, case: f"{person.given[case]}\n{person.surname[case]}",
    "hard space": lambda person, case: f"{person.given[case]}\u00a0{person.surname[case]}",
    "title": lambda person, case: f"dr inż. {person.given[case]} {person.surname[case]}",
}


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(row.split()) for row in table.strip().splitlines()]


@st.composite
def people(draw: st.DrawFn) -> Person:
    """A woman or a man."""
    given, surnames = draw(st.sampled_from([(WOMEN, SURNAMES_OF_WOMEN), (MEN, SURNAMES_OF_MEN)]))
    first, last = draw(st.sampled_from(_rows(given))), draw(st.sampled_from(_rows(surnames)))
    return Person(
        given=first,
        surname=last,
        phone=draw(st.from_regex(r"[5-8][0-9]{7}[1-9]", fullmatch=True).filter(_is_mobile)),
        email=f"{fold(first[0])}.{fold(last[0]).replace('-', '')}@{draw(st.sampled_from(['gmina', 'klub']))}.example",
        pesel=_pesel(
            draw(st.integers(0, 99)), draw(st.integers(1, 12)), draw(st.integers(1, 28)), draw(st.integers(0, 9999))
        ),
        account=_account(draw(st.integers(10**22, 10**24 - 1))),
    )


@st.composite
def mentions(draw: st.DrawFn, person: Person) -> str:
    """A sentence that names the person in full."""
    case, sentence = draw(st.sampled_from(SENTENCES))
    shape = draw(st.sampled_from(sorted(SHAPES)))
    return sentence.format(SHAPES[shape](person, CASES.index(case)))


def _is_mobile(number: str) -> bool:
    return number[:2] in {"50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88"}


def _pesel(year: int, month: int, day: int, rest: int) -> str:
    first = f"{year:02}{month:02}{day:02}{rest:04}"
    check = -sum(int(digit) * weight for digit, weight in zip(first, (1, 3, 7, 9) * 3, strict=False)) % 10
    return f"{first}{check}"


def _account(number: int) -> str:
    rest = f"{number:024}"
    return f"{98 - int(f'{rest}252100') % 97:02}{rest}"
