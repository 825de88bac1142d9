"""Every fault of a record is told in Polish, with the field and what to do. No English of pydantic comes through."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.document import Document
from corpus.messages import GENERAL, message, problems
from corpus.practice import Practice
from tests.corpus.records import WARM_LUNCHES, document, practice

ENGLISH = re.compile(
    r"\b(?:input|should|valid|field|required|value|error|must|string|integer|number|list|extra|permitted|expected|"
    r"greater|less|than|equal|least|most|match|pattern|dictionary|instance|character|item|after|validation)\b",
    re.IGNORECASE,
)


def faults(**changes: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        practice(**changes)
    return {problem.field: problem.message for problem in problems(caught.value)}


def test_the_path_names_the_item_and_the_field() -> None:
    partners = [*WARM_LUNCHES["partners"], {"name": "Firma", "sector": "prywatny", "role": "funder"}]

    assert faults(partners=partners) == {
        "partners.2.sector": "Wpisz jedną z dozwolonych wartości: public, ngo, business, informal, church, academia."
    }


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"years": {"start": "dwa tysiące"}}, "years.start", "Wpisz liczbę całkowitą, na przykład 2014."),
        ({"years": {"start": 14}}, "years.start", "Rok jest za wczesny. Wpisz rok od 1900 do 2100."),
        ({"years": {"start": 20140}}, "years.start", "Rok jest za późny. Wpisz rok od 1900 do 2100."),
        (
            {"years": {"start": 2016, "end": 2014}},
            "years",
            "Rok początku (2016) jest późniejszy niż rok końca (2014).",
        ),
        ({"title": ""}, "title", "Tekst jest pusty. Wpisz tekst."),
        ({"title": "x" * 201}, "title", "Tekst jest za długi. Najwięcej znaków: 200."),
        ({"themes": []}, "themes", "Za mało pozycji. Najmniej: 1."),
        ({"themes": ["seniors", "seniors"]}, "themes", "Ta sama wartość stoi dwa razy."),
        ({"themes": "seniors"}, "themes", "Wpisz listę, także gdy ma jedną pozycję."),
        ({"place": "Staszów"}, "place", "Wpisz pola z wartościami zamiast jednej wartości."),
        ({"need": 5}, "need", "Wpisz tekst. Liczbę ujmij w cudzysłów."),
        ({"need": None}, "need", "Brakuje tekstu. Wpisz treść tego pola."),
        ({"temat": "x"}, "temat", "Nie ma takiego pola. Usuń je albo popraw jego nazwę."),
        (
            {"partner": "x"},
            "partner",
            "Nie ma takiego pola. Usuń je albo popraw jego nazwę. Czy chodziło o „partners”?",
        ),
        (
            {"funding": [{"source": "Gmina", "amount_pln": "10 tys."}]},
            "funding.0.amount_pln",
            "Wpisz liczbę bez jednostki i bez odstępów, na przykład 10000 albo 2500.50.",
        ),
        (
            {"funding": [{"source": "Gmina", "amount_pln": -1}]},
            "funding.0.amount_pln",
            "Liczba jest za mała. Najmniej: 0.",
        ),
    ],
)
def test_each_fault_says_what_to_do(changes: dict[str, Any], field: str, said: str) -> None:
    assert faults(**changes) == {field: said}


def test_a_missing_field_is_named() -> None:
    with pytest.raises(ValidationError) as caught:
        Practice.model_validate({key: value for key, value in WARM_LUNCHES.items() if key != "need"})

    assert [(one.field, one.message) for one in problems(caught.value)] == [("need", "Dopisz to pole: jest wymagane.")]


def test_an_unknown_code_is_answered_with_the_allowed_ones() -> None:
    (said,) = faults(themes=["seniorzy"]).values()

    assert said.startswith("Nieznany kod „seniorzy”; dozwolone: seniors, youth,")


@pytest.mark.parametrize("field", ["id", "sources.0.url", "sources.0.published"])
def test_a_wrong_form_is_answered_with_an_example(field: str) -> None:
    record = copy.deepcopy(WARM_LUNCHES)
    put(record, field.split("."), "??")

    (said,) = (one.message for one in problems(caught(Practice, record)))

    assert said.startswith("Popraw zapis. Dozwolone: ")


def test_a_record_that_is_no_mapping_has_an_empty_path() -> None:
    (problem,) = problems(caught(Practice, ["staszow"]))

    assert problem.field == ""
    assert problem.message == "Wpisz pola z wartościami zamiast jednej wartości."


def test_a_type_that_nobody_has_met_still_speaks_polish() -> None:
    assert message({"type": "brand_new_type", "loc": ("years",), "msg": "Input should be new"}) == GENERAL


junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.sampled_from(["", " ", "żółw", "2014", "-5", "1,5", "\ud800", "x" * 400]),
    st.lists(st.none(), max_size=3),
    st.dictionaries(st.sampled_from(["nazwa", "rok"]), st.none(), max_size=2),
)


def paths(value: object, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if isinstance(value, dict):
        return [before, *(path for key in value for path in paths(value[key], (*before, key)))]
    if isinstance(value, list | tuple):
        return [before, *(path for at, item in enumerate(value) for path in paths(item, (*before, str(at))))]
    return [before]


def put(record: Any, path: list[str], value: object) -> None:
    for part in path[:-1]:
        record = record[int(part) if isinstance(record, list) else part]
    record[int(path[-1]) if isinstance(record, list) else path[-1]] = value


def caught(model: type[Practice | Document], record: object) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        model.model_validate(record)
    return error.value


RECORDS: list[tuple[type[Practice | Document], dict[str, Any]]] = [
    (
        Practice,
        practice(areas=[{"level": "gmina", "name": "Staszów", "voivodeship": "świętokrzyskie"}]).model_dump(
            mode="json"
        ),
    ),
    (Document, document().model_dump(mode="json")),
]


@given(st.data())
def test_no_english_comes_through_from_any_broken_record(data: st.DataObject) -> None:
    model, whole = data.draw(st.sampled_from(RECORDS))
    record = copy.deepcopy(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        path = list(data.draw(st.sampled_from([path for path in paths(record) if path])))
        action = data.draw(st.sampled_from(["replace", "add"]))
        put(
            record,
            path if action == "replace" else [*path[:-1], "nowe"] if not path[-1].isdigit() else path,
            data.draw(junk),
        )
    try:
        model.model_validate(record)
    except ValidationError as error:
        for problem in problems(error):
            # Codes and names of fields are English by design: they stand after a colon or in quotation marks.
            told = re.sub(r"„[^”]*”|(?:wartości|dozwolone): .*", "", problem.message)
            assert not ENGLISH.search(told), problem
            assert told[0].isupper()
            assert problem.message.endswith((".", "?"))
