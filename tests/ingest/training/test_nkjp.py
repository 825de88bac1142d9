"""Reading the NKJP sub-corpus: running text with flat entities, split by documents."""

from __future__ import annotations

import pytest

from ingest.training.nkjp import samples


def corpus(*sentences: str, name: str = "Gazeta") -> list[str]:
    """Lines of one document; a word is "form", "form|tag" or "form|tag|entities", with spaces between."""
    lines = ["-DOCSTART CONFIG FEATURES orth base ctag", f"-DOCSTART FILE ./{name}"]
    for sentence in sentences:
        for word in sentence.split():
            given = word.split("|")
            form, tag, entities = given + ["", "subst:sg", "O"][len(given) :]
            lines.append(f"{form}\t{form.casefold()}\t{tag}\t{entities}")
        lines.append("")
    return lines


def read(*sentences: str) -> list[tuple[str, list[tuple[str, str]]]]:
    (sample,) = samples(corpus(*sentences))
    return [
        (sentence.text, [(span.label, sentence.text[span.start : span.end]) for span in sentence.spans])
        for sentence in sample.sentences
    ]


def test_the_outermost_entity_counts_without_its_subtype() -> None:
    sentence = (
        "Koło|subst|B-orgName Gospodyń|subst|I-orgName w|prep|I-orgName Łęgu|subst|I-orgName#B-placeName-settlement "
        "prowadzi Anna|subst|B-persName#B-persName-forename Nowak|subst|I-persName#B-persName-surname"
    )

    assert read(sentence) == [
        ("Koło Gospodyń w Łęgu prowadzi Anna Nowak", [("orgName", "Koło Gospodyń w Łęgu"), ("persName", "Anna Nowak")])
    ]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Czy był em|aglt:sg ? Tak , ( raz ) .", "Czy byłem? Tak, (raz)."),
        ('powiedział : " idę " i poszedł', 'powiedział: "idę" i poszedł'),
        ("Nowak|subst|B-persName -|interp|I-persName Zając|subst|I-persName - radna", "Nowak-Zając - radna"),
        ("w latach 2004 / 2005 od 12|num|B-date .|interp|I-date 06|num|I-date .", "w latach 2004/2005 od 12.06."),
    ],
)
def test_spaces_are_put_back_as_in_print(words: str, text: str) -> None:
    ((found, _),) = read(words)

    assert found == text


def test_two_entities_in_a_row_stay_two() -> None:
    ((_, entities),) = read("Anna|subst|B-persName Jan|subst|B-persName Rybnik|subst|B-placeName-settlement")

    assert entities == [("persName", "Anna"), ("persName", "Jan"), ("placeName", "Rybnik")]


def test_a_document_always_falls_into_the_same_tenth() -> None:
    tenths = [sample.tenth for number in range(200) for sample in samples(corpus("Tekst", name=f"Gazeta{number}"))]

    assert tenths[:5] == [
        sample.tenth for number in range(5) for sample in samples(corpus("Tekst", name=f"Gazeta{number}"))
    ]
    assert set(tenths) == set(range(10))


@pytest.mark.parametrize("line", ["jedno", "a\tb\tc\tB-inne", "a\tb\tc"])
def test_a_line_of_another_format_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 3"):
        list(samples(["-DOCSTART FILE ./x", "słowo\tsłowo\tsubst\tO", line]))
