"""The command `praktyki`: what it takes. What it does is in `search_api/commands`, imported only when it runs."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from search_api.commands import nested_options
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

# Filters of the search by their names in a link (search_api/searching/criteria.py); a test keeps the two lists equal.
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
    nested_options.review(
        command("review", "reviewing", "sprawdź opisy z dokumentów i zgłoszenia: przyjmij, popraw, odrzuć")
    )
    nested_options.keys(
        command("keys", "keys", "utwórz, wypisz i odwołaj klucze dla osób i programów, które sprawdzają opisy")
    )
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
    _backup(
        command(
            "backup", "backing_up", "zapisz bazę, klucze i indeks do jednego pliku, także gdy działa serwer", "PLIK"
        )
    )
    _restore(command("restore", "restoring", "odtwórz wszystko z kopii albo bazę z pliku JSON Lines", "PLIK"))
    _verify(command("verify", "verifying", "sprawdź każdy plik bazy, kluczy i indeksów albo jedną kopię", "[PLIK]"))
    _forget(command("forget", "forgetting", "usuń na prośbę praktykę, dokument, zgłoszenie albo tekst", "ID..."))
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


def _lineage(command: PolishParser) -> None:
    command.arguments.add_argument(
        "document", nargs="?", metavar="ID", help="identyfikator dokumentu; bez niego: wszystkie pokrewne dokumenty"
    )


def _file(command: PolishParser) -> None:
    command.arguments.add_argument("file", metavar="PLIK", help="plik .jsonl")


def _backup(command: PolishParser) -> None:
    command.arguments.add_argument("file", metavar="PLIK", help="plik kopii, na przykład kopia-2026-11-22.zip")
    command.options.add_argument(
        "--without-index", action="store_true", help="bez indeksu: mniejszy plik, po odtworzeniu trzeba uruchomić build"
    )


def _restore(command: PolishParser) -> None:
    command.arguments.add_argument("file", metavar="PLIK", help="plik polecenia backup albo dump; rozpozna go treść")
    command.options.add_argument("--replace", action="store_true", help="zastąp dane, które już są w folderze danych")


def _verify(command: PolishParser) -> None:
    command.arguments.add_argument("file", nargs="?", metavar="PLIK", help="sprawdź tę kopię zamiast folderu danych")


def _forget(command: PolishParser) -> None:
    command.arguments.add_argument(
        "ids", nargs="*", metavar="ID", help="identyfikator praktyki, dokumentu lub zgłoszenia"
    )
    command.options.add_argument(
        "--text-file",
        action="append",
        metavar="PLIK",
        help="plik tekstowy: każdy wiersz to jeden tekst do usunięcia, na przykład nazwisko w jednej z form; można powtarzać",
    )
    command.options.add_argument("--dry-run", action="store_true", help="tylko pokaż, co zostałoby usunięte")


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
        choices=("index", "ingest", "visits", "load", "leak"),
        metavar="CZĘŚĆ",
        help="tylko jedna część: wyszukiwanie (index), czytanie plików PDF (ingest), plany wizyt (visits), serwer pod "
        "obciążeniem, gdy baza się zmienia (load), szukanie wycieków (leak); dwie ostatnie tylko tak",
    )
    command.options.add_argument(
        "--clients", type=int, default=50, metavar="N", help="load: ilu klientów naraz (domyślnie 50)"
    )
    command.options.add_argument(
        "--seconds", type=float, default=60.0, metavar="S", help="load: jak długo, w sekundach (domyślnie 60)"
    )
    command.options.add_argument(
        "--requests", type=int, default=10_000, metavar="N", help="leak: ile żądań (domyślnie 10000)"
    )
    command.options.add_argument(
        "--swaps", type=int, default=50, metavar="N", help="leak: ile razy wymienić indeks (domyślnie 50)"
    )
    command.options.add_argument("--json", metavar="PLIK", help="zapisz wyniki także do pliku JSON")


if __name__ == "__main__":
    sys.exit(main())
