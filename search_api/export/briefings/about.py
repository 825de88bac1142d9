"""What a file of a briefing says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from search_api.briefings.links import area_address
from search_api.export.jsonld import PROJECT_LICENCE, PROJECT_LICENCE_NAME
from search_api.planning.briefing import Briefing
from search_api.web.texts import Texts


@dataclass(frozen=True, slots=True)
class BriefingAbout:
    """`made` is the day on which the base was asked, `base` the address of this site without a slash at the end."""

    made: date
    base: str
    snapshot: str

    def whole(self, address: str) -> str:
        """The whole address of a page of this site."""
        return f"{self.base}{address}"


def facts_of_briefing(briefing: Briefing, about: BriefingAbout, t: Texts) -> tuple[tuple[str, str], ...]:
    """Pairs of a name and a value: the sheet of a workbook, the last section of a document."""
    area = briefing.area
    facts = (
        ("area", area.name),
        ("code", area.code),
        ("made", about.made.isoformat()),
        ("address", about.whole(area_address(area))),
        ("practices", str(len(briefing.practices))),
        ("licence", t("export.terms", name=PROJECT_LICENCE_NAME, address=PROJECT_LICENCE)),
        ("snapshot", about.snapshot),
    )
    return tuple((t(f"briefing.facts.{key}"), value) for key, value in facts)
