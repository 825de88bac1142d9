"""argparse that speaks Polish: headings, usage and error messages. Its own texts are English and not meant to be set."""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

EXIT_USAGE = 2

# What argparse says in its errors (Python 3.11 to 3.13), and what we say.
_MESSAGES = (
    (
        re.compile(r"^argument POLECENIE: invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)$"),
        "Nie ma polecenia {value}. Polecenia: {choices}.",
    ),
    (re.compile(r"^the following arguments are required: (?P<names>.*)$"), "Brakuje: {names}."),
    (re.compile(r"^unrecognized arguments: (?P<names>.*)$"), "Nieznane argumenty: {names}."),
    (
        re.compile(r"^argument (?P<name>.*?): invalid choice: (?P<value>.*) \(choose from (?P<choices>.*)\)$"),
        "{name}: nie ma wartości {value}. Do wyboru: {choices}.",
    ),
    (re.compile(r"^argument (?P<name>.*?): expected one argument$"), "{name}: podaj wartość."),
    (
        re.compile(r"^argument (?P<name>.*?): expected at least one argument$"),
        "{name}: podaj co najmniej jedną wartość.",
    ),
    (
        re.compile(r"^argument (?P<name>.*?): invalid int value: (?P<value>.*)$"),
        "{name}: {value} nie jest liczbą całkowitą.",
    ),
    (re.compile(r"^argument (?P<name>.*?): invalid float value: (?P<value>.*)$"), "{name}: {value} nie jest liczbą."),
    (
        re.compile(r"^argument (?P<name>.*?): ignored explicit argument (?P<value>.*)$"),
        "{name}: ta opcja nie przyjmuje wartości, a podano {value}.",
    ),
    (
        re.compile(r"^argument (?P<name>.*?): not allowed with argument (?P<other>.*)$"),
        "{name} nie może stać razem z {other}.",
    ),
    (re.compile(r"^one of the arguments (?P<names>.*) is required$"), "Podaj jedno z: {names}."),
    (re.compile(r"^argument (?P<name>.*?): (?P<reason>.*)$"), "{name}: {reason}"),
)


def in_polish(message: str) -> str:
    """The Polish sentence for an error of argparse; a message of our own types passes as it is."""
    for pattern, sentence in _MESSAGES:
        found = pattern.match(message)
        if found:
            return sentence.format_map({name: _quoted(name, text) for name, text in found.groupdict().items()})
    return message


def _quoted(name: str, text: str) -> str:
    # argparse shows values, and up to Python 3.11 choices, as Python writes them.
    if name == "value":
        return f"„{ast.literal_eval(text)}”"
    return text.replace("'", "") if name == "choices" else text


class PolishFormatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of descriptions; the usage line begins in Polish."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "użycie: " if prefix is None else prefix)


class PolishParser(argparse.ArgumentParser):
    """A parser whose help and errors are Polish. `arguments` and `options` are the two groups of its help."""

    def __init__(self, **settings: object) -> None:
        settings = {"formatter_class": PolishFormatter, "allow_abbrev": False} | settings | {"add_help": False}
        super().__init__(**settings)  # type: ignore[arg-type]
        # Own groups: the titles of the default ones cannot be set. Empty groups are not printed.
        self.arguments = self.add_argument_group("argumenty")
        self.options = self.add_argument_group("opcje")
        self.options.add_argument("-h", "--help", action="help", help="pokaż tę pomoc i zakończ")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"{self.prog}: {in_polish(message)} Pomoc: {self.prog} --help\n")
