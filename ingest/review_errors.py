"""What can stand against a decision about a draft."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.messages import Problem


class ReviewError(Exception):
    """A decision that cannot be taken. The message is Polish and says what to do."""


class DraftMissing(ReviewError):
    """There is no such draft."""


class DraftConflict(ReviewError):
    """The draft is decided already, or was renewed since the person saw it."""


class DraftRefused(ReviewError):
    """What was given, together with what was found, is no practice; `problems` name the fields."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(f"{one.field}: {one.message}" if one.field else one.message for one in problems))
        self.problems = tuple(problems)
