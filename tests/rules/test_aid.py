"""Aid for hardship: who holds a category on a day, and the least that any of them pays."""

from datetime import date, timedelta

import pytest

from app.model.case import Hardship
from app.rules.aid import aided_fee_fen, changed_within_year, hardship_held, impossible_status, perhaps_aided
from tests.rules.builders import hunan, law, payment, person

FROM, TO = date(2025, 3, 1), date(2025, 9, 30)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2025, 2, 28), []),
        (FROM, ["minimum_living"]),
        (TO, ["minimum_living"]),
        (date(2025, 10, 1), []),
    ],
)
def test_a_category_is_held_from_its_first_day_to_its_last(day, held):
    assert hardship_held(person(hardship=(Hardship("minimum_living", FROM, TO),)), day) == held


def test_a_category_without_an_end_is_still_held():
    assert hardship_held(person(hardship=(Hardship("orphan", FROM),)), date(2099, 1, 1)) == ["orphan"]


@pytest.mark.parametrize(
    ("begins", "ends", "changed"),
    [
        (date(2025, 11, 10), None, False),
        (date(2025, 11, 11), None, False),
        (date(2026, 1, 1), None, True),
        (date(2026, 12, 31), None, True),
        (date(2027, 1, 1), None, False),
        (date(2025, 3, 1), date(2025, 12, 31), False),
        (date(2025, 3, 1), date(2026, 1, 1), True),
        (date(2025, 11, 10), date(2026, 12, 31), True),
        (date(2025, 11, 11), date(2026, 6, 30), False),
        (date(2025, 3, 1), date(2027, 1, 1), False),
    ],
)
def test_a_category_that_begins_or_ends_in_the_year_paid_for(begins, ends, changed):
    assert changed_within_year(Hardship("orphan", begins, ends), payment(date(2025, 11, 10), 2026)) is changed


@pytest.mark.parametrize(
    ("begins", "ends", "changed"),
    [
        (date(2026, 3, 9), None, False),
        (date(2026, 3, 10), None, False),
        (date(2026, 3, 11), None, True),
        (date(2026, 1, 1), date(2026, 3, 9), False),
        (date(2026, 1, 1), date(2026, 3, 10), True),
        (date(2026, 3, 10), date(2026, 4, 1), True),
    ],
)
def test_what_began_and_ended_before_the_payment_changes_nothing(begins, ends, changed):
    assert changed_within_year(Hardship("orphan", begins, ends), payment(date(2026, 3, 10), 2026)) is changed


@pytest.mark.parametrize(
    ("birth_date", "perhaps"), [(date(2023, 12, 31), False), (date(2024, 1, 1), True), (date(2024, 1, 2), True)]
)
def test_an_area_may_aid_those_born_lately(birth_date, perhaps):
    young = person(birth_date=birth_date)
    assert perhaps_aided(young, law("aid", perhaps_born_from=date(2024, 1, 1))) is perhaps
    assert perhaps_aided(young, hunan().aid) is perhaps_aided(young, None) is False


def test_the_least_of_several_counts():
    assert aided_fee_fen(["minimum_living", "destitute"], hunan().fees, hunan().aid) == 0


def test_an_unknown_category_could_be_lower():
    assert aided_fee_fen(["minimum_living", "registered_poor"], hunan().fees, hunan().aid) is None


def test_nothing_is_lower_than_nothing():
    assert aided_fee_fen(["registered_poor", "destitute"], hunan().fees, hunan().aid) == 0


def test_without_any_aid_known_nothing_can_be_said():
    assert aided_fee_fen(["destitute"], hunan().fees, None) is None


def test_aid_never_makes_a_fee_dearer():
    dear = law("aid", fee_fen={"minimum_living": 50_000})
    assert aided_fee_fen(["minimum_living"], hunan().fees, dear) == hunan().fees.individual_fen


@pytest.mark.parametrize(("ends", "impossible"), [(None, False), (FROM, False), (FROM - timedelta(1), True)])
def test_a_status_that_ends_before_it_begins_cannot_be(ends, impossible):
    assert impossible_status(Hardship("orphan", FROM, ends)) is impossible


def test_a_status_that_cannot_be_has_not_changed_within_the_year():
    backwards = Hardship("orphan", date(2026, 3, 1), date(2026, 2, 28))
    assert not changed_within_year(backwards, payment(year=2026, paid_on=date(2025, 11, 11)))
