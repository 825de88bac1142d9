"""XML of office documents to a tree, under limits: no document type, so no entities, and nothing outside is followed.

The parser is expat itself: it tells of a document type before it reads one, and depth and number of elements are
counted as they come, not when the tree stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ingest import limits
from ingest.archive import DAMAGED
from ingest.errors import Unreadable

_DOCUMENT_TYPE = "Plik zawiera definicje XML, które mogą być niebezpieczne. Zapisz dokument ponownie albo jako PDF."
_SEPARATOR = "}"


def parse(data: bytes, prefixes: Mapping[str, str]) -> Element:
    """The root of the tree. `prefixes` maps namespaces to short names: `w` makes "w.p" of an element (a colon would mean
    something else to ElementTree); a name of any other namespace stays "{uri}name", one without any as it is.

    Raises `Unreadable` for XML that is damaged, declares a document type or goes over a limit.
    """
    limits.XML_BYTES.check(len(data))
    builder = TreeBuilder()
    known: dict[str, str] = {}
    depth = elements = 0

    def short(name: str) -> str:
        found = known.get(name)
        if found is None:
            uri, _, local = name.rpartition(_SEPARATOR)
            prefix = prefixes.get(uri)
            found = known[name] = f"{prefix}.{local}" if prefix else f"{{{uri}}}{local}" if uri else local
        return found

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > limits.XML_DEPTH.value:
            raise Unreadable(limits.XML_DEPTH.message)
        if elements > limits.XML_ELEMENTS.value:
            raise Unreadable(limits.XML_ELEMENTS.message)
        builder.start(short(name), {short(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(short(name))

    parser = _parser()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable(DAMAGED) from error
    return builder.close()


def check_prolog(data: bytes) -> None:
    """For XML that another library will read: raises `Unreadable` when it declares a document type. Other faults are left
    to that library."""

    def start(*_: object) -> None:
        raise _PrologOver

    parser = _parser()
    parser.StartElementHandler = start
    with suppress(_PrologOver, expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)


class _PrologOver(Exception):
    """The first element has come: no document type can follow."""


def _parser() -> expat.XMLParserType:
    def document_type(*_: object) -> None:
        raise Unreadable(_DOCUMENT_TYPE)

    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.StartDoctypeDeclHandler = document_type
    return parser


def walk(element: Element) -> Iterator[Element]:
    """All elements below, in document order, without the element itself."""
    below = element.iter()
    next(below)
    return below
