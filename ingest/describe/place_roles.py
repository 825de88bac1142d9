"""What a place is to the practice, by the words around its name: where it happened, where a partner sits, where it worked.

The rules are read in order and the first that speaks decides. A place of which nothing tells a role is left out.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import Literal

from corpus.language import fold
from corpus.written_names import ANNOUNCING
from ingest.describe.partners import Partner
from ingest.describe.place_settling import PlaceMention
from ingest.describe.sheet import Line
from ingest.describe.wording import any_of, whole_words

PlaceRole = Literal["event_place", "partner_seat", "area_of_action"]

_EVENT = whole_words(
    """odbył* | odbywa* | odbęd* | odbyci* | zorganizowan* | organizuj* | spotkani* | spotkał* | warsztat* | konferencj*
    seminari* | szkoleni* | zajęcia | zajęciach | festyn* | piknik* | ob[oó]z | obozy | obozie | obozu | obozów | wycieczk*
    wyjazd* | wizyt* studyjn* | debat* | panel* | inaugur* | zainaugurowan* | podpisan* | podpisa* | manewr* | koncert* | świętowa*
    turniej* | zaprasza* | dyżur* | jarmark* | pokaz* | spektakl* | przedstawieni* | premier* | występ* | wystaw* | finał*
    plener* | spacer* | targi | targach | kiermasz* | zlot* | rajd* | gala | gali | półkoloni* | koloni* | rehabilitacj*
    hipoterapi* | terapi* | grup[aęy] wsparcia"""
)
_HOUSES = any_of(
    """budynku | siedzibie | sali | salach | świetlicy | świetlicach | remizie | remizach | hali | auli | bibliotece | szkole
    parku | domu | ośrodku | amfiteatrze | stadionie | boisku | klubie | punkcie | punktach | gmachu | kawiarni | rynku
    parafii | gospodarstwie | muzeum | pałacu | dworku | hotelu | restauracji"""
)
_VENUE = re.compile(rf"\b(?:w|we|na)\s+(?:\w+ ){{0,2}}?{_HOUSES}(?:\s+[\w.-]+){{0,3}}\s+(?:w|we)\s+$", re.IGNORECASE)
_HOST = re.compile(rf"\b(?:w|we)\s+(?:{_HOUSES}\s+(?:\w+\s+)?)?$", re.IGNORECASE)
_SEAT = re.compile(
    r"(?<!\w)(?:"
    + any_of("z siedzibą | siedzib* | mając* siedzibę | mieści się | mieszcząc* się | biur[aou]*")
    + r"\s+(?:w|we|to|jest|:)|"
    + any_of("rada | rady | radę | radą | radzie | zarząd* | sąd*")
    + r"\s+(?:gminy|powiatu|miasta|miejsk\w+|rejonow\w+)\s+w|starost(?:a|y|ą)\s+w)\s+$",
    re.IGNORECASE,
)
# What these say is somewhere else than the practice, or on the way.
_ELSEWHERE = re.compile(
    r"(?<!\w)"
    + any_of(
        """podobn* | inne | innych | innym | innymi | innej | na wzór | wzorem | tak jak | jak | oddalon* | dojazd* | dojecha*
        dowoz* | autokar* | autobus* | bus | busem | busy | tras* | pociąg* | z całej polski | z całego kraju | gości* | goście
        pochodz* | drog[aięą] | kierunku | przejęł* | przejął | zawis* | słynn* | znan* z"""
    )
    + r"(?!\w)[^.;]{0,60}$",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(
    r"(?<!\w)"
    + any_of(
        """program* operacyjn* | program* rozwoju | program* rewitalizacji | programu regionaln* | fundusz* europejsk* | strategi*
        plan* rozwoju | RPO* | konkurs*"""
    )
    + r"(?!\w)[^.;,(]{0,60}$",
    re.IGNORECASE,
)
_PEOPLE = any_of(
    """mieszkań* | mieszkan* | społecznoś* | uczni* | dzieci | młodzie[żz]* | senior* | rodzin* | osób | osoby | organizacj*
    przedstawiciel* | lider* | sołectw* | gmin | grup* | rolni* | podopieczn* | pacjent* | kobiet* | samotn* | szkół
    pracownik* | zwierzęta"""
)
_PEOPLE_OF = re.compile(
    rf"(?<!\w){_PEOPLE}(?:\s+[\w-]+){{0,4}}?\s+(?:z|ze|w|we|na)\s+(?:\w+\s+){{0,3}}$", re.IGNORECASE
)
_TERRITORY = re.compile(
    r"(?<!\w)"
    + any_of(
        "terenie | terenu | obszarze | obszaru | obszar | granicach | mieszkań* | mieszkan* | całym | całej | całego"
    )
    + r"\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:w|we|na)\s+(?:\w+\.?\s+){0,2}$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:z|ze|od|spod|do|ku|k\.|koło|pod)\s+$", re.IGNORECASE)
_TRIP = re.compile(
    rf"(?<!\w){any_of('wycieczk* | wyjazd* | pielgrzymk* | wizyt* | rajd* | obóz | obozy')}(?!\w)[^.;]{{0,40}}\bdo\s+$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^(?:adres|miejsce|miejscowość|gdzie|lokalizacja)\b[^:]{0,30}:", re.IGNORECASE)
_POSTCODE = re.compile(r"\d{2}-\d{3}\s+$")
# Between a place and the larger unit it lies in: "(woj. …", ", jednej z mniejszych gmin powiatu …".
_MERE_CONTEXT = re.compile(
    r"^[\s,(–-]*(?:"
    + any_of(
        """w | we | z | na | jedn* z | leży | położon* | należąc* | najmniejsz* | mniejszych | małych | gmin* | do | woj. | pow.
        gm. | woj | pow | gm"""
    )
    + r"\s+|\w+ym |\w+ych )*"
    + any_of("województw* | powia* | powie* | woj. | woj | pow. | pow | gmin* | gm. | gm | subregion* | podregion*")
    + r"?[\s(]*$",
    re.IGNORECASE,
)
# "Drugie spotkanie: 16 maja, godz. 17.00, Nowa Sól, ul. …"
_AT_AN_HOUR = re.compile(r"(?:godz\.|\d{1,2}[:.]\d{2}|\d{4}(?: r\.)?|\d{1,2} \w+).{0,25}[,:–-]\s*$", re.IGNORECASE)
# An institution without a name says little of where the practice worked.
_UNNAMED = re.compile(
    rf"(?<!\w){any_of('szk[oó]ł* | szpital* | przedszkol* | zakład* | urz[ęą]d* | sąd* | uczelni* | hotel* | firm*')}\s+w[e]?\s+$",
    re.IGNORECASE,
)
_REACH = 110


@dataclass(frozen=True, slots=True)
class Roles:
    """What a place is; `weak`: only where nothing better is found. `rule` names the rule."""

    role: PlaceRole | None
    rule: str = ""
    confidence: float = 0.0
    weak: bool = False
    also_event: bool = False


NONE = Roles(None)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one mention: text of its sentence before and after it, the partner whose name holds it or ends before
    it, and the mention before it in the same sentence. `event_card`: the sheet announces an event ("Termin: …, Miejsce: …")."""

    mention: PlaceMention
    before: str
    after: str
    partner: Partner | None
    previous: PlaceMention | None
    event_card: bool


