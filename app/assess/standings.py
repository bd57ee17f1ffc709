"""断保情况. What every counted year counts as, and what lapses and continuous years they come to.

Reading: R1, R2, R23, R31; what turns on a year of which nobody knows, or on months of benefit not told, is not told.
"""

from functools import lru_cache

from app.assess.grounds import KEPT
from app.assess.verdict import Verdict
from app.model.assessment import Lapse, YearStanding
from app.model.codes import StandingKind
from app.model.life import Life
from app.model.policy import Waiting
from app.rules.lapse import continuous_years, lapse_years
from app.rules.standing import standing_of_year
from app.rules.unemployment import benefit_unknown


def standings_of_years(life: Life, last_year: int, waiting: Waiting) -> dict[int, StandingKind]:
    """年度状态. What every counted year up to the last one asked about counts as; that one is always among them."""
    first_year = min(waiting.counted_from_year, last_year)
    standings: dict[int, StandingKind] = {}
    for year in range(first_year, last_year + 1):
        standings[year] = standing_of_year(year, life, waiting)
    return standings


def lapse_told(judged: Verdict, standings: dict[int, StandingKind], waiting: Waiting) -> Lapse:
    """断保. Lapse years before the last year asked about, and every counted year before it."""
    life, (*earlier, last_year) = judged.past.life, standings
    benefit_not_told = benefit_unknown(life.person)
    by_year: list[YearStanding] = []
    for year in earlier:
        standing = standings[year]
        not_known = year in judged.unknown_years and standing != "enrolled"
        if not_known or (standing == "lapse" and benefit_not_told):
            by_year.append(YearStanding(year, "unknown", "nobody_knows"))
        elif standing != "uncounted" or by_year:
            by_year.append(_standing(year, standing, life.employee_months(year)))
    if benefit_not_told and any(each.standing == "unknown" for each in by_year):
        return Lapse(None, None, tuple(by_year))
    last = judged.planned[-1] if judged.planned else None
    lapses = last.lapse_years if last and last.payment.year == last_year else lapse_years(last_year, life, waiting)
    continuous = continuous_years(last_year, life, waiting)
    others = [each.life for each in judged.otherwise]
    return Lapse(
        lapses if all(lapses == lapse_years(last_year, other, waiting) for other in others) else None,
        continuous if all(continuous == continuous_years(last_year, other, waiting) for other in others) else None,
        tuple(by_year),
    )


@lru_cache(maxsize=KEPT)
def _standing(year: int, standing: StandingKind, employee_months: int) -> YearStanding:
    """年度状态. With the facts behind it, as a code; kept, as there are few of a year."""
    because = {
        "enrolled": "resident_fee_paid",
        "uncounted": "not_counted",
        "neutral": f"{employee_months}_employee_months",
    }
    return YearStanding(year, standing, because.get(standing, f"no_resident_fee_and_{employee_months}_employee_months"))
