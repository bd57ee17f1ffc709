"""Facts that nobody knows: every answer they leave open, its bounds, and the question that settles most."""

import random
from datetime import date
from itertools import product

import msgspec
import pytest
from msgspec.structs import replace

from app.assess import assess, brief, with_awards
from app.explore import assess_completed, completed, limits
from app.model.case import Case, ResidentRecord
from tests.explore.asking import ADULT, ASSUMED, PUBLISHED, case, fee
from tests.oracle.lives import random_life

NEXT = {"scheme": "resident", "years": [2026]}
REPAIRED = {"scheme": "resident", "years": [], "repair_years": 1}
NEWBORN = {"birth_date": "2026-02-01", "category": "child"}
CLAIMED = {"reimbursed": True, "zero_claim_award_used": False}
USED = {"reimbursed": True, "zero_claim_award_used": True}
WAYS = ({"reimbursed": False}, CLAIMED, USED)


def test_one_unknown_year_leaves_three_answers_and_one_question():
    """Unpaid, paid in time, or paid on the very day, outside its window: 90 days of wait run into 2026."""
    asked = case("2025-11-20", ADULT, fee(2024, "2023-11-02"), plan=NEXT, unknown_years=[2025])
    found = completed(asked, PUBLISHED.of("430100"))
    assert (found.completions, found.settled) == (3, False)
    assert {(each.outcome, str(each.first_covered_day), each.completions) for each in found.answers} == {
        ("collect_with_wait", "2026-04-01", 1),
        ("collect", "2026-01-01", 1),
        ("collect_with_wait", "2026-02-18", 1),
    }
    assert (found.bounds.least_fen, found.bounds.most_fen, found.bounds.fee_unknown) == (40_000, 40_000, False)
    assert (found.bounds.earliest, found.bounds.latest) == (date(2026, 1, 1), date(2026, 4, 1))
    (ranked,) = found.questions
    assert (ranked.question.code, ranked.question.year, ranked.question.pointer) == (
        "unknown_year",
        2025,
        "/unknown_years/0",
    )
    assert ranked.settles
    assert [(each.value, each.answers) for each in ranked.left] == [("unpaid", 1), ("paid", 1), ("paid_late", 1)]


def test_one_answer_where_nothing_depends_on_it():
    paid = fee(2026, "2025-11-02", **USED)  # whatever award 2025 might have earned is gone
    asked = case("2026-11-21", ADULT, paid, plan={**NEXT, "years": [2027]}, unknown_years=[2025])
    found = completed(asked, ASSUMED.of("430100"))
    assert (found.completions, found.settled, found.questions) == (2, True, ())
    assert [each.total_fen for each in found.answers] == [40_000]


def test_a_case_without_unknown_facts_is_its_own_completion():
    asked = case("2025-11-20", ADULT, plan=NEXT)
    found = completed(asked, PUBLISHED.of("430100"))
    assert (found.completions, found.settled) == (1, True)
    assert assess_completed(asked, PUBLISHED.of("430100"), found) == assess(asked, PUBLISHED.of("430100"))


def test_the_year_that_settles_more_is_asked_first():
    asked = case("2029-11-10", ADULT, plan={**NEXT, "years": [2030]}, unknown_years=[2026, 2028, 2029])
    found = completed(asked, ASSUMED.of("430100"))
    assert found.completions == 2 * 2 * 3  # only a fee for 2029 can have been so late that its wait reaches 2030
    assert len({(each.outcome, each.total_fen, each.first_covered_day) for each in found.answers}) == 7
    assert len(found.answers) == 8  # whoever paid for 2029 in time may have earned one award, with 2028 two
    assert [(each.question.year, each.remaining, each.settles) for each in found.questions] == [
        (2029, 8 / 3, False),
        (2028, 4.0, False),
        (2026, 6.0, False),
    ]


def test_an_insured_parent_decides_fee_and_first_day():
    asked = case("2026-08-01", NEWBORN, plan=NEXT)
    found = completed(asked, PUBLISHED.of("430100"))
    assert (found.bounds.least_fen, found.bounds.most_fen) == (0, 110_000)
    assert (str(found.bounds.earliest), str(found.bounds.latest)) == ("2026-02-01", "2026-10-30")
    assert [each.question.code for each in found.questions] == ["insured_parent"]


