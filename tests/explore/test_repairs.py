"""Every number of repair years told at once is what each would be by itself."""

import random
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from app.assess import brief, with_repairs
from app.model.case import Case
from tests.explore.asking import ADULT, ASSUMED, case, fee
from tests.oracle.lives import random_life

LIVES = 400


def each_by_itself(asked: Case, number: int):
    plan = replace(asked.plan, repair_years=number)
    return brief(replace(asked, plan=plan), ASSUMED.of(asked.area))


def test_each_number_of_repair_years_is_what_it_would_be_by_itself():
    rng = random.Random(11)
    further = 0
    for _ in range(LIVES):
        life = msgspec.convert(random_life(rng), Case)
        for years in {life.plan.years, (), (life.on.year, life.on.year + 1)}:
            plan = replace(life.plan, years=years, repair_years=0 if years else 1)
            asked = replace(life, plan=plan)
            told = list(with_repairs(asked, ASSUMED.of(asked.area)))
            for each in told:
                assert each.told == each_by_itself(asked, each.repair_years), msgspec.json.encode(asked)
            if len(told) > 1:
                further += 1
                beyond = each_by_itself(asked, told[-1].repair_years + 1)
                assert beyond.outcome == "do_not_collect", msgspec.json.encode(asked)
    assert further > LIVES // 10


def test_what_is_in_doubt_is_told_for_the_plan_as_it_stands_alone():
    asked = case("2029-11-10", ADULT, plan={"scheme": "resident", "years": [2030]}, unknown_years=[2025])
    (told,) = with_repairs(asked, ASSUMED.of("430100"))
    assert (told.told.outcome, told.repairable) == ("needs_facts", False)


def test_who_is_on_benefit_for_months_not_told_is_asked_whatever_the_number():
    person = {"birth_date": "1980-05-01", "category": "unemployed_on_benefit"}
    history = fee(2026, "2025-11-01"), fee(2029, "2029-10-01")
    asked = case("2029-11-10", person, *history, plan={"scheme": "resident", "years": [2030]})
    told = list(with_repairs(asked, ASSUMED.of("430100")))
    assert [(each.repair_years, each.told.outcome) for each in told] == [(0, "collect_with_wait")]
    assert each_by_itself(asked, 1).outcome == "needs_facts"


def test_nine_lapse_years_are_worth_six_repair_years_and_each_takes_off_thirty_days():
    plan = {"scheme": "resident", "years": [2036]}
    told = list(with_repairs(case("2035-11-10", ADULT, fee(2025, "2024-11-01"), plan=plan), ASSUMED.of("430100")))
    assert [each.repair_years for each in told] == list(range(len(told)))
    first_days = [each.told.years[0].covered_from for each in told if each.told.years[0].covered_from]
    assert {(one - other).days for one, other in pairwise(first_days)} == {30}
    assert [each.repairable for each in told] == [True] * (len(told) - 1) + [False]
