"""A headline fits on one line, says the verdict first, and promises cover only where it is certain."""

from datetime import date
from itertools import product
from typing import get_args

import pytest
from msgspec.structs import replace

from app.model.codes import Outcome
from app.wording import worded
from app.wording.headlines import DOUBTS, SUBJECTS_OF_MONEY, headline
from app.wording.template import TEMPLATES
from app.wording.values import said

LONGEST_ZH, LONGEST_EN = 30, 80
EMPLOYEE_TO_AUGUST = {"kind": "employee", "area": "430100", "from": "2026-01", "to": "2026-08"}
EMPLOYEE_TO_JUNE = {"kind": "employee", "area": "430100", "from": "2020-01", "to": "2026-06"}
RUNNING = {"kind": "employee", "area": "430100", "from": "2020-01"}
CHILD = {"birth_date": "2026-03-01", "category": "child"}
WIDEST = {
    "total_fen": (999_999, 2_400_000),
    "first_day": (date(2027, 12, 31), date(2027, 9, 30)),
    "opens_on": (date(2027, 12, 31), date(2027, 9, 30)),
    "year": (2027,),
    "bought_year": (2027,),
    "count": (20,),
    "worth_years": (20,),
    "known": ("later", "not_held"),
    "subject": ("newborn", "transfer", "exempt"),
    "paid_fen": (39_999_999_999,),
    "unpaid_fen": (39_999_999_999,),
    "paid_in_full": (40,),
    "needs": (40,),
}


def paid(year, paid_on):
    return {"kind": "resident", "year": year, "area": "430100", "paid_on": paid_on}


def test_several_years_with_days_of_their_own_are_left_to_be_seen(asked):
    answer = asked("2026-10-10", [2026, 2027], paid(2025, "2024-10-01"), EMPLOYEE_TO_AUGUST, published_to=2036)
    first, second = answer.years
    apart = replace(answer, years=(first, replace(second, covered_from=date(2027, 2, 1))))
    assert headline(apart).zh == "可收2年800元，各年起享日不同，见分年待遇"


def test_every_headline_fits(answers):
    for _, answer in answers:
        told = headline(answer)
        assert len(told.zh) <= LONGEST_ZH, told.zh
        assert len(told.en) <= LONGEST_EN, told.en


@pytest.mark.parametrize("code", [code for kind, code in TEMPLATES if kind == "headline"])
def test_a_headline_fits_with_its_widest_facts(code):
    for template in TEMPLATES["headline", code]:
        for values in product(*(WIDEST[slot] for slot in template.slots)):
            facts = dict(zip(template.slots, values, strict=True))
            if facts.get("count") and facts.get("total_fen") == 2_400_000:
                assert said("total_fen", 2_400_000).zh == "24000元"
            told = template.said(facts | dict(template.when))
            if facts.get("count") is None and facts.get("total_fen") == 2_400_000:
                continue  # twenty years' money for one year
            assert len(told.zh) <= LONGEST_ZH, told.zh
            assert len(told.en) <= LONGEST_EN, told.en


WIDEST_CHOICE = {
    "on": (date(2027, 12, 31),),
    "years": ("2026, 2027",),
    "repair_years": (12,),
    "total_fen": (1_240_000,),
    "more_fen": (1_240_000, -1_240_000),
    "later_days": (366, -366),
    "outcome": get_args(Outcome),
}


@pytest.mark.parametrize(("kind", "code"), [each for each in TEMPLATES if each[0] in {"option", "change"}])
def test_the_headline_of_an_option_and_of_a_comparison_fits_with_its_widest_facts(kind, code):
    for template in TEMPLATES[kind, code]:
        slots = [slot.removeprefix("-") for slot in template.slots]
        for values in product(*(WIDEST_CHOICE[slot] for slot in slots)):
            told = template.said(dict(zip(slots, values, strict=True)) | dict(template.when))
            assert len(told.zh) <= LONGEST_ZH, told.zh
            assert len(told.en) <= LONGEST_EN, told.en


