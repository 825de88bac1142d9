"""Input that cannot be used, named by field and reason: the API, the pages and the command line show it each their own way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """`field` is the path of the field as the user wrote it ("filters.years.from"); `reason` a Polish sentence."""

    field: str
    reason: str


class WrongInput(ValueError):
    """One problem or more. The message joins the reasons."""

    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__(" ".join(f"{problem.field}: {problem.reason}" for problem in problems))
        self.problems = problems
