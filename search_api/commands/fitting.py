"""`praktyki fit`: weights, cut-off and levels of the ranking fitted on judged needs, with figures of needs held out."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from index.cross_validation import Spread, Validation, validate
from index.fitting import HIGH, MEDIUM, Example, examples, fit, reliability
from index.judgements import (
    FITTING_JUDGEMENTS,
    FITTING_NEEDS,
    OWN_JUDGEMENTS,
    OWN_NEEDS,
    JudgementsDamaged,
    read_needs,
)
from search_api.commands.failures import Failure
from search_api.searching.opening import open_searcher
from search_api.settings import read_settings
from search_api.web.measured import Measured, MeasuredSet


def run(arguments: Namespace) -> int:
    if len(arguments.queries) != len(arguments.qrels):
        raise Failure("Podaj tyle samo opcji --queries i --qrels: do każdego pliku pytań plik ocen.")
    pairs = [(Path(queries), Path(qrels)) for queries, qrels in zip(arguments.queries, arguments.qrels, strict=True)]
    if not arguments.without_own:
        pairs.append((OWN_NEEDS, OWN_JUDGEMENTS))
    with open_searcher(read_settings()) as searcher:
        try:
            sets = [examples(searcher, read_needs(*pair)) for pair in pairs]
            together = [example for given in sets for example in given]
            also = [] if arguments.without_own else examples(searcher, read_needs(FITTING_NEEDS, FITTING_JUDGEMENTS))
            validations = validate(sets, also)
            fitted = fit(
                together,
                {
                    "made": datetime.now(UTC).date().isoformat(),
                    "encoder": searcher.manifest.encoder_fingerprint,
                    "base": searcher.manifest.store_fingerprint,
                    "records": searcher.manifest.counts,
                    "judged": [_told(pair, len(given)) for pair, given in zip(pairs, sets, strict=True)],
                    "also": _told((FITTING_NEEDS, FITTING_JUDGEMENTS), len(also)) if also else None,
                    "held_out_ndcg": [round(found.ndcg.mean, 4) for found in validations],
                },
                also,
            )
        except JudgementsDamaged as error:
            raise Failure(str(error)) from error
        except ValueError as error:
            raise Failure("Do dopasowania trzeba pytań z odpowiedzią i pytań bez odpowiedzi. Dodaj oceny.") from error
    for pair, given, found in zip(pairs, sets, validations, strict=True):
        print(f"{pair[0]}: {len(given)} pytań, {sum(one.answerable for one in given)} z odpowiedzią")
        print(_figures(found))
    print("\nWynik (0 do 1) a przydatność praktyki, wszystkie pytania:")
    for one in reliability(together, fitted):
        print(f"  {one.low:.2f}-{one.high:.2f}  praktyk {one.practices:6d}, przydatnych {one.useful:6.1%}")
    print("\n" + fitted.model_dump_json(indent=1, exclude={"provenance"}))
    if arguments.write:
        Path(arguments.write).write_text(fitted.model_dump_json(indent=1) + "\n", encoding="utf-8")
        print(f"Zapisano: {arguments.write}")
    if arguments.figures:
        figures = _measured(arguments, pairs, sets, validations)
        Path(arguments.figures).write_text(figures.model_dump_json(indent=1) + "\n", encoding="utf-8")
        print(f"Zapisano: {arguments.figures}")
    return 0


def _measured(
    arguments: Namespace,
    pairs: list[tuple[Path, Path]],
    sets: list[list[Example]],
    validations: list[Validation],
) -> Measured:
    given = [
        f"--queries {queries} --qrels {qrels}"
        for queries, qrels in zip(arguments.queries, arguments.qrels, strict=True)
    ]
    return Measured(
        made=datetime.now(UTC).date(),
        command=" ".join(["praktyki fit", *given, *(["--without-own"] if arguments.without_own else [])]),
        practices=len(sets[0][0].ids),
        sets=tuple(
            MeasuredSet(
                own=pair == (OWN_NEEDS, OWN_JUDGEMENTS),
                needs=len(judged),
                answerable=sum(one.answerable for one in judged),
                ndcg=round(found.ndcg.mean, 4),
                ndcg_served=round(found.ndcg_served.mean, 4),
                recall=round(found.recall.mean, 4),
                told_empty=round(found.told_empty.mean, 4),
                wrongly_empty=round(found.wrongly_empty.mean, 4),
            )
            for pair, judged, found in zip(pairs, sets, validations, strict=True)
        ),
        high=HIGH,
        medium=MEDIUM,
    )


def _told(pair: tuple[Path, Path], needs: int) -> dict[str, object]:
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in pair)).hexdigest()
    return {"needs": needs, "sha256": digest}


def _figures(found: Validation) -> str:
    def figure(spread: Spread) -> str:
        return f"{spread.mean:.3f} (rozrzut między częściami {spread.deviation:.3f})"

    return "\n".join(
        (
            f"  nDCG@10, pytania odłożone:       {figure(found.ndcg)}",
            f"  nDCG@10 z progiem odpowiedzi:    {figure(found.ndcg_served)}",
            f"  pełność@10:                      {figure(found.recall)}",
            f"  bez odpowiedzi i tak nazwane:    {figure(found.told_empty)}",
            f"  z odpowiedzią, a tak nazwane:    {figure(found.wrongly_empty)}",
        )
    )
