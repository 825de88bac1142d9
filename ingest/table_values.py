"""What people write into the cells of a table of practices, as values of fields. What is not understood is never guessed.

>>> years_of("od września 2014 do 30.06.2016 r.")
(2014, 2016)
>>> amount_of("12,5 tys. zł")
12500.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from corpus import vocabulary
from corpus.language import fold, normalise
from corpus.lemmas import lemmas
from corpus.practice import FIRST_YEAR, LAST_YEAR
from ingest.named_sectors import sector_of

_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_SHORT_END = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[/–—-]\s*(\d\d)(?!\d|[./-]\d)")
_OPEN_END = re.compile(r"\b(?:od|nadal|trwa|w toku|obecnie|dzis|teraz|ciagle|stale)\b|[–—-]\s*(?:\.{2,}|…)?\s*$")
_OPEN_START = re.compile(r"^\s*(?:[–—-]|do\b)")
_AMOUNT = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,4})?)\s*"
    r"(?:(?P<scale>tys|tysi\w*|mln|milion\w*|mld)\b\.?\s*)?(?P<unit>(?:zl|pln|zlotych|zlote|zloty)\b\.?)?(?!\w)"
)
_SCALES = {"tys": 1e3, "mln": 1e6, "mil": 1e6, "mld": 1e9}
# A number without "zł" is an amount when nothing else stands beside it: "30 osób" is none.
_BESIDE_AMOUNT = re.compile(r"(?:\s|ok|okolo|brutto|netto|lacznie|razem|[:.,–-])*")
_OTHER_MONEY = re.compile(r"\b(?:eur|euro|usd|dolar\w*|chf|gbp|funt\w*)\b|[€$£]")
_BETWEEN = re.compile(r"\s*[;\n•|]\s*")
_LIST_SIGN = re.compile(r"^(?:[-–—*•]|\d{1,2}[.)])\s*")
_COMMA = re.compile(r"\s*,\s*")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,100})[)\]]\s*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s;,<>\"]+", re.IGNORECASE)
_EMPTY = frozenset({"", "-", "–", "—", "brak", "nie dotyczy", "n/d", "nd", "b/d", "bd", "brak danych", "x"})


class NotUnderstood(ValueError):
    """A cell that holds no value of its field. The message is a Polish sentence that says what to write."""


def is_empty(text: str) -> bool:
    """True for a cell without a value, also when it says so: "-", "brak", "nie dotyczy"."""
    return fold(text).strip(" .") in _EMPTY


def items_of(text: str) -> list[str]:
    """The values of a cell that holds several, by semicolon or line end, without list signs."""
    parts = (normalise(_LIST_SIGN.sub("", part.strip())) for part in _BETWEEN.split(text))
    return [part for part in parts if not is_empty(part)]


def years_of(text: str) -> tuple[int | None, int | None]:
    """First and last year: "2014-2016", "2014/15", "od 2014", "2014 – nadal". One year alone is both.

    Raises NotUnderstood when no year stands in the text.
    """
    short = _SHORT_END.search(text)
    found = [int(year) for year in _YEAR.findall(text)]
    if short is not None and len(found) == 1:
        found.append(found[0] // 100 * 100 + int(short[2]))
    if not found:
        raise NotUnderstood(f"Nie znaleziono roku w „{_shown(text)}”. Wpisz rok albo lata, na przykład 2014-2016.")
    first, last = min(found), max(found)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise NotUnderstood(f"Rok musi być od {FIRST_YEAR} do {LAST_YEAR}. Popraw „{_shown(text)}”.")
    folded = fold(text)
    if len(found) == 1 and _OPEN_START.search(folded):
        return None, last
    return first, None if len(found) == 1 and _OPEN_END.search(folded) else last


def amount_of(text: str) -> float:
    """An amount in złoty: "12 500 zł", "12.500,50", "12,5 tys. zł". Raises NotUnderstood: none, several, other money."""
    folded = fold(text)
    if _OTHER_MONEY.search(folded):
        raise NotUnderstood(f"Kwota „{_shown(text)}” nie jest w złotych. Podaj ją w złotych.")
    found = list(_AMOUNT.finditer(folded))
    if len(found) != 1 or not (found[0]["unit"] or _BESIDE_AMOUNT.fullmatch(_AMOUNT.sub("", folded))):
        raise NotUnderstood(f"Nie odczytano kwoty z „{_shown(text)}”. Wpisz jedną kwotę, na przykład 12 500 zł.")
    return _value(found[0])


def _value(found: re.Match[str]) -> float:
    number = found["number"]
    if "," in number:
        number = re.sub(r"[ .\u00a0\u202f]", "", number).replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+", number):
        number = re.sub(r"[ .\u00a0\u202f]", "", number)
    return float(number) * _SCALES.get((found["scale"] or "")[:3], 1.0)


def funding_of(text: str) -> Iterator[dict[str, object]]:
    """Sources of money, each with its amount when one stands beside it: "Gmina Rybnik: 5 000 zł; FIO (12 tys. zł)"."""
    for item in items_of(text):
        folded = fold(item)
        found = [match for match in _AMOUNT.finditer(folded) if match["unit"]] if len(folded) == len(item) else []
        if len(found) != 1:
            yield {"source": item, "amount_pln": None}
            continue
        source = normalise(f"{item[: found[0].start()]} {item[found[0].end() :]}".replace("()", "")).strip(" :–—-(),")
        yield {"source": source or item, "amount_pln": _value(found[0])}


def codes_of(text: str, name: str) -> list[str]:
    """Codes of the vocabulary `name` for the labels, synonyms or codes in a cell, in any inflection, each once.

    Raises NotUnderstood for the first one that the vocabulary does not know.
    """
    codes: list[str] = []
    for item in items_of(text):
        for part in [item] if code_of(item, name) is not None else _COMMA.split(item):
            if (code := code_of(part, name)) is None:
                raise NotUnderstood(f"Nieznana wartość „{_shown(part)}”. Dozwolone: {_labels(name)}.")
            codes.append(code)
    return list(dict.fromkeys(codes))


def code_of(text: str, name: str) -> str | None:
    """The code that a label, synonym or code in any inflection means, None for any other text."""
    return _codes(name).get(_key(text))


@cache
def _codes(name: str) -> Mapping[str, str]:
    """Codes by key. A code or label goes before a synonym, and that before a part of a label ("środowisko" of "środowisko i
    przyroda"); of two terms with the same synonym the earlier one has it."""
    terms = vocabulary.load(name).terms
    found: dict[str, str] = {}
    for names in (
        [(term.code, term.pl) for term in terms],
        [term.synonyms for term in terms],
        [_parts(term) for term in terms],
    ):
        for term, words in zip(terms, names, strict=True):
            for one in words:
                found.setdefault(_key(one), term.code)
    return found


def _parts(term: vocabulary.Term) -> tuple[str, ...]:
    parts = re.split(r" (?:i|oraz|albo) |[,()]", term.pl)
    return tuple(part for part in parts if part.strip()) if len(parts) > 1 else ()


def _key(text: str) -> str:
    """Folded lemmas; of a code its words, which are no Polish."""
    return " ".join(sorted(fold(lemma) for lemma in lemmas(text))) or fold(text)


def _labels(name: str) -> str:
    return ", ".join(term.pl for term in vocabulary.load(name).terms)


def partner_of(text: str, role: str) -> dict[str, object]:
    """A partner: "Nazwa (sektor, rola)", where both may be left out. `role` is the one that the column means.

    The sector is that of the bracket, else what the name says ("Stowarzyszenie …"). Raises NotUnderstood without one.
    """
    name, sector = text, None
    if (bracket := _BRACKET.search(text)) is not None:
        told = [(code_of(part, "sectors"), code_of(part, "roles")) for part in re.split(r"[,;/]", bracket[1])]
        if any(found != (None, None) for found in told):
            name = text[: bracket.start()].strip()
            sector = next((one for one, _ in told if one is not None), None)
            role = next((one for _, one in told if one is not None), role)
    sector = sector or sector_of(name)
    if sector is None:
        raise NotUnderstood(
            f"Nie wiadomo, do jakiego sektora należy „{_shown(name)}”. Dopisz go w nawiasie, na przykład „{_shown(name)} (NGO)”. "
            f"Dozwolone: {_labels('sectors')}."
        )
    return {"name": name, "sector": sector, "role": role}


def voivodeship_of(text: str) -> str | None:
    """The code of a voivodeship: "woj. śląskie", "SLASKIE", "śląski"."""
    name = re.sub(r"^\s*(?:woj\.?|województwo)\s+", "", normalise(text), flags=re.IGNORECASE)
    plain = fold(name)
    for term in vocabulary.load("voivodeships").terms:
        if plain in (fold(term.code), fold(term.code)[:-1]):
            return term.code
    return code_of(name, "voivodeships")


def addresses_of(text: str) -> list[str]:
    """Web addresses in a cell, each once; one that starts with "www." gets "https://" in front."""
    found = (address.rstrip(".)") for address in _ADDRESS.findall(text))
    return list(dict.fromkeys(one if "://" in one else f"https://{one}" for one in found))


def _shown(text: str) -> str:
    text = normalise(text)
    return text if len(text) <= 60 else f"{text[:60]}…"
