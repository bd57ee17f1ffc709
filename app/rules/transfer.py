"""转移接续. From the employee scheme to the resident scheme.

"一个自然年度内，职工医保中断缴费后3个月内转为居民医保的，按个人缴费标准缴纳居民医保费，缴费前无居民医保断保时间的，
自职工医保断保之日起享受居民医保待遇，否则按规定自缴费之日起设置等待期。职工医保10月1日后断保且在3个月内参加居民医保的，
可选择只按个人缴费标准缴纳断保次年居民医保费，断保当年不享受待遇，次年按缴费前的居民医保断保时间设置等待期。"
(Hunan 2025, item 9)
Reading: R12 (90 days, the break day is day 1), R13, R14 (only where the year of the break is not itself bought), R15.
"""

from datetime import date

from app.model.calendar import january_first, last_day
from app.model.life import Life, Payment
from app.model.policy import Transfer


def transfer_deadline(break_day: date, transfer: Transfer) -> date:
    """转保期限. The last day on which a leaver of the employee scheme counts as moving over in time."""
    return last_day(break_day, transfer.within)


def employee_transfer(payment: Payment, break_day: date, transfer: Transfer) -> bool:
    """职转居. Whether employee cover broke in the year bought and the fee came in time."""
    return break_day.year == payment.year and payment.paid_on <= transfer_deadline(break_day, transfer)


def employee_transfer_next_year(payment: Payment, break_day: date, life: Life, transfer: Transfer) -> bool:
    """职转居次年. Whether employee cover broke late in the year before, left unbought, and the fee came in time."""
    return (
        break_day.year == payment.year - 1
        and (break_day.month, break_day.day) >= transfer.next_year_from
        and break_day.year not in life.enrolled
        and payment.paid_on <= transfer_deadline(break_day, transfer)
    )


def transfer_starts_on(payment: Payment, break_day: date | None, lapse_years: int) -> date:
    """起算日. With an earlier lapse the day of payment, else the break day; for the next year not before 1 January."""
    opening = january_first(payment.year)
    day_one = payment.paid_on if lapse_years or break_day is None else break_day
    return max(opening, day_one)
