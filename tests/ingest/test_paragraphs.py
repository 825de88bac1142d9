"""Lines of a source that tells which of them were wrapped."""

from __future__ import annotations

from corpus.document import Block
from ingest.lines import lines_of
from ingest.paragraphs import paragraphs_of
from ingest.words import Dictionary


def joined(dictionary: Dictionary, *blocks: Block) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(lines_of(blocks, flowed=True), dictionary)]


def test_a_full_line_goes_on_whatever_the_next_one_starts_with(dictionary: Dictionary) -> None:
    text = "Fundusz dostały trzy \nSołectwa i jedna \n– jak dotąd – \nwieś.\nPotem była przerwa."

    assert joined(dictionary, Block(text=text)) == [
        "Fundusz dostały trzy Sołectwa i jedna – jak dotąd – wieś.",
        "Potem była przerwa.",
    ]


def test_a_hyphen_that_is_set_again_on_the_next_line_counts_once(dictionary: Dictionary) -> None:
    assert joined(dictionary, Block(text="szkoła stolarsko-\n-budowlana")) == ["szkoła stolarsko-budowlana"]


def test_years_that_a_line_end_parts_come_together(dictionary: Dictionary) -> None:
    assert joined(dictionary, Block(text="w latach 2023–\n2027 i dalej")) == ["w latach 2023–2027 i dalej"]


def test_headings_and_text_from_ocr_stay_apart(dictionary: Dictionary) -> None:
    blocks = (
        Block(text="Diagnoza ", kind="heading", level=2, page=1),
        Block(text="ankietę wypełniło \nsto osób", page=1),
        Block(text="z obrazu", page=1, ocr=True),
    )

    assert joined(dictionary, *blocks) == ["Diagnoza", "ankietę wypełniło sto osób", "z obrazu"]
