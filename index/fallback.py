"""Which snapshot is opened: the current one, or the newest whole one when that is damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from index import snapshot

Opened = TypeVar("Opened")


def open_newest(data_dir: Path, open_one: Callable[[Path], Opened]) -> tuple[Opened, str | None]:
    """What `open_one` makes of the current snapshot, and None; or of an earlier one, and Polish words on the damage.

    Raises NoSnapshot, and the SnapshotError of the current one when that cannot be opened and no other can.
    """
    folder = snapshot.current(data_dir)
    while folder is not None:
        try:
            return open_one(folder), None
        except snapshot.SnapshotDamaged as error:
            damage = error
        now = snapshot.current(data_dir)
        if now == folder:
            return _earlier(data_dir, folder, open_one, damage)
        # Builds have published others meanwhile, and the last of them has taken this one away: nothing is damaged.
        folder = now
    raise snapshot.NoSnapshot(f"W folderze „{data_dir}” nie ma jeszcze indeksu. Zbuduj go: praktyki build.")


def _earlier(
    data_dir: Path, damaged: Path, open_one: Callable[[Path], Opened], damage: snapshot.SnapshotDamaged
) -> tuple[Opened, str]:
    for folder in snapshot.published(data_dir):
        if folder != damaged:
            try:
                return open_one(folder), f"{damage} Do tego czasu działa najnowszy cały indeks, {folder.name}."
            except snapshot.SnapshotError:
                continue
    raise damage
