"""The statements of a comparison as sentences of the catalogue, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus import vocabulary
from corpus.gminas import register
from corpus.practice import Practice
from search_api.labels import NARROW_SPACE, label, subregion_label
from search_api.planning.context_fit import VERDICTS, Amount, Fit, Named, Sized, Statement, Verdict, compare
from search_api.planning.own import OwnPlace
from search_api.settings import Language
from search_api.web.texts import Texts, plural_form
from search_api.web.wording import money

MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Group:
    """The sentences of one verdict."""

    verdict: Verdict
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FitWords:
    """A comparison in words, as the page shows it."""

    groups: tuple[Group, ...]
    small_print: str


def fit_words(practice: Practice, own: OwnPlace | None, t: Texts) -> FitWords | None:
    """The comparison of a practice with the reader's own place; None when no place is chosen."""
    if own is None:
        return None
    fit = compare(practice, own)
    groups = tuple(Group(verdict, tuple(sentence(one, t) for one in fit.of(verdict))) for verdict in VERDICTS)
    return FitWords(groups, small_print(t))


def small_print(t: Texts) -> str:
    """Where the facts come from and as of when."""
    state = vocabulary.load("legal_forms").legal_state or ""
    listed, counted = day(register().listed, t.language), day(register().counted, t.language)
    return t("fit.small_print", listed=listed, counted=counted, legal_state=state)


def sentences(fit: Fit, t: Texts) -> tuple[tuple[Statement, str], ...]:
    """Every statement with its sentence."""
    return tuple((statement, sentence(statement, t)) for statement in fit.statements)


def sentence(statement: Statement, t: Texts) -> str:
    """One statement as a sentence."""
    key = f"fit.reasons.{statement.aspect}.{statement.reason}"
    words, number = _words(statement, t)
    counted = isinstance(t.tree(key), Mapping)
    return t(f"{key}.{plural_form(number, t.language)}" if counted else key, **words)


def day(when: date, language: Language) -> str:
    """A day as figures: "1.01.2026" in Polish, "2026-01-01" in English."""
    return f"{when.day}.{when:%m.%Y}" if language == "pl" else when.isoformat()


def whole_number(number: int) -> str:
    """12345 -> "12 345"."""
    return f"{number:,}".replace(",", NARROW_SPACE)


def _words(statement: Statement, t: Texts) -> tuple[dict[str, str], int]:
    """What fills the sentence, and the number by which its form is chosen: how many things the values list."""
    words: dict[str, str] = {}
    number = 1
    for name, value in statement.values.items():
        if isinstance(value, tuple):
            number = len(value)
            words[name] = _listed([_item(statement, one, t) for one in value], t)
        elif isinstance(value, float):
            words[name] = money(value)
        elif isinstance(value, int):
            words[name] = whole_number(value)
        else:
            words[name] = _text(statement, name, value)
    if statement.aspect == "kind" and "kind" in words:
        kind, own_kind = str(statement.values["kind"]), str(statement.values["own_kind"])
        words |= {"kind": t(f"fit.kinds.{kind}"), "kinds": t(f"fit.kinds_many.{kind}")}
        words["own_kind"] = t(f"fit.kinds.{own_kind}")
    if statement.aspect == "form":
        form = str(statement.values["form"])
        named = label("cooperation_forms", form, t.language)
        words |= {"label": named[:1].upper() + named[1:], "law": t(f"fit.law.{form}")}
    return words, number


def _item(statement: Statement, value: object, t: Texts) -> str:
    match value:
        case Sized(name, population):
            return t("fit.sized", name=name, population=whole_number(population))
        case Named(name, code):
            return t("fit.partner", name=name, role=label("roles", code, t.language))
        case Amount(name, amount):
            return t("fit.amount", name=name, amount=money(amount))
    text = str(value)
    if statement.aspect == "record":
        return label("completeness", text, t.language)
    return _text(statement, "subregions", text) if text.startswith("nuts:") else text


def _text(statement: Statement, name: str, value: str) -> str:
    if statement.aspect == "region" and name in ("own", "subregions") and value.startswith("nuts:"):
        return subregion_label(value).removeprefix("podregion ")
    return value


def _listed(items: Sequence[str], t: Texts) -> str:
    shown = ", ".join(items[:MOST_NAMES])
    left = len(items) - MOST_NAMES
    return t("fit.more", names=shown, count=left) if left > 0 else shown
