"""Planted persons: none survives masking, in any case, shape or sentence."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.language import fold
from ingest.privacy import mask, mask_all, mask_file_name
from tests.ingest.people import CASES, SENTENCES, SHAPES, Person, mentions, people

LATER = ("Potem {} prowadzi zapisy.", "O klubie opowiada {}.", "Pan {} zna wszystkich.", "Zapisy u pani {}.")
NOWAK = Person(
    ("Anna",) * 6, ("Lis",) * 6, "601234567", "anna.lis@klub.example", "44051401359", "61109010140000071219812874"
)


@given(st.data(), people())
@settings(max_examples=200)
def test_no_name_survives_a_sentence(data: st.DataObject, person: Person) -> None:
    text = data.draw(mentions(person))

    assert not person.traces().search(fold(mask(text).text)), text


@given(people(), st.sampled_from(LATER), st.sampled_from(sorted(SHAPES)))
def test_no_surname_survives_in_a_later_paragraph(person: Person, later: str, shape: str) -> None:
    first = f"Klub założyła {person.given[0]} {person.surname[0]}."

    masked = mask_all(
        [first, later.format(person.surname[0]), f"Rozmowa z: {SHAPES[shape](person, CASES.index('inst'))}"]
    )

    assert not person.traces().search(fold("\n".join(one.text for one in masked)))


@given(people())
def test_no_name_survives_in_tables_lists_handles_and_names_of_files(person: Person) -> None:
    given_name, surname = person.given[0], person.surname[0]
    handle = fold(f"{given_name}.{surname}").replace("-", "")
    texts = [
        f"1 | {surname} {given_name} | {person.phone} | {person.email}",
        f"{given_name} | {surname} | {person.pesel}",
        f"Lp. 2; {given_name} {surname}; wpłata {person.account}",
        f"Zapisani: {surname} {given_name[0]}., {given_name} {surname}",
        f"{surname}, {given_name}: Jak założyć klub. Rybnik 2014",
        f"profil: @{handle}, facebook.com/{handle}",
        f"{given_name} {surname}, ul. Leśna 3/4, 44-200 Rybnik",
    ]

    masked = [one.text for one in mask_all(texts)]
    name = mask_file_name(f"2014/{given_name}_{surname}_wniosek.docx")

    assert not person.traces().search(fold("\n".join([*masked, name])))
    assert "Leśna" not in masked[-1]


@given(people(), st.sampled_from([sentence for case, sentence in SENTENCES if case == "nom"]))
@example(NOWAK, SENTENCES[0][1])
def test_what_is_said_about_a_person_stays(person: Person, sentence: str) -> None:
    masked = mask(sentence.format(f"{person.given[0]} {person.surname[0]}"))

    before, after = sentence.split("{}")
    assert masked.text.startswith(before)
    assert masked.text.endswith(after)
    assert masked.counts == {"name": 1}
