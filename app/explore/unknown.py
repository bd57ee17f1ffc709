"""未知. The facts of a case that nobody knows and that could matter, each with every way it could be.

What is not a choice between a few values, such as a day of entry into an institution, is not here: it is asked for.
Reading: R8, R9 (a year paid late), R30 (a window of another area), R38 (an insured parent), R39 (a window unknown).
"""

from collections.abc import Callable, Iterator
from functools import partial

import msgspec
from msgspec.structs import replace

from app.assess.unknown_years import with_fees
from app.explore.unknown_fees import told_apart
from app.model.case import Case, ResidentRecord
from app.model.explanation import Question
from app.model.life import Payment
from app.model.policy import Policy
from app.rules.window import recorded_state

Change = Callable[[Case], Case]


class Unknown(msgspec.Struct, frozen=True, gc=False):
    """未知事实. A fact, the question that asks for it, and the case as it would be under each value."""

    question: Question
    values: tuple[tuple[str, Change], ...]


def unknowns(case: Case, policy: Policy) -> tuple[Unknown, ...]:
    """未知事实. Every one, in the order in which the case would state them."""
    found: list[Unknown] = []
    for source in SOURCES:
        found.extend(source(case, policy))
    return tuple(found)


def _parent(case: Case, policy: Policy) -> Iterator[Unknown]:
    """父母参保. Whether a parent is insured, where the year of birth waives the fee for it."""
    birth_year = case.person.birth_date.year
    newborn = policy.of(birth_year).newborn
    if case.person.insured_parent is not None or newborn is None or not newborn.waiver_for_insured_parent:
        return
    if birth_year in case.plan.years or any(_is_of(record, birth_year) for record in case.history):
        yield Unknown(Question("insured_parent", birth_year, "/person/insured_parent"), _yes_or_no(_with_parent))


def _is_of(record: object, year: int) -> bool:
    return isinstance(record, ResidentRecord) and record.year == year


def _history_windows(case: Case, policy: Policy) -> Iterator[Unknown]:
    """历史缴费期. Whether a fee paid in its own year came inside a window that is not known."""
    for place, record in enumerate(case.history):
        if isinstance(record, ResidentRecord) and _in_doubt(record, policy):
            question = Question("history_window", record.year, f"/history/{place}/in_window")
            yield Unknown(question, _yes_or_no(_with_word_at(place)))


def _in_doubt(record: ResidentRecord, policy: Policy) -> bool:
    law = policy.of(record.year)
    payment = Payment(record.paid_on, record.year, 0, record.in_window, through_school=False, area=record.area)
    return law.waiting is not None and recorded_state(payment, law.window) == "unknown"


def _years(case: Case, policy: Policy) -> Iterator[Unknown]:
    """未知年度. Whether a fee was paid for a year: not at all, inside its window, or outside it."""
    for year, fees in told_apart(case, policy).items() if case.unknown_years else ():
        question = Question("unknown_year", year, f"/unknown_years/{case.unknown_years.index(year)}")
        paid = [(name, partial(with_fees, fees=(fee,))) for name, fee in fees]
        yield Unknown(question, (("unpaid", _unchanged), *paid))


def _planned_window(case: Case, policy: Policy) -> Iterator[Unknown]:
    """意向缴费期. Whether the window of the last planned year is open on the day of payment."""
    year = max(case.plan.years, default=None)
    if year is not None and case.plan.in_window is None and policy.of(year).window is None and case.on.year >= year:
        yield Unknown(Question("window_open", year, "/plan/in_window"), _yes_or_no(_with_word))


SOURCES = (_parent, _history_windows, _years, _planned_window)
"""来源. Where unknown facts of a payment come from; what is not known of claims is in `unknown_claims`."""


def _yes_or_no(change: Callable[[Case, bool], Case]) -> tuple[tuple[str, Change], ...]:
    return ("false", lambda case: change(case, False)), ("true", lambda case: change(case, True))  # noqa: FBT003


def _unchanged(case: Case) -> Case:
    return case


def _with_parent(case: Case, insured: bool) -> Case:  # noqa: FBT001
    return replace(case, person=replace(case.person, insured_parent=insured))


def _with_word(case: Case, inside: bool) -> Case:  # noqa: FBT001
    return replace(case, plan=replace(case.plan, in_window=inside))


def _with_word_at(place: int) -> Callable[[Case, bool], Case]:
    def changed(case: Case, inside: bool) -> Case:  # noqa: FBT001
        history = list(case.history)
        history[place] = replace(history[place], in_window=inside)
        return replace(case, history=tuple(history))

    return changed
