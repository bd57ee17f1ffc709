"""What must hold for anyone, whatever their life; each property is a sentence of the law or of its readings."""

import random
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.assess import assess
from app.model.assessment import Assessment
from app.model.case import Case, Category, HardshipCategory, SpecialStatus
from app.policies import load
from tests.oracle.lives import lives

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).parents[2]
POLICIES = load(ROOT / "policy", ROOT / "tests" / "policy" / "overlays" / "hunan-2036")
NEVER = date.max
RARE = settings(suppress_health_check=[HealthCheck.filter_too_much])
"""Most lives do not have what these properties speak of; those that do not are passed over."""
ELSEWHERE = ["210900", "350200", "360000", "421200", "422800", "520600", "530523"]
"""Areas of other provinces that read the law otherwise, each in its own way."""
CHOICES = {"child", "college_student", "welfare_institution_child"}


def answered(case: dict[str, Any]) -> Assessment:
    asked = msgspec.convert(case, Case)
    return assess(asked, POLICIES.of(asked.area))


def collected(answer: Assessment) -> bool:
    return answer.outcome in {"collect", "collect_with_wait"}


def first_days(answer: Assessment) -> list[date]:
    """The first covered day of each planned year; the end of time where nothing of it is covered."""
    return [year.covered_from or NEVER for year in answer.years]


def told(answer: Assessment) -> tuple[object, ...]:
    """All that a payer acts upon."""
    days: list[tuple[date, str, str | None]] = []
    for each in answer.timeline:
        if not days or days[-1][1:] != (each.status, each.scheme):
            days.append((each.from_on, each.status, each.scheme))
    return answer.outcome, answer.years, answer.charge, answer.lapse, answer.repair, days


def with_history(case: dict[str, Any], history: list[dict[str, Any]]) -> dict[str, Any]:
    return {**case, "history": history}


def last_day_known(case: dict[str, Any]) -> str:
    """The last day on which anything happened: a payment, employee cover, being taken into care."""
    days = [record.get("paid_on") or record.get("applied_on") or "" for record in case.get("history", [])]
    spells = [record for record in case.get("history", []) if record["kind"] == "employee"]
    days += [record.get("ended_on") or f"{record.get('to') or '9999-12'}-31" for record in spells]
    return max([*days, case["person"].get("institution_entry") or ""])


@RARE
@given(lives(), st.integers(1, 200))
def test_paying_earlier_never_covers_later(case: dict[str, Any], sooner_days: int) -> None:
    """ "自缴费之日起设置等待期" (item 9): every wait counts from the payment or from a fixed day."""
    sooner = (date.fromisoformat(case["on"]) - timedelta(days=sooner_days)).isoformat()
    assume(last_day_known(case) < sooner)
    late, early = answered(case), answered({**case, "on": sooner})
    assume(collected(late) and collected(early) and case["plan"].get("years"))
    assert all(first <= then for first, then in zip(first_days(early), first_days(late), strict=True))


@RARE
@given(lives())
def test_repair_never_lengthens_a_wait(case: dict[str, Any]) -> None:
    """ "每多缴纳1年可减少1个月变动待遇等待期" (item 8)."""
    plain, repaired = (answered({**case, "plan": {**case["plan"], "repair_years": years}}) for years in (0, 1))
    assume(collected(plain) and collected(repaired) and case["plan"].get("years"))
    assert all(first <= then for first, then in zip(first_days(repaired), first_days(plain), strict=True))
    assert (repaired.charge and plain.charge) is not None
    assert repaired.charge.total_fen > plain.charge.total_fen


@RARE
@given(lives(), st.randoms(use_true_random=False))
def test_one_more_lapse_never_shortens_a_wait(case: dict[str, Any], rng: random.Random) -> None:
    """ "每多断保1年……增加变动待遇等待期1个月" (item 8); leavers, newborns and students may choose."""
    history = case.get("history", [])
    fees = [record for record in history if record["kind"] == "resident"]
    assume(fees and len(fees) == len(history) and case["person"]["category"] not in CHOICES)
    dropped = rng.choice(fees)
    assume(dropped["year"] not in case["plan"].get("years", []))
    more = [record for record in fees if record["year"] != dropped["year"]]
    enrolled, lapsed = answered(case), answered(with_history(case, more))
    assume(collected(enrolled) and collected(lapsed) and case["plan"].get("years"))
    assume(not case["plan"].get("repair_years"))
    assert all(then >= first for first, then in zip(first_days(enrolled), first_days(lapsed), strict=True))


