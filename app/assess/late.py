"""可能的缴费. What may have been paid for a year of which nobody knows, when the wait of such a fee would run on.

"在集中参保缴费期外参保缴费，……并设置待遇等待期。" (Hunan 2025, item 2)
Reading: R8, R9 (the wait of a year paid late carries into the next), R40 (who pays before it does not see it), R42.
"""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from app.assess.purchase import purchase
from app.model.calendar import DAY, december_last
from app.model.case import Case, RepairRecord, ResidentRecord
from app.model.life import Life, Payment, Purchase
from app.model.policy import Policy


def waiting_fees(case: Case, life: Life, policy: Policy, year: int) -> Iterator[Purchase]:
    """可能的缴费. The fees for a year not on record that would have had to wait, each on a day that may matter."""
    law = policy.years.get(year)
    if law is None or law.waiting is None or year in life.enrolled:
        return
    for day in dict.fromkeys(_days(case, life, year)):
        bought = purchase(Payment(day, year, None, None, through_school=False), life, law, law.waiting)
        if bought is not None and bought.wait_months:
            yield bought


def with_fee(case: Case, bought: Purchase) -> Case:
    """设为已缴. The case with that fee on record, after all that is there."""
    fee = ResidentRecord(year=bought.payment.year, area=case.area, paid_on=bought.payment.paid_on)
    return replace(case, history=(*case.history, fee))


def _days(case: Case, life: Life, year: int) -> Iterator[date]:
    """可能之日. The last days on which a year may have been paid: of it, before it, before a spell, a fee or a repair.

    And before care or hardship began, with which a fee may be spared the wait. Nobody pays for the running year while
    employee cover runs.
    """
    until, person = min(case.on, december_last(year)), case.person
    begun = [case.on, *(spell.begins_on for spell in life.spells), *(held.from_on for held in person.hardship)]
    begun += [person.institution_entry] if person.institution_entry else []
    eves = [day - DAY for day in begun if day > person.birth_date]
    paid = [fee.paid_on for fee in life.enrolled.values() if fee is not None]
    repaired = [record.applied_on for record in case.history if isinstance(record, RepairRecord)]
    for day in (until, *eves, december_last(year - 1), *paid, *repaired):
        payable = day.year == year - 1 or (day.year == year and life.running_spell(day) is None)
        if payable and person.birth_date <= day <= until:
            yield day
