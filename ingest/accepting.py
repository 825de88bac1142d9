"""What every acceptance has in common, whether a program or a person told the practice: its id, its checks, its reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from corpus import vocabulary
from corpus.cards import MAX_CARD_DEPTH
from corpus.language import normalise
from corpus.messages import Problem
from corpus.practice import Practice
from corpus.store import Store
from corpus.store_writer import Change
from ingest import privacy, proposal
from ingest.loader import Card
from ingest.practice_cards import CardRejected, read_card
from ingest.review_errors import DraftRefused

LEVELS = ("E0", "E1", "E2", "E3", "E4")
LONGEST_REASON = 2000  # characters
_NOT_GIVEN = {
    "kind": "Rodzaj rekordu ustawia program. Usuń to pole.",
    "origin": "Pochodzenie zapisuje program. Usuń to pole.",
    "submitted": "Pochodzenie zapisuje program. Usuń to pole.",
}
# Fields that a person has to fill from a list, and the list.
_LISTS = {"reach": "reach", "themes": "themes", "place.voivodeship": "voivodeships"}


@dataclass(frozen=True, slots=True)
class Accepted:
    """`note` is a Polish sentence when personal data was masked in what the person wrote."""

    practice: Practice
    change: Change
    note: str | None


def check_given(given: Mapping[str, JsonValue]) -> None:
    """Raises DraftRefused for corrections of what only the program writes, and for those nested too deep."""
    problems = [Problem(name, told) for name, told in _NOT_GIVEN.items() if name in given]
    waiting: list[tuple[int, JsonValue]] = [(1, dict(given))]
    while waiting:
        depth, value = waiting.pop()
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting += [(depth + 1, item) for item in inside]
        if depth > MAX_CARD_DEPTH:
            problems.append(Problem("corrections", "Za głębokie zagnieżdżenie. Uprość poprawki."))
            break
    if problems:
        raise DraftRefused(problems)


def masked_reason(reason: str) -> str:
    """The reason of a rejection without personal data. Raises DraftRefused when it is empty or too long."""
    told = privacy.mask(normalise(reason)).text
    if not told:
        raise DraftRefused([Problem("reason", "Napisz jednym zdaniem, dlaczego opis jest odrzucony.")])
    if len(told) > LONGEST_REASON:
        raise DraftRefused([Problem("reason", f"Powód jest za długi. Najwięcej znaków: {LONGEST_REASON}.")])
    return told


def removed(store: Store) -> frozenset[str]:
    """Ids of the records that were taken out on request; they are not given again."""
    return frozenset(removal.record_id for removal in store.removals())


def id_of(store: Store, made: str | None, card: Mapping[str, object]) -> object:
    """The id that the card gives, that of the practice which was `made` of the same draft before, or a new one."""
    earlier = store.practice(made) if made else None
    wanted = card.get("id")
    if earlier is not None:
        if wanted not in (None, earlier.id):
            raise DraftRefused(
                [Problem("id", f"Ten szkic jest praktyką „{earlier.id}”. Identyfikator się nie zmienia.")]
            )
        return earlier.id
    gone = removed(store)
    if wanted is None:
        return proposal.free_id(card, lambda found: found in gone or store.practice(found) is not None)
    if isinstance(wanted, str) and (wanted in gone or store.practice(wanted) is not None):
        raise DraftRefused(
            [Problem("id", f"Praktyka „{wanted}” jest albo była już w bazie. Wpisz inny identyfikator.")]
        )
    return wanted


def read(card: Mapping[str, object]) -> tuple[Practice, str | None]:
    """The practice of a card and what to tell about it. Raises DraftRefused with every field at fault."""
    try:
        found = read_card(Card(1, card))
    except CardRejected as error:
        raise DraftRefused([_with_choices(problem) for problem in error.problems]) from error
    return found.practice, found.note


def _with_choices(problem: Problem) -> Problem:
    if problem.field not in _LISTS:
        return problem
    codes = ", ".join(vocabulary.load(_LISTS[problem.field]).codes)
    return problem if codes in problem.message else Problem(problem.field, f"{problem.message} Do wyboru: {codes}.")
