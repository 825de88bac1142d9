"""All pages. They make the same calls as the API."""

from __future__ import annotations

from fastapi import APIRouter

from search_api.web.routes import (
    about,
    api,
    discovery,
    display,
    home,
    lists,
    maps,
    own_place,
    proposing,
    records,
    reviewing,
    search,
    signing_in,
)

router = APIRouter()
for module in (
    home,
    search,
    maps,
    own_place,
    records,
    lists,
    proposing,
    reviewing,
    api,
    about,
    discovery,
    display,
    signing_in,
):
    router.include_router(module.router)
