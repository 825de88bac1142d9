"""All pages. They make the same calls as the API."""

from __future__ import annotations

from fastapi import APIRouter

from search_api.web.routes import (
    about,
    api,
    briefings,
    discovery,
    display,
    home,
    lists,
    maps,
    own_place,
    plan_files,
    plan_program,
    plans,
    proposing,
    receipts,
    records,
    reviewing,
    search,
    signing_in,
    visit_files,
    visits,
)

router = APIRouter()
for module in (
    home,
    search,
    maps,
    briefings,
    own_place,
    records,
    lists,
    plans,
    plan_files,
    plan_program,
    visits,
    visit_files,
    proposing,
    receipts,
    reviewing,
    api,
    about,
    discovery,
    display,
    signing_in,
):
    router.include_router(module.router)
