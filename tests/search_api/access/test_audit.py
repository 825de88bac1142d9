"""The log of administrative acts is kept for two years and then forgotten."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from search_api.access import audit
from search_api.access.file import FILE_NAME, opened
from tests.search_api.access.clocks import START


def test_lines_are_dropped_after_two_years_and_not_before(tmp_path: Path) -> None:
    with opened(tmp_path / FILE_NAME) as connection:
        audit.record(connection, "signed_in", START, key_name="Biuro")
        audit.record(connection, "signed_out", START + timedelta(days=730), key_name="Biuro")
        assert [entry.act for entry in audit.entries(connection, 10)] == ["signed_in", "signed_out"]

        audit.record(connection, "signed_in", START + timedelta(days=732), key_name="Biuro")

        assert [entry.at for entry in audit.entries(connection, 10)] == [
            START + timedelta(days=730),
            START + timedelta(days=732),
        ]


def test_refused_attempts_of_an_hour_are_one_line(tmp_path: Path) -> None:
    with opened(tmp_path / FILE_NAME) as connection:
        for minutes, number in ((0, 1), (59, 4), (60, 2)):
            audit.count_refused(connection, number, START + timedelta(minutes=minutes))

        found = audit.entries(connection, 10)

    assert [(entry.at, entry.count) for entry in found] == [(START, 5), (START + timedelta(hours=1), 2)]
