"""Names that stand for something else than a private person: patrons, streets, saints, rulers, events, the long dead.

Polish says whose by the genitive ("ulica Jana Kochanowskiego", "Memoriał Jana Kowalskiego"), so a name in another case
after such a word is that of somebody: "na rynku Anna Nowak sprzedaje miód".
"""

from __future__ import annotations

import re

from ingest.personal.person import Person

# Beginnings of words, unless a full stop or nothing else can follow; case makes no difference.
_STREETS = """
    ul(?!\\w) al(?!\\w) pl(?!\\w) os(?!\\w) ulic alej alei plac osiedl rond skwer park(?:u|iem|owi)?(?!\\w)
    most(?:u|em|owi)?(?!\\w) moście bulwar ryn(?:ek|ku) tras(?:a|y|ie|ę)(?!\\w) wybrzeż kop(?:iec|ca|cu) deptak
    zauł(?:ek|ka|ku)
"""
_IN_MEMORY = """
    im(?!\\w) imieni[ae](?!\\w) imieniem pw(?!\\w) wezwaniem pomnik obelisk popiersi upamiętni
    nazw(?:y|ę|a|ą|ie)?(?!\\w)
"""
_SAINTS = """
    św(?!\\w) bł(?!\\w) święt błogosławion boż(?:y|ego|a|ej) bosk najświętsz n?mp król(?!ik) księci książę księżn
    hetman papież cesarz wieszcz bóg boga
"""
# With a capital: "Puchar Jana Kowalskiego" is an event, "puchar Jana Kowalskiego" may be his.
_EVENTS = """
    Memoriał MEMORIAŁ Puchar Nagrod Turniej Bieg Rajd Festiwal Konkurs Dni Rok Szlak Pamięci Stypendi Medal Krzyż
    Order Odznak Stadion Hal Święt Święc
"""
_INSTITUTIONS = """
    Fundacj Stowarzyszeni Towarzystw Instytut Muze Szkoł Szkół Szkole Przedszkol Bibliote Teatr Akademi Uniwersytet
    Hospicj Gimnazj Lice Parafi
"""
_ROLES = "prezes wiceprezes przewodnicz dyrektor człon koordynator pracowni wolontariusz założyciel prowadz kierowni"
# What may stand between such a word and the name.
_RANKS = """
    ks kard abp bp bpa o s św bł błog gen płk ppłk mjr kpt por ppor rtm marsz hetm dr prof inż mgr hab hm dh br pap
    prez święt\\w+ błogosławion\\w+ księd\\w+ kardynał\\w* generał\\w* pułkownik\\w* majora? kapitan\\w*
    marszałk\\w+ prezydent\\w* króla królowej księcia księżn\\w+ hetmana papieża biskupa infułata opata profesora
    doktora wieszcza poety prymasa rotmistrza braci sióstr rodziny sługi boż\\w+
"""
_CONNECTORS = "i oraz a do od z ze w na nr rejonie odcinku"


def _any(words: str) -> str:
    return "|".join(words.split())


_RANK = rf"(?i:(?:{_any(_RANKS)})(?!\w)\.?\s+){{0,4}}"
_START = r"(?<![^\W\d_])"
_LINK = r"\.?(?:\s*[–:-])?\s+[\"„”]?"
_WHOSE = re.compile(
    rf"{_START}(?:(?i:{_any(_STREETS)}|{_any(_IN_MEMORY)})\w*{_LINK}|(?:{_any(_EVENTS)})\w*\s+){_RANK}[\"„”]?$"
)
_SAINT = re.compile(rf"{_START}(?i:{_any(_SAINTS)})\w*\.?\s+{_RANK}$")
_PATRON = re.compile(rf"{_START}(?i:patron)\w*(?:\s+\w+){{0,3}}?[\s,:–-]+{_RANK}$")
# A word in capitals is read in one way only, or a row of "A A A" could be read in as many ways as there are subsets of it.
_SMALL_WORD = rf"(?i:{_any(_CONNECTORS)}|{_any(_RANKS)})(?!\w)"
# Further streets of a list: after the word only names, figures and small words stand before this one.
_STREET_LIST = re.compile(
    rf"{_START}(?i:ulic|ul\.|alej|plac|skrzyżowani|rond|skwer)\w*+"
    rf"(?:[\s,:/()–.\d\"„”-]++(?:{_SMALL_WORD}|(?!{_SMALL_WORD})[^\W\d_a-ząćęłńóśźż][^\W\d_]*+))*[\s,/–.-]+$"
)
_INSTITUTION = re.compile(rf"{_START}(?:(?P<role>(?i:{_any(_ROLES)})\w*)\s+)?(?:{_any(_INSTITUTIONS)})\w*\s+$")
# One more name of the same list: "im. Marii i Jana Nowaków", "radni: Anna Nowak, Piotr Lis".
_AND = re.compile(r"\s+(?:i|oraz)\s+|\s*,\s*")
# ", prezes klubu", " – trenerka", "(biblioteka)".
_APPOSITION = re.compile(r"\s*[,(–—-]\s*(?!(?:i|oraz|a)\s)[a-ząćęłńóśźż]")
_ROMAN = re.compile(r"\s+[IVX]{1,5}(?![^\W\d_])")
_YEARS = re.compile(r"\s*\(\s*(?:ur\.\s*)?(?:ok\.\s*)?(\d{4})\s*[-–—]\s*(?:zm\.\s*)?(\d{4})\s*(?:r\.)?\s*\)")
_BORN_BEFORE = 1940
_SHORTEST_LIFE = 15
_LOOK_BACK = 200


def stands_for_something(text: str, person: Person) -> bool:
    """True when the name is that of a patron, street, saint, ruler, event, or of somebody whose years of life are given."""
    before = text[max(0, person.start - _LOOK_BACK) : person.start]
    after = text[person.end : person.end + _LOOK_BACK]
    if _SAINT.search(before) or _PATRON.search(before) or _is_long_dead(after) or _is_ruler(text, person, after):
        return True
    if (_WHOSE.search(before) or _STREET_LIST.search(before)) and (not person.given or _is_genitive(person)):
        return True
    institution = _INSTITUTION.search(before)
    return institution is not None and institution["role"] is None and _is_genitive(person)


def goes_on_list(text: str, earlier: Person, person: Person) -> bool:
    """True when only "i" or a comma stands between two names, and nothing tells who the second one is."""
    return _AND.fullmatch(text[earlier.end : person.start]) is not None and not _APPOSITION.match(text, person.end)


def stands_for_one_more(text: str, earlier: Person, person: Person) -> bool:
    """True for a further patron or street: "im. Marii i Jana Nowaków"; not for "ul. Kościuszki, Anna Nowak"."""
    return goes_on_list(text, earlier, person) and (not person.given or _is_genitive(person))


def _is_long_dead(after: str) -> bool:
    years = _YEARS.match(after)
    return years is not None and int(years[1]) < _BORN_BEFORE and int(years[2]) - int(years[1]) >= _SHORTEST_LIFE


def _is_ruler(text: str, person: Person, after: str) -> bool:
    """True for "Jan III Sobieski" and "Jan Paweł" before "II"."""
    inside = _ROMAN.search(text, person.start, person.end)
    return inside is not None or (not person.surname and _ROMAN.match(after) is not None)


def _is_genitive(person: Person) -> bool:
    """True for a name that says whose, and for one whose case is not known."""
    named = {case for number, case, _ in person.agreements if number == "sg"}
    return not named or ("gen" in named and "nom" not in named)
