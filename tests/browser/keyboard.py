"""Using a page by keyboard alone: the focus goes where a person sees it, and Enter or space does the rest."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST_STEPS = 150

# Whether the focused element looks focused: an outline or a shadow, on itself or on what stands for it.
_VISIBLE_FOCUS = """() => {
  const one = document.activeElement;
  const shown = element => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  return one !== document.body && (shown(one) || (one.parentElement !== null && shown(one.parentElement)));
}"""


class Unreachable(AssertionError):
    """No number of steps leads there."""


def go_to(page: Page, wanted: Locator) -> None:
    """Presses Tab until `wanted` has the focus. Raises Unreachable; AssertionError when a focus on the way cannot be seen."""
    handle = wanted.first.element_handle()
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        assert page.evaluate(_VISIBLE_FOCUS) or page.evaluate("document.activeElement === document.body"), (
            page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        )
        if page.evaluate("one => one === document.activeElement", handle):
            return
    raise Unreachable(str(wanted))


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Goes to `wanted` and presses a key there."""
    go_to(page, wanted)
    page.keyboard.press(key)


def write(page: Page, wanted: Locator, text: str) -> None:
    """Goes to a field and types."""
    go_to(page, wanted)
    page.keyboard.type(text)
