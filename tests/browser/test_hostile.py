"""Texts that try to be more than text: in a record, a document, a query, a cookie, a form. They show as text and nothing runs."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_types import FULL_ID, sign_in
from tests.browser.site import HOSTILE_ID, Site

ATTACK = "<script>window.owned = 1</script><img src=x onerror=window.owned=1>\"'><svg onload=window.owned=1>"
TURNED = "\u202eyzroines\u202c sen\u200bior\ufeffzy"
TITLE = "<script>window.owned = 1</script>"


def nothing_ran(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.owned") is None
    # What the attack would have made is not there either
    assert page.locator("img[src='x'], svg[onload], [onmouseover], a[href^='javascript:']").count() == 0


@pytest.mark.parametrize(
    "address",
    [
        f"/praktyki/{HOSTILE_ID}",
        "/szukaj?q=klub+pod+ostrza%C5%82em",
        "/mapa?q=klub+pod+ostrza%C5%82em",
        f"/lista?id={HOSTILE_ID}&id={FULL_ID}",
        f"/porownanie?id={HOSTILE_ID}&id={FULL_ID}",
    ],
)
def test_a_hostile_record_shows_as_text(page: Page, site: Site, address: str) -> None:
    page.goto(address)

    expect(page.locator("body")).to_contain_text(TITLE)
    nothing_ran(page)


@pytest.mark.parametrize(
    "address",
    ["/szukaj?q={}", "/mapa?q={}", "/moja-gmina?nazwa={}", "/lista?id={}", "/porownanie?id={}", "/praktyki/{}"],
)
@pytest.mark.parametrize("text", [ATTACK, TURNED], ids=["markup", "direction"])
def test_a_hostile_address_shows_as_text_or_not_at_all(page: Page, site: Site, address: str, text: str) -> None:
    page.goto(address.format(quote(text, safe="")))

    nothing_ran(page)
    assert "\u202e" not in page.locator("main").inner_text()


def test_hostile_cookies_are_passed_over(page: Page, site: Site) -> None:
    for name in ("lista", "moje_miejsce", "wyglad", "sesja"):
        page.context.add_cookies([{"name": name, "value": quote(ATTACK, safe=""), "url": site.address}])

    for address in ("/", "/lista", "/moja-gmina", "/szukaj?q=seniorzy", f"/praktyki/{FULL_ID}"):
        page.goto(address)
        nothing_ran(page)


def test_a_hostile_proposal_shows_as_text_when_it_is_refused(page: Page, site: Site) -> None:
    page.goto("/dodaj")
    for field in page.locator("main textarea").all():
        field.fill(f"{ATTACK} {TURNED}")
    # Three seconds are the least that a person takes
    page.wait_for_timeout(3500)
    page.locator("main form[data-practice] button[value=check]").last.click()

    nothing_ran(page)
    assert TITLE in page.locator("main textarea").first.input_value()


def test_a_proposal_is_previewed_sent_and_reviewed_without_anything_running(page: Page, site: Site) -> None:
    # Given somebody who proposes a practice with an attack in every text
    page.goto("/dodaj")
    for field in page.locator("main textarea").all():
        field.fill(f"Seniorzy ze wsi siedzieli sami w domach. {ATTACK}")
    page.locator("main [name=title]").fill(f"Klub {ATTACK}"[:150])
    page.locator("main [name=place]").fill("Rybnik")
    page.locator("main [name='partners.name']").first.fill(f"Gmina Rybnik {ATTACK}"[:200])
    page.wait_for_timeout(3500)

    page.locator("main form[data-practice] button[value=check]").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak to zapiszemy")
    nothing_ran(page)
    page.locator("main button[value=send]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dziękujemy")
    nothing_ran(page)

    # When a reviewer opens it
    sign_in(page, site)
    page.goto("/przeglad")
    nothing_ran(page)
    page.locator("main a[href*='/przeglad/zgloszenie']").first.click()

    # Then it is there as text
    page.wait_for_load_state()
    nothing_ran(page)
    assert TITLE in page.content().replace("&lt;", "<").replace("&gt;", ">")
