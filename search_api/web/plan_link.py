"""The state of a plan as text that fits into an address or a hidden field, and back.

A version, then base64url of zlib of JSON. zlib's own checksum tells a cut or changed text; nothing is unpacked beyond
MOST_UNPACKED, whatever it claims. What comes out is checked as any other input.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from pathlib import PurePath

from pydantic import ValidationError

from search_api.web.plan_state import PlanState

PREFIX = "1."
LONGEST_LINK = 6_000  # characters in an address: what mail programs and servers on the way let through
LONGEST_FIELD = 600_000  # characters in a hidden field
MOST_UNPACKED = 4 * 2**20  # bytes
LONGEST_FILE = 2 * 2**20  # bytes of a saved file
MARK, LONGEST_MARK = b'"dobre-praktyki-plan"', 200  # stands in the first bytes of a saved file
_LEVEL = 9


class BadState(ValueError):
    """A text is no state of a plan: cut, changed, too long, or of another version."""


def pack(state: PlanState) -> str:
    """The state with everything in it, for a hidden field."""
    text = state.model_dump_json(exclude_defaults=True).encode()
    return PREFIX + base64.urlsafe_b64encode(zlib.compress(text, _LEVEL)).decode().rstrip("=")


def link(state: PlanState) -> str | None:
    """The state for an address, without the person's documents; None when it is too long for one."""
    packed = pack(state.without_documents())
    return packed if len(packed) <= LONGEST_LINK else None


def unpack(packed: str, longest: int = LONGEST_FIELD) -> PlanState:
    """The state of a text. Raises BadState."""
    if len(packed) > longest or not packed.startswith(PREFIX) or not packed.isascii():
        raise BadState("length or version")
    body = packed.removeprefix(PREFIX)
    try:
        squeezed = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(squeezed, MOST_UNPACKED)
    except (binascii.Error, zlib.error) as error:
        raise BadState("cannot be unpacked") from error
    if not unpacking.eof or unpacking.unused_data:
        raise BadState("cut, or larger than allowed")
    return read(text)


def save(state: PlanState) -> bytes:
    """The state as a file that a person keeps."""
    return (state.model_copy(update={"notes": ()}).model_dump_json(indent=1, exclude_defaults=False) + "\n").encode()


def read(text: bytes) -> PlanState:
    """The state of JSON as `save` or `pack` write it. Raises BadState."""
    try:
        return PlanState.model_validate_json(text)
    except ValidationError as error:
        raise BadState("not a state") from error


def read_file(content: bytes) -> PlanState:
    """The state of a file that a person kept. Raises BadState for a file of anything else."""
    if len(content) > LONGEST_FILE or MARK not in content[:LONGEST_MARK]:
        raise BadState("not a saved plan")
    return read(content)


def is_saved(file_name: str) -> bool:
    """Whether a file is named as a saved plan."""
    return PurePath(file_name).suffix.lower() == ".json"
