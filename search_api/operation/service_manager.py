"""Tells the service manager when the server answers and when it is about to stop: sd_notify(3), one datagram each.

Without a service manager (no NOTIFY_SOCKET) nothing happens.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress

READY, STOPPING = "READY=1", "STOPPING=1"


def notify(state: str) -> None:
    """Sends one state. A manager that does not listen is no reason to stop: it has time limits of its own."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return
    # A name in the abstract space is written with "@" for its first byte.
    place = "\0" + address[1:] if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender, suppress(OSError):
        sender.sendto(state.encode(), place)
