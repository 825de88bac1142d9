"""Text of scanned pages by OCRmyPDF and Tesseract, when both and the Polish language are installed.

Only the pages without text are handed over, in a file of their own in a temporary folder. The programs run one page at a
time, within a time limit, and end with the process that asked; inside the reading child its limits hold for them too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest import limits
from ingest.programs import passed_on, run

# Read where it is used: the reading child inherits nothing but the environment.
VARIABLE = "PRAKTYKI_OCR"
OFF = "off"
LANGUAGE, ORIENTATION = "pol", "osd"

_ASKING_SECONDS = 20
# Tesseract knows no list signs and takes them for what looks alike.
_MISREAD_BULLET = re.compile(r"^\s*[+»«*°¢] (?=\w)")
_PAGE_END = "\f"
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Recognised:
    """Lines of text by page number; `late`: pages whose turn did not come within the time limit."""

    texts: Mapping[int, str]
    late: tuple[int, ...] = ()


@cache
def languages() -> frozenset[str]:
    """The languages that Tesseract can read here; none when a program is missing."""
    if shutil.which("ocrmypdf") is None or (tesseract := shutil.which("tesseract")) is None:
        return frozenset()
    try:
        told = subprocess.run(  # noqa: S603 (a list, no shell)
            [tesseract, "--list-langs"], capture_output=True, timeout=_ASKING_SECONDS, check=True, env=_environment()
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(told.stdout.decode("utf-8", "replace").split())


def available() -> bool:
    """True when scans can be read here and the setting allows it."""
    return os.environ.get(VARIABLE, "").strip() != OFF and LANGUAGE in languages()


def recognise(
    pages: Sequence[int], single_page: Callable[[int], bytes | None], seconds: int = limits.OCR_SECONDS.value
) -> Recognised:
    """Reads the pages one by one. `single_page` gives a PDF with just that page, None when it cannot.

    A page on which nothing is found, or on which the programs fail, is not among the texts.
    """
    texts: dict[int, str] = {}
    deadline = time.monotonic() + seconds
    for place, number in enumerate(pages):
        left = deadline - time.monotonic()
        if left <= 0:
            return Recognised(texts, tuple(pages[place:]))
        data = single_page(number)
        try:
            text = _read(data, left) if data is not None else ""
        except subprocess.TimeoutExpired:
            return Recognised(texts, tuple(pages[place:]))
        if text.strip():
            texts[number] = text
    return Recognised(texts)


def _read(data: bytes, seconds: float) -> str:
    """The text of a PDF of one page. Raises TimeoutExpired."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, told = folder / "strona.pdf", folder / "strona.txt"
        source.write_bytes(data)
        turned = ["--rotate-pages"] if ORIENTATION in languages() else []
        run(
            [
                *("ocrmypdf", "--language", LANGUAGE, "--force-ocr", *turned, "--jobs", "1", "--quiet"),
                *("--output-type", "none", "--optimize", "0", "--sidecar", str(told), str(source), "-"),
            ],
            folder,
            _environment() | {"TMPDIR": str(folder), "HOME": str(folder), "OMP_THREAD_LIMIT": "1"},
            seconds,
        )
        return told.read_text(encoding="utf-8", errors="replace").replace(_PAGE_END, "\n") if told.is_file() else ""


def _environment() -> dict[str, str]:
    return passed_on(_PASSED_ON) | {"LC_ALL": "C.UTF-8"}


def flowed(text: str) -> str:
    """Lines of Tesseract as the layout "flowed" has them: within a paragraph all but the last line were wrapped."""
    lines = [_MISREAD_BULLET.sub("• ", line.rstrip()) for line in text.split("\n")]
    following = [*lines[1:], ""]
    return "\n".join(line + " " * bool(line and after) for line, after in zip(lines, following, strict=True))
