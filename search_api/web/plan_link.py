"""The state of a plan as text for an address or a hidden field (packing.py), and as a file that a person keeps."""

from __future__ import annotations

from pathlib import PurePath

from search_api.web import packing
from search_api.web.packing import LONGEST_FIELD, LONGEST_LINK, MOST_UNPACKED, PREFIX, BadState, pack
from search_api.web.plan_state import PlanState

__all__ = [
    "LONGEST_FIELD",
    "LONGEST_LINK",
    "MOST_UNPACKED",
    "PREFIX",
    "BadState",
    "is_saved",
    "link",
    "pack",
    "read",
    "read_file",
    "save",
    "unpack",
]

LONGEST_FILE = 2 * 2**20  # bytes of a saved file
MARK, LONGEST_MARK = b'"dobre-praktyki-plan"', 200  # stands in the first bytes of a saved file


def link(state: PlanState) -> str | None:
    """The state for an address, without the person's documents; None when it is too long for one."""
    return packing.link(state.without_documents())


def unpack(packed: str, longest: int = LONGEST_FIELD) -> PlanState:
    """The state of a text. Raises BadState."""
    return packing.unpack(packed, PlanState, longest)


def save(state: PlanState) -> bytes:
    """The state as a file that a person keeps."""
    return (state.model_copy(update={"notes": ()}).model_dump_json(indent=1, exclude_defaults=False) + "\n").encode()


def read(text: bytes) -> PlanState:
    """The state of JSON as `save` or `pack` write it. Raises BadState."""
    return packing.read(text, PlanState)


def read_file(content: bytes) -> PlanState:
    """The state of a file that a person kept. Raises BadState for a file of anything else."""
    if len(content) > LONGEST_FILE or MARK not in content[:LONGEST_MARK]:
        raise BadState("not a saved plan")
    return read(content)


def is_saved(file_name: str) -> bool:
    """Whether a file is named as a saved plan."""
    return PurePath(file_name).suffix.lower() == ".json"
