"""The log of the server: one line for each request and each fault, as JSON for a service or as text for a terminal.

Errors are told by their types and places, never by their words (corpus/bare_trace.py). Of a foreign library only the sentence of
its own code is taken, without what it would fill in, for that may be what somebody typed.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Literal, TextIO

from corpus.bare_trace import bare_trace
from search_api.operation.observation import CURRENT

LogFormat = Literal["auto", "json", "text"]
LogLevel = Literal["debug", "info", "warning", "error"]
ROOMS = ("corpus", "ingest", "index", "search_api")
# A note on an exception that the log has told already; the HTTP server would tell it once more.
TOLD = "praktyki: told in the log"


def configure(form: LogFormat, level: LogLevel, stream: TextIO | None = None) -> None:
    """Sends all logs of this process to `stream`, stderr when not given. `auto` is text on a terminal, JSON elsewhere.

    `level` is that of our own rooms; foreign libraries tell warnings and errors only.
    """
    target = sys.stderr if stream is None else stream
    handler = logging.StreamHandler(target)
    handler.setFormatter(TextLines() if form == "text" or (form == "auto" and target.isatty()) else JsonLines())
    handler.addFilter(_is_news)
    root = logging.getLogger()
    for earlier in root.handlers[:]:
        root.removeHandler(earlier)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for room in ROOMS:
        logging.getLogger(room).setLevel(level.upper())


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, request_id, fields of the record, error."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": message_of(record),
        }
        if seen := CURRENT.get():
            line["request_id"] = seen.request_id
        line |= {name: value for name, value in fields_of(record).items() if value is not None}
        if error := _error_of(record):
            line["error"] = list(bare_trace(error))
        return json.dumps(line, ensure_ascii=False)


class TextLines(logging.Formatter):
    """A line for people: clock, level, message and fields; a request as "GET /szukaj 200 14.2 ms"."""

    def format(self, record: logging.LogRecord) -> str:
        clock = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        fields = fields_of(record)
        told = message_of(record)
        if "ms" in fields:
            told = f"{fields['method']} {fields['route']} {fields['status']} {fields['ms']} ms"
        lines = [f"{clock} {record.levelname.lower()}: {told}"]
        if error := _error_of(record):
            lines.extend(f"    {place}" for place in bare_trace(error))
        return "\n".join(lines)


def message_of(record: logging.LogRecord) -> str:
    """The sentence of a record on one line; of a foreign library without what would be filled in."""
    own = record.name.partition(".")[0] in (*ROOMS, "uvicorn")
    return " ".join((record.getMessage() if own else str(record.msg)).split())


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What a record of ours carries besides its sentence: `extra={"fields": {...}}`."""
    found = getattr(record, "fields", None)
    return found if isinstance(found, dict) else {}


def _error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if isinstance(record.exc_info, tuple) else None


def _is_news(record: logging.LogRecord) -> bool:
    error = _error_of(record)
    return not (record.name == "uvicorn.error" and TOLD in getattr(error, "__notes__", ()))
