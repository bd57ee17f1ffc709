"""个人账户家庭共济. What an account may pay for a relative, in which area, and by how many transfers.

"支持职工医保个人账户用于支付参保人员近亲属……参加居民医保、长期护理保险、惠民型商业补充医疗保险个人缴费和已参保近亲属在
定点医药机构就医购药发生的个人自付的医药费用。" (Hunan 2025, item 4)
Each rule gives its word on one account and one need, or null where it has nothing to say of them.
Reading: R27 (close relatives), R28 (uses), R28b (other areas).
"""

from datetime import date
from typing import NamedTuple

from app.model.family import Need, Use, Way
from app.model.family_aid import Because, Verdict
from app.model.family_law import FamilyAccount, Reach
from app.model.kinship import Kin
from app.model.place import same_province


class Judged(NamedTuple):
    """判断. The word of a rule on one account and one need, and because of what."""

    verdict: Verdict
    because: Because


def relative_judged(kin: Kin, law: FamilyAccount) -> Judged | None:
    """近亲属. An account pays for close relatives alone; what the holder needs is no family aid."""
    if kin.relation == "self":
        return Judged("refused", "own_need")
    if kin.relation not in law.relatives:
        return Judged("refused", "not_a_close_relative")
    return Judged("needs_facts", kin.doubt) if kin.doubt else None


def use_judged(kind: Use, law: FamilyAccount) -> Judged | None:
    """用途. An account pays what the text lists."""
    return None if kind in law.uses else Judged("refused", "not_a_use")


def institution_judged(need: Need, law: FamilyAccount) -> Judged | None:
    """定点医药机构. Costs count at designated institutions alone."""
    if need.kind not in law.only_designated or need.designated:
        return None
    if need.designated is None:
        return Judged("needs_facts", "designated_unknown")
    return Judged("refused", "not_designated")


def enrolment_judged(kind: Use, law: FamilyAccount, *, enrolled: bool | None) -> Judged | None:
    """已参保近亲属. Costs count on days on which the relative is enrolled."""
    if kind not in law.only_enrolled or enrolled:
        return None
    return Judged("needs_facts", "enrolment_unknown") if enrolled is None else Judged("refused", "not_enrolled")


def way(need_area: str, holder_area: str, reach: Reach | None, *, same: bool) -> Way | None:
    """途径. How an account reaches a need in its area, in its province or beyond; null: not known."""
    if same:
        return "direct"
    if reach is None:
        return None
    return reach.same_province if same_province(need_area, holder_area) else reach.other_province


def transfer_judged(kind: Use, reach: Reach, *, enrolled: bool | None, opened: bool | None) -> Judged | None:
    """钱包转账. A wallet pays medical costs of a relative who is enrolled and has opened one."""
    if kind not in reach.transfer_uses:
        return Judged("needs_policy", "reach_unknown")
    if False in (enrolled, opened):
        return Judged("refused", "not_enrolled" if enrolled is False else "wallet_not_opened")
    if enrolled and opened:
        return None
    return Judged("needs_facts", "wallet_unknown" if enrolled else "enrolment_unknown")


def enrolled_on(spells: tuple[tuple[date, date | None], ...] | None, day: date) -> bool | None:
    """参保. Whether a spell of enrolment, its last day included, holds the day; null where none are known."""
    if spells is None:
        return None
    return any(begins <= day and (ends is None or day <= ends) for begins, ends in spells)


def transfers(amount_fen: int, reach: Reach) -> int:
    """转账笔数. How many transfers an amount to one wallet takes."""
    return -(-amount_fen // reach.transfer_most_fen)


def transfer_days(count: int, reach: Reach) -> int:
    """转账天数. On how many days at least so many transfers can be made by one holder."""
    return -(-count // reach.transfers_a_day)
