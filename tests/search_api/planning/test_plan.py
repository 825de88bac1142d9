"""The activity plan: what each need is told, what all together, and that nothing in it lacks a source."""

from __future__ import annotations

import pytest

from search_api.planning import quoting, tallying
from search_api.planning.context import PlanContext
from search_api.planning.matching import Choice, match
from search_api.planning.need import Need
from search_api.planning.overview import Gap
from search_api.planning.plan import plan
from search_api.planning.reading import is_model
from search_api.planning.statements import (
    AmountRange,
    Counted,
    NamedPartner,
    NoSource,
    PracticeSource,
    Quoted,
    Statement,
)
from search_api.plans.words import plan_words
from search_api.web import texts
from tests.search_api.fakes import FROM_A_DOCUMENT, INVITATION, SENIORS, YOUTH, FakeEngine, practice
from tests.search_api.planning.plan_samples import (
    BASE,
    BUS,
    BUS_NEED,
    CLUB_AND_BUS,
    CLUB_NEED,
    sample,
)

BUS_SOURCE = PracticeSource(1, BUS)
CLUB_SOURCE = PracticeSource(2, CLUB_AND_BUS)


@pytest.mark.parametrize("kind", [Statement, Counted, NamedPartner])
def test_a_statement_without_a_source_cannot_be_made(kind: type[Statement]) -> None:
    given = {"codes": ("ngo",), "of": 1} if kind is Counted else {"name": "Gmina"} if kind is NamedPartner else {}

    with pytest.raises(NoSource):
        kind(sources=(), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["Gmina kupiła autobus.", "", "o połączenia upominali się sołtysi."])
def test_a_quote_that_does_not_stand_in_its_record_cannot_be_made(text: str) -> None:
    with pytest.raises(NoSource):
        Quoted((BUS_SOURCE,), text, "actions")


def test_a_quote_is_of_one_practice() -> None:
    with pytest.raises(NoSource):
        Quoted((BUS_SOURCE, CLUB_SOURCE), "O połączenia upominali się sołtysi.", "actions")


def test_what_to_do_are_the_sentences_of_the_chosen_practices_in_their_order() -> None:
    told = [(quote.text, quote.numbers) for quote in sample().needs[1].actions]

    assert told == [
        ("Gmina oddała salę, a stowarzyszenie poprowadziło spotkania.", (1,)),
        ("O połączenia upominali się sołtysi.", (3,)),
        ("Gmina wybrała miejscowości bez żadnej komunikacji.", (3,)),
    ]


def test_results_with_figures_come_first_and_an_intention_is_said_to_be_one() -> None:
    told = [(quote.text, quote.outcome) for quote in quoting.results(BUS_SOURCE)]

    assert told == [
        ("Busem jeździ 120 osób.", "measured"),
        ("Ludzie chwalą rozkład.", "told"),
        ("W planie jest drugi kurs.", "planned"),
    ]


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Usługę uruchomiono we wrześniu, z zaplanowanym końcem w lutym.", "told"),
        ("Powstanie klub dla 40 osób.", "planned"),
        ("W klubie było 40 osób, choć planowano 20.", "measured"),
    ],
)
def test_the_opening_of_a_sentence_decides_whether_it_tells_an_intention(sentence: str, outcome: str) -> None:
    assert quoting.outcome(sentence) == outcome


def test_a_long_description_is_quoted_in_part_with_the_sentence_that_speaks_of_the_need() -> None:
    sentences = [f"Zrobiono rzecz numer {number}." for number in range(1, 30)]
    long = practice("dlugi", "Długi", "Potrzeba", actions=" ".join([*sentences, "Dowożono seniorów do lekarza."]))
    (one,) = match((Need("dowożono seniorów do lekarza"),), PlanContext(), FakeEngine((long,)))
    hit = one.chosen[0].hit

    told = [quote.text for quote in quoting.actions(PracticeSource(1, long), hit)]

    assert len(told) == quoting.MOST_SENTENCES
    assert told[:2] == sentences[:2]


def test_with_whom_is_counted_by_sector_and_role_with_the_names_and_their_practices() -> None:
    told = {
        (one.sector, one.role): (one.count, one.of, [(partner.name, partner.numbers) for partner in one.partners])
        for one in tallying.sectors((BUS_SOURCE, CLUB_SOURCE))
    }

    assert told["public", "lead"] == (2, 2, [("Gmina Szczebrzeszyn", (1,)), ("Powiat", (2,))])
    assert told["business", "partner"] == (1, 2, [("Przewoźnik", (1,))])
    assert [role for _, role in told][:1] == ["lead"]
    assert [role for _, role in told][-1:] == ["funder"]


def test_forms_are_counted_each_with_its_article_or_with_none_where_another_act_rules() -> None:
    forms = {one.codes: one for one in tallying.forms((BUS_SOURCE, CLUB_SOURCE))}

    (basis,) = forms["task_contract",].bases
    assert basis.article == "art. 5 ust. 2 pkt 1"
    assert basis.legal_state == "Dz.U. 2024 poz. 1491"
    assert forms["village_fund",].bases == ()


def test_money_is_the_range_of_what_is_known_of_whole_practices_and_says_what_is_not() -> None:
    seniors = PracticeSource(3, SENIORS)

    known = tallying.amount_range((BUS_SOURCE, CLUB_SOURCE, seniors))

    assert isinstance(known, AmountRange)
    assert (known.least, known.most, known.numbers) == (12_500.5, 80_000, (1, 3))
    assert known.partly is not None
    assert known.partly.numbers == (1,)
    assert tallying.amount_range((CLUB_SOURCE,)) is None
    lacking = {one.code: one.numbers for one in tallying.lacking((BUS_SOURCE, CLUB_SOURCE, seniors))}
    assert lacking["amount"] == (2,)


