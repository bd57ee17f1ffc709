"""等一等. Until when waiting changes nothing, and what it costs from then on.

Between two days of change the first covered day never moves earlier and the cost stays; so the last day that still
gives the same can be found by what is lost since, or else by halving.
"""

from datetime import date, timedelta

from app.explore import limits
from app.explore.days import stretches
from app.explore.weeks import later_days, more_fen, weeks
from app.explore.world import Promise, World
from app.model.calendar import DAY, december_last
from app.model.case import Plan
from app.model.options import Cliff, Delay


def deadline(world: World, plan: Plan, on: date) -> date:
    """截止日. The last day up to which the plan still gives what it gives on `on`."""
    given = world.promise(plan, on)
    final = december_last(min(plan.years, default=on.year + 1))
    if on >= final or not world.promise(plan, on + DAY).same(given):
        return on
    ends = on
    for begins, ends in stretches(world, on + DAY, final):
        if not world.promise(plan, ends).same(given):
            same = world.promise(plan, begins).same(given)
            return _last_same(world, plan, begins, ends) if same else begins - DAY
    return ends


def _last_same(world: World, plan: Plan, same: date, differs: date) -> date:
    """末同日. The last day from `same` on that gives the same; on `differs` something else is given."""
    given = world.promise(plan, same)
    guess = differs - timedelta(days=_lost_days(given, world.promise(plan, differs)))
    for middle in (guess, guess + DAY):
        if same < middle < differs:
            same, differs = (middle, differs) if world.promise(plan, middle).same(given) else (same, middle)
    while differs - same > DAY:
        middle = same + (differs - same) // 2
        if world.promise(plan, middle).same(given):
            same = middle
        else:
            differs = middle
    return same


def _lost_days(given: Promise, later: Promise) -> int:
    """少享天数. Days of cover lost between two promises: where each further day loses one, it tells when that began."""
    return later_days(given, later) or given.covered_days - later.covered_days


def delay(world: World, plan: Plan, on: date, place: int) -> Delay:
    """延迟代价. The days from which waiting with a plan costs, as far as the limits."""
    looked_at = stretches(world, on, on + timedelta(weeks=limits.DELAY_WEEKS))
    falls: list[date] = []
    sliding = daily = False
    for first, last in looked_at:
        if first > on and not _goes_on(world.promise(plan, first - DAY), world.promise(plan, first), sliding=sliding):
            falls.append(first)
        slides_from = _slides_from(world, plan, first, last)
        daily = daily or slides_from == on + DAY
        told = slides_from == first + DAY and (sliding or first == on or first in falls)
        if slides_from and not told:
            falls.append(slides_from)
        sliding = slides_from is not None or (sliding and first == last)
        if not world.promise(plan, last).admissible:
            break
    cliffs = tuple(_cliff(world, plan, day) for day in falls)
    by_week = tuple(weeks(world, plan, looked_at))
    return Delay(option=place, until=looked_at[-1][1], daily=daily, cliffs=cliffs, weeks=by_week)


def _goes_on(before: Promise, now: Promise, *, sliding: bool) -> bool:
    """照旧. Whether a day gives what the day before gave, or goes on moving the first covered day by one."""
    if now.same(before):
        return True
    alike = (now.outcome, now.total_fen) == (before.outcome, before.total_fen)
    return sliding and alike and later_days(before, now) in {0, 1}


def _slides_from(world: World, plan: Plan, first: date, last: date) -> date | None:
    """渐退. The first day of a stretch from which every day moves the first covered day; null where none does."""
    if world.promise(plan, last).same(world.promise(plan, first)):
        return None
    if not world.promise(plan, first + DAY).same(world.promise(plan, first)):
        return first + DAY
    return _last_same(world, plan, first, last) + DAY


def _cliff(world: World, plan: Plan, on: date) -> Cliff:
    before, now = world.promise(plan, on - DAY), world.promise(plan, on)
    after = world.promise(plan, on + DAY)
    return Cliff(
        on=on,
        outcome=now.outcome,
        total_fen=now.total_fen,
        first_covered_day=now.first_covered_day,
        more_fen=more_fen(before.total_fen, now.total_fen),
        later_days=later_days(before, now),
        daily=after.outcome == now.outcome and after.total_fen == now.total_fen and not after.same(now),
    )
