"""What stands around every page: menus, the switches, the reader's own place, list and session."""

from __future__ import annotations

from fastapi import Request

from search_api.access.signed_in import session_of
from search_api.web import display, own_place, short_list

LONGEST_HERE = 2000  # characters of an address to come back to that a page may hold in many forms
LONGEST_ADDRESS = 8000  # the same for the one form of the header
START = "/"
BROWSE = "/szukaj"

# Address and name in the catalogue, in the order of the page
MENU = (
    (START, "search"),
    (BROWSE, "browse"),
    ("/mapa", "map"),
    ("/plan", "plan"),
    ("/wizyta", "visit"),
    ("/lista", "list"),
    ("/dodaj", "add"),
    ("/o-serwisie", "about"),
)
ABOUT = (
    ("/o-serwisie", "about"),
    ("/o-serwisie/ranking", "ranking"),
    ("/o-serwisie/stopnie-sprawdzenia", "evidence"),
    ("/o-serwisie/zrodla", "sources"),
    ("/o-serwisie/prywatnosc", "privacy"),
    ("/deklaracja-dostepnosci", "accessibility"),
    ("/api", "api"),
)
FOOTER = (*ABOUT, ("/przeglad", "review"))


def of_request(request: Request) -> dict[str, object]:
    """The names that every template finds: see base.html."""
    return {
        "path": request.url.path,
        "here": here(request, LONGEST_HERE),
        "address": here(request, LONGEST_ADDRESS),
        "menu_here": menu_here(request),
        "display": display.of_request(request),
        "own": own_place.of_request(request),
        "listed": frozenset(short_list.of_request(request)),
        "session": session_of(request),
    }


def here(request: Request, longest: int) -> str:
    """Path and query of this page, for forms that come back to it; the path alone when the address is longer."""
    path, query = request.url.path, request.url.query
    address = f"{path}?{query}" if query else path
    return address if len(address) <= longest else path


def menu_here(request: Request) -> str | None:
    """The entry of the menu to which the page belongs; the results of a search belong to searching."""
    path = request.url.path
    if path == BROWSE and request.query_params.get("q"):
        return START
    return next((address for address, _ in reversed(MENU) if path == address or path.startswith(f"{address}/")), None)
