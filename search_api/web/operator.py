"""Who runs this service, as far as the settings say: for the pages on privacy and accessibility."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from search_api.settings import PREFIX, Settings

CONTACTS = ("name", "address", "email", "phone")
STATEMENT = (*CONTACTS, "contact", "building", "published", "updated", "declared")


@dataclass(frozen=True, slots=True)
class Operator:
    """Each field is one setting PRAKTYKI_OPERATOR_*; None where it is not set."""

    name: str | None
    address: str | None
    email: str | None
    phone: str | None
    contact: str | None
    building: str | None
    published: date | None
    updated: date | None
    declared: date | None

    def unset(self, fields: tuple[str, ...]) -> tuple[str, ...]:
        """The variables of those of `fields` that are not set."""
        return tuple(f"{PREFIX}OPERATOR_{field.upper()}" for field in fields if getattr(self, field) is None)


def of_settings(settings: Settings) -> Operator:
    """What the operator told."""
    return Operator(**{field: getattr(settings, f"operator_{field}") for field in STATEMENT})
