"""The reasons of an answer weighed, and the grounds that failed; what they say is what the rules do."""

import ast
import random
from datetime import date, timedelta

import msgspec
import pytest

from app.assess import assess
from app.assess.judgement import verdict
from app.explore import why
from app.explore.why_not import GROUNDS
from app.explore.why_not_spared import conditions_of_group
from app.model.case import Case
from app.model.why import Why
from app.rules.window import window_state
from app.wording.catalogue import CATALOGUE
from app.wording.why import why_in_words
from tests.explore.asking import ADULT, ASSUMED, PUBLISHED, ROOT, case, fee, spell
from tests.oracle.lives import random_life

LIVES = 600
MADE_BY = {"at_least", "at_most", "so", "_just"}


def told(asked, policies=ASSUMED):
    policy = policies.of(asked.area)
    return why(asked, policy, assess(asked, policy))


def plan(*years, **more):
    return {"scheme": "resident", "years": list(years), **more}


def test_the_longest_wait_weighs_most_and_the_money_comes_after():
    found = told(case("2026-11-21", ADULT, fee(2024, "2023-11-02"), plan=plan(2027)))
    assert [(each.rule, each.effect_days, each.effect_fen) for each in found.reasons][:3] == [
        ("fixed_wait", 90, None),
        ("variable_wait", 30, None),
        ("in_window_fee", None, 40_000),
    ]
    variable = found.reasons[1].conditions
    assert [(each.fact, each.found, each.relation, each.required) for each in variable] == [
        ("lapse_years", 2, "at_least", 2)
    ]


def test_a_repair_brings_cover_forward():
    found = told(case("2026-11-21", ADULT, fee(2024, "2023-11-02"), plan=plan(2027, repair_years=1)))
    assert {each.rule: each.effect_days for each in found.reasons}["repair"] == -30


def test_the_day_after_the_window_is_told_with_the_day_it_closed():
    found = told(case("2026-02-01", ADULT, fee(2025, "2024-11-02"), plan=plan(2026)))
    (failed,) = found.failed
    (condition,) = failed.conditions
    assert (failed.basis, condition.fact, str(condition.found), str(condition.required)) == (
        "in_window",
        "paid_on",
        "2026-02-01",
        "2026-01-31",
    )
    assert failed.clause.document
    assert {each.rule: each.effect_fen for each in found.reasons}["out_of_window_fee"] == 70_000


def test_a_leaver_one_day_late_is_told_the_day_that_was_missed():
    asked = case("2026-06-30", ADULT, spell("2025-01", "2026-03"), plan=plan(2026))
    failed = {each.basis: each for each in told(asked).failed}
    assert set(failed) == {"in_window", "employee_transfer", "employee_transfer_next_year"}
    (missed,) = failed["employee_transfer"].conditions
    assert (missed.fact, str(missed.required), missed.met) == ("paid_on", "2026-06-29", False)


def test_a_deadline_is_told_no_later_than_the_end_of_the_year_that_it_is_for():
    asked = case("2027-01-05", ADULT, spell("2025-01", "2026-11"), plan=plan(2026))
    failed = {each.basis: each for each in told(asked).failed}
    assert [(each.fact, str(each.required)) for each in failed["employee_transfer"].conditions] == [
        ("paid_on", "2026-12-31")
    ]


def test_what_refuses_weighs_most_and_says_what_it_would_take():
    found = told(case("2029-11-10", ADULT, fee(2024, "2023-11-01"), plan=plan(2030, repair_years=2)))
    assert (found.reasons[0].rule, found.failed) == ("repair_worth_less", ())
    (condition,) = found.reasons[0].conditions
    assert (condition.found, condition.required, condition.met) == (2, 1, False)


@pytest.mark.parametrize(("ended_on", "required"), [("2026-06-30", ["2026-07-01"]), ("9999-12-31", [])])
def test_running_employee_cover_says_from_which_day_it_would_do(ended_on, required):
    found = told(case("2026-03-20", ADULT, spell("2024-01", None, ended_on), plan=plan(2026)))
    assert found.reasons[0].rule == "no_double_enrolment"
    days = [str(each.required) for each in found.reasons[0].conditions if each.fact == "paid_on"]
    assert days == required
    assert not any(each.met for each in found.reasons[0].conditions)


