"""Needs, practices and matches for the tests of plans: a few that answer well, one that nobody answers."""

from __future__ import annotations

from corpus.document import Document
from corpus.practice import Funding, Partner, Place, Practice, Years
from search_api.planning.context import PlanContext
from search_api.planning.matching import NeedMatches, match
from search_api.planning.need import Need, NeedSource
from search_api.planning.own import place_named
from search_api.planning.plan import Plan, plan
from tests.search_api.fakes import RECORDS, FakeEngine, practice

BUS = practice(
    "szczebrzeszyn-bus",
    "Szczebrzeszyn: kursy busa do wsi",
    "Starsi mieszkańcy nie mogli dojechać do lekarza.",
    place=Place(locality="Szczebrzeszyn", powiat="zamojski", voivodeship="lubelskie"),
    years=Years(),
    themes=("transport_mobility", "seniors"),
    cooperation_forms=("consultation", "village_fund"),
    partners=(
        Partner(name="Gmina Szczebrzeszyn", sector="public", role="lead"),
        Partner(name="Przewoźnik", sector="business", role="partner"),
        Partner(name="Wojewoda", sector="public", role="funder"),
    ),
    funding=(Funding(source="Dopłata wojewody"), Funding(source="Budżet gminy", amount_pln=80_000)),
    actions="O połączenia upominali się sołtysi. Gmina wybrała miejscowości bez żadnej komunikacji.",
    results="Busem jeździ 120 osób. W planie jest drugi kurs. Ludzie chwalą rozkład.",
    lessons="Mieszkańcy muszą się przekonać, że kursy są stałe.",
    evidence_level="E3",
)
CLUB_AND_BUS = practice(
    "gostynin-klub-i-dowoz",
    "Klub seniora z dowozem",
    "Samotni seniorzy na wsi nie mogli dojechać do lekarza ani do klubu.",
    cooperation_forms=("task_contract",),
    partners=(
        Partner(name="Powiat", sector="public", role="lead"),
        Partner(name="Fundacja Droga", sector="ngo", role="partner"),
    ),
)
BASE: tuple[Practice | Document, ...] = (*RECORDS, BUS, CLUB_AND_BUS)

CLUB_NEED = Need("Samotni seniorzy na wsi", weight=40)
BUS_NEED = Need("dojechać do lekarza", weight=25, kind="task")
NO_NEED = Need("Astronauci rakieta Księżyc", weight=5)
WEAK_NEED = Need("Remizy, lotniska, porty, kopalnie", weight=10)
READ_NEED = Need(
    "Młodzież nie ma dokąd pójść",
    weight=20,
    source=NeedSource("Diagnoza.docx", 4, "Młodzież", "Młodzież po szkole nie ma dokąd pójść."),
)
NEEDS = (CLUB_NEED, BUS_NEED, NO_NEED, WEAK_NEED, READ_NEED)
CONTEXT = PlanContext(own=place_named("Lyski"), kinds=("rural",), max_budget_pln=100_000, forms=("task_contract",))


def found(context: PlanContext = PlanContext(), needs: tuple[Need, ...] = NEEDS) -> tuple[NeedMatches, ...]:  # noqa: B008
    """The matches of the sample needs."""
    return match(needs, context, FakeEngine(BASE))


def sample(context: PlanContext = PlanContext(), needs: tuple[Need, ...] = NEEDS) -> Plan:  # noqa: B008
    """The plan for the sample needs."""
    return plan(found(context, needs), context, FakeEngine(BASE))
