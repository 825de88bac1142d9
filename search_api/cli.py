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
    _outcomes(command("outcomes", "listing", "pokaż, co stało się z wczytanymi plikami", "[WCZYTYWANIE]"))
    _review(command("review", "reviewing", "sprawdź opisy z dokumentów i zgłoszenia: przyjmij, popraw, odrzuć"))
    _keys(command("keys", "keys", "utwórz, wypisz i odwołaj klucze dla osób i programów, które sprawdzają opisy"))
    _lineage(command("lineage", "relating", "pokaż, które dokumenty mają ten sam tekst", "[ID]"))
    command("build", "building", "zbuduj indeks z tego, co jest w bazie, i opublikuj go")
    _search(command("search", "searching", "znajdź praktyki dla potrzeby", "POTRZEBA"))
    _serve(command("serve", "serving", "uruchom serwer stron i API"))
    _evaluate(
        command(
            "evaluate",
            "evaluating",
            "zmierz jakość wyszukiwania na ocenionych pytaniach",
        )
    )
    _fit(command("fit", "fitting", "dopasuj wagi wyszukiwania do ocenionych pytań"))
    _bench(command("bench", "benchmarking", "zmierz szybkość i pamięć, obok prostego programu do porównania"))
    _train(command("train", "training", "wyucz własny model znaczeń od nowa", "DANE FOLDER"))
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

    if arguments.command != "train":
        # One thread a request: the products of a search are small, and threads that wait for work would take the other cores.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    code: int = explained(importlib.import_module(arguments.module).run, arguments)
    return code


def _ingest(command: PolishParser) -> None:
    command.arguments.add_argument("paths", nargs="+", metavar="ŚCIEŻKA", help="plik, folder albo adres https://…")
    command.options.add_argument("--csv", metavar="PLIK", help="zapisz wynik każdego pliku i rekordu do pliku CSV")
    command.options.add_argument(
        "--workers", type=int, metavar="N", help="ile plików czytać naraz (domyślnie tyle, ile rdzeni i pamięci)"
    )
    command.options.add_argument("--again", action="store_true", help="czytaj także pliki, które się nie zmieniły")
    command.options.add_argument(
        "--restore-removed", action="store_true", help="wczytaj także rekordy, które usunięto na prośbę"
    )


def _outcomes(command: PolishParser) -> None:
    command.arguments.add_argument(
        "run", nargs="?", metavar="WCZYTYWANIE", help="które wczytywanie (domyślnie ostatnie)"
    )
    command.options.add_argument("--runs", action="store_true", help="wypisz ostatnie wczytywania zamiast plików")
    command.options.add_argument(
        "--status",
        choices=("added", "updated", "unchanged", "duplicate", "empty", "rejected"),
        metavar="RODZAJ",
        help="tylko wyniki tego rodzaju: added, updated, unchanged, duplicate, empty, rejected",
    )
    command.options.add_argument("--csv", metavar="PLIK", help="zapisz do pliku CSV zamiast wypisać")


def _review(command: PolishParser) -> None:
    actions = command.add_subparsers(
        title="polecenia", metavar="POLECENIE", dest="action", required=True, parser_class=PolishParser
    )

    def action(name: str, summary: str, takes: str = "") -> PolishParser:
        usage = " ".join(filter(None, (f"praktyki review {name} [opcje]", takes)))
        told = summary[0].upper() + summary[1:] + "."
        added = actions.add_parser(name, prog=f"praktyki review {name}", help=summary, description=told, usage=usage)
        if takes:
            added.arguments.add_argument(
                "draft", metavar="ID", help="identyfikator, na przykład szkic-…-1 albo zgloszenie-…"
            )
        return added

    listing = action("list", "wypisz szkice i zgłoszenia, które czekają")
    listing.options.add_argument("--all", action="store_true", help="także przyjęte i odrzucone")
    listing.options.add_argument("--document", metavar="ID", help="tylko szkice tego dokumentu")
    action("show", "pokaż jeden szkic albo zgłoszenie, z cytatami i wcześniejszymi decyzjami", "ID")
    accepting = action("accept", "przyjmij szkic albo zgłoszenie jako praktykę", "ID")
    accepting.options.add_argument(
        "--set", action="append", default=[], metavar="POLE=WARTOŚĆ", help="popraw lub dopisz pole; można powtarzać"
    )
    accepting.options.add_argument(
        "--findings", metavar="NUMERY", help="tylko te ustalenia, na przykład 1,3,4 (domyślnie wszystkie)"
    )
    rejecting = action("reject", "odrzuć szkic albo zgłoszenie", "ID")
    rejecting.options.add_argument("--reason", required=True, metavar="POWÓD", help="dlaczego, jednym zdaniem")


