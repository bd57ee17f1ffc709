"""The fold agrees with the slow oracle of `tests/oracle`, which was written apart from it, on random lives.

CANBAO_ORACLE_LIVES sets how many lives are tried under each set of figures.
"""

import os
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.assess import assess, brief
from app.model.case import Case
from app.policies import load
from tests.oracle import FUTURE, HUNAN, Figures, answer
from tests.oracle.lives import random_life

pytestmark = pytest.mark.no_cover

LIVES = int(os.environ.get("CANBAO_ORACLE_LIVES", "1500"))
SHIPPED = Path(__file__).parents[2] / "policy"
TO_2036 = Path(__file__).parents[1] / "policy" / "overlays" / "hunan-2036"
MONTHS = ("fixed_months", "variable_months", "repaired_months", "total_months")
PUBLISHED, ASSUMED = load(SHIPPED), load(SHIPPED, TO_2036)


def days_of(timeline: list[dict[str, Any]]) -> list[tuple[date, str, str | None]]:
    """Every day of a timeline with its status, and its scheme where the day is covered or waiting."""
    days = []
    for part in timeline:
        first, last = date.fromisoformat(part["from"]), date.fromisoformat(part["to"])
        scheme = part["scheme"] if part["status"] in {"covered", "waiting"} else None
        days.extend((first + timedelta(days=each), part["status"], scheme) for each in range((last - first).days + 1))
    return days


def told(case: dict[str, Any], figures: Figures) -> dict[str, Any]:
    """What the fold says, in the oracle's terms."""
    policies = PUBLISHED if figures is HUNAN else ASSUMED
    asked = msgspec.convert(case, Case)
    return msgspec.to_builtins(assess(asked, policies.of(asked.area)))


def not_comparable(case: dict[str, Any], figures: Figures) -> bool:
    """Corners where the oracle is known to be coarser than the readings, each with its reason."""
    person, plan, history = case["person"], case["plan"], case.get("history", [])
    fees = [record for record in history if record["kind"] == "resident"]
    repairs = plan.get("repair_years") or any(record["kind"] == "repair" for record in history)
    before_the_rules = min(plan.get("years", []), default=2025) < figures.count_from_year
    school = person.get("school") or {}
    paid_ahead = range(int((school.get("entered_on") or "9999")[:4]), (school.get("prepaid_until") or 0) + 1)
    return (
        # R42: whether a wait can be repaired hangs on the day of entry; the oracle refuses at once
        (no_entry(person) and (repairs or before_the_rules))
        # R38: the oracle asks for the parent also where fee and dates are the same either way
        or (person.get("insured_parent") is None and (plan.get("in_window") or person.get("hardship")))
        # R43: before 2025 no rule is held, so neither a wait to repair nor R29 can be judged
        or (before_the_rules and (repairs or person.get("special_status")))
        # R36, R39: in an unknown window a repair may meet a wait or none; the oracle takes both for one
        or (repairs and any(fee["year"] not in figures.windows for fee in fees))
        # R30: a record of another province said to be outside its window, yet paid before its year: here the wait
        # begins with the year, in the oracle with the payment
        or any(fee.get("in_window") is False and fee["paid_on"] < f"{fee['year']}-01-01" for fee in fees)
        # R41: of two fees for a year the first counts; the oracle lets a later one bring a wait
        or any(fee["year"] in paid_ahead for fee in fees)
    )


def no_entry(person: dict[str, Any]) -> bool:
    return person["category"] == "welfare_institution_child" and not person.get("institution_entry")


