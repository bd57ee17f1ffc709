"""Where a day of payment stands to the payment window."""

from datetime import date

import msgspec
import pytest

from app.rules.window import (
    from_elsewhere,
    in_payment_window,
    may_be_paid_from,
    recorded_state,
    window_state,
    year_is_over,
)
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


@pytest.mark.parametrize(
    ("paid_on", "word", "here", "elsewhere"),
    [
        (date(2025, 8, 31), None, "early", "inside"),
        (OPENS, None, "inside", "inside"),
        (date(2025, 12, 31), None, "inside", "inside"),
        (date(2026, 1, 1), None, "inside", "unknown"),
        (CLOSES, None, "inside", "unknown"),
        (date(2026, 2, 1), None, "outside", "outside"),
        (date(2025, 8, 31), False, "early", "outside"),
        (OPENS, False, "outside", "outside"),
        (date(2025, 12, 31), False, "outside", "outside"),
        (date(2026, 1, 1), False, "outside", "outside"),
        (date(2025, 8, 31), True, "inside", "inside"),
        (CLOSES, True, "inside", "inside"),
    ],
)
def test_a_fee_on_record_was_taken_in_a_window_or_outside_one(paid_on, word, here, elsewhere):
    recorded = payment(paid_on, word=word)
    assert recorded_state(recorded, WINDOW) == here
    assert recorded_state(msgspec.structs.replace(recorded, area="440100"), WINDOW) == elsewhere


@pytest.mark.parametrize(
    ("holder", "area", "elsewhere"),
    [
        ("430000", "431000", False),
        ("430000", "420100", True),
        ("421200", "421281", False),
        ("421200", "421200", False),
        ("421200", "420100", True),
        ("421200", "420000", True),
        ("500000", "510100", True),
        ("530523", "530523", False),
        ("530523", "530500", True),
        ("000000", "420100", False),
        ("430000", None, False),
    ],
)
def test_a_window_holds_in_the_area_that_states_it_and_within(holder, area, elsewhere):
    window = law("window", cited=msgspec.structs.replace(WINDOW.cited, area=holder))
    assert from_elsewhere(msgspec.structs.replace(payment(), area=area), window) is elsewhere
    assert not from_elsewhere(msgspec.structs.replace(payment(), area=area), None)


@pytest.mark.parametrize(
    ("paid_on", "word", "state"),
    [(date(2025, 12, 26), None, "outside"), (date(2025, 12, 25), None, "inside"), (date(2019, 1, 1), False, "outside")],
)
def test_a_fee_taken_between_the_close_and_the_year_was_taken_late(paid_on, word, state):
    closed = law("window", opens_on=None, closes_on=date(2025, 12, 25))
    assert recorded_state(payment(paid_on, word=word), closed) == state


def test_a_fee_said_to_be_late_was_taken_where_the_window_is_not_known():
    assert recorded_state(payment(date(2025, 12, 31), word=False), None) == "outside"


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
