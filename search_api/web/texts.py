"""The texts of the pages: one catalogue per language, the files of `texts/<language>/`, with the same keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from search_api.settings import Language

FOLDER = Path(__file__).parent / "texts"


class Texts:
    """The catalogue of one language. Keys are paths: "search.label". Raises KeyError for a key that is not there."""

    def __init__(self, language: Language, entries: Mapping[str, object]) -> None:
        self.language = language
        self._entries = entries

    def __call__(self, key: str, **values: object) -> str:
        """The text under `key` with `{names}` filled in."""
        found = self.tree(key)
        if not isinstance(found, str):
            raise KeyError(key)
        return found.format_map(values) if values else found

    def count(self, key: str, number: int) -> str:
        """The text in the form that goes with `number`: 1 wynik, 2 wyniki, 5 wyników."""
        return self(f"{key}.{plural_form(number, self.language)}", count=number)

    def tree(self, key: str) -> object:
        """A text, or a list or mapping of texts, under `key`."""
        found: object = self._entries
        for part in key.split("."):
            if not isinstance(found, Mapping) or part not in found:
                raise KeyError(key)
            found = found[part]
        return found

    def optional(self, key: str) -> str | None:
        """The text under `key`, None when the catalogue has none."""
        try:
            return self(key)
        except KeyError:
            return None

    @property
    def leaves(self) -> dict[str, str]:
        """All texts by path; items of a list by their number."""
        return dict(_leaves(self._entries, ""))


def plural_form(number: int, language: Language) -> str:
    """ "one", "few" or "many" by the rules of CLDR for whole numbers in Polish and English."""
    if number == 1:
        return "one"
    if language == "pl" and number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        return "few"
    return "many"


@cache
def load(language: Language) -> Texts:
    """The catalogue of a language, read once."""
    entries: dict[str, object] = {}
    for path in sorted((FOLDER / language).glob("*.yaml")):
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if twice := entries.keys() & found.keys():
            raise ValueError(f"{path}: {', '.join(sorted(twice))} stand in another file too")
        entries |= found
    return Texts(language, entries)


def _leaves(node: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
        return
    children = node.items() if isinstance(node, Mapping) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from _leaves(child, f"{path}.{key}" if path else str(key))