def differences(case: dict[str, Any], figures: Figures) -> list[str]:
    """Where the two disagree."""
    ours, theirs = told(case, figures), answer(case, figures)
    found: list[str] = []
    person, plan = case["person"], case["plan"]
    if not_comparable(case, figures):
        return found

    def hold(name: str, here: object, there: object) -> None:
        if here != there:
            found.append(f"{name}: fold {here!r}, oracle {there!r}")

    hold("outcome", ours["outcome"], theirs["outcome"])
    hold("refusal", (ours["refusal"] or {}).get("code"), theirs["refusal"])
    hold("charge", (ours["charge"] or {}).get("total_fen"), (theirs["charge"] or {}).get("total_fen"))
    if plan.get("years"):
        hold_years(ours, theirs, hold)
    if ours["lapse"] and theirs["lapse"] and theirs["refusal"] is None:
        standings = [(year["year"], year["standing"]) for year in ours["lapse"]["by_year"]]
        hold("by_year", standings, theirs["lapse"]["by_year"])
        for name in ("lapse_years", "continuous_years"):
            hold(name, ours["lapse"][name], theirs["lapse"][name])
    if case["on"] >= person["birth_date"]:
        hold_days(ours, theirs, hold)
    return found


def hold_years(ours: dict[str, Any], theirs: dict[str, Any], hold: Any) -> None:
    """Every year whose dates are known: its basis, its wait and its cover."""
    dated = {year["year"]: year for year in ours["years"]}
    known = {year["year"]: year for year in theirs["years"] if year["known"]}
    hold("dated years", sorted(dated), sorted(known))
    for year in sorted(dated.keys() & known.keys()):
        here, there = dated[year], known[year]
        for name in ("basis", "carried_until", "covered_from", "covered_to"):
            hold(f"{year} {name}", here[name], there[name])
        wait = here["waiting"] or dict.fromkeys(MONTHS, 0)
        for name in MONTHS:
            hold(f"{year} {name}", wait[name], there[name])
        if here["waiting"]:
            hold(f"{year} from", wait["from"], there["wait_from"])
            hold(f"{year} first_covered_day", wait["first_covered_day"], there["first_covered_day"])
            hold(f"{year} lapse_years", here["lapse_years"], there["lapse_years"])


def hold_days(ours: dict[str, Any], theirs: dict[str, Any], hold: Any) -> None:
    here, there = days_of(ours["timeline"]), theirs["timeline"]
    hold("first and last day", [each[0] for each in here[:1] + here[-1:]], [each[0] for each in there[:1] + there[-1:]])
    if len(here) == len(there):
        apart = [(a, b) for a, b in zip(here, there, strict=True) if a != b]
        if apart:
            hold(f"{len(apart)} days", apart[0][0], apart[0][1])


@pytest.mark.parametrize("figures", [HUNAN, FUTURE], ids=["published figures", "figures to 2036"])
def test_the_fold_and_the_oracle_say_the_same_of_random_lives(figures: Figures) -> None:
    rng = random.Random(20250101)
    for _ in range(LIVES):
        case = random_life(rng)
        assert differences(case, figures) == [], msgspec.json.encode(case).decode()


@pytest.mark.parametrize("figures", [HUNAN, FUTURE], ids=["published figures", "figures to 2036"])
def test_they_say_the_same_of_a_later_year_recorded_on_the_very_day(figures: Figures) -> None:
    """R37: several years paid on one day are judged earliest first, whether planned or on record."""
    rng = random.Random(20261122)
    for _ in range(LIVES // 3):
        case = random_life(rng)
        case = paid_later_year_today(case, rng) if case["plan"].get("years") else case
        assert differences(case, figures) == [], msgspec.json.encode(case).decode()


def paid_later_year_today(case: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The life with a record of today for the year after the first planned one, or the one after that."""
    years, area, word = (
        case["plan"]["years"],
        rng.choice(["430100", "430100", "440300"]),
        rng.choice([None, None, True]),
    )
    year = min(years) + rng.choice([1, 1, 1, 2])
    record = {"kind": "resident", "year": year, "area": area, "paid_on": case["on"], "in_window": word}
    planned = sorted({*years, year + 1}) if rng.random() < 1 / 3 else years
    return case | {"history": [*case.get("history", []), record], "plan": case["plan"] | {"years": planned}}


def test_a_brief_answer_is_the_whole_one_cut_short() -> None:
    rng = random.Random(38)
    for _ in range(300):
        case = msgspec.convert(random_life(rng), Case)
        whole, short = assess(case, ASSUMED.of(case.area)), brief(case, ASSUMED.of(case.area))
        assert (short.outcome, short.years, short.charge) == (whole.outcome, whole.years, whole.charge)
