"""`praktyki`: everything it says is Polish, and saying what it can do costs next to nothing."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from search_api.cli import FILTER_HELP, main, parser
from search_api.searching.criteria import CODED_FILTERS

ENGLISH = re.compile(
    r"\b(usage|options|positional|arguments?|optional|help message|error|expected|required|invalid|choice|choose"
    r"|unrecognized|value|exit)\b"
)
COMMANDS = (
    "ingest",
    "outcomes",
    "review",
    "keys",
    "lineage",
    "build",
    "search",
    "serve",
    "evaluate",
    "fit",
    "bench",
    "train",
    "dump",
    "backup",
    "restore",
    "verify",
    "forget",
    "doctor",
)

ACTIONS = {"review": ("list", "show", "accept", "reject"), "keys": ("create", "list", "revoke", "log")}
ACTIONS_HELP = [(command, action, "--help") for command, actions in ACTIONS.items() for action in actions]


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code and all that was printed."""
    try:
        code = main(words)
    except SystemExit as ended:
        code = int(str(ended.code))
    printed = capsys.readouterr()
    return code, printed.out + printed.err


@pytest.mark.parametrize("words", [(), ("--help",), *((command, "--help") for command in COMMANDS), *ACTIONS_HELP])
def test_help_is_polish(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, text = told(capsys, *words)

    assert code == 0
    assert text.startswith("użycie: praktyki")
    assert not ENGLISH.search(text.replace("--help", "")), ENGLISH.findall(text)


def test_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = told(capsys, "--help")

    for command in COMMANDS:
        assert re.search(rf"^ +{command} +\w", text, re.MULTILINE)
    assert "kody wyjścia" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("szukaj",), "Nie ma polecenia „szukaj”. Polecenia: ingest, outcomes, review, keys, lineage, build,"),
        (("search",), "Brakuje: POTRZEBA."),
        (("search", "seniorzy", "--limit"), "--limit: podaj wartość."),
        (("search", "seniorzy", "--limit", "dużo"), "--limit: „dużo” nie jest liczbą całkowitą."),
        (("search", "seniorzy", "--max-budget", "mało"), "--max-budget: „mało” nie jest liczbą."),
        (("search", "seniorzy", "--json=tak"), "--json: ta opcja nie przyjmuje wartości, a podano „tak”."),
        (("search", "seniorzy", "--colour"), "Nieznane argumenty: --colour."),
        (("search", "seniorzy", "--diversity", "dużo"), "--diversity: „dużo” nie jest liczbą."),
        (("ingest",), "Brakuje: ŚCIEŻKA."),
        (("review",), "Brakuje: POLECENIE."),
        (("review", "przyjmij"), "Nie ma polecenia „przyjmij”. Polecenia: list, show, accept, reject."),
        (("review", "accept"), "praktyki review accept: Brakuje: ID."),
        (("review", "reject", "szkic-1"), "Brakuje: --reason."),
        (("keys", "create", "--name", "Biuro"), "praktyki keys create: Brakuje: --scope."),
        (("keys", "revoke"), "praktyki keys revoke: Brakuje: KLUCZ."),
        (("train", "dane"), "Brakuje: FOLDER."),
    ],
)
def test_a_wrong_command_line_is_explained_in_polish(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    code, text = told(capsys, *words)

    assert code == 2
    assert sentence in text
    assert not ENGLISH.search(re.sub(r"--\w+|„[^”]*”", "", text))


def test_the_search_takes_every_filter_of_the_api() -> None:
    assert list(FILTER_HELP) == [coded.singular for coded in CODED_FILTERS]


def test_every_command_of_the_parser_is_tested_here() -> None:
    assert re.findall(
        r"^    (\w+) ", parser().format_help().partition("POLECENIE\n")[2].partition("\n\n")[0], re.MULTILINE
    ) == list(COMMANDS)


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from search_api.cli import main\n"
        "try:\n    main(['search', '--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = 'pydantic fastapi uvicorn numpy yaml faiss tantivy morfeusz2 torch sentence_transformers jinja2 pypdf'\n"
        "print(sorted(set(heavy.split()) & set(sys.modules)), file=sys.stderr)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"


def test_a_reader_that_goes_away_leaves_no_traceback() -> None:
    program = "import sys; from search_api.cli import main; sys.exit(main(['--version']))"

    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stdout is not None
        started.stdout.close()
        assert started.stderr is not None
        complaints = started.stderr.read()

    assert complaints == ""
    assert started.returncode == 141
