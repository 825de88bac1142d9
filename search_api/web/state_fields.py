"""Fields that the state of a plan and that of a visit share. A state comes back from a page, a link or a file: each is checked."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from corpus.language import normalise
from corpus.practice import ID_PATTERN
from search_api.planning.need_limits import LONGEST_NEED
from search_api.planning.own import of_code

MOST_WEIGHT = 1_000_000


class StatePart(BaseModel):
    """A part of a state: it is not changed in place, and holds nothing that has no name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _record_id(text: str) -> str:
    if ID_PATTERN.fullmatch(text) is None:
        raise ValueError("To nie jest identyfikator praktyki")
    return text


def _known_place(code: str) -> str:
    if of_code(code) is None:
        raise ValueError("Nie ma takiej gminy ani powiatu")
    return code


Clean = AfterValidator(normalise)
NeedText = Annotated[str, StringConstraints(max_length=LONGEST_NEED), Clean, StringConstraints(min_length=1)]
Weight = Annotated[float, Field(gt=0, le=MOST_WEIGHT, allow_inf_nan=False)]
RecordId = Annotated[str, StringConstraints(max_length=200), AfterValidator(_record_id)]
PlaceCode = Annotated[str, AfterValidator(_known_place)]  # of a gmina or powiat
