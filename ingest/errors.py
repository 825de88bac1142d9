"""What can stop one source, with a Polish sentence that says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Literal


class Unreadable(Exception):
    """One file or record cannot become a record. `status` is the outcome it gets, `reason` a Polish sentence."""

    def __init__(self, reason: str, status: Literal["rejected", "empty"] = "rejected") -> None:
        super().__init__(reason)
        self.reason = reason
        self.status: Literal["rejected", "empty"] = status


class SourceMissing(Exception):
    """A path given by the user does not exist."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Nie ma pliku ani folderu „{path}”. Sprawdź ścieżkę i spróbuj ponownie.")
        self.path = path


class ChildBroken(Exception):
    """The program that reads files does not even start. The message is Polish; no file is at fault."""
