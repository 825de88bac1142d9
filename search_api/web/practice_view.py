"""A practice in the order in which a person asks about it: who stands on which side, what it cost, what its source leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from corpus.practice import Area, Funding, Partner, Quote, Source
from ingest.personal.kinds import holds_mask
from search_api.contract.records import PracticeAnswer
from search_api.searching.engine import Engine
from search_api.web.surroundings import Surroundings, is_a_point, surroundings
from search_api.web.wording import safe_address, site_of

MOST_QUOTES = 60
LONGEST_QUOTE = 800  # characters
LONGEST_DESCRIPTION = 160  # characters of a description for those who show links

# The partners as the two sides of the cooperation, and those who stand beside them.
SIDES: Mapping[str, tuple[str, ...]] = {
    "public": ("public",),
    "community": ("ngo", "informal", "church"),
    "others": ("business", "academia"),
}
_BY_ROLE = ("lead", "partner", "funder")
# The sections in the order of the page, by their keys in the texts, with their anchors.
ANCHORS: Mapping[str, str] = {
    "need": "potrzeba",
    "actions": "dzialania",
    "partners": "partnerzy",
    "money": "koszty",
    "results": "rezultaty",
    "lessons": "wnioski",
    "fit": "u-ciebie",
    "place": "miejsce",
    "legal": "prawo",
    "sources": "zrodla",
    "quotes": "cytaty",
    "unsaid": "pytania",
    "hosts": "kogo-zapytac",
    "cite": "cytowanie",
    "elsewhere": "gdzie-indziej",
    "similar": "podobne",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the cooperation, a key of SIDES, with its partners, leaders first."""

    code: str
    partners: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """`known` is the sum of the amounts in the source, in złoty; `without_amount` those who paid an unknown part."""

    known: float | None
    without_amount: tuple[str, ...]

    @property
    def at_least(self) -> bool:
        """True when somebody paid an amount that the source does not give."""
        return self.known is not None and bool(self.without_amount)


@dataclass(frozen=True, slots=True)
class FieldQuotes:
    """What one field rests on, word for word in the document."""

    field: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class SourceLink:
    """The page of a source by its site ("ops.cewice.pl"), with its title where that does not tell it from the others."""

    address: str
    site: str
    title: str | None


@dataclass(frozen=True, slots=True)
class PracticeView:
    """What the page shows beside the record. `sections` are the keys of ANCHORS that it has, `unsaid` keys of the texts
    "unsaid"; `hosts` are the institutions to ask, `host_links` pages to begin with, `points` the areas that a map can show."""

    sides: tuple[Side, ...]
    money: Money
    unsaid: tuple[str, ...]
    hosts: tuple[Partner, ...]
    host_links: tuple[SourceLink, ...]
    quotes: tuple[FieldQuotes, ...]
    more_quotes: int
    points: tuple[Area, ...]
    around: Surroundings
    description: str
    sections: tuple[str, ...]


def view(practice: PracticeAnswer, engine: Engine) -> PracticeView:
    """Everything that the page needs. Raises LookupError as `surroundings` does."""
    around = surroundings(practice, engine)
    quotes = field_quotes(practice.origin.quotes if practice.origin else ())
    return PracticeView(
        sides=sides(practice.partners),
        money=money(practice.funding),
        unsaid=tuple(_unsaid(practice)),
        hosts=hosts(practice.partners),
        host_links=source_links(practice.sources),
        quotes=quotes,
        more_quotes=max(0, len(set(practice.origin.quotes)) - MOST_QUOTES) if practice.origin else 0,
        points=tuple(area for area in practice.areas if is_a_point(area)),
        around=around,
        description=shortened(practice.need),
        sections=tuple(_sections(practice, quotes, around)),
    )


