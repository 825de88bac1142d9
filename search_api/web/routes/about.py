"""Pages about the service: for whom it is, how it ranks, evidence, sources, privacy, accessibility."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from corpus import vocabulary
from search_api import public_address
from search_api.dependencies import SettingsNeeded
from search_api.web import operator, pages
from search_api.web.frame import ABOUT
from search_api.web.measured import MeasuredSet, measured

MEASURES = ("recall", "ndcg_served", "wrongly_empty", "told_empty")

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure over all sets of needs, in whole per cent; `percents` stand in the order of the sets."""

    name: str
    percents: tuple[int, ...]

    @property
    def lowest(self) -> int:
        return min(self.percents)

    @property
    def highest(self) -> int:
        return max(self.percents)


def _about(request: Request, template: str, topic: str, **values: object) -> Response:
    return pages.render(request, f"about/{template}.html", {"topic": topic, "about_menu": ABOUT} | values)


@router.get("/o-serwisie", name="about_page")
def about(request: Request) -> Response:
    """What this is and for whom."""
    return _about(request, "index", "about.index")


@router.get("/o-serwisie/ranking", name="ranking_page")
def ranking(request: Request) -> Response:
    """How the order comes about, and how good it was measured to be."""
    found = measured()
    return _about(
        request,
        "ranking",
        "about.ranking",
        measured=found,
        needs=sum(one.needs for one in found.sets),
        answerable=sum(one.answerable for one in found.sets),
        measures=[Measure(name, tuple(_percent(one, name) for one in found.sets)) for name in MEASURES],
    )


@router.get("/o-serwisie/stopnie-sprawdzenia", name="evidence_page")
def evidence(request: Request) -> Response:
    """The ladder from an announcement to results confirmed from outside."""
    return _about(request, "evidence", "about.evidence", levels=vocabulary.load("evidence_levels").codes)


@router.get("/o-serwisie/zrodla", name="sources_page")
def sources(request: Request) -> Response:
    """Where content, maps, language data and software come from."""
    return _about(request, "sources", "about.sources")


@router.get("/o-serwisie/prywatnosc", name="privacy_page")
def privacy(request: Request, settings: SettingsNeeded) -> Response:
    """What is kept, where, and how to have it removed."""
    found = operator.of_settings(settings)
    return _about(request, "privacy", "about.privacy", operator=found, variables=found.unset(operator.CONTACTS))


@router.get("/deklaracja-dostepnosci", name="statement_page")
def statement(request: Request, settings: SettingsNeeded) -> Response:
    """The accessibility statement that public bodies owe by law, with the ids that its model asks for."""
    found = operator.of_settings(settings)
    return _about(
        request,
        "statement",
        "statement",
        operator=found,
        variables=found.unset(operator.STATEMENT),
        site=public_address.of_request(request, settings),
    )


def _percent(one: MeasuredSet, name: str) -> int:
    share: float = getattr(one, name)
    return round(share * 100)
