"""时间线. The cover of every day, from the first counted year to the last planned one, each day once.

Reading: R6–R8 (waits and cover), R31 (benefit to come), R32 (employee cover and resident cover together: the employee
scheme's day).
"""

from datetime import date
from functools import lru_cache

import msgspec

from app.assess.grounds import KEPT
from app.assess.verdict import Verdict
from app.model.assessment import Segment
from app.model.calendar import DAY, december_last, january_first, month_begins_on, month_ends_on, month_number
from app.model.codes import Basis, Cover, StandingKind
from app.model.life import Doubt, Life, Purchase, Spell
from app.rules.unemployment import benefit_on, benefit_told, benefit_unknown

UNTOLD = "unemployment_benefit"
"""领取期未述. Any day may lie in months of benefit that nobody has told."""
Days = dict[int, tuple[Segment, ...]]
"""逐年. The segments of each year, in order; most of what is laid over them stays within a year."""


def timeline(judged: Verdict, standings: dict[int, StandingKind]) -> tuple[Segment, ...]:
    """时间线. Segments in order, without gap or overlap, of the years of `standings`, of which the last is asked about.

    Years that do not count, before all others, are left out, but for one in which cover begins (a newborn's who pays
    across the new year); of unknown years, and where months of benefit are not told, only what records tell is known.
    """
    purchases: dict[int, Purchase] = {}
    for each in (*judged.past.purchases, *judged.planned, *judged.in_doubt):
        purchases[each.payment.year] = each
    last_year = last_asked_year(judged)
    told_years = {*judged.years, last_year, *[each.starts_on.year for each in purchases.values()]}
    benefit_not_told = benefit_unknown(judged.past.life.person)
    days: Days = {}
    for year, standing in standings.items():
        if standing == "uncounted" and not days and year not in told_years:
            continue
        nobody_knows = year in judged.unknown_years and standing != "enrolled"
        in_doubt = benefit_not_told or nobody_knows or year in judged.undecided
        rule = "not_paid_yet" if year in purchases else "unknown" if nobody_knows else standing
        days[year] = _year(year, "unknown" if in_doubt else "not_covered", UNTOLD if benefit_not_told else rule)
    for each in purchases.values():
        _lay_purchase(each, days)
    for spell in judged.past.life.spells:
        _lay_spell(spell, days, judged.past.life)
    _lay_benefit(judged.past.life, days)
    told: list[Segment] = []
    for segments in days.values():
        told += segments
    return tuple(told)


@lru_cache(maxsize=KEPT)
def _year(year: int, status: Cover, rule: str) -> tuple[Segment, ...]:
    """一年. A year before anything is laid over it; kept, as there are few."""
    return (Segment(january_first(year), december_last(year), status, None, rule),)


def last_asked_year(judged: Verdict) -> int | None:
    """最后年度. The last planned year, or the year whose wait a plan repairs."""
    if judged.years:
        return judged.years[-1]
    return judged.repaired.payment.year if judged.repaired else None


class Bought(msgspec.Struct, frozen=True, gc=False):
    """所购. What of a purchase its days turn on; `wait` is the rule behind its wait (null: none)."""

    year: int
    basis: Basis
    wait: str | None
    starts_on: date
    first_day: date
    carried_until: date | None
    doubt: Doubt | None
    earliest_cover: date | None
    covered_from: date | None


def _lay_purchase(bought: Purchase, days: Days) -> None:
    """参保日. Lay what a payment makes of its days over the days; where that is the whole of its year, in its place."""
    year = bought.payment.year
    laid, whole = _bought_days(
        Bought(
            year,
            bought.basis,
            "variable_wait" if bought.variable_months else "fixed_wait" if bought.wait_months else None,
            bought.starts_on,
            bought.first_day,
            bought.carried_until,
            bought.doubt,
            bought.earliest_cover,
            bought.covered_from,
        )
    )
    held = days.get(year)
    if whole and held is not None and len(held) == 1:
        days[year] = laid
        return
    for segment in laid:
        _lay(segment, days)


@lru_cache(maxsize=KEPT)
def _bought_days(bought: Bought) -> tuple[tuple[Segment, ...], bool]:
    """一年. What a payment makes of its days, each over the one before: its wait, a carried wait, doubt, cover.

    And whether that is the whole of its year, without gap or overlap. Kept, as many pay for the same days.
    """
    opening, closing = january_first(bought.year), december_last(bought.year)
    covered = bought.covered_from or closing + DAY
    days: list[Segment] = []
    if bought.wait is not None:
        waiting_to = min(bought.first_day - DAY, closing)
        days.append(Segment(bought.starts_on, waiting_to, "waiting", "resident", bought.wait))
    if bought.carried_until is not None:
        carried_to = min(bought.carried_until - DAY, closing)
        days.append(Segment(opening, carried_to, "waiting", "resident", "carried_wait"))
    if bought.doubt is not None and bought.earliest_cover is not None:
        days.append(Segment(bought.earliest_cover, covered - DAY, "unknown", None, bought.doubt))
    days.append(Segment(covered, closing, "covered", "resident", bought.basis))
    laid = tuple([each for each in days if each.from_on <= each.to_on])
    begins = [*[each.from_on for each in laid], closing + DAY]
    return laid, begins == [opening, *[each.to_on + DAY for each in laid]]


def _lay_spell(spell: Spell, days: Days, life: Life) -> None:
    """职工时段. Lay employee cover over the days; after the day of the question an open end is unknown."""
    until, closing = spell.ended_on or life.on, december_last(max(days))
    _lay(Segment(spell.begins_on, until, "covered", "employee", "employee_cover"), days)
    if spell.ended_on is None and closing > until:
        _lay(Segment(until + DAY, closing, "unknown", None, "employee_cover"), days, under="covered")


def _lay_benefit(life: Life, days: Days) -> None:
    """待领失业保险金. Months of benefit still to come: the fund is to pay for them, but they have not begun."""
    benefit = benefit_told(life.person)
    if benefit is not None and benefit_on(life.on, benefit) == "to_come":
        begins_on, ends_on = (
            month_begins_on(month_number(benefit.from_month)),
            month_ends_on(month_number(benefit.to_month)),
        )
        _lay(Segment(begins_on, ends_on, "unknown", None, UNTOLD), days, under="covered")


def _lay(over: Segment, days: Days, under: Cover | None = None) -> None:
    """覆盖. Put `over` in place of the days it holds, except days that have the status `under`."""
    for year in range(over.from_on.year, over.to_on.year + 1):
        if year in days:
            days[year] = _overlaid(days[year], over, under)


def _overlaid(segments: tuple[Segment, ...], over: Segment, under: Cover | None) -> tuple[Segment, ...]:
    laid: list[Segment] = []
    first, last = over.from_on, over.to_on
    for each in segments:
        if each.to_on < first or each.from_on > last or each.status == under:
            laid.append(each)
            continue
        before, after = each.from_on < first, each.to_on > last
        if before:
            laid.append(Segment(each.from_on, first - DAY, each.status, each.scheme, each.rule))
        held_from, held_to = first if before else each.from_on, last if after else each.to_on
        laid.append(Segment(held_from, held_to, over.status, over.scheme, over.rule))
        if after:
            laid.append(Segment(last + DAY, each.to_on, each.status, each.scheme, each.rule))
    return tuple(laid)
