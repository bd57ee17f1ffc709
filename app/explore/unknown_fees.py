"""不明缴费. The fees that may have been paid for years of which nobody knows, told apart by what a plan comes to.

Reading: R8, R9 (a wait that runs on), R14 (a choice used up), R40 (what a payment sees).
"""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise, product
from math import prod
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from app.assess import brief
from app.assess.fold import folded
from app.assess.unknown_years import SEVERAL, Fee, Ways, may_pay, possible_fees, with_fees
from app.explore import limits
from app.explore.world import first_covered_day
from app.model.calendar import DAY
from app.model.case import Case
from app.model.life import Life, Payment
from app.model.policy import Policy
from app.rules.window import window_state


class Paid(NamedTuple):
    """设为已缴. A fee, whether it came inside the window, and what the plan comes to beside it."""

    name: str
    fee: Fee
    kind: Hashable
    first: date


Together = tuple[tuple[Fee, ...], Paid]
"""同时缴费. Fees of some years, and one of another with what the plan comes to beside them."""


def told_apart(case: Case, policy: Policy) -> dict[int, list[tuple[str, Fee]]]:
    """各不相同. Of each unknown year the fees that come to another payment, whether inside its window or not.

    Each by itself, then beside others: one year paid in a way found so or on its first or last day; of three years, two
    on theirs. What it takes more years for may be missing; so may all but the first, where those are too many already.
    """
    known = replace(case, unknown_years=())
    possible = _possible(case, known, policy)
    found: dict[int, dict[Fee, str]] = {}
    met = [_comes_to(known, policy)]
    for year, fees in possible.items():
        kept = _kept(list(_all_paid(fees, known, policy)), met[0][1])
        found[year] = {each.fee: each.name for each in kept}
        met += [(each.kind, each.first) for each in kept]
    if len(found) > 1 and prod(len(fees) + 1 for fees in found.values()) <= limits.COMPLETIONS:
        _add_together(list(_together(case, policy, possible, found)), policy, found, set(met))
    return {year: [(name, fee) for fee, name in fees.items()] for year, fees in found.items()}


def _kept(paid: Sequence[Paid], unpaid: date) -> list[Paid]:
    """留取. Of each kind of payment the fee covered latest, those in the window first.

    One outside it is kept only where none inside comes to the same. Whichever covers before all others is kept too.
    """
    latest: dict[Hashable, Paid] = {}
    for each in sorted(paid, key=attrgetter("name", "first")):
        latest[each.name, each.kind] = each
    in_time = {(each.kind, each.first) for each in latest.values() if each.name == "paid"}
    kept = [each for each in latest.values() if each.name == "paid" or (each.kind, each.first) not in in_time]
    soonest = min(paid, key=attrgetter("first"))
    if soonest.first < min(unpaid, *(each.first for each in kept)):
        kept.append(soonest)
    return kept


def _add_together(
    together: list[Together], policy: Policy, found: dict[int, dict[Fee, str]], met: set[tuple[Hashable, date]]
) -> None:
    """同时留取. Add the fees that together come to a kind of payment, or to a first day, that none of `met` has."""
    for fees, each in together:
        if all(fee in found[fee.year] for fee in (*fees, each.fee)):
            met.add((each.kind, each.first))
    together.sort(key=lambda way: way[1].first)
    latest = {each.kind: (fees, each) for fees, each in together}
    for fees, each in (*latest.values(), *together[:1]):
        if (each.kind, each.first) not in met:
            for fee in (*fees, each.fee):
                found[fee.year].setdefault(fee, _named(fee, policy))


def _together(case: Case, policy: Policy, possible: Ways, found: dict[int, dict[Fee, str]]) -> Iterator[Together]:
    """同时缴费. Fees of some unknown years, and each fee of another beside them."""
    besides: list[tuple[Fee, ...]] = []
    for year, fees in possible.items():
        besides += [(fee,) for fee in dict.fromkeys((*found[year], fees[0], fees[-1]))]
    for two in combinations(possible.values(), 2) if len(possible) == SEVERAL else ():
        besides += product(*[(fees[0], fees[-1]) for fees in two])
    known = replace(case, unknown_years=())
    for fees in besides:
        beside = with_fees(known, fees)
        for others in _possible(case, beside, policy).values():
            yield from [(fees, each) for each in _all_paid(others, beside, policy)]


def _possible(case: Case, known: Case, policy: Policy) -> Ways:
    """可能的缴费. Those of the unknown years of a case that are not on record in `known`."""
    return possible_fees(replace(case, history=known.history), folded(known, policy).life, policy)


def _all_paid(fees: Sequence[Fee], known: Case, policy: Policy) -> Iterator[Paid]:
    """逐一设为已缴. Each fee, and the days between two of them on which what the plan comes to turns."""
    life = folded(known, policy).life
    for word in (None, True, False):
        paid = [_paid(fee, known, policy) for fee in fees if fee.in_window is word]
        yield from paid
        for before, after in pairwise(paid):
            yield from _turn(before, after, known, life, policy)


def _turn(before: Paid, after: Paid, known: Case, life: Life, policy: Policy) -> Iterator[Paid]:
    """转折. Fees nearer and nearer to the day, between two, from which a plan comes to something of another kind."""
    while before.kind != after.kind and after.fee.paid_on - before.fee.paid_on > DAY:
        middle = before.fee.paid_on + (after.fee.paid_on - before.fee.paid_on) // 2
        if not may_pay(middle, life, before.fee.year):
            return
        each = _paid(before.fee._replace(paid_on=middle), known, policy)
        yield each
        before, after = (each, after) if each.kind == before.kind else (before, each)


def _paid(fee: Fee, known: Case, policy: Policy) -> Paid:
    return Paid(_named(fee, policy), fee, *_comes_to(with_fees(known, (fee,)), policy))


def _comes_to(case: Case, policy: Policy) -> tuple[Hashable, date]:
    """结果. Outcome, charge and grounds of a plan; and its first covered day, the last of all days where none is."""
    told = brief(case, policy)
    first = first_covered_day(told, case.plan)
    kind = told.outcome, told.charge, tuple([each.basis for each in told.years]), first is None
    return kind, first or date.max


def _named(fee: Fee, policy: Policy) -> str:
    """称呼. Whether a fee was paid inside the window of its year."""
    payment = Payment(fee.paid_on, fee.year, None, fee.in_window, through_school=False)
    return "paid" if window_state(payment, policy.of(fee.year).window) == "inside" else "paid_late"
