"""A practice card that passes every check, for tests that break one thing at a time."""

from __future__ import annotations

from typing import Any


def card(number: int = 1, **changes: Any) -> dict[str, Any]:
    """A fresh card; `number` makes its id and title unlike the others, `changes` replace fields."""
    content: dict[str, Any] = {
        "id": f"rybnik-kawiarenka-{number}",
        "title": f"Kawiarenka naprawcza nr {number} w Rybniku",
        "place": {"locality": "Rybnik", "gmina": "Rybnik", "powiat": "Rybnik", "voivodeship": "śląskie"},
        "years": {"start": 2018, "end": None},
        "partners": [
            {"name": "Miasto Rybnik", "sector": "public", "role": "funder"},
            {"name": "Fundacja „Druga Śruba”", "sector": "ngo", "role": "lead"},
        ],
        "reach": "local",
        "themes": ["environment"],
        "target_groups": ["general_public"],
        "cooperation_forms": ["small_grant"],
        "funding": [{"source": "tryb 19a", "amount_pln": 10000}],
        "need": "Mieszkańcy wyrzucali sprzęty, które dało się naprawić.",
        "actions": "Fundacja prowadziła warsztat, miasto dało lokal i narzędzia.",
        "results": "Naprawiono 1 130 rzeczy.",
        "lessons": None,
        "sources": [{"url": "https://kawiarenka.example/2018/600100200", "title": "Relacja", "published": "2018-06"}],
    }
    return content | changes
