"""职工医保缴费年限. Months of the employee scheme, area by area: which of them count where the person is, and why."""

from app.model.assessment import AreaMonths, Contributions
from app.model.calendar import MONTHS_IN_A_YEAR
from app.model.case import Case, EmployeeRecord
from app.model.codes import CountedBecause
from app.model.life import Life, Spell
from app.model.policy import Policy
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
    pooling = policy.of(case.on.year).pooling
    paid_in = [_paid_in(spell, case) for spell in life.spells]
    because = {area: counted_because(area, case.area, case.on, pooling) for area in dict.fromkeys(paid_in)}
    areas = sorted(because, key=lambda area: (WEIGHT.index(because[area]), area))
    months = months_of_each(life.spells, [areas.index(area) for area in paid_in])
    by_area = tuple([_of(area, months[rank], because[area], pooling) for rank, area in enumerate(areas)])
    counted = sum(each.months for each in by_area if each.counted)
    return Contributions(case.area, counted, counted // MONTHS_IN_A_YEAR, by_area)


def _paid_in(spell: Spell, case: Case) -> str:
    """缴费地. The area of the record behind a spell; for months of benefit the area asked about."""
    record = None if spell.index is None else case.history[spell.index]
    return record.area if isinstance(record, EmployeeRecord) else case.area


def _of(area: str, months: int, why: CountedBecause, pooling: Pooling | None) -> AreaMonths:
    """一地. Its months, and the clause by which they count where they were paid elsewhere."""
    rule = CLAUSED.get(why)
    clause = pooling.cited.clause(rule) if pooling and rule else None
    return AreaMonths(area, months, None if why == "not_known" else True, why, rule, clause)
