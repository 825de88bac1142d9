"""The switches of contrast, text size and colours: kept in the browser, back to the same page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from search_api.web import display
from search_api.web.posting import FromOwnSite, back, local_address

KEPT_SECONDS = 365 * 24 * 60 * 60

router = APIRouter()


@router.post("/wyglad", name="change_display")
def change_display(
    request: Request,
    _from_own_site: FromOwnSite,
    contrast: Annotated[str, Form()] = "",
    size: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
    here: Annotated[str, Form()] = "/",
) -> Response:
    """Keeps the one choice that the pressed button sends, and leads back to that button."""
    asked = {"contrast": contrast, "size": size, "theme": theme}
    pressed = [f"#wyglad-{name}-{value}" for name, value in asked.items() if value in display.CHOICES[name]]
    response = back(local_address(here).partition("#")[0] + "".join(pressed[:1]))
    response.set_cookie(
        display.COOKIE,
        display.changed(display.of_request(request), asked).cookie,
        max_age=KEPT_SECONDS,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return response
