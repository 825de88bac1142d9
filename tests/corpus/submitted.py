"""Submissions for the tests: a club that a sołtys told in the form."""

from __future__ import annotations

from typing import Any

from corpus.submission import Submission

RECEIPT = "r" * 22


def submission(sign: str = "aaaa", **changes: Any) -> Submission:
    """What somebody sent on 22 November 2026; `sign` ends its id."""
    fields: dict[str, Any] = {
        "id": f"zgloszenie-20261122-{sign}",
        "sent": "2026-11-22",
        "institution": "Sołectwo Lyski",
        "role": "sołtys",
        "title": "Czwartkowy klub seniora w Lyskach",
        "place": {"locality": "Lyski", "gmina": "Lyski", "powiat": "rybnicki", "voivodeship": "śląskie"},
        "years": {"start": 2019},
        "partners": [{"name": "Gmina Lyski", "sector": "public", "role": "lead"}],
        "themes": ["seniors"],
        "funding": [{"source": "Fundusz sołecki", "amount_pln": 12000}],
        "need": "Samotni seniorzy nie mieli gdzie się spotkać.",
        "actions": "Gmina oddała salę, a koło gospodyń prowadziło spotkania w każdy czwartek.",
        "results": "Na spotkania przychodzi 25 osób.",
        "masked": {"name": 1},
    }
    return Submission.model_validate(fields | changes)
