"""分类资助与免缴. Aid for hardship inside the window, and the waiver for newborns.

"在居民医保集中参保缴费期内对困难群众参保缴费按规定实行分类资助……一个自然年度内，困难群众身份新增、退出的，个人已缴费用
不退回、已享受的资助参保补贴不调整。" (Hunan 2025, item 2)
Reading: R22, R38, R41 (a status that ends before it begins does not count).
"""

from datetime import date

from app.model.case import Hardship, Person
from app.model.life import Payment
from app.model.policy import Aid, Fees


def hardship_held(person: Person, day: date) -> list[str]:
    """困难群众身份. The hardship categories recognised on `day`."""
    return [
        held.category for held in person.hardship if held.from_on <= day and (held.to_on is None or held.to_on >= day)
    ]


def impossible_status(held: Hardship) -> bool:
    """起止颠倒. Whether the status ends before it begins; it is then held on no day."""
    return held.to_on is not None and held.to_on < held.from_on


def changed_within_year(held: Hardship, payment: Payment) -> bool:
    """年度内新增或退出. Whether the status began or ended in the year paid for, after the fee was paid."""
    if impossible_status(held):
        return False
    begins, ends = held.from_on, held.to_on
    began = begins.year == payment.year and begins > payment.paid_on
    return began or (ends is not None and ends.year == payment.year and begins <= payment.paid_on <= ends)


def perhaps_aided(person: Person, aid: Aid | None) -> bool:
    """或获资助. Whether the area aids children of that age on grounds that nobody here is asked about."""
    return aid is not None and aid.perhaps_born_from is not None and person.birth_date >= aid.perhaps_born_from


def fully_aided(categories: list[str], aid: Aid | None) -> str | None:
    """全额资助. The first category of which the aid bears the whole fee, whatever that is; null where there is none."""
    return None if aid is None else next((each for each in categories if aid.fee_fen.get(each) == 0), None)


def aided_fee_fen(categories: list[str], fees: Fees, aid: Aid | None) -> int | None:
    """资助后个人缴费. The least that any category pays, in fen; null where a figure that matters is unknown."""
    if fully_aided(categories, aid):
        return 0
    known = [] if aid is None else [aid.fee_fen[category] for category in categories if category in aid.fee_fen]
    if len(known) < len(categories):
        return None
    return min([*known, fees.individual_fen])
