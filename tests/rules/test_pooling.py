"""The rules of a pool's year, where the cases do not reach."""

import pytest
from msgspec.structs import replace

from app.assess.funds import funds
from app.model.explanation import PolicyWarning
from app.model.funds import Fund, FundsAsked, Paid, PartAsked, Surplus
from app.model.money import percent_of_fen
from app.model.pooling import Pooling
from app.policies import load
from app.rules.pooling import adjustment_fund, paid_in_turn, reserve_fund, shortfall_fen, surplus

NOTHING_SET = Pooling(cited=None)


def part(income, spending, **rest):
    return PartAsked(area="430503", income_fen=income, spending_fen=spending, balance_fen=0, **rest)


@pytest.mark.parametrize(
    ("amount", "percent", "share"),
    [(0, 3, 0), (1, 3, 0), (16, 3, 0), (17, 3, 1), (50, 3, 2), (49, 3, 1), (100, 70, 70), (10**15, 10, 10**14)],
)
def test_a_share_is_rounded_to_the_fen_half_a_fen_up(amount, percent, share):
    assert percent_of_fen(amount, percent) == share


def test_what_no_text_sets_is_not_set_aside():
    asked = FundsAsked(area="430100", year=2026, financing_fen=1, last_year_financing_fen=1)
    assert adjustment_fund(asked, NOTHING_SET) is None
    assert reserve_fund(asked, NOTHING_SET) is None
    assert adjustment_fund(asked, Pooling(cited=None, adjustment_percent=3)) is None
    assert adjustment_fund(asked, Pooling(cited=None, adjustment_of="this_year")) is None


@pytest.mark.parametrize(("of", "amount"), [("this_year", 100), ("last_year", 200)])
def test_the_adjustment_fund_is_of_the_year_that_the_text_names(of, amount):
    asked = FundsAsked(area="430100", year=2026, financing_fen=1_000, last_year_financing_fen=2_000)
    found = adjustment_fund(asked, Pooling(cited=None, adjustment_percent=10, adjustment_of=of))
    assert found == Fund(10, of, amount * 10, amount)


def test_the_reserve_fund_is_of_the_year_itself():
    asked = FundsAsked(area="430500", year=2026, last_year_financing_fen=2_000)
    assert reserve_fund(asked, Pooling(cited=None, reserve_percent=10)) == Fund(10, "this_year", None, None)


@pytest.mark.parametrize(("income", "spending", "short"), [(5, 6, 1), (5, 5, 0), (6, 5, 0)])
def test_a_shortfall_is_what_spending_exceeds_income_by(income, spending, short):
    assert shortfall_fen(part(income, spending)) == short


@pytest.mark.parametrize(
    ("amount", "balance", "paid"),
    [
        (10, 4, (Paid("balance", 4), Paid("reserve", 6))),
        (10, 10, (Paid("balance", 10),)),
        (10, 11, (Paid("balance", 10),)),
        (10, 0, (Paid("reserve", 10),)),
        (0, 5, ()),
    ],
)
def test_payers_are_called_on_in_turn(amount, balance, paid):
    assert paid_in_turn(amount, balance, ("balance", "reserve")) == paid


def test_the_first_payer_may_be_another():
    assert paid_in_turn(10, 4, ("reserve", "balance")) == (Paid("reserve", 10),)


@pytest.mark.parametrize(
    ("income", "spending", "met", "found"),
    [
        (100, 100, True, None),
        (100, 101, True, None),
        (101, 100, True, Surplus(1, 1, 0)),
        (110, 100, True, Surplus(10, 7, 3)),
        (110, 100, False, Surplus(10, 0, 10)),
        (110, 100, None, Surplus(10, None, None)),
    ],
)
def test_a_part_that_met_its_targets_keeps_its_share_of_what_is_left(income, spending, met, found):
    assert surplus(part(income, spending, targets_met=met), 70) == found


def test_funds_of_a_pool_that_is_known_second_hand_say_so():
    policy = load().of("430500")
    law = policy.of(2026)
    pooling = replace(law.pooling, cited=replace(law.pooling.cited, confidence="secondary"))
    second_hand = replace(policy, years={2026: replace(law, pooling=pooling)})
    asked = FundsAsked(area="430500", year=2026, financing_fen=1_000)
    assert funds(asked, policy).policy.warnings == ()
    assert funds(asked, second_hand).policy.warnings == (PolicyWarning("secondary", "pooling"),)