def around(
    mention: PlaceMention, partners: tuple[Partner, ...], previous: PlaceMention | None, event_card: bool
) -> Around:
    line = mention.line
    first, _ = line.sentence_at(mention.start)
    before, after = line.around(mention.start, mention.end)
    at = bisect.bisect_right(partners, mention.start, key=lambda item: item.spot.start) - 1
    holder = partners[at] if at >= 0 else None
    if holder is not None and mention.end > holder.spot.end and not _right_after(line, holder, mention):
        holder = None
    near = previous if previous and previous.line is line and previous.end > first else None
    return Around(mention, before, after, holder, near, event_card)


def role_of(here: Around) -> Roles:
    """The role of one mention by itself; `ingest.describe.places` lets the items of a list share one."""
    mention, before = here.mention, here.before
    line = mention.line
    if here.partner is not None:
        return _of_a_partner(here, here.partner)
    if line.in_title(mention.start, mention.end) or _PROGRAMME.search(before):
        return NONE
    if _is_context(here):
        return NONE
    if _SEAT.search(before) or _POSTCODE.search(before):
        return Roles("partner_seat", "seat", 0.85)
    if _LABELLED.match(line.text):
        if here.event_card or line.text[:5].casefold() in ("adres", "gdzie"):
            return NONE if _FROM.search(before) else Roles("event_place", "label", 0.85)
        return Roles("area_of_action", "label", 0.8)
    if _TRIP.search(before):
        return Roles("event_place", "trip", 0.55)
    if _ELSEWHERE.search(before[-_REACH:]):
        return NONE
    announced = _announced(before) or mention.level in ("powiat", "subregion", "voivodeship")
    if _AT_AN_HOUR.search(before) and _EVENT.search(before):
        return Roles("event_place", "hour", 0.75)
    if _VENUE.search(before):
        return Roles("event_place", "venue", 0.8)
    if _IN.search(before) and not _TERRITORY.search(before) and _is_event(here, announced):
        return Roles("event_place", "event", 0.75)
    if _TERRITORY.search(before) or _PEOPLE_OF.search(before):
        return Roles("area_of_action", "area", 0.85)
    if announced:
        return Roles("area_of_action", "unit", 0.75, weak=mention.level == "voivodeship")
    if _FROM.search(before):
        return NONE
    if _IN.search(before):
        return NONE if _UNNAMED.search(before) else Roles("area_of_action", "in", 0.6)
    if line.block.kind in ("heading", "table") or not before.strip():
        return Roles("area_of_action", "alone", 0.5, weak=line.block.kind != "table")
    return NONE