def _keys(command: PolishParser) -> None:
    actions = command.add_subparsers(
        title="polecenia", metavar="POLECENIE", dest="action", required=True, parser_class=PolishParser
    )

    def action(name: str, summary: str, takes: str = "") -> PolishParser:
        usage = " ".join(filter(None, (f"praktyki keys {name} [opcje]", takes)))
        told = summary[0].upper() + summary[1:] + "."
        return actions.add_parser(name, prog=f"praktyki keys {name}", help=summary, description=told, usage=usage)

    creating = action("create", "utwórz klucz i pokaż go jeden raz")
    creating.options.add_argument(
        "--name", required=True, metavar="NAZWA", help="nazwa miejsca pracy albo programu, nie nazwisko osoby"
    )
    creating.options.add_argument(
        "--scope",
        action="append",
        required=True,
        choices=("ingest", "review", "admin"),
        metavar="UPRAWNIENIE",
        help="co klucz otwiera: review (sprawdzanie opisów), ingest, admin; można powtarzać",
    )
    creating.options.add_argument(
        "--days", type=int, default=365, metavar="N", help="ile dni klucz jest ważny, od 1 do 3650 (domyślnie 365)"
    )
    action("list", "wypisz klucze, także odwołane")
    revoking = action("revoke", "odwołaj klucz i zakończ jego sesje", "KLUCZ")
    revoking.arguments.add_argument("key", metavar="KLUCZ", help="nazwa klucza albo jego identyfikator z listy")
    logging = action("log", "pokaż dziennik: klucze, logowania, decyzje, odrzucone próby")
    logging.options.add_argument(
        "--limit", type=int, default=50, metavar="N", help="ile ostatnich wpisów pokazać (domyślnie 50)"
    )


def _lineage(command: PolishParser) -> None:
    command.arguments.add_argument(
        "document", nargs="?", metavar="ID", help="identyfikator dokumentu; bez niego: wszystkie pokrewne dokumenty"
    )


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
    command.options.add_argument(
        "--diversity",
        type=float,
        default=0.0,
        metavar="LICZBA",
        help="od 0 do 1: na ile ustawić wcześniej wyniki o czym innym i z innych miejsc (domyślnie 0)",
    )
    command.options.add_argument("--json", action="store_true", help="wypisz odpowiedź API zamiast listy")


def _serve(command: PolishParser) -> None:
    command.options.add_argument("--host", metavar="ADRES", help="adres, na którym serwer słucha (domyślnie 127.0.0.1)")
    command.options.add_argument("--port", metavar="PORT", help="port serwera (domyślnie 8000)")
    command.options.add_argument(
        "--prepare", action="store_true", help="najpierw wczytaj startową bazę i zbuduj indeks, jeśli czegoś brakuje"
    )


def _evaluate(command: PolishParser) -> None:
    command.options.add_argument("--queries", metavar="PLIK", help="pytania, JSON Lines (domyślnie te z programu)")
    command.options.add_argument("--qrels", metavar="PLIK", help="oceny, JSON Lines (domyślnie te z programu)")
    command.options.add_argument("--per-need", metavar="PLIK", help="zapisz wynik każdego pytania do pliku JSON Lines")


def _fit(command: PolishParser) -> None:
    command.options.add_argument(
        "--queries", action="append", default=[], metavar="PLIK", help="dalsze pytania, JSON Lines; można powtarzać"
    )
    command.options.add_argument(
        "--qrels", action="append", default=[], metavar="PLIK", help="oceny tych pytań, w tej samej kolejności"
    )
    command.options.add_argument("--without-own", action="store_true", help="bez pytań, które ma program")
    command.options.add_argument("--write", metavar="PLIK", help="zapisz wagi do pliku (ustawienie PRAKTYKI_RANKING)")
    command.options.add_argument("--figures", metavar="PLIK", help="zapisz zmierzoną jakość do pliku JSON")


def _train(command: PolishParser) -> None:
    command.arguments.add_argument("data", metavar="DANE", help="folder z tekstami do uczenia")
    command.arguments.add_argument("folder", metavar="FOLDER", help="folder, w którym zapisać model")
    command.options.add_argument(
        "--untuned", action="store_true", help="bez strojenia na potrzebach i praktykach, do porównania"
    )


def _bench(command: PolishParser) -> None:
    command.options.add_argument(
        "--practices",
        type=int,
        default=10_000,
        metavar="N",
        help="liczba praktyk w powiększonej bazie (domyślnie 10000)",
    )
    command.options.add_argument(
        "--only",
        choices=("index", "ingest"),
        metavar="CZĘŚĆ",
        help="tylko wyszukiwanie (index) albo tylko czytanie plików PDF (ingest)",
    )
    command.options.add_argument("--json", metavar="PLIK", help="zapisz wyniki także do pliku JSON")


if __name__ == "__main__":
    sys.exit(main())
