"""What must hold for any family: kinship as the words have it, balances spent as well as they can be, to the fen."""

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.assess import family_aid
from app.assess.family_allocation import Claim, allocation
from app.model.family import FamilyCase
from app.policies import load
from tests.oracle.kinship import standings
from tests.oracle.payments import flow, most_in_full

POLICIES = load()
NAMES = ("a", "b", "c", "d", "e", "f", "g")
MIRRORED = {
    "spouse": "spouse",
    "parent": "child",
    "child": "parent",
    "sibling": "sibling",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
}
OTHER_WAY_ROUND = {"parent": "child", "child": "parent", "spouse": "spouse"}

ties = st.fixed_dictionaries(
    {
        "person": st.sampled_from((*NAMES, "nobody")),
        "kind": st.sampled_from(("parent", "parent", "parent", "child", "spouse", "adopted_child", "step_child")),
        "of": st.sampled_from(NAMES),
        "brought_up": st.sampled_from((None, None, True, False)),
    }
)
people = st.tuples(
    *(
        st.fixed_dictionaries(
            {"id": st.just(name), "birth_date": st.sampled_from((None, None, "1950-01-01", "1980-01-01", "2010-01-01"))}
        )
        for name in NAMES
    )
).map(list)
families = st.fixed_dictionaries({"people": people, "ties": st.lists(ties, max_size=9)})
claims = st.lists(
    st.builds(
        Claim,
        st.integers(1, 25),
        st.lists(st.integers(0, 3), unique=True, max_size=4).map(tuple),
        st.booleans(),
    ),
    max_size=7,
)
balances = st.lists(st.integers(0, 40), min_size=4, max_size=4)


def answered(family, holder="a", needs=NAMES[1:], **more):
    case = {
        "on": "2026-11-21",
        **family,
        "accounts": [{"holder": holder, "scheme": "employee", "area": "430100", "balance_fen": 1000}],
        "needs": [{"beneficiary": name, "kind": "resident_fee", "area": "430100", "amount_fen": 100} for name in needs],
    } | more
    return family_aid(msgspec.json.decode(json.dumps(case), type=FamilyCase), POLICIES.of)


def standing_of(answer):
    return {each.person: each.standing for each in answer.kinships}


@given(families)
@settings(max_examples=250)
def test_a_close_relative_is_who_the_words_of_the_law_say(family):
    assert standing_of(answered(family)) == standings(family, "a")


@given(families)
def test_kinship_goes_both_ways(family):
    for told in answered(family).kinships:
        back = answered(family, holder=told.person, needs=("a",)).kinships[0]
        assert back.standing == told.standing
        if told.standing == "close_relative" and back.relation != told.relation:
            assert len(told.path) == len(back.path)
        if told.relation in {"none", "distant"}:
            assert back.relation == told.relation


@given(families, st.randoms(use_true_random=False))
def test_the_order_of_ties_and_who_is_named_first_change_nothing(family, rng):
    mixed = [
        tie
        if tie["kind"] not in OTHER_WAY_ROUND or rng.random() < 0.5
        else {"person": tie["of"], "kind": OTHER_WAY_ROUND[tie["kind"]], "of": tie["person"], "brought_up": None}
        for tie in family["ties"]
    ]
    rng.shuffle(mixed)
    assert standing_of(answered(family | {"ties": mixed})) == standing_of(answered(family))


@given(families)
def test_a_path_leads_step_by_step_over_ties_that_are_stated(family):
    for told in answered(family).kinships:
        assert (told.relation == "none") == (not told.path)
        for step in told.path:
            for pointer in step.ties:
                tie = family["ties"][int(pointer.rpartition("/")[2])]
                assert step.person in (tie["person"], tie["of"]) or step.nature == "step"
        if told.path:
            assert told.path[-1].person == told.person


@given(families)
def test_nothing_is_paid_for_anybody_but_a_close_relative(family):
    answer = answered(family)
    close = {name for name, standing in standing_of(answer).items() if standing == "close_relative"}
    assert {each.beneficiary for each in answer.needs if each.paid_fen} <= close
    assert {each.beneficiary for each in answer.needs if each.unpaid == "undecided"} == {
        name for name, standing in standing_of(answer).items() if standing == "undetermined"
    }


@given(balances, claims)
@settings(max_examples=250)
def test_as_many_needs_are_paid_in_full_as_can_be_and_the_earliest_of_those(held, wanted):
    found = allocation(held, wanted)
    needs = [(claim.amount_fen, claim.payers) for claim in wanted]
    best = most_in_full(held, needs)
    paid = [sum(share.values()) for share in found.shares]
    assert found.exact
    assert tuple(place for place, claim in enumerate(wanted) if paid[place] == claim.amount_fen) == best
    others = [place for place, claim in enumerate(wanted) if place not in best and claim.divisible]
    assert sum(paid) == flow(held, [needs[place] for place in (*best, *others)])


@given(balances, claims)
def test_no_account_pays_more_than_it_holds_or_what_it_may_not(held, wanted):
    found = allocation(held, wanted)
    for account, balance in enumerate(held):
        assert sum(share.get(account, 0) for share in found.shares) <= balance
    for claim, share, short in zip(wanted, found.shares, found.short_fen, strict=True):
        paid = sum(share.values())
        assert set(share) <= set(claim.payers)
        assert all(amount > 0 for amount in share.values())
        assert paid == claim.amount_fen or claim.divisible or paid == 0
        assert (short == 0) == (paid == claim.amount_fen)
        assert short == claim.amount_fen - paid or not claim.divisible


@given(balances, claims, st.integers(0, 3), st.integers(1, 20))
def test_more_money_never_pays_fewer_needs(held, wanted, account, more):
    def in_full(balances_fen):
        shares = allocation(balances_fen, wanted).shares
        return sum(sum(share.values()) == claim.amount_fen for share, claim in zip(shares, wanted, strict=True))

    richer = [balance + more * (place == account) for place, balance in enumerate(held)]
    assert in_full(richer) >= in_full(held)


def test_a_search_cut_short_says_so_and_still_pays_only_what_there_is():
    wanted = [Claim(amount, tuple({amount % 4, amount % 3}), divisible=False) for amount in range(1, 25)]
    held = [30, 30, 30, 30]
    whole, short = allocation(held, wanted), allocation(held, wanted, most_looks=20)
    assert whole.exact
    assert not short.exact
    assert 0 < sum(map(bool, short.shares)) <= sum(map(bool, whole.shares))
    for account in range(4):
        assert sum(share.get(account, 0) for share in short.shares) <= held[account]


@pytest.mark.parametrize("relation", MIRRORED)
def test_each_word_has_its_mirror(relation):
    drawn = {
        "spouse": [("b", "spouse", "a")],
        "parent": [("b", "parent", "a")],
        "child": [("b", "child", "a")],
        "sibling": [("c", "parent", "a"), ("c", "parent", "b")],
        "grandparent": [("c", "parent", "a"), ("b", "parent", "c")],
        "grandchild": [("a", "parent", "c"), ("c", "parent", "b")],
    }[relation]
    family = {
        "people": [{"id": name} for name in NAMES],
        "ties": [{"person": person, "kind": kind, "of": of} for person, kind, of in drawn],
    }
    assert answered(family, "a", ("b",)).kinships[0].relation == relation
    assert answered(family, "b", ("a",)).kinships[0].relation == MIRRORED[relation]