def test_a_year_refused_as_too_early_is_told_why_no_ground_opens_it():
    found = told(case("2026-03-20", ADULT, fee(2025, "2024-11-02"), plan=plan(2027)))
    assert found.reasons[0].rule == "too_early"
    assert [each.basis for each in found.failed] == ["in_window"]


@pytest.mark.parametrize("policies", [PUBLISHED, ASSUMED], ids=["published", "assumed"])
def test_a_ground_is_taken_where_all_its_conditions_are_met_and_no_earlier_one(policies):
    rng = random.Random(21)
    taken = 0
    for _ in range(LIVES):
        asked = msgspec.convert(random_life(rng), Case)
        policy = policies.of(asked.area)
        judged = verdict(asked, policy)
        for bought in judged.planned:
            law = policy.of(bought.payment.year)
            if window_state(bought.payment, law.window) == "unknown" or bought.basis == "exempt_group":
                continue
            first = next((basis for basis in GROUNDS if holds(basis, bought.payment, judged.past.life, law)), None)
            assert first == (bought.basis if bought.basis in GROUNDS else None), msgspec.json.encode(asked)
            taken += bought.basis != "in_window"
    assert taken > LIVES // 20


def holds(basis, payment, life, law):
    subject, conditions_of = GROUNDS[basis]
    if getattr(law, subject) is None and basis != "in_window":
        return False
    conditions = conditions_of(payment, life, law)
    return conditions is not None and all(each.met for each in conditions)


GROUPS = ["veteran", "released_prisoner", "military_spouse", "special_hardship", "moved_in", "back_from_abroad"]
SPARING = ["350100", "360000", "520600", "530523"]


def somebody_spared(rng):
    """A random life in an area that spares some groups the wait, with a status and a hardship of some day."""
    life = random_life(rng)
    life["area"], person = rng.choice(SPARING), life["person"]
    on = date.fromisoformat(life["on"]) if isinstance(life["on"], str) else life["on"]
    on = min(max(on, date(2025, 6, 1)), date(2027, 6, 1))
    days = [str(on + timedelta(days=rng.randint(-200, 30))) for _ in range(3)]
    person["special_status"] = rng.sample(GROUPS, rng.choice([0, 1, 1]))
    person["liable_from"] = rng.choice([None, days[0], days[0]])
    if rng.random() < 0.5:
        person["hardship"] = [{"category": "medical_aid_recipient", "from": days[1], "to": rng.choice([None, days[2]])}]
    return msgspec.convert(life, Case)


def test_a_group_is_spared_where_all_its_conditions_are_met_and_nobody_else_is():
    rng = random.Random(23)
    spared = failed = 0
    for _ in range(4 * LIVES):
        asked = somebody_spared(rng)
        policy = PUBLISHED.of(asked.area)
        for bought in verdict(asked, policy).planned:
            law = policy.of(bought.payment.year)
            if law.exempt is None or (not bought.fixed_months and bought.basis != "exempt_group"):
                continue
            ways = [
                conditions
                for group in law.exempt.groups
                for conditions in conditions_of_group(bought.payment, asked.person, group)
            ]
            met = any(all(each.met for each in conditions) for conditions in ways)
            assert met == (bought.basis == "exempt_group"), msgspec.json.encode(asked)
            spared += met
            failed += bool(ways) and not met
    assert min(spared, failed) > LIVES // 40


