"""From a checked request to a visit: the same steps for the API, the pages and the files. Nothing is kept."""

from __future__ import annotations

from search_api.planning.visits.osrm import Osrm
from search_api.planning.visits.planning import plan_visit
from search_api.planning.visits.request import VisitRequest
from search_api.planning.visits.result import VisitPlan
from search_api.planning.visits.travel import Estimates, Travel
from search_api.searching.engine import Engine
from search_api.settings import Settings


def planned(request: VisitRequest, engine: Engine, settings: Settings) -> VisitPlan:
    """The visit. Travel times are those of the routing server that the settings name, else estimates."""
    travel: Travel = Estimates(request.means)
    if settings.routes_url is not None:
        travel = Osrm(settings.routes_url, request.means)
    return plan_visit(request, engine, travel)
