"""Family aid, where cases do not reach: amounts at the edge of a transfer, areas, what is known in part."""

from datetime import date

import pytest

from app.model.family import Need
from app.model.kinship import Kin
from app.policies import load
from app.rules.family_aid import (
    Judged,
    enrolled_on,
    enrolment_judged,
    institution_judged,
    relative_judged,
    transfer_days,
    transfer_judged,
    transfers,
    use_judged,
    way,
)

YEAR = load().of("430100").of(2026)
ACCOUNT, REACH = YEAR.family_account, YEAR.reach
ENROLMENT_UNKNOWN = Judged("needs_facts", "enrolment_unknown")


def need(kind, designated=None):
    return Need(beneficiary="a", kind=kind, area="430100", amount_fen=1, designated=designated)


@pytest.mark.parametrize(
    ("amount_fen", "count", "days"),
    [(1, 1, 1), (199_999, 1, 1), (200_000, 1, 1), (200_001, 2, 1), (600_000, 3, 1), (600_001, 4, 2), (1_200_001, 7, 3)],
)
def test_each_transfer_and_each_day_is_used_to_the_full(amount_fen, count, days):
    assert transfers(amount_fen, REACH) == count
    assert transfer_days(count, REACH) == days


def test_no_transfer_takes_no_day():
    assert transfer_days(0, REACH) == 0


@pytest.mark.parametrize("doubt", ["step", "birth_family", "contradiction"])
def test_a_doubt_is_asked_of_relatives_alone(doubt):
    assert relative_judged(Kin("parent", (), doubt), ACCOUNT) == Judged("needs_facts", doubt)
    assert relative_judged(Kin("cousin", (), doubt), ACCOUNT) == Judged("refused", "not_a_close_relative")
    assert relative_judged(Kin("parent", (), None), ACCOUNT) is None
    assert relative_judged(Kin("self", (), None), ACCOUNT) == Judged("refused", "own_need")


def test_the_uses_are_those_of_the_text():
    assert use_judged("resident_fee", ACCOUNT) is None
    assert use_judged("medical_uncovered", ACCOUNT) == Judged("refused", "not_a_use")


@pytest.mark.parametrize(
    ("designated", "word"),
    [
        (True, None),
        (False, Judged("refused", "not_designated")),
        (None, Judged("needs_facts", "designated_unknown")),
    ],
)
def test_an_institution_matters_for_medical_costs_alone(designated, word):
    assert institution_judged(need("medical_own_share", designated), ACCOUNT) == word
    assert institution_judged(need("resident_fee", designated), ACCOUNT) is None


@pytest.mark.parametrize(
    ("enrolled", "word"), [(True, None), (False, Judged("refused", "not_enrolled")), (None, ENROLMENT_UNKNOWN)]
)
def test_enrolment_matters_for_medical_costs_alone(enrolled, word):
    assert enrolment_judged("medical_own_share", ACCOUNT, enrolled=enrolled) == word
    assert enrolment_judged("long_term_care_fee", ACCOUNT, enrolled=enrolled) is None


@pytest.mark.parametrize(
    ("day", "enrolled"),
    [("2026-02-28", False), ("2026-03-01", True), ("2026-06-30", True), ("2026-07-01", False), ("2026-09-01", True)],
)
def test_both_ends_of_a_spell_belong_to_it_and_one_without_an_end_goes_on(day, enrolled):
    spells = ((date(2026, 3, 1), date(2026, 6, 30)), (date(2026, 9, 1), None))
    assert enrolled_on(spells, date.fromisoformat(day)) is enrolled


def test_enrolment_is_unknown_where_nothing_is_stated_and_none_where_nothing_is_listed():
    assert enrolled_on(None, date(2026, 1, 1)) is None
    assert enrolled_on((), date(2026, 1, 1)) is False


def test_a_way_is_direct_at_home_and_in_the_province_and_a_wallet_beyond():
    assert way("430100", "430100", None, same=True) == "direct"
    assert way("430600", "430100", REACH, same=False) == "direct"
    assert way("440300", "430100", REACH, same=False) == "wallet"
    assert way("420100", "430100", REACH, same=False) == "wallet"
    assert way("430600", "430100", None, same=False) is None


@pytest.mark.parametrize(
    ("enrolled", "opened", "word"),
    [
        (True, True, None),
        (False, True, Judged("refused", "not_enrolled")),
        (False, None, Judged("refused", "not_enrolled")),
        (True, False, Judged("refused", "wallet_not_opened")),
        (None, False, Judged("refused", "wallet_not_opened")),
        (None, True, ENROLMENT_UNKNOWN),
        (None, None, ENROLMENT_UNKNOWN),
        (True, None, Judged("needs_facts", "wallet_unknown")),
    ],
)
def test_a_wallet_is_for_the_enrolled_who_have_opened_one(enrolled, opened, word):
    assert transfer_judged("medical_own_share", REACH, enrolled=enrolled, opened=opened) == word


def test_how_fees_get_to_another_province_is_not_known():
    known = transfer_judged("resident_fee", REACH, enrolled=True, opened=True)
    assert known == Judged("needs_policy", "reach_unknown")
