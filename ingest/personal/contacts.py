"""Contacts and numbers of persons found in text and masked: phones, e-mails, PESEL numbers, bank accounts.

Figures that only look alike stay: amounts, years, dates, hours, postal codes, places in the Dziennik Ustaw, and NIP, REGON
and KRS numbers of institutions. When a row of nine digits could be either, it counts as a phone unless the words around it
say that it is something else.

Sources of the rules: the numbering plan of the Polish office of electronic communications (nine digits, area codes from
12), the PESEL checksum (weights 1 3 7 9 1 3 7 9 1 3), ISO 13616 (IBAN, remainder 1 modulo 97).
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from operator import itemgetter

from ingest.personal.kinds import MASKS, Kind

_SPACE = r"[ \t\u00a0\u2007\u2009\u202f]"
_DASH = r"[-_\u2010\u2011\u2012\u2013\u2014]"
_GAP = rf"(?:{_SPACE}|{_DASH})"

# Found from the sign "@" outwards: the name before it is at most 64 characters (RFC 5321), a label after it 63.
_AT = rf"(?:@|{_SPACE}{{0,3}}[\[({{]{_SPACE}{{0,3}}(?:@|at|małpa){_SPACE}{{0,3}}[\])}}]{_SPACE}{{0,3}}|{_SPACE}małpa{_SPACE})"
_DOT = rf"(?:\.|{_SPACE}{{0,3}}[\[({{]{_SPACE}{{0,3}}(?:\.|dot|kropka){_SPACE}{{0,3}}[\])}}]{_SPACE}{{0,3}})"
_DOMAIN = rf"[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,6}}?{_DOT}[^\W\d_]{{2,24}}(?![\w-])(?!{_DOT}[\w-])"
_EMAIL = re.compile(rf"(?<=[\w%+'-]){_AT}{_DOMAIN}", re.IGNORECASE)
_LOCAL_PART = re.compile(r"[\w.+%'-]{1,64}$")

_ACCOUNT = re.compile(rf"(?<![\w-])(?:PL{_GAP}?)?\d{{2}}(?:{_GAP}?\d){{24}}(?!\d)", re.IGNORECASE)
_ACCOUNT_LABEL = re.compile(r"(?:kont[aoue]\w*|rachun\w+|IBAN|NRB)\W{0,4}(?:\w+\W{1,4}){0,4}$", re.IGNORECASE)

_PESEL = re.compile(rf"(?<![\d+])(?<!\d[-./])\d{{6}}{_GAP}?\d{{5}}(?!\d)(?![-./]\d)")
_PESEL_LABEL = re.compile(r"pesel\w*(?:\s+nr|\s+numer)?\W{0,4}$", re.IGNORECASE)
_PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)

# How people group nine digits, and the signs they put between the groups.
_SIGN = rf"(?:{_SPACE}|{_SPACE}?{_DASH}{_SPACE}?|\.)"
_AREA = rf"(?:\(\d{{2}}\)|\d{{2}}\)?)(?:{_SIGN}|/)"
_NINE = "|".join(
    (
        rf"\d{{9}}|\d{{3}}{_SIGN}\d{{3}}{_SIGN}\d{{3}}|\d{{6}}{_GAP}\d{{3}}",
        rf"\d{{3}}{_SIGN}\d{{2}}{_SIGN}\d{{2}}{_SIGN}\d{{2}}",
        rf"\d{{3}}{_GAP}\d{{6}}",
        rf"{_AREA}?\d{{3}}{_SIGN}\d{{2}}{_SIGN}\d{{2}}",
        rf"{_AREA}\d{{2}}{_SIGN}\d{{2}}{_SIGN}\d{{3}}",
        rf"(?:\(\d{{2}}\){_SPACE}?|\d{{2}}\)?(?:{_GAP}|/))(?:\d{{7}}|\d{{4}}{_GAP}\d{{3}}|\d{{3}}{_GAP}\d{{4}})",
    )
)
_TRUNK = rf"(?:\((?:\+|00)48\)|(?:\+|00){_GAP}?48)(?:{_GAP}|\.)?(?:\(0\){_GAP}?)?|\(0{_GAP}?(?=\d{{2}}\))|0{_GAP}?(?=\(?[1-9])"
# The end of a second number that differs in its last digits only: "601-234-582/83".
_ENDING = rf"(?:/\d{{1,3}}(?!{_GAP}?\d)(?![.,/]\d))*"
_PHONE = re.compile(
    rf"(?<![\w+])(?<!\d[-_.,])(?:(?P<trunk>{_TRUNK})|48{_GAP})?(?P<number>{_NINE})(?!\d)(?![-_.,]\d){_ENDING}"
)
# The same with one line end between two groups. Two would be a column of figures.
_LINE_END = rf"{_SPACE}{{0,3}}{_DASH}?{_SPACE}{{0,3}}\r?\n{_SPACE}{{0,3}}"
_GROUPS = ((3, 3, 3), (3, 2, 2, 2), (2, 3, 2, 2), (2, 2, 2, 3))


def _broken(sizes: tuple[int, ...], place: int) -> str:
    first, *others = (rf"\d{{{size}}}" for size in sizes)
    signs = (_LINE_END if number == place else _SIGN for number in range(len(others)))
    return first + "".join(sign + group for sign, group in zip(signs, others, strict=True))


_BROKEN_NINE = "|".join(_broken(sizes, place) for sizes in _GROUPS for place in range(len(sizes) - 1))
_BROKEN_PHONE = re.compile(
    rf"(?<![\w+])(?<!\d[-_.,])(?:(?P<trunk>{_TRUNK})|48{_GAP})?(?P<number>{_BROKEN_NINE})(?!\d)(?!(?:[-_.,]|{_SPACE})\d)"
)
# Digits and signs of East Asian fonts and other scripts, which read like ours.
_OTHER_DIGIT = re.compile(r"(?![0-9])\d|[\uff0b\uff0d\uff0e\uff20]")
# First two digits that the numbering plan uses.
_AREA_OR_MOBILE = re.compile(r"1[2-8]|2[1-69]|3[2-49]|4[1-8]|5\d|6[0-35-9]|7\d|8\d|9[145]")
_FOREIGN = re.compile(rf"(?<![\w+/])(?:\+|00(?=[1-9])){_GAP}?(?:\(?\d{{1,15}}\)?(?:{_GAP}|/)?){{1,7}}(?<=\d)(?!\d)")
_FOREIGN_DIGITS = range(9, 16)

# After one of these words any group of digits of a telephone's length is a telephone, also a local one.
_CUE = r"(?:tel(?:efon\w*|\.)?|faks\w*|fax\w*|kom(?:órk\w+|\.)|sms|whatsapp|infolini\w+|zadzwo\w+|dzwo[nń]\w*)"
_CUED = re.compile(
    rf"(?<![^\W\d_]){_CUE}(?:[ \t\u00a0./:;,-]{{0,4}}(?:{_CUE}|nr|numer\w*|pod|stacjonarn\w+|kontaktow\w+|kom(?:órkow\w+)?)){{0,4}}"
    rf"[ \t\u00a0./:;-]{{0,6}}"
    rf"(?P<number>(?:(?:{_TRUNK})?(?:{_NINE})|[(+]?\d(?:[ \t\u00a0./()\u2010-\u2014-]{{0,2}}\d){{6,14}}))(?!\d)(?![.,]\d){_ENDING}",
    re.IGNORECASE,
)
# A further number of the same list: "tel. 32 42 22 446, 42 22 447 lub 42 22 448".
_NEXT = re.compile(
    r"(?:\s{0,3}(?:,|;|/|lub|oraz|albo|i|wew\.?\s{0,3}\d{1,4})\s{0,3}){1,3}"
    r"(?P<number>\d(?:[ \t\u00a0()\u2010-\u2014-]?\d){6,10})(?!\d)(?![.,]\d)"
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}")

_OTHER_NUMBER = re.compile(
    r"(?:\b(?:NIP|REGON|KRS|RSPO|ISBN|ISSN|TERYT|SIMC|EAN|poz|Dz\.?\s?U|lp|art)\b"
    r"|\b(?:nr|numer\w*|sygn\w*|znak)\s+(?:sprawy|wniosku|umowy|projektu|ewidencyjn\w+|księgi|działki|faktury|zadania|oferty|rejestr\w*))"
    r"[\w\s.:]{0,12}\W{0,3}$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(
    r"^(?:[ \u00a0]\d{3})*(?:[.,]\d{1,2})?\s*(?:(?:do|a|i|lub|–|-)\s*\d[\d \u00a0]{2,14})?"
    r"(?:zł|pln|eur|€|usd|dol|\$|tys|mln|mld|złot|grosz|gr\b"
    r"|proc|%|m2|m²|km|kg|ha\b|ton|osób|mieszkańc|sztuk|egz)",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(
    r"(?:kwot\w+|koszt\w*|budżet\w*|wartoś\w+|dotacj\w+|dofinansowani\w+|wysokoś\w+|środk\w+|poziom\w+|milion\w*|miliard\w*|wydat\w+|dochod\w+|przychod\w+|€|\$|eur|pln)"
    r"(?:\W+(?:na|w|do|o|ok|około|ponad|wynosi\w*|wyniós\w*|to|był\w*|projektu|zadania|całkowit\w+|ogółem|łączn\w+|publiczn\w+))*\W{0,4}$",
    re.IGNORECASE,
)
_ROUND = "000000"
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"„”]+", re.IGNORECASE)
_LOOK_BACK = 60


def mask_contacts(text: str, counts: Counter[Kind]) -> str:
    """The text without phones, e-mails, PESEL numbers and bank accounts; what was found is added to `counts`.

    Digits of other scripts and full-width signs become plain ones, also where nothing is masked.
    """

    def replace(kind: Kind, pattern: re.Pattern[str], text: str, is_one: Callable[[re.Match[str]], bool]) -> str:
        links = [match.span() for match in _URL.finditer(text)]

        def replacement(match: re.Match[str]) -> str:
            place = bisect.bisect_right(links, match.start(), key=itemgetter(0)) - 1
            inside = place >= 0 and match.start() < links[place][1]
            if inside or not is_one(match):
                return match.group()
            counts[kind] += 1
            return MASKS[kind]

        return pattern.sub(replacement, text)

    text = _OTHER_DIGIT.sub(lambda found: _plain(found.group()), text)
    text = _mask_emails(text, counts)
    text = replace("account", _ACCOUNT, text, _is_account)
    text = replace("pesel", _PESEL, text, _is_pesel)
    text = _mask_cued(text, counts)
    text = replace("phone", _PHONE, text, _is_phone)
    text = replace("phone", _BROKEN_PHONE, text, _is_phone)
    return replace("phone", _FOREIGN, text, _is_foreign)


def _mask_emails(text: str, counts: Counter[Kind]) -> str:
    done: list[str] = []
    position = 0
    for match in _EMAIL.finditer(text):
        name = _LOCAL_PART.search(text, max(position, match.start() - 64), match.start())
        if name is not None:
            done.extend((text[position : name.start()], MASKS["email"]))
            counts["email"] += 1
            position = match.end()
    return "".join((*done, text[position:]))


def _mask_cued(text: str, counts: Counter[Kind]) -> str:
    """Numbers after a word like "tel.", and the further ones of the same list."""
    done: list[str] = []
    position = 0
    while (match := _CUED.search(text, position)) is not None:
        if _DATE.fullmatch(match["number"]):
            done.append(text[position : match.end()])
            position = match.end()
            continue
        done.extend((text[position : match.start("number")], MASKS["phone"]))
        counts["phone"] += 1
        position = match.end()
        while (following := _NEXT.match(text, position)) is not None:
            done.extend((text[position : following.start("number")], MASKS["phone"]))
            counts["phone"] += 1
            position = following.end()
    return "".join((*done, text[position:]))


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return unicodedata.normalize("NFKC", character) if digit is None else str(digit)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


def _is_account(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    return _ACCOUNT_LABEL.search(before) is not None or is_account(_digits(match.group()))


def is_account(digits: str) -> bool:
    """True for the 26 digits of a Polish account number (NRB) whose IBAN has the right checksum."""
    # The country code PL as numbers (P = 25, L = 21) and the two check digits go to the end.
    return int(f"{digits[2:]}2521{digits[:2]}") % 97 == 1


def _is_pesel(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    return _PESEL_LABEL.search(before) is not None or is_pesel(_digits(match.group()))


def is_pesel(digits: str) -> bool:
    """True for 11 digits with a month and day that exist (the century is added to the month) and the right checksum."""
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    checksum = sum(int(digit) * weight for digit, weight in zip(digits, _PESEL_WEIGHTS, strict=False))
    return (10 - checksum % 10) % 10 == int(digits[10])


def _is_foreign(match: re.Match[str]) -> bool:
    return len(_digits(match.group())) in _FOREIGN_DIGITS and not _is_tail(match)


def _is_tail(match: re.Match[str]) -> bool:
    """True for the end of a longer number written in threes: a digit and a space in front, as in "1 250 600 700"."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    return match.group()[0].isdigit() and re.search(r"\d[ \u00a0]$", before) is not None


def _is_phone(match: re.Match[str]) -> bool:
    if _is_tail(match):
        return False
    if match["trunk"]:
        return True
    digits = _digits(match["number"])
    if _AREA_OR_MOBILE.match(digits) is None or digits.endswith(_ROUND):
        return False
    before = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    after = match.string[match.end() : match.end() + _LOOK_BACK]
    other = (_OTHER_NUMBER.search(before), _MONEY_AFTER.match(after), _MONEY_BEFORE.search(before))
    return not any(other)
