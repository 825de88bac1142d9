"""Names of persons, places, institutions, dates and hours in Polish text, by spaCy.

The pipeline is `pl_core_news_sm` where that package is installed, else the one that the project trained and ships
(`ingest/models/entities`); the setting PRAKTYKI_SPACY names another. All have the same labels. spaCy is imported on the
first call, and only here, in `name_features` and in the training.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from spacy.language import Language

Label = Literal["persName", "placeName", "geogName", "orgName", "date", "time"]
LABELS: tuple[Label, ...] = get_args(Label)

OWN = Path(__file__).parent / "models" / "entities"
PACKAGE = "pl_core_news_sm"
# Read where it is used, since a file may be parsed in a process of its own, which inherits the environment alone.
VARIABLE = "PRAKTYKI_SPACY"
AUTO = "auto"
OWN_NAME = "own"

# Longer texts go in pieces: the memory of a pass grows with the length of its text.
PIECE_CHARACTERS = 20_000
BATCH = 64
_RECOGNISER = "ner"
_VECTORS = "tok2vec"
_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"[.!?…]\s+"), re.compile(r"\s+"))


@dataclass(frozen=True, slots=True)
class Entity:
    """`text` stands at [start, end) of the text that was read."""

    label: Label
    start: int
    end: int
    text: str


class PipelineMissing(RuntimeError):
    """The pipeline that the setting names is not there. The message is Polish and says what to do."""


def entities(text: str) -> tuple[Entity, ...]:
    """The entities of a text in order, without overlap. Raises PipelineMissing."""
    (found,) = entities_of([text])
    return found


def entities_of(texts: Sequence[str]) -> list[tuple[Entity, ...]]:
    """The entities of each text, read in batches. Raises PipelineMissing."""
    pieces = [(number, start, piece) for number, text in enumerate(texts) for start, piece in _pieces(text)]
    found: list[list[Entity]] = [[] for _ in texts]
    documents = pipeline(chosen()).pipe((piece for _, _, piece in pieces), batch_size=BATCH)
    for (number, start, piece), document in zip(pieces, documents, strict=True):
        for span in document.ents:
            if span.label_ in LABELS:
                text = piece[span.start_char : span.end_char]
                found[number].append(Entity(span.label_, start + span.start_char, start + span.end_char, text))
    return [tuple(one) for one in found]


def chosen() -> str:
    """The setting: `auto`, `own`, the name of an installed package, or the whole path of a folder."""
    return os.environ.get(VARIABLE, "").strip() or AUTO


def check() -> str:
    """A Polish line about the pipeline in use, without loading it. Raises PipelineMissing."""
    if not _is_installed("spacy"):
        raise PipelineMissing("Brakuje pakietu spacy. Zainstaluj go: pip install spacy.")
    name = chosen()
    where = source(name)
    return "własny potok" if where == str(OWN) else where


def source(name: str) -> str:
    """What the setting `name` stands for here: the name of a package, or a folder. Raises PipelineMissing."""
    if name == AUTO:
        return PACKAGE if _is_installed(PACKAGE) else source(OWN_NAME)
    path = OWN if name == OWN_NAME else Path(name)
    if path.is_absolute() and (path / "meta.json").is_file():
        return str(path)
    if name.isidentifier() and _is_installed(name):
        return name
    raise PipelineMissing(
        f"Nie ma potoku spaCy „{name}” (ustawienie {VARIABLE}). Podaj całą ścieżkę folderu z potokiem albo nazwę "
        f"zainstalowanego pakietu, zainstaluj {PACKAGE} poleceniem „make polish-model” albo ustaw „{OWN_NAME}”."
    )


def _is_installed(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def fingerprint() -> str:
    """Names the pipeline in use: language, name, version, and 16 hex digits over its weights and its dictionary.

    Raises PipelineMissing.
    """
    from corpus.lemmas import fingerprint as dictionary

    nlp = pipeline(chosen())
    digest = hashlib.sha256(nlp.to_bytes(exclude=["tokenizer", "vocab"]) + dictionary().encode())
    return f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}-{digest.hexdigest()[:16]}"


@cache
def pipeline(name: str) -> Language:
    """Tokenizer and entity recogniser of the chosen pipeline; parser, tagger and the like are not loaded."""
    where = source(name)
    import spacy

    from ingest import name_features

    needed = {_RECOGNISER, _VECTORS, name_features.NAME}
    folder = Path(where) if Path(where).is_dir() else spacy.util.get_package_path(where)
    others = [pipe for pipe in spacy.util.load_meta(folder / "meta.json")["pipeline"] if pipe not in needed]
    nlp = spacy.load(where, exclude=others)
    if _RECOGNISER not in nlp.pipe_names:
        raise PipelineMissing(f"Potok spaCy „{name}” nie rozpoznaje nazw (nie ma części „{_RECOGNISER}”).")
    if _VECTORS in nlp.pipe_names and not getattr(nlp.get_pipe(_VECTORS), "listening_components", ()):
        nlp.remove_pipe(_VECTORS)
    return nlp


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of at most PIECE_CHARACTERS with their offsets, cut at a paragraph, a sentence or a space."""
    start = 0
    while len(text) - start > PIECE_CHARACTERS:
        end = start + PIECE_CHARACTERS
        breaks: Iterable[list[int]] = (
            [match.end() for match in pattern.finditer(text, start + PIECE_CHARACTERS // 2, end)] for pattern in _BREAKS
        )
        end = next((places[-1] for places in breaks if places), end)
        yield start, text[start:end]
        start = end
    yield start, text[start:]
