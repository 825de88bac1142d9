"""All pages. They make the same calls as the API."""

from __future__ import annotations

from fastapi import APIRouter

from search_api.web.routes import api, home, records, search

router = APIRouter()
for module in (home, search, records, api):
    router.include_router(module.router)
