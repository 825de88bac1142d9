"""Place names in a sheet: those of the gazetteer, and villages that only the dictionary knows, each with what it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.language import fold
from corpus.places import gazetteer
from corpus.practice import Area, AreaLevel
from corpus.written_names import ANNOUNCING
from ingest.describe.name_tokens import Piece
from ingest.describe.place_settling import PlaceMention, settled
from ingest.describe.sheet import Line, Sheet, Spot
from ingest.describe.stretches import Stretches
from ingest.describe.tables import cells
from ingest.describe.villages import base_forms, base_name, is_companion, is_everyday

# Before a village that is not in the gazetteer; a capital letter after another word may be anything.
_BEFORE = frozenset("w we z ze do kolo k spod spoza pod".split())
# Their villages follow in the genitive: "mieszkańcy Wetliny".
_PEOPLE = re.compile(
    r"^(?:mieszka(?:ncy|ncow|ncom|ncami|nki|nek)|spolecznos\w{1,3}|dzieci|seniorzy|seniorow|mlodziez\w?)$"
)
_VILLAGES = re.compile(r"^(?:wsi|wsia|wies|miejscowosci|miejscowosc|solectw\w{1,3}|swietlic\w{1,3}|przysiolk\w{1,3})$")
_LINKS = frozenset("i oraz lub".split())
_LABEL = re.compile(
    r"^(?:miejsce|miejscowość|gdzie|lokalizacja|gmina|sołectwo|sołectwa|obszar|teren|zasięg|miasto|wieś)"
    r"(?: (?:realizacji|działania|działań|spotkania|projektu|praktyki|wydarzenia|zadania))?\s*:\s*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:adres|miejsce|gdzie)\b[^:]{0,30}:", re.IGNORECASE)
_POSTCODE = re.compile(r"\b\d{2}-\d{3}\s+$")
_COLUMN_WORDS = 3
# Adjectives of places in the locative or genitive: "w Siennicy Nadolnej", "ze Starych Oborzysk".
_ADJECTIVE_AFTER = re.compile(r"[ \u00a0]([A-ZĄĆĘŁŃÓŚŹŻ]\w{2,}(?:ej|ym|im|ich|ych|iego|ego))(?!\w)")
_ANY_ADJECTIVE_AFTER = re.compile(r"[ \u00a0]([A-ZĄĆĘŁŃÓŚŹŻ]\w{2,}(?:sk|ck)(?:a|i|ie|iej|im|iego))(?!\w)")
_GOVERNED = re.compile(r"\b(?:w|we|z|ze|do|od|na|k\.|koło|pod|spod)\s$", re.IGNORECASE)
_ADJECTIVE_BEFORE = re.compile(
    r"\b(?:w|we|z|ze|do|wsi|miejscowości|sołectwie)[ \u00a0]([A-ZĄĆĘŁŃÓŚŹŻ]\w{2,}(?:ej|ym|im|ich|ych|iego|ego))[ \u00a0]$"
)
# The second word of a town cut short: "w Ostrowcu Św.", "w Gorzowie Wlkp."
_SHORTENED = re.compile(r"[ \u00a0]((?:Wlkp|[A-ZŚŁŻ][a-zńśł]{1,7}))\.")
# Joins blocks so that no name goes on over their edge.
_EDGE = "\n.\n"
UNLISTED = "„{name}”: nie ma takiej nazwy w spisie."


def place_mentions(sheet: Sheet, names: Sequence[Spot] = (), context: Sequence[Area] = ()) -> tuple[PlaceMention, ...]:
    """The mentions in reading order. `names` are spots where no place begins: names of institutions up to the place at their
    end. `context`: areas that the rest of the document names."""
    found: list[PlaceMention] = []
    listed = _listed(sheet)
    in_columns: dict[int, list[PlaceMention]] = {}
    for item in _in_columns(sheet):
        in_columns.setdefault(item.line.number, []).append(item)
    spots: dict[int, list[tuple[int, int]]] = {}
    for spot in names:
        spots.setdefault(spot.block, []).append((spot.start, spot.end))
    for line in sheet.lines:
        blocked = spots.get(line.number, [])
        # A name that shares the first word of an institution is none: "Koło" of "Koło Gospodyń Wiejskich".
        beginnings = Stretches((start, start + 1) for start, _ in blocked)
        known = [item for item in listed.get(line.number, []) if not beginnings.overlap(item.start, item.end)]
        told = Stretches((item.start, item.end) for item in known)
        known += [item for item in in_columns.get(line.number, ()) if not told.overlap(item.start, item.end)]
        found += sorted((*known, *_unlisted(line, known, blocked)), key=lambda item: item.start)
    return settled(_chained(found), context)


def _listed(sheet: Sheet) -> dict[int, list[PlaceMention]]:
    """Mentions of the gazetteer by line."""
    starts: list[tuple[int, Line]] = []
    position = 0
    for line in sheet.lines:
        starts.append((position, line))
        position += len(line.text) + len(_EDGE)
    text = _EDGE.join(line.text for line in sheet.lines)
    found: dict[int, list[PlaceMention]] = {}
    at = 0
    for mention in gazetteer().mentions(text):
        while at + 1 < len(starts) and starts[at + 1][0] <= mention.start:
            at += 1
        begin, line = starts[at]
        areas = mention.resolution.areas
        if (cut := _SHORTENED.match(text, mention.end)) and (longer := _spelled_out(_name(areas[0]), cut[1])):
            found.setdefault(line.number, []).append(
                _mention(line, mention.start - begin, cut.end() - begin, longer, areas[0].level)
            )
            continue
        if (
            areas[0].level in ("locality", "gmina")
            and " " not in mention.text
            and _is_cut(text, mention.start, mention.end)
        ):
            # "w Siennicy Nadolnej": the gazetteer knows another Siennica; the whole name is looked for among the unlisted.
            continue
        found.setdefault(line.number, []).append(
            PlaceMention(
                line,
                mention.start - begin,
                mention.end - begin,
                _name(areas[0]),
                areas[0].level,
                areas,
                ambiguous=mention.resolution.status == "ambiguous",
                reason=mention.resolution.reason,
            )
        )
    return found


def _in_columns(sheet: Sheet) -> Iterator[PlaceMention]:
    """Cells of tables under "Sołectwo", "Gmina" and the like."""
    for cell in cells(sheet):
        level = ANNOUNCING.get(fold(cell.header).split(" ")[0]) or (
            "locality" if _LABEL.match(f"{cell.header}: ") else None
        )
        if level in ("locality", "gmina") and cell.text[0].isupper() and len(cell.text.split()) <= _COLUMN_WORDS:
            yield _mention(cell.line, cell.start, cell.end, cell.text, level)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether an adjective beside the name, in the same case, belongs to it."""
    governed = _GOVERNED.search(text[max(0, start - 12) : start]) is not None
    after = (_ADJECTIVE_AFTER if governed else _ANY_ADJECTIVE_AFTER).match(text, end)
    if after is not None and is_companion(after[1]):
        return True
    before = _ADJECTIVE_BEFORE.search(text[max(0, start - 30) : start])
    return before is not None and is_companion(before[1])


