"""What the pages on the way to a plan show beside the state: faults in words, choices with labels, which files may be sent."""

from __future__ import annotations

from typing import get_args

from corpus import vocabulary
from corpus.gminas import Kind
from corpus.language import normalise
from search_api.planning.context import Size
from search_api.planning.need_limits import LONGEST_NEED, MOST_NEEDS
from search_api.planning.own import shown
from search_api.web.form_view import ShownFault
from search_api.web.plan_conditions import SHARED_TEXTS, TypedConditions
from search_api.web.plan_form import NeedsPage, Stepped
from search_api.web.texts import Texts

Choice = tuple[str, str]
_PARTS = {"text": "tekst", "weight": "waga"}


def need_messages(view: NeedsPage, t: Texts) -> dict[tuple[int, str], str]:
    """What is wrong with the rows of a page, by place on it and field."""
    return {
        (number, part): t(f"plan_pages.needs.problems.{fault}", most=_most(fault))
        for number, part, fault in view.faults
    }


def need_faults(view: NeedsPage, t: Texts) -> list[ShownFault]:
    """The same as lines of the box above the form."""
    return [
        ShownFault(f"{_PARTS[part]}-{view.first + number}", _named(view, number, t), message)
        for (number, part), message in need_messages(view, t).items()
    ]


def merge_fault(done: Stepped, t: Texts) -> ShownFault:
    """Why two needs were not joined."""
    message = t(f"plan_pages.needs.problems.{done.fault}", most=LONGEST_NEED)
    return ShownFault(f"tekst-{done.place + 1}", None, message)


def condition_faults(typed: TypedConditions, t: Texts) -> tuple[list[ShownFault], dict[str, str]]:
    """What is wrong with the conditions: lines of the box, and messages by field."""
    name = normalise(typed.place)[:60]
    wrong = {
        field: t(
            SHARED_TEXTS.get(fault, f"plan_pages.conditions.{'budget' if field == 'kwota' else 'own'}.{fault}"),
            name=name,
            town=typed.town,
        )
        for field, fault in typed.faults
    }
    first = {"gmina": "gmina_kod-1" if typed.candidates else "gmina", "kwota": "kwota"}
    return [ShownFault(first[field], None, message) for field, message in wrong.items()], wrong


def condition_values(t: Texts) -> dict[str, object]:
    """The choices of the form of conditions, with labels."""
    forms = vocabulary.load("cooperation_forms")
    return {
        "kinds": [(kind, t(f"own_place.kinds.{kind}")) for kind in get_args(Kind)],
        "sizes": [(size, t(f"plan.context.size_classes.{size}")) for size in get_args(Size)],
        "forms": [(code, forms.label(code, t.language)) for code in forms.codes],
        "place_told": shown,
    }


def _named(view: NeedsPage, number: int, t: Texts) -> str:
    kind = t(f"plan_pages.needs.kinds.{view.rows[number].kind}")
    return t("plan_pages.needs.named", kind=kind, number=view.first + number)


def _most(fault: str) -> int:
    return MOST_NEEDS if fault == "too_many" else LONGEST_NEED
