"""逐年修复. One plan with every number of repair years worth paying for, told from one judgement of the life.

A further repair year takes months off one wait and adds one fee; nothing else has to be judged again, so whoever wants
to know all of them pays for one. Reading: R11, R36.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from app.assess.answer import years_told
from app.assess.charge import charge_of, repair_items
from app.assess.fold import take_off
from app.assess.judgement import outcome_of, verdict
from app.assess.plan import repaired_wait
from app.assess.settling import settle, settle_past
from app.assess.verdict import Verdict
from app.model.assessment import Brief
from app.model.calendar import december_last
from app.model.case import Case
from app.model.life import Purchase
from app.model.policy import Policy
from app.rules.repair import repairable_months
from app.rules.unemployment import benefit_unknown

Days = tuple[date, date]
"""日期区间. First and last day, both included."""


class WithRepairs(msgspec.Struct, frozen=True, gc=False):
    """带修复的结果. A plan with so many repair years: its brief answer, and whether another is worth paying for.

    `exhausted` tells that none is: a plan with more of them is refused.
    `days` are those of the resident scheme that the plan covers, by what it buys or by what it moves; `anew` are the
    past years whose cover it may make shorter too: they were paid for on the very day.
    """

    repair_years: int
    told: Brief
    days: tuple[Days, ...]
    repairable: bool
    exhausted: bool = False
    anew: tuple[int, ...] = ()


def with_repairs(case: Case, policy: Policy) -> Iterator[WithRepairs]:
    """逐年修复. The plan as it stands, and with each further repair year that is worth paying for.

    Where something is in doubt it ends with the first, whatever `repairable` says: ask for each number by itself.
    """
    judged, repair_years = verdict(case, policy), case.plan.repair_years
    bought = repaired_wait(judged, case.on, policy)
    waiting = policy.of(bought.payment.year).waiting if bought else None
    certain = _certain(judged, case)
    if bought is None or waiting is None:
        yield _told(judged, policy, repair_years, repairable=False)
        return
    while True:
        further = repairable_months(bought, waiting) > 0
        yield _told(judged, policy, repair_years, repairable=further, exhausted=not further)
        if not further or not certain:
            return
        repair_years += 1
        take_off(bought, 1, case.on, waiting)
        _settle_anew(judged, case, policy, bought, repair_years)


def _certain(judged: Verdict, case: Case) -> bool:
    """无疑. Whether nothing open could turn out otherwise for one number of repair years than for another."""
    asked = judged.unknown_years or benefit_unknown(case.person)
    return not (asked or judged.in_doubt) and not any(each.doubt for each in judged.past.purchases)


def _settle_anew(judged: Verdict, case: Case, policy: Policy, bought: Purchase, repair_years: int) -> None:
    """重算. Cover, charge and outcome of the plan once its wait has been repaired by one year more."""
    if not any(each is bought for each in judged.planned):
        judged.repaired = bought
    settle(judged)
    items = repair_items(bought, repair_years, policy.of(case.on.year).fees, case.on.year, judged.missing)
    if judged.charge is not None:
        kept = tuple([item for item in judged.charge.items if item.kind != "repair"])
        judged.charge = charge_of([kept, items])
    judged.outcome = outcome_of(judged)


def _told(
    judged: Verdict, policy: Policy, repair_years: int, *, repairable: bool, exhausted: bool = False
) -> WithRepairs:
    told = Brief(judged.outcome, years_told(judged, policy), judged.charge)
    return WithRepairs(repair_years, told, tuple(_days(judged)), repairable, exhausted, judged.past.beside)


def _days(judged: Verdict) -> Iterator[Days]:
    """待遇日. The days covered by planned years, and by past ones where the plan or a repair moves them."""
    bought = [*judged.planned, *judged.in_doubt]
    if judged.repaired is not None or judged.past.beside:
        settle_past(judged.past)
        bought += judged.past.purchases
    for each in bought:
        if each.covered_from is not None:
            yield each.covered_from, december_last(each.payment.year)
