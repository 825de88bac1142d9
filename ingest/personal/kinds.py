"""The kinds of personal data, what stands in their place, and what they are called in an outcome."""

from __future__ import annotations

from typing import Literal, get_args

Kind = Literal["email", "account", "pesel", "phone", "address", "name"]
KINDS: tuple[Kind, ...] = get_args(Kind)

MASKS: dict[Kind, str] = {
    "email": "[adres e-mail usunięty]",
    "account": "[numer konta usunięty]",
    "pesel": "[numer PESEL usunięty]",
    "phone": "[numer telefonu usunięty]",
    "address": "[adres domowy usunięty]",
    "name": "[imię i nazwisko usunięte]",
}
LABELS: dict[Kind, str] = {
    "email": "adresy e-mail",
    "account": "numery kont",
    "pesel": "numery PESEL",
    "phone": "numery telefonów",
    "address": "adresy domowe",
    "name": "imiona i nazwiska",
}


def holds_mask(text: str) -> bool:
    """True where something was masked in the text."""
    return any(mask in text for mask in MASKS.values())
