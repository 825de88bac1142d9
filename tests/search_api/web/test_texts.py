"""Polish and English catalogues say the same things, and nothing that a reader sees stands anywhere else."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml

from search_api.problems import KINDS
from search_api.searching.criteria import CODED_FILTERS
from search_api.settings import Language
from search_api.web import frame, pages, texts
from search_api.web.assets import STATIC
from search_api.web.facet_view import FACETS
from search_api.web.plan_conditions import SHARED_TEXTS

WEB = Path(pages.__file__).parent
TEMPLATES = sorted(pages.TEMPLATES.rglob("*.html"))
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
MODULES = sorted(WEB.rglob("*.py"))
WORDS = re.compile(r"[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]|(?:^|\s)[^\W\d_]{2,},? [^\W\d_]{2,}(?=[\s.,!?:]|$)")
# Codes of the record, and the sign of a currency that both languages write so.
NO_WORDS = frozenset({"przyjęty", "\N{NO-BREAK SPACE}zł"})
LANGUAGES: tuple[Language, ...] = get_args(Language)


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_catalogues_have_the_same_texts_with_the_same_values() -> None:
    polish, english = (texts.load(language).leaves for language in ("pl", "en"))

    assert polish.keys() == english.keys()
    for key, text in polish.items():
        assert names_in(text) == names_in(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_a_catalogue_is_a_text(language: Language) -> None:
    """A comma in a text without quotation marks inside {…} ends it, and the rest becomes a key without a value."""
    read = [
        (f"{path.name}: {key}", node)
        for path in sorted((texts.FOLDER / language).glob("*.yaml"))
        for key, node in nodes(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader), "")
    ]

    assert len(read) > 1000
    assert [key for key, node in read if not isinstance(node, str)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_a_place_in_every_form_stands_once(language: Language) -> None:
    told = texts.load(language).leaves
    for fault, key in SHARED_TEXTS.items():
        assert [path for path, text in told.items() if text == told[key]] == [key]
        assert not [path for path in told if path.endswith(f".{fault}")]


def nodes(node: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(node, dict | list):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from nodes(child, f"{path}.{key}")
    else:
        yield path, node


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(pages.TEMPLATES)))
def test_a_template_holds_no_words_of_its_own(template: Path) -> None:
    source = template.read_text(encoding="utf-8")

    visible = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", source, flags=re.DOTALL)
    # What a macro gives to a tag elsewhere: attributes, addresses
    visible = re.sub(r"[\w-]+=\"[^\"]*\"|(?<!\S)[/&?]\S*", " ", visible)

    assert not re.search(r"[^\W\d_]{2,}", visible), re.findall(r"[^\W\d_]{2,}", visible)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(pages.TEMPLATES)))
def test_what_is_read_aloud_from_attributes_comes_from_the_catalogue_too(template: Path) -> None:
    source = template.read_text(encoding="utf-8")

    spoken = re.findall(r"(?<![\w-])(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"", source)

    assert [text for text in spoken if re.search(r"[^\W\d_]{2,}", re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text))] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_takes_its_words_from_the_page(script: Path) -> None:
    source = re.sub(r"//[^\n]*|/\*.*?\*/", "", script.read_text(encoding="utf-8"), flags=re.DOTALL)

    source = re.sub(r"\.(?:on|once|off)\(\"[^\"]*\"", "", source)  # names of events
    strings = ["".join(found) for found in re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", source)]

    assert [text for text in strings if WORDS.search(re.sub(r"\$\{[^}]*\}", "", text))] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_module_of_the_pages_holds_no_words_but_named_details_of_problems(module: Path) -> None:
    # A constant in capitals is the Polish detail of a problem, which the API answers with as well, or no text at all.
    assert [text for text in strings_within(module) if WORDS.search(text) and text not in NO_WORDS] == []


def strings_within(module: Path) -> Iterator[str]:
    """Strings of functions and classes: no docstrings, no arguments of errors that are for programmers."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    named = {
        id(inner)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and all(isinstance(one, ast.Name) and one.id.lstrip("_").isupper() for one in node.targets)
        for inner in ast.walk(node)
    }
    unread = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Raise) for inner in ast.walk(node)}
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in named | unread | docstrings
        ):
            yield node.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pages_look_up_by_name_is_there(language: Language) -> None:
    t = texts.load(language)

    wanted = [f"facets.{name}" for name in FACETS]
    wanted += [f"chips.{coded.singular}" for coded in CODED_FILTERS]
    wanted += [f"parameters.{coded.singular}" for coded in CODED_FILTERS]
    wanted += [f"errors.{kind.status}.{part}" for kind in KINDS for part in ("title", "advice")]
    wanted += [f"site.menu.{name}" for _, name in frame.MENU]
    wanted += [f"site.links.{name}" for _, name in frame.FOOTER]
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
