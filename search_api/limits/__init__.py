"""The limits of one server, put around the application: each answers what it turns away by itself."""

from __future__ import annotations

from collections.abc import Collection

from fastapi import FastAPI

from search_api import uploads
from search_api.limit_settings import networks
from search_api.limits.bodies import BodyLimit, BodyRules
from search_api.limits.crowds import CrowdLimit
from search_api.limits.heads import HeadLimit
from search_api.limits.rates import RateLimit, Rates
from search_api.limits.turns import TurnLimit, TurnRules
from search_api.settings import Settings


def install(app: FastAPI, settings: Settings, upload_paths: Collection[str]) -> None:
    """Adds the limits of `settings`, from the one next to the application to the one that is asked first."""
    exempt = networks(settings.rate_exempt)
    uploads.take(settings.max_upload_bytes, settings.uploads_at_once)
    app.add_middleware(
        TurnLimit,
        rules=TurnRules(settings.max_at_work, settings.request_seconds, settings.upload_seconds, upload_paths),
    )
    app.add_middleware(
        BodyLimit,
        rules=BodyRules(
            most_bytes=settings.max_body_bytes,
            upload_bytes=settings.max_upload_bytes,
            uploads=upload_paths,
            uploads_at_once=settings.uploads_at_once,
            seconds=settings.body_seconds,
            bytes_per_second=settings.body_bytes_per_second,
        ),
    )
    app.add_middleware(
        CrowdLimit,
        most=settings.max_at_work + settings.max_waiting,
        of_one=settings.max_per_client,
        exempt=exempt,
    )
    app.add_middleware(HeadLimit, address_bytes=settings.address_bytes, headers=settings.max_headers)
    rates = Rates(settings.rate_per_minute, settings.rate_burst) if settings.rate_per_minute else None
    app.add_middleware(RateLimit, rates=rates, exempt=exempt)
