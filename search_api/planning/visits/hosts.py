"""Who could receive visitors: the authorities and the organisations among the partners of a practice.

The record gives each partner a sector and a role, not an office. Local authorities are told by the words with which public bodies
name themselves ("Gmina …", "Urząd Miasta …", "Ośrodek Pomocy Społecznej …"); a school, a library or the police is public and no
authority. The self-government of a voivodeship ("Samorząd Województwa …", "Urząd Marszałkowski …") is one where it led a practice
or took part in it, or paid for one that is regional; who paid for a playground in a village receives nobody there. Bodies of the
state sit in a city: they are met there if the practice is theirs, and nowhere else.
Who only pays is met where it is the local government; a foundation that gave a grant is not on the spot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.language import fold
from corpus.places import gazetteer
from corpus.practice import Partner, Practice

_LOCAL = re.compile(
    r"^(?:gmin[ay]|miast[oa]|m\. ?st\.|miasto i gmina|powiat[yu]?|samorzad|samorzady|urzad|urzedy|starost\w+|burmistrz|wojt|"
    r"prezydent|wladze|rad[ay] (?:gminy|gmin|miasta|miejska|miejskie|dzielnicy|osiedla|osiedli|powiatu|solecka|soleckie|i zarzad)|"
    r"solectw\w+|soltys\w*|zarzad (?:dzielnicy|osiedla|powiatu)|wydzial|biuro|metropolia|zwiazek gmin\w*)\b"
    r"|\b(?:urzad|urzedu|urzedy|starostw\w+|osrod\w+ pomocy (?:spolecznej|rodzinie)|centr\w+ pomocy rodzinie|pcpr|[gm]ops|mopr|"
    r"mgops|centr\w+ uslug spolecznych)\b"
)
_MARSHAL = r"(?:urz[ae]d\w* marszalkowsk\w+|marszal(?:ek|k\w+) wojewodztw\w*|zarzad\w* wojewodztw\w*|sejmik\w*)"
_VOIVODESHIP = re.compile(rf"^(?:samorzady? )?wojewodztw\w+\b|^samorzad \w+ wojewodztwa\b|^umw\w\b|\b{_MARSHAL}\b")
# Whoever calls itself so is local, whatever else its name tells.
_SURELY_LOCAL = re.compile(
    r"^(?:gmin[ay]|powiat[yu]?|miast[oa]|m\. ?st\.|starostw[oa]|urz[ae]d\w* (?:gmin\w*|miast\w*|miejsk\w+))\b"
)
_WITH_LOCAL = re.compile(r"(?:\bi|\boraz|,) (?:gmin[ay]?|miast[oa]|powiat[yu]?)\b")
_WHERE = re.compile(r"\b(?:ze?|w|na terenie|z terenu) wojewodztw\w+ [\w-]+")
_BEYOND = re.compile(
    r"\b(?:wojewodztw\w*|wojewod\w+|marszalk\w+|ministerstw\w*|minister|pfron|narodow\w+|krajow\w+|panstwow\w+|"
    r"unia|ue|efs|rzad\w*|lasy panstwowe)\b"
)
_WIDE = ("regional", "national")


@dataclass(frozen=True, slots=True)
class Hosts:
    """Partners by side, each in the order of the record."""

    authorities: tuple[Partner, ...]
    organisations: tuple[Partner, ...]
    others: tuple[Partner, ...]


def hosts_of(practice: Practice) -> Hosts:
    """The partners of a practice as hosts."""
    sides: dict[str, list[Partner]] = {"authorities": [], "organisations": [], "others": []}
    for partner in practice.partners:
        sides[_side(partner, practice)].append(partner)
    return Hosts(tuple(sides["authorities"]), tuple(sides["organisations"]), tuple(sides["others"]))


def is_voivodeship(partner: Partner) -> bool:
    """Whether a partner is the self-government of a voivodeship, by its names."""
    return partner.sector == "public" and _VOIVODESHIP.search(_name(partner)) is not None


def _name(partner: Partner) -> str:
    """The name as it is compared, without the voivodeship in which a body lies."""
    return _WHERE.sub("", fold(partner.name))


def _side(partner: Partner, practice: Practice) -> str:
    if partner.sector == "ngo":
        return "others" if partner.role == "funder" else "organisations"
    if partner.sector != "public":
        return "others"
    name = _name(partner)
    if is_voivodeship(partner):
        only_paid = partner.role == "funder" and practice.reach not in _WIDE and _WITH_LOCAL.search(name) is None
        return "others" if only_paid else "authorities"
    if _SURELY_LOCAL.search(name):
        return "authorities"
    if _BEYOND.search(name):
        own = partner.role != "funder" and practice.reach in _WIDE and _in_a_city(practice)
        return "authorities" if own else "others"
    return "authorities" if _LOCAL.search(name) else "others"


def _in_a_city(practice: Practice) -> bool:
    """Whether a place of the practice is a city with the rights of a powiat, as all seats of voivodeships are."""
    powiats = (gazetteer().powiats.get(area.powiat_code or "") for area in practice.areas)
    return any(powiat is not None and powiat.is_city for powiat in powiats)
