"""What stands above the programme of an area: what was asked for and is not in it."""

from __future__ import annotations

from dataclasses import replace

from search_api.planning.visits.result import AreaPlan, Meeting, TopicCover, VisitPlan
from search_api.visits.cautions import cautions
from search_api.visits.words import words
from search_api.web import texts
from tests.search_api.planning.visits.sample import sample_plan

PL, EN = texts.load("pl"), texts.load("en")


def covering(area: AreaPlan, *stops: int) -> AreaPlan:
    return replace(area, cover=tuple(TopicCover(topic, float(count > 0), count) for topic, count in enumerate(stops)))


def ending(area: AreaPlan, *ends: int) -> AreaPlan:
    """With days that end then."""
    return replace(area, days=tuple(replace(day, end=end) for day, end in zip(area.days, ends, strict=True)))


def full(plan: VisitPlan) -> VisitPlan:
    """A plan whose areas hold all that was asked for."""
    return replace(plan, areas=tuple(ending(covering(area, 2, 1, 1), 16 * 60, 15 * 60) for area in plan.areas))


def test_an_area_that_holds_what_was_asked_for_has_none() -> None:
    plan = full(sample_plan())

    assert [cautions(area, plan, PL) for area in plan.areas] == [(), ()]


def test_topics_without_a_meeting_are_named_and_the_area_that_covers_more() -> None:
    plan = full(sample_plan())
    first, second = plan.areas
    plan = replace(plan, areas=(covering(first, 2, 0, 0), covering(second, 1, 0, 1)))
    names = [topic.text for topic in plan.request.topics]

    few, more = (cautions(area, plan, PL) for area in plan.areas)

    assert few[0] == f"Program obejmuje tylko 1 z 3 tematów. Bez spotkania: „{names[1]}”; „{names[2]}”."
    assert few[1].startswith("Więcej tematów (2 z 3) obejmuje obszar 2, Staszów i okolice.")
    assert more == (f"Program obejmuje tylko 2 z 3 tematów. Bez spotkania: „{names[1]}”.",)


def test_a_visit_of_musts_alone_covers_no_topic() -> None:
    plan = full(sample_plan())
    plan = replace(plan, areas=(covering(plan.areas[0], 0, 0, 0),))

    assert cautions(plan.areas[0], plan, PL)[0].startswith("Program nie obejmuje żadnego tematu.")


def test_days_that_are_missing_or_half_empty_are_told() -> None:
    plan = full(sample_plan())
    early = ending(plan.areas[0], 12 * 60 + 10, 16 * 60)  # from 7:00 it may last until 17:00
    short = replace(plan.areas[0], days=plan.areas[0].days[:1])

    assert cautions(early, plan, PL) == ("Dzień 1 kończy się już o 12:10, a mógłby trwać do 17:00.",)
    days, fuller = cautions(short, plan, PL)
    assert days == "Program wypełnia tylko 1 z 2 dni."
    assert fuller.startswith("Pełniejszy program ma obszar 1, Opole i okolice: 4 spotkania, 2 dni, a jazda trwa")


def test_a_single_meeting_is_told_where_more_were_asked_for() -> None:
    plan = full(sample_plan())
    first, second = plan.areas[0].days
    rest = tuple(item for item in first.items if item not in first.meetings[1:])
    empty = tuple(item for item in second.items if not isinstance(item, Meeting))
    one = replace(plan.areas[0], days=(replace(first, items=rest), replace(second, items=empty)))
    single = replace(plan, request=replace(plan.request, days=1, fewest_points=1))

    assert "W programie jest tylko jedno spotkanie." in cautions(one, plan, PL)
    assert "W programie jest tylko jedno spotkanie." not in cautions(one, single, PL)


def test_meetings_that_lie_far_apart_are_told_and_the_area_bears_both_names() -> None:
    plan = full(sample_plan())
    first, second = plan.areas[0].days
    moved = replace(second.meetings[-1], candidate=plan.areas[1].meetings[0].candidate)
    items = tuple(moved if item is second.meetings[-1] else item for item in second.items)
    area = replace(plan.areas[0], days=(first, replace(second, items=items)), beyond="Staszów")

    (told,) = cautions(area, plan, PL)
    (english,) = words(replace(plan, areas=(area,)), EN).areas

    assert told.startswith("Miejsca spotkań są daleko od siebie: ")
    assert " km." in told
    assert english.name == "Opole and Staszów"
    assert english.cautions[0].startswith("The places of the meetings are far apart")
