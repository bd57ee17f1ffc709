"""What must hold of the awards of anyone: against a slow recount, over everything that nobody has said."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.assess import assess, brief
from app.model.awards import Awards
from app.model.case import Case
from app.policies import load

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).parents[2]
POLICIES = load(ROOT / "policy", ROOT / "tests" / "policy" / "overlays" / "hunan-2036")
FIRST, STEP, NEEDED, CAP = 2025, 500_000, 4, 8_000_000
MOST_UNSAID = 6
CLAIMS = ("reimbursed", "major_illness_reimbursed", "zero_claim_award_used")
CONSISTENT = [
    {},
    {"reimbursed": False},
    {"reimbursed": True},
    {"reimbursed": True, "major_illness_reimbursed": False},
    {"reimbursed": True, "major_illness_reimbursed": True},
    {"major_illness_reimbursed": False},
    {"zero_claim_award_used": True},
    {"reimbursed": True, "zero_claim_award_used": False},
]
HOW_A_YEAR_WENT = ["inside", "inside", "inside", "late", "employee", "nothing"]


@dataclass(frozen=True)
class Year:
    """A year as it really was, once everything is said."""

    paid: bool
    inside: bool
    neutral: bool
    reimbursed: bool
    used: bool


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Somebody who pays for a year inside its window, after years that went in any way."""
    last = draw(st.integers(FIRST, 2036))
    history = []
    for year in range(FIRST - 2, last):
        how = draw(st.sampled_from(HOW_A_YEAR_WENT))
        if how == "employee":
            spell = {"kind": "employee", "area": "430100", "from": f"{year}-01", "to": f"{year}-12"}
            history.append(spell)
        elif how != "nothing":
            paid_on = f"{year - 1}-11-10" if how == "inside" else f"{year}-06-10"
            fee = {"kind": "resident", "year": year, "area": "430100", "paid_on": paid_on}
            history.append(fee | draw(st.sampled_from(CONSISTENT)))
    return {
        "area": "430100",
        "on": f"{last - 1}-12-20",
        "person": {"birth_date": "1990-05-01", "category": "adult_resident"},
        "history": history,
        "plan": {"scheme": "resident", "years": [last]},
    }


def answered(case: dict[str, Any]) -> Awards:
    found = assess(msgspec.convert(case, Case), POLICIES.of("430100")).awards
    assert found is not None
    return found


def completions(case: dict[str, Any]) -> list[dict[int, Year]]:
    """Every way in which the years could have been, given what is said of them."""
    last = case["plan"]["years"][0]
    ways: dict[int, list[Year]] = {}
    for year in range(FIRST, last + 1):
        spell = any(each["kind"] == "employee" and each["from"][:4] == str(year) for each in case["history"])
        fees = [each for each in case["history"] if each["kind"] == "resident" and each["year"] == year]
        paid, inside = bool(fees) or year == last, all(each["paid_on"] < f"{year}-01-01" for each in fees)
        said = fees[0] if fees else {}
        ways[year] = [
            Year(paid, inside, spell, reimbursed, used)
            for reimbursed, major, used in product((False, True), repeat=3)
            if (reimbursed or not major) and (major or not used)
            if all(said.get(name) in (None, word) for name, word in zip(CLAIMS, (reimbursed, major, used), strict=True))
            if fees or not reimbursed
        ]
    return [dict(zip(ways, chosen, strict=True)) for chosen in product(*(set(way) for way in ways.values()))]


def recount(years: dict[int, Year]) -> tuple[int, int, int]:
    """Both awards and their total, counted backwards and year by year."""
    last, continuous = max(years), 0
    for year in sorted(years, reverse=True):
        if not years[year].paid and not years[year].neutral:
            break
        continuous += years[year].paid
    uses = [year for year, was in years.items() if was.used and year < last]
    earning = [
        year
        for year in years
        if year < last and years[year].paid and not years[year].reimbursed
        if years[year + 1].paid and years[year + 1].inside and year > max(uses, default=0)
    ]
    continuity_fen, zero_claim_fen = STEP * max(0, continuous - NEEDED), STEP * len(earning)
    return continuity_fen, zero_claim_fen, min(CAP, continuity_fen + zero_claim_fen)


