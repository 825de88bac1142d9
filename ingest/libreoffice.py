"""Old office formats through LibreOffice, when it is installed: one file, one short-lived process, one profile of its own.

The profile lies in a temporary folder, runs no macros and follows no links; the program gets a time limit and ends with the
process that asked. It runs inside the reading child, so the limits and guards of that child hold for it too.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest import limits
from ingest.errors import Unreadable
from ingest.programs import passed_on, run

PROGRAMS = ("soffice", "libreoffice")
# The parts that may be installed each without the others, as Debian packs them, and how the library of each begins.
WRITER, CALC, IMPRESS = "Writer", "Calc", "Impress"
_PARTS = {WRITER: "sw", CALC: "sc", IMPRESS: "sd"}
_FAILED = (
    "LibreOffice nie odczytał tego pliku: jest uszkodzony albo zaszyfrowany. Otwórz go w programie, w którym powstał, "
    "i zapisz jako .docx, .xlsx albo PDF."
)
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_NEVER = 2
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", str(_NEVER)),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", str(_NEVER)),
)
# The first start in a new profile may end with the wish to be started again (desktop/inc/app.hxx).
_STARTS, _START_AGAIN = 2, frozenset({79, 81})
# It insists on a socket in one of these and would not start without.
SOCKET_PLACES = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108
_PASSED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "TMPDIR", "TMP", "TEMP")


def installed() -> Path | None:
    """The program, None where there is none. The one behind the launching script, so that ending it ends it all."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name)) is not None), None)
    if found is None:
        return None
    program = Path(found).resolve()
    behind = program.with_name("soffice.bin")
    return behind if behind.exists() else program


def parts(program: Path) -> frozenset[str]:
    """Which of Writer, Calc and Impress are there: all, where the folder of the program shows none of their libraries."""
    folders = (program.parent, program.parent.parent / "Frameworks")
    found = {path.name for folder in folders for path in folder.glob("*s[wcd]lo.*")}
    shown = frozenset(part for part, library in _PARTS.items() if any(f"{library}lo." in name for name in found))
    return shown or frozenset(_PARTS)


def convert(
    data: bytes,
    suffix: str,
    target: str,
    program: Path,
    *,
    source_filter: str | None = None,
    seconds: int = limits.CONVERSION_SECONDS.value,
) -> bytes:
    """The file in another format. `suffix` is that of the source with its dot, `target` that of the result without
    ("docx", "xlsx", "pdf"). `source_filter` is what LibreOffice calls the format of the source: without it a damaged sheet is
    read as plain text. Raises `Unreadable` when LibreOffice gives nothing, too much, or takes longer than `seconds`.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, profile = folder / f"plik{suffix}", folder / "profile"
        source.write_bytes(data)
        _write_settings(profile)
        result = folder / "wynik" / f"plik.{target}"
        for start in range(_STARTS):
            command = [
                *(str(program), f"-env:UserInstallation={profile.as_uri()}"),
                *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"),
                *((f"--infilter={source_filter}",) if source_filter else ()),
                *("--convert-to", target, "--outdir", str(folder / "wynik"), str(source)),
            ]
            code = _run(command, folder, seconds)
            if result.is_file() or code not in _START_AGAIN:
                break
            # The name of a profile is that of a socket, which the confined program can make and not remove.
            profile = profile.rename(folder / f"profile{start}")
        if not result.is_file():
            raise Unreadable(_FAILED)
        limits.DOCUMENT_BYTES.check(result.stat().st_size)
        return result.read_bytes()


def _run(command: list[str], folder: Path, seconds: int) -> int:
    """The exit code of the program. Raises `Unreadable` when it does not end in time."""
    environment = passed_on(_PASSED_ON) | {"HOME": str(folder), "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    try:
        return run(command, folder, environment, seconds)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(limits.CONVERSION_SECONDS.message) from error


def remove_left_sockets() -> None:
    """Removes sockets of LibreOffice at which nobody listens: a confined one cannot remove its own."""
    if sys.platform != "linux":
        return
    for path in (found for place in SOCKET_PLACES for found in place.glob(f"OSL_PIPE_{os.getuid()}_*")):
        with socket.socket(socket.AF_UNIX) as asking:
            try:
                asking.connect(str(path))
            except ConnectionRefusedError:
                path.unlink(missing_ok=True)
            except OSError:
                continue


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    folder = profile / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
