"""The parts of a briefing in words: sentences, figures, tables, lists, each with the practices behind it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Told:
    """A figure or a sentence. `address` lists the practices behind it; `numbers` are theirs in the list of the briefing, none where
    that is cut."""

    text: str
    address: str | None = None
    numbers: tuple[int, ...] = ()

    @property
    def cited(self) -> str:
        """The numbers as a text: "1–3, 5, 6"; "" for none."""
        runs = groupby(enumerate(self.numbers), key=lambda pair: pair[1] - pair[0])
        return ", ".join(_run([number for _, number in run]) for _, run in runs)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the summary: what it is about, the figure, what more there is to say."""

    label: str
    told: Told
    more: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: a label, what is to say beside it, a cell for each head."""

    label: str
    cells: tuple[Told, ...]
    detail: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """`left` tells of the rows that are not shown."""

    key: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    left: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A practice in the list, under its number."""

    number: int
    id: str
    title: str
    address: str
    place: str
    years: str
    level: str


@dataclass(frozen=True, slots=True)
class Link:
    """A practice or an area with its page; `aside` is what is to say beside it."""

    text: str
    address: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A white spot: the theme, how often it is met elsewhere, the nearest practices."""

    label: str
    cells: tuple[Told, ...]
    nearest: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """`rows`: source, amount, the practice by its number or title."""

    totals: tuple[Told, ...]
    rows: tuple[tuple[str, str, Told], ...]
    left: str | None


@dataclass(frozen=True, slots=True)
class BriefingWords:
    """All that is said, in the order of the page. `is_numbered`: every practice is listed, so figures cite them by number."""

    title: str
    belongs: tuple[Link, ...]
    summary: tuple[Fact, ...]
    is_empty: bool
    is_numbered: bool
    neighbours: tuple[tuple[Link, Told], ...]
    listed: tuple[Listed, ...]
    listed_cut: str | None
    listed_all: str | None
    tables: tuple[Table, ...]
    spots_heads: tuple[str, ...]
    spots: tuple[Spot, ...]
    spots_left: str | None
    money: Money
    notes: tuple[str, ...]


def _run(numbers: list[int]) -> str:
    return f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 2 else ", ".join(map(str, numbers))
