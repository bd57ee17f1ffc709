"""From which day a payment covers."""

from datetime import date

import pytest

from app.model.calendar import DAY
from app.model.life import Spell
from app.rules.cover import carried_until, covered_from, delayed, employee_cover_until, window_starts_on
from tests.rules.builders import ON, law, life, payment, purchase, spell

NEW_YEAR = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("reading", "paid_on", "day_one"),
    [
        ("january_first", date(2026, 1, 20), NEW_YEAR),
        ("payment_day", date(2026, 1, 20), date(2026, 1, 20)),
        ("payment_day", date(2025, 12, 31), NEW_YEAR),
        ("day_after_payment", date(2026, 1, 20), date(2026, 1, 21)),
        ("day_after_payment", NEW_YEAR, date(2026, 1, 2)),
        ("day_after_payment", date(2025, 12, 31), NEW_YEAR),
    ],
)
def test_day_one_inside_the_window_is_as_the_area_reads_it(reading, paid_on, day_one):
    assert window_starts_on(payment(paid_on), law("waiting", tail_cover=reading)) == day_one


@pytest.mark.parametrize(
    ("spells", "until"),
    [
        ((), None),
        ((spell("2025-01", "2025-11"),), None),
        ((spell("2025-01", "2025-12"),), NEW_YEAR),
        ((spell("2025-01", "2026-01", date(2026, 1, 10)),), date(2026, 1, 11)),
        ((spell("2025-01", "2026-02"), spell("2024-01", "2026-01")), date(2026, 3, 1)),
        ((spell("2025-01", "2026-03", ON),), None),
        ((spell("2025-01", "2026-05"),), None),
        ((spell("2026-02", "2026-05"),), date(2026, 2, 1)),
        ((spell("2026-02", "2026-03", ON),), date(2026, 2, 1)),
        ((spell("2026-02", "2026-03", ON - DAY),), ON),
        ((Spell(0, date(2026, 2, 1), None, 24313, 24314),), date(2026, 2, 1)),
        ((Spell(0, date(2025, 2, 1), None, 24301, 24314),), None),
    ],
    ids=[
        "no spell",
        "ended the year before",
        "ended on 31 December",
        "ended in the year",
        "the last of two",
        "ends today",
        "not ended",
        "begun in the year, not ended",
        "begun in the year, ends today",
        "begun in the year, ended yesterday",
        "begun in the year, no end known",
        "begun the year before, no end known",
    ],
)
def test_resident_cover_waits_for_the_end_of_employee_cover(spells, until):
    assert employee_cover_until(purchase(), life(*spells)) == until


def test_a_spell_that_ends_after_the_year_puts_off_what_was_before_it():
    later = life(spell("2026-02", "2027-03"), on=date(2027, 5, 1))
    assert employee_cover_until(purchase(), later) == date(2026, 2, 1)


def test_a_spell_begun_after_the_payment_puts_nothing_off():
    bought = purchase(payment(date(2025, 11, 15)), starts_on=NEW_YEAR, first_day=NEW_YEAR)
    assert employee_cover_until(bought, life(spell("2026-01", "2026-02"))) is None


def test_a_spell_begun_on_the_day_of_payment_does():
    bought = purchase(payment(date(2026, 2, 1)))
    assert employee_cover_until(bought, life(spell("2026-02", "2026-02"))) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("first", "carried", "broke", "covered"),
    [
        (date(2026, 6, 8), None, None, date(2026, 6, 8)),
        (date(2026, 6, 8), date(2026, 3, 1), None, date(2026, 6, 8)),
        (date(2026, 6, 8), date(2026, 7, 1), None, date(2026, 7, 1)),
        (date(2026, 6, 8), date(2026, 7, 1), date(2026, 6, 9), date(2026, 7, 1)),
        (date(2026, 6, 8), date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 2)),
        (date(2026, 12, 31), None, None, date(2026, 12, 31)),
        (date(2027, 1, 1), None, None, None),
    ],
)
def test_cover_begins_when_every_wait_is_over_and_ends_with_the_year(first, carried, broke, covered):
    assert covered_from(2026, first, carried, broke) == covered


def test_a_wait_that_ends_before_the_break_day_puts_nothing_off():
    bought = purchase(fixed_months=3, starts_on=NEW_YEAR, first_day=date(2026, 2, 1), covered_from=date(2026, 3, 1))
    assert not delayed(bought, date(2026, 3, 1))


def test_a_wait_that_covers_nothing_delays():
    assert delayed(purchase(fixed_months=3, covered_from=None), None)


def test_without_a_wait_nothing_is_delayed():
    assert not delayed(purchase(covered_from=date(2026, 3, 10)), None)


def test_only_waits_of_earlier_years_are_carried():
    same_year = purchase(payment(year=2027), first_day=date(2027, 5, 1))
    earlier = purchase(payment(date(2026, 12, 10)), first_day=date(2027, 3, 10))
    bought = purchase(payment(date(2026, 12, 10), 2027))
    assert carried_until(bought, [same_year]) is None
    assert carried_until(bought, [earlier, same_year]) == date(2027, 3, 10)


@pytest.mark.parametrize(("first_day", "carried"), [(date(2025, 9, 2), date(2025, 9, 2)), (date(2025, 9, 1), None)])
def test_cover_that_begins_before_its_year_waits_for_a_wait_that_still_runs(first_day, carried):
    at_home = purchase(payment(date(2025, 6, 4), 2025), first_day=first_day)
    at_school = purchase(payment(date(2025, 9, 10), 2026), basis="new_student", starts_on=date(2025, 9, 1))
    assert carried_until(at_school, [at_home]) == carried


def test_at_best_a_doubtful_wait_is_the_shorter_one():
    sooner = purchase(first_day=NEW_YEAR)
    doubtful = purchase(payment(date(2026, 12, 10)), first_day=date(2027, 3, 10), doubt="window", sooner=sooner)
    bought = purchase(payment(date(2026, 12, 10), 2027))
    assert carried_until(bought, [doubtful]) == date(2027, 3, 10)
    assert carried_until(bought, [doubtful], at_best=True) is None
