"""Old office files by the names of their streams."""

from __future__ import annotations

import pytest

from ingest.ole import OleKind, kind_of
from tests.ingest.office_files import compound


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls95"),
        ("PowerPoint Document", "ppt"),
        ("EncryptedPackage", "encrypted"),
        ("__properties_version1.0", "message"),
        ("Contents", None),
    ],
)
def test_a_compound_file_is_known_by_its_streams(stream: str, kind: OleKind | None) -> None:
    assert kind_of(compound(stream)) == kind


def test_a_name_in_the_text_is_no_stream() -> None:
    assert kind_of(compound("Contents") + "WordDocument\0".encode("utf-16-le")) is None
