"""Polish and English catalogues say the same things, and nothing that a reader sees stands in a template."""

from __future__ import annotations

import re
import string
from typing import get_args

import pytest

from search_api.criteria import CODED_FILTERS
from search_api.problems import KINDS
from search_api.settings import Language
from search_api.web import pages, texts
from search_api.web.search_view import FACETS

LANGUAGES: tuple[Language, ...] = get_args(Language)


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_catalogues_have_the_same_texts_with_the_same_values() -> None:
    polish, english = (texts.load(language).leaves for language in ("pl", "en"))

    assert polish.keys() == english.keys()
    for key, text in polish.items():
        assert names_in(text) == names_in(english[key]), key


@pytest.mark.parametrize("template", sorted(path.name for path in pages.TEMPLATES.glob("*.html")))
def test_a_template_holds_no_words_of_its_own(template: str) -> None:
    source = (pages.TEMPLATES / template).read_text(encoding="utf-8")

    visible = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", source, flags=re.DOTALL)

    assert not re.search(r"[^\W\d_]{2,}", visible), re.findall(r"[^\W\d_]{2,}", visible)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pages_look_up_by_name_is_there(language: Language) -> None:
    t = texts.load(language)

    wanted = [f"facets.{name}" for name in FACETS]
    wanted += [f"chips.{coded.singular}" for coded in CODED_FILTERS]
    wanted += [f"parameters.{coded.singular}" for coded in CODED_FILTERS]
    wanted += [f"errors.{kind.status}.title" for kind in KINDS if kind.status != 400]
    for key in wanted:
        assert t.optional(key), key


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 praktyk"),
        (1, "1 praktyka"),
        (2, "2 praktyki"),
        (5, "5 praktyk"),
        (12, "12 praktyk"),
        (22, "22 praktyki"),
        (112, "112 praktyk"),
    ],
)
def test_a_number_takes_the_polish_form_that_goes_with_it(number: int, text: str) -> None:
    assert texts.load("pl").count("home.practices", number) == text


def test_a_key_that_is_not_there_is_an_error() -> None:
    t = texts.load("pl")

    for key in ("nie.ma", "site", "site.name.more"):
        with pytest.raises(KeyError):
            t(key)
    assert t.optional("nie.ma") is None