def _of_a_partner(here: Around, partner: Partner) -> Roles:
    mention = here.mention
    if partner.unit is not None:
        weak = partner.role == "funder" or partner.unit.level == "voivodeship"
        return Roles("area_of_action", "unit_acts", 0.65, weak=weak)
    inside = partner.spot.start <= mention.start and mention.end <= partner.spot.end
    if mention.level in ("voivodeship", "powiat", "subregion") and inside:
        return NONE
    if partner.name.casefold().startswith("sołectwo"):
        return Roles("area_of_action", "solectwo", 0.75)
    event = _EVENT.search(here.before) or _EVENT.search(here.after)
    hosted = _HOST.search(mention.line.text[: partner.spot.start])
    at_event = (event is not None and hosted is not None) or _LABELLED.match(mention.line.text) is not None
    return Roles("partner_seat", "partner", 0.85 if inside else 0.8, also_event=at_event)


def _right_after(line: Line, partner: Partner, mention: PlaceMention) -> bool:
    """Whether only "z" or "w" stands between the partner and the place: "Fundacja „Dom Nadziei” z Gdyni"."""
    if partner.spot.block != line.number or partner.unit is not None:
        return False
    gap = line.text[partner.spot.end : mention.start]
    return re.fullmatch(r",?\s+(?:z|ze|w|we|z siedzibą w|z siedzibą we)\s+", gap) is not None


def _announced(before: str) -> bool:
    word = re.search(r"([\w.]+)[\s:„]*$", before)
    return word is not None and fold(word[1]).strip(".") in ANNOUNCING


def _is_event(here: Around, announced: bool) -> bool:
    before = here.before[-_REACH:]
    found = list(_EVENT.finditer(before))
    if found:
        # "zajęcia dla mieszkańców, którzy …, w gminie": a far word speaks of something else.
        return not announced or len(before) - found[-1].end() <= _REACH // 3
    return not announced and _EVENT.search(here.after[: _REACH // 2]) is not None


def _is_context(here: Around) -> bool:
    """Whether a larger unit only says where the place just named lies: "w Suchowoli, jednej z gmin powiatu sokólskiego"."""
    previous, mention = here.previous, here.mention
    order = ("locality", "gmina", "powiat", "subregion", "voivodeship")
    if previous is None or mention.level == "locality" or order.index(previous.level) >= order.index(mention.level):
        return False
    between = mention.line.text[previous.end : mention.start]
    return len(between) <= _REACH // 2 and _MERE_CONTEXT.match(between) is not None and _lies_in(previous, mention)


def _lies_in(inner: PlaceMention, outer: PlaceMention) -> bool:
    if not inner.areas or not outer.areas:
        return True
    if outer.level == "voivodeship":
        return inner.voivodeship == outer.voivodeship
    if outer.level == "powiat":
        return inner.areas[0].powiat_code in (None, outer.areas[0].powiat_code)
    return inner.voivodeship == outer.voivodeship
