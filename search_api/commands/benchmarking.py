"""`praktyki bench`: speed of build, start, queries and memory, beside a plain peer; speed of reading PDF files."""

from __future__ import annotations

import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.cards import load_folder
from corpus.practice import Practice
from index.bench import METHOD, IndexFigures, Latency, machine, measure, multiplied, sample_queries
from index.encoders import load_encoder
from index.plain_peer import PeerMissing
from ingest import bench as ingest_bench
from ingest.errors import ChildBroken
from ingest.loaders.pdf import installed
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
    print("\n".join(f"{name}: {value}" for name, value in about.items()) + "\n", flush=True)
    content: dict[str, object] = {"machine": about}
    practices = list(load_folder(settings.starter_dir))
    if arguments.only != "ingest":
        corpora = _measured_corpora(settings, dict.fromkeys((len(practices), arguments.practices)))
        content |= {"method": METHOD, "corpora": [asdict(result) for result in corpora]}
    if arguments.only != "index":
        content |= {
            "ingest_method": ingest_bench.METHOD,
            "ingest": [asdict(one) for one in _measured_ingest(practices)],
        }
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return 0


def _measured_corpora(settings: Settings, sizes: Iterable[int]) -> list[Bench]:
    print(f"method: {METHOD}\n", flush=True)
    results: list[Bench] = []
    for size in sizes:
        try:
            results.append(_bench(settings, size))
        except (PeerMissing, ServerDidNotStart) as error:
            raise Failure(str(error)) from error
        print("\n".join(_lines(results[-1])) + "\n", flush=True)
    return results


def _measured_ingest(practices: Sequence[Practice]) -> list[ingest_bench.IngestFigures]:
    print(
        f"method of reading PDF: {ingest_bench.METHOD}\n\n{'pages/s':24} {'read':>8} {'document':>8} {'run':>8}",
        flush=True,
    )
    samples = ingest_bench.sample_files(practices)
    results: list[ingest_bench.IngestFigures] = []
    for extractor in installed():
        try:
            one = ingest_bench.measure(extractor, samples)
        except ChildBroken as error:
            raise Failure(str(error)) from error
        name = f"{extractor}, {one.workers} processes"
        print(f"{name:24} {one.read:8.1f} {one.document:8.1f} {one.run:8.1f}", flush=True)
        results.append(one)
    return results


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
    yield f"encoding of passages     {index.encode_passages_per_second:8.0f} passages/s"
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
