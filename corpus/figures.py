"""Figures of results in Polish text, apart from the numbers that say when, how long, how old and for how much.

"W 2015 r. z zajęć skorzystało 120 osób" holds one figure, "W 2015 r. po raz trzeci, przez 5 dni, za 20 tys. zł" none.
"""

from __future__ import annotations

import re

_MONTHS = (
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    "styczniu|lutym|marcu|kwietniu|maju|czerwcu|lipcu|sierpniu|wrześniu|październiku|listopadzie|grudniu"
)
_DIGITS = r"\d{1,3}(?:[  ]\d{3}){1,4}|\d{1,12}"
_NUMBER = rf"(?:{_DIGITS})(?:,\d{{1,4}})?"
_SCALE = r"(?:tys\.?|tysi(?:ące|ąca|ęcy)|mln|mld|miliona|miliony|milion[óo]w|milion)"
_COUNTED = (
    r"os[oó]b|mieszka|uczestni|dzie|uczni|drzew|krzew|sztuk|ton|godzin|podpis|głos|egzemplarz|rodzin|wolontariusz|"
    r"pacjent|kobiet|senior|kilomet|km\b|metr|m²|m kw|porad|posiłk|paczek|zwierz|wniosk|tys|mln"
)
_SMALL = (
    r"dw(?:a|ie|aj|óch|u|oje|ojga|oma|iema|óm)|trzy|trzech|trzej|troje|trojga|trzem|trzema|czter(?:y|ech|ej|em|ema)|"
    r"czworo|czworga|pię(?:ć|ciu|cioro|ciorga)|sześ(?:ć|ciu|cioro|ciorga)|siedem|siedmiu|siedmioro|osiem|ośmiu|ośmioro|"
    r"dziewię(?:ć|ciu|cioro)|dziesię(?:ć|ciu|cioro)"
)
_LARGE = (
    r"(?:jede|dwa|trzy|czter|pięt|szes|siedem|osiem|dziewięt)(?:naście|nastu|naścioro)|"
    r"(?:dwa|trzy|czter)(?:dzieści|dziestu|dzieścioro)|dwudziestu|czterdzieści|"
    r"(?:pięć|sześć|siedem|osiem|dziewięć)(?:dziesiąt|dziesięciu)|(?:pięć|sześć|siedm|ośm|dziewięć)dziesięciu|"
    r"sto|stu|dwieście|dwustu|trzysta|trzystu|czterysta|czterystu|(?:pięć|sześć|siedem|osiem|dziewięć)set|"
    r"(?:pięciu|sześciu|siedmiu|ośmiu|dziewięciu)set"
)
_WORD_NUMBER = rf"(?:{_SMALL}|{_LARGE})"
_ANY_NUMBER = rf"(?:{_NUMBER}|{_WORD_NUMBER})"
_RANGE = rf"{_ANY_NUMBER}(?:\s?(?:[–-]|do|i|lub|albo|,)\s?{_ANY_NUMBER})?"

# Each pattern blanks numbers that are no results, in this order. Every repetition is bounded: linear time.
_NOT_RESULTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"„[^”]{0,200}”",  # names: „60 minut dla zdrowia”
        rf"\b\d{{1,2}}(?:\s?[–-]\s?\d{{1,2}})?\.?\s(?:{_MONTHS})\b",  # 24 lutego
        r"\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{4}-\d{2}-\d{2}\b",
        rf"\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:(?:19|20)?\d\d))?\b(?!\s(?:{_COUNTED}))",  # 2013–2017, 2009/2010
        r"\b\d{1,2}[.:]\d{1,2}\b",  # 16.16, formuła 2.0
        r"\b\d{1,4}\.(?=\s[a-ząćęłńóśźż])",  # 15. edycja
        r"\b(?:nr|numer\w{0,3}|art\.|ust\.|pkt|poz\.|ul\.|§)\s?\d{1,5}\w?",
        r"\b[^\W\d_]{1,20}-?\d{1,6}\b|\b\d{1,4}[a-z]\b|\b\d{1,3}\s?\+",  # covid-19, 3D, 60+
        rf"\b(?:{_RANGE})\s(?:lat|lata|latach|latami|rok|roku|roczn\w{{1,6}}|miesi\w{{1,7}}|tygodn\w{{1,4}}|dni|dniach|dniami)\b",
        r"\bw wieku (?:od )?\d{1,3}(?:\s?(?:[–-]|do)\s?\d{1,3})?",
        rf"\b(?:{_RANGE})\s(?:raz|razy)\s(?:w|na)\s(?:roku|rok|tygodniu|tydzień|miesiącu|miesiąc)\b",
        r"\b(?:od|do|o|godz\.|godzin\w{0,4})\s\d{1,2}\s(?:do\s\d{1,2}\s)?(?:rano|po południu|wieczorem|w nocy)",
        rf"\b(?:{_RANGE})\sgodzin\w{{0,2}}\s(?:dziennie|tygodniowo)\b",
        rf"\b{_ANY_NUMBER}\s(?:edycj\w{{1,3}}|stron(?:y|ach)?)\b",
    )
)
_MONEY = re.compile(
    rf"\b(?:{_NUMBER}(?:\s{_SCALE})?\s?(?:[–-]|do|i|oraz|a|po|lub)\s?)?"
    rf"(?:{_ANY_NUMBER}|ćwierć|pół)(?:\s{_SCALE})?\s(?:zł|złot\w{{1,4}}|pln|euro|eur|dolar\w{{1,3}}|funt\w{{1,3}}|mare?k)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    rf"\b{_NUMBER}\b|\b{_WORD_NUMBER}\b|\b(?:podwoi|potroi)\w{{1,4}}\b",
    re.IGNORECASE,
)


def money(text: str) -> tuple[str, ...]:
    """Amounts of money as they stand in the text: "130 tys. zł"."""
    return tuple(match.group() for match in _MONEY.finditer(text))


def figures(text: str, *, with_money: bool = False) -> tuple[str, ...]:
    """Numbers that measure a result, in digits or words from two up, as they stand in the text.

    Left out: dates, years, hours, ages, spans of time, ordinals, references, names in Polish quotation marks, vague words
    (kilka, kilkanaście, setki). Amounts of money count only `with_money`.
    """
    for pattern in _NOT_RESULTS:
        text = pattern.sub(_blank, text)
    if not with_money:
        text = _MONEY.sub(_blank, text)
    return tuple(match.group() for match in _FIGURE.finditer(text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
