"""逐周. What a plan gives after each week of waiting.

Between two days of change nothing happens but that the first covered day, from some day on, moves by a day a day where
months of waiting are counted in days; so most weeks are told from the ends of their stretch.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from app.explore import limits
from app.explore.world import Days, Promise, World
from app.model.case import Plan
from app.model.options import Week


def weeks(world: World, plan: Plan, stretches: Sequence[Days]) -> Iterator[Week]:
    """逐周. One entry a week, as long as the plan may be collected; within one of `stretches` is no day of change."""
    looked = on = stretches[0][0]
    before = world.promise(plan, on)
    for number in range(1, limits.DELAY_WEEKS + 1):
        day = on + timedelta(weeks=number)
        if day > stretches[-1][1]:
            return
        begins, ends = next(each for each in stretches if each[0] <= day <= each[1])
        opening = before if looked >= begins else world.promise(plan, begins)
        now = _within(world, plan, day, opening, ends)
        if not now.admissible:
            return
        yield Week(
            weeks=number,
            on=day,
            outcome=now.outcome,
            total_fen=now.total_fen,
            first_covered_day=now.first_covered_day,
            more_fen=more_fen(before.total_fen, now.total_fen),
            later_days=later_days(before, now),
        )
        before, looked = now, day


def _within(world: World, plan: Plan, day: date, opening: Promise, ends: date) -> Promise:
    """期间. The promise of a day in a stretch without change, told from an earlier one and the last where possible."""
    closing = world.promise(plan, ends)
    if closing.same(opening):
        return opening
    first, last = opening.first_covered_day, closing.first_covered_day
    alike = (opening.outcome, opening.total_fen) == (closing.outcome, closing.total_fen)
    if first is None or last is None or not alike or not _counted_in_days(world):
        return world.promise(plan, day)
    return replace(opening, first_covered_day=max(first, last - (ends - day)))


def _counted_in_days(world: World) -> bool:
    """按天计. Whether a month of waiting has the same number of days whenever it begins."""
    year = world.asked.on.year
    rules = [law.waiting for law in map(world.policy.of, (year, year + 1)) if law.waiting]
    return all(each.month_length == "30_days" for each in rules)


def more_fen(before: int | None, now: int | None) -> int | None:
    """多缴. The difference in fen; null where one side is not known."""
    return None if before is None or now is None else now - before


def later_days(before: Promise, now: Promise) -> int | None:
    """推迟天数. How much later cover begins; null where it is not known, or none is left, on one side."""
    if before.first_covered_day is None or now.first_covered_day is None:
        return None
    return (now.first_covered_day - before.first_covered_day).days
