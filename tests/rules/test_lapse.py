"""Lapse years before a coverage year, and continuous years up to it."""

import pytest

from app.rules.lapse import continuous_years, lapse_years, lapsed, neutral_years
from tests.rules.builders import hunan, life, spell

WAITING = hunan().waiting


@pytest.mark.parametrize(
    ("enrolled", "year", "lapses"),
    [
        ((), 2025, 0),
        ((), 2026, 1),
        ((), 2030, 5),
        ((2025,), 2026, 0),
        ((2025,), 2028, 2),
        ((2027,), 2028, 0),
        ((2030,), 2028, 3),
    ],
)
def test_lapse_years_reach_back_to_the_last_enrolled_one(enrolled, year, lapses):
    assert lapse_years(year, life(enrolled=enrolled), WAITING) == lapses


def test_the_lapse_years_are_told_latest_first():
    assert lapsed(2029, life(spell("2026-01", "2026-03"), enrolled=(2025,)), WAITING) == [2028, 2027]


def test_a_neutral_year_is_stepped_over():
    assert lapse_years(2028, life(spell("2026-01", "2026-03")), WAITING) == 2


def test_no_year_up_to_the_last_uncounted_one_is_a_lapse():
    assert lapse_years(2028, life(uncounted=2026), WAITING) == 1
    assert lapse_years(2028, life(uncounted=2027), WAITING) == 0


@pytest.mark.parametrize(
    ("enrolled", "year", "years"),
    [((), 2025, 1), ((2025, 2026), 2027, 3), ((2025, 2027), 2028, 2), ((2024, 2025), 2026, 2)],
)
def test_continuous_years_reach_back_to_the_last_lapse(enrolled, year, years):
    assert continuous_years(year, life(enrolled=enrolled), WAITING) == years


def test_years_that_do_not_count_neither_add_nor_end_the_continuous_ones():
    neutral = life(spell("2026-01", "2026-03"), enrolled=(2025,))
    assert continuous_years(2027, neutral, WAITING) == 2
    assert continuous_years(2027, life(enrolled=(2026,), uncounted=2025), WAITING) == 2


def test_years_before_the_first_counted_one_are_not_named_as_neutral():
    assert neutral_years(2028, life(spell("2023-01", "2026-12")), WAITING) == [2025, 2026]
