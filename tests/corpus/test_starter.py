"""The starter base that comes with the project: cards of 386 practices or more, each valid, complete and free of personal data."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from corpus.cards import STARTER, card_path, load_folder
from corpus.evidence import evidence_of
from corpus.language import fold
from corpus.practice import Practice
from corpus.vocabulary import load
from tests.corpus.records import SHARED

PHONE = re.compile(
    r"(?<![\d-])(?:\+48[\s-]?)?(?:\d{3}[\s-]\d{3}[\s-]\d{3}|\d{2}[\s-]\d{3}[\s-]\d{2}[\s-]\d{2}|\d{9})(?![\d-])"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
PESEL = re.compile(r"(?<!\d)\d{11}(?!\d)")

# Judged by a person from the full text; the rules have to agree.
JUDGED = {
    "E0": [
        "powiat-torunski-punkty-porad-2026",
        "narew-szlak-bioroznorodnosci",
        "zachodniopomorskie-centra-wolontariatu",
    ],
    "E1": [
        "tarnow-psoni-mieszkania-chronione",
        "debica-akcja-lato-2022",
        "wolica-gac-wiata-grillowa",
        "walbrzych-czyste-mury",
    ],
    "E2": ["zdzary-kaweczyn-wiata-i-plac", "krosno-odrzanskie-zamek", "boguslawice-kgw-sciezka-rowerowa"],
    "E3": ["ujazd-niezdrowice-dom-dziennego-pobytu", "opole-laznia-i-dozywianie-bezdomnych", "gdansk-autobus-sos"],
    "E4": ["pila-centrum-wolontariatu", "siechnice-dzieci-projektuja-plac-zabaw", "lubsko-powrot-kolei"],
}


@cache
def starter() -> tuple[Practice, ...]:
    return tuple(load_folder(STARTER))


def test_all_practices_are_in_under_different_ids() -> None:
    assert len(starter()) >= 386
    assert len({practice.id for practice in starter()}) == len(starter())


def test_every_voivodeship_has_a_folder_with_an_ascii_name_and_its_own_practices() -> None:
    folders = {folder.name for folder in STARTER.iterdir() if folder.is_dir()}

    assert folders == {fold(code) for code in load("voivodeships").codes}
    for practice in starter():
        assert card_path(practice, STARTER).is_file()


def test_every_practice_has_areas_and_an_evidence_level_with_its_reason() -> None:
    for practice in starter():
        assert practice.areas, practice.id
        assert practice.evidence_level is not None, practice.id
        assert practice.evidence_reason is not None, practice.id
        assert practice.evidence_reason.endswith("."), practice.id


def test_no_phone_e_mail_or_pesel_stands_in_any_card() -> None:
    for practice in starter():
        fields = practice.model_dump(mode="json", exclude={"sources", "areas"})
        titles = [source.title for source in practice.sources]
        text = json.dumps([fields, titles], ensure_ascii=False)
        for pattern in (PHONE, EMAIL, PESEL):
            assert not pattern.search(text), (practice.id, pattern.pattern)


@pytest.mark.parametrize(("level", "record_id"), [(level, one) for level, many in JUDGED.items() for one in many])
def test_the_level_is_what_a_reader_of_the_text_would_say(level: str, record_id: str) -> None:
    (practice,) = (one for one in starter() if one.id == record_id)

    assert evidence_of(practice).level == level
    assert practice.evidence_level == level


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside this checkout")
def test_every_gathered_practice_has_a_card() -> None:
    lines = (SHARED / "practices" / "practices.jsonl").read_text(encoding="utf-8").splitlines()
    gathered = {Practice.model_validate_json(line).id for line in lines}

    assert gathered <= {practice.id for practice in starter()}
