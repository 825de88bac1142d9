"""One server and one browser for all tests of this folder; skipped, with the reason, where no Chromium is installed.

They end with the folder, not with the session: as long as the browser runs, no other test may start an event loop.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.site import Site, running_site
from tests.browser.watching import watched

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("witryna")) as running:
        yield running


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page with JavaScript that must end without a fault."""
    with watched(browser, site.address) as (opened, watch):
        yield opened
        assert watch.faults == []


@pytest.fixture
def plain_page(browser: Browser, site: Site) -> Iterator[Page]:
    """The same without JavaScript."""
    with watched(browser, site.address, java_script_enabled=False) as (opened, watch):
        yield opened
        assert watch.faults == []


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    return tmp_path
