"""The figures of `praktyki bench` for visits, load and leaks as lines."""

from __future__ import annotations

from collections.abc import Iterator

from index.bench import Latency
from search_api.bench.leaks import LeakFigures
from search_api.bench.load import LoadFigures
from search_api.planning.visits.bench import VisitFigures


def load_lines(found: LoadFigures) -> Iterator[str]:
    """What the load test tells, the first failures too."""
    yield f"clients                  {found.clients:8}"
    yield f"seconds                  {found.seconds:8.1f}"
    yield f"requests                 {found.requests:8}   {found.per_second:.0f} /s"
    yield f"failed                   {found.failed:8}"
    yield from (f"  {failure}" for failure in found.failures)
    yield f"ingests, builds          {found.ingests:8}, {found.builds}; failed {found.churn_failed}"
    yield f"snapshots served         {found.snapshots:8}"
    yield f"server memory            {_mb(found.memory_before_mb)} before, {_mb(found.memory_after_mb)} after"
    yield f"{'':24} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}"
    yield _row("all requests", found.all_ms)
    yield from (_row(kind, times) for kind, times in found.by_kind.items())


def visit_lines(found: VisitFigures) -> Iterator[str]:
    """Routes, the peer's routes, whole plans."""
    yield f"{'':24} {'median s':>8} {'longest':>8} {'value':>8}"
    yield f"{'routes':24} {found.route_seconds:8.2f} {found.longest_route_seconds:8.2f} {found.value:8.3f}"
    yield f"{'greedy insertion':24} {found.peer_seconds:8.2f} {'':8} {found.peer_value:8.3f}"
    yield f"{'whole plan':24} {found.plan_seconds:8.2f} {found.longest_plan_seconds:8.2f}"
    yield f"worth more than the peer's: {found.better} visits, worth less: {found.worse}"


def leak_lines(found: LeakFigures) -> Iterator[str]:
    """The states of the server one below the other, and what it kept open."""
    yield f"{'requests':>9} {'swaps':>6} {'descriptors':>12} {'threads':>8} {'memory MB':>10}"
    for state in found.states:
        memory = "?" if state.memory_mb is None else f"{state.memory_mb:.1f}"
        descriptors, threads = ("?" if one is None else one for one in (state.descriptors, state.threads))
        yield f"{state.requests:9} {state.swaps:6} {descriptors:>12} {threads:>8} {memory:>10}"
    yield "kept open: " + (", ".join(found.kept) or "nothing")


def _row(name: str, times: Latency) -> str:
    return f"{name:24} {times.p50:8.1f} {times.p95:8.1f} {times.p99:8.1f}"


def _mb(value: float | None) -> str:
    return "?" if value is None else f"{value:.0f} MB"
