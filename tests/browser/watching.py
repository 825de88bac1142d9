"""A browser page that notes what it should never do: ask elsewhere, miss a file, break the security policy, fail in a script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Dialog, Page, Response, Route


@dataclass
class Watch:
    """Faults in the order in which they came: the same list as the tests compare with an empty one."""

    address: str
    faults: list[str] = field(default_factory=list)
    bytes_of: dict[str, int] = field(default_factory=dict)

    def on(self, page: Page) -> None:
        """Begins to watch a page. Everything that is not this site is refused, as on a computer without a network."""
        page.context.route("**/*", self._route)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("dialog", self._dialog)
        page.on("response", self._response)

    def _route(self, route: Route) -> None:
        wanted = urlsplit(route.request.url)
        if wanted.scheme in ("data", "blob") or wanted.netloc == urlsplit(self.address).netloc:
            route.continue_()
            return
        self.faults.append(f"asked elsewhere: {route.request.url}")
        route.abort()

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _console(self, kind: str, text: str) -> None:
        # A page of an error is a failed load in the words of the console.
        if kind == "error" and "Failed to load resource" not in text:
            self.faults.append(f"console: {text}")

    def _response(self, response: Response) -> None:
        path = urlsplit(response.url).path
        if response.status >= 400 and path.startswith("/static/"):
            self.faults.append(f"missing: {response.url} ({response.status})")
        if response.status >= 500:
            self.faults.append(f"failed: {response.url} ({response.status})")
        self.bytes_of[response.url] = int(response.headers.get("content-length", 0))


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[tuple[Page, Watch]]:
    """A page in a context of its own, with the Polish of an office browser; options are those of the context."""
    context = browser.new_context(**{"base_url": address, "locale": "pl-PL", **options})
    context.set_default_timeout(15_000)
    watch = Watch(address)
    try:
        page = context.new_page()
        watch.on(page)
        yield page, watch
    finally:
        context.close()
