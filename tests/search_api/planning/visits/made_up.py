"""A made-up country: practices of two topics spread over real gminas, and requests about it, drawn by hypothesis or by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from corpus.geometry import distance_km
from corpus.gminas import Gmina, register
from corpus.places import gazetteer
from corpus.practice import Area, Partner, Place, Practice, Years
from search_api.planning.own import OwnPlace, of_code
from search_api.planning.visits.request import Topic, VisitRequest
from search_api.planning.visits.result import Candidate, Spot, TopicFit
from tests.search_api.fakes import FakeEngine, practice

RYBNIK, OPOLE, LUBLIN = "teryt:2473011", "teryt:1661011", "teryt:0663011"
SENIORS, INITIATIVE = "Klub seniora", "Inicjatywa lokalna"
NEEDS = {SENIORS: "Samotni seniorzy chcieli klubu.", INITIATIVE: "Mieszkańcy chcieli inicjatywy lokalnej."}
GMINAS: tuple[Gmina, ...] = tuple(register().gminas.values())


def place(code: str) -> OwnPlace:
    found = of_code(code)
    assert found is not None
    return found


def area_of(gmina: Gmina) -> Area:
    return Area(
        level="gmina",
        name=f"gmina {gmina.name}",
        gmina=gmina.name,
        powiat=gmina.powiat.name,
        powiat_code=gmina.powiat.code,
        subregion=gmina.subregion,
        voivodeship=gmina.voivodeship,
        lat=gmina.lat,
        lon=gmina.lon,
        coordinates_of="gmina",
    )


def practice_in(
    record_id: str, gminas: Sequence[Gmina], topic: str = SENIORS, sides: str = "both", **given: Any
) -> Practice:
    """A practice of a topic in these gminas; `sides`: "both", "public" or "ngo". No gminas: no coordinates."""
    partners = {
        "public": Partner(name=f"Gmina {gminas[0].name}" if gminas else "Gmina", sector="public", role="lead"),
        "ngo": Partner(name=f"Stowarzyszenie {record_id}", sector="ngo", role="partner"),
    }
    fields: dict[str, Any] = {
        "place": Place(
            gmina=gminas[0].name if gminas else None, voivodeship=gminas[0].voivodeship if gminas else "śląskie"
        ),
        "areas": tuple(map(area_of, gminas)),
        "partners": tuple(partner for side, partner in partners.items() if sides in ("both", side)),
        "years": Years(start=2020),
        "evidence_level": "E3",
    }
    title = str(given.pop("title", f"{topic}: {record_id}"))
    return practice(record_id, title, NEEDS[topic], **(fields | given))


def engine_of(practices: Sequence[Practice]) -> FakeEngine:
    return FakeEngine(practices)


def near(code: str, km: float) -> list[Gmina]:
    """Gminas within so many kilometres of a place, the nearest first."""
    middle = place(code)
    apart = [(km_from(middle, one), one.code, one) for one in GMINAS]
    return [one for distance, _, one in sorted(apart, key=lambda item: item[:2]) if distance <= km]


def km_from(middle: OwnPlace, gmina: Gmina) -> float:

    return distance_km(middle.lat, middle.lon, gmina.lat, gmina.lon)


def candidate(record_id: str, topics: dict[int, float], *, worth: float = 1.0, **given: Any) -> Candidate:
    """A candidate in Opole that answers topics with these shares."""
    gmina = register().gminas[OPOLE]
    one = practice_in(record_id, [gmina], **given)
    spot = Spot(
        gmina.name, gmina.name, gmina.powiat.name, gmina.voivodeship, gmina.subregion, gmina.lat, gmina.lon, "locality"
    )
    fits = tuple(TopicFit(topic, share, "high", None) for topic, share in sorted(topics.items()))
    authorities = tuple(partner for partner in one.partners if partner.sector == "public")
    organisations = tuple(partner for partner in one.partners if partner.sector == "ngo")
    return Candidate(one, spot, fits, authorities, organisations, (), worth)


@st.composite
def countries(draw: st.DrawFn, most: int = 14) -> tuple[Practice, ...]:
    """Practices near Rybnik and Opole and anywhere; some of several places, some of none, some with one side only."""
    around = [*near(RYBNIK, 45), *near(OPOLE, 40)]
    practices = []
    for number in range(draw(st.integers(0, most))):
        pool = draw(st.sampled_from((around, around, list(GMINAS))))
        gminas = draw(st.lists(st.sampled_from(pool), min_size=0 if number % 5 == 4 else 1, max_size=3, unique=True))
        practices.append(
            practice_in(
                f"praktyka-{number}",
                gminas,
                draw(st.sampled_from((SENIORS, INITIATIVE))),
                draw(st.sampled_from(("both", "both", "public", "ngo"))),
                evidence_level=draw(st.sampled_from(("E0", "E1", "E2", "E3", "E4"))),
            )
        )
    return tuple(practices)


@st.composite
def requests(draw: st.DrawFn, practices: Sequence[Practice] = ()) -> VisitRequest:
    """Requests from Rybnik with any limits; what must and must not be seen is drawn from the practices and from no base."""
    ids = [*(one.id for one in practices), "nie-ma-takiej"]
    chosen = draw(st.lists(st.sampled_from(ids), max_size=3, unique=True))
    never = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
    points = draw(st.integers(1, 4))
    subregions = sorted(gazetteer().subregions)
    return VisitRequest(
        topics=tuple(Topic(text, draw(st.sampled_from((0.5, 1.0, 3.0)))) for text in (SENIORS, INITIATIVE)),
        start=place(RYBNIK),
        own=draw(st.sampled_from((None, place(OPOLE)))),
        own_subregion_allowed=draw(st.booleans()),
        days=draw(st.integers(1, 3)),
        hours_per_day=draw(st.sampled_from((4.0, 7.5, 10.0, 13.0))),
        fewest_points=1,
        points_per_day=points,
        minutes_per_point=draw(st.sampled_from((45, 90, 150))),
        voivodeships=draw(st.sampled_from(((), (), ("opolskie",), ("śląskie", "opolskie")))),
        not_subregions=tuple(draw(st.lists(st.sampled_from(subregions), max_size=2, unique=True))),
        max_distance_km=draw(st.sampled_from((None, 40.0, 90.0))),
        must=tuple(chosen),
        never=tuple(one for one in never if one not in chosen),
        must_places=draw(st.sampled_from(((), (), (OPOLE,), ("teryt:1609",)))),
    )


REAL_TOPICS = (
    "samotni seniorzy na wsi",
    "inicjatywa lokalna mieszkańców",
    "integracja migrantów i uchodźców",
    "spółdzielnia socjalna",
    "budżet obywatelski",
    "młodzieżowa rada gminy",
    "smog i wymiana pieców",
    "fundusz sołecki i odnowa wsi",
    "elektrownia jądrowa",
)


@st.composite
def real_requests(draw: st.DrawFn, known: Mapping[str, Practice]) -> VisitRequest:
    """Requests from any gmina of Poland over the starter base."""
    ids = sorted(known)
    points = draw(st.integers(1, 4))
    return VisitRequest(
        topics=tuple(
            Topic(text, draw(st.sampled_from((1.0, 3.0))))
            for text in draw(st.lists(st.sampled_from(REAL_TOPICS), min_size=1, max_size=4, unique=True))
        ),
        start=place(draw(st.sampled_from(GMINAS)).code),
        own_subregion_allowed=draw(st.booleans()),
        days=draw(st.integers(1, 3)),
        hours_per_day=draw(st.sampled_from((4.0, 8.0, 10.0, 12.0))),
        fewest_points=1,
        points_per_day=points,
        means=draw(st.sampled_from(("coach", "minibus"))),
        voivodeships=draw(st.sampled_from(((), (), (), ("małopolskie", "lubelskie")))),
        max_distance_km=draw(st.sampled_from((None, None, 60.0, 150.0))),
        must=tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))),
        must_places=tuple(draw(st.lists(st.sampled_from((LUBLIN, OPOLE, "teryt:1261011")), max_size=1))),
        departure=draw(st.sampled_from((6 * 60, 7 * 60, 9 * 60))),
        hosts_until=draw(st.sampled_from((15 * 60, 18 * 60))),
    )
