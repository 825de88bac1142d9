"""HTML: the article without the site around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.loaders.html import HtmlLoader


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "iso8859-2"])
def test_headings_lists_and_tables_keep_their_kind_in_any_encoding(documents: Path, encoding: str) -> None:
    page = (documents / "relacja.html").read_text(encoding="utf-8")

    draft = HtmlLoader().load(page.encode(encoding), "relacja.html")

    kinds = [(block.kind, block.level, block.text) for block in draft.blocks]
    assert kinds[0] == ("heading", 1, "Ogród za remizą")
    assert ("heading", 2, "Kto co zrobił") in kinds
    assert ("list_item", None, "gmina wyrównała teren i doprowadziła wodę,") in kinds
    assert ("table", None, "Gmina Brzozowiec | 8 000 zł") in kinds
    assert draft.title == "Ogród za remizą - Gmina Brzozowiec"


def test_menus_and_footers_are_gone(documents: Path) -> None:
    draft = HtmlLoader().load((documents / "relacja.html").read_bytes(), "relacja.html")

    text = "\n".join(block.text for block in draft.blocks)
    for furniture in ("Strona główna", "BIP", "Czcionki", "Udostępnij", "Facebook", "cookies", "do góry"):
        assert furniture not in text


def test_a_line_break_inside_a_paragraph_stays_one() -> None:
    page = "<html><body><article><p>Plan dnia w gminie Lipowa Góra:<br>9.00 powitanie<br>10.00 warsztat</p></article></body></html>"

    blocks = HtmlLoader().load(page.encode(), "plan.html").blocks

    assert blocks[0].text == "Plan dnia w gminie Lipowa Góra:\n9.00 powitanie\n10.00 warsztat"


@pytest.mark.parametrize("page", ["<html></html>", "<!DOCTYPE html><html><body><nav><a>Menu</a></nav></body></html>"])
def test_a_page_without_text_is_empty(page: str) -> None:
    with pytest.raises(Unreadable) as caught:
        HtmlLoader().load(page.encode(), "pusta.html")

    assert caught.value.status == "empty"