def test_a_parent_is_not_asked_for_where_no_waiver_could_hold():
    asked = case("2025-11-01", {"birth_date": "2025-10-01", "category": "child"}, plan={**NEXT, "years": [2025]})
    assert completed(asked, PUBLISHED.of("430100")).completions == 1


def test_an_unknown_window_of_a_plan_and_of_the_history():
    asked = case("2027-03-01", ADULT, fee(2026, "2025-11-02", **CLAIMED), plan={**NEXT, "years": [2027]})
    found = completed(asked, PUBLISHED.of("430100"))
    assert (found.completions, found.bounds.fee_unknown) == (2, True)
    assert [each.question.code for each in found.questions] == ["window_open"]
    history = fee(2026, "2025-11-01", **CLAIMED), fee(2027, "2027-10-20", **CLAIMED)
    late = case("2027-12-20", ADULT, *history, plan={**NEXT, "years": [2028]})
    found = completed(late, PUBLISHED.of("430100"))
    assert [(each.question.code, each.question.pointer) for each in found.questions] == [
        ("history_window", "/history/1/in_window")
    ]
    assert (str(found.bounds.earliest), str(found.bounds.latest)) == ("2028-01-01", "2028-01-18")


def test_a_window_of_another_province_is_asked_for_where_an_award_hangs_on_it():
    history = fee(2025, "2024-11-02", reimbursed=False), fee(2026, "2026-02-27", area="430100", **CLAIMED)
    asked = replace(case("2026-12-16", ADULT, *history, plan={**NEXT, "years": [2027]}), area="360000")
    found = completed(asked, PUBLISHED.of("360000"))
    assert (found.payment_settled, found.settled) == (True, False)
    assert [(each.question.code, each.question.pointer) for each in found.questions] == [
        ("history_window", "/history/1/in_window")
    ]
    assert (found.bounds.least_award_fen, found.bounds.most_award_fen) == (0, 300_000)


def test_a_year_nobody_can_have_paid_yet_is_taken_as_unpaid():
    asked = case("2026-03-01", ADULT, fee(2025, "2024-11-02"), plan=NEXT, unknown_years=[2027])
    assert completed(asked, ASSUMED.of("430100")).completions == 1


def test_a_year_paid_late_is_a_way_of_its_own_where_its_wait_reaches_the_plan():
    """On 3 October 90 days of wait run until 1 January, which they put off; on 2 October they end with the year."""
    months = {"kind": "employee", "area": "430100", "from": "2025-01", "to": "2025-06"}
    for on, ways in (("2025-10-02", 2), ("2025-10-03", 2), ("2025-10-04", 3)):
        asked = case(on, ADULT, fee(2024, "2023-11-02"), months, plan=NEXT, unknown_years=[2025])
        found = completed(asked, PUBLISHED.of("430100"))
        assert (found.completions, found.payment_settled) == (ways, ways == 2)


def test_a_year_paid_late_is_a_way_of_its_own_where_its_wait_may_be_repaired():
    """Two lapse years, 120 days of wait, 90 once repaired; paid on 3 September it still runs, and ends today."""
    alone = {"scheme": "resident", "years": [], "repair_years": 1}
    asked = case("2027-12-31", ADULT, plan=alone, unknown_years=[2027])
    found = completed(asked, ASSUMED.of("430100"))
    assert {(each.outcome, each.first_covered_day and str(each.first_covered_day)) for each in found.answers} == {
        ("do_not_collect", None),
        ("collect_with_wait", None),
        ("collect_with_wait", "2027-12-31"),
    }


def test_two_unknown_years_are_told_apart_together():
    """2026 in time and 2029 on 1 October: two lapse years, 4 months, 3 once repaired, so that 2030 is covered whole."""
    asked = case("2029-10-01", ADULT, plan=REPAIRED | {"years": [2030]}, unknown_years=[2026, 2029])
    found = completed(asked, ASSUMED.of("430100"))
    assert (str(found.bounds.earliest), found.bounds.never) == ("2030-01-01", True)
    assert ("collect", "2030-01-01") in {(each.outcome, str(each.first_covered_day)) for each in found.answers}


