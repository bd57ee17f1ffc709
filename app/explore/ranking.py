"""排序. Which option beats which, which comes first, and which covers by a day."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from app.model.options import CoverBy, Option, Refused

UNKNOWN_LAST = 1 << 62


def ranked(options: Sequence[Option]) -> tuple[Option, ...]:
    """排序. Those that nothing beats first, by cost and first covered day, no cover last; then the beaten."""
    best = sorted((each for each in options if not any(beats(other, each) for other in options)), key=_order)
    rest = sorted((each for each in options if any(beats(other, each) for other in options)), key=_order)
    return (*best, *(replace(each, beaten_by=_first_that_beats(each, best)) for each in rest))


def beats(one: Option, other: Option) -> bool:
    """胜过. Whether one is no worse in cost, first covered day and covered days, and better in one of them."""
    if one.total_fen is None or other.total_fen is None:
        return False
    pairs = list(zip(_measures(one), _measures(other), strict=True))
    return all(mine <= theirs for mine, theirs in pairs) and any(mine < theirs for mine, theirs in pairs)


def _measures(option: Option) -> tuple[int, int, int]:
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
        action.area,
    )


def covering(by: date, options: Sequence[Option], refused: Sequence[Refused]) -> CoverBy:
    """限期享受. The cheapest option that covers by a day, else the earliest cover and what stands in the way."""
    dated = [(place, each) for place, each in enumerate(options) if each.first_covered_day]
    in_time = [pair for pair in dated if (pair[1].first_covered_day or date.max) <= by]
    chosen = min(in_time, key=lambda pair: _order(pair[1]), default=None)
    if chosen is not None:
        return CoverBy(
            by=by, reached=True, option=chosen[0], first_covered_day=chosen[1].first_covered_day, late_days=0
        )
    earliest = min(dated, key=lambda pair: (pair[1].first_covered_day, _order(pair[1])), default=None)
    first = earliest[1].first_covered_day if earliest else None
    return CoverBy(
        by=by,
        reached=False,
        option=earliest[0] if earliest else None,
        first_covered_day=first,
        late_days=(first - by).days if first else None,
        why_not=tuple(range(len(refused))),
    )
