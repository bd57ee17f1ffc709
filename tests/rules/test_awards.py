"""The awards, their steps, their cap, and what is known of claims."""

from datetime import date

import pytest

from app.model.case import ResidentRecord
from app.model.scale import Ceiling
from app.rules.awards import (
    NOTHING,
    Claims,
    Held,
    cap_fen,
    capped_fen,
    claims_of,
    continuity_award_fen,
    contradicting,
    kept_after_lapse,
    zero_claim_award,
    zero_claim_earned,
)
from tests.rules.builders import law

SCALE = law("awards")


def record(reimbursed=None, major=None, used=None):
    return ResidentRecord(
        year=2025,
        area="430100",
        paid_on=date(2024, 11, 2),
        reimbursed=reimbursed,
        major_illness_reimbursed=major,
        zero_claim_award_used=used,
    )


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ([], Claims(None, None)),
        ([record()], Claims(None, None)),
        ([record(False)], Claims(False, False)),
        ([record(True)], Claims(True, None)),
        ([record(True, False)], Claims(True, False)),
        ([record(True, True)], Claims(True, None)),
        ([record(None, True)], Claims(True, None)),
        ([record(None, False)], Claims(None, False)),
        ([record(None, None, True)], Claims(True, True)),
        ([record(True, True, False)], Claims(True, False)),
        ([record(False, None, True)], Claims(True, True)),
        ([record(False, True)], Claims(True, None)),
        ([record(True, False, True)], Claims(True, True)),
        ([record(False), record(True)], Claims(True, None)),
        ([record(), record(False)], Claims(False, False)),
        ([record(None, None, True), record(None, None, False)], Claims(True, True)),
    ],
)
def test_what_is_known_of_claims(said, known):
    assert claims_of(said) == claims_of(said[::-1]) == known


@pytest.mark.parametrize(
    ("said", "is_so"),
    [
        (record(False, True), True),
        (record(False, None, True), True),
        (record(True, False, True), True),
        (record(None, False, True), True),
        (record(False, False, False), False),
        (record(True, True, True), False),
        (record(True, True, False), False),
        (record(None, None, True), False),
        (record(), False),
    ],
)
def test_a_record_that_denies_what_it_says(said, is_so):
    assert contradicting(said) is is_so


@pytest.mark.parametrize(("years", "steps"), [(0, 0), (1, 0), (4, 0), (5, 1), (6, 2), (24, 20)])
def test_a_step_for_each_year_after_the_fourth(years, steps):
    assert continuity_award_fen(years, SCALE) == steps * 500_000


@pytest.mark.parametrize(
    ("reimbursed", "inside", "earned"),
    [
        (False, True, True),
        (False, False, False),
        (False, None, None),
        (None, True, None),
        (None, False, False),
        (None, None, None),
        (True, True, False),
        (True, None, False),
    ],
)
def test_a_step_is_earned_by_no_claim_and_a_payment_inside_the_window(reimbursed, inside, earned):
    assert zero_claim_earned(Claims(reimbursed), inside_window=inside) is earned


@pytest.mark.parametrize(
    ("claims", "next_year"),
    [
        (Claims(False, False), Held(700_000, 1_200_000)),
        (Claims(True, False), Held(200_000, 700_000)),
        (Claims(True, True), NOTHING),
        (Claims(True, None), Held(0, 700_000)),
        (Claims(None, None), Held(0, 1_200_000)),
        (Claims(None, False), Held(200_000, 1_200_000)),
    ],
)
def test_what_is_held_the_year_after(claims, next_year):
    assert zero_claim_award(Held(200_000, 700_000), claims, SCALE, inside_window=True) == next_year


@pytest.mark.parametrize(
    ("after_lapse", "kept"),
    [
        ("zero_claim_stays", (0, Held(1, 2))),
        ("amounts_stay", (5, Held(1, 2))),
        ("all_lost", (0, NOTHING)),
    ],
)
def test_what_a_lapse_leaves(after_lapse, kept):
    assert kept_after_lapse(5, Held(1, 2), law("awards", after_lapse=after_lapse)) == kept


def test_the_cap_is_a_share_of_the_ceiling_rounded_down():
    cited = SCALE.cited
    assert cap_fen(SCALE, Ceiling(cited=cited, ceiling_fen=40_000_000)) == 8_000_000
    assert cap_fen(SCALE, Ceiling(cited=cited, ceiling_fen=9)) == 1
    assert cap_fen(SCALE, None) is None


@pytest.mark.parametrize(("amount", "cap", "left"), [(4, 5, 4), (5, 5, 5), (6, 5, 5), (6, None, 6), (0, 0, 0)])
def test_no_more_than_the_cap(amount, cap, left):
    assert capped_fen(amount, cap) == left
