"""What is put before a query and a passage: what the model folder says, then what its family is known to want."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.prefixes import FAMILIES, Prefixes, prefixes_of

DOCS = Path(__file__).parents[2] / "docs" / "encoders.md"
E5 = Prefixes("query: ", "passage: ")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("sdadas/mmlw-retrieval-roberta-base", Prefixes("zapytanie: ")),
        ("sdadas/mmlw-retrieval-roberta-large", Prefixes("zapytanie: ")),
        ("sdadas/mmlw-retrieval-roberta-large-v2", Prefixes("[query]: ")),
        ("sdadas/mmlw-retrieval-e5-small", E5),
        ("sdadas/mmlw-roberta-large", Prefixes("zapytanie: ")),
        ("sdadas/mmlw-e5-base", E5),
        ("OPI-PIB/PolDense-68M", Prefixes("[query]: ")),
        ("ipipan/silver-retriever-base-v1.1", Prefixes("Pytanie: ")),
        ("intfloat/multilingual-e5-small", E5),
        ("/modele/multilingual-E5-small", E5),
        ("BAAI/bge-m3", Prefixes()),
        ("Alibaba-NLP/gte-multilingual-base", Prefixes()),
        ("/modele/wlasny", Prefixes()),
    ],
)
def test_a_family_is_known_by_its_name(name: str, wanted: Prefixes) -> None:
    assert prefixes_of(name, {}) == wanted


def test_stella_gets_its_instruction_before_a_query_only() -> None:
    found = prefixes_of("sdadas/stella-pl-retrieval", {})

    assert found.query.startswith("Instruct: ")
    assert found.query.endswith("\nQuery: ")
    assert found.passage == ""


def test_what_the_model_folder_says_goes_before_its_family() -> None:
    prompts = {"query": "pytanie: ", "document": "opis: "}

    assert prefixes_of("intfloat/multilingual-e5-small", prompts) == Prefixes("pytanie: ", "opis: ")


@pytest.mark.parametrize("passage", ["document", "passage", "corpus"])
def test_a_passage_prompt_is_known_by_each_name_that_the_library_knows(passage: str) -> None:
    assert prefixes_of("/modele/wlasny", {passage: "opis: "}) == Prefixes("", "opis: ")


def test_empty_prompts_say_nothing() -> None:
    # sentence-transformers writes them into the folder of every model that has none
    prompts = {"query": "", "document": ""}

    assert prefixes_of("OPI-PIB/PolDense-1B", prompts) == Prefixes("[query]: ")


def test_no_family_hides_behind_a_more_general_one() -> None:
    pieces = [piece for piece, _ in FAMILIES]

    hidden = [(late, early) for n, late in enumerate(pieces) for early in pieces[:n] if early in late]
    assert not hidden


@pytest.mark.parametrize(("piece", "prefixes"), FAMILIES)
def test_the_documentation_names_every_family_with_its_prefixes(piece: str, prefixes: Prefixes) -> None:
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith(f"| `{piece}`")]

    assert len(rows) == 1
    for prefix in (prefixes.query, prefixes.passage):
        assert f"`{prefix.replace(chr(10), '⏎')}`" in rows[0] if prefix else "none" in rows[0]
