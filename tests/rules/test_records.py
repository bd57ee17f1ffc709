"""Records that cannot be, and double enrolment."""

from datetime import date

import pytest
from msgspec.structs import replace

from app.model.case import RepairRecord, ResidentRecord
from app.rules.records import covered_twice, impossible_fee, impossible_repair, impossible_spell, overlapping
from tests.rules.builders import ON, life, payment, purchase, spell

BORN = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("paid_on", "fault"),
    [
        (date(2025, 2, 28), "paid_before_birth"),
        (BORN, None),
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), "paid_after_year"),
        (ON, "paid_after_year"),
        (date(2026, 3, 11), "future_record"),
    ],
)
def test_a_fee_is_paid_after_birth_before_the_question_and_in_its_year(paid_on, fault):
    assert impossible_fee(ResidentRecord(year=2025, area="430100", paid_on=paid_on), BORN, ON) == fault


@pytest.mark.parametrize(
    ("recorded", "fault"),
    [
        (spell("2025-05", "2025-07"), None),
        (spell("2025-05", "2025-07", date(2025, 5, 1)), None),
        (spell("2025-05", "2025-07", date(2025, 4, 30)), "impossible_spell"),
        (spell("2024-05", "2025-02"), "impossible_spell"),
        (spell("2024-05", "2025-07"), "impossible_spell"),
        (spell("2026-04", "2026-05"), "future_record"),
        (replace(spell("2025-05", "2025-07"), ended_on=None), None),
        (spell("2025-03", "2025-07"), None),
    ],
    ids=["ordinary", "one day", "backwards", "before birth", "from before birth", "in the future", "running", "born"],
)
def test_a_spell_begins_after_birth_and_ends_after_it_begins(recorded, fault):
    assert impossible_spell(recorded, BORN, ON) == fault


@pytest.mark.parametrize(
    ("covered", "twice"),
    [(date(2026, 2, 28), True), (date(2026, 3, 1), False), (None, False)],
)
def test_a_first_covered_day_of_employee_cover_is_covered_twice(covered, twice):
    bought = purchase(payment(date(2026, 4, 10)), covered_from=covered)
    assert covered_twice(bought, life(spell("2025-01", "2026-02"))) is twice


def test_a_fee_paid_on_a_day_of_employee_cover_is_paid_twice():
    assert covered_twice(purchase(payment(date(2026, 2, 10))), life(spell("2025-01", "2026-02")))


def test_a_running_spell_covers_every_day_after_it_began():
    running = replace(spell("2026-05", "2026-05"), ended_on=None)
    bought = purchase(payment(date(2026, 4, 10)), covered_from=date(2026, 7, 9))
    assert covered_twice(bought, life(running))


def test_a_spell_that_begins_on_the_day_of_the_question_is_no_record_of_the_future():
    assert impossible_spell(spell("2026-04", "2026-05"), BORN, date(2026, 4, 1)) is None


def test_a_spell_that_begins_on_the_first_covered_day_covers_it_too():
    bought = purchase(payment(date(2026, 4, 10)), covered_from=date(2026, 5, 1))
    assert covered_twice(bought, life(spell("2026-05", "2026-06")))


def test_a_repair_applied_for_today_counts_and_one_of_tomorrow_does_not():
    repair = RepairRecord(applied_on=BORN, years=1)
    assert impossible_repair(repair, BORN) is None
    assert impossible_repair(repair, date(2025, 2, 28)) == "future_record"


def test_months_of_benefit_overlap_with_no_record():
    benefit = spell("2025-01", "2025-12", index=None)
    one, other = spell("2025-03", "2025-06", index=0), spell("2025-05", "2025-08", index=1)
    assert overlapping(life(benefit, one, other)) == [other]
    assert overlapping(life(benefit, one)) == []