def test_the_day_from_which_a_wait_still_runs_today_is_found_in_calendar_months():
    """Fujian: paid on 21 June, 4 months run to 20 October, today; on 20 June they had ended."""
    asked = replace(case("2027-10-20", ADULT, plan=REPAIRED, unknown_years=[2027]), area="350000")
    found = completed(asked, ASSUMED.of("350000"))
    assert str(found.bounds.earliest) == "2027-10-20"
    for paid_on, outcome in (("2027-06-20", "do_not_collect"), ("2027-06-21", "needs_policy")):
        paid = fee(2027, paid_on, area="350000")
        known = replace(case("2027-10-20", ADULT, paid, plan=REPAIRED), area="350000")
        assert brief(known, ASSUMED.of("350000")).outcome == outcome


def test_in_the_tail_of_the_window_an_unknown_year_may_have_been_paid_late_elsewhere():
    """Jiangxi, repaired on 16 January: paid on the 17th outside a window elsewhere, the wait begins that very day."""
    repaired = {"kind": "repair", "applied_on": "2030-01-16", "years": 2}
    history = fee(2027, "2027-02-15", in_window=True), repaired
    asked = replace(case("2030-02-10", ADULT, *history, plan=REPAIRED, unknown_years=[2030]), area="360000")
    assert str(completed(asked, ASSUMED.of("360000")).bounds.earliest) == "2030-04-17"


def test_a_year_on_record_is_not_unknown():
    asked = case("2025-11-20", ADULT, fee(2025, "2024-11-02", **CLAIMED), plan=NEXT, unknown_years=[2025])
    assert completed(asked, PUBLISHED.of("430100")).completions == 1


def test_beyond_the_limit_it_says_so_instead_of_running_on():
    asked = case("2034-11-10", ADULT, plan={**NEXT, "years": [2035]}, unknown_years=list(range(2025, 2033)))
    found = completed(asked, ASSUMED.of("430100"))
    assert (found.completions, found.beyond_limit, found.answers, found.bounds) == (256, True, (), None)
    assert [each.year for each in found.left_open] == list(range(2025, 2033))


def test_whoever_is_refused_either_way_is_never_covered_by_it():
    asked = case("2026-03-01", ADULT, fee(2026, "2025-11-02"), plan=NEXT, unknown_years=[2025])
    found = completed(asked, PUBLISHED.of("430100"))
    assert (found.payment_settled, found.answers[0].outcome, found.bounds.never) == (True, "do_not_collect", True)


@pytest.mark.no_cover
def test_every_answer_lies_within_the_bounds_for_random_lives():
    rng = random.Random(9)
    for _ in range(200):
        life = random_life(rng)
        years = rng.sample(range(2025, 2031), 3)
        asked = msgspec.convert({**life, "unknown_years": years}, Case)
        found = completed(asked, ASSUMED.of(asked.area))
        tried = sum(each.completions for each in found.answers)
        assert tried <= 243
        assert (tried == found.completions) == (not found.beyond_limit)
        assert found.settled == (len(found.answers) == 1 and not found.left_open)
        assert found.settled or found.questions or found.left_open
        for each in found.answers:
            if each.first_covered_day is not None:
                assert found.bounds.earliest <= each.first_covered_day <= (found.bounds.latest or date.max)
            if each.total_fen is not None:
                assert found.bounds.least_fen <= each.total_fen <= found.bounds.most_fen


def paid_for(*years, **claims):
    return [fee(year, f"{year - 1}-11-02", **claims) for year in years]


def test_what_nobody_knows_of_claims_leaves_the_award_open_and_the_payment_settled():
    asked = case("2027-10-10", ADULT, *paid_for(2025, 2026, 2027), plan={**NEXT, "years": [2028]})
    found = completed(asked, ASSUMED.of("430100"))
    assert (found.payment_settled, found.settled, found.beyond_limit) == (True, False, False)
    assert found.completions == 2 * 3 * 3  # before 2026 there is nothing to use
    assert {(each.outcome, each.total_fen) for each in found.answers} == {("collect", 40_000)}
    assert {each.least_award_fen for each in found.answers} == {0, 500_000, 1_000_000, 1_500_000}
    assert (found.bounds.least_award_fen, found.bounds.most_award_fen) == (0, 1_500_000)
    first = found.questions[0]
    assert (first.question.code, first.question.pointer) == ("reimbursed", "/history/2/reimbursed")
    assert {each.value: each.answers for each in first.left} == {
        "nothing_reimbursed": 3,
        "award_not_used": 3,
        "award_used": 1,
    }
    assert [each.question.year for each in found.questions] == [2027, 2026, 2025]


