"""Settings of the program, read once from the environment (prefix `PRAKTYKI_`) and checked. Listed in docs/settings.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import SettingsConfigDict

from corpus.cards import STARTER
from corpus.messages import problems
from search_api.limit_settings import LimitSettings
from search_api.operation.logs import LogFormat, LogLevel

PREFIX = "PRAKTYKI_"
MOST_WORKERS = 64
LAST_PORT = 65_535

_SITE = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+/?")
_SERVICE = re.compile(r"https?://([A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[A-Za-z0-9.\-_~]+)*/?")

Language = Literal["pl", "en"]
Review = Literal["off", "local"]
PdfExtractor = Literal["pypdf", "pdfium"]
MetricsFor = Literal["off", "local", "key"]
Ocr = Literal["auto", "off"]


def _named(value: object) -> object:
    # An empty path would quietly mean the current folder.
    if isinstance(value, str) and not value.strip():
        raise ValueError("Podaj ścieżkę folderu albo usuń to ustawienie")
    return value


def _port_list(text: str) -> str:
    if not all(part.isdecimal() and 0 < int(part[:6]) <= LAST_PORT for part in text.replace(" ", "").split(",")):
        raise ValueError("Wpisz numery portów od 1 do 65535, oddzielone przecinkami, na przykład 80,443")
    return text.replace(" ", "")


def _site_address(address: str | None) -> str | None:
    if address is None:
        return None
    if _SITE.fullmatch(address):
        return address.rstrip("/")
    raise ValueError("Wpisz adres strony bez ścieżki, na przykład https://praktyki.example.org")


def _service_address(address: str | None) -> str | None:
    if address is None or not address.strip():
        return None
    port = _SERVICE.fullmatch(address.strip())
    if port is None or not 0 < int((port[2] or ":80")[1:]) <= LAST_PORT:
        raise ValueError("Wpisz adres serwera bez znaku zapytania, na przykład https://trasy.example.org")
    return address.strip().rstrip("/")


def _line(value: object) -> object:
    text = " ".join(value.split()) if isinstance(value, str) else value
    return text or None


def _day(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise ValueError("Wpisz datę jako rok, miesiąc i dzień, na przykład 2026-11-22") from error


Folder = Annotated[Path, BeforeValidator(_named)]
Line = Annotated[Annotated[str, Field(max_length=1000)] | None, BeforeValidator(_line)]
Day = Annotated[date | None, BeforeValidator(_day)]


class SettingsError(ValueError):
    """A setting has a value that cannot be used. The message is Polish and names each key with its value."""


class Settings(LimitSettings):
    """Everything that can be set, with the limits. Each field is one environment variable: `data_dir` is `PRAKTYKI_DATA_DIR`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    data_dir: Annotated[Folder, Field(description="Folder of all state: the store and the index.")] = Path("var")
    starter_dir: Annotated[Folder, Field(description="Folder of the practice cards that the first start reads.")] = (
        STARTER
    )
    host: Annotated[str, Field(min_length=1, description="Address on which the server listens.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="Port of the server; 0 lets the system choose.")] = 8000
    encoder: Annotated[
        str,
        Field(min_length=1, description="`own`, a folder of our training, or a sentence-transformers model by name."),
    ] = "own"
    reranker: Annotated[
        str, Field(min_length=1, description="`off`, or a sentence-transformers cross-encoder by name or folder.")
    ] = "off"
    reranker_depth: Annotated[int, Field(ge=1, le=200, description="How many of the best hits the reranker reads.")] = (
        20
    )
    ranking: Annotated[
        Folder | None, Field(description="File of weights that `praktyki fit` wrote; the shipped one when not set.")
    ] = None
    language: Annotated[Language, Field(description="Language of pages and labels when the reader asks for none.")] = (
        "pl"
    )
    snapshots_kept: Annotated[
        int, Field(ge=2, le=100, description="Most indexes that stay on the disk, with the one that serves.")
    ] = 3
    snapshot_days: Annotated[
        int,
        Field(
            ge=0,
            le=3650,
            description="Days after which an index goes at the next build; the serving one and its fallback stay.",
        ),
    ] = 30
    reload_seconds: Annotated[
        float, Field(gt=0, le=3600, allow_inf_nan=False, description="How often the server looks for a new snapshot.")
    ] = 2.0
    ingest_workers: Annotated[
        int,
        Field(
            ge=0, le=MOST_WORKERS, description="How many files are read at a time; 0 as many as cores and memory allow."
        ),
    ] = 0
    fetch_ports: Annotated[
        str,
        AfterValidator(_port_list),
        Field(description="Ports of web servers that `praktyki ingest https://...` may ask, commas between."),
    ] = "80,443"
    pdf_extractor: Annotated[
        PdfExtractor,
        Field(description="What reads PDF files: `pypdf`, or `pdfium` (faster; needs the extra `pdfium`)."),
    ] = "pypdf"
    ocr: Annotated[
        Ocr, Field(description="Whether scans are read by OCRmyPDF and Tesseract where they are installed.")
    ] = "auto"
    spacy: Annotated[
        str,
        Field(min_length=1, description="`auto`, `own`, or an entity pipeline of spaCy: a package or a whole path."),
    ] = "auto"
    review: Annotated[
        Review,
        Field(description="Who may review over HTTP without a key: nobody, or programs on this computer."),
    ] = "off"
    session_idle_minutes: Annotated[
        int, Field(ge=1, le=24 * 60, description="A session of the pages ends after so many minutes without a request.")
    ] = 30
    session_hours: Annotated[
        int, Field(ge=1, le=24 * 7, description="A session of the pages ends after so many hours in any case.")
    ] = 12
    routes_url: Annotated[
        str | None,
        AfterValidator(_service_address),
        Field(
            description="Server of OSRM's table service that tells driving times of study visits; not set: estimates."
        ),
    ] = None
    public_address: Annotated[
        str | None,
        AfterValidator(_site_address),
        Field(
            description="Address of the site as others reach it: for links in exported files, and https for safe cookies."
        ),
    ] = None
    log_level: Annotated[
        LogLevel, Field(description="What the log of the server tells: this level and those above.")
    ] = "info"
    log_format: Annotated[
        LogFormat, Field(description="`json`, `text`, or `auto`: text on a terminal, JSON lines elsewhere.")
    ] = "auto"
    metrics: Annotated[
        MetricsFor,
        Field(description="Who may read /metrics: nobody, programs on this computer, or holders of a key."),
    ] = "local"
    stop_delay_seconds: Annotated[
        float,
        Field(ge=0, le=300, allow_inf_nan=False, description="How long a stopping server still takes new requests."),
    ] = 0.0
    stop_seconds: Annotated[
        int, Field(ge=1, le=600, description="How long requests at work may still take when the server stops.")
    ] = 20
    operator_name: Annotated[Line, Field(description="Who runs this service: the name of the institution.")] = None
    operator_address: Annotated[Line, Field(description="Postal address of the operator.")] = None
    operator_email: Annotated[
        Line, Field(description="E-mail of the operator, for questions and removal requests.")
    ] = None
    operator_phone: Annotated[Line, Field(description="Telephone of the operator.")] = None
    operator_contact: Annotated[Line, Field(description="Who answers for accessibility: a post or a unit.")] = None
    operator_building: Annotated[Line, Field(description="How the operator's building can be entered and used.")] = None
    operator_published: Annotated[Day, Field(description="Day on which this service was first published.")] = None
    operator_updated: Annotated[Day, Field(description="Day of its last important change.")] = None
    operator_declared: Annotated[Day, Field(description="Day on which the accessibility statement was made.")] = None

    @property
    def web_ports(self) -> frozenset[int]:
        """`fetch_ports` as numbers."""
        return frozenset(map(int, self.fetch_ports.split(",")))

    @property
    def store_path(self) -> Path:
        """The SQLite file of the store."""
        return self.data_dir / "store.sqlite3"


def read_settings(overrides: Mapping[str, object] | None = None) -> Settings:
    """The settings from the environment, with `overrides` (from the command line) on top. Raises SettingsError."""
    given = dict(overrides or {})
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        values = {str(item["loc"][0]): item["input"] for item in error.errors() if item["loc"]}
        lines = [
            f"{_origin(problem.field, given)} ma złą wartość „{values.get(problem.field)}”: {problem.message}"
            for problem in problems(error)
        ]
        raise SettingsError("\n".join(lines)) from error


def _origin(field: str, given: Mapping[str, object]) -> str:
    return f"Opcja --{field.replace('_', '-')}" if field in given else f"Ustawienie {PREFIX}{field.upper()}"
