"""The check of a programme as sentences of the catalogue, in the language of the reader."""

from __future__ import annotations

from corpus import vocabulary
from search_api.fit.words import day
from search_api.labels import label
from search_api.planning.programme_elements import NAME
from search_api.planning.programme_result import DutyCheck, ElementCheck, Lack, ProgrammeCheck
from search_api.settings import Language
from search_api.web.texts import Texts


def summary(check: ProgrammeCheck, t: Texts) -> tuple[str, ...]:
    """What the document is, how that shows, and for which years; why it is no programme."""
    kind = t(f"programme.kinds.{check.kind}")
    if check.reason is not None:
        return t(f"programme.reasons.{check.reason}"), kind
    years = check.years
    told = "none" if not years else "one" if len(years) == 1 else "many"
    when = t(f"programme.years.{told}", first=years[0], last=years[-1]) if years else t("programme.years.none")
    shown = "" if check.shown is None else t(f"programme.shown.{check.shown}")
    return tuple(filter(None, (kind, shown, when)))


def element_label(code: str, language: Language) -> str:
    """The name of an element."""
    return vocabulary.load(NAME).label(code, language)


def sentences(element: ElementCheck, t: Texts) -> tuple[str, ...]:
    """What is weak about an element, what a present one could still tell, or that it is missing."""
    if element.status == "missing":
        return (t("programme.mentioned" if element.mentions else "programme.missing"),)
    return (
        *(_lack(one, "lacking", t) for one in element.lacking),
        *(_lack(one, "advice", t) for one in element.advice),
    )


def duty_sentences(duty: DutyCheck, t: Texts) -> tuple[str, ...]:
    """What the act asks, and what the document says."""
    key = f"programme.duties.{duty.duty}"
    told = ", ".join(day(one, t.language) for one in duty.told)
    if duty.kept == "no_duty":
        return (t(f"{key}.no_duty"), *((t(f"{key}.told", told=told),) if told else ()))
    said = "told" if duty.duty == "adoption" and duty.kept == "not_told" and told else duty.kept
    return _due(duty, key, t), t(f"{key}.{said}", told=told)


def small_print(check: ProgrammeCheck, t: Texts) -> str:
    """What the check does not judge, and the text of the act."""
    return t("programme.small_print", legal_state=check.legal_state)


def _due(duty: DutyCheck, key: str, t: Texts) -> str:
    if not duty.due:
        return t(f"{key}.due_unknown")
    first, last = (day(one, t.language) for one in (duty.due[0], duty.due[-1]))
    return t(f"{key}.due", due=first) if first == last else t(f"{key}.due_many", due=first, last=last)


def _lack(lack: Lack, kind: str, t: Texts) -> str:
    code = "no_forms" if lack.code == "forms" and not lack.values else lack.code
    return t(f"programme.{kind}.{code}", values=", ".join(_value(lack, one, t.language) for one in lack.values))


def _value(lack: Lack, value: str, language: Language) -> str:
    return label("legal_forms", value, language) if lack.code == "forms" else value
