"""What a browser without JavaScript sends when a button of a form is pressed."""

from __future__ import annotations

from html.parser import HTMLParser


class _Controls(HTMLParser):
    """The (name, value) pairs of one form in the order of the page; of a select its chosen option, of buttons none but one."""

    def __init__(self, form: str, button: tuple[str, str]) -> None:
        super().__init__()
        self.form, self.button = form, button
        self.pairs: list[tuple[str, str]] = []
        self._inside: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id", "")
        if tag == "option" and self._select and "selected" in given:
            self.pairs.append((self._select, given["value"]))
        if given.get("form", self._inside) != self.form:
            return
        pair = (given.get("name", ""), given.get("value", ""))
        typed = tag == "input" and (given.get("type") not in ("checkbox", "radio") or "checked" in given)
        if tag == "select":
            self._select = pair[0]
        elif typed or (tag == "button" and pair == self.button):
            self.pairs.append(pair)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        if tag == "select":
            self._select = None


def pressed(body: str, form: str, name: str, value: str) -> list[tuple[str, str]]:
    """The pairs that the form with this id sends when its button with this name and value is pressed. There must be one."""
    controls = _Controls(form, (name, value))
    controls.feed(body)
    assert (name, value) in controls.pairs
    return controls.pairs
