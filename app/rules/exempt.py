"""免设等待期人员. Groups whom an area spares the wait, whatever their lapse.

"复转军人、刑满释放人员等其他特殊情形的医保参保另行规定" (Hunan 2025, closing lines): where an area has ruled on them,
and on others, who they are, how long they are and from which day they are covered is data of that area.
Reading: R4b (who, and from which day), R4c (what they pay outside the window).
"""

from datetime import date

from app.model.calendar import DAY, january_first, last_day
from app.model.case import Person
from app.model.life import Payment
from app.model.policy import Exempt, Group


def exempt_group(payment: Payment, person: Person, exempt: Exempt) -> Group | None:
    """免等待人群. The first group of the area that the payer belongs to on the day of payment, if any."""
    return next((group for group in exempt.groups if any(_belongs(payment, person, group))), None)


def exempt_unsettled(payment: Payment, person: Person, exempt: Exempt) -> bool:
    """免等待未定. Whether the payer may belong to a group whose time limit runs from a day that nobody has told."""
    return any(belongs is None for group in exempt.groups for belongs in _belongs(payment, person, group))


def perhaps_exempt(payment: Payment, person: Person, exempt: Exempt) -> bool:
    """或属免等待. Whether a category that the payer holds may be one of a group, by words that the area leaves open.

    Whoever states the days of the group's own category has answered it.
    """
    stated = {held.category for held in person.hardship}
    return any(
        _in_time(began_on, payment, group)
        for group in exempt.groups
        if group.who not in stated
        for category in group.perhaps
        for began_on in _begun(payment, person, category)
    )


def exempt_starts_on(payment: Payment, exempt: Exempt) -> date:
    """起算日. The day of payment or the day after it, as the area says; not before 1 January of the year bought."""
    after = DAY if exempt.cover_from == "day_after_payment" else DAY - DAY
    return max(january_first(payment.year), payment.paid_on + after)


def _belongs(payment: Payment, person: Person, group: Group) -> list[bool | None]:
    """属于. For each day that makes the payer one of the group: whether it counts for this payment; null: not known."""
    return [_in_time(began_on, payment, group) for began_on in _begun(payment, person, group.who)]


def _begun(payment: Payment, person: Person, who: str) -> list[date | None]:
    """起始日. The days on which the payer became one of `who`; null where the status is held from a day unknown."""
    if who == "newborn":
        return [person.birth_date]
    if who in person.special_status:
        return [person.liable_from]
    held = (each for each in person.hardship if each.category == who)
    return [each.from_on for each in held if each.to_on is None or each.to_on >= payment.paid_on]


def _in_time(began_on: date | None, payment: Payment, group: Group) -> bool | None:
    if began_on is None:
        return True if group.since == "any" and group.within is None else None
    if began_on > payment.paid_on or (group.since == "year_bought" and began_on.year != payment.year):
        return False
    return group.within is None or payment.paid_on <= last_day(began_on, group.within)
