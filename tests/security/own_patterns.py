"""All regular expressions of the program, found without being listed by hand.

Two nets: what stands in the code as a literal argument of a function of `re`, and every compiled pattern that hangs anywhere
in an imported module, such as those put together from word lists. What neither sees, a pattern made at run time, must be
named in MADE_AT_RUN_TIME of the test with what bounds it.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
ROOMS = ("corpus", "ingest", "index", "search_api")
_FUNCTIONS = frozenset({"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"})
_ANCHORED = frozenset({"match", "fullmatch"})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """`anchored`: it is only ever tried at the start of a text. `where` is the module that has it."""

    where: str
    pattern: str
    flags: int
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Unseen:
    """A pattern that is put together inside a function."""

    where: str
    source: str


def module_files() -> list[Path]:
    """Every module of the program."""
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def name_of(path: Path) -> str:
    """ "search_api/problems.py" -> "search_api.problems"."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def written(path: Path) -> tuple[list[OwnPattern], list[Unseen]]:
    """The patterns that stand in a module as literals, and those inside functions that do not."""
    return found_in(ast.parse(path.read_text(encoding="utf-8")), name_of(path))


def found_in(tree: ast.Module, where: str) -> tuple[list[OwnPattern], list[Unseen]]:
    """The same of a parsed module."""
    literal: list[OwnPattern] = []
    unseen: list[Unseen] = []
    used = _uses(tree)
    for node, inside in _calls(tree):
        first = node.args[0]
        function = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            name = inside.name if inside.name else None
            how = {function} if function != "compile" else used.get(name or "", set())
            literal.append(OwnPattern(where, first.value, _flags(node, function), bool(how) and how <= _ANCHORED))
        elif inside.in_function and not isinstance(first, ast.Name | ast.Attribute):
            unseen.append(Unseen(where, ast.unparse(first)))
    return literal, unseen


@dataclass(frozen=True, slots=True)
class _Place:
    in_function: bool
    name: str


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, _Place]]:
    named = {
        id(statement.value): statement.targets[0].id
        for statement in ast.walk(tree)
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)
    }

    def walk(node: ast.AST, in_function: bool) -> Iterator[tuple[ast.Call, _Place]]:
        inside = in_function or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(node, ast.Call) and _is_of_re(node) and node.args:
            yield node, _Place(inside, named.get(id(node), ""))
        for child in ast.iter_child_nodes(node):
            yield from walk(child, inside)

    return walk(tree, False)


def _is_of_re(node: ast.Call) -> bool:
    found = node.func
    return (
        isinstance(found, ast.Attribute)
        and isinstance(found.value, ast.Name)
        and found.value.id == "re"
        and found.attr in _FUNCTIONS
    )


def _uses(tree: ast.Module) -> dict[str, set[str]]:
    """How each name is used in its module: "_RECEIPT" -> {"fullmatch"}; a name that goes elsewhere is used in any way."""
    uses: dict[str, set[str]] = {}
    methods = {
        id(node.value): node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            uses.setdefault(node.id, set()).add(methods.get(id(node), "any"))
    # A public name may be used by other modules too.
    return {name: how | (set() if name.startswith("_") else {"any"}) for name, how in uses.items()}


def _flags(node: ast.Call, function: str) -> int:
    place = {"compile": 1, "match": 2, "fullmatch": 2, "search": 2, "findall": 2, "finditer": 2, "split": 3}.get(
        function, 4
    )
    given = [keyword.value for keyword in node.keywords if keyword.arg == "flags"] + node.args[place : place + 1]
    return int(eval(ast.unparse(given[0]), {"re": re})) if given else 0  # our own code


def hanging() -> list[OwnPattern]:
    """Every compiled pattern reachable from the globals of the modules that can be imported here."""
    found: dict[tuple[str, int], OwnPattern] = {}
    for path in module_files():
        name = name_of(path)
        try:
            module = importlib.import_module(name)
        except ImportError:  # needs a library of an extra
            continue
        for value in list(vars(module).values()):
            for pattern in _patterns(value, _DEEPEST, set()):
                if isinstance(pattern.pattern, str):
                    found.setdefault((pattern.pattern, pattern.flags), OwnPattern(name, pattern.pattern, pattern.flags))
    return list(found.values())


def _patterns(value: object, depth: int, seen: set[int]) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    if depth == 0 or id(value) in seen or isinstance(value, str | bytes | int | float | type | ModuleType | None):
        return
    seen.add(id(value))
    inside: list[object] = []
    if isinstance(value, dict):
        inside = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inside = list(value)
    elif is_dataclass(value):
        inside = [getattr(value, one.name, None) for one in fields(value)]
    for one in inside[:5000]:
        yield from _patterns(one, depth - 1, seen)
