"""What could be done, for the people a counter knows: each choice with its price, its cover and its deadline."""

import msgspec
import pytest

from app.explore import options
from app.explore.waiting import delay
from app.explore.world import case_of, world_of
from app.model.case import Plan
from app.model.options import Action, OpenCase
from app.wording.choices import options_in_words
from tests.explore.asking import ADULT, ASSUMED, PUBLISHED, choices, fee, question, row, spell

BORN_ON_20_DECEMBER = {"birth_date": "2026-12-20", "category": "child", "insured_parent": False}
STUDENT = {
    "birth_date": "2008-05-01",
    "category": "college_student",
    "school": {"entered_on": "2026-09-05"},
    "school_area": "430200",
}


def test_after_a_lapse_of_five_years_one_repair_year_is_offered_and_two_are_refused():
    found = choices("2029-11-10", ADULT, fee(2024, "2023-11-01"))
    rows = [row(each) for each in found.options]
    assert rows[0] == ("2029-11-10", (2030,), 0, 40_000, "2030-07-30", "2029-12-31")
    assert rows[1] == ("2029-11-10", (2030,), 1, 80_000, "2030-06-30", "2029-12-31")
    assert found.options[1].covered_days - found.options[0].covered_days == 30
    (refused,) = found.refused
    assert refused.action.plan.repair_years == 2
    assert (refused.refusal.code, refused.refusal.worth_years) == ("repair_worth_less", 1)


def test_waiting_beyond_the_window_is_a_cliff_of_700_yuan():
    late = choices("2029-11-10", ADULT, fee(2024, "2023-11-01")).delay
    (cliff,) = late.cliffs
    assert (late.option, late.daily) == (0, False)
    assert (str(cliff.on), cliff.more_fen, cliff.later_days, cliff.daily) == ("2030-01-01", 70_000, 0, True)


def test_each_week_of_waiting_is_told():
    late = choices("2029-12-20", ADULT, fee(2024, "2023-11-01")).delay
    told = [(str(each.on), each.total_fen, each.more_fen, each.later_days) for each in late.weeks[:3]]
    assert told == [
        ("2029-12-27", 40_000, 0, 0),
        ("2030-01-03", 110_000, 70_000, 2),
        ("2030-01-10", 110_000, 0, 7),
    ]
    assert len(late.weeks) == 26


def test_where_months_are_months_of_the_calendar_each_week_is_looked_at():
    asked = question("2027-01-28", ADULT, fee(2024, "2023-11-01"), area="000000")
    nation = world_of(asked, asked.area, PUBLISHED.of(asked.area))
    outside = Plan("resident", (2027,), in_window=False)
    told = {str(each.on): str(each.first_covered_day) for each in delay(nation, outside, asked.on, 0).weeks}
    assert (told["2027-02-25"], told["2027-03-04"]) == ("2027-06-25", "2027-07-04")


def test_a_newborn_of_20_december_may_take_this_year_the_next_or_both():
    found = choices("2026-12-22", BORN_ON_20_DECEMBER)
    assert [row(each) for each in found.options] == [
        ("2026-12-22", (2026,), 0, 40_000, "2026-12-20", "2026-12-31"),
        ("2026-12-22", (2027,), 0, 40_000, "2027-01-01", "2027-03-20"),
        ("2026-12-22", (2026, 2027), 0, 80_000, "2026-12-20", "2026-12-31"),
    ]
    assert [each.years[0].basis for each in found.options] == ["newborn", "newborn_next_year", "newborn"]
    assert [each.covered_days for each in found.options] == [12, 365, 377]


def test_what_hangs_on_a_parent_is_asked_and_beats_nothing():
    found = choices("2026-12-22", {**BORN_ON_20_DECEMBER, "insured_parent": None})
    unsure = [each for each in found.options if each.outcome == "needs_facts"]
    assert unsure
    assert all(each.total_fen is None and each.beaten_by is None for each in unsure)
    assert [each.code for each in found.questions] == ["insured_parent"]


def test_a_leaver_of_15_october_without_a_lapse_has_until_the_90th_day():
    found = choices("2026-10-20", ADULT, spell("2024-01", "2026-10", "2026-10-15"))
    assert [row(each) for each in found.options] == [
        ("2026-10-20", (2026,), 0, 40_000, "2026-10-16", "2026-12-31"),
        ("2026-10-20", (2027,), 0, 40_000, "2027-01-01", "2027-01-13"),
        ("2026-10-20", (2026, 2027), 0, 80_000, "2026-10-16", "2026-12-31"),
    ]


