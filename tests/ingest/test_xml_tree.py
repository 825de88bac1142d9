"""XML of office documents: short names for known namespaces, nothing dangerous for hostile files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest import limits
from ingest.errors import Unreadable
from ingest.xml_tree import check_prolog, parse, walk

PREFIXES = {"urn:tekst": "t", "urn:tekst:nowszy": "t"}


def test_known_namespaces_get_short_names_and_others_stay() -> None:
    root = parse(b'<a:p xmlns:a="urn:tekst:nowszy" xmlns:b="urn:inny" a:id="1" b:id="2" id="3"/>', PREFIXES)

    assert root.tag == "t.p"
    assert root.attrib == {"t.id": "1", "{urn:inny}id": "2", "id": "3"}


def test_the_root_is_not_below_itself() -> None:
    root = parse(b"<a><b><c/></b><d/></a>", {})

    assert [element.tag for element in walk(root)] == ["b", "c", "d"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<!-- wstęp --><!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1/">%b;]><a/>',
    ],
)
def test_a_document_type_is_refused_in_any_encoding(text: str, encoding: str) -> None:
    with pytest.raises(Unreadable, match="definicje XML"):
        parse(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding), {})
    with pytest.raises(Unreadable, match="definicje XML"):
        check_prolog(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding))


@pytest.mark.parametrize("data", [b"<a><!DOCTYPE b></a>", b"<a/>", b"", b"tekst"])
def test_the_prolog_alone_is_checked_for_other_readers(data: bytes) -> None:
    check_prolog(data)


def test_depth_is_limited() -> None:
    depth = limits.XML_DEPTH.value

    parse(b"<a>" * depth + b"</a>" * depth, {})
    with pytest.raises(Unreadable, match="zagnieżdżenie"):
        parse(b"<a>" * (depth + 1), {})


def test_the_number_of_elements_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "XML_ELEMENTS", replace(limits.XML_ELEMENTS, value=1000))

    parse(b"<a>" + b"<b/>" * 999 + b"</a>", {})
    with pytest.raises(Unreadable, match="liczba elementów"):
        parse(b"<a>" + b"<b/>" * 1000 + b"</a>", {})


@pytest.mark.parametrize(
    "data", [b"", b"<a>", b"<a></b>", b"tekst", b"<a>\x00</a>", b'<?xml version="1.0" encoding="x"?><a/>']
)
def test_damage_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable, match="uszkodzony"):
        parse(data, {})
