"""What a page costs a reader, measured as Lighthouse does on a slow phone: bytes, requests, paints, shifts, blocked time.

    python -m tests.browser.page_figures

Conditions are those of Lighthouse's mobile profile: 1.6 Mbit/s down, 150 ms a round trip, a processor four times slower,
360 x 640 pixels, an empty cache. Each figure is the median of RUNS visits to a server of this machine over the starter base.
FCP and LCP are the first and the largest contentful paint, CLS the sum of layout shifts, TBT the time beyond 50 ms of tasks
that hold up the page until it is idle (https://web.dev/articles/vitals).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, sync_playwright

from tests.browser.site import running_site

RUNS = 5
DOWN_BYTES_A_SECOND = 1.6e6 / 8
ROUND_TRIP_MS = 150
SLOWER = 4
PAGES = ("/", "/szukaj?q=samotni+seniorzy+na+wsi", "/mapa", "/praktyki/{practice}", "/dodaj", "/o-serwisie")

_OBSERVE = """
window.figures = {lcp: 0, cls: 0, tbt: 0};
const watch = (type, see) => new PerformanceObserver(list => list.getEntries().forEach(see)).observe({type, buffered: true});
watch('largest-contentful-paint', entry => { window.figures.lcp = entry.startTime; });
watch('layout-shift', entry => { if (!entry.hadRecentInput) window.figures.cls += entry.value; });
watch('longtask', entry => { window.figures.tbt += Math.max(0, entry.duration - 50); });
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """Times in milliseconds; `bytes` as they went over the wire, headers included."""

    bytes: float
    requests: float
    fcp: float
    lcp: float
    cls: float
    tbt: float


def visit(browser: Browser, address: str) -> Visit:
    """One visit with an empty cache under the conditions above."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, locale="pl-PL")
    try:
        page = context.new_page()
        session = context.new_cdp_session(page)
        received = _counted(session)
        session.send("Network.enable")
        session.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": ROUND_TRIP_MS,
                "downloadThroughput": DOWN_BYTES_A_SECOND,
                "uploadThroughput": DOWN_BYTES_A_SECOND,
            },
        )
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(_OBSERVE)
        page.goto(address, wait_until="networkidle")
        figures = page.evaluate("window.figures")
        fcp = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
        return Visit(sum(received), len(received), fcp, figures["lcp"], figures["cls"], figures["tbt"])
    finally:
        context.close()


def _counted(session: CDPSession) -> list[float]:
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    return received


def table(browser: Browser, address: str, paths: Sequence[str]) -> str:
    """The figures as a Markdown table."""
    lines = ["| page | kB | requests | FCP, s | LCP, s | CLS | TBT, ms |", "|---|---|---|---|---|---|---|"]
    for path in paths:
        visits = [visit(browser, f"{address}{path}") for _ in range(RUNS)]
        name = urlsplit(path).path
        values = {field: median(getattr(one, field) for one in visits) for field in Visit.__dataclass_fields__}
        lines.append(
            f"| `{name}` | {values['bytes'] / 1000:.0f} | {values['requests']:.0f} | {values['fcp'] / 1000:.2f}"
            f" | {values['lcp'] / 1000:.2f} | {values['cls']:.3f} | {values['tbt']:.0f} |"
        )
    return "\n".join(lines)


def main() -> int:
    path = shutil.which("chromium")
    if path is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        paths = [one.replace("{practice}", "staszow-dzialaj-lokalnie-farma-gminy-biznes") for one in PAGES]
        print(table(browser, site.address, paths))
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
