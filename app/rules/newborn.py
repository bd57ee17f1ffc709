"""新生儿. Cover from birth, the choice of the next year alone, and the waiver.

"一个自然年度内，新生儿在出生后90天内参保缴费，待遇享受期自出生之日起至当年12月31日。10月1日后出生的新生儿，可选择只缴纳
次年居民医保费，出生当年不享受待遇，次年不设待遇等待期，自次年1月1日开始享受待遇。" (Hunan 2025, item 3)
Reading: R16 (the day after birth is day 1; whether the deadline runs on across the new year), R17 (on or after
1 October; the birth year is left unbought), R18 (after the deadline), R38.
"""

from datetime import date

from app.model.calendar import (
    DAY,
    MONTHS_IN_A_YEAR,
    december_last,
    january_first,
    last_day,
    month_begins_on,
    months_later,
    number_of_month,
)
from app.model.life import Life, Payment
from app.model.policy import Newborn


def newborn_deadline(birth: date, newborn: Newborn) -> date:
    """新生儿参保期限. The last day on which a newborn enrols from birth."""
    return last_day(birth if newborn.day_one == "birth" else birth + DAY, newborn.within)


def covered_from_birth_until(birth: date, newborn: Newborn) -> date:
    """当年参保期限. The last day of payment that covers from birth: 31 December where the deadline lies beyond it."""
    deadline = newborn_deadline(birth, newborn)
    return deadline if newborn.across_new_year else min(deadline, december_last(birth.year))


def in_time(payment: Payment, birth: date, newborn: Newborn) -> bool:
    """按期. Whether a newborn's fee for the birth year came within the deadline."""
    return payment.paid_on <= newborn_deadline(birth, newborn)


def newborn_across_new_year(payment: Payment, birth: date, newborn: Newborn) -> bool:
    """跨年新生儿. Where the area allows it: the year after birth bought in that year, still within the deadline."""
    return newborn.across_new_year and payment.paid_on.year == payment.year and in_time(payment, birth, newborn)


def newborn_next_year(payment: Payment, life: Life, newborn: Newborn, *, inside_window: bool) -> bool:
    """新生儿次年. Whether a child born late in the year before, which is left unbought, may buy the next year alone."""
    birth = life.person.birth_date
    return (
        newborn.next_year_from is not None
        and birth.year == payment.year - 1
        and (birth.month, birth.day) >= newborn.next_year_from
        and birth.year not in life.enrolled
        and (inside_window or in_time(payment, birth, newborn))
    )


def newborn_after_deadline(payment: Payment, birth: date, newborn: Newborn) -> bool:
    """逾期新生儿. Whether a newborn who missed the deadline is spared the wait all the same."""
    if newborn.late == "next_month":
        return payment.year == birth.year
    return newborn.late == "day_after_until_age_one" and payment.paid_on < first_birthday(birth)


def late_newborn_starts_on(payment: Payment, newborn: Newborn) -> date:
    """起算日. The day after payment, or the first of the month after it, as the area says."""
    if newborn.late == "next_month":
        return month_begins_on(number_of_month(payment.paid_on) + 1)
    return payment.paid_on + DAY


def newborn_starts_on(payment: Payment, life: Life) -> date:
    """起算日. The birth; for the year after it, where the birth year was bought too, 1 January."""
    birth = life.person.birth_date
    return january_first(payment.year) if payment.year > birth.year and birth.year in life.enrolled else birth


def newborn_rule_unknown(payment: Payment, birth: date, newborn: Newborn | None) -> bool:
    """新生儿规定未知. Whether a child under one pays where nothing is known of newborns, or not of one so late.

    An area that spares newborns the wait in the birth year alone leaves those of the year after it open.
    """
    ruled = newborn is not None and newborn.late == "as_out_of_window"
    return not ruled and payment.paid_on < first_birthday(birth)


def first_birthday(birth: date) -> date:
    """周岁. The day on which a child is one year old."""
    return months_later(birth, MONTHS_IN_A_YEAR)
