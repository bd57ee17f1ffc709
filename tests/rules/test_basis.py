"""On which ground a payment is accepted, and on none when it comes too early."""

from datetime import date

import pytest
from msgspec.structs import replace

from app.rules.basis import basis, waived, waiver_unsettled
from tests.rules.builders import hunan, law, life, payment, spell

BORN = date(2026, 2, 20)


@pytest.mark.parametrize(("state", "ground"), [("inside", "in_window"), ("outside", "out_of_window"), ("early", None)])
def test_with_nothing_else_the_window_decides(state, ground):
    assert basis(payment(), life(), hunan(), state) == ground


def test_a_transfer_comes_before_outside_the_window():
    assert basis(payment(), life(spell("2025-01", "2026-01")), hunan(), "outside") == "employee_transfer"


def test_a_late_break_day_allows_the_next_year_even_before_the_window():
    leaver = life(spell("2025-01", "2025-11"))
    assert basis(payment(date(2025, 12, 20)), leaver, hunan(), "early") == "employee_transfer_next_year"


def test_a_break_day_of_long_ago_is_no_ground():
    assert basis(payment(), life(spell("2025-01", "2025-03")), hunan(), "outside") == "out_of_window"


def test_without_a_law_of_transfer_there_is_none():
    silent = replace(hunan(), transfer=None)
    assert basis(payment(), life(spell("2025-01", "2026-01")), silent, "outside") == "out_of_window"


def test_without_a_law_of_newborns_there_is_none():
    silent = replace(hunan(), newborn=None)
    assert basis(payment(), life(birth_date=BORN), silent, "outside") == "out_of_window"
    assert basis(payment(year=2027), life(birth_date=BORN), silent, "inside") == "in_window"


def test_a_child_in_care_waits_for_the_year_that_may_be_paid():
    child = life(category="welfare_institution_child", institution_entry=BORN)
    assert basis(payment(), child, hunan(), "outside") == "welfare_child"
    assert basis(payment(), child, hunan(), "early") is None


@pytest.mark.parametrize(("state", "ground"), [("inside", "newborn_next_year"), ("outside", "out_of_window")])
def test_after_90_days_a_newborn_s_next_year_is_bought_inside_the_window_alone(state, ground):
    child = life(birth_date=date(2025, 10, 1))
    assert basis(payment(date(2026, 1, 20)), child, hunan(), state) == ground


@pytest.mark.parametrize(
    ("insured", "granted", "open_question"), [(True, True, False), (False, False, False), (None, False, True)]
)
def test_the_waiver_turns_on_an_insured_parent(insured, granted, open_question):
    child = life(birth_date=BORN, insured_parent=insured)
    assert waived(child.person, hunan()) is granted
    assert waiver_unsettled(child.person, hunan()) is open_question


@pytest.mark.parametrize("insured", [True, None])
def test_the_waiver_is_for_the_year_of_birth(insured):
    child = life(birth_date=date(2025, 2, 20), insured_parent=insured)
    assert not waived(child.person, hunan())
    assert not waiver_unsettled(child.person, hunan())


@pytest.mark.parametrize("insured", [True, None])
def test_there_is_no_waiver_where_none_is_published(insured):
    child = life(birth_date=BORN, insured_parent=insured)
    for law_of_the_year in (
        replace(hunan(), newborn=law("newborn", waiver_for_insured_parent=False)),
        replace(hunan(), newborn=None),
    ):
        assert not waived(child.person, law_of_the_year)
        assert not waiver_unsettled(child.person, law_of_the_year)


def test_where_the_deadline_runs_across_the_new_year_the_year_after_birth_covers_from_birth():
    child, day_90 = life(birth_date=date(2025, 12, 1)), date(2026, 3, 1)
    across = replace(hunan(), newborn=replace(hunan().newborn, across_new_year=True))
    assert basis(payment(day_90), child, across, "outside") == "newborn"
    assert basis(payment(day_90), child, hunan(), "outside") == "newborn_next_year"
    assert basis(payment(date(2026, 3, 2)), child, across, "outside") == "out_of_window"
    assert basis(payment(date(2025, 12, 20)), child, across, "inside") == "newborn_next_year"