def test_a_leaver_of_15_october_with_an_earlier_lapse_waits():
    found = choices("2026-10-20", ADULT, spell("2026-08", "2026-10", "2026-10-15"))
    best = found.options[0]
    assert row(best)[1:5] == ((2027,), 0, 40_000, "2027-04-01")
    both = next(each for each in found.options if each.action.plan.years == (2026, 2027))
    assert row(both)[3:] == (80_000, "2027-01-18", "2026-10-20")
    this_year = next(each for each in found.options if each.action.plan.years == (2026,))
    assert (this_year.first_covered_day, found.options[this_year.beaten_by]) == (None, best)


def test_a_student_in_september_enrolled_at_home_is_covered_at_school_from_1_september():
    found = choices("2026-09-10", STUDENT, fee(2025, "2024-11-01"), fee(2026, "2025-11-01"), areas=["430200"])
    school = [each for each in found.options if each.action.area == "430200"]
    assert [each.years[0].basis for each in school] == ["new_student"]
    assert row(school[0]) == ("2026-09-10", (2027,), 0, 40_000, "2026-09-01", "2026-12-31")
    home = [each for each in found.options if each.action.area == "430100"]
    assert [row(each)[3:] for each in home] == [(40_000, "2027-01-01", "2026-12-31")]
    assert home[0].beaten_by == found.options.index(school[0])
    assert {each.refusal.code for each in found.refused} == {"already_enrolled"}


def test_who_missed_2025_and_asks_in_november_2025_can_still_pay_for_both():
    found = options(question("2025-11-20", ADULT, fee(2024, "2023-11-01")), PUBLISHED.of)
    assert [row(each) for each in found.options] == [
        ("2025-11-20", (2026,), 0, 40_000, "2026-04-01", "2026-01-31"),
        ("2025-11-20", (2025, 2026), 0, 147_000, "2026-02-18", "2025-11-20"),
        ("2025-11-20", (2025,), 0, 107_000, None, "2025-12-31"),
    ]
    assert [each.beaten_by for each in found.options] == [None, None, 0]


def test_before_the_window_opens_its_first_day_is_an_option_and_today_is_refused():
    found = choices("2026-03-20", ADULT, fee(2024, "2023-11-01"))
    assert row(found.options[0]) == ("2026-09-01", (2027,), 0, 40_000, "2027-05-01", "2026-12-31")
    refused = next(each for each in found.refused if each.action.plan.years == (2027,))
    assert (refused.refusal.code, str(refused.from_on)) == ("too_early", "2026-09-01")


def test_the_window_opens_for_nobody_who_by_then_has_paid_ahead_at_school():
    ahead = STUDENT | {"school": {"entered_on": "2026-09-01", "prepaid_until": 2029}}
    refused = {each.action.plan.years: each for each in choices("2026-08-06", ahead, fee(2026, "2025-11-01")).refused}
    assert (refused[2027,].refusal.code, refused[2027,].from_on) == ("too_early", None)


def test_the_cheapest_cover_by_a_day_and_the_earliest_where_none_is_in_time():
    history = fee(2024, "2023-11-01")
    in_time = choices("2026-03-20", ADULT, history, cover_by="2027-04-15")
    assert (in_time.cover.reached, row(in_time.options[in_time.cover.option])[3]) == (True, 80_000)
    late = choices("2026-03-20", ADULT, history, cover_by="2026-05-01")
    assert (late.cover.reached, str(late.cover.first_covered_day), late.cover.late_days) == (False, "2026-06-18", 48)
    assert [late.refused[place].refusal.code for place in late.cover.why_not] == ["too_early", "repair_worth_less"]
    assert [(each.rule, each.effect_days) for each in late.cover.reasons] == [("fixed_wait", 90)]
    assert in_time.cover.reasons == ()
    assert late.delay.option == late.cover.option
    assert late.delay.daily


def test_a_wait_already_running_can_be_repaired_alone():
    found = choices("2030-01-10", ADULT, fee(2024, "2023-11-01"), fee(2030, "2029-11-10"))
    alone = [each for each in found.options if each.action.plan.years == ()]
    assert [(each.action.plan.repair_years, str(each.first_covered_day)) for each in alone] == [(1, "2030-06-30")]
    assert alone[0].gained_days == 30
    assert str(alone[0].deadline) == "2030-06-30"


def test_days_of_employee_cover_count_also_in_a_year_that_is_no_lapse_year():
    """Moved in in May 2025, so it does not count: employee cover from 1 February to 26 May, a wait to 23 November."""
    moved_in = {**ADULT, "liable_from": "2025-05-29"}
    found = choices("2025-08-26", moved_in, spell("2025-02", "2025-05", "2025-05-26"))
    days = {each.action.plan.years: (each.covered_days, each.gained_days) for each in found.options}
    assert days[(2025,)] == (115 + 38, 38)


