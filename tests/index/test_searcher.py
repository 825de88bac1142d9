"""The searcher over real practices: order, names, filters, pages, and input that nobody should send."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.practice import Practice
from index.answer import Answer
from index.filters import Filters
from index.searcher import NEAREST, Searcher
from index.variants import otherwise_inflected, without_diacritics
from tests.corpus.records import document, practice
from tests.index.brute_force import carried, counted, passes
from tests.index.knowledge import PROGRAMME, VISIT, published, starter_practices

ALL = 10_000
NEEDS = (
    "samotni seniorzy na wsi",
    "swietlica dla mlodziezy",
    "spółdzielnia socjalna gminy i stowarzyszeń",
    "dowóz osób z niepełnosprawnością",
    "wizyta studyjna do innego subregionu",
    "budżet obywatelski i konsultacje z mieszkańcami",
    "koło gospodyń wiejskich",
    "smog i ogrzewanie",
)


def ids(answer: Answer) -> list[str]:
    return [hit.record_id for hit in answer.hits]


# Order


@pytest.mark.parametrize("need", NEEDS)
def test_the_same_call_gives_the_same_answer(searcher: Searcher, data_dir: Path, need: str) -> None:
    first = searcher.search(need, Filters(), 20, 0)

    assert searcher.search(need, Filters(), 20, 0) == first
    with Searcher.open(data_dir) as another:
        assert another.search(need, Filters(), 20, 0) == first


@pytest.mark.parametrize("need", NEEDS)
def test_hits_come_by_falling_score_then_by_id(searcher: Searcher, need: str) -> None:
    answer = searcher.search(need, Filters(), ALL, 0)

    order = [(-hit.score, hit.record_id) for hit in answer.hits]
    assert order == sorted(order)
    assert all(0 < hit.score <= 1 for hit in answer.hits)
    assert len(set(ids(answer))) == len(answer.hits) == answer.total
    assert answer.good_match == bool(answer.hits)
    assert answer.snapshot == searcher.manifest.snapshot


def test_records_that_score_the_same_come_by_id(tmp_path: Path) -> None:
    # Given texts of one sentence: longer ones that are the same would be shown as one
    short: dict[str, Any] = {"actions": "Ośrodek gotował obiady.", "results": None, "lessons": None}
    published(tmp_path, [practice(id=name, **short) for name in ("c", "a", "b")])

    with Searcher.open(tmp_path) as running:
        found = running.search("obiady dla seniorów", Filters(), 10, 0)

    assert ids(found) == ["a", "b", "c"]
    assert len({hit.score for hit in found.hits}) == 1


# Names


def test_a_title_is_found_first_in_any_spelling(searcher: Searcher, records: list[Practice | Document]) -> None:
    for record in records[::6]:
        title = record.title
        for written in (title, title.upper(), title.lower(), without_diacritics(title).lower()):
            first = searcher.search(written, Filters(), 3, 0).hits[0]
            assert (first.record_id, first.exact_name) == (record.id, True), written


def test_a_name_of_a_partner_is_found_first_in_another_case(tmp_path: Path) -> None:
    # Given one practice of "Stowarzyszenie Gineka" among others that speak of associations
    partners = [{"name": "Stowarzyszenie Gineka", "sector": "ngo", "role": "lead"}]
    own = practice(id="gineka", partners=partners, need="Miasto szukało pomysłu.", actions="Odbyło się seminarium.")
    published(tmp_path, [own, *starter_practices(20)])

    with Searcher.open(tmp_path) as running:
        for query in (
            "Stowarzyszenie Gineka",
            "stowarzyszenia gineka",
            "STOWARZYSZENIEM GINEKA",
            "gineka",
            "co zrobiło Stowarzyszenie Gineka z miastem",
        ):
            first = running.search(query, Filters(), 5, 0).hits[0]
            assert (first.record_id, first.exact_name) == ("gineka", True), query


def test_a_place_is_found_by_its_name_in_any_case(tmp_path: Path) -> None:
    area = {"level": "gmina", "name": "gmina Żory", "gmina": "Żory", "voivodeship": "śląskie"}
    published(tmp_path, [practice(id="w-zorach", areas=[area]), *starter_practices(10)])

    with Searcher.open(tmp_path) as running:
        for query in ("Żory", "zory", "ŻORACH", "Żorom"):
            assert [hit.record_id for hit in running.search(query, Filters(), 5, 0).hits if hit.exact_name] == [
                "w-zorach"
            ], query


def test_an_exact_name_stands_above_every_other_hit(tmp_path: Path) -> None:
    # Given a practice that is called "Kluby sąsiadów" and says nothing more of them, and one that speaks of nothing else
    called = practice(
        id="zz", title="Kluby sąsiadów", need="Brak miejsca.", actions="Remont.", results=None, lessons=None
    )
    told = practice(
        id="aa",
        title="Klub dla sąsiadów",
        need="Kluby sąsiadów.",
        actions="Kluby sąsiadów, klub sąsiada, kluby sąsiadów.",
    )
    published(tmp_path, [called, told])

    with Searcher.open(tmp_path) as running:
        assert ids(running.search("kluby sąsiadów", Filters(), 5, 0))[0] == "zz"


# The same need otherwise written


@pytest.mark.parametrize("need", NEEDS)
def test_a_need_without_diacritics_gets_the_same_list(searcher: Searcher, need: str) -> None:
    answer = searcher.search(need, Filters(), 10, 0)

    plain = searcher.search(without_diacritics(need), Filters(), 10, 0)

    assert ids(plain) == ids(answer)


def shown(answer: Answer) -> set[str]:
    """The hits, or the nearest ones where this small base has no answer."""
    return {hit.record_id for hit in answer.hits or answer.nearest}


def test_a_need_otherwise_inflected_gets_nearly_the_same_list(searcher: Searcher) -> None:
    shared = []
    for seed, need in enumerate(NEEDS):
        first = shown(searcher.search(need, Filters(), 5, 0))
        second = shown(searcher.search(otherwise_inflected(need, seed), Filters(), 5, 0))
        shared.append(len(first & second) / len(first))

    assert sum(shared) / len(shared) >= 0.8


# Filters


@cache
def unfiltered(searcher: Searcher, need: str) -> Answer:
    return searcher.search(need, Filters(), ALL, 0)


def some(records: list[Practice | Document], key: str) -> st.SearchStrategy[tuple[str, ...]]:
    values = sorted({value for record in records for value in carried(record).get(key, ())})
    return st.one_of(st.just(()), st.just(()), st.lists(st.sampled_from(values), min_size=1, max_size=4).map(tuple))


def drawn_filters(data: st.DataObject, records: list[Practice | Document]) -> Filters:
    lists: dict[str, Any] = {
        key: data.draw(some(records, key.removeprefix("not_")), label=key)
        for key in Filters.__dataclass_fields__
        if key not in {"year_from", "year_to", "max_budget_pln"}
    }
    years = st.one_of(st.none(), st.none(), st.integers(1995, 2026))
    budgets = st.one_of(st.none(), st.none(), st.sampled_from([0.0, 10_000.0, 250_000.0, 1e9]))
    numbers: dict[str, Any] = {
        "year_from": data.draw(years, label="year_from"),
        "year_to": data.draw(years, label="year_to"),
        "max_budget_pln": data.draw(budgets, label="max_budget_pln"),
    }
    # Most random combinations would leave nothing: keep some keys only
    kept = data.draw(st.sets(st.sampled_from(sorted(lists | numbers)), max_size=3), label="keys")
    return Filters(**{key: value for key, value in (lists | numbers).items() if key in kept})


@settings(max_examples=150)
@given(st.data())
def test_a_filter_takes_hits_away_and_changes_nothing_else(
    searcher: Searcher, records: list[Practice | Document], data: st.DataObject
) -> None:
    # Given a need (or none) and random filters
    need = data.draw(st.sampled_from((*NEEDS, "")), label="need")
    filters = drawn_filters(data, records)
    by_id = {record.id: record for record in records}

    # When it is asked with and without them
    answer = searcher.search(need, filters, ALL, 0)
    everything = unfiltered(searcher, need)

    # Then the hits are those of the unfiltered list that a plain pass lets through: same order, scores and reasons
    expected = tuple(hit for hit in everything.hits if passes(by_id[hit.record_id], filters))
    assert answer.hits == expected
    assert answer.total == len(expected)
    assert answer.good_match == bool(expected)
    # And the counts are a plain count over them
    assert answer.facets == counted(by_id[hit.record_id] for hit in expected)
    # And the near misses, if any, pass the filters too
    assert all(passes(by_id[hit.record_id], filters) for hit in answer.nearest)
    assert not (answer.hits and answer.nearest)


@settings(max_examples=100)
@given(st.data())
def test_facets_and_ids_of_filters_are_a_plain_pass(
    searcher: Searcher, records: list[Practice | Document], data: st.DataObject
) -> None:
    filters = drawn_filters(data, records)
    passing = [record for record in records if passes(record, filters)]

    assert searcher.facets(filters) == counted(passing)
    assert list(searcher.allowed_ids(filters)) == [record.id for record in passing]


# Nothing good enough


def test_weak_hits_are_not_padded_into_an_answer(searcher: Searcher) -> None:
    answer = searcher.search("naprawa silników odrzutowych w hangarze", Filters(), 10, 0)

    assert not answer.good_match
    assert (answer.total, answer.hits) == (0, ())
    assert len(answer.nearest) <= NEAREST
    assert all(hit.confidence == "low" for hit in answer.nearest)
    assert all(counts == () for counts in answer.facets.values())


@pytest.mark.parametrize("query", ["i w na", "dla nas oraz was", "xyzzyq", " ".join(f"qwx{n}" for n in range(300))])
def test_words_without_a_topic_and_unknown_words_are_no_question_that_fits(searcher: Searcher, query: str) -> None:
    answer = searcher.search(query, Filters(), 10, 0)

    assert not answer.good_match
    assert answer.hits == ()


# An empty query


@pytest.mark.parametrize("query", ["", "   ", "?!…", "🏡", "\x00\x07", "\u200b"])
def test_a_query_without_a_word_browses_everything_by_id(
    searcher: Searcher, records: list[Practice | Document], query: str
) -> None:
    answer = searcher.search(query, Filters(), ALL, 0)

    assert ids(answer) == [record.id for record in records]
    assert answer.total == len(records)
    assert answer.good_match
    assert {hit.score for hit in answer.hits} == {0.0}
    assert {hit.why.passage for hit in answer.hits} == {None}


def test_browsing_where_nothing_passes_finds_nothing(searcher: Searcher) -> None:
    answer = searcher.search("", Filters(themes=("nieznane",)), 10, 0)

    assert (answer.total, answer.good_match, answer.hits) == (0, False, ())


# Pages


@pytest.mark.parametrize("need", [*NEEDS[:4], ""])
@pytest.mark.parametrize("size", [1, 3, 7])
def test_pages_put_together_are_the_whole_list(searcher: Searcher, need: str, size: int) -> None:
    whole = unfiltered(searcher, need)

    pages = [searcher.search(need, Filters(), size, offset) for offset in range(0, whole.total + size, size)]

    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    assert {page.total for page in pages} == {whole.total}
    assert all(page.facets == whole.facets for page in pages)


# Input that nobody should send


@pytest.mark.parametrize(
    "query",
    [
        "🏡👵🏽 seniorzy 🚌",
        "senior\x00zy \x1b[31m na\x08 wsi",
        "'; DROP TABLE practices; -- seniorzy",
        'title:"klub" AND body:senior* OR NOT (wieś~2) ^5 [a TO b]',
        "senior\\ /wieś/ {klub} +dom -szkoła",
        "<script>alert('seniorzy')</script>",
        "%s %d {0} ${seniorzy}",
        "a" * 10_000,
        "seniorzy na wsi " * 625,
        "ć" * 10_000,
        "\u202eseniorzy\u202c",
        "الشيخ 老人 seniorzy дім",
        "1 2 3 2024 500+",
        "- - -",
        "\n".join(["seniorzy"] * 50),
    ],
)
def test_any_text_gets_an_answer(searcher: Searcher, query: str) -> None:
    answer = searcher.search(query, Filters(), 5, 0)

    assert answer.query == query
    assert answer.good_match == bool(answer.hits)


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_random_text_gets_an_answer(searcher: Searcher, query: str) -> None:
    answer = searcher.search(query, Filters(), 3, 0)

    assert answer.total >= len(answer.hits)


def test_a_pasted_page_finds_what_it_speaks_of(searcher: Searcher) -> None:
    # Given a practice's own text, many times over
    record = starter_practices()[7]
    page = " ".join(filter(None, (record.need, record.actions, record.results)))

    answer = searcher.search(page * 20, Filters(), 5, 0)

    assert ids(answer)[0] == record.id


# Documents


def test_a_document_is_found_with_its_heading_and_page(searcher: Searcher) -> None:
    first = searcher.search("wizyta studyjna do innego subregionu", Filters(), 5, 0).hits[0]

    assert (first.record_id, first.kind) == (VISIT.id, "document")
    assert first.why.passage is not None
    assert "wizytę studyjną do innego subregionu" in first.why.passage.text
    assert (first.why.passage.heading, first.why.passage.page) == ("Wizyta studyjna", 1)


def test_the_passage_quoted_is_the_one_that_answers(searcher: Searcher) -> None:
    found = searcher.search("warsztat w spółdzielni socjalnej", Filters(kinds=("document",)), 5, 0)

    hits = {hit.record_id: hit for hit in (*found.hits, *found.nearest)}
    passage = hits[VISIT.id].why.passage
    assert passage is not None
    assert (passage.text, passage.heading, passage.page) == (
        "Drugiego dnia warsztat w spółdzielni socjalnej",
        "Wizyta studyjna > Program",
        2,
    )


def test_a_document_without_text_is_found_by_its_title_only(tmp_path: Path) -> None:
    # Given a scan without text, whose id is the last: it must not borrow a passage of another record
    scan = document("f", title="Skan uchwały o funduszu sołeckim", blocks=())
    published(tmp_path, [practice(), scan])

    with Searcher.open(tmp_path) as running:
        assert ids(running.search("Skan uchwały o funduszu sołeckim", Filters(), 5, 0)) == [scan.id]
        assert scan.id not in ids(running.search("obiady dla seniorów", Filters(), 5, 0))
        assert all(hit.record_id != scan.id for hit in running.similar(scan.id, 5))


# Records and likeness


def test_a_record_comes_back_as_it_was_stored(searcher: Searcher, records: list[Practice | Document]) -> None:
    assert [searcher.record(record.id) for record in records] == records
    assert searcher.ids == tuple(record.id for record in records)
    assert searcher.record("nie-ma-takiej") is None


def test_similar_records_leave_out_the_record_itself(searcher: Searcher, records: list[Practice | Document]) -> None:
    for record in records[::5]:
        found = searcher.similar(record.id, 5)

        assert record.id not in [hit.record_id for hit in found]
        assert len(found) <= 5
        order = [(-hit.score, hit.record_id) for hit in found]
        assert order == sorted(order)
        assert all(0 < hit.score <= 1 and not hit.exact_name for hit in found)


def test_a_twin_is_the_most_similar(tmp_path: Path) -> None:
    published(tmp_path, [practice(), practice(id="blizniak", title="Obiady dla seniorów"), *starter_practices(10)])

    with Searcher.open(tmp_path) as running:
        assert running.similar("staszow-cieple-obiady", 3)[0].record_id == "blizniak"


def test_what_is_similar_to_nothing_known_is_a_key_error(searcher: Searcher) -> None:
    with pytest.raises(KeyError):
        searcher.similar("nie-ma-takiej", 5)


# Extremes


def test_an_index_of_nothing_answers_nothing(tmp_path: Path) -> None:
    report = published(tmp_path, [])

    assert (report.records, report.passages) == ({"practice": 0, "document": 0}, 0)
    with Searcher.open(tmp_path) as running:
        for need in ("", "seniorzy", "Stowarzyszenie Gineka"):
            answer = running.search(need, Filters(voivodeships=("śląskie",)), 10, 0)
            assert (answer.total, answer.good_match, answer.hits, answer.nearest) == (0, False, (), ())
        assert running.facets(Filters())["themes"] == ()


def test_a_build_reports_what_it_indexed(tmp_path: Path) -> None:
    report = published(tmp_path, [practice(), VISIT, PROGRAMME])

    assert report.records == {"practice": 1, "document": 2}
    assert report.passages == 5
    with Searcher.open(tmp_path) as running:
        assert running.manifest.snapshot == report.snapshot
        assert running.manifest.counts == {"practice": 1, "document": 2, "passages": 5}


def test_filters_of_a_changed_record_follow_the_new_build(tmp_path: Path) -> None:
    published(tmp_path, [practice()])
    published(tmp_path, [practice(themes=["youth"])])

    with Searcher.open(tmp_path) as running:
        assert running.allowed_ids(Filters(themes=("seniors",))) == ()
        assert running.allowed_ids(replace(Filters(), themes=("youth",))) == ("staszow-cieple-obiady",)


_SEARCH = """
import sys
from pathlib import Path
from index.filters import Filters
from index.searcher import Searcher
with Searcher.open(Path(sys.argv[1])) as searcher:
    assert searcher.search("samotni seniorzy na wsi", Filters(), 5, 0).hits
print(*(name for name in ("torch", "sentence_transformers", "spacy", "scipy", "pandas") if name in sys.modules))
"""


def test_a_search_imports_no_library_of_training(data_dir: Path) -> None:
    command = [sys.executable, "-c", _SEARCH, str(data_dir)]

    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == ""
