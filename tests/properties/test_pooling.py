"""What must hold of any pool's year, and of anybody's contribution months."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from app.assess import assess
from app.assess.funds import funds
from app.model.case import Case
from app.model.funds import FundsAsked, PartAsked
from app.policies import load
from tests.cases.casefile import case_of

POLICIES = load()
AREAS = ("430100", "430500", "431000", "230100", "990000", "439900")
MONEY = st.integers(0, 10**12)
MAYBE = st.none() | MONEY
PARTS = st.builds(
    PartAsked,
    area=st.just("430503"),
    income_fen=MONEY,
    spending_fen=MONEY,
    balance_fen=MONEY,
    management_shortfall_fen=MAYBE,
    targets_met=st.none() | st.booleans(),
)
ASKED = st.builds(
    FundsAsked,
    area=st.sampled_from(AREAS),
    year=st.integers(2015, 2030),
    financing_fen=MAYBE,
    last_year_financing_fen=MAYBE,
    enrolled=st.none() | st.integers(1, 10**8),
    individual_fee_fen=MAYBE,
    parts=st.lists(PARTS, max_size=4).map(tuple),
)
SPELLS = st.lists(
    st.tuples(
        st.sampled_from(["430100", "430102", "430200", "430500", "440300", "439900"]),
        st.integers(2000 * 12, 2026 * 12),
        st.integers(0, 60),
    ),
    max_size=8,
)


def told(asked):
    return funds(asked, POLICIES.of(asked.area))


@given(ASKED)
def test_the_parts_of_a_shortfall_and_of_a_surplus_add_up_to_the_whole(asked):
    for part, answer in zip(asked.parts, told(asked).parts, strict=True):
        short = max(0, part.spending_fen - part.income_fen)
        if answer.shortfalls:
            assert sum(each.amount_fen for each in answer.shortfalls) == short
        for each in answer.shortfalls:
            assert sum(paid.amount_fen for paid in each.paid) == each.amount_fen
        if answer.surplus and answer.surplus.kept_fen is not None:
            assert answer.surplus.kept_fen + answer.surplus.rest_fen == answer.surplus.amount_fen


@given(ASKED)
def test_nobody_pays_from_a_balance_that_is_not_there(asked):
    for part, answer in zip(asked.parts, told(asked).parts, strict=True):
        paid = [each for shortfall in answer.shortfalls for each in shortfall.paid]
        from_balance = sum(each.amount_fen for each in paid if each.payer == "balance")
        assert from_balance <= part.balance_fen
        if answer.shortfalls:
            assert answer.balance_after_fen == part.balance_fen - from_balance >= 0
            others = sum(each.amount_fen for each in paid if each.payer != "balance")
            assert not others or from_balance == part.balance_fen


@given(ASKED, MONEY)
def test_more_financing_never_makes_a_fund_smaller(asked, more):
    before = told(asked)
    raised = {
        name: value + more
        for name in ("financing_fen", "last_year_financing_fen")
        if (value := getattr(asked, name)) is not None
    }
    after = told(msgspec.structs.replace(asked, **raised))
    for name in ("adjustment", "reserve"):
        fund = getattr(before, name)
        if fund and fund.amount_fen is not None:
            assert fund.amount_fen <= getattr(after, name).amount_fen


@given(ASKED)
def test_an_answer_that_is_not_computed_names_what_is_missing(asked):
    answer = told(asked)
    assert (answer.outcome == "needs_facts") == bool(answer.questions)
    if answer.outcome == "needs_policy":
        assert answer.policy.missing
    if answer.outcome == "computed":
        assert answer.reasons
        assert not answer.policy.missing


def months_told(spells):
    history = [
        {"kind": "employee", "area": area, "from": named(first), "to": named(first + length)}
        for area, first, length in spells
    ]
    case = case_of(
        {
            "area": "430100",
            "on": "2026-10-15",
            "person": {"birth_date": "1980-05-01", "category": "adult_resident"},
            "history": history,
            "plan": {"scheme": "resident", "years": [2027]},
        }
    )
    assert isinstance(case, Case)
    return assess(case, POLICIES.of(case.area)).contributions


def named(month):
    return f"{month // 12}-{month % 12 + 1:02}"


@given(SPELLS)
def test_every_month_with_a_contribution_stands_in_one_area_and_once(spells):
    answer = months_told(spells)
    last = 2026 * 12 + 9
    paid = {month for _, first, length in spells for month in range(first, min(first + length, last) + 1)}
    found = answer.by_area if answer else ()
    assert sum(each.months for each in found) == len(paid)
    here = {
        month
        for area, first, length in spells
        if area[:4] in {"4301", "4302", "4399"}
        for month in range(first, min(first + length, last) + 1)
    }
    assert (answer.counted_months if answer else 0) == len(here)


@given(SPELLS, st.randoms())
def test_the_order_of_the_records_changes_no_month(spells, rng):
    shuffled = [*spells]
    rng.shuffle(shuffled)
    assert months_told(spells) == months_told(shuffled)