def sides(partners: tuple[Partner, ...]) -> tuple[Side, ...]:
    """The partners by side: both sides of the cooperation even where the source names nobody there, others when named."""
    found = []
    for code, sectors in SIDES.items():
        own = [partner for partner in partners if partner.sector in sectors]
        if own or code != "others":
            found.append(Side(code, tuple(sorted(own, key=lambda partner: _BY_ROLE.index(partner.role)))))
    return tuple(found)


def money(funding: tuple[Funding, ...]) -> Money:
    """The sum of what is known and who else paid."""
    amounts = [item.amount_pln for item in funding if item.amount_pln is not None]
    unknown = tuple(item.source for item in funding if item.amount_pln is None)
    return Money(sum(amounts) if amounts else None, unknown)


def hosts(partners: tuple[Partner, ...]) -> tuple[Partner, ...]:
    """Whom to ask: who leads, then all other offices, institutions and organisations, then who paid. Of groups of residents only
    those that lead, unless there is nobody else; nobody whose name was masked."""
    named = [partner for side in sides(partners) for partner in side.partners if not holds_mask(partner.name)]
    seated = [partner for partner in named if partner.sector != "informal" or partner.role == "lead"]
    return tuple(sorted(seated or named, key=lambda partner: _BY_ROLE.index(partner.role)))


def source_links(sources: tuple[Source, ...]) -> tuple[SourceLink, ...]:
    """The sources that have an address, by the names of their sites; where several stand on one site, with their titles."""
    found = [(source, link) for source in sources if (link := safe_address(source.url))]
    sites = Counter(site_of(link) for _, link in found)
    return tuple(
        SourceLink(link, site_of(link), source.title if sites[site_of(link)] > 1 else None) for source, link in found
    )


def field_quotes(quotes: tuple[Quote, ...]) -> tuple[FieldQuotes, ...]:
    """The first MOST_QUOTES quotes by field, each once, fields and quotes in the order of the record."""
    fields = list(dict.fromkeys(quote.field for quote in quotes))
    ordered = sorted(dict.fromkeys(quotes), key=lambda quote: fields.index(quote.field))[:MOST_QUOTES]
    return tuple(FieldQuotes(name, tuple(group)) for name, group in groupby(ordered, lambda quote: quote.field))


def shortened(text: str) -> str:
    """One line of whole words, at most LONGEST_DESCRIPTION characters."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_DESCRIPTION:
        return line
    return f"{line[: LONGEST_DESCRIPTION - 1].rsplit(' ', 1)[0].rstrip(' ,;:–-')}…"


def quote_words(quote: str) -> str:
    """A quote as a page shows it: with its lines, cut after LONGEST_QUOTE characters."""
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE].rsplit(' ', 1)[0]}…"


def _unsaid(practice: PracticeAnswer) -> Iterator[str]:
    missing = set(practice.missing)
    announced = practice.evidence_level == "E0"
    answers = {
        "happened": announced,
        "place": "place" in missing,
        "years": "years" in missing,
        "end": practice.years.start is not None and practice.years.end is None and not announced,
        "target_groups": not practice.target_groups,
        "partners": "partners" in missing,
        "lead": bool(practice.partners) and all(partner.role != "lead" for partner in practice.partners),
        "forms": not practice.cooperation_forms,
        "funding": "funding" in missing,
        "amount": "amount" in missing and "funding" not in missing,
        "some_amounts": money(practice.funding).at_least,
        "results": "results" in missing and not announced,
        "lessons": "lessons" in missing,
    }
    return (key for key, is_open in answers.items() if is_open)


def _sections(practice: PracticeAnswer, quotes: tuple[FieldQuotes, ...], around: Surroundings) -> Iterator[str]:
    empty = {
        "money": not practice.funding,
        "lessons": practice.lessons is None,
        "quotes": not quotes,
        "unsaid": not any(_unsaid(practice)),
        "hosts": not hosts(practice.partners),
        "elsewhere": not (around.copies or around.kin),
    }
    return (name for name in ANCHORS if not empty.get(name, False))
