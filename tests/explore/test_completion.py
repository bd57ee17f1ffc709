"""Facts that nobody knows: every answer they leave open, its bounds, and the question that settles most."""

import random
from datetime import date

import msgspec

from app.assess import assess
from app.explore import assess_completed, completed
from app.model.case import Case
from tests.explore.asking import ADULT, ASSUMED, PUBLISHED, case, fee
from tests.oracle.lives import random_life

NEXT = {"scheme": "resident", "years": [2026]}
NEWBORN = {"birth_date": "2026-02-01", "category": "child"}


def test_one_unknown_year_leaves_two_answers_and_one_question():
    asked = case("2025-11-20", ADULT, fee(2024, "2023-11-02"), plan=NEXT, unknown_years=[2025])
    found = completed(asked, PUBLISHED.of("430100"))
    assert (found.completions, found.settled) == (2, False)
    assert {(each.outcome, str(each.first_covered_day), each.completions) for each in found.answers} == {
        ("collect_with_wait", "2026-04-01", 1),
        ("collect", "2026-01-01", 1),
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
    assert [(each.value, each.answers) for each in ranked.left] == [("unpaid", 1), ("paid", 1)]


def test_one_answer_where_nothing_depends_on_it():
    asked = case("2026-11-21", ADULT, fee(2026, "2025-11-02"), plan={**NEXT, "years": [2027]}, unknown_years=[2025])
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
    assert found.completions == 8
    assert len(found.answers) == 4
    assert [(each.question.year, each.remaining, each.settles) for each in found.questions] == [
        (2029, 2.0, False),
        (2028, 2.5, False),
        (2026, 3.0, False),
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
    asked = case("2027-03-01", ADULT, fee(2026, "2025-11-02"), plan={**NEXT, "years": [2027]})
    found = completed(asked, PUBLISHED.of("430100"))
    assert (found.completions, found.bounds.fee_unknown) == (2, True)
    assert [each.question.code for each in found.questions] == ["window_open"]
    late = case("2027-12-20", ADULT, fee(2026, "2025-11-01"), fee(2027, "2027-10-20"), plan={**NEXT, "years": [2028]})
    found = completed(late, PUBLISHED.of("430100"))
    assert [(each.question.code, each.question.pointer) for each in found.questions] == [
        ("history_window", "/history/1/in_window")
    ]
    assert (str(found.bounds.earliest), str(found.bounds.latest)) == ("2028-01-01", "2028-01-18")


def test_a_year_nobody_can_have_paid_yet_is_taken_as_unpaid():
    asked = case("2026-03-01", ADULT, fee(2025, "2024-11-02"), plan=NEXT, unknown_years=[2027])
    assert completed(asked, ASSUMED.of("430100")).completions == 1


def test_a_year_on_record_is_not_unknown():
    asked = case("2025-11-20", ADULT, fee(2025, "2024-11-02"), plan=NEXT, unknown_years=[2025])
    assert completed(asked, PUBLISHED.of("430100")).completions == 1


def test_beyond_the_limit_it_says_so_instead_of_running_on():
    asked = case("2034-11-10", ADULT, plan={**NEXT, "years": [2035]}, unknown_years=list(range(2025, 2033)))
    found = completed(asked, ASSUMED.of("430100"))
    assert (found.completions, found.beyond_limit, found.answers, found.bounds) == (256, True, (), None)


def test_whoever_is_refused_either_way_is_never_covered_by_it():
    asked = case("2026-03-01", ADULT, fee(2026, "2025-11-02"), plan=NEXT, unknown_years=[2025])
    found = completed(asked, PUBLISHED.of("430100"))
    assert (found.settled, found.answers[0].outcome, found.bounds.never) == (True, "do_not_collect", True)


def test_every_answer_lies_within_the_bounds_for_random_lives():
    rng = random.Random(9)
    for _ in range(200):
        life = random_life(rng)
        years = rng.sample(range(2025, 2031), 3)
        asked = msgspec.convert({**life, "unknown_years": years}, Case)
        found = completed(asked, ASSUMED.of(asked.area))
        assert found.completions <= 243
        assert sum(each.completions for each in found.answers) == found.completions
        assert found.settled == (len(found.answers) == 1)
        assert found.settled or found.questions
        for each in found.answers:
            if each.first_covered_day is not None:
                assert found.bounds.earliest <= each.first_covered_day <= (found.bounds.latest or date.max)
            if each.total_fen is not None:
                assert found.bounds.least_fen <= each.total_fen <= found.bounds.most_fen
