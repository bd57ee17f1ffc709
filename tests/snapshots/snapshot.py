"""What an area answers to the twelve standard people, as text that a person can review in a diff."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from app.assess import assess
from app.model.assessment import Assessment, YearCover
from app.policies import Policies
from tests.cases.casefile import case_of

HERE = Path(__file__).parent
PEOPLE = tomllib.loads((HERE / "people.toml").read_text(encoding="utf-8"))

Someone = dict[str, Any]


def file_of(area: str) -> Path:
    """Where the answers of an area are kept."""
    return HERE / f"{area}.txt"


def snapshot(area: str, policies: Policies) -> str:
    """The answers of an area to all twelve."""
    name = policies.of(area).name
    answers = ((someone, assessed(someone, area, policies)) for someone in PEOPLE["someone"])
    told = ("\n".join([f"{someone['id']}: {someone['says']}", *_lines(answer)]) for someone, answer in answers)
    return "\n\n".join([f"{area} {name['zh']} {name['en']}", *told]) + "\n"


def assessed(someone: Someone, area: str, policies: Policies) -> Assessment:
    """The answer to one of them."""
    history = [
        {"kind": "resident", "year": year, "area": area, "paid_on": date(year - 1, 11, 2)}
        for year in someone.get("enrolled", [])
    ]
    if "employee" in someone:
        history.append({"kind": "employee", "area": area} | someone["employee"])
    plan = {"scheme": "resident", "years": someone["years"], "repair_years": someone.get("repair_years", 0)}
    person = PEOPLE["person"] | someone.get("person", {})
    case = {"area": area, "on": someone["on"], "person": person, "history": history, "plan": plan}
    return assess(case_of(case), policies.of(area))


def _lines(answer: Assessment) -> Iterator[str]:
    charge = "amount open" if answer.charge is None else f"{answer.charge.total_fen / 100:.2f} yuan"
    yield f"  {answer.outcome}, {charge}"
    if answer.refusal:
        yield f"  refused: {answer.refusal.code}, {answer.refusal.instead}"
    yield from (f"  {_year(each)}" for each in answer.years)
    told = {
        "asks": [each.code for each in answer.questions],
        "not known": [f"{each.subject} {each.year}" for each in answer.policy.missing],
        "finds": [each.code for each in answer.findings],
        "because": [each.rule for each in answer.reasons],
        "less than sure": [f"{each.subject} {each.code}" for each in answer.policy.warnings],
    }
    yield from (f"  {label}: {', '.join(each)}" for label, each in told.items() if each)


def _year(each: YearCover) -> str:
    cover = f"covered {each.covered_from} to {each.covered_to}" if each.covered_from else "nothing covered"
    wait = each.waiting
    waits = f", waits {wait.total_months} months from {wait.from_on}" if wait else ""
    return f"{each.year} {each.basis}: {cover}{waits}"
