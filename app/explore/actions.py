"""行动. Every action worth telling apart: each set of years, each number of repair years, now or on a better day.

A later day is an action of its own only where it gives something that no earlier day gives with the same plan.
"""

from datetime import date, timedelta

import msgspec

from app.explore import limits
from app.explore.days import spells_told, stretches
from app.explore.world import Promise, World
from app.model.assessment import Assessment
from app.model.calendar import DAY, january_first
from app.model.case import Plan, ResidentRecord
from app.model.options import Action, Refused

NEVER_AGAIN = frozenset({"already_enrolled", "already_prepaid", "too_late"})
"""再等无用. Refusals that no later day lifts."""
NEVER_HERE = "enrol_where_allowed"
"""此地不收. The way out of a refusal that no day lifts in this area."""
NEVER = date.max


class Tried(msgspec.Struct, gc=False):
    """已试. The actions that may be collected, and those that may not."""

    world: World
    days: list[date]
    chosen: list[Action] = []
    refused: list[Refused] = []
    closed_until: dict[tuple[int, ...], date] = {}

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
        if not plan.repair_years:
            self.closed_until[plan.years] = _closed_until(told, self.world)


def tried(world: World) -> Tried:
    """已试. Every action in one area, from the day of the question until the window of the next year has closed."""
    on = world.asked.on
    found = Tried(world, [first for first, _ in stretches(world, on, _last_day(world))])
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
    _repairs_alone(found, day)
    this = _years(found, (year,), day)
    following = _years(found, (year + 1,), day)
    if this and following:
        _years(found, (year, year + 1), day)


def _years(found: Tried, years: tuple[int, ...], day: date) -> bool:
    """年度. Try to buy some years on a day, with every number of repair years; tells whether they may be bought."""
    plan = Plan("resident", years)
    if day < found.closed_until.get(years, day):
        return False
    given = found.world.promise(plan, day)
    if not given.admissible:
        if day == found.world.asked.on:
            found.refuse(plan, day)
        return False
    offered = found.offer(plan, day)
    if given.repairable and (offered or _repair_is_cheaper(found.world, day)):
        _repairs(found, years, day)
    return True


def _repairs_alone(found: Tried, day: date) -> None:
    """单独修复. Repair the wait now running, buying nothing, where there is one."""
    world = found.world
    paid_before = any(isinstance(record, ResidentRecord) for record in world.asked.history)
    worth_a_look = paid_before and (day == world.asked.on or _repair_is_cheaper(world, day))
    if worth_a_look and world.promise(Plan("resident", (), 1), day).admissible:
        _repairs(found, (), day)


def _repairs(found: Tried, years: tuple[int, ...], day: date) -> None:
    """修复年数. One repair year more each time, until one is refused as worth nothing."""
    for repair_years in range(1, limits.REPAIR_YEARS + 1):
        plan = Plan("resident", years, repair_years)
        if not found.world.promise(plan, day).admissible:
            found.refuse(plan, day)
            return
        found.offer(plan, day)
    found.world.complete = False


def _repair_is_cheaper(world: World, day: date) -> bool:
    """修复更便宜. Whether repair is charged at a fee that was unknown or higher on the day of the question."""
    now, then = world.policy.of(world.asked.on.year).fees, world.policy.of(day.year).fees
    return then is not None and (now is None or then.individual_fen < now.individual_fen)


def _opened(refused: Refused, found: Tried) -> Refused:
    """可选之日. The refusal with the first day looked at on which the same plan may be collected; else none foreseen.

    The day on which the window opens is none where something else then stands in the way: fees paid ahead, say.
    """
    plan = refused.action.plan
    closed_until = found.closed_until.get(plan.years, NEVER)
    if plan.repair_years or closed_until == NEVER:
        return refused
    for day in found.days:
        if day >= closed_until and found.world.promise(plan, day).admissible:
            return msgspec.structs.replace(refused, from_on=day)
    if refused.from_on is None or found.world.promise(plan, refused.from_on).admissible:
        return refused
    return msgspec.structs.replace(refused, from_on=None)


def _closed_until(told: Assessment, world: World) -> date:
    """不再看. The day before which no day lifts a refusal, looked at or not; the last of all days where none does."""
    refusal = told.refusal
    if refusal is None or refusal.code in NEVER_AGAIN or refusal.instead == NEVER_HERE:
        return NEVER
    spells = spells_told(world.asked)
    if refusal.code == "double_enrolment" and any(each.to_month is None and each.ended_on is None for each in spells):
        return NEVER
    next_day = world.asked.on + DAY
    return next_day if spells or refusal.opens_on is None else refusal.opens_on


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
