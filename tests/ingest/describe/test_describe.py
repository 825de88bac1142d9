"""A document described: what comes out, and what holds for any document."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Block, Document
from ingest.describe.describe import describe
from ingest.describe.measure import document_of, stands

ANNOUNCEMENT = """Warsztaty w Wiśle

Gmina Lyski i Stowarzyszenie „Nasza Wieś” zapraszają na warsztaty. Odbędą się 12 maja 2014 r. w Wiśle.

Na warsztaty gmina przeznaczyła 3 000 zł z funduszu sołeckiego.
"""


def document(*blocks: Block) -> Document:
    digest = hashlib.sha256(repr(blocks).encode()).hexdigest()
    return Document(
        id=f"doc-{digest[:16]}", title="Tytuł", file_name="a.txt", media_type="text/plain", sha256=digest, blocks=blocks
    )


def values(text: str, field: str) -> list[object]:
    return [f.value for d in describe(document_of(text)) for f in d.findings if f.field == field]


def test_an_announcement_gives_its_fields() -> None:
    described = describe(document_of(ANNOUNCEMENT))

    assert [d.title for d in described] == ["Warsztaty w Wiśle"]
    assert described[0].status == "szkic"
    assert described[0].id == f"szkic-{document_of(ANNOUNCEMENT).id.removeprefix('doc-')}-1"
    assert values(ANNOUNCEMENT, "document_kind") == ["ogłoszenie"]
    assert values(ANNOUNCEMENT, "years") == [{"start": 2014, "end": 2014}]
    assert values(ANNOUNCEMENT, "date") == ["2014-05-12"]
    assert values(ANNOUNCEMENT, "funding") == [{"source": "fundusz sołecki", "amount_pln": 3000.0}]
    assert values(ANNOUNCEMENT, "cooperation_forms") == ["village_fund"]
    assert values(ANNOUNCEMENT, "evidence_level") == ["E0"]
    assert {value["name"] for value in values(ANNOUNCEMENT, "partners") if isinstance(value, dict)} == {
        "Gmina Lyski",
        "Stowarzyszenie „Nasza Wieś”",
    }


def test_the_event_is_in_one_place_and_the_work_in_another() -> None:
    (event,) = values(ANNOUNCEMENT, "event_place")
    (area,) = values(ANNOUNCEMENT, "area_of_action")

    assert isinstance(event, dict)
    assert isinstance(area, dict)
    assert (event["locality"], event["voivodeship"]) == ("Wisła", "śląskie")
    assert (area["gmina"], area["areas"][0]["subregion"]) == ("Lyski", "nuts:PL227")


def test_pages_go_with_the_quotes() -> None:
    found = describe(document(Block(text="Wstęp.", page=1), Block(text="Koszt wyniósł 500 zł.", page=2)))

    (funding,) = (finding for finding in found[0].findings if finding.field == "funding")
    assert (funding.block, funding.page, funding.quote) == (1, 2, "Koszt wyniósł 500 zł.")


def test_a_title_from_a_file_name_has_no_quote_and_is_no_finding() -> None:
    assert [f.field for f in describe(document(Block(text="Krótko.")))[0].findings if f.field == "title"] == []


_WORDS = st.sampled_from(
    """w we z na od do Gmina Gminy Urząd Stowarzyszenie „Razem” Fundacja KGW OSP Rybniku Wiśle Lyski Brzeziny Dąbrowie
    powiat powiatu rybnickiego wodzisławskiego 2014 2015 r. roku maja marca 12 31.05.2023 2018/2019 – 500 zł tys. mln
    12 500,00 PLN i oraz , ( ) : ; . odbędzie się 120 osób wzięło udział Szkoła Podstawowa nr 3 im. Koszt: Termin: |
    § 1. art. 5 Dz.U. „ ” " św.""".split()
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=40).map(" ".join)
_BLOCKS = st.builds(
    Block,
    text=st.one_of(_TEXTS, st.text(min_size=1, max_size=60)),
    kind=st.sampled_from(("heading", "paragraph", "list_item", "table")),
    level=st.none() | st.integers(1, 6),
    page=st.none() | st.integers(1, 9),
)


@given(st.lists(_BLOCKS, max_size=8))
def test_any_document_is_described_the_same_twice_and_every_quote_stands(blocks: list[Block]) -> None:
    given_document = document(*blocks)

    described = describe(given_document)

    assert described == describe(given_document)
    assert bool(described) == bool(blocks)
    for finding in (finding for description in described for finding in description.findings):
        assert stands(finding, given_document)
