"""The marks of `authored_cases` and `unseen_cases` hold together and can be read in their files. Nothing is measured here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from search_api.planning.measure_needs import case_of
from search_api.uploads import read_upload

FOLDER = Path(__file__).parent / "authored_cases"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
UNSEEN = FOLDER.with_name("unseen_cases")
FILES = sorted(path for folder in (FOLDER, UNSEEN) for path in folder.glob("*.yaml"))


def content_of(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


def letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


LONGEST_MASKED = 12  # letters: the privacy filter takes the village "Kępa" for a surname


def stands(quote: str, text: str) -> bool:
    """Whether a quote is read, if need be without one short word that was masked as a name."""
    return quote in text or any(
        quote[:cut] in text and quote[cut + gap :] in text
        for cut in range(4, len(quote) - 4)
        for gap in range(LONGEST_MASKED + 1)
    )


def test_there_are_five() -> None:
    assert len(NAMES) == 5
    assert len(FILES) == 10


@pytest.mark.parametrize("name", NAMES)
def test_the_case_is_read_and_every_reference_is_to_a_mark(name: str) -> None:
    """`case_of` refuses a mark that its blocks do not hold."""
    content = content_of(name)
    known = {mark["id"] for mark in content["marks"]}

    assert len(case_of(name, content).marks) >= 20
    assert len(known) == len(content["marks"])
    assert {mark["same_as"] for mark in content["marks"] if "same_as" in mark} <= known


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_mark_is_read_in_its_file(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    said: dict[str, str] = {}
    for file in content["files"]:
        upload = read_upload((path.parent / file).read_bytes(), file)
        blocks = [block.text for block in upload.document.blocks] if upload.document else []
        said[file] = letters(" ".join([*blocks, *(cell for row in upload.rows or () for cell in row)]))

    assert [mark["quote"] for mark in content["marks"] if not stands(letters(mark["quote"]), said[mark["file"]])] == []
