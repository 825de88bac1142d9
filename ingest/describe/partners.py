"""Partners with sector and role, each told once, whatever the case or the abbreviation it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.description import Finding
from corpus.language import fold
from corpus.places import gazetteer
from corpus.practice import Role, Sector
from ingest.describe.heads import acronyms_by_letters
from ingest.describe.name_extent import Words
from ingest.describe.partner_names import found_names
from ingest.describe.sectors import bare_words, sector_of
from ingest.describe.sheet import Line, Sheet, Spot
from ingest.describe.stretches import Stretches
from ingest.describe.units import Unit, units
from ingest.describe.wording import any_of

_LEAD_BEFORE = re.compile(
    any_of(
        """lider* | realizator* | organizator* | zleceniobiorc* | koordynator* | operator* | wykonawc* | prowadzi | prowadząc*
        kto | koordynował* | realizuj* | organizuj* | realizowan* przez | organizowan* przez | zorganizowan* przez
        prowadzon* przez | wdrażan* przez | koordynowan* przez | przygotowan* przez"""
    )
    + r"\W{0,3}(?:projektu|zadania|programu|konkursu|działań|praktyki)?\W{0,3}(?:jest|był[aoy]?|są|byli|to)?\W{0,3}$",
    re.IGNORECASE,
)
_LEAD_AFTER = re.compile(
    r"^\W{0,3}(?:wraz z\b.{0,120}?)?\W{0,2}"
    + any_of(
        """zaprasza* | organizuj* | zorganizował* | realizuj* | realizował* | prowadzi | ogłasza* | otworzył* | koordynuj*
        uruchamia* | uruchomił*"""
    ),
    re.IGNORECASE,
)
_FUNDER_BEFORE = re.compile(
    any_of(
        """*finansowan* | dofinansował* | sfinansował* | ufundował* | sponsor* | fundator* | dotacj* | grant* | środk* | budżet
        budżetu | zleceniodawc* | darowizn*"""
    )
    + r"(?!\w)[^.;]{0,60}$",
    re.IGNORECASE,
)
_FUNDER_AFTER = re.compile(
    r"^\W{0,3}(?:\w+ ){0,2}?"
    + any_of(
        """dofinansował* | sfinansował* | przekazał* | przyznał* | dołożył* | ufundował* | wpłacił* | dofinansowuj* | finansuj*
        wsparł* finansowo"""
    ),
    re.IGNORECASE,
)
_BEFORE, _AFTER = 90, 160
# Words that two names of one partner must share at least.
_SHARED = 2


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner where it stands. `place` is the spot of the place that is a part of its name; `unit` for gminas and the like."""

    name: str
    sector: Sector
    role: Role
    spot: Spot
    confidence: float
    key: tuple[str, ...]
    place: Spot | None = None
    unit: Unit | None = None


def partners_in(sheet: Sheet) -> tuple[Partner, ...]:
    """Every mention of a partner, in reading order."""
    return tuple(partner for line in sheet.lines for partner in _of_line(line))


def by_block(mentions: Iterable[Partner]) -> dict[int, tuple[Partner, ...]]:
    """Mentions by the number of their block."""
    grouped: dict[int, list[Partner]] = {}
    for item in mentions:
        grouped.setdefault(item.spot.block, []).append(item)
    return {number: tuple(items) for number, items in grouped.items()}


def partners(sheet: Sheet, mentions: Iterable[Partner]) -> tuple[Finding, ...]:
    """Findings "partners": each partner once, by its fullest name."""
    return tuple(
        sheet.finding(
            "partners",
            {"name": item.name, "sector": item.sector, "role": item.role},
            item.spot,
            method="rule:partners.unit" if item.unit else "rule:partners.name",
            confidence=item.confidence,
        )
        for item in _once(mentions)
    )


