"""The numbers of a request and their limits: in a link, where all is text, and in a JSON body, where a number is a number."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from corpus.practice import FIRST_YEAR, LAST_YEAR

MAX_OFFSET = 1_000_000


def _no_other(value: object) -> object:
    # pydantic would read true as 1 and "7" as 7, which the schema of the body does not allow.
    if isinstance(value, bool):
        raise ValueError("Wpisz liczbę zamiast true lub false")
    if isinstance(value, str):
        raise ValueError("Wpisz liczbę bez cudzysłowu")
    return value


NumberOnly = BeforeValidator(_no_other)

Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Budget = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
Limit = Annotated[int, Field(ge=1)]
Offset = Annotated[int, Field(ge=0, le=MAX_OFFSET)]
Diversity = Annotated[
    float,
    Field(
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="Od 0 do 1: na ile wśród najlepszych wyników wcześniej stoją te o czym innym i z innych miejsc.",
    ),
]


def _whole(value: object) -> object:
    # 883.0 is an integer to JSON Schema (2020-12, 6.1.1); a strict model would refuse it.
    return int(value) if isinstance(value, float) and value.is_integer() else value


WholeAsFloat = BeforeValidator(_whole)
# pydantic would read 1 and "yes" as true.
JsonBool = Annotated[bool, Field(strict=True)]
JsonYear = Annotated[Year, NumberOnly]
JsonBudget = Annotated[Budget, NumberOnly]
JsonLimit = Annotated[Limit, NumberOnly]
JsonOffset = Annotated[Offset, NumberOnly]
JsonDiversity = Annotated[Diversity, NumberOnly]
