"""Nothing turns bytes into code or objects: no pickle, no eval, no archive unpacked unseen, no shell, no markup taken as safe."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
import yaml

from corpus import cards
from tests.security.own_patterns import ROOT, module_files, name_of

FORBIDDEN_MODULES = frozenset(
    {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "dbm", "jsonpickle"}
)
FORBIDDEN_NAMES = frozenset({"eval", "exec", "compile", "__import__"})
# Written as they are called; every one takes bytes that may come from outside.
FORBIDDEN_CALLS = frozenset(
    {
        "yaml.unsafe_load",
        "yaml.unsafe_load_all",
        "yaml.full_load",
        "yaml.full_load_all",
        "os.system",
        "os.popen",
        "torch.load",
        "faiss.read_index_binary",
    }
)
FORBIDDEN_METHODS = frozenset({"extractall"})


def faults(tree: ast.Module) -> Iterator[str]:
    """What a module does that none may do."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] in FORBIDDEN_MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in FORBIDDEN_MODULES:
            yield node.module or ""
        elif isinstance(node, ast.Call):
            yield from _call(node)


def _call(node: ast.Call) -> Iterator[str]:
    called = ast.unparse(node.func)
    method = called.rpartition(".")[2]
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    if called in FORBIDDEN_NAMES or called in FORBIDDEN_CALLS or method in FORBIDDEN_METHODS:
        yield called
    if called in ("yaml.load", "yaml.load_all") and not _is_safe_loader(given.get("Loader")):
        yield called
    if _is_true(given.get("allow_pickle")):
        yield f"{called}(allow_pickle)"
    if called in ("np.load", "numpy.load") and not isinstance(given.get("allow_pickle"), ast.Constant):
        yield f"{called} without allow_pickle=False"
    if _is_true(given.get("shell")):
        yield f"{called}(shell)"
    if "verify" in given and isinstance(given["verify"], ast.Constant) and given["verify"].value is False:
        yield f"{called}(verify=False)"


def _is_safe_loader(loader: ast.expr | None) -> bool:
    # `_Loader` of corpus.cards is a subclass; a test of that module holds it to be one.
    return loader is not None and ast.unparse(loader) in ("yaml.CSafeLoader", "yaml.SafeLoader", "_Loader")


def _is_true(value: ast.expr | None) -> bool:
    return value is not None and not (isinstance(value, ast.Constant) and not value.value)


def test_no_module_of_the_program_does_what_none_may_do() -> None:
    found = [
        f"{name_of(path)}: {fault}"
        for path in module_files()
        for fault in faults(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from marshal import loads",
        "import shelve as shelf",
        "eval(text)",
        "exec(text)",
        "yaml.load(text, Loader)",
        "yaml.load(text, Loader=yaml.Loader)",
        "np.load(path)",
        "np.load(path, allow_pickle=True)",
        "np.load(path, allow_pickle=chosen)",
        "subprocess.run(command, shell=True)",
        "archive.extractall(folder)",
        "torch.load(path)",
        "client.get(address, verify=False)",
    ],
)
def test_each_of_these_is_found(code: str) -> None:
    assert list(faults(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "yaml.safe_load(text)",
        "yaml.load(text, Loader=yaml.CSafeLoader)",
        "np.load(path, allow_pickle=False)",
        "re.compile('a')",
        "run(command)",
    ],
)
def test_and_their_safe_kin_is_not(code: str) -> None:
    assert not list(faults(ast.parse(code)))


def test_the_loader_of_cards_makes_plain_values_only() -> None:
    assert issubclass(cards._Loader, yaml.CSafeLoader)
    with pytest.raises(cards.CardError):
        cards.parse_card(b"title: !!python/object/apply:os.system ['true']", "karta.yaml")


def test_every_cookie_is_out_of_reach_of_scripts_and_other_sites() -> None:
    places = 0
    for path in module_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "set_cookie":
                given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
                places += 1
                assert given.get("httponly") == "True", (path, node.lineno)
                assert given.get("samesite") in ("'lax'", "'strict'"), (path, node.lineno)
                assert given.get("path") == "'/'", (path, node.lineno)
                assert "secure" in given, (path, node.lineno)
    assert places >= 4


def test_no_template_takes_markup_for_safe_nor_holds_a_script_or_a_style_of_its_own() -> None:
    templates = sorted((ROOT / "search_api" / "web" / "templates").rglob("*.html"))

    assert len(templates) > 20
    for template in templates:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup", text), template
        # JSON-LD is data to a browser, and escaped like all else.
        assert not re.search(r"<script(?![^>]*(?:\ssrc=|type=\"application/ld\+json\"))", text), template
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text), template
