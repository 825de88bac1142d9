"""Organisations and places called like persons stay where the document or its record tells them apart; persons still go."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from corpus.cards import STARTER
from ingest.loader import Card
from ingest.personal.kinds import MASKS
from ingest.personal.organisations import organisations
from ingest.personal.record import Record, record_of
from ingest.personal.tokens import tokens
from ingest.practice_cards import read_card
from ingest.privacy import mask, mask_all
from ingest.submitting import cleaned

NAME = MASKS["name"]


@pytest.mark.parametrize(
    "text",
    [
        "Stowarzyszenie Homo Faber prowadzi infolinię. Miasto dało salę dla Homo Faber.",
        "Fundacja Semper Avanti szkoli rady. Młodzi przyszli do Semper Avanti sami.",
        "Grały UKS Piątka i KKS Włókniarz. W Konstantynowie Piątka dostała 9 tys. zł.",
        "UKS Piątka ma boisko. Drużyna Piątka wygrała turniej. W tym roku Piątka ma 40 lat.",
        "Mecz wygrał LKS „Piątka”. Wczoraj Piątka zaprosiła dzieci.",
        "Boisko dostał MLKS „Czajka”. Dzieci trenuje „Czajka”.",
        "Grał KKS Włókniarz. W Pabianicach Włókniarz zdobył puchar.",
        "Stowarzyszenie Homo Faber ma biuro. Wolontariuszka Homo Faber uczy polskiego.",
        "Fundacja Semper Avanti ma dom. Wczoraj Semper Avanti zaprosiło sąsiadów.",
        "Jednostka OSP Rybnik wyjechała. Naczelnik OSP Rybnik dziękował, prezes OSP Zawady także.",
        "Wolontariusz Fundacji Homo Faber uczy, prezes Klubu Sportowego Orzeł także.",
        "Prezes Fundacji Semper Avanti i lider Stowarzyszenia Dom Kultury podpisali list.",
        "Prezes LGD Pojezierze podpisał umowę, a szef ZHP Chełm list.",
    ],
)
def test_an_organisation_that_the_document_introduces_stays_wherever_it_is_named(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Semper Avanti z Wrocławia", Record(organisations=("Semper Avanti z Wrocławia",))),
        ("Wsparcie dla Homo Faber", Record(organisations=("Stowarzyszenie Homo Faber",))),
        ("W Konstantynowie Piątka dostała 9 tys. zł.", Record(organisations=("Piątka",))),
        ("Konarski senior w kuchni", Record(places=("Konary",))),
        ("Stempnicki klub seniora", Record(places=("Stempnik",))),
    ],
)
def test_a_record_tells_organisations_and_places(text: str, record: Record) -> None:
    (told,) = mask_all([text], record)

    assert told.text == text


@pytest.mark.parametrize(
    ("text", "record"),
    [
        # Who works for an organisation, or bears a surname like its name, is a person.
        ("W Stowarzyszeniu Homo Faber uczy Jan Faber. Faber uczy od lat.", ("Jan Faber", "Faber uczy od")),
        ("UKS Piątka gra, pani Piątka gotuje.", ("pani Piątka",)),
        ("UKS Piątka gra. Do klubu przyszedł sąsiad Piątka z synem.", ("sąsiad Piątka",)),
        ("UKS Czajka gra. Zajęcia prowadził trener Czajka.", ("trener Czajka",)),
        ("UKS Piątka gra, trener Jan Piątka pomaga.", ("Jan Piątka",)),
        ("prezes Fundacji Anna Stempniak i jej zespół", ("Anna", "Stempniak")),
        ("Klub wspiera Fundacja Nicholas Gontarczyk.", ("Nicholas", "Gontarczyk")),
        ("W Stowarzyszeniu Prezes Stempniak prowadził zajęcia. Stempniak uczy.", ("Stempniak uczy",)),
        ("Fundacja Anny Dymnej pomaga. Anna Dymna przyjechała.", ("Anna Dymna",)),
        ("Konarski senior uczy syna.", ("Konarski",)),
        ("W klubie Stempniak prowadził zajęcia. Chwali się, że Stempniak gotuje.", ("że Stempniak",)),
    ],
)
def test_persons_go_whatever_organisations_the_document_names(text: str, record: tuple[str, ...]) -> None:
    told = mask(text).text

    assert NAME in told
    assert not [part for part in record if part in told], told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A post in a body, and its holder.
        ("Na zebraniu był prezes OSP Nowak. Wczoraj Nowak dostał zasiłek celowy.", 2),
        ("Strażak OSP Walczak zginął. Rodzina Walczak dostała odszkodowanie.", 2),
        ("Druhna OSP Kaczmarek zachorowała. Mąż pisał, że Kaczmarek czeka na zabieg.", 1),
        ("Mówił skarbnik KGW Zieliński. Potem Zieliński prosił o pożyczkę.", 2),
        ("Radził prawnik NGO Wójcik. Od maja Wójcik jest na zwolnieniu.", 2),
        ("Pisał członek ROD Jankowski. Wczoraj Jankowski zachorował.", 2),
        ("Instruktor ZHP Pawlak odszedł. Żona mówi, że Pawlak leży w szpitalu.", 2),
        # A surname after the abbreviation alone: what comes later is somebody.
        ("Prezes ma działkę w ROD Krawczyk. W piśmie Krawczyk podaje, że jest chory.", 1),
        ("W imieniu NGO Kamińska dziękowała. Kamińska jest po rozwodzie.", 1),
        ("Na spotkaniu AZS Wieczorek mówił o budżecie.", 1),
        ("Na zebraniu KSM Kaczmarek mówił o remoncie.", 1),
        ("Grał LKS Sikora. Wczoraj Sikora dostał zasiłek.", 1),
        ("Grał LKS Wilk. Wczoraj Wilk dostał zasiłek.", 1),
        ("Grał LKS Wróbel. Wczoraj Wróbel dostał zasiłek.", 1),
        ("Grał UKS Zając. Wczoraj Zając poprosił o mieszkanie.", 1),
        ("Grał MKS Kozioł. Wczoraj Kozioł poprosił o mieszkanie.", 1),
        ("Boisko dostał MLKS „Czajka”. Od wiosny Czajka choruje na serce.", 1),
        # Who is told by the word before, or by what a man did.
        ("LKS Sikora grał. Pomoc dostała rodzina Sikora.", 1),
        ("LKS Sikora grał. Podopieczna Sikora choruje.", 1),
        ("LKS Piątka grał. Rodzina Piątka dostała zasiłek.", 1),
        ("LKS Piątka grał. Podopieczna Piątka choruje.", 1),
        ("LKS Piątka grał. Bezdomny Piątka prosił o pomoc.", 1),
        ("LKS Piątka grał. Wczoraj Piątka dostał zasiłek.", 1),
        ("Podopieczny Fundacji Przystań Stempniak jest bezdomny.", 1),
        ("Podopieczna Stowarzyszenia Przystań Kaczmarek jest chora.", 1),
        ("Podopieczny Fundacji Dom Sikora jest bezdomny.", 1),
        ("Uczestnik Klubu Zorza Wójcik ma długi.", 1),
    ],
)
def test_a_surname_beside_an_abbreviation_or_a_club_is_a_persons(text: str, names: int) -> None:
    assert mask(text).counts.get("name", 0) >= names, mask(text).text


def test_a_typed_partner_makes_no_person_an_organisation() -> None:
    """Whoever types a surname as an organisation in the public form does not show that person in the rest of the card."""
    people = ("Kowalski", "Wójcik", "Sikora", "Lewandowska", "Stempniak", "Zielińska")
    shapes = ("{}", "{} i inni", "{} z Lipowej", "{} oraz sąsiedzi", "Klub {}", "LKS {}")
    faults = []
    for person in people:
        told = f"Zajęcia prowadzi pani {person} z Lipowej."
        plain = f"Pomagał nam sąsiad {person}."
        for shape in shapes:
            partner = {"name": shape.format(person), "sector": "ngo", "role": "lead"}
            actions = cleaned({"actions": f"{told} {plain}", "partners": [partner]}).card["actions"]
            faults += [(person, shape, actions)] if person in actions else []

    assert faults == []


@pytest.mark.parametrize("name", ["Kowalski", "Wójcik", "Wójcik i inni", "Lewandowska", "Lewandowska i inne"])
def test_a_surname_as_a_partner_does_not_count(name: str) -> None:
    surname = name.split()[0]
    card = {
        "actions": f"Zajęcia prowadzi {surname} z Lipowej.",
        "partners": [{"name": name, "sector": "ngo", "role": "lead"}],
    }

    assert surname not in cleaned(card).card["actions"]


@pytest.mark.parametrize("rest", [" i inni", " z sąsiadami", ", Włókniarz"])
def test_one_word_is_an_organisation_where_it_is_all_that_the_record_says(rest: str) -> None:
    alone, among = (organisations([], Record(organisations=(name,))) for name in ("Piątka", f"Piątka{rest}"))

    assert len(alone) == 1
    assert among == ()


def test_an_organisation_is_looked_for_once_however_often_it_is_introduced() -> None:
    text = "Grał LKS Piątka. W tej sprawie przyszedł Stempniak. " * 50

    assert len(organisations([tokens(text)], Record())) == 1


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("Stempniak zaprasza", Record(organisations=("Stempniak",))),
        ("Prezes Stempniak zaprasza", Record(organisations=("Prezes Stempniak",))),
        ("Anna Nowak zaprasza", Record(organisations=("Anna Nowak", "Anna Nowak i Jan Lis"))),
        ("Nicholas Gontarczyk zaprasza", Record(organisations=("Nicholas Gontarczyk",))),
        ("Konarski zaprasza do kuchni", Record(places=("Konary",))),
        ("Konarski senior, czyli Jan Konarski", Record(places=("Konary",))),
        ("pan Konarski senior", Record(places=("Konary",))),
        ("Konarski senior w kuchni", Record(places=("Rybnik", "Konin"))),
        ("Jan Konarski senior w kuchni", Record(places=("Konary",))),
    ],
)
def test_what_a_record_tells_makes_no_person_an_organisation(text: str, record: Record) -> None:
    (told,) = mask_all([text], record)

    assert NAME in told.text
    assert not [name for name in ("Stempniak", "Nowak", "Gontarczyk", "Konarski") if name in told.text], told.text


@pytest.mark.parametrize(
    ("sector", "listed"), [("ngo", True), ("public", True), ("informal", False), ("business", False)]
)
def test_only_partners_of_an_organised_sector_are_organisations(sector: str, listed: bool) -> None:
    told = record_of({"partners": [{"name": "Semper Avanti", "sector": sector}, "nic"], "place": {"gmina": "Udanin"}})

    assert told.organisations == (("Semper Avanti",) if listed else ())
    assert told.places == ("Udanin",)


def test_no_card_of_the_starter_base_loses_a_word() -> None:
    def masked(value: Any) -> bool:
        return NAME in str(value)

    faults = []
    for path in sorted(STARTER.rglob("*.yaml")):
        practice = read_card(Card(1, yaml.safe_load(path.read_text(encoding="utf-8")))).practice
        faults += [path.name] if masked(practice.model_dump()) else []

    assert faults == []
