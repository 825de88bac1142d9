"""One text for everything that decides how a file is read, so that a file is read anew when any of it has changed.

It covers the code of the rooms `ingest` and `corpus` with their data (not the starter practices), the versions of the
libraries that read, and which programs are there to help: a scan that was "wymaga OCR" is read when tesseract has come.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

import corpus
import ingest
from ingest import entities, libreoffice, ocr
from ingest.loaders import pdf

# openpyxl reads with lxml and defusedxml where they are installed.
_LIBRARIES = (
    *("pypdf", "pypdfium2", "trafilatura", "lxml", "openpyxl", "defusedxml"),
    *("morfeusz2", "pydantic", "spacy", "pl-core-news-sm"),
)
_PROGRAMS = ("ocrmypdf", "tesseract", *libreoffice.PROGRAMS)
# Settings from the environment that change how a file is read.
READING_SETTINGS = (entities.VARIABLE, pdf.VARIABLE, ocr.VARIABLE)
_LEFT_OUT = frozenset({"practices", "training", "__pycache__"})


@cache
def reading_fingerprint() -> str:
    """64 hex digits. Read once in a process."""
    digest = hashlib.sha256()
    for room in (corpus, ingest):
        folder = Path(str(room.__file__)).parent
        for path in sorted(folder.rglob("*")):
            below = path.relative_to(folder)
            if path.is_file() and _LEFT_OUT.isdisjoint(below.parts):
                digest.update(f"{room.__name__}/{below.as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    told = [sys.version, *(f"{name} {_version(name)}" for name in _LIBRARIES)]
    told += [f"{name} {shutil.which(name) is not None}" for name in _PROGRAMS]
    told += sorted(libreoffice.parts(office)) if (office := libreoffice.installed()) is not None else []
    told += [f"{name}={os.environ.get(name, '')}" for name in READING_SETTINGS]
    digest.update("\0".join(told).encode())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "-"