def _spelled_out(name: str, cut: str) -> str | None:
    """ "Ostrowiec" and "Św" -> "Ostrowiec Świętokrzyski", when one town is called so."""
    stem = fold(cut).replace("wlkp", "wielkop")
    names = {
        town.name
        for town in gazetteer().towns
        if town.name.startswith(f"{name} ") and fold(town.name.split()[-1]).startswith(stem)
    }
    return names.pop() if len(names) == 1 else None


def _name(area: Area) -> str:
    return area.locality or area.gmina or area.powiat or area.name


def _unlisted(line: Line, known: Sequence[PlaceMention], blocked: Sequence[tuple[int, int]]) -> Iterator[PlaceMention]:
    """Names after a preposition, an announcing word or a label that the gazetteer did not take."""
    text = line.text
    parts = line.pieces
    label = _LABEL.match(text)
    taken = Stretches((*((item.start, item.end) for item in known), *blocked))
    ends = {item.end for item in known}
    index = 0
    while index < len(parts):
        piece = parts[index]
        step = 1
        if piece.capital and not taken.overlap(piece.start, piece.end):
            found = _at(line, parts, index, label.end() if label else -1, ends)
            if found is not None:
                mention, step = found
                ends.add(mention.end)
                yield mention
        index += step


def _at(
    line: Line, parts: Sequence[Piece], index: int, label_end: int, ends: set[int]
) -> tuple[PlaceMention, int] | None:
    text = line.text
    before = parts[index - 1] if index else None
    gap = text[before.end : parts[index].start] if before else ""
    word = fold(before.text) if before and not gap.strip(" :„") else ""
    announced = word in ANNOUNCING
    level: AreaLevel = ANNOUNCING.get(word, "locality")
    labelled = parts[index].start == label_end
    in_list = _in_list(text, parts, index, ends)
    house = index + 1 < len(parts) and parts[index + 1].kind == "number" and _ADDRESS.match(text) is not None
    coded = house or _POSTCODE.search(text[max(0, parts[index].start - 9) : parts[index].start]) is not None
    people = _PEOPLE.match(word) is not None
    if not (announced or people or word in _BEFORE or _VILLAGES.match(word) or labelled or in_list or coded):
        return None
    if level in ("voivodeship", "powiat", "subregion"):
        return None
    governed = word in _BEFORE or people
    for size in (2, 1):
        words = tuple(part.text for part in parts[index : index + size])
        if len(words) < size or (size == 2 and not _two(text, parts, index)):
            continue
        if fold(words[0]) in ANNOUNCING or (size == 1 and (governed or in_list) and is_everyday(words[0])):
            continue
        end = parts[index + size - 1].end
        name = base_name(words, governed=governed)
        if name is None and size == 1 and word in ("gmina", "gminy", "gminie", "gmine", "gm", "solectwo", "solectwa"):
            name = words[0]
        if name is not None:
            return _mention(line, parts[index].start, end, name, level), size
    return None


