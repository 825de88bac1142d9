"""Speed of the index in process, beside a plain peer in the same run: build, start, query latency, memory.

The peer is what a short script would do: eager BM25 over raw lower-case words (package bm25s) and a flat faiss index over
the same vectors, scores added, the ten best taken; no lemmas, filters, names, reasons or cut-off.
"""

from __future__ import annotations

import gc
import os
import platform
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles

from corpus.practice import Practice
from corpus.store import Store
from index.build import build
from index.encoder import Encoder
from index.filters import Filters
from index.passages import CONTENT_FIELDS, field_text, practice_passages
from index.plain_peer import PlainPeer
from index.searcher import Searcher

QUERIES = 500
WARM_UP = 20
LIMIT = 10
ENCODED = 2_000
SEED = 0

METHOD = (
    f"{QUERIES} queries: sentences of need drawn from the records (seed {SEED}), {WARM_UP} to warm up, one at a time, "
    f"first {LIMIT} results with reasons and facet counts. The multiplied corpus mixes fields of practices of the same "
    "theme. Passages are encoded once more after the build, up to "
    f"{ENCODED} of them, as many at once as the encoder takes. The peer answers the same queries in the same process, after ours."
)


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds at the 50th, 95th and 99th percentile."""

    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class IndexFigures:
    """One corpus. Sizes in MB (10^6 bytes), times in seconds unless named otherwise."""

    practices: int
    build_seconds: float
    practices_per_second: float
    snapshot_mb: float
    open_seconds: float
    query_ms: Latency
    filtered_query_ms: Latency
    encode_query_ms: Latency
    encode_passages_per_second: float
    peer_build_seconds: float
    peer_query_ms: Latency


def machine() -> dict[str, str]:
    """What the figures were taken on: processor, cores, memory, system, versions, date."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": _memory(),
        "system": platform.platform(),
        "python": platform.python_version(),
        **{package: version(package) for package in ("tantivy", "faiss-cpu", "numpy", "bm25s")},
    }


def latency(call: Callable[[str], object], queries: Sequence[str]) -> Latency:
    """Runs the call once for each query, after a warm-up on the first ones."""
    for query in queries[:WARM_UP]:
        call(query)
    times: list[float] = []
    for query in queries:
        start = time.perf_counter()
        call(query)
        times.append(1000 * (time.perf_counter() - start))
    cuts = quantiles(times, n=100)
    return Latency(cuts[49], cuts[94], cuts[98])


def multiplied(practices: Sequence[Practice], size: int) -> Iterator[Practice]:
    """`size` practices: the given ones, then mixtures whose fields come from practices that share their first theme."""
    yield from islice(practices, size)
    draw = random.Random(SEED)  # noqa: S311 (a sample, no secret)
    by_theme: dict[str, list[Practice]] = {}
    for practice in practices:
        by_theme.setdefault(practice.themes[0], []).append(practice)
    missing = max(0, size - len(practices))
    for number, practice in enumerate(islice(cycle(practices), missing)):
        others = by_theme[practice.themes[0]]
        fields = {field: getattr(draw.choice(others), field) for field in ("title", *CONTENT_FIELDS)}
        yield practice.model_copy(update={"id": f"{practice.id[:100]}-{number}", **fields})


def sample_queries(practices: Sequence[Practice], count: int = QUERIES) -> list[str]:
    """Needs of the records in random order, repeated when there are too few."""
    needs = sorted({field_text(practice, "need") for practice in practices})
    random.Random(SEED).shuffle(needs)  # noqa: S311 (a sample, no secret)
    return list(islice(cycle(needs), count))


def measure(practices: Sequence[Practice], data_dir: Path, encoder: Encoder, *, progress: bool) -> IndexFigures:
    """Builds over the practices in an empty data folder and measures. The store stays there for a server to open."""
    queries = sample_queries(practices)
    with Store.open(data_dir / "store.sqlite3") as store:
        with store.writer() as writer:
            for practice in practices:
                writer.put_practice(practice)
        built = build(store, data_dir, encoder=encoder, progress=progress)
    start = time.perf_counter()
    searcher = Searcher.open(data_dir, encoder)
    open_seconds = time.perf_counter() - start
    with searcher:
        free = latency(lambda query: searcher.search(query, Filters(), LIMIT, 0), queries)
        place = Filters(voivodeships=(practices[0].place.voivodeship,))
        filtered = latency(lambda query: searcher.search(query, place, LIMIT, 0), queries)
    encoding = latency(lambda query: encoder.encode_queries([query]), queries)
    gc.collect()
    start = time.perf_counter()
    peer = PlainPeer(practices, encoder)
    peer_seconds = time.perf_counter() - start
    return IndexFigures(
        practices=len(practices),
        build_seconds=built.seconds,
        practices_per_second=len(practices) / built.seconds,
        snapshot_mb=_folder_bytes(data_dir / "snapshots") / 1e6,
        open_seconds=open_seconds,
        query_ms=free,
        filtered_query_ms=filtered,
        encode_query_ms=encoding,
        encode_passages_per_second=passages_per_second(practices, encoder),
        peer_build_seconds=peer_seconds,
        peer_query_ms=latency(lambda query: peer.search(query, LIMIT), queries),
    )


def passages_per_second(practices: Sequence[Practice], encoder: Encoder) -> float:
    """How fast the encoder reads the first ENCODED passages of the practices."""
    passages = islice((passage for practice in practices for passage in practice_passages(practice)), ENCODED)
    texts = [passage.meaning_text for passage in passages]
    start = time.perf_counter()
    encoder.encode_passages(texts)
    return len(texts) / (time.perf_counter() - start)


def _folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    except (AttributeError, ValueError, OSError):
        return "?"
