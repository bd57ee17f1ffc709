"""The oracle's answer to a case: the part of an assessment that can be compared with the engine's.

It follows the readings R1-R22, R29, R30 and R32-R43 for the resident scheme, as Hunan takes them: what only other areas
do (groups spared the wait, newborns after the deadline, other transfers, a later subsidy: R4b, R4c, R12b, R18b, R21b)
is not in its figures. It is slow and plain on purpose and shares no code with the engine.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from .days import iso, new_year, year_of, years_end
from .facts import Facts, Payment, facts_of
from .figures import Figures
from .judgement import Judgement
from .timeline import earliest_counted_year, timeline


def answer(case: Mapping[str, Any], figures: Figures) -> dict[str, Any]:
    """The comparable part of the assessment of a case, in the shape that `blank` shows."""
    facts = facts_of(case)
    if facts.special:
        return blank("out_of_scope", questions=["special_status"])  # R29
    if facts.on < facts.birth:
        return blank("needs_facts", questions=["birth_date"])  # R41
    asked = Judgement(facts, figures, planned=True)
    refusal = refused_year(asked)
    if refusal is not None:
        return refused(facts, figures, *refusal)
    repair = planned_repair(asked)
    if repair is None:
        return refused(facts, figures, "repair_worth_less", None, worth_years=worth_of_plan(asked))
    return collected(asked, repair)


def blank(outcome: str, questions: Iterable[str] = ()) -> dict[str, Any]:
    """An answer that says nothing but its outcome; every answer has these keys."""
    return {
        "outcome": outcome,
        "refusal": None,
        "years": [],
        "lapse": None,
        "charge": None,
        "repair": None,
        "timeline": [],
        "questions": sorted(questions),
    }


# -- refusals (R34, R35, R37) ------------------------------------------------------------------------


def refused_year(law: Judgement) -> tuple[str, Payment] | None:
    """The first planned year that may not be bought, and why."""
    for fee in law.planned:
        code = refusal_of(law, fee)
        if code is not None:
            return code, fee
    return None


def refusal_of(law: Judgement, fee: Payment) -> str | None:
    """Why a planned year may not be bought."""
    if fee.on > years_end(fee.year):
        return "too_late"
    paid = [each.on for each in law.seen(fee) if each.year == fee.year]
    ahead = [law.facts.entered] if fee.year in law.prepaid_years(fee.on) else []
    if paid and (not ahead or min(paid) <= min(ahead)):  # R41: of two fees for a year the first counts
        return "already_enrolled"
    if ahead:
        return "already_prepaid"
    if fee.year == year_of(fee.on) and fee.on in law.employee_days:
        return "double_enrolment"
    if prepays(law.facts, fee) or not law.verdicts(fee):
        return "too_early"
    return None


def prepays(facts: Facts, fee: Payment) -> bool:
    """R20b: a student pays for the next year that is to begin and for no later one with it, at school or not."""
    begun = year_of(facts.on)
    return facts.student and any(begun < other.year < fee.year for other in facts.planned)


def lacks_entry(facts: Facts) -> bool:
    """R19 cannot be judged without the day on which the child was taken in."""
    return facts.welfare_child and facts.entry is None


def refused(
    facts: Facts, figures: Figures, code: str, fee: Payment | None, *, worth_years: int | None = None
) -> dict[str, Any]:
    """A plan refused as a whole: the past alone is told, and nothing is priced."""
    law = Judgement(facts, figures, planned=False)
    told = blank("do_not_collect") | {"refusal": code, "timeline": timeline(law, planned=facts.planned)}
    if fee is not None and code == "already_prepaid":
        told["years"] = [prepaid_year(law, fee)]
    if worth_years is not None:
        told["repair"] = {"worth_years": worth_years, "paid_years": 0, "cost_fen": 0}
    if facts.planned:
        last = facts.planned[-1]
        told["lapse"] = {
            "lapse_years": None,
            "continuous_years": None,
            "by_year": by_year(law, last.year, law.bought(last), facts.planned),
        }
    return told


def prepaid_year(law: Judgement, fee: Payment) -> dict[str, Any]:
    """R20: a year of schooling paid ahead, with its cover."""
    cover = law.prepaid_cover()
    return empty_year(fee.year) | {
        "basis": "prepaid_student",
        "covered_from": iso(max(cover.start, new_year(fee.year))),
        "covered_to": iso(years_end(fee.year)),
        "known": True,
    }


# -- repair of the plan (R11, R36) -------------------------------------------------------------------


def repair_target(law: Judgement) -> Payment | None:
    """The first planned year with a variable wait; with none, the wait running today, unless a year since is unpaid."""
    with_variable = (fee for fee in law.planned if law.verdicts(fee) and law.chosen(fee).variable_months)
    target = next(with_variable, None)
    if target is not None:
        return target
    running, today = law.running_wait(law.facts.on), law.facts.on
    bought = {fee.year for fee in [*law.counting(), *law.planned]} | set(law.prepaid_years(today))
    lapsed = running is not None and not bought.issuperset(range(running.year + 1, year_of(today) + 1))
    return None if lapsed else running


def worth_of_plan(law: Judgement) -> int:
    target = repair_target(law)
    return 0 if target is None else law.worth(target)


def planned_repair(law: Judgement) -> dict[str, Any] | None:
    """The repair as planned, done; None where the plan asks for more years than are worth paying."""
    target, worth, years = repair_target(law), worth_of_plan(law), law.facts.repair_years
    if years > worth:
        return None
    if target is not None and years:
        law.repair(target, law.facts.on, years)
    fee = law.figures.individual_fen.get(year_of(law.facts.on))
    cost = 0 if not years else None if fee is None else fee * years
    return {"worth_years": worth, "paid_years": years, "cost_fen": cost, "target": target}


# -- money (R13-R22, R38) ----------------------------------------------------------------------------


def fee_fen(law: Judgement, fee: Payment) -> int | None:
    """What the person pays for one planned year; None where a figure or a fact is missing."""
    if not certain(law, fee) or not parent_settled(law, fee):
        return None
    if law.waivable(fee) and law.facts.insured_parent and law.chosen(fee).basis == "newborn":
        return 0
    individual = law.figures.individual_fen.get(fee.year)
    if individual is None:
        return None
    if law.chosen(fee).basis == "out_of_window":
        subsidy = law.figures.subsidy_fen.get(fee.year)
        return None if subsidy is None else individual + subsidy
    return aided_fen(law, fee, individual)


def aided_fen(law: Judgement, fee: Payment, individual: int) -> int | None:
    """R22: the most favourable class counts, inside the window only."""
    held, inside = law.facts.hardship, law.inside(fee)
    if not held or inside is False:
        return individual
    table = law.figures.aid_fen.get(fee.year)
    if table is None or inside is None:
        return None
    known = [table[category] for category in held if category in table]
    if 0 in known:
        return 0
    return min(individual, *known) if len(known) == len(held) else None


def total_fen(law: Judgement, repair_fen: int | None) -> int | None:
    """Every planned year and the repair; unknown as soon as one of them is."""
    parts = [fee_fen(law, fee) for fee in law.planned] + [repair_fen]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


# -- what is unknown (R38, R39, R42, R43) ------------------------------------------------------------


def parent_settled(law: Judgement, fee: Payment) -> bool:
    """R38: a waiver, and so the charge, hangs on the insured parent (not where R19 comes first)."""
    newborns = any(verdict.basis == "newborn" for verdict in law.verdicts(fee))
    return not (newborns and law.waivable(fee) and law.facts.insured_parent is None)


def certain(law: Judgement, fee: Payment) -> bool:
    """Is there one basis, and one wait of its own, whatever the unknown facts are?"""
    return not lacks_entry(law.facts) and len(law.verdicts(fee)) == 1


def settled(law: Judgement, fee: Payment) -> bool:
    """Do the dates of a planned year hang on no unknown fact or figure?"""
    if not certain(law, fee) or fee.year < law.figures.count_from_year:
        return False
    return law.starts(fee) == law.starts(fee, at_best=True)


def fact_questions(law: Judgement) -> set[str]:
    """The facts that somebody must still give."""
    asked = {"institution_entry" for fee in law.planned if lacks_entry(law.facts)}
    if any(not parent_settled(law, fee) for fee in at_stake(law)):
        asked.add("insured_parent")
    return asked


def at_stake(law: Judgement) -> list[Payment]:
    """The planned fees, and the past ones where they leave a planned start open."""
    starts_open = [fee for fee in law.planned if law.verdicts(fee) and opens_late(law, fee)]
    past = [
        earlier
        for fee in starts_open
        for earlier in law.seen(fee)
        if not earlier.planned and earlier.year < fee.year and len(law.verdicts(earlier)) > 1
    ]
    return [*law.planned, *past]


def opens_late(law: Judgement, fee: Payment) -> bool:
    """Would the start of a planned year be earlier if every unknown of the past were kind?"""
    return law.starts(fee) != law.starts(fee, at_best=True)


def policy_questions(law: Judgement, repair_fen: int | None) -> set[str]:
    """The figures that the policy does not hold."""
    asked = {"waiting_rule" for fee in law.planned if fee.year < law.figures.count_from_year}
    if any(hangs_on_window(law, fee) for fee in at_stake(law)):
        asked.add("window")
    if total_fen(law, repair_fen) is None:
        asked.add("fee")
    return asked


def hangs_on_window(law: Judgement, fee: Payment) -> bool:
    """R39: the window is unknown and the basis depends on it."""
    return law.inside(fee) is None and len({verdict.basis for verdict in law.verdicts(fee)}) > 1


# -- the answer to a plan that may be collected ------------------------------------------------------


def collected(law: Judgement, repair: dict[str, Any]) -> dict[str, Any]:
    target, repair_fen = repair.pop("target"), repair["cost_fen"]
    last = law.planned[-1] if law.planned else target
    facts, policy = fact_questions(law), policy_questions(law, repair_fen)
    total = total_fen(law, repair_fen)
    outcome = "needs_facts" if facts else "needs_policy" if policy else outcome_of(law, last)
    told = blank(outcome, facts or policy)
    return told | {
        "years": [bought_year(law, fee) for fee in law.planned],
        "lapse": lapse_of(law, last),
        "charge": None if total is None else {"total_fen": total},
        "repair": repair,
        "timeline": timeline(law, planned=(last,)),
    }


def outcome_of(law: Judgement, last: Payment) -> str:
    """R8: a wait that delays cover, of its own or carried; what a repair alone leaves is a wait."""
    delayed = not law.planned or any(law.starts(fee) > law.undelayed_from(fee) for fee in law.planned)
    return "collect_with_wait" if delayed else "collect"


def empty_year(year: int) -> dict[str, Any]:
    """A year of which nothing is known; `known` (are its dates?) is for the comparison only."""
    texts = ("basis", "lapse_years", "wait_from", "first_covered_day")
    cover = ("carried_until", "covered_from", "covered_to")
    months = ("fixed_months", "variable_months", "repaired_months", "total_months")
    return {"year": year, "known": False, **dict.fromkeys([*texts, *cover]), **dict.fromkeys(months, 0)}


def bought_year(law: Judgement, fee: Payment) -> dict[str, Any]:
    """One planned year; what hangs on something unknown is left out."""
    told = empty_year(fee.year)
    if certain(law, fee):
        told |= wait_of(law, fee)
    if settled(law, fee):
        told |= cover_of(law, fee) | {"known": True}
    return told


def cover_of(law: Judgement, fee: Payment) -> dict[str, Any]:
    cover = law.cover(fee)
    return {
        "carried_until": iso(law.carried_until(fee)),
        "covered_from": iso(cover[0]) if cover else None,
        "covered_to": iso(cover[-1]) if cover else None,
    }


def wait_of(law: Judgement, fee: Payment) -> dict[str, Any]:
    verdict, repaired = law.chosen(fee), law.repaired_months(fee)
    return {
        "basis": verdict.basis,
        "lapse_years": verdict.lapse_years,
        "fixed_months": verdict.fixed_months,
        "variable_months": verdict.variable_months,
        "repaired_months": repaired,
        "total_months": verdict.fixed_months + verdict.variable_months - repaired,
        "wait_from": iso(verdict.wait_from),
        "first_covered_day": iso(law.first_covered(fee)),
    }


def lapse_of(law: Judgement, last: Payment) -> dict[str, Any]:
    """R1, R2, R23 for the last planned year."""
    return {
        "lapse_years": law.lapse_years(last),
        "continuous_years": law.continuous_years(last),
        "by_year": by_year(law, last.year, law.bought(last), law.planned),
    }


def by_year(law: Judgement, until: int, bought: set[int], planned: Iterable[Payment]) -> list[tuple[int, str]]:
    """The standing of every year from the earliest counted one to the one before `until`."""
    first = earliest_counted_year(law, until, planned)
    return [(year, law.standing(year, bought)) for year in range(first, until)]
