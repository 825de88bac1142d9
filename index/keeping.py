"""Which snapshots stay beside the current one, and for how long."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from index import snapshot

LEAST_KEPT = 2  # the one that serves and the one to fall back on

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Keeping:
    """At most `count` snapshots stay, and those that are older than `days` go; the current one and the newest whole one beside
    it stay in any case."""

    count: int = 3
    days: int = 30


def collect(data_dir: Path, keeping: Keeping) -> tuple[str, ...]:
    """Removes the snapshots that need not stay; hold `snapshot.building`. Returns their names, the newest first.

    What is open in another process stays readable there. One that the disk will not let go is told in the log: the next
    build tries again.
    """
    current = snapshot.current(data_dir)
    others = [path for path in snapshot.published(data_dir) if path != current]
    fallback = _newest_whole(others)
    spare = [path for path in others if path != fallback]
    since = datetime.now(UTC) - timedelta(days=keeping.days)
    room = max(keeping.count, LEAST_KEPT) - 1 - (fallback is not None)
    kept = [path for path in spare if _is_since(path, since)][: max(room, 0)]
    removed: list[str] = []
    for path in spare:
        if path in kept:
            continue
        try:
            snapshot.remove(path)
        except OSError as error:
            _log.warning("nie udało się usunąć starego indeksu %s: %s", path, error)
        else:
            removed.append(path.name)
    return tuple(removed)


def _newest_whole(folders: list[Path]) -> Path | None:
    for folder in folders:
        try:
            snapshot.verify(folder, snapshot.read_manifest(folder))
        except snapshot.SnapshotDamaged:
            continue
        return folder
    return None


def _is_since(folder: Path, since: datetime) -> bool:
    try:
        return datetime.fromisoformat(snapshot.read_manifest(folder).created) >= since
    except (snapshot.SnapshotDamaged, ValueError, TypeError):
        return False  # what cannot be opened, or has no date, is of no use to anybody
