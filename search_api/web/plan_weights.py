"""Weights in the list of needs: read as people write them, and counted for the needs that nobody weighed."""

from __future__ import annotations

import re

from search_api.planning.need import Assumed
from search_api.planning.need_stand_in import stand_in
from search_api.web.plan_state import Row
from search_api.web.state_fields import MOST_WEIGHT

Rows = tuple[Row, ...]

NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?")
SPACES = re.compile(r"[\s\u00a0\u202f]+")


def weight_of(text: str) -> float | None:
    """A weight as people write it; 1 for an empty field, None for what is no number above 0."""
    if not text:
        return 1.0
    bare = SPACES.sub("", text).removesuffix("%")
    if not NUMBER.fullmatch(bare):
        return None
    weight = float(bare.replace(",", "."))
    return weight if 0 < weight <= MOST_WEIGHT else None


def assumed_in(rows: Rows, base: Row | None, *, weighed: bool) -> Assumed | None:
    """How an empty field is counted; None where no need has a weight of its own, so that all are 1."""
    if base is not None and base.assumed:
        return base.assumed
    return "least" if weighed or any(row.weight != 1.0 for row in rows if row.assumed is None) else None


def beside_weighed(row: Row, beside: Rows) -> Row:
    """A sentence offered apart when it joins the list: nobody weighed it, as it is with needs whose weights are assumed."""
    how = next((one.assumed for one in beside if one.assumed), None)
    return row.model_copy(update={"assumed": how}) if how else row


def recounted(rows: Rows) -> Rows:
    """The rows after a change, those without a weight counted anew beside the others."""
    given = [row.weight for row in rows if row.assumed is None]
    percent = any(row.assumed in ("share", "full") for row in rows)
    # Where no weight is left all are equal.
    weight, assumed = stand_in(given, len(rows) - len(given), percent=percent) if given else (1.0, None)
    anew = {"weight": weight, "assumed": assumed}
    return tuple(row.model_copy(update=anew) if row.assumed else row for row in rows)


def plain(number: float) -> str:
    """A number as it stands in a field: "2,5"."""
    return f"{number:.10g}".replace(".", ",")
