"""From topics to a study visit in a calendar: with scripts, without them, and by keyboard alone."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.page_types import VISIT_DAY, ask_for_visit
from tests.browser.site import Site
from tests.browser.test_tasks import Hand, user
from tests.browser.watching import watched

__all__ = ["user"]

TOPIC = "Samotni seniorzy na wsi nie mają gdzie się spotkać"
SLOW = 60_000  # ms: a visit is planned while other tests run


def taken(page: Page, hand: Hand, name: str, folder: Path) -> bytes:
    """The file behind the button of this name."""
    with page.expect_download(timeout=SLOW) as started:
        hand.follow(page.locator("main").get_by_role("button", name=name, exact=True))
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path.read_bytes()


def stops_of(page: Page) -> list[str]:
    """The titles of the stops in the order of the programme."""
    return page.locator(".visit-step--meeting h4 a").all_inner_texts()


def test_from_the_form_to_a_changed_visit_and_its_files(user: tuple[Page, Hand], tmp_path: Path) -> None:
    page, hand = user
    page.set_default_timeout(SLOW)

    hand.follow(page.get_by_role("link", name="Wizyta studyjna", exact=True))
    hand.write(page.get_by_role("textbox", name="Temat 1"), TOPIC)
    hand.write(page.get_by_role("textbox", name="Temat 2"), "fundusz sołecki i świetlice wiejskie")
    hand.write(page.get_by_role("textbox", name="Skąd wyruszacie"), "Rybnik")
    hand.follow(page.get_by_role("button", name="Ułóż wizytę", exact=True).last)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Wizyta studyjna: "), timeout=SLOW)
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^2 dni, \d+ spotka"))
    # Without a date there is nothing to put into a calendar, and the page says so
    expect(page.get_by_role("button", name="Kalendarz (ICS)")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("Kalendarz wymaga daty")

    # One condition is changed, the rest stays
    hand.follow(page.locator("summary", has_text="Zmień warunki"))
    hand.write(page.get_by_role("textbox", name="Pierwszy dzień wizyty"), VISIT_DAY)
    hand.follow(page.locator("#zmiana").get_by_role("button", name="Ułóż jeszcze raz", exact=True).last)
    expect(page.locator(".visit-day h3").first).to_have_text("Dzień 1: poniedziałek, 13 maja 2097", timeout=SLOW)
    expect(page.get_by_role("main")).to_contain_text(TOPIC)

    stops = stops_of(page)
    document = docx.Document(io.BytesIO(taken(page, hand, "Program (DOCX)", tmp_path)))
    text = "\n".join(
        [one.text for one in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    assert stops
    assert all(re.sub(r"^\d+\. ", "", stop) in text for stop in stops)
    assert "poniedziałek, 13 maja 2097" in text

    calendar = icalendar.Calendar.from_ical(taken(page, hand, "Kalendarz (ICS)", tmp_path))
    meetings = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert all(any(re.sub(r"^\d+\. ", "", stop) in meeting for meeting in meetings) for stop in stops)
    days = {
        event.decoded("DTSTART").date().isoformat()
        for event in calendar.walk("VEVENT")
        if hasattr(event.decoded("DTSTART"), "date")
    }
    assert VISIT_DAY in days


def test_a_stop_is_taken_out_and_another_made_a_must(page: Page, site: Site) -> None:
    page.set_default_timeout(SLOW)
    ask_for_visit(page, site)
    first = page.locator(".visit-step--meeting").first
    title = first.locator("h4 a").inner_text().partition(". ")[2]

    first.get_by_role("button", name=re.compile("^Nie jedź tam")).click()
    expect(page.locator(".visit-left")).to_contain_text(title)
    assert all(title not in stop for stop in stops_of(page))

    kept = page.locator(".visit-step--meeting").first
    name = kept.locator("h4 a").inner_text().partition(". ")[2]
    kept.get_by_role("button", name=re.compile("^Koniecznie")).click()
    expect(page.locator(".visit-step--meeting", has_text=name).locator(".visit-must")).to_be_visible()


def test_an_impossible_limit_is_lifted_in_one_press(page: Page, site: Site) -> None:
    page.set_default_timeout(SLOW)
    ask_for_visit(page, site, odleglosc="1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wizyty nie da się tak ułożyć")

    page.get_by_role("button", name=re.compile("^Zmień to i ułóż jeszcze raz")).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Wizyta studyjna: "))


def test_a_start_of_several_places_is_chosen(page: Page, site: Site) -> None:
    page.set_default_timeout(SLOW)
    ask_for_visit(page, site, start="Dąbrowa")
    # The box with what is wrong has the focus and leads to the choice
    expect(page.locator("#bledy")).to_be_focused()
    page.locator("#bledy a").first.click()
    expect(page.locator("#start_kod-1")).to_be_focused()

    page.get_by_role("radio", name=re.compile("powiat opolski, woj. opolskie")).check()
    page.locator("#wizyta button[value=plan]").last.click()

    expect(page.locator("#trasa")).to_contain_text("Wyjazd: Dąbrowa")


def test_the_map_shows_the_numbers_of_the_list_and_the_way(page: Page, site: Site) -> None:
    page.set_default_timeout(SLOW)
    ask_for_visit(page, site)
    page.locator(".map-stop").first.wait_for()

    shown = ", ".join(
        page.locator(".map-stop > span > span:first-child, .map-stop > span[aria-hidden]").all_inner_texts()
    )
    listed = page.locator(".visit-route [data-number], .visit-route li[data-number]").count()
    assert {int(number) for number in re.findall(r"\d+", shown)} == set(range(1, listed + 1))
    assert page.locator("path.map-route").count() == page.locator(".visit-day").count()
    expect(page.locator("figure.visit-map")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_map_shows_the_whole_way_and_breaks_no_name_within_a_word(browser: Browser, site: Site, width: int) -> None:
    with watched(browser, site.address, viewport={"width": width, "height": 844}) as (page, _):
        page.set_default_timeout(SLOW)
        ask_for_visit(page, site)
        page.locator(".map-stop").first.wait_for()

        frame = page.locator(".map__canvas").bounding_box()
        assert frame
        for mark in page.locator(".map-place, .map-stop").all():
            box = mark.bounding_box()
            assert box
            assert frame["x"] <= box["x"]
            assert box["x"] + box["width"] <= frame["x"] + frame["width"]
            assert frame["y"] <= box["y"]
            assert box["y"] + box["height"] <= frame["y"] + frame["height"]
        # Two lines at most: that of "kujawsko-pomorskie"
        broken = page.locator(".map-name--voivodeship:not([hidden]) span").evaluate_all(
            "names => names.filter(one => one.scrollHeight > 2.6 * parseFloat(getComputedStyle(one).fontSize))"
            ".map(one => one.textContent)"
        )
        assert broken == []


def test_the_link_opens_the_same_visit_without_scripts(page: Page, browser: Browser, site: Site) -> None:
    page.set_default_timeout(SLOW)
    ask_for_visit(page, site, dzien=VISIT_DAY)
    address = page.get_by_role("textbox", name="Odnośnik do tej wizyty").input_value()
    stops = stops_of(page)

    with watched(browser, site.address, java_script_enabled=False) as (other, watch):
        other.set_default_timeout(SLOW)
        other.goto(address)
        assert stops_of(other) == stops
        expect(other.locator("figure.visit-map svg").first).to_be_visible()
        assert watch.faults == []


def test_paper_has_the_drawing_and_everything_folded_but_no_buttons(page: Page, site: Site) -> None:
    page.set_default_timeout(SLOW)
    ask_for_visit(page, site)
    page.locator(".map-stop").first.wait_for()

    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    expect(page.locator("figure.visit-map")).to_be_visible()
    details = page.locator(".visit-stop__more dl")
    assert details.count() > 1
    for one in details.all():
        expect(one).to_be_visible()
    for button in page.get_by_role("button").all():
        expect(button).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_comparison_leads_to_each_area(page: Page, site: Site, width: int) -> None:
    page.set_default_timeout(SLOW)
    page.set_viewport_size({"width": width, "height": 800})
    ask_for_visit(page, site)
    title = page.get_by_role("heading", level=1).inner_text()

    page.locator(".visit-compare").get_by_role("link", name=re.compile("^Pokaż ten obszar")).first.click()

    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
    expect(page).to_have_url(re.compile("obszar=2"))
