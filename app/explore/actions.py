"""行动. Every action worth telling apart: each set of years, each number of repair years, now or on a better day.

A later day is an action of its own only where it gives something that no earlier day gives with the same plan.
"""

from datetime import date, timedelta

import msgspec

from app.explore import limits
from app.explore.days import change_days
from app.explore.world import Promise, World
from app.model.calendar import DAY, january_first
from app.model.case import Plan, ResidentRecord
from app.model.options import Action, Refused

NEVER_AGAIN = frozenset({"already_enrolled", "already_prepaid", "too_late"})
"""再等无用. Refusals that no later day lifts."""


class Tried(msgspec.Struct, gc=False):
    """已试. The actions that may be collected, those that may not, and whether a limit cut the search short."""

    world: World
    days: list[date]
    chosen: list[Action] = []
    refused: list[Refused] = []
    closed: set[tuple[int, ...]] = set()
    complete: bool = True

    def offer(self, plan: Plan, on: date) -> bool:
        """提供. Take an action among the chosen if it gives what no earlier day gives; tells whether it was."""
        given = self.world.promise(plan, on)
        earlier = [self.world.promise(plan, each.on) for each in self.chosen if each.plan == plan]
        if not all(_better(given, before) for before in earlier):
            return False
        self.chosen.append(Action(self.world.area, on, plan))
        return True

    def refuse(self, plan: Plan, on: date) -> None:
        """不予. Note an action that may not be collected, why, and the first later day on which it may be."""
        told = self.world.answer(plan, on)
        opens_on = told.refusal.opens_on if told.refusal else None
        action = Action(self.world.area, on, plan)
        self.refused.append(Refused(action=action, outcome=told.outcome, refusal=told.refusal, from_on=opens_on))
        if told.outcome == "out_of_scope" or (told.refusal and told.refusal.code in NEVER_AGAIN):
            self.closed.add(plan.years)


def tried(world: World) -> Tried:
    """已试. Every action in one area, from the day of the question until the window of the next year has closed.

    None on a day that cannot be asked about: its year or the next is none that may be planned.
    """
    on = world.asked.on
    if not limits.FIRST_YEAR <= on.year < limits.LAST_YEAR:
        return Tried(world, [])
    found = Tried(world, [on, *change_days(world, on, _last_day(world))])
    for day in found.days:
        _on_a_day(found, day)
    found.refused = [_opened(each, found) for each in found.refused]
    return found


def _last_day(world: World) -> date:
    """末日. The last day looked at."""
    on = world.asked.on
    window = world.policy.of(on.year + 1).window
    closed = window.closes_on + DAY if window else january_first(on.year + 1)
    return max(closed, january_first(on.year + 1), on + timedelta(days=limits.DAYS_AHEAD))


def _on_a_day(found: Tried, day: date) -> None:
    year = found.world.asked.on.year
    repairing = _repairs_alone(found, day)
    this = _years(found, (year,), day, repairing=repairing)
    following = _years(found, (year + 1,), day, repairing=repairing)
    if this and following:
        _years(found, (year, year + 1), day, repairing=repairing)


def _years(found: Tried, years: tuple[int, ...], day: date, *, repairing: bool) -> bool:
    """年度. Try to buy some years on a day, with every number of repair years; tells whether they may be bought."""
    plan = Plan("resident", years)
    if years in found.closed:
        return False
    given = found.world.promise(plan, day)
    if not given.admissible:
        if day == found.world.asked.on:
            found.refuse(plan, day)
        return False
    offered = found.offer(plan, day)
    repairable = given.repairable or (repairing and bool(given.years))
    if repairable and (offered or _repair_is_cheaper(found.world, day)):
        _repairs(found, years, day)
    return True


def _repairs_alone(found: Tried, day: date) -> bool:
    """单独修复. Repair the wait now running, buying nothing; tells whether there is one."""
    world = found.world
    if not any(isinstance(record, ResidentRecord) for record in world.asked.history):
        return False
    if not world.promise(Plan("resident", (), 1), day).admissible:
        return False
    if day == world.asked.on or _repair_is_cheaper(world, day):
        _repairs(found, (), day)
    return True


def _repairs(found: Tried, years: tuple[int, ...], day: date) -> None:
    """修复年数. One repair year more each time, until one is refused as worth nothing."""
    for repair_years in range(1, limits.REPAIR_YEARS + 1):
        plan = Plan("resident", years, repair_years)
        if not found.world.promise(plan, day).admissible:
            found.refuse(plan, day)
            return
        found.offer(plan, day)
    found.complete = False


def _repair_is_cheaper(world: World, day: date) -> bool:
    """修复更便宜. Whether repair is charged at a fee that was unknown or higher on the day of the question."""
    now, then = world.policy.of(world.asked.on.year).fees, world.policy.of(day.year).fees
    return then is not None and (now is None or then.individual_fen < now.individual_fen)


def _opened(refused: Refused, found: Tried) -> Refused:
    """可选之日. The refusal with the first day looked at on which the same plan may be collected."""
    plan = refused.action.plan
    if plan.years in found.closed or plan.repair_years:
        return refused
    for day in found.days:
        if day > refused.action.on and found.world.promise(plan, day).admissible:
            return msgspec.structs.replace(refused, from_on=day)
    return refused


def _better(given: Promise, before: Promise) -> bool:
    """更优. Whether something is better than before: known at last, cheaper, sooner, or covering more days."""
    if given.total_fen is None:
        return False
    return (
        before.total_fen is None
        or given.total_fen < before.total_fen
        or given.covered_days > before.covered_days
        or (given.first_covered_day or date.max) < (before.first_covered_day or date.max)
    )
