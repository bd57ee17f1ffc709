"""The oracle alone: does it reproduce the worked table and the published examples?

The engine plays no part here. Published examples carry the identifier of their entry.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given

from . import FUTURE, HUNAN, answer, spans, with_coming_years
from .days import day, day_after, iso
from .facts import facts_of
from .lives import lives, random_life

pytestmark = pytest.mark.no_cover

Case = dict[str, Any]
YUAN = 100


def resident(year: int, paid_on: str, **more: object) -> Case:
    return {"kind": "resident", "year": year, "area": "430100", "paid_on": paid_on, **more}


def employee(first: str, last: str | None, ended_on: str | None = None) -> Case:
    return {
        "kind": "employee",
        "area": "440300",
        "from": first,
        "to": last,
        "ended_on": ended_on,
        "basis": "unit",
    }


def repair(applied_on: str, years: int) -> Case:
    return {"kind": "repair", "applied_on": applied_on, "years": years}


def case(
    on: str,
    *years: int,
    history: tuple[Case, ...] = (),
    born: str = "1990-05-01",
    category: str = "adult_resident",
    plan: Case | None = None,
    **person: object,
) -> Case:
    return {
        "area": "430100",
        "on": on,
        "person": {"birth_date": born, "category": category, **person},
        "history": list(history),
        "plan": {"years": list(years), **(plan or {})},
    }


def only_year(told: Case) -> Case:
    years: list[Case] = told["years"]
    assert len(years) == 1
    return years[0]


def held(category: str) -> list[Case]:
    return [{"category": category, "from": "2025-01-01", "to": None}]


# -- the worked table of R3, R10, R11 ----------------------------------------------------------------

TABLE = [
    (0, 0, 0, 0),
    (1, 3, 3, 0),
    (2, 4, 3, 1),
    (3, 5, 3, 2),
    (4, 6, 6, 0),
    (5, 7, 6, 1),
    (6, 8, 6, 2),
    (7, 9, 6, 3),
    (8, 10, 6, 4),
    (9, 11, 6, 5),
    (10, 12, 6, 6),
]


@pytest.mark.parametrize(("lapse_years", "before", "least", "worth"), TABLE)
def test_wait_and_repair_follow_the_worked_table(lapse_years: int, before: int, least: int, worth: int) -> None:
    year = 2025 + lapse_years
    on = f"{year - 1}-12-01"
    told = answer(case(on, year), FUTURE)
    assert told["lapse"]["lapse_years"] == lapse_years
    assert only_year(told)["total_months"] == before
    assert told["repair"] == {"worth_years": worth, "paid_years": 0, "cost_fen": 0}

    if worth:
        repaired = answer(case(on, year, plan={"repair_years": worth}), FUTURE)
        assert only_year(repaired)["total_months"] == least
        assert repaired["repair"]["cost_fen"] == worth * 400 * YUAN
        assert repaired["charge"] == {"total_fen": (worth + 1) * 400 * YUAN}
        assert only_year(repaired)["first_covered_day"] == iso(day(f"{year}-01-01") + 30 * least)

    too_much = answer(case(on, year, plan={"repair_years": worth + 1}), FUTURE)
    assert too_much["refusal"] == "repair_worth_less"
    assert too_much["repair"]["worth_years"] == worth


# -- the example of the contract ---------------------------------------------------------------------


def test_two_lapse_years_give_the_answer_shown_in_the_contract() -> None:
    told = answer(case("2026-11-21", 2027, history=(resident(2024, "2023-11-02"),)), FUTURE)
    assert told["outcome"] == "collect_with_wait"
    assert only_year(told) == {
        "year": 2027,
        "known": True,
        "basis": "in_window",
        "lapse_years": 2,
        "fixed_months": 3,
        "variable_months": 1,
        "repaired_months": 0,
        "total_months": 4,
        "wait_from": "2027-01-01",
        "first_covered_day": "2027-05-01",
        "carried_until": None,
        "covered_from": "2027-05-01",
        "covered_to": "2027-12-31",
    }
    assert told["lapse"] == {
        "lapse_years": 2,
        "continuous_years": 1,
        "by_year": [(2025, "lapse"), (2026, "lapse")],
    }
    assert told["charge"] == {"total_fen": 400 * YUAN}
    assert told["repair"] == {"worth_years": 1, "paid_years": 0, "cost_fen": 0}
    assert spans(told["timeline"])[-2:] == [
        {"from": "2027-01-01", "to": "2027-04-30", "status": "waiting", "scheme": "resident"},
        {"from": "2027-05-01", "to": "2027-12-31", "status": "covered", "scheme": "resident"},
    ]


def test_a_fee_not_published_yet_leaves_the_dates_and_takes_the_charge() -> None:
    told = answer(case("2026-11-21", 2027), HUNAN)
    assert (told["outcome"], told["charge"]) == ("needs_policy", None)
    assert only_year(told)["first_covered_day"] == "2027-05-01"


# -- what Hunan's bureaus and newspapers published ---------------------------------------------------


def test_hn_hs_1_one_lapse_year_waits_ninety_days() -> None:
    year = only_year(answer(case("2025-10-15", 2026), HUNAN))
    assert (year["fixed_months"], year["variable_months"]) == (3, 0)
    assert day(year["first_covered_day"]) - day(year["wait_from"]) == 90


def test_hn_hs_2_a_missed_window_waits_ninety_days_from_payment() -> None:
    told = answer(case("2026-02-01", 2026, history=(resident(2025, "2024-10-10"),)), HUNAN)
    year = only_year(told)
    assert (year["basis"], year["fixed_months"], year["variable_months"]) == ("out_of_window", 3, 0)
    assert (year["wait_from"], year["first_covered_day"]) == ("2026-02-01", "2026-05-02")


@pytest.mark.parametrize("paid_on", ["2026-03-01", "2026-05-30", "2026-12-31"])
@pytest.mark.parametrize("entry", ["HN-HS-5", "HN-NB-1"])
def test_hn_hs_5_and_nb_1_a_newborn_with_an_insured_parent_pays_nothing(entry: str, paid_on: str) -> None:
    told = answer(case(paid_on, 2026, born="2026-03-01", category="child", insured_parent=True), HUNAN)
    assert (told["outcome"], told["charge"]) == ("collect", {"total_fen": 0}), entry
    assert only_year(told)["covered_from"] == "2026-03-01"


def test_hn_hs_6_a_leaver_after_ninety_days_waits() -> None:
    history = (resident(2025, "2024-10-10"), employee("2026-01", "2026-03"))
    told = answer(case("2026-06-30", 2026, history=history), HUNAN)
    year = only_year(told)
    assert (year["basis"], year["fixed_months"], year["variable_months"]) == ("out_of_window", 3, 0)
    in_time = answer(case("2026-06-29", 2026, history=history), HUNAN)
    assert only_year(in_time)["basis"] == "employee_transfer"
    assert only_year(in_time)["covered_from"] == "2026-04-01"


def test_hn_yy_1_after_the_window_the_subsidy_is_paid_too() -> None:
    told = answer(case("2026-02-01", 2026, history=(resident(2025, "2024-10-10"),)), HUNAN)
    assert told["charge"] == {"total_fen": 1_100 * YUAN}
    assert only_year(told)["fixed_months"] == 3


def test_hn_nb_2_a_newborn_within_ninety_days_pays_the_individual_fee() -> None:
    told = answer(case("2026-05-30", 2026, born="2026-03-01", category="child", insured_parent=False), HUNAN)
    assert told["charge"] == {"total_fen": 400 * YUAN}
    assert (told["outcome"], only_year(told)["covered_from"]) == ("collect", "2026-03-01")


def test_hn_nb_3_a_newborn_after_ninety_days_counts_from_the_application() -> None:
    told = answer(case("2026-05-31", 2026, born="2026-03-01", category="child", insured_parent=False), HUNAN)
    year = only_year(told)
    assert (year["basis"], year["wait_from"]) == ("out_of_window", "2026-05-31")
    assert told["charge"] == {"total_fen": 1_100 * YUAN}


@pytest.mark.parametrize("category", ["destitute", "severely_disabled", "orphan", "unattended_child"])
def test_hn_fee_1_four_hardship_categories_pay_nothing_inside_the_window(category: str) -> None:
    told = answer(case("2025-12-01", 2026, hardship=held(category)), HUNAN)
    assert told["charge"] == {"total_fen": 0}
    late = answer(case("2026-03-01", 2026, hardship=held(category)), HUNAN)
    assert late["charge"] == {"total_fen": 1_100 * YUAN}


# -- official dates of other areas that fix a reading ------------------------------------------------


def test_thirty_day_months_end_where_the_official_example_says() -> None:
    assert iso(day_after(day("2025-01-01"), 3, "30_days")) == "2025-04-01"


@pytest.mark.parametrize(
    ("start", "months", "first_covered"),
    [
        ("2025-07-03", 3, "2025-10-03"),
        ("2026-01-01", 3, "2026-04-01"),
        ("2027-01-01", 4, "2027-05-01"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2025-12-31", 12, "2026-12-31"),
    ],
)
def test_calendar_months_keep_the_day_or_clamp_to_the_months_end(start: str, months: int, first_covered: str) -> None:
    """LN-FX-1a, LN-FX-3, SD-QD-1, and R5 for month ends."""
    assert iso(day_after(day(start), months, "calendar")) == first_covered


# -- one derived case for every branch of the readings -----------------------------------------------

EMPLOYED = employee("2025-06", "2026-10")
"""Employee cover whose break day is 1 November 2026."""


@pytest.mark.parametrize(
    ("reading", "asked", "basis", "covered_from", "fen"),
    [
        ("R6", case("2026-01-20", 2026, history=(resident(2025, "2024-10-10"),)),
         "in_window", "2026-01-01", 400),
        ("R6", case("2026-01-20", 2026, history=(employee("2025-01", "2026-01", "2026-01-09"),)),
         "in_window", "2026-01-10", 400),
        ("R13", case("2026-11-01", 2026, history=(EMPLOYED,)), "employee_transfer", "2026-11-01", 400),
        ("R13", case("2026-12-31", 2026, history=(EMPLOYED,)), "employee_transfer", "2026-11-01", 400),
        ("R14", case("2027-01-29", 2027, history=(EMPLOYED,)),
         "employee_transfer_next_year", "2027-01-01", 400),
        ("R15", case("2027-01-30", 2027, history=(EMPLOYED,)), "out_of_window", "2027-04-30", 1_100),
        ("R16", case("2025-03-31", 2025, born="2024-12-31", category="child"),
         "newborn_next_year", "2025-01-01", 400),
        ("R16", case("2025-12-28", 2025, born="2025-09-29", category="child"), "newborn", "2025-09-29", 400),
        ("R18", case("2025-12-29", 2025, born="2025-09-29", category="child"), "out_of_window", None, 1_070),
        ("R17", case("2027-03-10", 2027, born="2026-12-10", category="child"),
         "newborn_next_year", "2027-01-01", 400),
        ("R17", case("2027-03-11", 2027, born="2026-12-10", category="child"),
         "out_of_window", "2027-06-09", 1_100),
        ("R19", case("2026-08-01", 2026, born="2020-01-01", category="welfare_institution_child",
                     institution_entry="2026-07-20"), "welfare_child", "2026-07-20", 400),
        ("R19", case("2026-08-01", 2026, born="2020-01-01", category="welfare_institution_child",
                     institution_entry="2025-07-20"), "welfare_child", "2026-01-01", 400),
        ("R20", case("2026-10-01", 2027, history=(resident(2026, "2025-10-10"),), born="2008-01-01",
                     category="college_student", school={"entered_on": "2026-09-01", "prepaid_until": None},
                     plan={"through_school": True}), "new_student", "2026-09-01", 400),
        ("R22", case("2025-12-01", 2026, hardship=held("minimum_living"), born="2025-10-10"),
         "newborn_next_year", "2026-01-01", 200),
    ],
)  # fmt: skip
def test_each_basis_gives_its_cover_and_its_fee(
    reading: str, asked: Case, basis: str, covered_from: str | None, fen: int
) -> None:
    told = answer(asked, FUTURE)
    year = only_year(told)
    assert (year["basis"], year["covered_from"]) == (basis, covered_from), reading
    assert told["charge"] == {"total_fen": fen * YUAN}, reading


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("too_late", case("2027-01-01", 2026)),
        ("too_early", case("2026-08-31", 2027)),
        ("too_early", case("2026-10-01", 2027, plan={"in_window": False})),
        ("already_enrolled", case("2026-10-01", 2026, history=(resident(2026, "2025-10-01"),))),
        ("already_enrolled", case("2026-10-01", 2027, 2027)),
        ("double_enrolment", case("2026-10-31", 2026, history=(EMPLOYED,))),
        ("repair_worth_less", case("2026-10-31", plan={"repair_years": 1})),
        ("too_early", case("2026-08-31", 2026, 2027)),
    ],
)
def test_what_may_not_be_bought_is_refused_as_a_whole(code: str, asked: Case) -> None:
    told = answer(asked, FUTURE)
    assert (told["outcome"], told["refusal"]) == ("do_not_collect", code)
    assert (told["years"], told["charge"]) == ([], None)


def test_years_of_schooling_paid_ahead_are_refused_with_their_cover() -> None:
    school = {"entered_on": "2023-09-01", "prepaid_until": 2027}
    told = answer(case("2026-10-01", 2027, category="college_student", school=school), FUTURE)
    assert told["refusal"] == "already_prepaid"
    assert (only_year(told)["covered_from"], only_year(told)["covered_to"]) == ("2027-01-01", "2027-12-31")


def test_an_unknown_parent_leaves_the_dates_within_ninety_days_only() -> None:
    in_time, later = (
        answer(case(on, 2026, born="2026-03-01", category="child"), HUNAN) for on in ("2026-05-30", "2026-05-31")
    )
    assert in_time["outcome"] == later["outcome"] == "needs_facts"
    assert (only_year(in_time)["covered_from"], in_time["charge"]) == ("2026-03-01", None)
    assert not only_year(later)["known"]


def test_an_unknown_window_is_inside_before_new_year_and_a_question_after() -> None:
    without = with_coming_years(HUNAN, until=2026)
    assert only_year(answer(case("2026-11-01", 2027), without))["basis"] == "in_window"
    told = answer(case("2027-02-01", 2027), without)
    assert told["outcome"] == "needs_policy"
    assert "window" in told["questions"]
    assert not only_year(told)["known"]


def test_a_wait_carries_into_the_next_year_and_delays_it() -> None:
    """R8, R9: paid on 20 November 2025, ninety days."""
    told = answer(case("2025-12-01", 2026, history=(resident(2025, "2025-11-20"),)), HUNAN)
    year = only_year(told)
    assert (told["outcome"], year["total_months"], year["carried_until"]) == (
        "collect_with_wait",
        0,
        "2026-02-18",
    )
    assert year["covered_from"] == "2026-02-18"


def test_a_year_paid_so_late_that_nothing_is_left_is_still_collected() -> None:
    """R8: payment on 2 October leaves 31 December; on 3 October nothing."""
    last_day, nothing = answer(case("2025-10-02", 2025), HUNAN), answer(case("2025-10-03", 2025), HUNAN)
    assert only_year(last_day)["covered_from"] == "2025-12-31"
    assert only_year(nothing)["covered_from"] is None
    assert nothing["outcome"] == "collect_with_wait"


def test_neutral_years_neither_add_to_a_lapse_nor_end_it() -> None:
    """R2: 2025 lapse, 2026 neutral (three months), 2027 lapse (two)."""
    history = (employee("2026-04", "2026-06"), employee("2027-01", "2027-02"))
    told = answer(case("2027-11-01", 2028, history=history), FUTURE)
    assert told["lapse"]["by_year"] == [(2025, "lapse"), (2026, "neutral"), (2027, "lapse")]
    assert only_year(told)["lapse_years"] == 2


def test_repair_of_a_running_wait_covers_no_earlier_than_the_repair() -> None:
    """R36: enrolled for 2028 after three lapse years; five months become three, but not before the repair."""
    paid = resident(2028, "2027-10-10")
    fresh = answer(case("2028-01-10", history=(paid,), plan={"repair_years": 2}), FUTURE)
    assert spans(fresh["timeline"])[-1]["from"] == iso(day("2028-01-01") + 90)
    late = answer(case("2028-04-20", history=(paid,), plan={"repair_years": 2}), FUTURE)
    assert spans(late["timeline"])[-1]["from"] == "2028-04-20"
    kept = answer(case("2028-05-01", 2028, history=(paid, repair("2028-01-10", 9))), FUTURE)
    assert spans(kept["timeline"])[-1]["from"] == iso(day("2028-01-01") + 90)


# -- random lives ------------------------------------------------------------------------------------


def contract_faults(life: Case) -> list[str]:
    """What a strict reader of the contract would refuse."""
    person, plan = life["person"], life["plan"]
    checks: dict[str, Callable[[], bool]] = {
        "area": lambda: len(life["area"]) == 6,
        "on": lambda: date.fromisoformat(life["on"]).isoformat() == life["on"],
        "birth": lambda: bool(date.fromisoformat(person["birth_date"])),
        "plan": lambda: bool(plan["years"]) or plan.get("repair_years", 0) > 0,
        "fees": lambda: all(
            {"year", "area", "paid_on"} <= set(r) for r in life.get("history", []) if r["kind"] == "resident"
        ),
        "spells": lambda: all(
            r.get("to") is None or r["from"] <= r["to"] for r in life.get("history", []) if r["kind"] == "employee"
        ),
        "repairs": lambda: all(r["years"] > 0 for r in life.get("history", []) if r["kind"] == "repair"),
        "hardship": lambda: all(h["to"] is None or h["from"] <= h["to"] for h in person.get("hardship", [])),
    }
    return [name for name, holds in checks.items() if not holds()]


@given(lives())
def test_every_life_satisfies_the_contract(life: Case) -> None:
    assert contract_faults(life) == []


@given(lives())
def test_the_timeline_names_every_day_once(life: Case) -> None:
    days = [each for each, _, _ in answer(life, FUTURE)["timeline"]]
    if days:
        assert (days[0].month, days[0].day, days[-1].month, days[-1].day) == (1, 1, 12, 31)
        assert days == [days[0] + timedelta(days=n) for n in range(len(days))]


@given(lives())
def test_the_order_of_records_changes_nothing(life: Case) -> None:
    fees = [(r["paid_on"], r["year"]) for r in life.get("history", []) if r["kind"] == "resident"]
    assume(len(fees) == len(set(fees)))
    turned = life | {"history": life.get("history", [])[::-1]}
    assert answer(turned, FUTURE) == answer(life, FUTURE)


@given(lives())
def test_a_collected_plan_is_priced_and_dated_or_says_what_is_missing(life: Case) -> None:
    told = answer(life, FUTURE)
    if told["outcome"] in {"collect", "collect_with_wait"}:
        assert told["charge"] is not None
        assert all(year["known"] for year in told["years"])
        assert not told["questions"]
    elif told["outcome"] != "do_not_collect":
        assert told["questions"]


@given(lives())
def test_covered_days_of_a_planned_year_are_covered_in_the_timeline(life: Case) -> None:
    told = answer(life, FUTURE)
    status = {each.isoformat(): kind for each, kind, _ in told["timeline"]}
    for year in told["years"]:
        if year["covered_from"] is not None:
            assert {status.get(year["covered_from"], "covered"), status[year["covered_to"]]} == {"covered"}


def test_one_seed_always_gives_the_same_lives_and_every_basis_occurs() -> None:
    rng, again = random.Random(1), random.Random(1)
    found = [random_life(rng) for _ in range(600)]
    assert found == [random_life(again) for _ in range(600)]
    bases = {year["basis"] for life in found for year in answer(life, FUTURE)["years"]}
    assert bases >= {
        *{"welfare_child", "newborn", "newborn_next_year", "new_student", "prepaid_student", "in_window"},
        *{"employee_transfer", "employee_transfer_next_year", "out_of_window"},
    }


def test_records_dated_after_the_day_asked_do_not_count() -> None:
    """R1, R41."""
    future = (resident(2026, "2025-12-02"), employee("2026-01", None), repair("2025-12-02", 1))
    facts = facts_of(case("2025-12-01", 2026, history=future))
    assert (facts.history, facts.spells, facts.repairs) == ((), (), ())