def test_every_repair_year_worth_paying_for_is_offered_where_the_first_day_is_in_doubt():
    """Jiangxi, in the tail: from which day someone with a lapse waits is not known, what a repair takes off is."""
    asked = question("2036-01-11", {**ADULT, "hukou_area": "360000"}, area="360000")
    found = options(asked, ASSUMED.of)
    plans = [each.action.plan for each in found.options if each.action.plan.years == (2036,)]
    assert sorted(each.repair_years for each in plans) == list(range(8))
    refused = [each for each in found.refused if each.action.plan.years == (2036,)]
    assert [(each.action.plan.repair_years, each.refusal.worth_years) for each in refused] == [(8, 7)]


def test_employee_cover_must_end_first():
    found = choices("2026-06-10", ADULT, spell("2024-01", "2026-08"))
    refused = next(each for each in found.refused if each.action.plan.years == (2026,))
    assert (refused.refusal.code, str(refused.from_on)) == ("double_enrolment", "2026-09-01")
    assert ("2026-09-01", (2026,)) in {row(each)[:2] for each in found.options}


def test_the_months_of_benefit_must_end_first_and_their_end_is_a_day_of_change():
    on_benefit = ADULT | {
        "category": "unemployed_on_benefit",
        "unemployment_benefit": {"from": "2026-02", "to": "2026-04"},
    }
    found = choices("2026-03-10", on_benefit, fee(2025, "2024-11-01"), cover_by="2026-05-01")
    refused = next(each for each in found.refused if each.action.plan.years == (2026,))
    assert (refused.refusal.code, str(refused.from_on)) == ("double_enrolment", "2026-05-01")
    assert row(found.options[found.cover.option]) == ("2026-05-01", (2026,), 0, 40_000, "2026-05-01", "2026-07-29")


def test_a_wait_that_ends_among_the_months_of_benefit_can_be_repaired_until_it_does():
    on_benefit = ADULT | {
        "category": "unemployed_on_benefit",
        "unemployment_benefit": {"from": "2027-03", "to": "2027-08"},
    }
    found = choices("2027-01-27", on_benefit, fee(2024, "2023-11-01"), fee(2027, "2027-01-22"))
    alone = found.options[found.delay.option]
    assert row(alone)[:5] == ("2027-01-27", (), 1, 40_000, "2027-04-22")
    assert [(str(each.on), each.outcome) for each in found.delay.cliffs] == [
        ("2027-04-23", "collect_with_wait"),
        ("2027-05-22", "do_not_collect"),
    ]


def test_a_month_of_benefit_to_come_that_makes_the_year_no_lapse_is_a_day_of_change():
    on_benefit = ADULT | {
        "category": "unemployed_on_benefit",
        "unemployment_benefit": {"from": "2026-08", "to": "2026-12"},
    }
    found = choices("2026-09-10", on_benefit, fee(2025, "2024-11-01"))
    assert [row(each)[:5] for each in found.options if each.action.plan.years == (2027,)] == [
        ("2026-10-01", (2027,), 0, 40_000, "2027-01-01"),
        ("2026-09-10", (2027,), 0, 40_000, "2027-04-01"),
    ]


@pytest.mark.parametrize(
    ("on", "history", "more", "already", "certain", "words"),
    [
        ("2026-03-10", [fee(2026, "2025-11-02")], {}, True, True, "2026年4月20日当天已有待遇"),
        ("2026-03-10", [spell("2025-01", None, "2026-04-20")], {}, True, True, "2026年4月20日当天已有待遇"),
        ("2026-03-10", [spell("2025-01", None)], {}, False, False, "2026年4月20日以前能否享受待遇还不能确定；能确定的"),
        ("2026-01-02", [], {"area": "350000"}, False, False, "2026年4月20日以前能否享受待遇还不能确定；能确定的"),
        ("2026-03-10", [], {}, False, True, "2026年4月20日以前不能享受待遇；最早"),
    ],
)
def test_that_a_day_cannot_be_covered_is_said_only_where_it_is_so(on, history, more, already, certain, words):  # noqa: PLR0917
    """Where the day is covered anyway, by a fee or a spell, or nobody knows, that is said instead."""
    asked = question(on, ADULT, *history, cover_by="2026-04-20", **more)
    found = options(asked, PUBLISHED.of)
    assert (found.cover.reached, found.cover.already, found.cover.certain) == (False, already, certain)
    assert options_in_words(found, asked).cover.text.zh.startswith(words)


