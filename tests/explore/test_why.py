"""The reasons of an answer weighed, and the grounds that failed; what they say is what the rules do."""

import ast
import random

import msgspec
import pytest

from app.assess import assess
from app.assess.judgement import verdict
from app.explore import why
from app.explore.why_not import GROUNDS
from app.model.case import Case
from app.rules.window import window_state
from app.wording.catalogue import CATALOGUE
from tests.explore.asking import ADULT, ASSUMED, PUBLISHED, ROOT, case, fee, spell
from tests.oracle.lives import random_life

LIVES = 600
MADE_BY = {"at_least", "at_most", "so"}


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


def test_what_refuses_weighs_most_and_says_what_it_would_take():
    found = told(case("2029-11-10", ADULT, fee(2024, "2023-11-01"), plan=plan(2030, repair_years=2)))
    assert (found.reasons[0].rule, found.failed) == ("repair_worth_less", ())
    (condition,) = found.reasons[0].conditions
    assert (condition.found, condition.required, condition.met) == (2, 1, False)


@pytest.mark.parametrize(("ended_on", "required"), [("2026-06-30", ["2026-07-01"]), ("9999-12-31", [])])
def test_running_employee_cover_says_from_which_day_it_would_do(ended_on, required):
    found = told(case("2026-03-20", ADULT, spell("2024-01", None, ended_on), plan=plan(2026)))
    assert found.reasons[0].rule == "no_double_enrolment"
    assert [str(each.required) for each in found.reasons[0].conditions] == required


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


def test_every_fact_of_a_condition_has_a_name():
    found = set()
    for file in (ROOT / "app" / "explore").glob("why*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MADE_BY:
                found.add(node.args[0].value)
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
