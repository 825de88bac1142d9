"""Trains the own encoder from `shared/data`: the whole way from text to the model folder.

    python -m index.training.train ../shared/data index/models/own

First vectors of lemmas from the company they keep in running text (`train`), then what a lexicon of local life knows of them
(`index.training.lexicon`), then tuning on needs and the practices that answer them (`index.training.contrastive`).
"""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from tqdm import tqdm

from corpus.cards import STARTER, load_folder
from corpus.lemmas import fingerprint, lemmas, lemmatiser
from index.judgements import TUNING_JUDGEMENTS, TUNING_NEEDS, read_needs
from index.lexicon import read_lexicon
from index.training.contrastive import Tuning, tune
from index.training.lexicon import taught
from index.training.model_folder import write_model
from index.training.pairs import (
    Ids,
    Material,
    judged_base,
    read_concepts,
    read_examples,
    real_examples,
    word_pairs,
)
from index.training.statistics import cooccurrences, read_corpus
from index.training.texts import paragraphs
from index.training.vectors import Matrix, factorise, ppmi, sif_weights


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of one training run. `window` is in lemmas; `sif_a` is the a of the SIF weight a / (a + p)."""

    min_count: int = 5
    max_vocabulary: int = 50_000
    window: int = 8
    dimensions: int = 256
    sif_a: float = 3e-4
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Trained:
    """Weighted vectors [V, D] float32 of the lemmas in `vocabulary`."""

    vocabulary: tuple[str, ...]
    vectors: Matrix
    tokens: int


def train(texts: Iterable[str], recipe: Recipe) -> Trained:
    """PPMI-SVD vectors with SIF weights over the lemmas of the texts."""
    corpus = read_corpus(texts, lemmatiser(), recipe.min_count, recipe.max_vocabulary)
    vectors = factorise(ppmi(cooccurrences(corpus, recipe.window)), recipe.dimensions, recipe.seed)
    weighted = vectors * sif_weights(corpus.counts, recipe.sif_a)[:, None]
    return Trained(corpus.vocabulary, _scaled(weighted), int((corpus.ids >= 0).sum()))


def text_fingerprint(texts: Iterable[str]) -> str:
    """16 hex digits over the training text."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode())
    return digest.hexdigest()[:16]


def tuned(trained: Trained, data: Path, tuning: Tuning) -> Trained:
    """Rows taught by the lexicon and tuned on the pairs and the thesaurus under `data` and on the starter practices."""
    words = read_lexicon()
    vocabulary, vectors = taught(trained.vocabulary, trained.vectors, words)
    numbers = {lemma: number for number, lemma in enumerate(vocabulary)}

    def ids(text: str) -> Ids:
        return tuple(numbers[lemma] for lemma in lemmas(text) if lemma in numbers)

    practices = sorted(load_folder(STARTER), key=lambda practice: practice.id)
    material = Material(
        invented=read_examples(data / "synthetic/pairs.jsonl", ids),
        real=real_examples(practices, ids),
        judged=judged_base(practices, read_needs(TUNING_NEEDS, TUNING_JUDGEMENTS), ids),
        concepts=read_concepts(data / "synthetic/thesaurus.jsonl", ids),
        words=word_pairs(words, ids),
    )
    return Trained(vocabulary, _scaled(tune(vectors, material, tuning)), trained.tokens)


def _scaled(rows: Matrix) -> Matrix:
    """Rows brought into [-1, 1], where 16-bit numbers are finest; lengths of texts are brought to 1 anyway."""
    return np.asarray(rows / float(np.abs(rows).max()), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class TrainingReport:
    """What one run made: lemmas in the model, lemmas read, seconds of wall time."""

    vocabulary: int
    tokens: int
    seconds: float


def run(data: Path, folder: Path, *, untuned: bool = False) -> TrainingReport:
    """Trains from `data` and writes the model into `folder`; `untuned` stops before the tuning, for comparison.

    Raises FileNotFoundError when a source is not there.
    """
    start = time.perf_counter()
    recipe, tuning = Recipe(), Tuning()
    trained = train(tqdm(paragraphs(data), desc="lemmatising", disable=None), recipe)
    if not untuned:
        trained = tuned(trained, data, tuning)
    provenance: dict[str, object] = {
        "recipe": asdict(recipe),
        "tuning": None if untuned else asdict(tuning),
        "text": text_fingerprint(paragraphs(data)),
        "analyser": fingerprint(),
        "tokens": trained.tokens,
        "vocabulary": len(trained.vocabulary),
    }
    write_model(folder, trained.vocabulary, trained.vectors, provenance)
    return TrainingReport(len(trained.vocabulary), trained.tokens, time.perf_counter() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--untuned", action="store_true", help="stop before the tuning, for comparison")
    arguments = parser.parse_args()
    report = run(arguments.data, arguments.folder, untuned=arguments.untuned)
    print(f"{report.vocabulary} lemmas, {report.tokens} tokens, {report.seconds:.0f} s")


if __name__ == "__main__":
    main()
