"""The hits of each topic: strong ones with what they count, the nearest weak ones, those of the visitors' own subregion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from index.answer import Confidence, Hit
from index.filters import Filters
from search_api.planning.visits.limits import Limits
from search_api.planning.visits.request import VisitRequest
from search_api.searching.engine import Engine

# So many strong hits of a topic are looked at; a base of some hundred practices rarely has more.
MOST_PER_TOPIC, MOST_OWN_PER_TOPIC = 60, 10
PAGE = 20
WEAK_NAMED = 3
# A hit is highly probable to be clearly useful from a chance of .5 on, moderately from .2 on (index/fitting.py): a medium one
# counts less than half of a high one: a visit is dearer than a look at a page. A weak one counts nothing.
SURENESS: Mapping[Confidence, float] = MappingProxyType({"high": 1.0, "medium": 0.4, "low": 0.0})
# Among equally sure hits the score tells them apart: by so much at most, since it says little more. Scores of two topics cannot be
# compared, so that each is taken relative to the best of its topic.
BY_SCORE = 0.3


@dataclass(frozen=True, slots=True)
class TopicHits:
    """Of one topic: `strong` with their shares (0 to 1), the best first; `weak` up to WEAK_NAMED, and how many were seen;
    `own`: strong ones of the visitors' own subregion."""

    strong: tuple[tuple[Hit, float], ...]
    weak: tuple[Hit, ...]
    own: tuple[tuple[Hit, float], ...]


def find(request: VisitRequest, limits: Limits, engine: Engine) -> tuple[TopicHits, ...]:
    """The hits of every topic, in the order of the topics.

    The whole country is searched first, so that it can be told what a limit keeps out. Where that many hits are found that some
    were not looked at, the regions within the limits are searched by themselves.
    """
    return tuple(_of_topic(topic.text, request.home.subregion, limits.filters, engine) for topic in request.topics)


def _of_topic(text: str, own_subregion: str, within: Filters, engine: Engine) -> TopicHits:
    everywhere, weak = _strong(text, Filters(kinds=("practice",)), MOST_PER_TOPIC, engine)
    own_only = Filters(kinds=("practice",), subregions=(own_subregion,))
    own = [hit for hit in everywhere if _carries(hit, own_subregion, engine)]
    if len(everywhere) == MOST_PER_TOPIC:
        inside, _ = _strong(text, within, MOST_PER_TOPIC, engine)
        own, _ = _strong(text, own_only, MOST_OWN_PER_TOPIC, engine)
        known = {hit.record_id for hit in everywhere}
        everywhere = [*everywhere, *(hit for hit in inside if hit.record_id not in known)]
    best = max((hit.score for hit in everywhere), default=1.0)

    def counted(hit: Hit) -> tuple[Hit, float]:
        return hit, round(SURENESS[hit.confidence] * (1 - BY_SCORE * (1 - hit.score / best)), 4)

    strong = sorted(map(counted, everywhere), key=lambda pair: (-pair[1], pair[0].record_id))
    return TopicHits(tuple(strong), tuple(weak), tuple(map(counted, own[:MOST_OWN_PER_TOPIC])))


def _strong(text: str, filters: Filters, most: int, engine: Engine) -> tuple[list[Hit], list[Hit]]:
    """Up to so many strong hits, and the best weak ones that came along. Pages are asked for as long as they hold strong ones."""
    strong: list[Hit] = []
    weak: list[Hit] = []
    offset = 0
    while len(strong) < most:
        answer = engine.search(text, filters, min(PAGE, most - len(strong)), offset)
        # A topic without a letter finds everything, with a score of nothing.
        hits = [hit for hit in (*answer.hits, *answer.nearest) if hit.score > 0]
        new = [hit for hit in hits if hit.confidence != "low"]
        weak.extend(hit for hit in hits if hit.confidence == "low")
        strong.extend(new)
        offset += len(answer.hits)
        if len(new) < len(answer.hits) or not answer.hits:
            break
    return strong[:most], weak[:WEAK_NAMED]


def _carries(hit: Hit, subregion: str, engine: Engine) -> bool:
    record = engine.record(hit.record_id)
    return record is not None and record.kind == "practice" and any(one.subregion == subregion for one in record.areas)
