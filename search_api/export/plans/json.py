"""The plan as JSON in UTF-8: PlanAnswer, the schema of POST /api/v1/plans."""

from __future__ import annotations

from search_api.export.plans.about import PlanAbout
from search_api.planning.plan import Plan
from search_api.plans.presenting import plan_answer
from search_api.web.texts import Texts

MEDIA_TYPE = "application/json"


def answer(plan: Plan, about: PlanAbout, t: Texts) -> bytes:
    """The whole plan, however many needs it has."""
    return plan_answer(plan, about.made, about.base, t).model_dump_json().encode()
