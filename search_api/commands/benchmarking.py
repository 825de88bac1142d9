"""`praktyki bench`: speed of build, start, queries in process and over HTTP, and memory, beside a plain peer."""

from __future__ import annotations

import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.cards import load_folder
from index.bench import METHOD, IndexFigures, Latency, machine, measure, multiplied, sample_queries
from index.encoders import load_encoder
from index.plain_peer import PeerMissing
from search_api.commands.failures import Failure
from search_api.serving_bench import ServerDidNotStart, ServingFigures, measure_serving
from search_api.settings import Settings, read_settings


@dataclass(frozen=True, slots=True)
class Bench:
    """The figures of one corpus."""

    index: IndexFigures
    serving: ServingFigures


def run(arguments: Namespace) -> int:
    settings = read_settings()
    about = machine()
    print("\n".join(f"{name}: {value}" for name, value in about.items()))
    print(f"method: {METHOD}\n", flush=True)
    starter = len(list(load_folder(settings.starter_dir)))
    results: list[Bench] = []
    for size in dict.fromkeys((starter, arguments.practices)):
        try:
            results.append(_bench(settings, size))
        except (PeerMissing, ServerDidNotStart) as error:
            raise Failure(str(error)) from error
        print("\n".join(_lines(results[-1])) + "\n", flush=True)
    if arguments.json:
        content = {"machine": about, "method": METHOD, "corpora": [asdict(result) for result in results]}
        Path(arguments.json).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return 0


def _bench(settings: Settings, size: int) -> Bench:
    practices = list(multiplied(list(load_folder(settings.starter_dir)), size))
    with tempfile.TemporaryDirectory(prefix="praktyki-bench-") as folder:
        data_dir = Path(folder)
        index = measure(practices, data_dir, load_encoder(settings.encoder), progress=sys.stderr.isatty())
        return Bench(index, measure_serving(data_dir, sample_queries(practices)))


def _lines(result: Bench) -> Iterator[str]:
    index, serving = result.index, result.serving
    yield f"== {index.practices} practices =="
    yield f"build                    {index.build_seconds:8.2f} s   {index.practices_per_second:.0f} practices/s"
    yield f"peer build               {index.peer_build_seconds:8.2f} s"
    yield f"snapshot size            {index.snapshot_mb:8.1f} MB"
    yield f"snapshot open            {index.open_seconds:8.3f} s"
    yield f"server start to ready    {serving.start_seconds:8.2f} s"
    after_start, after_queries = _mb(serving.memory_after_start_mb), _mb(serving.memory_after_queries_mb)
    yield f"server memory            {after_start} after start, {after_queries} after queries"
    yield f"{'':24} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}"
    yield _row("query in process", index.query_ms)
    yield _row("query, one voivodeship", index.filtered_query_ms)
    yield _row("encoding of a query", index.encode_query_ms)
    yield _row("plain peer in process", index.peer_query_ms)
    yield _row("API over HTTP", serving.api_ms)
    yield _row("results page over HTTP", serving.page_ms)


def _row(name: str, times: Latency) -> str:
    return f"{name:24} {times.p50:8.2f} {times.p95:8.2f} {times.p99:8.2f}"


def _mb(value: float | None) -> str:
    return "?" if value is None else f"{value:.0f} MB"
