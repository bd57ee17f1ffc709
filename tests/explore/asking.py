"""Open questions and their options, in few words, under the law published and under one assumed to 2036."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from app.assess import assess
from app.explore import options
from app.explore.world import case_of
from app.model.assessment import Assessment
from app.model.case import Case
from app.model.options import Action, OpenCase, Option, Options
from app.policies import load

ROOT = Path(__file__).parents[2]
TO_2036 = ROOT / "tests" / "policy" / "overlays" / "hunan-2036"
PUBLISHED, ASSUMED = load(ROOT / "policy"), load(ROOT / "policy", TO_2036)
ADULT = {"birth_date": "1990-05-01", "category": "adult_resident"}


def fee(year: int, paid_on: str, **facts: Any) -> dict[str, Any]:
    return {"kind": "resident", "year": year, "area": "430100", "paid_on": paid_on, **facts}


def spell(first: str, last: str | None, ended_on: str | None = None) -> dict[str, Any]:
    return {"kind": "employee", "area": "430100", "from": first, "to": last, "ended_on": ended_on}


def question(on: str, person: dict[str, Any], *history: dict[str, Any], **more: Any) -> OpenCase:
    case = {"area": "430100", "on": on, "person": person, "history": list(history), **more}
    return msgspec.convert(case, OpenCase)


def choices(on: str, person: dict[str, Any], *history: dict[str, Any], **more: Any) -> Options:
    """The options under the law assumed to 2036, each checked by putting it back."""
    asked = question(on, person, *history, **more)
    found = options(asked, ASSUMED.of)
    for each in found.options:
        held = assess(case_of(asked, each.action), ASSUMED.of(each.action.area))
        assert (held.outcome, held.charge.total_fen if held.charge else None) == (each.outcome, each.total_fen)
        covered = [year.covered_from for year in held.years if year.covered_from]
        assert each.first_covered_day in {min(covered, default=None), None}
    return found


def row(option: Option) -> tuple[Any, ...]:
    """Day, years, repair years, fen, first covered day, last day on which it is the same."""
    plan = option.action.plan
    first = option.first_covered_day
    return (
        str(option.action.on),
        plan.years,
        plan.repair_years,
        option.total_fen,
        str(first) if first else None,
        str(option.deadline),
    )


def case(on: str, person: dict[str, Any], *history: dict[str, Any], plan: dict[str, Any], **more: Any) -> Case:
    asked = {"area": "430100", "on": on, "person": person, "history": list(history), "plan": plan, **more}
    return msgspec.convert(asked, Case)


def put_back(asked: OpenCase, action: Action, on: date) -> Assessment:
    return assess(case_of(asked, Action(action.area, on, action.plan)), ASSUMED.of(action.area))