@pytest.mark.parametrize("area", ["360000", "610000", "430100"])
def test_a_late_newborn_is_spared_where_the_conditions_of_the_area_are_met(area):
    rng = random.Random(24)
    tried = 0
    for _ in range(LIVES):
        birth = date(2025, 1, 1) + timedelta(days=rng.randrange(500))
        on = birth + timedelta(days=rng.randrange(400))
        child = {"birth_date": str(birth), "category": "child", "insured_parent": False}
        asked = case(str(on), child, plan=plan(rng.choice([on.year, birth.year])), area=area)
        for bought in verdict(asked, PUBLISHED.of(area)).planned:
            law = PUBLISHED.of(area).of(bought.payment.year)
            if bought.basis not in {"out_of_window", "newborn_after_deadline"} or law.newborn is None:
                continue
            life = verdict(asked, PUBLISHED.of(area)).past.life
            met = holds("newborn_after_deadline", bought.payment, life, law)
            assert met == (bought.basis == "newborn_after_deadline"), msgspec.json.encode(asked)
            tried += 1
    assert tried > LIVES // 20


def test_why_a_status_held_too_long_does_not_spare_the_wait():
    person = {**ADULT, "special_status": ["moved_in"], "liable_from": "2025-09-01"}
    found = told(case("2026-03-20", person, plan=plan(2026), area="360000"), PUBLISHED)
    (group,) = [each for each in found.failed if each.basis == "exempt_group"]
    (condition,) = group.conditions
    assert (group.group, condition.fact, str(condition.required), condition.met) == (
        "moved_in",
        "paid_on",
        "2025-11-29",
        False,
    )
    text = why_in_words(Why((), (group,))).failed[0].text
    assert text.zh.startswith("没有按“免设等待期人员：户籍迁入人员”办理：缴费日须不晚于2025年11月29日")
    assert text.en.startswith("Not taken as “group spared the wait: person who moved in”")


def test_why_a_child_of_more_than_a_year_is_no_late_newborn():
    child = {"birth_date": "2025-06-10", "category": "child"}
    found = told(case("2026-06-10", child, plan=plan(2026), area="360000"), PUBLISHED)
    late = next(each for each in found.failed if each.basis == "newborn_after_deadline")
    assert [(each.fact, str(each.required)) for each in late.conditions] == [("paid_on", "2026-06-09")]
    assert late.clause.document
    taken = told(case("2026-06-09", child, plan=plan(2026), area="360000"), PUBLISHED)
    assert "newborn_after_deadline" not in {each.basis for each in taken.failed}


@pytest.mark.parametrize(
    ("rule", "area", "on", "born", "conditions"),
    [
        ("newborn_waiver", "430100", "2026-12-30", "2026-03-31", {"insured_parent": True}),
        ("newborn_next_year", "430100", "2026-01-30", "2025-10-20", {"in_window": True}),
        ("newborn_next_year", "430100", "2026-01-10", "2025-10-20", {"paid_on": date(2026, 1, 18)}),
        ("newborn_after_deadline", "360000", "2026-04-29", "2026-01-28", {"paid_on": date(2026, 4, 29)}),
    ],
)
def test_what_a_newborn_is_told_it_turned_on_is_met(rule, area, on, born, conditions):
    child = {"birth_date": born, "category": "child", "insured_parent": True}
    found = told(case(on, child, plan=plan(2026), area=area), PUBLISHED)
    turned_on = next(each.conditions for each in found.reasons if each.rule == rule)
    assert {each.fact: each.required for each in turned_on} == conditions
    assert all(each.met for each in turned_on)


def test_a_newborn_too_late_is_told_that_an_insured_parent_would_do_as_well():
    child = {"birth_date": "2026-03-31", "category": "child", "insured_parent": False}
    failed = {each.basis: each for each in told(case("2026-07-20", child, plan=plan(2026)), PUBLISHED).failed}
    assert [each.fact for each in failed["newborn"].conditions] == ["paid_on", "or_insured_parent"]


def test_a_year_that_is_over_is_told_for_every_ground_it_might_have_had():
    child = {"birth_date": "2025-12-20", "category": "child"}
    failed = {each.basis: each for each in told(case("2026-01-05", child, plan=plan(2025))).failed}
    (condition,) = failed["newborn"].conditions  # within 90 days, but in another calendar year (item 3)
    assert (condition.fact, str(condition.required)) == ("paid_on", "2025-12-31")
    assert "in_window" in failed


