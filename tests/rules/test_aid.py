"""Aid for hardship: who holds a category on a day, and the least that any of them pays."""

from datetime import date

import pytest

from app.model.case import Hardship
from app.rules.aid import aided_fee_fen, hardship_held
from tests.rules.builders import hunan, law, person

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
