"""How a day's hours run: drives with the rests of the driver, meetings when hosts receive, a meal when it is due.

The router and the schedule both count by these rules, so a route that was found can always be told in hours. A day has two
clocks at every moment: the earliest time if nobody has eaten yet, and the earliest time if the meal is behind them.
"""

from __future__ import annotations

from search_api.planning.visits.problem import Hours

STEP = 5  # meetings begin at whole five minutes after departure
REST_AFTER, REST = 4 * 60 + 30, 45  # article 7 of Regulation (EC) No 561/2006
NEVER = 1_000_000


# Minutes after departure if there was no meal yet ("hungry"), and if there was ("fed"); NEVER or more where that cannot be.
# Plain pairs and no loops over them: a search asks for some ten thousand days.
Clocks = tuple[int, int]
DEPARTURE: Clocks = (0, NEVER)


def lasting(drive: int) -> int:
    """Minutes on the road of a drive of so many minutes: 45 minutes of rest after each 4.5 hours within it."""
    return drive + REST * max(0, (drive - 1) // REST_AFTER)


def after_leg(hours: Hours, clocks: Clocks, road: int) -> Clocks:
    """The clocks after `road` minutes on the road; the meal may be before it, in its course or after it."""
    hungry, fed = clocks
    there = hungry + road
    meal = hungry if hungry > hours.meal_from else hours.meal_from
    if meal + hours.break_minutes <= hours.meal_until:
        eaten = (there if there > meal else meal) + hours.break_minutes
        return there, eaten if eaten < fed + road else fed + road
    return there, fed + road


def after_meeting(hours: Hours, clocks: Clocks, on_site: int) -> Clocks:
    """The clocks after a meeting that begins as early as it may."""
    hungry, fed = begin(hours, clocks[0]) + on_site, begin(hours, clocks[1]) + on_site
    return hungry if hungry <= hours.latest else NEVER, fed if fed <= hours.latest else NEVER


def begin(hours: Hours, arrival: int) -> int:
    """When a meeting begins for those who come at `arrival`."""
    return -(-(arrival if arrival > hours.earliest else hours.earliest) // STEP) * STEP


def end_of(hours: Hours, clocks: Clocks) -> int | None:
    """When the day ends, None when it cannot end in time. A day that is over before a meal could be needs none."""
    hungry, fed = clocks
    over = hours.break_minutes == 0 or hungry <= hours.meal_from + hours.break_minutes
    end = hungry if over and hungry < fed else fed
    return end if end <= hours.day_minutes else None
