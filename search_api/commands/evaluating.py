"""`praktyki evaluate`: the measures over judged needs, every way of ranking beside the one that serves."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from index.encoders import load_encoder
from index.evaluate import evaluate, table, write_per_need
from index.judgements import JudgementsDamaged
from index.searcher import Searcher
from search_api.commands.failures import Failure
from search_api.settings import read_settings


def run(arguments: Namespace) -> int:
    settings = read_settings()
    with Searcher.open(settings.data_dir, load_encoder(settings.encoder)) as searcher:
        try:
            result = evaluate(searcher, Path(arguments.queries), Path(arguments.qrels))
        except JudgementsDamaged as error:
            raise Failure(str(error)) from error
        except ValueError as error:
            raise Failure("Żadne pytanie nie ma praktyki z oceną co najmniej 2. Sprawdź plik ocen.") from error
    print(table(result))
    if arguments.per_need:
        write_per_need(result, Path(arguments.per_need))
    return 0
