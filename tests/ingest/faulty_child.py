"""A reading child that misbehaves on files of certain names, for tests of what the parent does then."""

from __future__ import annotations

import sys

# What befalls a document by the beginning of its file name.
FAULTS = {
    "petla": "while True: pass",
    "czeka": "time.sleep(3600)",
    "pamiec": "held = [bytes(2**20) for _ in range(10**6)]",
    "pamiec_powoli": "grow()",
    "ginie": "os.kill(os.getpid(), signal.SIGKILL)",
    "pada": "ctypes.string_at(0)",
    "konczy": "os._exit(0)",
    "blad": "raise ZeroDivisionError",
    "smieci": "os.write(ANSWERS, b'nie ma takiej ramki\\n')",
    "zalewa": "[os.write(ANSWERS, b'document ' + bytes(2**20)) for _ in range(100)]",
    "pisze": "print('document {}', flush=True); os.system('echo halo; echo halo >&2')",
    "siec": "network()",
    "zapis": "writing()",
    "otoczenie": "environment()",
    "tymczasowe": "temporary()",
    "duzy_plik": "huge()",
    "potomek": "offspring()",
    "dluga_praca": "time.sleep(1.5)",
}

_PROGRAM = f"""
import ctypes, os, pathlib, signal, socket, subprocess, sys, tempfile, time
from ingest import child, reading
from ingest.errors import Unreadable

FAULTS = {FAULTS!r}
ANSWERS = -1

def grow():
    held = []
    while True:
        held.append(bytes(b"x" * 2**20))
        time.sleep(0.001)

def refused(told):
    raise Unreadable(str(told))

def network():
    found = []
    for family, kind in ((socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET6, socket.SOCK_DGRAM)):
        try:
            with socket.socket(family, kind) as one:
                one.connect(("127.0.0.1" if family == socket.AF_INET else "::1", 9))
            found.append("open")
        except PermissionError:
            found.append("forbidden")
        except OSError as error:
            found.append(type(error).__name__)
    found.append(subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], capture_output=True).returncode)
    refused(found)

def writing():
    target = pathlib.Path(os.environ["TMPDIR"]).parents[1] / "poza.txt"
    found = []
    make, folder, remove = lambda: target.write_text("x"), target.with_name("folder").mkdir, pathlib.Path(SEEN).unlink
    for attempt in (make, folder, remove):
        try:
            attempt()
            found.append("written")
        except PermissionError:
            found.append("forbidden")
    code = subprocess.run(["sh", "-c", f"echo x > {{target}}"], capture_output=True).returncode
    refused([*found, code])

def environment():
    refused(sorted(os.environ))

def temporary():
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"x")
    refused(len(list(pathlib.Path(os.environ["TMPDIR"]).iterdir())))

def huge():
    with tempfile.TemporaryFile() as file:
        for _ in range(1000):
            file.write(bytes(2**20))

def offspring():
    subprocess.run([sys.executable, "-c", "held = bytes(b'x') * (3 * 10**8); import time; time.sleep(3600)"])

original = reading.read_document
SEEN = ""

def read_document(data, name, loader):
    global SEEN
    SEEN = data.decode(errors="replace").strip()
    fault = FAULTS.get(pathlib.PurePath(name).stem.rstrip("0123456789"))
    if fault is not None:
        exec(fault)
    return original(data, name, loader)

reading.read_document = read_document
opened = child._channel

def channel():
    global ANSWERS
    orders, answers = opened()
    ANSWERS = answers.fileno()
    return orders, answers

child._channel = channel
child.main()
"""

FAULTY_CHILD = (sys.executable, "-P", "-c", _PROGRAM)
