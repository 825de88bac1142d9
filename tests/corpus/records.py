"""Records for the tests: one real-looking practice to vary by hand, and hypothesis strategies for any valid record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from corpus import vocabulary
from corpus.document import Block, Document
from corpus.language import normalise
from corpus.outcome import Outcome
from corpus.practice import Practice

SHARED = Path(__file__).parents[2].parent / "shared"

WARM_LUNCHES: dict[str, Any] = {
    "id": "staszow-cieple-obiady",
    "title": "Ciepłe obiady dla samotnych seniorów w Staszowie",
    "place": {"locality": "Staszów", "gmina": "Staszów", "powiat": "staszowski", "voivodeship": "świętokrzyskie"},
    "years": {"start": 2014, "end": 2016},
    "partners": [
        {"name": "Ośrodek Pomocy Społecznej w Staszowie", "sector": "public", "role": "lead"},
        {"name": "Stowarzyszenie „Sąsiad”", "sector": "ngo", "role": "partner"},
    ],
    "reach": "local",
    "themes": ["seniors", "poverty_social_assistance"],
    "target_groups": ["seniors"],
    "cooperation_forms": ["task_contract", "volunteering_scheme"],
    "funding": [{"source": "Budżet gminy", "amount_pln": 12500}, {"source": "Zbiórka parafii", "amount_pln": None}],
    "need": "Samotni seniorzy ze wsi nie mieli kto im ugotować.",
    "actions": "Ośrodek gotował, a wolontariusze rozwozili posiłki i siadali z seniorami do stołu.",
    "results": "Z obiadów korzystało 40 osób.",
    "lessons": "Rozmowa okazała się równie ważna jak posiłek.",
    "sources": [{"url": "https://example.org/obiady", "title": "Ciepłe obiady", "published": "2016-05-30"}],
}


def practice(**changes: Any) -> Practice:
    """The lunches of Staszów with some fields changed."""
    return Practice.model_validate(WARM_LUNCHES | changes)


def document(letter: str = "a", **changes: Any) -> Document:
    """A two-block document; `letter` (one hex digit) sets its checksum and so its id."""
    fields: dict[str, Any] = {
        "id": f"doc-{letter * 16}",
        "title": "Program współpracy",
        "file_name": "program.pdf",
        "media_type": "application/pdf",
        "sha256": letter * 64,
        "pages": 2,
        "masked": {"phone": 1},
        "blocks": (
            Block(text="Cele programu", kind="heading", level=1, page=1),
            Block(text="Gmina wspiera organizacje.", page=1),
        ),
    }
    return Document.model_validate(fields | changes)


def _has_content(text: str) -> bool:
    return bool(normalise(text))


_characters = st.characters(exclude_categories=["Cs"])
_texts = st.text(_characters, min_size=1, max_size=300).filter(_has_content)
_words = st.sampled_from(
    ["gmina", "żłobek", "  ", ":", "#", "- ", "'", '"', "„świetlica”", "\n", "12:30", "nie", "1,5%"]
)
_prose = st.lists(_words, min_size=1, max_size=60).map(" ".join).filter(_has_content)
_long = st.one_of(_texts, _prose)
_names = st.one_of(_texts, _prose).filter(lambda text: 0 < len(normalise(text)) <= 300)
_ids = st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,4}", fullmatch=True)
_years = st.one_of(st.none(), st.integers(1900, 2100))


def _codes(name: str, least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(vocabulary.load(name).codes), min_size=least, max_size=most, unique=True)


def _ordered(years: tuple[int | None, int | None]) -> dict[str, int | None]:
    start, end = years
    if start is not None and end is not None:
        start, end = min(start, end), max(start, end)
    return {"start": start, "end": end}


_voivodeships = st.sampled_from(vocabulary.load("voivodeships").codes)
_areas = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["locality", "gmina", "powiat"]),
        "name": _names,
        "voivodeship": _voivodeships,
        "lat": st.one_of(st.none(), st.floats(48.9, 55.0)),
        "lon": st.one_of(st.none(), st.floats(14.0, 24.2)),
        "subregion": st.sampled_from([None, "nuts:PL227"]),
        "reason": st.one_of(st.none(), _texts),
    }
)

practices: st.SearchStrategy[Practice] = st.fixed_dictionaries(
    {
        "id": _ids,
        "title": _texts.filter(lambda text: 0 < len(normalise(text)) <= 200),
        "place": st.fixed_dictionaries({"gmina": st.one_of(st.none(), _names), "voivodeship": _voivodeships}),
        "areas": st.lists(_areas, max_size=2),
        "years": st.tuples(_years, _years).map(_ordered),
        "partners": st.lists(
            st.fixed_dictionaries(
                {
                    "name": _names,
                    "sector": st.sampled_from(vocabulary.load("sectors").codes),
                    "role": st.sampled_from(vocabulary.load("roles").codes),
                }
            ),
            max_size=3,
        ),
        "reach": st.sampled_from(vocabulary.load("reach").codes),
        "themes": _codes("themes", 1, 3),
        "target_groups": _codes("target_groups", 0, 3),
        "cooperation_forms": _codes("cooperation_forms", 0, 3),
        "funding": st.lists(
            st.fixed_dictionaries({"source": _names, "amount_pln": st.one_of(st.none(), st.floats(0, 1e12))}),
            max_size=2,
        ),
        "need": _long,
        "actions": _long,
        "results": st.one_of(st.none(), _long),
        "sources": st.just([{"url": "https://example.org/a", "title": "Źródło", "published": "2014"}]),
    }
).map(Practice.model_validate)

outcomes: st.SearchStrategy[Outcome] = st.builds(
    Outcome,
    path=_names,
    status=st.sampled_from(["added", "updated", "unchanged", "duplicate", "empty", "rejected"]),
    item=st.one_of(st.none(), st.integers(1, 10_000)),
    record_id=st.one_of(st.none(), _ids),
    field=st.one_of(st.none(), st.just("years.start")),
    reason=st.one_of(st.none(), _texts),
)