def _of_line(line: Line) -> Iterator[Partner]:
    text = line.text
    named = list(found_names(Words(text, line.pieces)))
    found: list[Partner] = []
    for name in named:
        if not line.in_title(name.start, name.end):
            spot = Spot(line.number, name.start, name.end)
            place = Spot(line.number, *name.place) if name.place else None
            sector, role = sector_of(name.base, name.built_on), _role(line, name.start, name.end)
            sure = 0.85 if name.own else 0.75
            found.append(Partner(name.base, sector, role, spot, sure, key_of(name.base), place))
    taken = Stretches((name.start, name.end) for name in named)
    for unit in units(text):
        if not taken.overlap(unit.start, unit.end) and not line.in_title(unit.start, unit.end):
            spot, place = Spot(line.number, unit.start, unit.end), Spot(line.number, *unit.place)
            role = _role(line, unit.start, unit.end)
            found.append(Partner(unit.name, "public", role, spot, 0.8, (unit.level, fold(unit.bare)), place, unit))
    yield from sorted(found, key=lambda item: item.spot.start)


def _role(line: Line, start: int, end: int) -> Role:
    first, last = line.sentence_at(start)
    before, after = line.text[max(first, start - _BEFORE) : start], line.text[end : min(last, end + _AFTER)]
    if _FUNDER_AFTER.match(after) or (_FUNDER_BEFORE.search(before) and not _LEAD_BEFORE.search(before)):
        return "funder"
    if _LEAD_BEFORE.search(before) or _LEAD_AFTER.match(after):
        return "lead"
    return "partner"


def key_of(name: str) -> tuple[str, ...]:
    """The name as folded words, abbreviations spelled out: names of one partner begin alike."""
    words: list[str] = []
    for original, word in zip(name.split(), (fold(part) for part in name.split()), strict=True):
        acronym = acronyms_by_letters().get(original.strip('„”"(),'))
        words += acronym.expands.split() if acronym and acronym.expands else bare_words(word)
    return _office(tuple(words))


def _office(words: tuple[str, ...]) -> tuple[str, ...]:
    """Offices under the key of the unit that they serve: "urzad gminy koscian" -> "gmina", "koscian"."""
    if words[:1] == ("starostwo",) and "w" in words:
        seat = " ".join(words[words.index("w") + 1 :])
        resolution = gazetteer().resolve(f"w {seat}")
        names = {fold(area.locality or area.gmina or "") for area in resolution.areas}
        owners = [item for item in gazetteer().powiats.values() if not item.is_city and fold(item.seat) in names]
        return ("powiat", fold(owners[0].name)) if len(owners) == 1 else words
    if words[:2] == ("urzad", "marszalkowski") or words[:2] == ("samorzad", "wojewodztwa"):
        return ("voivodeship", _neuter(words[-1]))
    if words[:1] == ("urzad",) and words[1:2] and words[1] in ("gminy", "miasta", "miejski", "gminny"):
        rest = [
            word for word in words[1:] if word not in ("gminy", "miasta", "miejski", "i", "w", "gminny", "miejskiego")
        ]
        name = " ".join(rest)
        if not name:
            return words
        resolution = gazetteer().resolve(f"w {name}") if "w" in words else gazetteer().resolve(name)
        names = {fold(area.locality or area.gmina or "") for area in resolution.areas} - {""}
        return ("gmina", names.pop() if len(names) == 1 else name)
    return words


def _neuter(word: str) -> str:
    return word.removesuffix("go") if word.endswith("iego") else word


def _once(mentions: Iterable[Partner]) -> list[Partner]:
    """Mentions of one partner joined: the longest name, the surest role."""
    kept: dict[int, Partner] = {}
    # Names of one partner share their first words.
    begun: dict[tuple[str, ...], list[int]] = {}
    for number, item in enumerate(mentions):
        places = begun.setdefault(item.key[:_SHARED], [])
        place = next((at for at in places if _same(kept[at].key, item.key)), None)
        if place is None:
            places.append(number)
            kept[number] = item
            continue
        known = kept[place]
        fuller = item if len(item.key) > len(known.key) else known
        role = known.role if known.role != "partner" else item.role
        kept[place] = replace(fuller, role=role, confidence=min(0.95, max(known.confidence, item.confidence) + 0.05))
    return list(kept.values())


def _same(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one name is the other or its beginning. A name of one word begins too many."""
    shorter, longer = sorted((first, second), key=len)
    if first == second:
        return True
    return len(shorter) >= _SHARED and longer[: len(shorter)] == shorter and not longer[len(shorter)].isdigit()
