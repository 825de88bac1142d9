"""`praktyki evaluate`: the measures over judged needs, every way of ranking beside the one that serves."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from index.evaluate import evaluate, table, write_per_need
from index.judgements import OWN_JUDGEMENTS, OWN_NEEDS, JudgementsDamaged
from search_api.commands import telling
from search_api.commands.failures import Failure
from search_api.searching.opening import open_searcher
from search_api.settings import read_settings


def run(arguments: Namespace) -> int:
    settings = read_settings()
    if (arguments.queries is None) != (arguments.qrels is None):
        raise Failure("Podaj obie opcje, --queries i --qrels, albo żadnej.")
    queries, qrels = Path(arguments.queries or OWN_NEEDS), Path(arguments.qrels or OWN_JUDGEMENTS)
    with open_searcher(settings) as searcher:
        telling.damage(searcher.damage)
        try:
            result = evaluate(searcher, queries, qrels)
        except JudgementsDamaged as error:
            raise Failure(str(error)) from error
        except ValueError as error:
            raise Failure("Żadne pytanie nie ma praktyki z oceną co najmniej 2. Sprawdź plik ocen.") from error
    print(table(result))
    if arguments.per_need:
        write_per_need(result, Path(arguments.per_need))
    return 0
