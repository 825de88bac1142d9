"""Office archives under limits: bombs, damage and encryption are refused before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest import limits
from ingest.archive import Archive
from ingest.errors import Unreadable
from tests.ingest.office_files import zipped


def test_members_are_read_by_name_and_absent_ones_are_none() -> None:
    with Archive(zipped({"content.xml": "<a/>"})) as archive:
        assert archive.read("content.xml") == b"<a/>"
        assert archive.read("styles.xml") is None


def test_an_archive_that_grows_too_much_is_refused_by_its_ratio() -> None:
    bomb = zipped({"word/document.xml": bytes(32 * 2**20)})

    with pytest.raises(Unreadable, match="powiększenie dokumentu przy rozpakowaniu"):
        Archive(bomb)


def test_an_archive_of_many_large_members_is_refused_by_their_sum() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            with archive.open(f"{number}.xml", "w") as member:
                for _ in range(60):
                    member.write(bytes(2**20))

    with pytest.raises(Unreadable, match="rozmiar dokumentu po rozpakowaniu"):
        Archive(stream.getvalue())


def test_an_archive_of_very_many_members_is_refused() -> None:
    members: dict[str, str | bytes] = {str(number): b"" for number in range(limits.ARCHIVE_MEMBERS.value + 1)}

    with pytest.raises(Unreadable, match="liczba plików"):
        Archive(zipped(members))


def test_a_member_that_lies_about_its_size_gives_no_more_than_it_declared() -> None:
    honest = zipped({"a.xml": b"x" * 100_000})
    # The size stands in the header of the member and in the directory.
    lying = honest.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    with Archive(lying) as archive, pytest.raises(Unreadable, match="uszkodzony"):
        archive.read("a.xml")


def test_a_part_larger_than_any_text_is_refused_when_it_is_read() -> None:
    size = limits.XML_BYTES.value + 1
    noise = (bytes(range(256)) * (size // 256 + 1))[:size]
    with Archive(zipped({"a.xml": noise, "b.xml": "<b/>"}, method=zipfile.ZIP_STORED)) as archive:
        with pytest.raises(Unreadable, match="rozmiar tekstu dokumentu w XML"):
            archive.read("a.xml")
        assert archive.read("b.xml") == b"<b/>"


def test_an_encrypted_archive_is_refused_with_the_way_out() -> None:
    data = bytearray(zipped({"a.xml": "<a/>"}))
    for place in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[place] |= 1

    with pytest.raises(Unreadable, match="bez hasła"):
        Archive(bytes(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_no_office_program_uses_is_refused(method: int) -> None:
    with pytest.raises(Unreadable, match="uszkodzony"):
        Archive(zipped({"a.xml": "<a/>"}, method=method))


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x05\x06", zipped({"a.xml": "<a/>"})[:-8], b""])
def test_what_is_no_whole_archive_is_damaged(data: bytes) -> None:
    with pytest.raises(Unreadable, match="uszkodzony albo niepełny"):
        Archive(data)


def test_a_changed_byte_inside_a_member_is_noticed() -> None:
    data = bytearray(zipped({"a.xml": b"<a>tekst</a>"}, method=zipfile.ZIP_STORED))
    data[data.index(b"tekst")] ^= 1

    with Archive(bytes(data)) as archive, pytest.raises(Unreadable, match="uszkodzony"):
        archive.read("a.xml")