def _mention(line: Line, start: int, end: int, name: str, level: AreaLevel) -> PlaceMention:
    """The name looked up once more in its base form, since the gazetteer found nothing to vouch for it in the text."""
    resolution = gazetteer().resolve(name, level=level)
    if not resolution.areas or fold(_name(resolution.areas[0])) != fold(name):
        return PlaceMention(line, start, end, name, level, reason=UNLISTED.format(name=name))
    status = resolution.status == "ambiguous"
    return PlaceMention(line, start, end, name, resolution.areas[0].level, resolution.areas, status, resolution.reason)


def _two(text: str, parts: Sequence[Piece], index: int) -> bool:
    """Whether two words make one name: a geographic noun with an adjective beside it."""
    first, second = parts[index], parts[index + 1]
    if not second.capital or text[first.end : second.start].strip(" "):
        return False
    one, other = bool(base_forms(first.text)), bool(base_forms(second.text))
    return (one and is_companion(second.text)) or (other and is_companion(first.text))


def _in_list(text: str, parts: Sequence[Piece], index: int, ends: set[int]) -> bool:
    """Whether a comma or "i" joins the word to a place before it."""
    if not index:
        return False
    before = parts[index - 1]
    if before.text == ",":
        return before.start in ends
    if before.text in _LINKS and index > 1:
        return parts[index - 2].end in ends and not text[parts[index - 2].end : before.start].strip()
    return False


def _chained(found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Each mention that goes on with a list points to the number of the one before it."""
    chained: list[PlaceMention] = []
    for number, item in enumerate(found):
        before = found[number - 1] if number else None
        if before is not None and before.line is item.line:
            gap = item.line.text[before.end : item.start]
            if re.fullmatch(r"\s*(?:,|i|oraz|lub|a także|–|-|/)?\s*(?:(?:w|we|z|ze|do)\s)?", gap) and len(gap) > 1:
                item = replace(item, follows=number - 1)
        chained.append(item)
    return chained
