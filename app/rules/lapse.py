"""断保年限与连续参保年数. Lapse years before a coverage year, and continuous years up to it.

"对未在集中参保缴费期内参保或未连续参保的人员，设置参保后固定待遇等待期" (Hunan 2025, item 8)
"断保之后再次参保的，连续参保时间重新计算。" (item 5)
Reading: R2, R23.
"""

from app.model.life import Life
from app.model.policy import Waiting
from app.rules.standing import first_counted_year, neutral, standing_of_year


def lapsed(year: int, life: Life, waiting: Waiting) -> list[int]:
    """断保年度. The lapse years after the last enrolled year and before `year`, latest first; neutral ones skipped."""
    years: list[int] = []
    for earlier in range(year - 1, first_counted_year(life, waiting) - 1, -1):
        if earlier in life.enrolled:
            break
        if not neutral(earlier, life, waiting):
            years.append(earlier)
    return years


def neutral_years(year: int, life: Life, waiting: Waiting) -> list[int]:
    """不计年度. The years before `year` that only employee months keep from being a lapse."""
    counted = range(first_counted_year(life, waiting), year)
    return [earlier for earlier in counted if earlier not in life.enrolled and neutral(earlier, life, waiting)]


def lapse_years(year: int, life: Life, waiting: Waiting) -> int:
    """断保年数. How many lapse years count against the coverage year `year`."""
    return len(lapsed(year, life, waiting))


def continuous_years(year: int, life: Life, waiting: Waiting) -> int:
    """连续参保年数. Enrolled years up to and including `year`, back to the last lapse year."""
    years = 1
    for earlier in range(year - 1, waiting.counted_from_year - 1, -1):
        standing = standing_of_year(earlier, life, waiting)
        if standing == "lapse":
            break
        years += standing == "enrolled"
    return years
