"""人. Who the made-up people are, where they belong, and on which day each of them is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from app.batch.demo import shares
from app.batch.demo.days import days, first_days, months, ordinal, years
from app.batch.demo.dice import Dice, Flags, Ints

LIFE: Final = {name: place for place, name in enumerate(shares.LIVES)}
CATEGORIES: Final = (*shares.CATEGORIES, "employee", "unemployed_on_benefit", "child", "college_student")
WELFARE: Final = "welfare_institution_child"
ALL_CATEGORIES: Final = (*CATEGORIES, WELFARE)
CATEGORY: Final = {name: place for place, name in enumerate(ALL_CATEGORIES)}
WINDOW_OPENS_IN: Final = 9
"""集中缴费期首月. From September people pay for the next year, as Hunan's windows of 2025 and 2026 begin."""


OCTOBER: Final = 9
"""十月. Counted from 0."""


@dataclass(frozen=True)
class Asked:
    """所问. The coverage year that people pay for, the day (null: each person's own), and the areas with weights."""

    year: int
    on: date | None
    areas: Sequence[str]
    weights: Sequence[float]


def asked(on: date | None, areas: Sequence[str], *, year: int) -> Asked:
    """所问. What is asked about on one day, or, where none is given, in and after the payment window of `year`."""
    if on is not None:
        year = on.year + (on.month >= WINDOW_OPENS_IN)
    chosen = {area: shares.AREAS.get(area, 1.0) for area in areas} or shares.AREAS
    return Asked(year, on, tuple(chosen), tuple(chosen.values()))


@dataclass(frozen=True)
class People:
    """人. The people of a block, a column for each thing known of them; days and months count from 1970."""

    life: Ints
    on: Ints
    birth: Ints
    category: Ints
    area: Ints
    young: Flags
    """就学年龄. Children and students."""
    at_once: Flags
    """即时转保. Those who left the employee scheme and pay for the running year, not for the next."""

    def lives(self, *names: str) -> Flags:
        """人生. Who leads one of these lives."""
        return np.isin(self.life, [LIFE[name] for name in names])


def people(dice: Dice, question: Asked) -> People:
    """人. The people of a block."""
    life = dice.pick(tuple(shares.LIVES.values()))
    at_once = (life == LIFE["employee_left"]) & dice.chance(shares.MOVES_AT_ONCE_SHARE)
    on = _asked_on(dice, question, anyhow=at_once | (life == LIFE["newborn"]))
    child = dice.chance(shares.CHILD_SHARE) & (life <= LIFE["first_time"])
    student = life == LIFE["student"]
    grown = dice.pick(tuple(shares.CATEGORIES.values()))
    category = np.select(
        [
            life == LIFE["welfare_child"],
            student,
            child | (life == LIFE["newborn"]),
            life == LIFE["benefit"],
            life == LIFE["employee_running"],
        ],
        [CATEGORY[name] for name in (WELFARE, "college_student", "child", "unemployed_on_benefit", "employee")],
        grown,
    )
    young = (category == CATEGORY["child"]) | student
    return People(
        life=life,
        on=on,
        birth=_birth(dice, question.year, on, category, life == LIFE["newborn"]),
        category=category,
        area=dice.pick(question.weights),
        young=young,
        at_once=at_once,
    )


def _asked_on(dice: Dice, question: Asked, *, anyhow: Flags) -> Ints:
    """所问之日. The day given, or each person's own day of payment; newborns and leavers come at any time."""
    own = payment_days(dice, np.full(dice.size, question.year))
    opens, ends = days(question.year - 1, WINDOW_OPENS_IN, 1), days(question.year, 12, 31)
    any_time = dice.between(opens, ends)
    if question.on is not None:
        return np.full(dice.size, ordinal(question.on))
    return np.where(anyhow, any_time, own)


def payment_days(dice: Dice, coverage_year: Ints) -> Ints:
    """缴费日. A day on which each person's fee for a year is paid: before it begins, in January, or later."""
    columns = coverage_year.shape[1:]
    when, opens = dice.pick(tuple(shares.PAID.values()), *columns), days(coverage_year - 1, WINDOW_OPENS_IN, 1)
    january, february, ends = (days(coverage_year, month, day) for month, day in ((1, 1), (2, 1), (12, 31)))
    autumn, tail = when == 0, when == 1
    least = np.where(autumn, opens, np.where(tail, january, february))
    most = np.where(autumn, january - 1, np.where(tail, february - 1, ends))
    return dice.between(least, most, *columns)


def _birth(dice: Dice, year: int, on: Ints, category: Ints, newborn: Flags) -> Ints:
    """出生日. By category: grown-up, child, student; newborns within ten months before the day."""
    oldest, youngest = np.full(dice.size, year - 88), np.full(dice.size, year - 18)
    for name, most, least in (("child", 17, 2), ("college_student", 23, 18), (WELFARE, 14, 2)):
        here = category == CATEGORY[name]
        oldest[here], youngest[here] = year - most, year - least
    grown = days(dice.between(oldest, youngest), 1, 1) + dice.between(0, 364)
    return np.where(newborn, on - dice.between(1, 300), grown)


def planned_year(question: Asked, who: People) -> Ints:
    """所缴年度. The year asked about; for newborns and leavers that of the day; the next after a late birth."""
    born_late = (months(who.birth) % 12 >= OCTOBER) & (years(who.birth) == years(who.on))
    running = np.where(who.lives("newborn"), years(who.on) + born_late, years(who.on))
    return np.where(who.lives("newborn") | who.at_once, running, question.year)


def benefit_months(dice: Dice, who: People) -> tuple[Ints, Ints]:
    """领金月份. First and last month of unemployment benefit; the day lies between them."""
    begun = months(who.on) - dice.between(0, 11)
    return begun, np.maximum(begun + dice.between(2, 23), months(who.on))


def in_care_since(dice: Dice, who: People) -> Ints:
    """入院之日. A day of a child's life before the day asked about."""
    return dice.between(who.birth, who.on - 1)


def entered_school(dice: Dice, year: int, who: People) -> tuple[Ints, Flags]:
    """入学之日. The September before the year asked about, or that of one of the three years before; and who is new."""
    new = dice.chance(shares.NEW_STUDENT_SHARE)
    entered = days(np.where(new, year - 1, year - 1 - dice.between(1, 3)), WINDOW_OPENS_IN, 1)
    return entered, new & who.lives("student")


def liable_since(dice: Dice, who: People) -> tuple[Ints, Flags]:
    """可参保之日. Of some who never paid: the day from which they could."""
    since = first_days(months(who.on - dice.between(10, 900)))
    return np.maximum(since, who.birth), who.lives("first_time") & dice.chance(shares.LIABLE_LATER_SHARE)
