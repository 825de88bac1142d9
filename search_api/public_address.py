"""The address of this site as others reach it: for links in files, and for addresses that people copy."""

from __future__ import annotations

import re

from fastapi import Request

from search_api.settings import Settings

_HOST = re.compile(r"(?:[a-z0-9]+(?:[.-][a-z0-9]+)*|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?", re.IGNORECASE)
_LONGEST_HOST = 260  # characters: a name of 253 and a port


def of_request(request: Request, settings: Settings) -> str:
    """Scheme and host without a slash at the end: the setting, else what the request itself was sent to.

    A Host that is no name of a host is not repeated: then it is the address on which the server listens.
    """
    if settings.public_address is not None:
        return settings.public_address
    host = request.headers.get("host", "")
    if len(host) <= _LONGEST_HOST and _HOST.fullmatch(host):
        return f"{request.url.scheme}://{host}"
    return f"http://{settings.host}:{settings.port}"
