"""Texts that people typed are masked in a child: as the program itself would, and never stored unmasked when that fails."""

from __future__ import annotations

import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import privacy
from ingest.masking import BOUNDS, Masking, MaskingFailed

PRIVATE = ["Mówiła o tym Anna Kowalska, tel. 600 700 800.", "Koło gospodyń z Lysek", "Pani Kowalska prowadzi zajęcia."]
# A child that says that it is ready and then does what the test wants of it.
READY = "import sys, time; print('ready {\"guards\": []}', flush=True); "


def child(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", READY + code)


def test_a_child_masks_as_the_program_itself_does() -> None:
    masking = Masking()
    try:
        assert masking.mask_all(PRIVATE) == privacy.mask_all(PRIVATE)
        assert masking.mask_all(["zażółć 🛷 \ud800 gęślą"])[0].text.startswith("zażółć 🛷")
    finally:
        masking.close()


def test_no_texts_need_no_child() -> None:
    assert Masking(command=("nie-ma-takiego-programu",)).mask_all([]) == []


@pytest.mark.parametrize(
    "code",
    ["sys.exit(1)", "sys.stdin.readline(); print('co to', flush=True)", "sys.stdin.readline(); sys.exit(0)"],
)
def test_a_child_that_fails_gives_no_text_and_the_next_request_gets_another(code: str, tmp_path: Path) -> None:
    marker = tmp_path / "raz"
    second = f"import pathlib; p = pathlib.Path({str(marker)!r}); first = not p.exists(); p.touch()\n"
    broken = Masking(command=(sys.executable, "-c", second + READY + code))
    try:
        for _ in range(2):
            with pytest.raises(MaskingFailed):
                broken.mask_all(PRIVATE)
    finally:
        broken.close()


def test_a_program_that_does_not_start_is_told_as_a_failure() -> None:
    masking = Masking(command=("/nie/ma/takiego/programu",))
    try:
        with pytest.raises(MaskingFailed):
            masking.mask_all(PRIVATE)
    finally:
        masking.close()


def test_a_child_that_takes_too_long_is_killed() -> None:
    bounds = replace(BOUNDS, seconds=replace(BOUNDS.seconds, value=1))
    masking = Masking(command=child("time.sleep(600)"), bounds=bounds)
    try:
        with pytest.raises(MaskingFailed):
            masking.mask_all(PRIVATE)
    finally:
        masking.close()


def test_the_child_ends_when_nobody_needs_it_and_when_the_server_stops() -> None:
    masking = Masking(idle_seconds=0.2)
    before = threading.active_count()
    masking.mask_all(PRIVATE)
    until = time.monotonic() + 30
    while threading.active_count() > before and time.monotonic() < until:
        time.sleep(0.05)
    assert threading.active_count() == before

    masking.mask_all(PRIVATE)
    masking.close()
    assert threading.active_count() == before


def test_requests_at_once_take_turns() -> None:
    masking = Masking()
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(masking.mask_all([f"Anna Kowalska, {n}"])[0].text))
        for n in range(4)
    ]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        masking.close()
    assert sorted(found) == [f"[imię i nazwisko usunięte], {n}" for n in range(4)]
