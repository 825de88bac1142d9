"""Whether a site lets programs read a page: robots.txt as RFC 9309 has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from protego import Protego

# RFC 9309, 2.5: at least so much must be read, and more need not.
LARGEST_BYTES = 500 * 1024
PATH = "/robots.txt"


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What a site answered when asked for its rules: the status of HTTP and the text."""

    status: int
    text: str = ""


class Robots:
    """The rules of the sites of one run, each site asked once."""

    def __init__(self, ask: Callable[[str], RobotsAnswer], agent: str) -> None:
        """`ask` takes an origin ("https://gmina.example") and gets its answer; `agent` is the name that rules are for."""
        self._ask = ask
        self._agent = agent
        self._rules: dict[str, Protego | bool] = {}

    def allows(self, origin: str, url: str) -> bool:
        """RFC 9309, 2.3.1: a site without rules (4xx) allows all, one that cannot say (5xx) allows nothing.

        Raises what `ask` raises when the site cannot be reached.
        """
        if origin not in self._rules:
            self._rules[origin] = _rules_in(self._ask(origin))
        rules = self._rules[origin]
        return rules if isinstance(rules, bool) else rules.can_fetch(url, self._agent)


def _rules_in(answer: RobotsAnswer) -> Protego | bool:
    if answer.status == HTTPStatus.OK:
        return Protego.parse(answer.text)
    return HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
