"""The command `praktyki`: what it takes. What it does is in `search_api/commands`, imported only when it runs."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from search_api.commands.polish_argparse import PolishParser

EXIT_DONE = 0
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141

DESCRIPTION = "Wyszukiwarka dobrych praktyk współpracy samorządu z organizacjami pozarządowymi."
EPILOG = """\
kody wyjścia:
  0    zrobione
  1    nie udało się albo jest coś do naprawienia; powód jest na wyjściu błędów
  2    błędne polecenie
  130  przerwano klawiszami Ctrl+C

Cały stan leży w jednym folderze, PRAKTYKI_DATA_DIR (domyślnie var)."""

# Filters of the search by their names in a link (search_api/criteria.py); a test keeps the two lists equal.
FILTER_HELP = {
    "voivodeship": "tylko to województwo, na przykład śląskie",
    "not_voivodeship": "bez tego województwa",
    "subregion": "tylko ten podregion, na przykład nuts:PL227 albo śląskie/zachodni",
    "not_subregion": "bez tego podregionu",
    "theme": "temat, na przykład seniors",
    "target_group": "grupa odbiorców, na przykład rural_residents",
    "cooperation_form": "forma współpracy, na przykład local_initiative",
    "sector": "sektor partnera, na przykład ngo",
    "evidence_level": "stopień sprawdzenia od E0 do E4",
    "kind": "practice (praktyka) albo document (dokument)",
}


def parser() -> PolishParser:
    """The parser of the whole command line. Each command names the module whose `run` carries it out."""
    top = PolishParser(prog="praktyki", description=DESCRIPTION, epilog=EPILOG)
    top.options.add_argument("--version", action="store_true", help="pokaż wersję i zakończ")
    commands = top.add_subparsers(title="polecenia", metavar="POLECENIE", dest="command", parser_class=PolishParser)

    def command(name: str, module: str, summary: str, takes: str = "") -> PolishParser:
        usage = " ".join(filter(None, (f"praktyki {name} [opcje]", takes)))
        added = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".", usage=usage)
        added.set_defaults(module=f"search_api.commands.{module}")
        return added

    _ingest(command("ingest", "ingesting", "wczytaj praktyki i dokumenty do bazy", "ŚCIEŻKA..."))
    command("build", "building", "zbuduj indeks z tego, co jest w bazie, i opublikuj go")
    _search(command("search", "searching", "znajdź praktyki dla potrzeby", "POTRZEBA"))
    _serve(command("serve", "serving", "uruchom serwer stron i API"))
    _evaluate(
        command(
            "evaluate",
            "evaluating",
            "zmierz jakość wyszukiwania na ocenionych pytaniach",
            "--queries PLIK --qrels PLIK",
        )
    )
    _bench(command("bench", "benchmarking", "zmierz szybkość i pamięć, obok prostego programu do porównania"))
    _file(command("dump", "dumping", "zapisz całą bazę do pliku JSON Lines", "PLIK"))
    _file(command("restore", "restoring", "odtwórz bazę z pliku JSON Lines", "PLIK"))
    command("doctor", "doctor", "sprawdź instalację, bazę i indeks; powiedz, co naprawić i jak")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line. Returns the exit code; help and wrong usage end the process as argparse does."""
    try:
        try:
            return _run(parser(), argv)
        finally:
            # Here rather than at exit, where Python would report a closed pipe with a traceback.
            sys.stdout.flush()
    except KeyboardInterrupt:
        print("Przerwano.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader, for example `head`, has what it wanted; what is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE_CLOSED


def _run(top: PolishParser, argv: Sequence[str] | None) -> int:
    arguments = top.parse_args(argv)
    if arguments.version:
        from search_api.version import version

        print(f"praktyki {version()}")
        return EXIT_DONE
    if arguments.command is None:
        top.print_help()
        return EXIT_DONE
    from search_api.commands.failures import explained

    code: int = explained(importlib.import_module(arguments.module).run, arguments)
    return code


def _ingest(command: PolishParser) -> None:
    command.arguments.add_argument("paths", nargs="+", metavar="ŚCIEŻKA", help="plik albo folder")
    command.options.add_argument("--csv", metavar="PLIK", help="zapisz wynik każdego pliku i rekordu do pliku CSV")


def _file(command: PolishParser) -> None:
    command.arguments.add_argument("file", metavar="PLIK", help="plik .jsonl")


def _search(command: PolishParser) -> None:
    command.arguments.add_argument("need", metavar="POTRZEBA", help="potrzeba własnymi słowami, w cudzysłowie")
    for name, meaning in FILTER_HELP.items():
        command.options.add_argument(
            f"--{name.replace('_', '-')}", dest=name, action="append", default=[], metavar="KOD", help=meaning
        )
    command.options.add_argument(
        "--year-from", type=int, metavar="ROK", help="praktyki trwające w tym roku lub później"
    )
    command.options.add_argument(
        "--year-to", type=int, metavar="ROK", help="praktyki trwające w tym roku lub wcześniej"
    )
    command.options.add_argument(
        "--max-budget", type=float, metavar="ZŁ", help="największa znana kwota; praktyki bez kwoty odpadają"
    )
    command.options.add_argument(
        "--limit", type=int, default=10, metavar="N", help="ile wyników pokazać (domyślnie 10)"
    )
    command.options.add_argument("--offset", type=int, default=0, metavar="N", help="ile pierwszych wyników pominąć")
    command.options.add_argument("--json", action="store_true", help="wypisz odpowiedź API zamiast listy")


def _serve(command: PolishParser) -> None:
    command.options.add_argument("--host", metavar="ADRES", help="adres, na którym serwer słucha (domyślnie 127.0.0.1)")
    command.options.add_argument("--port", metavar="PORT", help="port serwera (domyślnie 8000)")
    command.options.add_argument(
        "--prepare", action="store_true", help="najpierw wczytaj startową bazę i zbuduj indeks, jeśli czegoś brakuje"
    )


def _evaluate(command: PolishParser) -> None:
    command.options.add_argument("--queries", required=True, metavar="PLIK", help="pytania, JSON Lines")
    command.options.add_argument("--qrels", required=True, metavar="PLIK", help="oceny, JSON Lines")
    command.options.add_argument("--per-need", metavar="PLIK", help="zapisz wynik każdego pytania do pliku JSON Lines")


def _bench(command: PolishParser) -> None:
    command.options.add_argument(
        "--practices",
        type=int,
        default=10_000,
        metavar="N",
        help="liczba praktyk w powiększonej bazie (domyślnie 10000)",
    )
    command.options.add_argument("--json", metavar="PLIK", help="zapisz wyniki także do pliku JSON")


if __name__ == "__main__":
    sys.exit(main())