def test_employee_cover_that_runs_is_why_it_is_no_transfer():
    failed = {
        each.basis: each for each in told(case("2026-03-20", ADULT, spell("2024-01", None), plan=plan(2026))).failed
    }
    assert [(each.fact, each.found) for each in failed["employee_transfer"].conditions] == [("cover_ended", False)]


def test_a_repair_that_is_refused_leaves_the_grounds_of_the_years_told():
    asked = case("2030-03-10", ADULT, fee(2024, "2023-11-01"), plan=plan(2030, repair_years=9))
    found = told(asked)
    assert found.reasons[0].rule == "repair_worth_less"
    assert [each.basis for each in found.failed] == ["in_window"]


def test_of_several_years_those_before_the_refused_one_are_told_too():
    asked = case("2026-03-10", ADULT, fee(2025, "2024-11-02"), plan=plan(2026, 2027))
    assert [(each.year, each.basis) for each in told(asked).failed] == [(2026, "in_window"), (2027, "in_window")]


def test_what_is_paid_for_already_has_no_grounds():
    assert told(case("2026-03-10", ADULT, fee(2026, "2025-11-02"), plan=plan(2026))).failed == ()


def test_the_word_of_the_caller_on_the_window_is_what_it_turned_on():
    found = told(case("2025-11-20", ADULT, fee(2025, "2024-11-02"), plan=plan(2026, in_window=True)))
    window = next(each for each in found.reasons if each.rule == "payment_window")
    assert [(each.fact, each.found, each.met) for each in window.conditions] == [("in_window", True, True)]


SAYS_WHAT_FOLLOWS = {
    *("lapse_years", "first_covered_day", "carried_wait", "repair", "repair_fee", "in_window_fee"),
    *("other_area_history", "standing_of_year", "aid_unchanged"),
    *("award_after_lapse", "ceiling", "zero_claim_award", "zero_claim_award_used"),
    *("special_status", "employee_scheme", "out_of_scope", "employee_contribution"),
}


def test_a_reason_tells_what_it_turned_on_or_what_follows_and_a_refusal_what_is_not_met():
    rng = random.Random(25)
    for _ in range(2 * LIVES):
        asked = msgspec.convert(random_life(rng), Case)
        policy = ASSUMED.of(asked.area)
        answer = assess(asked, policy)
        reasons = why(asked, policy, answer).reasons
        assert len(reasons) == len(answer.reasons)
        for each in reasons:
            assert each.conditions or each.rule in SAYS_WHAT_FOLLOWS, each
        if answer.refusal:
            assert reasons[0].rule == answer.reasons[0].rule
            assert any(each.met is False for each in reasons[0].conditions)
        weights = [(-abs(each.effect_days or 0), -abs(each.effect_fen or 0)) for each in reasons]
        assert weights == sorted(weights)


def test_every_fact_of_a_condition_has_a_name():
    found = set()
    for file in (ROOT / "app" / "explore").glob("why*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MADE_BY:
                found.update(each.value for each in node.args[:1] if isinstance(each, ast.Constant))
    assert found == set(CATALOGUE.name["condition"])


def test_what_the_reasons_add_up_to_is_the_answer():
    rng = random.Random(22)
    for _ in range(LIVES):
        asked = msgspec.convert(random_life(rng), Case)
        policy = ASSUMED.of(asked.area)
        answer = assess(asked, policy)
        found = why(asked, policy, answer)
        if answer.charge:
            assert sum(each.effect_fen or 0 for each in found.reasons) == answer.charge.total_fen
        for year in answer.years:
            waits = [each for each in found.reasons if each.year == year.year and each.rule != "carried_wait"]
            if year.waiting and answer.outcome != "do_not_collect":
                days = sum(each.effect_days or 0 for each in waits)
                assert days == (year.waiting.first_covered_day - year.waiting.from_on).days, msgspec.json.encode(asked)
