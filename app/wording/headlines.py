"""标题. The verdict in one line: first whether to collect and how much, then from which day it covers.

It never says that someone is covered where that is not certain: where the days rest on a draft, a copy, an inference
or a window that is not known, cover is only expected.
"""

from datetime import date
from functools import lru_cache
from itertools import pairwise

from app.model.assessment import Assessment, YearCover
from app.model.calendar import january_first
from app.model.explanation import MissingFigure, PolicyWarning, Question, Text
from app.wording.template import sentence
from app.wording.values import Value

DOUBTS = frozenset({"draft", "secondary", "inferred", "window_unknown", "late_newborn"})
SUBJECTS_OF_MONEY = frozenset({"fees", "aid", "awards", "ceiling"})
WEIGHT = {
    "area": 0,
    "waiting": 1,
    "window": 2,
    "newborn": 3,
    "transfer": 3,
    "exempt": 3,
    "welfare": 3,
    "fees": 4,
    "aid": 5,
}
RULES = frozenset({"newborn", "transfer", "exempt", "welfare"})
DATES_THAT_CANNOT_BE = ("impossible_day", "on_before_birth")


def headline(answer: Assessment) -> Text:
    """标题. What the counter says first."""
    outcome = answer.outcome
    if outcome in {"collect", "collect_with_wait"}:
        return _collected(answer)
    if answer.refusal is not None:
        refusal = answer.refusal
        return _said(
            f"do_not_collect_{refusal.code}",
            year=refusal.year,
            opens_on=refusal.opens_on,
            worth_years=refusal.worth_years,
            instead=refusal.instead,
        )
    if outcome == "needs_policy":
        return _without_figures(answer)
    return _without_facts(answer) if outcome == "needs_facts" else _said(f"out_of_scope_{answer.reasons[0].rule}")


@lru_cache(maxsize=4096)
def _said(code: str, total_fen: int | None = None, first_day: date | None = None, **facts: Value) -> Text:
    return sentence("headline", code, {"total_fen": total_fen, "first_day": first_day, **facts})


def _collected(answer: Assessment) -> Text:
    """可收. The amount, and the first covered day, or that nothing is covered."""
    years, charge, warnings = answer.years, answer.charge, answer.policy.warnings
    if not years:
        return _said("unemployment_fund")
    total_fen = charge.total_fen if charge else None
    doubt = "_in_doubt" if warnings and _doubtful(warnings) else ""
    if charge and charge.items[0].kind == "repair":
        first_day = next((each.covered_from for each in years if each.covered_from is not None), None)
        return _said("repair" + doubt, total_fen, first_day, year=years[0].year)
    if len(years) > 1:
        return _several(years, total_fen, doubt)
    bought = years[0]
    first_day = bought.covered_from
    if first_day is None:
        return _said("no_cover", total_fen, year=bought.year)
    return _said(answer.outcome + doubt, total_fen, first_day)


def _doubtful(warnings: tuple[PolicyWarning, ...]) -> bool:
    """存疑. Whether the days of cover rest on something less than sure."""
    return any(each.code in DOUBTS and each.subject not in SUBJECTS_OF_MONEY for each in warnings)


def _several(years: tuple[YearCover, ...], total_fen: int | None, doubt: str) -> Text:
    """几年. One first day where cover then runs on without end; else the year without cover, or a look at each."""
    count = len(years)
    for each in years:
        if each.covered_from is None:
            return _said("several_no_cover", total_fen, count=count, year=each.year)
    if _runs_on(years):
        return _said("several" + doubt, total_fen, years[0].covered_from, count=count)
    return _said("several_apart", total_fen, count=count)


def _runs_on(years: tuple[YearCover, ...]) -> bool:
    """连续. Whether cover, once begun, runs through all the years."""
    return all(
        after.year == before.year + 1 and after.covered_from == january_first(after.year)
        for before, after in pairwise(years)
    )


def _without_figures(answer: Assessment) -> Text:
    """政策未知. The figure that is not known; the day on which cover would begin where that is known."""
    missing = min(answer.policy.missing, key=lambda each: WEIGHT[each.subject])
    if missing.subject not in {"area", "waiting"} and answer.questions:
        return _question(answer.questions)
    code = "needs_policy_rule" if missing.subject in RULES else f"needs_policy_{missing.subject}"
    facts = {"year": missing.year, "known": known(missing), "subject": missing.subject}
    years = answer.years
    if missing.subject not in {"area", "waiting", "window"} and years and _runs_on(years):
        if years[0].covered_from is None:
            return _said(f"{code}_no_cover", bought_year=years[0].year, **facts)
        return _said(code, first_day=years[0].covered_from, **facts)
    return _said(code, **facts)


def known(missing: MissingFigure) -> str:
    """已知. Whether a figure is one of a later year, not published as far as we know, or one that we do not hold."""
    return "later" if missing.known_until is not None and missing.year > missing.known_until else "not_held"


def _without_facts(answer: Assessment) -> Text:
    """待核实. The first question, or the dates that cannot be."""
    if answer.questions:
        return _question(answer.questions)
    found = {finding.code for finding in answer.findings}
    return _said("needs_facts_" + next(code for code in DATES_THAT_CANNOT_BE if code in found))


def _question(questions: tuple[Question, ...]) -> Text:
    first = questions[0]
    count = sum(each.code == first.code for each in questions)
    return _said(f"ask_{first.code}", year=first.year, count=count)
