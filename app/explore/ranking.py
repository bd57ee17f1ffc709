"""排序. Which option beats which, which comes first, and which covers by a day."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from app.model.options import CoverBy, Option, Refused

UNKNOWN_LAST = 1 << 62
Measures = tuple[int, int, int]
"""量度. Cost, first covered day and uncovered days of an option: the smaller the better."""


def ranked(options: Sequence[Option]) -> tuple[Option, ...]:
    """排序. Those that nothing beats first, by cost and first covered day, no cover last; then the beaten.

    Equals stay in their order: those of the area asked about first.
    """
    best: list[Option] = []
    beaten: list[Option] = []
    priced = [(_measures(each), each) for each in options]
    measures = {mine for mine, each in priced if each.total_fen is not None}
    for mine, each in priced:
        worse = each.total_fen is not None and any(_no_worse(other, mine) for other in measures if other != mine)
        (beaten if worse else best).append(each)
    best.sort(key=_order)
    beaten.sort(key=_order)
    return (*best, *(replace(each, beaten_by=_first_that_beats(each, best)) for each in beaten))


def beats(one: Option, other: Option) -> bool:
    """胜过. Whether one is no worse in cost, first covered day and covered days, and better in one of them."""
    if one.total_fen is None or other.total_fen is None:
        return False
    mine, theirs = _measures(one), _measures(other)
    return mine != theirs and _no_worse(mine, theirs)


def _no_worse(mine: Measures, theirs: Measures) -> bool:
    return mine[0] <= theirs[0] and mine[1] <= theirs[1] and mine[2] <= theirs[2]


def _measures(option: Option) -> Measures:
    first = option.first_covered_day or date.max
    return option.total_fen or 0, first.toordinal(), -option.covered_days


def _first_that_beats(option: Option, best: Sequence[Option]) -> int:
    return next(place for place, each in enumerate(best) if beats(each, option))


def _order(option: Option) -> tuple[object, ...]:
    cost = UNKNOWN_LAST if option.total_fen is None else option.total_fen
    action = option.action
    return (
        option.gained_days <= 0,
        cost,
        option.first_covered_day or date.max,
        -option.covered_days,
        action.on,
        action.plan.years,
        action.plan.repair_years,
    )


def covering(by: date, horizon: date, options: Sequence[Option], refused: Sequence[Refused]) -> CoverBy:
    """限期享受. The cheapest option that covers by a day, else the earliest cover and what stands in the way.

    One that gains nothing until the horizon comes last, unless its cover begins after that.
    """

    def first_to_take(pair: tuple[int, Option]) -> tuple[object, ...]:
        idle, *rest = _order(pair[1])
        return (idle and (pair[1].first_covered_day or by) <= horizon, *rest)

    dated = [(place, each) for place, each in enumerate(options) if each.first_covered_day]
    in_time = [pair for pair in dated if (pair[1].first_covered_day or date.max) <= by]
    chosen = min(in_time, key=first_to_take, default=None)
    if chosen is not None:
        return CoverBy(
            by=by, reached=True, option=chosen[0], first_covered_day=chosen[1].first_covered_day, late_days=0
        )
    earliest = min(dated, key=lambda pair: (pair[1].first_covered_day, first_to_take(pair)), default=None)
    first = earliest[1].first_covered_day if earliest else None
    return CoverBy(
        by=by,
        certain=not any(_may_cover(each, by) for each in options),
        reached=False,
        option=earliest[0] if earliest else None,
        first_covered_day=first,
        late_days=(first - by).days if first else None,
        why_not=tuple(range(len(refused))),
    )


def _may_cover(option: Option, by: date) -> bool:
    """或可享受. Whether an option of which no first covered day is known may cover by a day."""
    uncertain = option.first_covered_day is None and option.outcome not in {"collect", "collect_with_wait"}
    return uncertain and option.action.on <= by and min(option.action.plan.years, default=by.year) <= by.year