@RARE
@given(lives(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(case: dict[str, Any], rng: random.Random) -> None:
    """The life is a fold over dated events, not over a list (R40)."""
    history = list(case.get("history", []))
    dated = [(record.get("paid_on"), record.get("year")) for record in history if record["kind"] == "resident"]
    assume(len(history) > 1 and len(set(dated)) == len(dated))
    repairs = [record["applied_on"] for record in history if record["kind"] == "repair"]
    assume(len(set(repairs)) == len(repairs))
    shuffled = rng.sample(history, len(history))
    assert told(answered(with_history(case, shuffled))) == told(answered(case))


@RARE
@given(lives(), st.randoms(use_true_random=False))
def test_splitting_a_spell_changes_nothing(case: dict[str, Any], rng: random.Random) -> None:
    """ "职工医保中断缴费" (item 9): only a day without employee cover is a break, not a change of employer."""
    history = case.get("history", [])
    whole = [
        (place, record)
        for place, record in enumerate(history)
        if record["kind"] == "employee" and record.get("to") and record["from"] < record["to"]
    ]
    assume(whole)
    place, spell = rng.choice(whole)
    months = month_range(spell["from"], spell["to"])
    cut = rng.randrange(1, len(months))
    before = {**spell, "to": months[cut - 1], "ended_on": None}
    after = {**spell, "from": months[cut]}
    assume((spell.get("ended_on") or "9999") >= f"{months[cut]}-01")
    assume(f"{months[cut]}-01" <= case["on"])
    split = [*history[:place], before, after, *history[place + 1 :]]
    assert told(answered(with_history(case, split))) == told(answered(case))


def month_range(first: str, last: str) -> list[str]:
    (year, month), months = map(int, first.split("-")), []
    while f"{year}-{month:02}" <= last:
        months.append(f"{year}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


@given(lives(), st.sampled_from(["430100", *ELSEWHERE]))
def test_the_timeline_covers_every_day_once(case: dict[str, Any], area: str) -> None:
    """From 1 January of the first counted year to 31 December of the last planned one, without gap or overlap."""
    days = answered({**case, "area": area}).timeline
    for one, following in pairwise(days):
        assert following.from_on == one.to_on + timedelta(days=1)
    for each in days:
        assert each.from_on <= each.to_on
        assert each.status != "covered" or each.scheme is not None
    if days:
        assert (days[0].from_on.month, days[0].from_on.day) == (1, 1)
        assert (days[-1].to_on.month, days[-1].to_on.day) == (12, 31)
        assert not case["plan"].get("years") or days[-1].to_on.year == max(case["plan"]["years"])


@given(lives(), st.sampled_from(["430100", *ELSEWHERE]))
def test_nobody_is_said_to_be_covered_before_the_first_covered_day(case: dict[str, Any], area: str) -> None:
    """ "待遇等待期内发生的医疗费用不予报销" (item 8)."""
    answer = answered({**case, "area": area})
    bought = {year.year: year for year in answer.years}
    for each in answer.timeline:
        year = bought.get(each.from_on.year)
        if year is not None and (each.status, each.scheme) == ("covered", "resident"):
            student = bought.get(year.year + 1)
            ahead = student is not None and student.basis == "new_student"
            assert ahead or (year.covered_from is not None and each.from_on >= year.covered_from)
        if year is not None and year.waiting and each.status == "covered" and each.scheme == "resident":
            assert each.from_on >= year.waiting.first_covered_day


any_day = st.dates()
any_month = st.builds("{}-{:02}".format, st.integers(1900, 2099), st.integers(1, 12))
any_area = st.sampled_from(["430100", "430423", "439900", "000000", "440300", "999999", *ELSEWHERE])
maybe = st.none() | st.booleans()
any_year = st.integers(1950, 2100) | st.integers(2023, 2029)
any_record = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.just("resident"), "year": any_year, "area": any_area, "paid_on": any_day},
        optional={"in_window": maybe, "through_school": maybe},
    ),
    st.fixed_dictionaries(
        {"kind": st.just("employee"), "area": any_area, "from": any_month},
        optional={"to": any_month, "ended_on": any_day},
    ),
    st.fixed_dictionaries({"kind": st.just("repair"), "applied_on": any_day, "years": st.integers(1, 100)}),
)
any_person = st.fixed_dictionaries(
    {"birth_date": any_day, "category": st.sampled_from(Category.__args__)},
    optional={
        "school_area": any_area,
        "liable_from": any_day,
        "institution_entry": any_day,
        "insured_parent": maybe,
        "special_status": st.lists(st.sampled_from(SpecialStatus.__args__), max_size=1),
        "school": st.fixed_dictionaries({"entered_on": any_day}, optional={"prepaid_until": any_year}),
        "hardship": st.lists(
            st.fixed_dictionaries(
                {"category": st.sampled_from(HardshipCategory.__args__), "from": any_day}, optional={"to": any_day}
            ),
            max_size=3,
        ),
    },
)
any_case = st.fixed_dictionaries(
    {
        "area": any_area,
        "on": any_day | st.dates(date(2024, 6, 1), date(2028, 6, 1)),
        "person": any_person,
        "history": st.lists(any_record, max_size=8),
        "plan": st.fixed_dictionaries(
            {"scheme": st.sampled_from(["resident", "resident", "employee"])},
            optional={
                "years": st.lists(any_year, max_size=4),
                "repair_years": st.integers(0, 100),
                "in_window": maybe,
                "through_school": maybe,
            },
        ),
    },
    optional={"unknown_years": st.lists(any_year, max_size=3)},
)


@given(any_case)
def test_whatever_satisfies_the_schema_is_answered(case: dict[str, Any]) -> None:
    """Impossible histories are findings with their consequence, never an error (R41)."""
    answer = answered(msgspec.json.decode(msgspec.json.encode(case)))
    assert answer.policy.revision
    assert answer.outcome != "do_not_collect" or answer.refusal is not None
    assert answer.outcome != "needs_facts" or answer.questions or answer.findings
    assert answer.outcome != "needs_policy" or answer.policy.missing
    assert not collected(answer) or (answer.charge is not None and answer.years)
