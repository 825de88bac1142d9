"""GET /api/v1/outcomes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from corpus.outcome import Outcome, OutcomeStatus
from corpus.store_outcomes import RunSummary, last_runs, outcome_page, run_summary
from search_api.contract.outcomes import OutcomeOut, OutcomesAnswer, RunOut
from search_api.dependencies import SettingsNeeded
from search_api.numbers import Limit, Offset
from search_api.openapi import problem_responses
from search_api.problems import NOT_FOUND, ProblemError
from search_api.store_access import open_store
from search_api.wrong_input import FieldProblem, WrongInput

SHOWN_RUNS = 20

router = APIRouter(tags=["stan"], responses=problem_responses(404, 422, 503))


@router.get("/outcomes", summary="Co stało się z wczytanymi plikami", name="outcomes")
def outcomes(
    settings: SettingsNeeded,
    response: Response,
    run: Annotated[str | None, Query(max_length=100, description="Które wczytywanie; bez tego pola: ostatnie.")] = None,
    status: Annotated[OutcomeStatus | None, Query(description="Tylko wyniki tego rodzaju.")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> OutcomesAnswer:
    """Wynik każdego pliku i każdej karty. Nazwy są podane od wskazanego folderu w dół i nie mają danych osobowych."""
    # Names of files are of interest to the operator, not to search engines.
    response.headers["X-Robots-Tag"] = "noindex"
    if limit > settings.max_limit:
        raise WrongInput(FieldProblem("limit", f"Naraz można pobrać od 1 do {settings.max_limit} wyników."))
    with open_store(settings) as store:
        if store is None:
            return _answer(None, (), status, ())
        with store.reading() as connection:
            runs = last_runs(connection, SHOWN_RUNS)
            asked = run_summary(connection, run) if run is not None else next(iter(runs), None)
            if run is not None and asked is None:
                raise ProblemError(NOT_FOUND, "Nie ma takiego wczytywania. Nazwy ostatnich są w polu „runs”.")
            found = (
                () if asked is None else outcome_page(connection, asked.run, status=status, limit=limit, offset=offset)
            )
    return _answer(asked, runs, status, found)


def _answer(
    asked: RunSummary | None,
    runs: tuple[RunSummary, ...],
    status: OutcomeStatus | None,
    found: tuple[Outcome, ...],
) -> OutcomesAnswer:
    counts = asked.counts if asked is not None else {}
    return OutcomesAnswer(
        run=asked.run if asked is not None else None,
        total=sum(counts.values()) if status is None else counts.get(status, 0),
        counts=counts,
        results=[
            OutcomeOut(
                name=one.name,
                item=one.item,
                status=one.status,
                record_id=one.record_id,
                field=one.field,
                reason=one.reason,
            )
            for one in found
        ],
        runs=[RunOut(run=one.run, started=one.started, counts=one.counts) for one in runs],
    )