def test_the_cheapest_cover_by_a_day_may_begin_after_the_horizon():
    asked = question("2030-08-03", ADULT, fee(2029, "2028-11-01"), cover_by="2031-05-30", horizon="2030-11-30")
    found = options(asked, ASSUMED.of)
    assert row(found.options[found.cover.option])[:5] == ("2030-09-01", (2031,), 0, 40_000, "2031-04-01")


def test_nothing_is_left_to_choose_for_who_has_paid():
    found = choices("2026-10-10", ADULT, fee(2026, "2025-11-01"), fee(2027, "2026-09-20"), cover_by="2026-12-01")
    assert found.options == ()
    assert found.delay is None
    assert (found.cover.reached, found.cover.option, found.cover.late_days) == (False, None, None)


def test_who_is_outside_the_text_has_no_option():
    found = choices("2026-10-10", {**ADULT, "special_status": ["veteran"]})
    assert found.options == ()
    assert {(each.outcome, each.refusal) for each in found.refused} == {("out_of_scope", None)}


def test_a_year_whose_fee_is_not_known_stays_unpriced():
    found = options(question("2026-11-21", ADULT, fee(2026, "2025-11-01")), PUBLISHED.of)
    (only,) = found.options
    assert (only.outcome, only.total_fen, str(only.first_covered_day)) == ("needs_policy", None, "2027-01-01")


def test_a_record_dated_later_is_a_finding_and_does_not_count():
    plain = choices("2026-03-20", ADULT, fee(2024, "2023-11-01"))
    told = choices("2026-03-20", ADULT, fee(2027, "2026-09-20"), fee(2024, "2023-11-01"))
    assert told.options == plain.options
    assert [(each.code, each.pointer) for each in told.findings] == [("future_record", "/history/0")]


def test_a_question_about_the_history_points_into_it_as_it_was_stated():
    history = [fee(2027, "2028-01-05"), fee(2026, "2025-11-01"), fee(2027, "2027-10-20")]
    found = options(question("2027-12-20", ADULT, *history), PUBLISHED.of)
    assert [(each.code, each.pointer) for each in found.questions] == [("history_window", "/history/2/in_window")]


def test_an_area_that_is_not_modelled_gets_an_answer_too():
    found = options(question("2026-03-20", ADULT, area="999999"), PUBLISHED.of)
    assert {each.outcome for each in found.options} == {"needs_policy"}


@pytest.mark.parametrize("on", ["0001-01-01", "1949-12-31", "2100-06-01", "9999-12-31"])
def test_a_day_that_cannot_be_asked_about_has_no_option(on):
    found = choices(on, ADULT)
    assert (found.options, found.refused, found.delay) == ((), (), None)


def test_hardship_recognised_next_week_is_worth_waiting_for():
    aided = {**ADULT, "hardship": [{"category": "minimum_living", "from": "2025-12-01"}]}
    found = options(question("2025-11-20", aided, fee(2025, "2024-11-01")), PUBLISHED.of)
    assert [row(each) for each in found.options][:2] == [
        ("2025-12-01", (2026,), 0, 20_000, "2026-01-01", "2026-01-31"),
        ("2025-11-20", (2026,), 0, 40_000, "2026-01-01", "2025-11-30"),
    ]


ORDINARY = [
    question("2029-11-10", ADULT, fee(2024, "2023-11-01")),
    question("2026-12-22", BORN_ON_20_DECEMBER),
    question("2026-10-20", ADULT, spell("2024-01", "2026-10", "2026-10-15")),
    question("2026-10-20", ADULT, spell("2026-08", "2026-10", "2026-10-15")),
    question("2026-09-10", STUDENT, fee(2025, "2024-11-01"), fee(2026, "2025-11-01")),
    question("2025-11-20", ADULT, fee(2024, "2023-11-01")),
    question("2026-03-20", ADULT, fee(2024, "2023-11-01")),
    question("2035-11-10", ADULT, fee(2024, "2023-11-01")),
    question("2035-03-10", ADULT, fee(2024, "2023-11-01")),
]


@pytest.mark.parametrize("asked", ORDINARY, ids=lambda asked: f"{asked.person.category}-{asked.on}")
def test_an_ordinary_case_takes_at_most_forty_assessments(asked: OpenCase):
    found = options(asked, ASSUMED.of)
    assert found.assessments <= 40
    assert found.complete


def test_an_open_case_refuses_what_it_does_not_know():
    with pytest.raises(msgspec.ValidationError, match="plan"):
        question("2026-03-20", ADULT, plan={"scheme": "resident"})


def test_an_action_put_back_is_a_case_of_the_service():
    asked = ORDINARY[0]
    action = options(asked, ASSUMED.of).options[1].action
    case = case_of(asked, Action(action.area, action.on, action.plan))
    assert msgspec.json.decode(msgspec.json.encode(case), type=type(case)) == case
