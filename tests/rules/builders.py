"""A person, a life, a payment and a purchase for the tests of single rules, and the law of Hunan to vary."""

from datetime import date
from functools import cache
from typing import Any

from msgspec.structs import replace

from app.model.calendar import month_begins_on, month_ends_on, month_number
from app.model.case import Person
from app.model.life import Life, Payment, Purchase, Spell
from app.model.policy import YearLaw
from app.policies import load

ON = date(2026, 3, 10)


@cache
def hunan(year: int = 2026) -> YearLaw:
    """The law of Hunan for a coverage year."""
    return load().of("430000").of(year)


def law(subject: str, **differing: Any) -> Any:
    """A subject of Hunan's law of 2026, read otherwise where a test says so."""
    return replace(getattr(hunan(), subject), **differing)


def person(**facts: Any) -> Person:
    """An adult resident born in 1990, but for what a test says."""
    return Person(**{"birth_date": date(1990, 5, 1), "category": "adult_resident"} | facts)


def spell(first: str, last: str, ended_on: date | None = None, *, index: int | None = 0) -> Spell:
    """A spell of the employee scheme from one month to another."""
    first_month, last_month = month_number(first), month_number(last)
    return Spell(index, month_begins_on(first_month), ended_on or month_ends_on(last_month), first_month, last_month)


def life(*spells: Spell, enrolled: tuple[int, ...] = (), uncounted: int = 1990, on: date = ON, **facts: Any) -> Life:
    """A life with these spells, and with these years enrolled."""
    paid = {year: payment(date(year - 1, 11, 2), year) for year in enrolled}
    return Life(person(**facts), on, spells, paid, uncounted)


def payment(paid_on: date = ON, year: int = 2026, *, word: bool | None = None, at_school: bool = False) -> Payment:
    """A planned payment."""
    return Payment(paid_on, year, None, word, at_school)


def purchase(paid: Payment | None = None, **parts: Any) -> Purchase:
    """What a payment bought: outside the window, without any wait, but for what a test says."""
    paid = paid or payment()
    usual = {
        "basis": "out_of_window",
        "inside_window": False,
        "lapse_years": 0,
        "fixed_months": 0,
        "variable_months": 0,
        "starts_on": paid.paid_on,
        "first_day": paid.paid_on,
    }
    return Purchase(paid, **usual | parts)
