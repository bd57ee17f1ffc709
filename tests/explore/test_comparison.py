"""One case seen twice: the fields that differ, the rule that speaks of each, and what made the difference."""

from app.explore import answered, compared, comparison, readings_table, with_readings
from app.wording.differences import comparison_in_words
from tests.explore.asking import ADULT, ASSUMED, PUBLISHED, case, fee, spell

NEXT_YEAR = {"scheme": "resident", "years": [2027]}
HUNAN, ASSUMED_HUNAN = PUBLISHED.of("430100"), ASSUMED.of("430100")


def asked(on="2025-11-20", **plan):
    return case(on, ADULT, fee(2024, "2023-11-02"), plan={"scheme": "resident", "years": [2026], **plan})


def by_field(differences):
    return {each.field: each for each in differences}


def test_the_same_seen_twice_differs_in_nothing():
    assert comparison(asked(), HUNAN).differences == ()


def test_a_day_later_than_the_window_costs_the_subsidy_and_the_day_is_named():
    found = comparison(asked("2026-01-31"), HUNAN, on=asked("2026-02-01").on)
    told = by_field(found.differences)
    assert told["/charge/total_fen"].more_fen == 70_000
    assert (told["/charge/2026/government_subsidy"].rule, told["/charge/2026/government_subsidy"].here) == (
        "out_of_window_fee",
        None,
    )
    assert (told["/years/2026/basis"].rule, told["/years/2026/basis"].there) == ("out_of_window", "out_of_window")
    first = told["/years/2026/waiting/first_covered_day"]
    assert (first.rule, first.later_days) == ("first_covered_day", 31)
    assert [(each.name, str(each.there)) for each in first.facts] == [("on", "2026-02-01")]
    assert first.parameters == ()


def test_a_figure_of_a_draft_is_named_with_both_sources():
    found = comparison(asked("2026-11-21", years=[2027]), HUNAN, ASSUMED_HUNAN)
    assert (found.here.outcome, found.there.outcome) == ("needs_policy", "collect_with_wait")
    total = by_field(found.differences)["/charge/2027/individual_fee"]
    assert (total.rule, total.more_fen, total.facts) == ("in_window_fee", 40_000, ())
    fee_changed = next(each for each in total.parameters if each.parameter == "fees.individual_fen")
    assert (fee_changed.year, fee_changed.here, fee_changed.there) == (2027, None, 40_000)
    assert (fee_changed.here_source, fee_changed.there_source.document) == (None, "test-2036-notice")


def test_another_area_is_named_as_a_fact_and_by_its_parameters():
    found = comparison(asked(), HUNAN, PUBLISHED.of("999999"), area="999999")
    outcome = by_field(found.differences)["/outcome"]
    assert (outcome.here, outcome.there) == ("collect_with_wait", "needs_policy")
    assert [(each.name, each.there) for each in outcome.facts] == [("area", "999999")]
    parameters = {each.parameter: each for each in outcome.parameters}
    assert (parameters["transfer.within"].here, parameters["transfer.next_year_from"].here) == ("90_days", "10-01")


def test_a_table_of_the_law_is_compared_key_by_key():
    found = comparison(asked(), HUNAN, PUBLISHED.of("999999"))
    aid = by_field(found.differences)["/charge/total_fen"].parameters
    assert "aid.fee_fen.minimum_living" in {each.parameter for each in aid}


def test_contribution_years_that_another_area_does_not_recognise_are_told_with_clause_and_parameter():
    paid_in_zhuzhou = {**spell("2023-01", "2024-12"), "area": "430200"}
    here = case("2026-11-21", ADULT, paid_in_zhuzhou, spell("2025-01", "2026-06"), plan=NEXT_YEAR)
    told = by_field(comparison(here, HUNAN, PUBLISHED.of("430500"), area="430500").differences)
    months = told["/contributions/counted_months"]
    assert (months.here, months.there, months.rule, months.more_fen) == (42, 0, "contribution_years", None)
    assert months.clause.document == "chang-zhu-tan-2021-plan"
    assert {"pooling.recognised_areas", "pooling.recognised_from"} <= {each.parameter for each in months.parameters}
    assert (told["/contributions/counted_years"].here, told["/contributions/counted_years"].there) == (3, 0)
    zhuzhou = told["/contributions/430200/counted"]
    assert (zhuzhou.here, zhuzhou.there, zhuzhou.rule) == (True, None, "contribution_years")
    words = {each.field: each.text.zh for each in comparison_in_words(contrast_of(here, "430500")).differences}
    assert words["/contributions/counted_months"] == "认定的职工医保缴费月数：42个月 → 0个月"
    assert words["/contributions/430200/counted"] == "430200是否认定：是 → 未给出"


def contrast_of(here, area):
    return comparison(here, HUNAN, PUBLISHED.of(area), area=area)


def test_an_award_that_differs_is_told_with_its_clause_and_figures():
    paid = [fee(year, f"{year - 1}-11-02", reimbursed=False) for year in (2025, 2026)]
    here = case("2026-11-21", ADULT, *paid, plan=NEXT_YEAR)
    told = by_field(comparison(here, HUNAN, PUBLISHED.of("420100"), area="420100").differences)
    zero_claim = told["/awards/zero_claim_fen"]
    assert (zero_claim.here, zero_claim.rule, zero_claim.more_fen) == (1_000_000, "zero_claim_award", None)
    assert zero_claim.there < zero_claim.here
    assert "awards.zero_claim_fen" in {each.parameter for each in zero_claim.parameters}
    assert zero_claim.clause.document


def test_where_a_person_may_enrol_is_a_difference_too():
    person = {**ADULT, "hukou_area": "430100", "residence_area": "430100"}
    here = case("2025-11-20", person, plan={**NEXT_YEAR, "years": [2026]})
    told = by_field(contrast_of(here, "430200").differences)
    resident = told["/eligibility/resident/self"]
    assert (resident.here, resident.there, resident.rule) == (True, False, "place_of_enrolment")
    assert resident.clause.item == "1"


def test_two_answers_of_two_plans_differ_by_the_plan():
    one, other = answered(asked(), HUNAN), answered(asked(years=[2025]), HUNAN)
    told = compared(one, other)
    assert {fact.name for each in told for fact in each.facts} == {"plan"}
    assert by_field(told)["/years/2026/basis"].there is None


def test_the_full_table_of_readings_says_what_each_other_value_would_give():
    two_lapses = asked("2026-11-21", years=[2027])
    plain = answered(two_lapses, ASSUMED_HUNAN).assessment
    table = readings_table(two_lapses, ASSUMED_HUNAN, plain)
    told = {(each.id, each.other): each for each in table}
    counted = next(each for (reading, _), each in told.items() if reading == "R3")
    assert (counted.changes, str(counted.first_covered_day), counted.total_fen) == (True, "2027-05-31", 40_000)
    for used in with_readings(plain, table).readings:
        assert used.decides == any(each.changes for each in table if each.id == used.id)
