"""Files with bytes changed, cut out or put in: whatever happens to a file, it is read or refused with a sentence."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import Unreadable
from ingest.formats import document_loader, table_cards
from tests.ingest.loaders.test_docx import written
from tests.ingest.loaders.test_tables import HEADERS, ROW, as_csv, as_ods, as_xlsx
from tests.ingest.office_files import odt, zipped

FILES = {
    "a.docx": written(),
    "a.odt": odt("<text:p>Klub Seniora</text:p><text:list><text:list-item><text:p>obiady</text:p></text:list-item></text:list>"),
    "a.rtf": rb"{\rtf1\ansi\ansicpg1250{\fonttbl{\f0\fcharset238 Arial;}}\pard\b Klub\b0\par\u322?{\footnote x}\cell\row}",
    "a.xlsx": as_xlsx({"Dane": [HEADERS, ROW]}),
    "a.ods": as_ods(HEADERS, ROW),
    "a.csv": as_csv(HEADERS, ROW),
}  # fmt: skip
PUT_IN = st.one_of(
    st.binary(max_size=40), st.sampled_from([b"<", b"{", b"\\u", b"</w:p>", b'"', b"9" * 30, b"\x00", b";"])
)


def changed(data: bytes, place: float, length: int, put_in: bytes) -> bytes:
    start = int(place * len(data))
    return data[:start] + put_in + data[start + length :]


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=40, deadline=None)
@given(
    member=st.floats(0, 1, exclude_max=True),
    place=st.floats(0, 1, exclude_max=True),
    length=st.integers(0, 60),
    put_in=PUT_IN,
    inside=st.booleans(),
)
def test_a_changed_file_is_read_or_refused(
    name: str, member: float, place: float, length: int, put_in: bytes, inside: bool
) -> None:
    data = FILES[name]
    if inside and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
        chosen = list(members)[int(member * len(members))]
        content = members[chosen]
        assert isinstance(content, bytes)
        data = zipped({**members, chosen: changed(content, place, length, put_in)})
    else:
        data = changed(data, place, length, put_in)

    with suppress(Unreadable):
        loader = document_loader(data, name)
        cards = table_cards(loader, data)
        if cards is None:
            assert loader.load(data, name).blocks
        else:
            assert list(cards.read(io.BytesIO(data)))
