"""Names for what was fetched: what the server says, safe for a folder, with a suffix that fits."""

from __future__ import annotations

from email.message import Message

import pytest

from ingest.web_address import read_address
from ingest.web_names import charset_of, file_name, media_type_of


def headers(**told: str) -> Message:
    message = Message()
    for name, value in told.items():
        message[name.replace("_", "-")] = value
    return message


@pytest.mark.parametrize(
    ("url", "told", "name"),
    [
        ("https://gmina.example/aktualnosci/123", {"Content_Type": "text/html; charset=utf-8"}, "123.html"),
        ("https://gmina.example/", {"Content_Type": "text/html"}, "gmina.example.html"),
        ("https://gmina.example/strona.php?id=7", {"Content_Type": "text/html"}, "strona.php.html"),
        ("https://gmina.example/raport.pdf", {"Content_Type": "application/pdf"}, "raport.pdf"),
        ("https://gmina.example/plik", {"Content_Type": "application/pdf"}, "plik.pdf"),
        ("https://gmina.example/raport.pdf", {}, "raport.pdf"),
        ("https://gmina.example/Program%20wsp%C3%B3%C5%82pracy.docx", {}, "Program współpracy.docx"),
        (
            "https://gmina.example/pobierz?id=1",
            {"Content_Type": "application/msword", "Content_Disposition": 'attachment; filename="uchwała.doc"'},
            "uchwała.doc",
        ),
        (
            "https://gmina.example/pobierz",
            {"Content_Disposition": "attachment; filename*=UTF-8''uchwa%C5%82a.pdf"},
            "uchwała.pdf",
        ),
        ("https://gmina.example/x", {"Content_Disposition": 'attachment; filename="../../etc/passwd"'}, "passwd"),
        ("https://gmina.example/x", {"Content_Disposition": r'attachment; filename="C:\\tajne\\a.pdf"'}, "a.pdf"),
        ("https://gmina.example/..%2f..%2fetc%2fpasswd", {}, "passwd"),
        ("https://gmina.example/", {"Content_Disposition": 'attachment; filename="..."'}, "gmina.example"),
    ],
)
def test_the_name_is_safe_and_says_the_format(url: str, told: dict[str, str], name: str) -> None:
    message = headers(**told)

    assert file_name(read_address(url, frozenset({443})), message, media_type_of(message)) == name


def test_the_media_type_is_that_of_the_server_or_none() -> None:
    assert media_type_of(headers(Content_Type="Text/HTML; charset=ISO-8859-2")) == "text/html"
    assert media_type_of(headers()) is None


def test_an_unknown_character_set_is_taken_for_utf8() -> None:
    assert charset_of(headers(Content_Type="text/plain; charset=iso-8859-2")) == "iso8859-2"
    assert charset_of(headers(Content_Type="text/plain; charset=xyz")) == "utf-8"
    assert charset_of(headers()) == "utf-8"
