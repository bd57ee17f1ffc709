"""Where a day of payment stands to the payment window."""

from datetime import date

import pytest

from app.rules.window import in_payment_window, may_be_paid_from, window_state, year_is_over
from tests.rules.builders import hunan, law, payment

WINDOW = hunan().window
OPENS, CLOSES = date(2025, 9, 1), date(2026, 1, 31)


@pytest.mark.parametrize(
    ("paid_on", "word", "state"),
    [
        (date(2025, 8, 31), None, "early"),
        (OPENS, None, "inside"),
        (CLOSES, None, "inside"),
        (date(2026, 2, 1), None, "outside"),
        (date(2025, 8, 31), True, "inside"),
        (date(2026, 2, 1), True, "inside"),
        (date(2025, 12, 31), False, "early"),
        (date(2026, 1, 1), False, "outside"),
    ],
)
def test_the_window_decides_unless_somebody_gives_his_word(paid_on, word, state):
    assert window_state(payment(paid_on, word=word), WINDOW) == state


@pytest.mark.parametrize(
    ("paid_on", "word", "state"),
    [
        (date(2025, 12, 31), None, "inside"),
        (date(2026, 1, 1), None, "unknown"),
        (date(2026, 1, 1), True, "inside"),
        (date(2026, 1, 1), False, "outside"),
        (date(2025, 12, 31), False, "early"),
    ],
)
def test_a_window_that_is_not_known_may_be_open_from_1_january(paid_on, word, state):
    assert window_state(payment(paid_on, word=word), None) == state


@pytest.mark.parametrize(("day", "inside"), [(date(2020, 1, 1), True), (CLOSES, True), (date(2026, 2, 1), False)])
def test_a_window_whose_opening_is_not_known_is_open_until_it_closes(day, inside):
    assert in_payment_window(day, law("window", opens_on=None)) is inside


@pytest.mark.parametrize(("paid_on", "over"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True)])
def test_a_year_is_over_after_its_31_december(paid_on, over):
    assert year_is_over(payment(paid_on)) is over


@pytest.mark.parametrize(
    ("window", "paid_on", "day"),
    [
        (WINDOW, date(2025, 8, 31), OPENS),
        (WINDOW, OPENS, date(2026, 1, 1)),
        (WINDOW, date(2025, 12, 31), date(2026, 1, 1)),
        (law("window", opens_on=None), date(2025, 12, 31), date(2026, 1, 1)),
        (None, date(2025, 12, 31), date(2026, 1, 1)),
    ],
    ids=[
        "before it opens",
        "said to be closed as it opens",
        "said to be closed",
        "opening not known",
        "window not known",
    ],
)
def test_a_year_may_be_paid_from_the_opening_of_its_window_or_from_its_1_january(window, paid_on, day):
    assert may_be_paid_from(payment(paid_on), window) == day