def few_unsaid(case: dict[str, Any]) -> bool:
    fees = [each for each in case["history"] if each["kind"] == "resident" and each["year"] >= FIRST]
    return sum("reimbursed" not in each or "major_illness_reimbursed" not in each for each in fees) <= MOST_UNSAID


@given(cases())
def test_the_bounds_are_the_least_and_the_most_of_every_completion(case: dict[str, Any]) -> None:
    """ "连续参保激励额度和零报销激励额度均可累计，但累计提高总额不超过……20%" (item 5)."""
    assume(few_unsaid(case))
    found, counted = answered(case), [recount(years) for years in completions(case)]
    for place, name in enumerate(("continuity_fen", "zero_claim_fen", "total_fen")):
        least, most = min(each[place] for each in counted), max(each[place] for each in counted)
        assert (getattr(found.least, name), getattr(found.most, name)) == (least, most)
        assert getattr(found, name) == (least if least == most else None)


@given(cases())
def test_the_cap_is_never_exceeded_and_every_year_lies_between_its_bounds(case: dict[str, Any]) -> None:
    """ "累计提高总额不超过所在统筹地区居民大病保险原封顶线的20%" (item 5)."""
    for each in answered(case).by_year:
        assert 0 <= each.least.total_fen <= each.most.total_fen <= CAP
        assert each.least.zero_claim_fen <= each.most.zero_claim_fen
        assert each.least.continuity_fen == each.most.continuity_fen == each.continuity_fen


@given(cases())
def test_one_more_year_without_a_lapse_never_lowers_the_continuity_award(case: dict[str, Any]) -> None:
    """ "之后每连续参保1年，提高居民大病保险支付限额5000元" (item 5)."""
    last = case["plan"]["years"][0]
    assume(last < 2036)
    fee = {"kind": "resident", "year": last, "area": "430100", "paid_on": case["on"], "reimbursed": True}
    more = case | {
        "on": f"{last}-12-20",
        "history": [*case["history"], fee],
        "plan": {"scheme": "resident", "years": [last + 1]},
    }
    before, after = answered(case), answered(more)
    assert after.continuous_years == before.continuous_years + 1
    assert 0 <= after.continuity_fen - before.continuity_fen <= STEP


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_no_award(case: dict[str, Any], rng: Any) -> None:
    """The awards grow over years, not over a list (R40); only where a question points follows the list."""
    shuffled = case | {"history": rng.sample(case["history"], len(case["history"]))}
    one, other = answered(case), answered(shuffled)
    assert msgspec.structs.replace(one, questions=()) == msgspec.structs.replace(other, questions=())
    assert {(each.code, each.year) for each in one.questions} == {(each.code, each.year) for each in other.questions}


@given(cases())
def test_answering_every_question_settles_the_awards(case: dict[str, Any]) -> None:
    """Whatever is asked can be answered, and nothing that matters is left unasked."""
    for _ in range(3 * len(case["history"]) + 1):
        found = answered(case)
        if not found.questions:
            break
        for question in found.questions:
            _, _, place, name = question.pointer.split("/")
            case["history"][int(place)][name] = name == "reimbursed"
    assert found.zero_claim_fen is not None
    assert found.total_fen is not None


@given(cases())
def test_claims_never_change_what_is_collected(case: dict[str, Any]) -> None:
    """An award raises a limit; it is no condition of enrolment."""
    silent = [{key: value for key, value in each.items() if key not in CLAIMS} for each in case["history"]]
    policy = POLICIES.of("430100")
    said, unsaid = (msgspec.convert(each, Case) for each in (case, case | {"history": silent}))
    assert brief(said, policy) == brief(unsaid, policy)
    assert assess(said, policy).questions == assess(unsaid, policy).questions
