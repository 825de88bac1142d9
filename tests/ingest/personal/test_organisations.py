"""Organisations and places called like persons stay where the document or its record tells them apart; persons still go."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from corpus.cards import STARTER
from ingest.loader import Card
from ingest.personal.kinds import MASKS
from ingest.personal.record import Record, record_of
from ingest.practice_cards import read_card
from ingest.privacy import mask, mask_all

NAME = MASKS["name"]


@pytest.mark.parametrize(
    "text",
    [
        "Stowarzyszenie Homo Faber prowadzi infolinię. Miasto dało salę dla Homo Faber.",
        "Fundacja Semper Avanti szkoli rady. Młodzi przyszli do Semper Avanti sami.",
        "Grały UKS Piątka i KKS Włókniarz. W Konstantynowie Piątka dostała 9 tys. zł.",
        "Boisko dostał MLKS „Czajka”. We wsi Czajka trenuje dzieci od lat.",
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
