"""Practice cards in YAML, in the dialect of `corpus.cards`: one card in a file, or a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from corpus.cards import CardError, parse_card
from ingest import limits
from ingest.errors import Unreadable
from ingest.loader import BrokenCard, Card


class YamlCards:
    """A .yaml file. `item` is the number of the card in the file."""

    suffixes = (".yaml", ".yml")
    size = limits.YAML_BYTES
    item_name = "karta nr"

    def read(self, stream: BinaryIO) -> Iterator[Card | BrokenCard]:
        """Cards in file order. Raises `Unreadable` for a fault of syntax, which it names by line."""
        try:
            content = parse_card(stream.read(), "Karta")
        except CardError as error:
            raise Unreadable(str(error)) from error
        values = content if isinstance(content, list) else [content]
        if content is None or not values:
            raise Unreadable("Plik nie zawiera żadnej karty.", "empty")
        for item, value in enumerate(values, start=1):
            if isinstance(value, dict):
                yield Card(item, value)
            else:
                yield BrokenCard(item, "Karta praktyki to pola z wartościami, np. „title: …”. Popraw zapis.")
