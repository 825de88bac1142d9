"""Practice cards: one YAML file per practice that a person can read and edit.

A card may hold plain values, lists and mappings only. Aliases, tags of other types, keys that stand twice, deep nesting and
big files are refused before anything is built from them. Words such as "nie", dates and "12:30" stay the text they are.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from corpus.language import fold
from corpus.messages import problems
from corpus.practice import Practice

STARTER = Path(__file__).parent / "practices"

MAX_CARD_BYTES = 256 * 1024
MAX_CARD_DEPTH = 8

_WIDTH = 100
_LONG_TEXT = 100


class CardError(ValueError):
    """A card that cannot be used. The message is Polish and names the file and, where known, the line or the fields."""


class _Loader(yaml.CSafeLoader):
    """The safe loader with the few scalar types that a card needs, and with keys that stand once."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (the shape that yaml reads)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise yaml.MarkedYAMLError(problem=_TWICE.format(key.value), problem_mark=key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)


_TWICE = "pole „{}” stoi dwa razy"
# Narrower than YAML 1.1, whose writer quotes all that any of these could match.
for _tag, _pattern, _first in (
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("float", r"^[-+]?[0-9]+\.[0-9]+(?:[eE][-+][0-9]+)?$", list("-+0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


class _Dumper(yaml.SafeDumper):
    """The safe dumper without aliases, with long texts as folded blocks."""

    def ignore_aliases(self, _data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 (indents lists too)
        super().increase_indent(flow, False)


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # The folded style loses line breaks of some kinds and leading spaces: only a plain single line is safe in it.
    foldable = len(text) > _LONG_TEXT and text.isprintable() and text == text.strip()
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">" if foldable else None)


_Dumper.add_representer(str, _text_node)


def parse_card(data: bytes, name: str) -> object:
    """The plain value of a YAML card. Raises CardError naming `name` and the line when the card is unsafe or damaged."""
    if len(data) > MAX_CARD_BYTES:
        raise CardError(f"{name}: plik jest za duży. Karta może mieć najwyżej {MAX_CARD_BYTES // 1024} KB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CardError(f"{name}: plik nie jest w kodowaniu UTF-8. Zapisz go ponownie w UTF-8.") from error
    try:
        _refuse_tricks(text, name)
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (a subclass of the safe loader)
    except yaml.YAMLError as error:
        raise CardError(f"{name}{_line(error)}: {_fault(error)}") from error
    except (ValueError, OverflowError, RecursionError) as error:
        if isinstance(error, CardError):
            raise
        raise CardError(f"{name}: wartość w karcie jest nieprawidłowa. Sprawdź liczby i cudzysłowy.") from error


def read_practice(mapping: Mapping[str, object]) -> Practice:
    """The practice of a parsed card. Raises pydantic's ValidationError; `corpus.messages` says it in Polish."""
    return Practice.model_validate(dict(mapping))


def practice_to_mapping(practice: Practice) -> dict[str, Any]:
    """The plain mapping of a practice in the order of its fields, without what is empty; whole amounts without a point."""
    mapping = practice.model_dump(mode="json", exclude_none=True)
    for name in ("areas", "years", "funding"):
        if not mapping[name]:
            del mapping[name]
    for item in mapping.get("funding", ()):
        amount = item.get("amount_pln")
        if isinstance(amount, float) and amount.is_integer():
            item["amount_pln"] = int(amount)
    return mapping


def card_text(practice: Practice) -> str:
    """The card as YAML text: stable order, block style, letters as they are."""
    return yaml.dump(
        practice_to_mapping(practice), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, indent=2
    )


def card_path(practice: Practice, folder: Path) -> Path:
    """`folder`/voivodeship/id.yaml. Folder names are ASCII ("slaskie"), safe in archives and on any file system."""
    return folder / fold(practice.place.voivodeship) / f"{practice.id}.yaml"


def write_card(practice: Practice, folder: Path) -> Path:
    """Writes the card in one atomic step: a reader finds the earlier file or the new one, never a part."""
    path = card_path(practice, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{practice.id[:40]}-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(card_text(practice).encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def read_card(path: Path) -> Practice:
    """The practice of one file. Raises CardError naming the file and every field at fault, OSError when unreadable."""
    with path.open("rb") as file:
        content = parse_card(file.read(MAX_CARD_BYTES + 1), str(path))
    if not isinstance(content, dict):
        raise CardError(f"{path}: to nie jest karta praktyki. Wpisz pola w postaci „nazwa: wartość”.")
    try:
        return read_practice(content)
    except ValidationError as error:
        faults = " ".join(f"{problem.field}: {problem.message}" for problem in problems(error))
        raise CardError(f"{path}: {faults}") from error


def load_folder(path: Path) -> Iterator[Practice]:
    """The practices of all cards below a folder, in the order of their paths.

    Raises CardError for a damaged card, for a name that differs from the id, and for an id that stands in two files.
    """
    files: dict[str, Path] = {}
    for file in sorted(path.glob("**/*.yaml")):
        practice = read_card(file)
        if file.stem != practice.id:
            raise CardError(f"{file}: nazwa pliku różni się od pola id („{practice.id}”). Popraw jedno z nich.")
        if practice.id in files:
            raise CardError(f"{file}: praktyka „{practice.id}” ma już kartę {files[practice.id]}. Usuń jedną z nich.")
        files[practice.id] = file
        yield practice


def _refuse_tricks(text: str, name: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CardError(f"{name}{_line(event)}: karta nie może zawierać odnośników (& i *). Wpisz wartość wprost.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_CARD_DEPTH:
                raise CardError(f"{name}{_line(event)}: za głębokie zagnieżdżenie. Uprość zapis karty.")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _line(place: yaml.YAMLError | yaml.Event) -> str:
    mark = getattr(place, "problem_mark", None) or getattr(place, "start_mark", None)
    return f", wiersz {mark.line + 1}" if mark is not None else ""


def _fault(error: yaml.YAMLError) -> str:
    problem = str(getattr(error, "problem", "") or "")
    if problem.startswith("pole „"):
        return f"{problem}. Zostaw jedno."
    return "zapis YAML jest uszkodzony. Sprawdź wcięcia, dwukropki i cudzysłowy."
