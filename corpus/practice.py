"""The practice record: what really happened, where, between whom, for which need.

Frozen pydantic models. Values are Polish, codes English; the codes are those of `corpus/vocabularies`. A field that the
source does not give is None, never a guess. Messages of validation are Polish and say what to do: see `corpus/messages.py`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticKnownError

from corpus import vocabulary
from corpus.cleaning import many_lines, one_line

FIRST_YEAR, LAST_YEAR = 1900, 2100
ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

EvidenceLevel = Literal["E0", "E1", "E2", "E3", "E4"]
Sector = Literal["public", "ngo", "business", "informal", "church", "academia"]
Role = Literal["lead", "partner", "funder"]
Reach = Literal["local", "subregional", "regional", "national"]
AreaLevel = Literal["locality", "gmina", "powiat", "subregion", "voivodeship"]
AreaStatus = Literal["resolved", "ambiguous", "unresolved"]


def _code_of(name: str) -> AfterValidator:
    def check(code: str) -> str:
        codes = vocabulary.load(name).codes
        if code not in codes:
            # Half of a character cannot stand in a message.
            shown = code.encode("utf-8", "replace").decode("utf-8")
            raise ValueError(f"nieznany kod „{shown}”; dozwolone: {', '.join(codes)}")
        return code

    return AfterValidator(check)


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) != len(set(values)):
        raise ValueError("ta sama wartość stoi dwa razy")
    return values


def _no_yes_or_no(value: object) -> object:
    # Python counts True as 1.
    if isinstance(value, bool):
        raise PydanticKnownError("float_type")
    return value


def _real_date(text: str) -> str:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError as error:
        raise ValueError(f"nie ma takiej daty: „{text}”; wpisz prawdziwą, na przykład „2014-05-30”") from error
    return text


_NOT_IN_URL = frozenset("\"'<>`\\„”“")


def _web_address(url: str) -> str:
    if not url.isprintable() or not _NOT_IN_URL.isdisjoint(url):
        raise ValueError(
            "adres zawiera cudzysłów, apostrof, nawias ostry albo niewidoczny znak; "
            "skopiuj adres z przeglądarki, a te znaki usuń albo zapisz jako %22, %27, %3C, %3E"
        )
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not any(character.isalnum() for character in host):
        raise ValueError("adres nie ma nazwy serwera; wpisz pełny, na przykład „https://example.org/obiady”")
    return url


Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000), BeforeValidator(many_lines)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=200), BeforeValidator(one_line)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300), BeforeValidator(one_line)]
Number = BeforeValidator(_no_yes_or_no)
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), Number]
Theme = Annotated[str, _code_of("themes")]
TargetGroup = Annotated[str, _code_of("target_groups")]
CooperationForm = Annotated[str, _code_of("cooperation_forms")]
Voivodeship = Annotated[str, _code_of("voivodeships")]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real_date)]
SubmissionId = Annotated[str, StringConstraints(pattern=r"^zgloszenie-[0-9]{8}-[a-z2-9]{4}$")]
Themes = Annotated[tuple[Theme, ...], Field(max_length=6), AfterValidator(_distinct)]
TargetGroups = Annotated[tuple[TargetGroup, ...], Field(max_length=10), AfterValidator(_distinct)]
CooperationForms = Annotated[tuple[CooperationForm, ...], Field(max_length=10), AfterValidator(_distinct)]


class Record(BaseModel):
    """Base of every stored record: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Record):
    """The place in the words of the source. `areas` of the practice hold the same resolved to codes."""

    locality: Name | None = None
    gmina: Name | None = None
    powiat: Name | None = None
    voivodeship: Voivodeship


class Area(Record):
    """One resolved part of the area in which a practice worked.

    `powiat_code` is "teryt:" and four digits, `subregion` "nuts:" and a NUTS 3 code. `lat`, `lon` are degrees (WGS 84)
    of the place that `coordinates_of` names by level. `reason` says in Polish why a status is not "resolved", or what a
    resolved area leaves open: coordinates of a larger unit, a powiat that no list names, a whole voivodeship.
    """

    level: AreaLevel
    name: Name
    status: AreaStatus = "resolved"
    locality: Name | None = None
    gmina: Name | None = None
    powiat: Name | None = None
    powiat_code: Annotated[str, StringConstraints(pattern=r"^teryt:\d{4}$")] | None = None
    subregion: Annotated[str, StringConstraints(pattern=r"^nuts:PL[0-9A-Z]{3}$")] | None = None
    voivodeship: Voivodeship
    lat: Annotated[float, Field(ge=48.9, le=55.0), Number] | None = None
    lon: Annotated[float, Field(ge=14.0, le=24.2), Number] | None = None
    coordinates_of: AreaLevel | None = None
    reason: Text | None = None


