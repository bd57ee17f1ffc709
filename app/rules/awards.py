"""参保激励. The awards that raise the limit of major-illness insurance, and the cap on both together.

"自2025年1月起，对连续参加居民医保满4年的参保人员，之后每连续参保1年，提高居民大病保险支付限额5000元。对当年基金零报销且
次年集中参保缴费期正常参保的居民医保参保人员，次年提高居民大病保险支付限额5000元。……累计提高总额不超过所在统筹地区居民
大病保险原封顶线的20%。居民发生大病保险报销并使用零报销激励额度后，前期积累的零报销激励额度清零，第2年重新计算零报销激励
额度，但不影响连续参保激励。断保之后再次参保的，连续参保时间重新计算。" (Hunan 2025, item 5)
Reading: R23 (years that count), R24 (zero claims), R25 (the cap), R26 (after a lapse).
"""

from collections.abc import Iterable

import msgspec

from app.model.case import ResidentRecord
from app.model.scale import PERCENT, AwardScale, Ceiling


class Claims(msgspec.Struct, frozen=True, gc=False):
    """报销情况. What is known of a year: whether anything was reimbursed, and whether the zero-claim award was used."""

    reimbursed: bool | None = None
    award_used: bool | None = None


class Held(msgspec.Struct, frozen=True, gc=False):
    """零报销额度. The zero-claim award of a year, in fen: at least and at most."""

    least_fen: int = 0
    most_fen: int = 0


NOTHING = Held()


def claims_of(records: Iterable[ResidentRecord]) -> Claims:
    """报销情况. What the records of one year say together; a use says that something was reimbursed."""
    said = list(records)
    used = _said([each.zero_claim_award_used for each in said])
    major = _said([each.major_illness_reimbursed for each in said])
    reimbursed = True if used or major else _said([each.reimbursed for each in said])
    if used is None and False in (major, reimbursed):
        used = False
    return Claims(reimbursed, used)


def _said(words: list[bool | None]) -> bool | None:
    """所说. True where any says so, false where one denies it and none says so."""
    return True if True in words else False if False in words else None


def contradicting(record: ResidentRecord) -> bool:
    """矛盾. Whether a record denies what another of its words takes for granted."""
    used, major = record.zero_claim_award_used, record.major_illness_reimbursed
    return (used is True and major is False) or (record.reimbursed is False and (used is True or major is True))


def continuity_award_fen(continuous_years: int, scale: AwardScale) -> int:
    """连续参保激励. A step for each continuous year after those that are needed, in fen."""
    return max(0, continuous_years - scale.needed_years) * scale.continuity_fen


def zero_claim_earned(claims: Claims, *, inside_window: bool | None) -> bool | None:
    """零报销. Whether a year earned a step: nothing reimbursed, the next paid inside the window; null: not known."""
    if claims.reimbursed or inside_window is False:
        return False
    return None if claims.reimbursed is None or inside_window is None else True


def zero_claim_award(held: Held, claims: Claims, scale: AwardScale, *, inside_window: bool | None) -> Held:
    """零报销激励. What is held in the next year: nothing of before once it was used, a step where one was earned."""
    earned = zero_claim_earned(claims, inside_window=inside_window)
    least_fen = held.least_fen if claims.award_used is False else 0
    most_fen = 0 if claims.award_used else held.most_fen
    step_fen = scale.zero_claim_fen
    return Held(least_fen + (step_fen if earned else 0), most_fen + (0 if earned is False else step_fen))


def kept_after_lapse(continuity_fen: int, held: Held, scale: AwardScale) -> tuple[int, Held]:
    """断保以后. What a lapse leaves of both awards, in fen; the continuous years start anew in any case."""
    if scale.after_lapse == "all_lost":
        return 0, NOTHING
    return (continuity_fen if scale.after_lapse == "amounts_stay" else 0), held


def cap_fen(scale: AwardScale, ceiling: Ceiling | None) -> int | None:
    """激励上限. A share of the base ceiling, in whole fen, rounded down; null where the base ceiling is not known."""
    return None if ceiling is None else ceiling.ceiling_fen * scale.cap_percent // PERCENT


def capped_fen(amount_fen: int, cap: int | None) -> int:
    """累计总额. Both awards together, in fen, as far as the cap lets them; the last step may be partial."""
    return amount_fen if cap is None else min(amount_fen, cap)
