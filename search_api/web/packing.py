"""What a person has put together as text that fits into an address or a hidden field, and back.

A version, then base64url of zlib of JSON. zlib's own checksum tells a cut or changed text; nothing is unpacked beyond
MOST_UNPACKED, whatever it claims. What comes out is checked as any other input.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import TypeVar

from pydantic import BaseModel, ValidationError

PREFIX = "1."
LONGEST_LINK = 6_000  # characters in an address: what mail programs and servers on the way let through
LONGEST_FIELD = 600_000  # characters in a hidden field
MOST_UNPACKED = 4 * 2**20  # bytes
_LEVEL = 9
_State = TypeVar("_State", bound=BaseModel)


class BadState(ValueError):
    """A text is no state: cut, changed, too long, or of another version."""


def pack(state: BaseModel) -> str:
    """The state with everything in it, for a hidden field."""
    text = state.model_dump_json(exclude_defaults=True).encode()
    return PREFIX + base64.urlsafe_b64encode(zlib.compress(text, _LEVEL)).decode().rstrip("=")


def link(state: BaseModel) -> str | None:
    """The state for an address; None when it is too long for one."""
    packed = pack(state)
    return packed if len(packed) <= LONGEST_LINK else None


def unpack(packed: str, kind: type[_State], longest: int = LONGEST_FIELD) -> _State:
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
    return read(text, kind)


def read(text: bytes, kind: type[_State]) -> _State:
    """The state of JSON as `pack` writes it. Raises BadState."""
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        raise BadState("not a state") from error
