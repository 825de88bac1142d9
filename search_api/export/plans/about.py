"""What a file of a plan says about itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from search_api.export.jsonld import PROJECT_LICENCE, PROJECT_LICENCE_NAME
from search_api.plans.words import PlanWords
from search_api.web.texts import Texts


@dataclass(frozen=True, slots=True)
class PlanAbout:
    """`made` is the day on which the base was asked, `base` the address of this site without a slash at the end."""

    made: date
    base: str
    snapshot: str


def facts_of_plan(about: PlanAbout, words: PlanWords, t: Texts) -> tuple[tuple[str, str], ...]:
    """Pairs of a name and a value: the sheet of a workbook, the last section of a document."""
    return (
        (t("plan.about.made"), about.made.isoformat()),
        *words.context,
        (t("plan.about.licence"), t("export.terms", name=PROJECT_LICENCE_NAME, address=PROJECT_LICENCE)),
        (t("plan.about.address"), about.base),
        (t("plan.about.base"), about.snapshot),
    )


def cited(numbers: Iterable[int]) -> str:
    """Numbers of sources as they stand after a claim: "[1, 3]"."""
    return f"[{', '.join(str(number) for number in numbers)}]"
