"""转移接续. From the employee scheme to the resident scheme.

"一个自然年度内，职工医保中断缴费后3个月内转为居民医保的，按个人缴费标准缴纳居民医保费，缴费前无居民医保断保时间的，
自职工医保断保之日起享受居民医保待遇，否则按规定自缴费之日起设置等待期。职工医保10月1日后断保且在3个月内参加居民医保的，
可选择只按个人缴费标准缴纳断保次年居民医保费，断保当年不享受待遇，次年按缴费前的居民医保断保时间设置等待期。"
(Hunan 2025, item 9)
Reading: R12 (90 days, the break day is day 1), R12b (earlier years needed), R13, R13b, R14 (only where the year of the
break is not itself bought), R15.
"""

from datetime import date

from app.model.calendar import (
    DAY,
    MONTHS_IN_A_YEAR,
    december_last,
    january_first,
    last_day,
    month_begins_on,
    number_of_month,
)
from app.model.life import Life, Payment
from app.model.policy import Transfer


def transfer_deadline(break_day: date, transfer: Transfer) -> date:
    """转保期限. The last day on which a leaver of the employee scheme counts as moving over in time."""
    return last_day(break_day, transfer.within)


def same_year_deadline(break_day: date, transfer: Transfer) -> date:
    """当年转保期限. The last day of payment for the year of the break: no later than its 31 December."""
    return min(transfer_deadline(break_day, transfer), december_last(break_day.year))


def employee_transfer(payment: Payment, break_day: date, life: Life, transfer: Transfer) -> bool:
    """职转居. Whether employee cover broke in the year bought and the fee came in time, after enough earlier years."""
    in_time = break_day.year == payment.year and payment.paid_on <= transfer_deadline(break_day, transfer)
    return in_time and insured_long_enough(break_day, life, transfer)


def insured_long_enough(break_day: date, life: Life, transfer: Transfer) -> bool:
    """连续参保. Whether either scheme held in every month of the years that the area asks for before the break day."""
    last = number_of_month(break_day - DAY)
    first = last + 1 - transfer.earlier_years * MONTHS_IN_A_YEAR
    return all(
        month // MONTHS_IN_A_YEAR in life.enrolled
        or any(spell.first_month <= month <= spell.last_month for spell in life.spells)
        for month in range(first, last + 1)
    )


def employee_transfer_next_year(payment: Payment, break_day: date, life: Life, transfer: Transfer) -> bool:
    """职转居次年. Whether employee cover broke late in the year before, not bought since, and the fee came in time."""
    return (
        transfer.next_year_from is not None
        and break_day.year == payment.year - 1
        and (break_day.month, break_day.day) >= transfer.next_year_from
        and not bought_since(break_day, life)
        and payment.paid_on <= transfer_deadline(break_day, transfer)
    )


def bought_since(break_day: date, life: Life) -> bool:
    """断保后参保. Whether the year of the break was bought once employee cover had ended, instead of the next alone.

    A fee from before is no choice between the two.
    """
    bought = life.enrolled.get(break_day.year)
    return bought is not None and bought.paid_on >= break_day


def transfer_starts_on(payment: Payment, break_day: date | None, lapse_years: int, transfer: Transfer) -> date:
    """起算日. With an earlier lapse the day of payment, else as the area says; not before 1 January of the year."""
    opening = january_first(payment.year)
    if lapse_years or break_day is None or transfer.cover_from == "payment_day":
        return max(opening, payment.paid_on)
    if transfer.cover_from == "day_after_payment":
        return max(opening, payment.paid_on + DAY)
    if transfer.cover_from == "payment_month":
        return max(opening, break_day, month_begins_on(number_of_month(payment.paid_on)))
    return max(opening, break_day)


def transfer_rule_unknown(payment: Payment, break_day: date, transfer: Transfer | None) -> bool:
    """转移规定未知. Whether someone who left lately pays where nothing is known of leavers, or of those in time."""
    if break_day.year < payment.year - 1:
        return False
    return transfer is None or (
        transfer.cover_from is None and payment.paid_on <= transfer_deadline(break_day, transfer)
    )