def test_whom_to_ask_and_what_to_read_are_of_the_practices() -> None:
    need = sample().needs[1]

    assert [(contact.names, contact.numbers) for contact in need.contacts] == [
        (("Powiat",), (1,)),
        (("Gmina Szczebrzeszyn",), (3,)),
    ]
    assert [(one.title, one.address, one.numbers) for one in need.to_read] == [
        ("Opis", "https://example.org/opis", (1,)),
        ("Opis", "https://example.org/opis", (3,)),
    ]


def test_a_practice_from_a_document_is_read_there_with_the_page() -> None:
    choices = {1: Choice(keep=(FROM_A_DOCUMENT.id,))}
    engine = FakeEngine(BASE)

    made = plan(match((CLUB_NEED,), PlanContext(), engine, choices=choices), PlanContext(), engine)

    (document,) = [one for one in made.needs[0].to_read if one.document_id is not None]
    assert (document.document_id, document.page, document.address) == (INVITATION.id, 2, None)


def test_a_document_of_the_base_about_the_need_is_cited_with_its_passage_and_a_wrong_address_is_no_address() -> None:
    made = sample(needs=(Need("Wizyta studyjna do innego subregionu"),))

    (document,) = [one for one in made.needs[0].to_read if one.document_id == INVITATION.id]
    assert document.address is None
    assert document.quote
    assert made.sources[-1].number == len(made.sources)


@pytest.mark.parametrize(
    ("title", "model"),
    [
        ("Program współpracy gminy Lyski z organizacjami na 2025 rok", True),
        ("Regulamin budżetu obywatelskiego", True),
        ("Uchwała w sprawie inicjatywy lokalnej", True),
        ("Tu się cieszą z dwóch kursów dziennie", False),
        ("Programiści z Rybnika", False),
    ],
)
def test_titles_of_documents_that_an_office_adopts_are_told_from_news(title: str, model: bool) -> None:
    assert is_model(title) is model


def test_a_need_without_strong_matches_is_told_nothing() -> None:
    for need in (sample().needs[2], sample().needs[3]):
        assert need.practices == ()
        assert (need.actions, need.sectors, need.forms, need.amounts, need.results, need.to_read) == ((),) * 6


def test_a_need_without_practices_still_names_the_documents_about_it() -> None:
    made = sample(needs=(Need("Wizyta studyjna do innego subregionu"),))

    (need,) = plan_words(made, texts.load("pl")).needs

    assert need.state != "served"
    assert [part.key for part in need.parts] == ["steps"]
    (line,) = need.parts[0].lines
    assert line.text.startswith("Przeczytaj: Wizyta studyjna do innego subregionu, strona 2: „")
    assert line.sources == (made.sources[-1].number,)


def test_gaps_are_listed_by_weight() -> None:
    assert sample().gaps == (Gap(4, 10, "weak"), Gap(3, 5, "none"))


def test_the_smallest_set_serves_all_that_can_be_served_and_says_what_is_not() -> None:
    covering = sample().covering

    assert covering is not None
    assert [(one.numbers, one.needs) for one in covering.practices] == [((1,), (1, 2)), ((7,), (5,))]
    assert covering.unserved == (3, 4)
    assert [(step.numbers, round(step.share, 2)) for step in covering.steps] == [((1,), 0.65), ((1, 7), 0.85)]


def test_there_is_no_set_when_nothing_is_served() -> None:
    made = sample(needs=(Need("Astronauci"),))

    assert made.covering is None
    assert made.matrix.practices == ()
    assert made.partnership.forms == ()


def test_what_a_person_keeps_is_all_that_serves_the_need() -> None:
    engine = FakeEngine(BASE)
    choices = {1: Choice(keep=(YOUTH.id,))}

    made = plan(match((CLUB_NEED, BUS_NEED), PlanContext(), engine, choices=choices), PlanContext(), engine)

    served = {one.sources[0].number: one.needs for one in made.matrix.practices}
    youth = next(one.number for one in made.sources if isinstance(one, PracticeSource) and one.practice == YOUTH)
    assert served[youth] == (1,)
    assert all(1 not in needs for number, needs in served.items() if number != youth)


def test_the_matrix_has_the_practices_that_serve_most_needs_first() -> None:
    matrix = sample().matrix

    assert [len(one.needs) for one in matrix.practices] == [2, 1, 1, 1]
    assert {(cell.need, cell.practice) for cell in matrix.cells} == {(1, 1), (1, 2), (2, 1), (2, 3), (5, 7)}
    assert all(cell.chosen for cell in matrix.cells)


def test_the_partnership_is_counted_over_the_chosen_practices_each_once() -> None:
    partnership = sample().partnership

    pairs = {one.codes: (one.count, one.of) for one in partnership.pairs}
    assert pairs == {("public", "ngo"): (3, 4), ("public", "business"): (1, 4)}
    assert [(one.codes, one.count) for one in partnership.partner_numbers] == [(("2",), 3), (("3",), 1)]


def test_sources_are_numbered_in_the_order_in_which_they_are_cited_and_none_is_left_over() -> None:
    made = sample()

    assert [source.number for source in made.sources] == list(range(1, len(made.sources) + 1))


def test_the_same_needs_give_the_same_plan() -> None:
    assert sample() == sample()
