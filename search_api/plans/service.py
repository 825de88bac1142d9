"""From a checked request to matches and a plan: the same steps for the API and the page. Nothing is kept."""

from __future__ import annotations

from collections.abc import Callable

from search_api.planning.matching import NeedMatches, match
from search_api.planning.plan import Plan, plan
from search_api.plans.requests import Asked
from search_api.searching.engine import Engine
from search_api.settings import Settings


def matched(
    asked: Asked, engine: Engine, settings: Settings, progress: Callable[[int, int], None] | None = None
) -> tuple[NeedMatches, ...]:
    """The matches of all needs, within the time that the settings allow. `progress` is told how many of how many are done."""
    return match(
        asked.needs,
        asked.context,
        engine,
        per_need=asked.per_need,
        choices=asked.choices,
        seconds=settings.plan_seconds,
        progress=progress,
    )


def planned(
    asked: Asked, engine: Engine, settings: Settings, progress: Callable[[int, int], None] | None = None
) -> Plan:
    """The plan for the needs of a request."""
    return plan(matched(asked, engine, settings, progress), asked.context, engine)
