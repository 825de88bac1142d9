"""How much is read and kept when needs are taken from a list, a table or a document, and what stops it."""

from __future__ import annotations

from dataclasses import dataclass

from search_api.planning.need import Need

MOST_NEEDS = 500  # kept; the reader is told of the rest
MOST_PERHAPS = 60  # sentences offered apart, which may be needs
LONGEST_NEED = 400  # characters of one need
MOST_CHARACTERS = (
    2_000_000  # of a pasted text or a document, some 700 pages; what follows is not read, and that is told
)
MOST_ROWS = 20_000  # of a table


class NoNeeds(Exception):
    """Nothing can be read from what was given. The message is a Polish sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class NeedsRead:
    """`needs` in the order of their source. `notes` are Polish sentences about what was cut, merged or decided, `weighing` those on
    how needs without a weight are counted.

    `alike` are pairs of places in `needs`, the lower one first, that say nearly the same: a person may merge them. `perhaps` are
    sentences of a document that may be needs and are not proposed, in their order.
    """

    needs: tuple[Need, ...]
    notes: tuple[str, ...] = ()
    alike: tuple[tuple[int, int], ...] = ()
    perhaps: tuple[Need, ...] = ()
    weighing: tuple[str, ...] = ()


def shortened(text: str) -> str:
    """The text itself, or its first words as far as `LONGEST_NEED` allows."""
    if len(text) <= LONGEST_NEED:
        return text
    cut = text[:LONGEST_NEED]
    whole = cut.rpartition(" ")[0] if not text[LONGEST_NEED].isspace() else cut
    return (whole or cut).rstrip(" ,;:–—-")


def counted(number: int, one: str, few: str, many: str) -> str:
    """A number with the Polish form of its noun: 1 potrzeba, 2 potrzeby, 5 potrzeb."""
    if number == 1:
        return f"1 {one}"
    is_few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return f"{number} {few if is_few else many}"
