"""Trains the own entity pipeline on the NKJP sub-corpus of a million words and measures it on the tenth that it never saw.

    python -m ingest.training.entities ../shared/data ingest/models/entities

About half an hour on one core. The corpora that spaCy reads stay under `build/entities`; the measurement can be repeated:

    python -m spacy evaluate ingest/models/entities build/entities/held_out.spacy --code ingest/name_features.py
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.cli.evaluate import evaluate
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config

from ingest import name_features  # noqa: F401 (registers the component that the recipe names)
from ingest.training.nkjp import Sample, Sentence, samples

CORPUS = Path("ner/nkjp1m_ner.iob")
CONFIG = Path(__file__).parent / "entities.cfg"
WORK = Path("build/entities")
LANGUAGE = "pl"
HELD_OUT = 0
# One document in twenty of the rest chooses the best step of the training.
CHOOSING = 20
LONGEST_PARAGRAPH = 5

META = {
    "name": "dobre_praktyki_entities",
    "version": "1.0.0",
    "description": "Names of persons, places and institutions, dates and hours in Polish text",
    "license": "GPL-3.0",
    "spacy_version": ">=3.8.0,<3.9.0",
    "sources": [{"name": "NKJP, manually annotated 1-million word subcorpus", "license": "GPL-3.0"}],
}


@dataclass(frozen=True, slots=True)
class Corpora:
    """The files that spaCy reads: to learn from, to choose the best step by, to measure with."""

    train: Path
    choose: Path
    held_out: Path


def write_corpora(corpus: Iterable[Sample], folder: Path, seed: int = 0) -> Corpora:
    """Splits whole documents, the same way in every run, and joins their sentences to paragraphs of one to five."""
    found = Corpora(folder / "train.spacy", folder / "dev.spacy", folder / "held_out.spacy")
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = spacy.blank(LANGUAGE)
    chance = random.Random(seed)  # noqa: S311 (no secret)
    bins = {path: DocBin() for path in (found.train, found.choose, found.held_out)}
    for number, sample in enumerate(corpus):
        path = found.held_out if sample.tenth == HELD_OUT else found.choose if number % CHOOSING == 0 else found.train
        for paragraph in _paragraphs(sample.sentences, chance):
            bins[path].add(_document(tokenizer, paragraph))
    for path, documents in bins.items():
        documents.to_disk(path)
    return found


def train(corpora: Corpora, *, max_steps: int | None = None) -> Language:
    """The pipeline at its best step. `max_steps` replaces that of the recipe (`entities.cfg`); the score is printed on the way."""
    overrides: dict[str, str | int] = {"paths.train": str(corpora.train), "paths.dev": str(corpora.choose)}
    if max_steps is not None:
        overrides |= {"training.max_steps": max_steps, "training.eval_frequency": max_steps}
    nlp = init_nlp(load_config(CONFIG, overrides=overrides))
    with tempfile.TemporaryDirectory() as folder:
        train_loop(nlp, Path(folder), stdout=sys.stdout, stderr=sys.stderr)
        return spacy.load(Path(folder) / "model-best")


def write_model(nlp: Language, folder: Path) -> None:
    """Saves the pipeline without the words of the training text, which it does not need: features are hashed."""
    nlp.meta.update(META)
    nlp.to_disk(folder)
    labels = sorted(label for pipe in nlp.pipe_labels.values() for label in pipe)
    (folder / "vocab" / "strings.json").write_text(json.dumps(labels), encoding="utf-8")


def _paragraphs(sentences: Sequence[Sentence], chance: random.Random) -> Iterator[Sequence[Sentence]]:
    start = 0
    while start < len(sentences):
        end = start + chance.randint(1, LONGEST_PARAGRAPH)
        yield sentences[start:end]
        start = end


def _document(tokenizer: Language, sentences: Sequence[Sentence]) -> Doc:
    """One text with its entities. An entity that ends within a token of spaCy takes the whole token."""
    document = tokenizer.make_doc(" ".join(sentence.text for sentence in sentences))
    found: list[Span] = []
    offset = 0
    for sentence in sentences:
        for span in sentence.spans:
            entity = document.char_span(offset + span.start, offset + span.end, span.label, alignment_mode="expand")
            if entity is not None and (not found or found[-1].end <= entity.start):
                found.append(entity)
        offset += len(sentence.text) + 1
    document.ents = tuple(found)
    return document


def main() -> None:
    parser = argparse.ArgumentParser(description="Trains the own entity pipeline.")
    parser.add_argument("data", type=Path, help="folder with ner/nkjp1m_ner.iob")
    parser.add_argument("model", type=Path, help="folder that the pipeline is written to")
    parser.add_argument("--work", type=Path, default=WORK, help="folder for the corpora that spaCy reads")
    given = parser.parse_args()
    with (given.data / CORPUS).open(encoding="utf-8") as lines:
        corpora = write_corpora(samples(lines), given.work)
    write_model(train(corpora), given.model)
    evaluate(str(given.model), corpora.held_out, output=given.work / "scores.json")


if __name__ == "__main__":
    main()
