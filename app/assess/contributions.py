"""职工医保缴费年限. Months of the employee scheme, area by area: which of them count where the person is, and why."""

from datetime import date
from functools import lru_cache

from app.assess.grounds import KEPT
from app.model.assessment import AreaMonths, Contributions
from app.model.calendar import MONTHS_IN_A_YEAR
from app.model.case import Case, EmployeeRecord
from app.model.codes import CountedBecause
from app.model.life import Life, Spell
from app.model.policy import Policy, YearLaw
from app.model.pooling import Pooling
from app.rules.contributions import counted_because, months_of_each

CLAUSED: dict[CountedBecause, str] = {"one_pool": "continuous_record", "recognised": "contribution_years"}
"""依据. The rules whose clause says that months paid elsewhere count."""
WEIGHT: tuple[CountedBecause, ...] = ("own_area", "one_pool", "recognised", "not_known")


def contributions(case: Case, life: Life, policy: Policy) -> Contributions | None:
    """缴费年限. On the day of the question; null where there is no employee record that can be.

    A month paid in two areas stands with the one where it counts, the nearer one first.
    """
    if not life.spells:
        return None
    law = policy.of(case.on.year)
    if len(life.spells) == 1:
        spell = life.spells[0]
        months = {_paid_in(spell, case): spell.last_month + 1 - spell.first_month}
    else:
        months = _months(life.spells, case, law)
    by_area, counted_months = [], 0
    for area, number in months.items():
        told = _of(area, number, _because(area, case.area, case.on, law), law.pooling)
        by_area.append(told)
        counted_months += number if told.counted else 0
    return Contributions(case.area, counted_months, counted_months // MONTHS_IN_A_YEAR, tuple(by_area))


def _months(spells: tuple[Spell, ...], case: Case, law: YearLaw) -> dict[str, int]:
    """缴费月数. By area, the nearer one first; a month paid in several stands with the nearest."""
    paid_in = [_paid_in(spell, case) for spell in spells]
    areas = sorted(set(paid_in), key=lambda area: (WEIGHT.index(_because(area, case.area, case.on, law)), area))
    months = months_of_each(spells, [areas.index(area) for area in paid_in])
    return {area: months[rank] for rank, area in enumerate(areas)}


@lru_cache(maxsize=KEPT)
def _because(paid_in: str, area: str, on: date, law: YearLaw) -> CountedBecause:
    """认定. Kept, as people are many and pairs of areas few."""
    return counted_because(paid_in, area, on, law.pooling)


def _paid_in(spell: Spell, case: Case) -> str:
    """缴费地. The area of the record behind a spell; for months of benefit the area asked about."""
    record = None if spell.index is None else case.history[spell.index]
    return record.area if isinstance(record, EmployeeRecord) else case.area


def _of(area: str, months: int, why: CountedBecause, pooling: Pooling | None) -> AreaMonths:
    """一地. Its months, and the clause by which they count where they were paid elsewhere."""
    rule = CLAUSED.get(why)
    clause = pooling.cited.clause(rule) if pooling and rule else None
    return AreaMonths(area, months, None if why == "not_known" else True, why, rule, clause)
