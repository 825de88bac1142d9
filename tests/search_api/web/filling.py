"""What a browser without JavaScript holds in a form of a practice, to be changed and sent as a person would."""

from __future__ import annotations

from html.parser import HTMLParser

Filled = dict[str, list[str]]


class _Form(HTMLParser):
    def __init__(self, marker: tuple[str, str]) -> None:
        super().__init__()
        self.marker = marker
        self.fields: Filled = {}
        self._inside = False
        self._select: str | None = None
        self._first = True
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get(self.marker[0]) == self.marker[1]
        if not self._inside:
            return
        if tag == "select":
            self._select, self._first = given["name"], True
        elif tag == "option" and self._select:
            chosen = self.fields.setdefault(self._select, [])
            if self._first:
                chosen.append(given["value"])
            elif "selected" in given:
                chosen[-1] = given["value"]
            self._first = False
        elif tag == "textarea":
            self._area = given["name"]
            self.fields.setdefault(self._area, []).append("")
        elif tag == "input" and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.fields.setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.fields[self._area][-1] += data

    def done(self) -> Filled:
        # A browser leaves out the line end that follows the tag of a text area.
        return {name: [value.removeprefix("\n") for value in values] for name, values in self.fields.items()}


def filled(body: str, marker: tuple[str, str] = ("data-practice", "")) -> Filled:
    """The fields of the form that has this attribute, with what stands in them."""
    form = _Form(marker)
    form.feed(body)
    assert form.fields, "no such form"
    return form.done()