def test_cover_is_promised_only_where_it_is_certain(answers):
    for _, answer in answers:
        told = headline(answer)
        doubtful = any(each.code in DOUBTS and each.subject not in SUBJECTS_OF_MONEY for each in answer.policy.warnings)
        promised = "covered from" in told.en
        assert promised == ("享受" in told.zh and "预计" not in told.zh and "不享受" not in told.zh)
        if promised:
            assert answer.outcome in {"collect", "collect_with_wait"}
            assert not doubtful
            covered = [each for each in answer.years if each.covered_from]
            assert len(covered) == len(answer.years) or answer.charge.items[0].kind == "repair"
            assert said("first_day", covered[0].covered_from).zh in told.zh


def test_the_amount_is_that_of_the_charge(answers):
    for _, answer in answers:
        if answer.outcome in {"collect", "collect_with_wait"}:
            told, total_fen = headline(answer), answer.charge.total_fen
            assert (said("total_fen", total_fen).zh if total_fen else "免缴") in told.zh
            assert (said("total_fen", total_fen).en if total_fen else "Nothing to collect") in told.en


def test_a_year_without_cover_is_said_to_be_one(answers):
    for _, answer in answers:
        if any(each.code == "buys_no_cover" for each in answer.findings) and answer.charge:
            assert "不享受待遇" in headline(answer).zh


