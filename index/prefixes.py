"""What a sentence-transformers model wants before a query and before a passage.

A model without its prefixes answers worse and says nothing. The prompts that the model folder itself names come first; a
folder older than that habit is known by a piece of its name. docs/encoders.md lists the families with their sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The names under which sentence-transformers itself looks for the two prompts (encode_query, encode_document).
_QUERY_PROMPTS = ("query",)
_PASSAGE_PROMPTS = ("document", "passage", "corpus")


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Put before each text, as it is."""

    query: str = ""
    passage: str = ""


_E5 = Prefixes("query: ", "passage: ")
_MMLW = Prefixes("zapytanie: ")
_BRACKETED = Prefixes("[query]: ")
_STELLA = Prefixes("Instruct: Given a web search query, retrieve relevant passages that answer the query.\nQuery: ")

# By a piece of the model's name in small letters; the first piece that fits counts, so special names stand before general ones.
FAMILIES: tuple[tuple[str, Prefixes], ...] = (
    ("mmlw-retrieval-roberta-large-v2", _BRACKETED),
    ("mmlw-retrieval-roberta", _MMLW),
    ("mmlw-retrieval-e5", _E5),
    ("mmlw-roberta", _MMLW),
    ("mmlw-e5", _E5),
    ("poldense", _BRACKETED),
    ("stella-pl", _STELLA),
    ("silver-retriever", Prefixes("Pytanie: ")),
    ("multilingual-e5", _E5),
    ("bge-m3", Prefixes()),
    ("gte-multilingual", Prefixes()),
)


def prefixes_of(name: str, prompts: Mapping[str, str]) -> Prefixes:
    """The prefixes of the model of this name (or path) whose folder names these prompts.

    Empty prompts are no statement: sentence-transformers writes them into every folder that names none.
    """
    own = Prefixes(_first(prompts, _QUERY_PROMPTS), _first(prompts, _PASSAGE_PROMPTS))
    if own != Prefixes():
        return own
    return next((prefixes for piece, prefixes in FAMILIES if piece in name.lower()), Prefixes())


def _first(prompts: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((prompts[name] for name in names if prompts.get(name)), "")
