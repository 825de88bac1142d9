"""What the styles of a .docx say about a paragraph: heading level, title, list, bold. ECMA-376 part 1, 17.3, 17.7, 17.9."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from corpus.language import fold

TITLE_LEVEL = 0
_BODY_TEXT = 9
_HEADING = re.compile(r"(?:heading|naglowek) ?([1-9])")
_TITLES = frozenset({"title", "tytul"})
_CONTENTS = re.compile(r"(?:toc|spis tresci) ?\d|(?:table of figures|spis ilustracji)")
_LISTED = re.compile(r"(?:list (?:bullet|number)|lista (?:punktowana|numerowana))")
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Style:
    """`level` as in `ingest.outline.Piece`; `contents`: an entry of a table of contents. None: the style does not say."""

    level: int | None = None
    listed: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    contents: bool = False


def is_on(properties: Element | None, name: str) -> bool | None:
    """A switch such as w.b: None when it is absent, False when it is turned off."""
    found = properties.find(name) if properties is not None else None
    return None if found is None else found.get("w.val", "1") not in _OFF


def own_style(paragraph: Element | None, run: Element | None) -> Style:
    """What properties of a paragraph (w.pPr) and of its text (w.rPr) say by themselves."""
    level = listed = None
    if paragraph is not None:
        outline = paragraph.find("w.outlineLvl")
        if outline is not None and (value := outline.get("w.val", "")).isdecimal():
            level = int(value) + 1 if int(value) < _BODY_TEXT else None
        number = paragraph.find("w.numPr/w.numId")
        if number is not None:
            listed = number.get("w.val") != "0"
    return Style(level, listed, is_on(run, "w.b"), is_on(run, "w.vanish"))


def _named(name: str) -> Style:
    folded = fold(name).strip()
    if folded in _TITLES:
        return Style(level=TITLE_LEVEL)
    if found := _HEADING.fullmatch(folded):
        return Style(level=int(found[1]))
    return Style(contents=_CONTENTS.fullmatch(folded) is not None, listed=_LISTED.match(folded) is not None or None)


def over(nearer: Style, farther: Style) -> Style:
    """What `nearer` leaves open is taken from `farther`."""
    return Style(
        nearer.level if nearer.level is not None else farther.level,
        nearer.listed if nearer.listed is not None else farther.listed,
        nearer.bold if nearer.bold is not None else farther.bold,
        nearer.hidden if nearer.hidden is not None else farther.hidden,
        nearer.contents or farther.contents,
    )


def styles_of(root: Element | None) -> Mapping[str, Style]:
    """Styles by their id, each with what it inherits. `root` is w.styles. A circle of inheritance ends where it closes."""
    elements = {style.get("w.styleId", ""): style for style in root.iter("w.style")} if root is not None else {}
    return {name: _inherited(name, elements) for name in elements}


def _inherited(name: str, elements: Mapping[str, Element]) -> Style:
    found, seen = Style(), set[str]()
    while name in elements and name not in seen:
        seen.add(name)
        element = elements[name]
        called = element.find("w.name")
        own = own_style(element.find("w.pPr"), element.find("w.rPr"))
        found = over(over(found, own), _named(called.get("w.val", "") if called is not None else ""))
        parent = element.find("w.basedOn")
        name = parent.get("w.val", "") if parent is not None else ""
    return found
