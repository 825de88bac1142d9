"""How good the answers are: the measures of the development judgements over several ways to rank, in one table.

Ways: BM25 over raw words, BM25 over lemmas, the encoder alone, and the hybrid that serves (with its cut-off: a need that
it calls unanswered has an empty list and counts 0).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

from corpus.language import raw_words
from corpus.lemmas import lemmas
from corpus.practice import Practice
from index.filters import Filters
from index.fusion import Scores, ranked
from index.judgements import PRACTICES, Need, read_needs
from index.measures import ndcg, recall, reciprocal_rank, shared_count
from index.passages import CONTENT_FIELDS
from index.reference import PlainBm25
from index.searcher import Searcher
from index.variants import otherwise_inflected, with_typo, without_diacritics

DEPTH = 10
STEADY_DEPTH = 5
TYPO_SEEDS = 3

Ranker = Callable[[Need], list[str]]


@dataclass(frozen=True, slots=True)
class NeedResult:
    """One need under one way of ranking; the measures are at DEPTH."""

    need: str
    ndcg: float
    recall: float
    reciprocal_rank: float
    ranking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WayResult:
    """Means over the answerable needs."""

    way: str
    ndcg: float
    recall: float
    mrr: float
    needs: tuple[NeedResult, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """`told_empty` and `wrongly_empty` are shares of the unanswerable and the answerable needs called unanswered.

    `ndcg_*` are means of the hybrid over the answerable needs typed otherwise: with one random typing error a need, drawn
    TYPO_SEEDS times, and without diacritics. `steady_*` are mean numbers of the same practices among the first STEADY_DEPTH
    when the need is written otherwise.
    """

    needs: int
    answerable: int
    ways: tuple[WayResult, ...]
    filtered: WayResult
    told_empty: float
    wrongly_empty: float
    ndcg_with_typo: float
    ndcg_without_diacritics: float
    steady_without_diacritics: float
    steady_inflected: float


def report(searcher: Searcher, needs: Sequence[Need]) -> Report:
    """Measures every way over all needs. Raises ValueError when no need is answerable."""
    answerable = [need for need in needs if need.answerable]
    if not answerable:
        raise ValueError("no need has a practice of grade 2 or better")
    empty = [need for need in needs if not need.answerable]
    ways = tuple(_measure(name, ranker, answerable) for name, ranker in _rankers(searcher).items())
    return Report(
        needs=len(needs),
        answerable=len(answerable),
        ways=ways,
        filtered=_measure("hybrid, filtered by place", _filtered(searcher), _within_filters(searcher, answerable)),
        told_empty=_share_unanswered(searcher, empty),
        wrongly_empty=_share_unanswered(searcher, answerable),
        ndcg_with_typo=_mean_ndcg(searcher, answerable * TYPO_SEEDS, lambda need, seed: with_typo(need.text, seed)),
        ndcg_without_diacritics=_mean_ndcg(searcher, answerable, lambda need, _: without_diacritics(need.text)),
        steady_without_diacritics=_steadiness(searcher, needs, lambda need, _: without_diacritics(need.text)),
        steady_inflected=_steadiness(searcher, needs, lambda need, seed: otherwise_inflected(need.text, seed)),
    )


def table(result: Report) -> str:
    """The report as text, figures to three places."""
    lines = [f"needs: {result.needs}, with a practice of grade >= 2: {result.answerable}", ""]
    lines.append(f"{'way':<28}{'nDCG@10':>9}{'recall@10':>11}{'MRR@10':>9}")
    for way in (*result.ways, result.filtered):
        lines.append(f"{way.way:<28}{way.ndcg:>9.3f}{way.recall:>11.3f}{way.mrr:>9.3f}")
    lines += [
        "",
        f"needs without an answer told so: {result.told_empty:.1%}; with one wrongly told so: {result.wrongly_empty:.1%}",
        f"nDCG@{DEPTH} of the hybrid with one typing error a need: {result.ndcg_with_typo:.3f}; "
        f"without diacritics: {result.ndcg_without_diacritics:.3f}",
        f"same of the first {STEADY_DEPTH} without diacritics: {result.steady_without_diacritics:.2f}; "
        f"otherwise inflected: {result.steady_inflected:.2f}",
    ]
    return "\n".join(lines)


def write_per_need(result: Report, path: Path) -> None:
    """One JSON line for each way and need, for reading where the answers fall short."""
    with path.open("w", encoding="utf-8") as file:
        for way in (*result.ways, result.filtered):
            for need in way.needs:
                file.write(json.dumps({"way": way.way, **asdict(need)}, ensure_ascii=False) + "\n")


def evaluate(searcher: Searcher, queries: Path, qrels: Path) -> Report:
    """`report` over files of needs and judgements."""
    return report(searcher, read_needs(queries, qrels))


def _rankers(searcher: Searcher) -> dict[str, Ranker]:
    practices = [record for item in searcher.ids if isinstance(record := searcher.record(item), Practice)]
    ids = [practice.id for practice in practices]
    raw = PlainBm25(ids, [raw_words(_text(practice)) for practice in practices])
    lemma = PlainBm25(ids, [lemmas(_text(practice)) for practice in practices])
    return {
        "BM25, raw words": lambda need: raw.ranking(raw_words(need.text), DEPTH),
        "BM25, lemmas": lambda need: lemma.ranking(lemmas(need.text), DEPTH),
        "encoder alone": lambda need: _by_channel(searcher, need),
        "hybrid": lambda need: _hybrid(searcher, need.text),
    }


def _text(practice: Practice) -> str:
    return " ".join(filter(None, (practice.title, *(getattr(practice, field) for field in CONTENT_FIELDS))))


def _by_channel(searcher: Searcher, need: Need) -> list[str]:
    scores: Scores = searcher.scorer.channels(searcher.read_query(need.text)).parts.dense
    order = ranked(scores, np.flatnonzero(scores > 0))
    ids = [searcher.ids[number] for number in order]
    return [item for item in ids if isinstance(searcher.record(item), Practice)][:DEPTH]


def _hybrid(searcher: Searcher, text: str, filters: Filters = PRACTICES) -> list[str]:
    return [hit.record_id for hit in searcher.search(text, filters, DEPTH, 0).hits]


def _filtered(searcher: Searcher) -> Ranker:
    return lambda need: _hybrid(searcher, need.text, _with_practices(need.filters))


def _with_practices(filters: Filters) -> Filters:
    return Filters(kinds=("practice",), voivodeships=filters.voivodeships, not_voivodeships=filters.not_voivodeships)


def _within_filters(searcher: Searcher, needs: Sequence[Need]) -> list[Need]:
    """The needs with the judgements that pass their place filter, those still answerable."""
    kept: list[Need] = []
    for need in needs:
        allowed = set(searcher.allowed_ids(_with_practices(need.filters)))
        judgements = {item: grade for item, grade in need.judgements.items() if item in allowed}
        kept.append(Need(need.id, need.text, need.style, need.filters, judgements))
    return [need for need in kept if need.answerable]


def _measure(way: str, ranker: Ranker, needs: Sequence[Need]) -> WayResult:
    results: list[NeedResult] = []
    for need in needs:
        ranking = tuple(ranker(need))
        judged = need.judgements
        results.append(
            NeedResult(
                need=need.id,
                ndcg=ndcg(ranking, judged, DEPTH),
                recall=recall(ranking, judged, DEPTH),
                reciprocal_rank=reciprocal_rank(ranking, judged, DEPTH),
                ranking=ranking,
            )
        )
    return WayResult(
        way,
        fmean(result.ndcg for result in results),
        fmean(result.recall for result in results),
        fmean(result.reciprocal_rank for result in results),
        tuple(results),
    )


def _share_unanswered(searcher: Searcher, needs: Sequence[Need]) -> float:
    if not needs:
        return 0.0
    return fmean(not searcher.search(need.text, PRACTICES, 1, 0).good_match for need in needs)


def _mean_ndcg(searcher: Searcher, needs: Sequence[Need], variant: Callable[[Need, int], str]) -> float:
    rankings = ((need, _hybrid(searcher, variant(need, seed))) for seed, need in enumerate(needs))
    return fmean(ndcg(ranking, need.judgements, DEPTH) for need, ranking in rankings)


def _steadiness(searcher: Searcher, needs: Sequence[Need], variant: Callable[[Need, int], str]) -> float:
    counts = []
    for seed, need in enumerate(needs):
        first = _hybrid(searcher, need.text)[:STEADY_DEPTH]
        second = _hybrid(searcher, variant(need, seed))[:STEADY_DEPTH]
        counts.append(shared_count(first, second, STEADY_DEPTH) if first or second else STEADY_DEPTH)
    return fmean(counts)
