"""The sector that a name says by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.named_sectors import sector_of

PRACTICES = Path(__file__).parents[2].parent / "shared" / "practices" / "practices.jsonl"


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Stowarzyszenie Miłośników Łęgu", "ngo"),
        ("Śląska Fundacja Błękitny Krzyż", "ngo"),
        ("OSP w Łęgu", "ngo"),
        ("Koło Gospodyń Wiejskich „Łężanki”", "ngo"),
        ("Towarzystwo Rozwoju Gminy Płużnica", "ngo"),
        ("Bank Żywności w Olsztynie", "ngo"),
        ("Gmina Łęg", "public"),
        ("Gminny Ośrodek Pomocy Społecznej w Łęgu", "public"),
        ("GOPS w Łęgu", "public"),
        ("Parafia św. Jana", "church"),
        ("Gmina Żydowska we Wrocławiu", "church"),
        ("Uniwersytet Śląski", "academia"),
        ("Uniwersytet Trzeciego Wieku w Golczewie", "ngo"),
        ("Zielony Kąt sp. z o.o.", "business"),
        ("mieszkańcy wsi Łęg", "informal"),
        ("Młodzieżowa Rada Gminy Kościelisko", "informal"),
        ("Centrum Aktywności", None),
        ("Klub Orły", None),
        ("", None),
    ],
)
def test_a_name_says_its_sector_or_there_is_no_answer(name: str, sector: str | None) -> None:
    assert sector_of(name) == sector


def test_over_the_partners_of_real_practices_an_answer_is_nearly_always_right() -> None:
    if not PRACTICES.is_file():
        pytest.skip("folder shared/practices is not beside the project")
    partners = [
        partner
        for line in PRACTICES.read_text(encoding="utf-8").splitlines()
        for partner in json.loads(line)["partners"]
    ]
    answers = [(sector_of(partner["name"]), partner["sector"]) for partner in partners]
    given = [(found, told) for found, told in answers if found is not None]

    assert len(given) / len(answers) >= 0.75
    assert sum(found == told for found, told in given) / len(given) >= 0.98