def test_where_something_was_reimbursed_only_the_use_is_asked_for():
    history = [*paid_for(2025, reimbursed=False), *paid_for(2026, reimbursed=True)]
    found = completed(case("2026-10-10", ADULT, *history, plan={**NEXT, "years": [2027]}), ASSUMED.of("430100"))
    (asked,) = found.questions
    assert (asked.question.code, asked.settles, found.completions) == ("zero_claim_award_used", True, 2)
    assert [(each.value, each.answers) for each in asked.left] == [("award_not_used", 1), ("award_used", 1)]
    assert {(each.least_award_fen, each.most_award_fen) for each in found.answers} == {(500_000, 500_000), (0, 0)}


def test_a_claim_that_changes_no_award_is_not_asked_for():
    history = [*paid_for(2025), fee(2026, "2026-03-01", reimbursed=True, zero_claim_award_used=True)]
    found = completed(case("2026-10-10", ADULT, *history, plan={**NEXT, "years": [2027]}), ASSUMED.of("430100"))
    assert (found.completions, found.settled) == (1, True)


def test_claims_beyond_the_limit_are_left_open_the_earliest_first_and_the_bounds_hold():
    asked = case("2031-10-10", ADULT, *paid_for(*range(2025, 2032)), plan={**NEXT, "years": [2032]})
    policy = ASSUMED.of("430100")
    found = completed(asked, policy)
    assert (found.completions, found.beyond_limit, found.payment_settled) == (2 * 3**6, True, True)
    assert sum(each.completions for each in found.answers) == limits.COMPLETIONS
    assert [each.year for each in found.left_open] == [2026, 2025]
    told = assess(asked, policy).awards
    assert (found.bounds.least_award_fen, found.bounds.most_award_fen) == (told.least.total_fen, told.most.total_fen)


def test_the_awards_of_every_completion_of_the_claims_lie_within_the_bounds_and_reach_them():
    rng = random.Random(10)
    tried = 0
    for _ in range(150):
        asked = msgspec.convert(random_life(rng), Case)
        policy = ASSUMED.of(asked.area)
        found = completed(asked, policy)
        told = assess(asked, policy).awards
        places = [place for place, each in enumerate(asked.history) if silent(each)]
        if told is None or not found.payment_settled or len(places) > 4 or not places:
            continue
        raised = [with_awards(stated(asked, places, ways), policy)[1] for ways in product(WAYS, repeat=len(places))]
        assert min(each.least.total_fen for each in raised) == found.bounds.least_award_fen
        assert max(each.most.total_fen for each in raised) == found.bounds.most_award_fen
        tried += len(found.answers) > 1
    assert tried > 10


def silent(record):
    said = ("reimbursed", "major_illness_reimbursed", "zero_claim_award_used")
    return isinstance(record, ResidentRecord) and all(getattr(record, name) is None for name in said)


def stated(asked, places, ways):
    history = list(asked.history)
    for place, way in zip(places, ways, strict=True):
        history[place] = replace(history[place], **way)
    return replace(asked, history=tuple(history))


def test_the_brief_answer_with_the_awards_is_that_of_the_whole_one():
    rng = random.Random(12)
    for _ in range(300):
        asked = msgspec.convert(random_life(rng), Case)
        policy = ASSUMED.of(asked.area)
        assert with_awards(asked, policy) == (brief(asked, policy), assess(asked, policy).awards)


def test_an_answer_that_no_payment_depends_on_leaves_its_award_open(monkeypatch):
    """Asked for all the same, as not all is tried; with 2025 paid, 2029 is the fifth year without a lapse."""
    monkeypatch.setattr("app.assess.judgement.TRIED_AT_MOST", 1)
    history = [*paid_for(2026, 2027, **CLAIMED), fee(2028, "2028-11-20", **CLAIMED)]
    asked = case("2028-11-25", ADULT, *history, plan={**NEXT, "years": [2029]}, unknown_years=[2025, 2028])
    policy = ASSUMED.of("430100")
    found = completed(asked, policy)
    assert (found.payment_settled, found.settled, len(found.answers)) == (True, False, 2)
    answer = assess_completed(asked, policy, found)
    assert (assess(asked, policy).outcome, answer.outcome) == ("needs_facts", "collect_with_wait")
    assert (answer.awards.least.continuity_fen, answer.awards.most.continuity_fen) == (0, 500_000)
    assert next(each.effect for each in answer.reasons if each.rule == "continuity_award") == "+0 to +500000 fen"
    assert {each.year for each in answer.years} == {2029}
