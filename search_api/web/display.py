"""How a person wants pages to look: contrast, text size, light or dark. Kept in a cookie, nothing else depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from fastapi import Request

COOKIE = "wyglad"

Contrast = Literal["normal", "black-on-white", "yellow-on-black"]
Size = Literal["100", "125", "150"]  # per cent of the browser's own text size
Theme = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Display:
    """The choices as they stand in the attributes data-contrast, data-size and data-theme of the page."""

    contrast: Contrast = "normal"
    size: Size = "100"
    theme: Theme = "system"

    @property
    def cookie(self) -> str:
        """The choices as one value of a cookie."""
        return f"{self.contrast}.{self.size}.{self.theme}"


# In the order in which the buttons stand
CHOICES: Mapping[str, tuple[str, ...]] = {
    "size": get_args(Size),
    "contrast": get_args(Contrast),
    "theme": get_args(Theme),
}
_ORDER = ("contrast", "size", "theme")


def of_request(request: Request) -> Display:
    """The choices of the cookie; what is not a choice counts as not made."""
    parts = request.cookies.get(COOKIE, "").split(".")
    return changed(Display(), dict(zip(_ORDER, parts, strict=False)))


def changed(display: Display, wanted: Mapping[str, str]) -> Display:
    """`display` with the choices of `wanted` that exist."""
    known = {name: wanted[name] for name, values in CHOICES.items() if wanted.get(name) in values}
    return replace(display, **known)  # type: ignore[arg-type]
