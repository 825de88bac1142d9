"""What the commands take that have commands of their own: `praktyki review` and `praktyki keys`."""

from __future__ import annotations

from search_api.commands.polish_argparse import PolishParser


def review(command: PolishParser) -> None:
    """`praktyki review list | show | accept | reject`."""
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


def keys(command: PolishParser) -> None:
    """`praktyki keys create | list | revoke | log`."""
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
        help="co klucz otwiera: review (sprawdzanie opisów), admin (odczyt /metrics), ingest (na przyszłość); można powtarzać",
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
