"""年度状态. What a calendar year counts as for a person.

"未参加居民医保但参加职工医保且缴费不少于3个月的年度，不计为居民医保断保时间，也不计为居民医保连续参保时间；
少于3个月的年度计为居民医保断保时间。" (Hunan 2025, item 9)
Reading: R1.
"""

from app.model.codes import StandingKind
from app.model.life import Life
from app.model.policy import Waiting


def first_counted_year(life: Life, waiting: Waiting) -> int:
    """起算年度. The first year that can be a lapse: after the birth year and the year in which liability began."""
    counted_from, uncounted = waiting.counted_from_year, life.last_uncounted_year
    return counted_from if counted_from > uncounted else uncounted + 1


def neutral(year: int, life: Life, waiting: Waiting) -> bool:
    """不计年度. Whether enough employee months keep the year from being a lapse year."""
    return life.employee_months(year) >= waiting.neutral_employee_months


def standing_of_year(year: int, life: Life, waiting: Waiting) -> StandingKind:
    """年度状态. Enrolled, neutral, lapse, or not counted at all."""
    if year < waiting.counted_from_year:
        return "uncounted"
    if year in life.enrolled:
        return "enrolled"
    if year <= life.last_uncounted_year:
        return "uncounted"
    return "neutral" if neutral(year, life, waiting) else "lapse"
