"""Tunes lemma vectors so that a need lies near the practice that answers it. Needs torch.

Multiple negatives ranking in both directions (Henderson et al., "Efficient natural language response suggestion for smart
reply", 2017): in a batch every other answer is a wrong one. Each row of the model is a unit direction times a weight; both
are learned, and a penalty pulls them back to where they began, because a few thousand pairs must not undo what millions of
words taught. Models of several seeds are averaged: rows start from one point, so their mean is a model again.

Needs judged over a whole base teach more than pairs: which practices come first, by a softmax over all of them against their
graded gains (ListNet: Cao et al., ICML 2007), and whether there is an answer at all, by the soft maximum of the cosines beside a
learned threshold.
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

from index.training.pairs import Ids, JudgedBase, Material, WordPairs
from index.training.vectors import Matrix

_SMALLEST = 1e-6
# At most so many associates stand for the meaning of a lemma at once.
_ASSOCIATES = 3
# Where the threshold of an answer starts, how fast it learns, how soft the maximum below it is and how wide its edge: cosines.
_THRESHOLD, _THRESHOLD_RATE = 0.55, 0.01
_SOFTNESS, _EDGE = 0.05, 0.1


@dataclass(frozen=True, slots=True)
class Tuning:
    """`temperature` divides the cosines of pairs and words, `judged_temperature` those of judged needs. `pull` weighs the penalty
    on leaving the start; `concept_share` and `real_share` are the parts of a batch that come from the thesaurus and from real
    practices, the rest is invented ones. `word_batch` lemmas are paired with their associates beside it, and `word_share` weighs
    their loss; so do `judged_share` and `answer_share` those of `answered_batch` judged needs over all practices and of telling
    them from `unanswered_batch` needs without an answer."""

    steps: int = 150
    batch: int = 256
    temperature: float = 0.07
    direction_rate: float = 0.01
    weight_rate: float = 0.05
    pull: float = 0.01
    concept_share: float = 0.3
    real_share: float = 0.25
    word_batch: int = 512
    word_share: float = 0.5
    answered_batch: int = 256
    unanswered_batch: int = 128
    judged_temperature: float = 0.1
    judged_share: float = 1.0
    answer_share: float = 1.0
    seeds: int = 5


def tune(start: Matrix, material: Material, tuning: Tuning) -> Matrix:
    """Rows [V, D] after tuning: the mean over the seeds. The same input gives the same rows on the same machine."""
    runs = [_run(start, material, tuning, seed) for seed in range(tuning.seeds)]
    return np.asarray(np.mean(runs, axis=0), dtype=np.float32)


def _run(start: Matrix, material: Material, tuning: Tuning, seed: int) -> Matrix:
    draw = random.Random(seed)  # noqa: S311 (a sample, no secret)
    begun = torch.from_numpy(np.ascontiguousarray(start, dtype=np.float32))
    lengths = begun.norm(dim=1, keepdim=True).clamp_min(_SMALLEST)
    directions = begun / lengths
    moved = torch.zeros_like(directions, requires_grad=True)
    weights = torch.zeros(len(directions), 1, requires_grad=True)
    threshold = torch.tensor(_THRESHOLD, requires_grad=True)
    learned = ((moved, tuning.direction_rate), (weights, tuning.weight_rate), (threshold, _THRESHOLD_RATE))
    optimiser = torch.optim.Adam([{"params": [parameter], "lr": rate} for parameter, rate in learned])
    for step in tqdm(range(tuning.steps), desc=f"tuning, seed {seed}", disable=None):
        for group, (_, rate) in zip(optimiser.param_groups, learned, strict=True):
            group["lr"] = rate * (1 - step / tuning.steps)
        pairs = _batch(material, tuning, draw)
        rows = (directions + moved) * lengths * weights.exp()
        loss = _ranking_loss(rows, pairs, tuning.temperature)
        if material.words:
            words = _word_batch(material.words, tuning.word_batch, draw)
            loss = loss + tuning.word_share * _ranking_loss(rows, words, tuning.temperature)
        if material.judged.answered:
            loss = loss + _judged_loss(rows, threshold, material.judged, tuning, draw)
        loss = loss + tuning.pull * (moved.square().sum() + 0.1 * weights.square().sum()) / len(pairs)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    with torch.no_grad():
        return np.asarray(((directions + moved) * lengths * weights.exp()).numpy(), dtype=np.float32)


def _ranking_loss(rows: torch.Tensor, pairs: Sequence[tuple[Ids, Ids]], temperature: float) -> torch.Tensor:
    asks = _encoded(rows, [ask for ask, _ in pairs])
    answers = _encoded(rows, [answer for _, answer in pairs])
    nearness = asks @ answers.T / temperature
    right = torch.arange(len(pairs))
    return (functional.cross_entropy(nearness, right) + functional.cross_entropy(nearness.T, right)) / 2


def _judged_loss(
    rows: torch.Tensor, threshold: torch.Tensor, base: JudgedBase, tuning: Tuning, draw: random.Random
) -> torch.Tensor:
    """Order and existence of answers, as in the head of this module."""
    answered = draw.sample(base.answered, min(tuning.answered_batch, len(base.answered)))
    practices = _encoded(rows, base.practices)
    nearness = _encoded(rows, [need.ask for need in answered]) @ practices.T
    wanted = torch.zeros_like(nearness)
    for number, need in enumerate(answered):
        wanted[number, list(need.gains)] = torch.tensor(list(need.gains.values()))
    wanted = wanted / wanted.sum(dim=1, keepdim=True)
    loss = tuning.judged_share * functional.cross_entropy(nearness / tuning.judged_temperature, wanted)
    unanswered = draw.sample(base.unanswered, min(tuning.unanswered_batch, len(base.unanswered)))
    if not unanswered:
        return loss
    others = _encoded(rows, unanswered) @ practices.T
    best = _SOFTNESS * torch.logsumexp(torch.cat([nearness, others]) / _SOFTNESS, dim=1)
    held = torch.cat([torch.ones(len(answered)), torch.zeros(len(unanswered))])
    return loss + tuning.answer_share * functional.binary_cross_entropy_with_logits((best - threshold) / _EDGE, held)


def _batch(material: Material, tuning: Tuning, draw: random.Random) -> list[tuple[Ids, Ids]]:
    """Pairs (ask, answer): needs with their practice, then terms or voiced problems with the concept's other terms."""
    from_concepts = min(int(tuning.batch * tuning.concept_share), len(material.concepts))
    from_real = min(int(tuning.batch * tuning.real_share), len(material.real))
    from_invented = min(tuning.batch - from_concepts - from_real, len(material.invented))
    chosen = [*draw.sample(material.invented, from_invented), *draw.sample(material.real, from_real)]
    pairs = [(draw.choice(example.asks), example.answer) for example in chosen]
    for concept in draw.sample(material.concepts, from_concepts):
        ask = draw.choice((*concept.voiced, *concept.terms[1:]) or concept.terms)
        others = [term for term in concept.terms if term is not ask]
        pairs.append((ask, tuple(chain.from_iterable(others)) or concept.terms[0]))
    return pairs


def _word_batch(words: Sequence[WordPairs], size: int, draw: random.Random) -> list[tuple[Ids, Ids]]:
    """Pairs (lemma, some of its associates), each lemma once."""
    drawn = draw.choices(range(len(words)), weights=[word.chance for word in words], k=size)
    pairs: list[tuple[Ids, Ids]] = []
    for number in dict.fromkeys(drawn):
        associates = words[number].associates
        some = draw.sample(associates, draw.randint(1, min(_ASSOCIATES, len(associates))))
        pairs.append((words[number].lemma, tuple(chain.from_iterable(some))))
    return pairs


def _encoded(rows: torch.Tensor, texts: Sequence[Ids]) -> torch.Tensor:
    flat = torch.tensor([number for text in texts for number in text])
    starts = torch.tensor([0, *np.cumsum([len(text) for text in texts])[:-1].tolist()])
    return functional.normalize(functional.embedding_bag(flat, rows, starts, mode="sum"), dim=1)
