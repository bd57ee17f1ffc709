"""领取失业保险金人员. Those on unemployment benefit, whom the fund insures in the employee scheme.

"失业保险经办机构按规定为领取失业保险金人员缴纳职工医保（含生育保险）费和大病保险费，缴费期限与领取失业保险金期限相一致，应当
缴纳的保费从失业保险基金中列支，并确保与参保职工同等享受医疗保险、生育保险待遇。" (Hunan 2025, item 2)
Reading: R31.
"""

from datetime import date

from app.model.assessment import ChargeItem
from app.model.calendar import MONTHS_IN_A_YEAR, month_begins_on, month_ends_on, month_number, number_of_month
from app.model.case import Person, UnemploymentBenefit
from app.model.life import Spell
from app.model.place import Benefit


def impossible_benefit(benefit: UnemploymentBenefit, birth: date) -> bool:
    """不可能的领取期. Whether the months of benefit end before they begin, or begin before birth."""
    first = month_number(benefit.from_month)
    return month_number(benefit.to_month) < first or month_begins_on(first) < birth


def benefit_unknown(person: Person) -> bool:
    """领取期未知. Whether someone on benefit has not said, in a way that can be, for which months it is drawn."""
    return person.category == "unemployed_on_benefit" and benefit_told(person) is None


def benefit_told(person: Person) -> UnemploymentBenefit | None:
    """所述领取期. The months of benefit as told; null where none are, or none that can be."""
    benefit = person.unemployment_benefit
    return None if benefit is None or impossible_benefit(benefit, person.birth_date) else benefit


def benefit_spell(benefit: UnemploymentBenefit, on: date) -> Spell | None:
    """领取期. The months of benefit as employee cover, counted up to the month asked about; null before they begin."""
    first, last = month_number(benefit.from_month), month_number(benefit.to_month)
    begins_on = month_begins_on(first)
    if begins_on > on:
        return None
    return Spell(None, begins_on, month_ends_on(last), first, min(last, number_of_month(on)))


def benefit_is_over(benefit: UnemploymentBenefit, on: date) -> bool:
    """领取期已过. Whether the last month of benefit lies before the month of the question."""
    return month_number(benefit.to_month) < number_of_month(on)


def benefit_on(day: date, benefit: UnemploymentBenefit | None) -> Benefit | None:
    """领取状态. Whether benefit is to come, drawn in the month of a day, or over; null: its months are not known."""
    if benefit is None:
        return None
    if benefit_is_over(benefit, day):
        return "over"
    return "to_come" if number_of_month(day) < month_number(benefit.from_month) else "drawn"


def year_without_benefit(benefit: UnemploymentBenefit, years: tuple[int, ...]) -> int | None:
    """领取期以外的年度. The first of the years in which no month of benefit lies: the fund pays nothing for it."""
    first, last = (month_number(month) // MONTHS_IN_A_YEAR for month in (benefit.from_month, benefit.to_month))
    return next((year for year in years if not first <= year <= last), None)


def fund_items(benefit: UnemploymentBenefit) -> tuple[ChargeItem, ...]:
    """基金缴费. The employee contribution of each calendar year of benefit, paid by the fund; not ours to compute."""
    first, last = month_number(benefit.from_month), month_number(benefit.to_month)
    years = range(first // MONTHS_IN_A_YEAR, last // MONTHS_IN_A_YEAR + 1)
    return tuple([ChargeItem("employee_contribution", year, None, "unemployment_fund") for year in years])