@pytest.mark.parametrize(
    ("case", "zh", "en"),
    [
        pytest.param(
            {"on": "2025-10-08", "years": [2026], "history": [paid(2025, "2024-10-01")]},
            "可收400元，2026年1月1日起享受待遇",
            "Collect 400 yuan; covered from 1 January 2026",
            id="in the window",
        ),
        pytest.param(
            {"on": "2026-03-02", "years": [2026]},
            "可收1100元，等待期后2026年5月31日起享受",
            "Collect 1,100 yuan; waiting period, covered from 31 May 2026",
            id="late",
        ),
        pytest.param(
            {"on": "2026-11-21", "years": [2026]},
            "可收1100元，但2026年度不享受待遇，只计参保",
            "Collect 1,100 yuan, but nothing of 2026 is covered; it counts as enrolled",
            id="too late to be covered",
        ),
        pytest.param(
            {"on": "2026-11-21", "years": [2027]},
            "2027年缴费标准未公布；预计2027年5月1日起享受",
            "Fee for 2027 not published; if paid, cover is expected from 1 May 2027",
            id="fee not published",
        ),
        pytest.param(
            {"on": "2027-02-01", "years": [2027], "history": [paid(2026, "2025-10-01")]},
            "先核实：2027年集中参保缴费期是否还开着？",
            "Check first: is the payment window of 2027 still open?",
            id="window not known",
        ),
        pytest.param(
            {"on": "2024-10-01", "years": [2024]},
            "2024年等待期规定未收录，待遇日期不能确定",
            "Waiting rules for 2024 not on file: the days of cover are not certain",
            id="before the rules",
        ),
        pytest.param(
            {"on": "2026-07-10", "years": [2026], "history": [paid(2025, "2024-10-01"), EMPLOYEE_TO_JUNE]},
            "可收400元，2026年7月1日起享受待遇",
            "Collect 400 yuan; covered from 1 July 2026",
            id="transfer",
        ),
        pytest.param(
            {"on": "2026-04-01", "years": [2026], "person": CHILD | {"insured_parent": True}},
            "个人免缴，2026年3月1日起享受待遇",
            "Nothing to collect; covered from 1 March 2026",
            id="newborn waiver",
        ),
        pytest.param(
            {"on": "2026-04-01", "years": [2026], "person": CHILD},
            "先问：孩子的父亲或母亲是否在本省参加医保？",
            "Ask first: is a parent of the child insured in the province?",
            id="a question",
        ),
        pytest.param(
            {"on": "2025-12-01", "years": [2025, 2026], "history": [paid(2025, "2024-10-01")]},
            "不收：2025年度已缴过费，不用再缴",
            "Do not collect: 2025 is already paid; nothing to pay",
            id="already paid",
        ),
        pytest.param(
            {"on": "2026-03-01", "years": [2026], "history": [RUNNING]},
            "不收：职工医保还在保，请停保后再来转入",
            "Do not collect: employee cover is running; come back when it has ended",
            id="employee cover runs",
        ),
        pytest.param(
            {"on": "2025-03-01", "years": [2026]},
            "暂不收：2026年度请于2025年9月1日起来缴",
            "Do not collect yet: 2026 may be paid from 1 September 2025",
            id="too early",
        ),
        pytest.param(
            {"on": "2026-08-01", "years": [2027], "person": {"plan": {"in_window": False}}},
            "暂不收：不在缴费期内，2027年1月1日起可按期外缴",
            "Do not collect yet: outside the window; payable late from 1 January 2027",
            id="said to be outside a window that is not published",
        ),
        pytest.param(
            {"on": "2026-03-01", "years": [2025]},
            "不收：2025年度已结束，请改缴以后的年度",
            "Do not collect: 2025 is over; pay for a later year",
            id="too late",
        ),
        pytest.param(
            {"on": "2025-10-08", "years": [2026], "repair_years": 1, "history": [paid(2025, "2024-10-01")]},
            "不收：修复不能缩短等待，请不要缴修复费",
            "Do not collect: repair would not shorten the wait; plan none",
            id="nothing to repair",
        ),
        pytest.param(
            {"on": "2026-11-21", "years": [2027], "repair_years": 2},
            "不收：修复年数过多，请改为最多修复1年",
            "Do not collect: too many years of repair; plan 1 year at most",
            id="too much repair",
        ),
        pytest.param(
            {
                "on": "2026-10-10",
                "years": [2026, 2027],
                "published_to": 2036,
                "history": [paid(2025, "2024-10-01"), EMPLOYEE_TO_AUGUST],
            },
            "可收2年800元，2026年9月1日起享受待遇",
            "Collect 800 yuan for 2 years; covered from 1 September 2026",
            id="several years",
        ),
        pytest.param(
            {"on": "2026-03-01", "years": [2026], "area": "110000"},
            "本服务没有该统筹区的政策，请问当地医保部门",
            "We hold no policy for this area: ask its medical insurance bureau",
            id="an area not modelled",
        ),
        pytest.param(
            {"on": "2026-03-01", "years": [2026], "person": {"special_status": ["veteran"]}},
            "不在测算范围：该身份另有规定，请问医保部门",
            "Out of scope: another document rules this status; ask the bureau",
            id="ruled elsewhere",
        ),
        pytest.param(
            {"on": "2026-03-01", "years": [2026], "person": {"plan": {"scheme": "employee"}}},
            "不在测算范围：职工医保请到职工医保窗口办理",
            "Out of scope: for the employee scheme, ask its own counter",
            id="employee scheme",
        ),
        pytest.param(
            {"on": "2026-11-21", "years": [2027], "person": {"unknown_years": [2025, 2026]}},
            "先核实：2025年等2个年度是否缴过居民医保费？",
            "Check first: were the resident fees of 2 years, 2025 the first, paid?",
            id="unknown years",
        ),
        pytest.param(
            {"on": "2026-11-21", "years": []},
            "先问：这次要缴哪一年度的居民医保费？",
            "Ask first: for which year is the resident fee to be paid?",
            id="no plan",
        ),
        pytest.param(
            {"on": "1980-11-21", "years": [2027]},
            "先核对日期：办理日期早于出生日期",
            "Check the dates first: the day asked about is before the birth",
            id="before birth",
        ),
    ],
)
def test_a_headline_says_the_verdict(asked, case, zh, en):
    given = dict(case)
    person, history = given.pop("person", {}), given.pop("history", [])
    told = worded(asked(given.pop("on"), given.pop("years"), *history, **given, **person)).headline
    assert (told.zh, told.en) == (zh, en)
