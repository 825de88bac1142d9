"""The sector that the name of an institution says by itself: "Fundacja …", "Gminny Ośrodek Pomocy Społecznej w …".

Only words that leave no doubt are listed: "centrum", "klub" or "rada" may be of any sector, and then there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from corpus.language import fold, tokens
from corpus.lemmas import lemmas, lemmatiser
from corpus.practice import Sector

# Beginnings of names, longer ones before shorter. Adjectives may stand before ("Śląska Fundacja").
_BEGINNINGS: Mapping[Sector, str] = {
    "ngo": """stowarzyszenie|fundacja|federacja|organizacja pozarządowa|bank żywności|uniwersytet trzeciego wieku|UTW|OSP
        ochotnicza straż pożarna|koło gospodyń wiejskich|KGW|lokalna grupa działania|LGD|spółdzielnia socjalna|hufiec|ZHP|ZHR
        związek harcerstwa|polski czerwony krzyż|PCK|PTTK|TPD|WOPR|GOPR|PSONI|klub sportowy|LZS|UKS|towarzystwo
        liga ochrony przyrody|polski związek|związek emerytów|warsztat terapii zajęciowej|WTZ""",
    "public": """gmina|miasto|powiat|województwo|urząd|starostwo|samorząd województwa|ministerstwo|OPS|GOPS|MOPS|MGOPS|MOPR
        ośrodek pomocy społecznej|centrum pomocy rodzinie|centrum usług społecznych|PCPR|ROPS|PUP|WUP|GOK|MOK|MGOK|MDK|GBP|MBP
        ośrodek kultury|dom kultury|biblioteka publiczna|biblioteka|szkoła podstawowa|zespół szkół|przedszkole|żłobek|liceum
        gimnazjum|technikum|dom pomocy społecznej|DPS|nadleśnictwo|komenda|komisariat|policja|straż miejska|szpital|wojewoda
        prezydent miasta|burmistrz|wójt|marszałek|kuratorium|poradnia psychologiczno pedagogiczna|ośrodek sportu|OSiR|MOSiR
        regionalny ośrodek polityki społecznej|rada miejska|rada gminy|rada powiatu|PFRON|muzeum|środowiskowy dom samopomocy
        centrum kultury|ośrodek pomocy rodzinie|ośrodek doradztwa rolniczego|fundusz rehabilitacji osób|samorząd miasta|urząd pracy
        samorząd gminy|samorząd powiatu|zarząd dróg""",
    "church": """parafia|diecezja|archidiecezja|caritas|zgromadzenie sióstr|zbór|kuria|towarzystwo salezjańskie
        towarzystwo jezusowe|gmina żydowska|gmina wyznaniowa""",
    "academia": "uniwersytet|politechnika|wyższa szkoła|akademia nauk|państwowa wyższa szkoła|akademia wychowania fizycznego",
    "business": """firma|przedsiębiorca|przedsiębiorstwo prywatne|sklep|gospodarstwo rolne|gospodarstwo agroturystyczne
        towarzystwo budownictwa|towarzystwo ubezpieczeń|bank spółdzielczy|spółdzielnia mieszkaniowa""",
    "informal": """grupa nieformalna|nieformalna grupa|mieszkańcy|grupa mieszkańców|wolontariusze|rodzice|sąsiedzi|sołectwo
        młodzieżowa rada|rada seniorów|rada kobiet""",
}
_COMPANY = re.compile(
    r"\b(?:sp\.? ?z ?o\.? ?o\.?|spółka z o\.? ?o\.?|s\.a\.|sp\.? ?j\.|p\.p\.h\.u\.|pphu)(?!\w)", re.IGNORECASE
)
_MOST_ADJECTIVES = 2


def sector_of(name: str) -> Sector | None:
    """The sector, None when the name does not say."""
    words = [token.text for token in tokens(name)]
    keys = [fold(lemma) for lemma in lemmas(name)]
    beginnings = _keys()
    for start in range(min(len(keys), _MOST_ADJECTIVES + 1)):
        for end in range(min(len(keys), start + _longest()), start, -1):
            if (sector := beginnings.get(tuple(keys[start:end]))) is not None:
                return sector
        if not _may_precede(words[start]):
            break
    return "business" if _COMPANY.search(name) else None


def _may_precede(word: str) -> bool:
    """An adjective, also one of a place that no dictionary has ("Mysłowicka")."""
    readings = lemmatiser().readings(word)
    unknown = all(reading.part_of_speech == "ign" for reading in readings)
    adjective = any(reading.part_of_speech == "adj" for reading in readings)
    return adjective or (unknown and re.search(r"(?:[sc]k|n)(?:i|a|ie|e|y)$", word) is not None)


@cache
def _keys() -> Mapping[tuple[str, ...], Sector]:
    return {
        tuple(fold(lemma) for lemma in lemmas(beginning.strip())): sector
        for sector, listed in _BEGINNINGS.items()
        for beginning in listed.replace("\n", "|").split("|")
    }


@cache
def _longest() -> int:
    return max(map(len, _keys()))