class Years(Record):
    """First and last year; an end of None is unknown or still running, as far as the source tells."""

    start: Year | None = None
    end: Year | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"rok początku ({self.start}) jest późniejszy niż rok końca ({self.end})")
        return self


class Partner(Record):
    name: Name
    sector: Sector
    role: Role


class Funding(Record):
    """A source of money; `amount_pln` in złoty, None when the source gives no figure."""

    source: Name
    amount_pln: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False), Number] | None = None


class Source(Record):
    """Where the facts come from. `published` is YYYY, YYYY-MM or YYYY-MM-DD, a date that exists."""

    url: Annotated[
        str,
        StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s]+$", max_length=2000),
        AfterValidator(_web_address),
    ]
    title: Name
    publisher: Name | None = None
    published: (
        Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"), AfterValidator(_real_date)]
        | None
    ) = None
    licence: Name | None = None


class Quote(Record):
    """What a field rests on, word for word in the document; `page` from 1, None where pages do not exist."""

    field: Name
    quote: Text
    page: Annotated[int, Field(ge=1), Number] | None = None


class Origin(Record):
    """The document that a practice was read from, and that a person accepted it (docs/decisions/0006).

    `accepted` is the day (YYYY-MM-DD, UTC); `key` names the key that was used, never a person, None where there are no
    keys. `quotes` stand for the fields as the document gives them, `written` lists those that the person wrote.
    """

    document_id: Annotated[str, StringConstraints(pattern=r"^doc-[0-9a-f]{16}$")]
    document_title: Name
    file_name: Name
    draft_id: Annotated[str, StringConstraints(pattern=r"^szkic-[0-9a-f]{16}-[0-9]+$")]
    accepted: Day
    key: Name | None = None
    quotes: Annotated[tuple[Quote, ...], Field(max_length=1000)] = ()
    written: Annotated[tuple[Name, ...], Field(max_length=100)] = ()


class Submitted(Record):
    """That those who know a practice told it in the form, and that a person accepted it (docs/decisions/0009).

    `sent` and `accepted` are days (YYYY-MM-DD, UTC); `institution` and `role` say who told it, never a private person; `key`
    and `written` are as those of `Origin`.
    """

    submission_id: SubmissionId
    sent: Day
    institution: Name | None = None
    role: Name | None = None
    accepted: Day
    key: Name | None = None
    written: Annotated[tuple[Name, ...], Field(max_length=100)] = ()


def _is_none(value: object) -> bool:
    return value is None


class Practice(Record):
    """One practice. `evidence_level` and `areas` are filled by `corpus.completing` when a card leaves them out."""

    id: Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN.pattern}$", max_length=120)]
    kind: Literal["practice"] = "practice"
    title: Title
    place: Place
    areas: tuple[Area, ...] = ()
    years: Years = Years()
    partners: Annotated[tuple[Partner, ...], Field(max_length=100)]
    reach: Reach
    themes: Annotated[Themes, Field(min_length=1)]
    target_groups: TargetGroups
    cooperation_forms: CooperationForms
    funding: Annotated[tuple[Funding, ...], Field(max_length=50)] = ()
    need: Text
    actions: Text
    results: Text | None = None
    lessons: Text | None = None
    evidence_level: EvidenceLevel | None = None
    evidence_reason: Text | None = None
    licence: Name | None = None
    # Left out where there is none: records stored before there were origins keep their text and checksum.
    origin: Annotated[Origin | None, Field(exclude_if=_is_none)] = None
    submitted: Annotated[Submitted | None, Field(exclude_if=_is_none)] = None
    sources: Annotated[tuple[Source, ...], Field(max_length=50)]

    @field_validator("sources")
    @classmethod
    def _from_somewhere(cls, sources: tuple[Source, ...], info: ValidationInfo) -> tuple[Source, ...]:
        # A document of an office may have no web address, and what somebody tells has none: then that is the source.
        if not sources and all(info.data.get(name, ...) is None for name in ("origin", "submitted")):
            raise PydanticKnownError("too_short", {"field_type": "Tuple", "min_length": 1, "actual_length": 0})
        return sources

    @property
    def budget_pln(self) -> float | None:
        """Sum of the known amounts in złoty, None when no amount is known."""
        amounts = [item.amount_pln for item in self.funding if item.amount_pln is not None]
        return sum(amounts) if amounts else None
