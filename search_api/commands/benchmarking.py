"""`praktyki bench`: speed of build, start, queries and memory, beside a plain peer; of reading PDF and planning visits."""

from __future__ import annotations

import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.cards import load_folder
from corpus.practice import Practice
from corpus.store import Store
from index.bench import METHOD, IndexFigures, Latency, machine, measure, multiplied, sample_queries
from index.build import build
from index.encoders import load_encoder
from index.plain_peer import PeerMissing
from index.searcher import Searcher
from ingest import bench as ingest_bench
from ingest.errors import ChildBroken
from ingest.loaders.pdf import installed
from search_api.bench.leaks import METHOD as LEAK_METHOD
from search_api.bench.leaks import SwapNotFollowed, measure_leaks
from search_api.bench.load import METHOD as LOAD_METHOD
from search_api.bench.load import measure_load
from search_api.bench.mixed_requests import RequestFailed
from search_api.bench.server import ServerDidNotStart
from search_api.bench.serving import ServingFigures, measure_serving
from search_api.commands import bench_reports
from search_api.commands.failures import EXIT_FAILED, Failure
from search_api.planning.visits.bench import METHOD as VISITS_METHOD
from search_api.planning.visits.bench import VisitFigures
from search_api.planning.visits.bench import measure as measure_visits
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
    if arguments.only in (None, "index"):
        corpora = _measured_corpora(settings, dict.fromkeys((len(practices), arguments.practices)))
        content |= {"method": METHOD, "corpora": [asdict(result) for result in corpora]}
    if arguments.only in (None, "visits"):
        visits = _measured_visits(settings, practices)
        content |= {"visits_method": VISITS_METHOD, "visits": asdict(visits)}
    if arguments.only in (None, "ingest"):
        content |= {
            "ingest_method": ingest_bench.METHOD,
            "ingest": [asdict(one) for one in _measured_ingest(practices)],
        }
    failed = 0
    if arguments.only == "load":
        print(f"method of the load: {LOAD_METHOD}\n", flush=True)
        with _built(settings, practices) as data_dir:
            load = measure_load(data_dir, settings.starter_dir, clients=arguments.clients, seconds=arguments.seconds)
        print("\n".join(bench_reports.load_lines(load)))
        content |= {"load_method": LOAD_METHOD, "load": asdict(load)}
        failed = load.failed + load.churn_failed
    if arguments.only == "leak":
        print(f"method of the leak test: {LEAK_METHOD}\n", flush=True)
        with _built(settings, practices) as data_dir:
            leak = measure_leaks(data_dir, settings.starter_dir, requests=arguments.requests, swaps=arguments.swaps)
        print("\n".join(bench_reports.leak_lines(leak)))
        content |= {"leak_method": LEAK_METHOD, "leak": asdict(leak)}
        failed = len(leak.kept)
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    return EXIT_FAILED if failed else 0


@contextmanager
def _built(settings: Settings, practices: Sequence[Practice]) -> Iterator[Path]:
    """A data folder of its own with the practices stored and indexed."""
    with tempfile.TemporaryDirectory(prefix="praktyki-bench-") as folder:
        data_dir = Path(folder)
        with Store.open(data_dir / settings.store_path.name) as store:
            with store.writer() as writer:
                for practice in practices:
                    writer.put_practice(practice)
            build(store, data_dir, encoder=load_encoder(settings.encoder), progress=sys.stderr.isatty())
        try:
            yield data_dir
        except ServerDidNotStart as error:
            raise Failure(str(error)) from error
        except (SwapNotFollowed, RequestFailed) as error:
            raise Failure(f"Serwer nie odpowiedział tak, jak trzeba: {error}") from error


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


def _measured_visits(settings: Settings, practices: Sequence[Practice]) -> VisitFigures:
    print(f"method of study visits: {VISITS_METHOD}\n", flush=True)
    with (
        _built(settings, practices) as data_dir,
        Searcher.open(data_dir, load_encoder(settings.encoder)) as searcher,
    ):
        visits = measure_visits(searcher)
    print("\n".join(bench_reports.visit_lines(visits)) + "\n", flush=True)
    return visits


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
