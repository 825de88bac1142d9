"""What a backup is: one ZIP file with the store, the keys and the index, and a manifest that vouches for each of them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

VERSION = 1
MANIFEST = "manifest.json"
STORE = "store.sqlite3"
ACCESS = "access.sqlite3"
SNAPSHOT = "snapshot/"
MOST_MANIFEST_BYTES = 16_000_000

# Parts of letters, digits, dots, dashes and underscores; none begins with a dot, so none leads out of the folder.
FileName = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Za-z_][0-9A-Za-z_.-]*(/[0-9A-Za-z_.][0-9A-Za-z_-][0-9A-Za-z_.-]*)*$")
]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class BackupError(RuntimeError):
    """A backup cannot be made, read or put in place. The message is Polish and says what to do."""


class BackupDamaged(BackupError):
    """The file is no backup of ours, or some of it is missing or changed."""


class DataThere(BackupError):
    """There are data in the folder, and nobody said that they may be replaced."""


class FileFact(BaseModel):
    """Size in bytes and sha256 of a file of the backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: Annotated[int, Field(ge=0)]
    sha256: Digest


class BackupManifest(BaseModel):
    """`created` is UTC (ISO 8601), `program` the version that made it, `records` the counts by kind, `fingerprint` that of the
    store, `snapshot` the name of the index in it, None when there is none. `seal` is the sha256 of all the rest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["dobre-praktyki-backup"] = "dobre-praktyki-backup"
    version: int = VERSION
    created: str
    program: str
    store_schema: int
    access_schema: int | None
    records: dict[str, int]
    fingerprint: Digest
    snapshot: FileName | None
    files: dict[FileName, FileFact]
    seal: str = ""

    def sealed(self) -> BackupManifest:
        """The same with its seal."""
        return self.model_copy(update={"seal": self._seal()})

    def is_whole(self) -> bool:
        """False when a value was changed after sealing."""
        return self.seal == self._seal()

    @property
    def size(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(fact.size for fact in self.files.values())

    def _seal(self) -> str:
        return hashlib.sha256(self.model_copy(update={"seal": ""}).model_dump_json().encode()).hexdigest()


def snapshot_folder(unpacked: Path) -> Path:
    """Where the files of the index lie in an unpacked backup."""
    return unpacked / SNAPSHOT.rstrip("/")
