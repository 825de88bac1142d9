"""`--set field=value` of `praktyki review accept`: what a value means is told by its field, never guessed from the value."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from pydantic import JsonValue

from search_api.commands.failures import Failure


def _text(value: str) -> JsonValue:
    return value


def _codes(value: str) -> JsonValue:
    return [part.strip() for part in value.split(",") if part.strip()]


def _year(value: str) -> JsonValue:
    if not value.isdecimal():
        raise ValueError("wpisz rok, na przykład 2014")
    return int(value)


def _json(value: str) -> JsonValue:
    try:
        found: JsonValue = json.loads(value)
    except (ValueError, RecursionError) as error:
        raise ValueError("to pole zapisz jako JSON, w pojedynczych apostrofach") from error
    return found


_READERS: dict[str, Callable[[str], JsonValue]] = {
    **dict.fromkeys(("id", "title", "reach", "need", "actions", "results", "lessons", "licence"), _text),
    **dict.fromkeys(("evidence_level", "evidence_reason"), _text),
    **dict.fromkeys(("place.locality", "place.gmina", "place.powiat", "place.voivodeship"), _text),
    **dict.fromkeys(("themes", "target_groups", "cooperation_forms"), _codes),
    **dict.fromkeys(("years.start", "years.end"), _year),
    **dict.fromkeys(("partners", "funding", "sources"), _json),
}
FIELDS = tuple(_READERS)


def read(settings: Iterable[str]) -> dict[str, JsonValue]:
    """The corrections as a merge patch; an empty value takes the field away. Raises Failure naming the field."""
    patch: dict[str, JsonValue] = {}
    for setting in settings:
        field, sign, value = setting.partition("=")
        field = field.strip()
        if not sign:
            raise Failure(f"„--set {setting}”: brakuje znaku „=”. Wzór: --set reach=local.")
        if field not in _READERS:
            raise Failure(f"„--set {field}”: nie ma takiego pola. Pola: {', '.join(FIELDS)}.")
        try:
            found = _READERS[field](value) if value.strip() else None
        except ValueError as error:
            raise Failure(f"„--set {field}”: {error}.") from error
        above, _, name = field.rpartition(".")
        if above:
            inner = patch.setdefault(above, {})
            if isinstance(inner, dict):
                inner[name] = found
        else:
            patch[field] = found
    return patch


def numbers(text: str | None) -> list[int] | None:
    """ "1,3" -> [1, 3]; None for None. Raises Failure."""
    if text is None:
        return None
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise Failure("--findings: wpisz numery ustaleń po przecinku, na przykład 1,3,4.")
    return [int(part) for part in parts]
