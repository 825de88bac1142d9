"""Tunes lemma vectors so that a need lies near the practice that answers it. Needs torch.

Multiple negatives ranking in both directions (Henderson et al., "Efficient natural language response suggestion for smart
reply", 2017): in a batch every other answer is a wrong one. Each row of the model is a unit direction times a weight; both
are learned, and a penalty pulls them back to where they began, because a few thousand pairs must not undo what millions of
words taught. Models of several seeds are averaged: rows start from one point, so their mean is a model again.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import torch
from torch.nn import functional
from tqdm import tqdm

from index.training.pairs import Concept, Example, Ids
from index.training.vectors import Matrix

_SMALLEST = 1e-6


@dataclass(frozen=True, slots=True)
class Tuning:
    """`pull` weighs the penalty on leaving the start, `concept_share` is the part of a batch that comes from the thesaurus."""

    steps: int = 100
    batch: int = 256
    temperature: float = 0.1
    direction_rate: float = 0.01
    weight_rate: float = 0.05
    pull: float = 0.01
    concept_share: float = 0.3
    seeds: int = 5


def tune(start: Matrix, examples: Sequence[Example], concepts: Sequence[Concept], tuning: Tuning) -> Matrix:
    """Rows [V, D] after tuning: the mean over the seeds. The same input gives the same rows on the same machine."""
    runs = [_run(start, examples, concepts, tuning, seed) for seed in range(tuning.seeds)]
    return np.asarray(np.mean(runs, axis=0), dtype=np.float32)


def _run(start: Matrix, examples: Sequence[Example], concepts: Sequence[Concept], tuning: Tuning, seed: int) -> Matrix:
    draw = random.Random(seed)  # noqa: S311 (a sample, no secret)
    begun = torch.from_numpy(np.ascontiguousarray(start, dtype=np.float32))
    lengths = begun.norm(dim=1, keepdim=True).clamp_min(_SMALLEST)
    directions = begun / lengths
    moved = torch.zeros_like(directions, requires_grad=True)
    weights = torch.zeros(len(directions), 1, requires_grad=True)
    rates = (tuning.direction_rate, tuning.weight_rate)
    optimiser = torch.optim.Adam([{"params": [moved], "lr": rates[0]}, {"params": [weights], "lr": rates[1]}])
    for step in tqdm(range(tuning.steps), desc=f"tuning, seed {seed}", disable=None):
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * (1 - step / tuning.steps)
        pairs = _batch(examples, concepts, tuning, draw)
        rows = (directions + moved) * lengths * weights.exp()
        asks = _encoded(rows, [ask for ask, _ in pairs])
        answers = _encoded(rows, [answer for _, answer in pairs])
        nearness = asks @ answers.T / tuning.temperature
        right = torch.arange(len(pairs))
        loss = (functional.cross_entropy(nearness, right) + functional.cross_entropy(nearness.T, right)) / 2
        loss = loss + tuning.pull * (moved.square().sum() + 0.1 * weights.square().sum()) / len(pairs)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    with torch.no_grad():
        return np.asarray(((directions + moved) * lengths * weights.exp()).numpy(), dtype=np.float32)


def _batch(
    examples: Sequence[Example], concepts: Sequence[Concept], tuning: Tuning, draw: random.Random
) -> list[tuple[Ids, Ids]]:
    """Pairs (ask, answer): needs with their practice, then terms or voiced problems with the concept's other terms."""
    from_concepts = min(int(tuning.batch * tuning.concept_share), len(concepts))
    chosen = draw.sample(examples, min(tuning.batch - from_concepts, len(examples)))
    pairs = [(draw.choice(example.asks), example.answer) for example in chosen]
    for concept in draw.sample(concepts, from_concepts):
        ask = draw.choice((*concept.voiced, *concept.terms[1:]) or concept.terms)
        others = [term for term in concept.terms if term is not ask]
        pairs.append((ask, tuple(chain.from_iterable(others)) or concept.terms[0]))
    return pairs


def _encoded(rows: torch.Tensor, texts: Sequence[Ids]) -> torch.Tensor:
    flat = torch.tensor([number for text in texts for number in text])
    starts = torch.tensor([0, *np.cumsum([len(text) for text in texts])[:-1].tolist()])
    return functional.normalize(functional.embedding_bag(flat, rows, starts, mode="sum"), dim=1)
