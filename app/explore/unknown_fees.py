"""不明缴费. The fees that may have been paid for a year of which nobody knows, told apart by what a plan comes to.

Reading: R8, R9 (a wait that runs on), R14 (a choice used up), R40 (what a payment sees).
"""

from collections.abc import Hashable, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from app.assess import brief
from app.assess.unknown_years import Fee, with_fees
from app.explore.world import first_covered_day
from app.model.case import Case
from app.model.life import Payment
from app.model.policy import Policy
from app.rules.window import window_state


class Paid(NamedTuple):
    """设为已缴. A fee, whether it came inside the window, and what the plan comes to beside it."""

    name: str
    fee: Fee
    kind: Hashable
    first: date


def told_apart(fees: Sequence[Fee], known: Case, policy: Policy) -> list[tuple[str, Fee]]:
    """各不相同. The fees that come to another payment, of each kind the one covered latest; those in the window first.

    One outside it stands only where none inside comes to the same. Whichever covers before all others stands too.
    """
    paid = [Paid(_named(fee, policy), fee, *_comes_to(with_fees(known, (fee,)), policy)) for fee in fees]
    latest: dict[Hashable, Paid] = {}
    for each in sorted(paid, key=attrgetter("name", "first")):
        latest[each.name, each.kind] = each
    in_time = {(each.kind, each.first) for each in latest.values() if each.name == "paid"}
    kept = [each for each in latest.values() if each.name == "paid" or (each.kind, each.first) not in in_time]
    soonest = min(paid, key=attrgetter("first"))
    if soonest.first < min(_comes_to(known, policy)[1], *(each.first for each in kept)):
        kept.append(soonest)
    return [(each.name, each.fee) for each in kept]


def _comes_to(case: Case, policy: Policy) -> tuple[Hashable, date]:
    """结果. Outcome, charge and grounds of a plan; and its first covered day, the last of all days where none is."""
    told = brief(case, policy)
    kind = told.outcome, told.charge, tuple([each.basis for each in told.years])
    return kind, first_covered_day(told, case.plan) or date.max


def _named(fee: Fee, policy: Policy) -> str:
    """称呼. Whether a fee was paid inside the window of its year."""
    payment = Payment(fee.paid_on, fee.year, None, fee.in_window, through_school=False)
    return "paid" if window_state(payment, policy.of(fee.year).window) == "inside" else "paid_late"
