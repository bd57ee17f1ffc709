"""激励的理由. Why the awards are what they are: each award, what a lapse undid, the cap; and the readings behind them.

Reading: R23, R24, R25, R26.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import inf

from app.assess.grounds import reason
from app.model.awards import Awards, AwardYear
from app.model.explanation import Reason
from app.model.policy import YearLaw
from app.model.scale import AwardScale


def award_reasons(awards: Awards | None, law: YearLaw) -> tuple[Reason, ...]:
    """理由. One for each award that there is or may be, what a use or a lapse undid, then what caps both."""
    scale = law.awards
    if awards is None or scale is None:
        return ()
    told: list[Reason] = []
    if awards.most.continuity_fen != 0:
        told.append(_continuity(awards, law, scale))
    if awards.most.zero_claim_fen != 0:
        told.append(_zero_claim(awards, law, scale))
    used_in = _used_in(awards, scale)
    if used_in is not None:
        told.append(reason("zero_claim_award_used", law, scale, "starts anew", used_in=used_in))
    if _lapsed(awards):
        told.append(reason("award_after_lapse", law, scale, scale.after_lapse, after_lapse=scale.after_lapse))
    if awards.most.total_fen != 0:
        told.extend(_capped(awards, law, scale))
    return tuple(told)


def award_readings(awards: Awards | None) -> tuple[str, ...]:
    """所用读法. Years that count always; claims, cap and what a lapse leaves where they come in."""
    if awards is None:
        return ()
    used = ["R23"]
    if awards.most.zero_claim_fen != 0:
        used.append("R24")
    if awards.most.total_fen != 0:
        used.append("R25")
    return (*used, "R26") if _lapsed(awards) else tuple(used)


def _lapsed(awards: Awards) -> bool:
    """断过. Whether the continuous years started anew somewhere on the way."""
    return awards.continuous_years is not None and awards.continuous_years < len(awards.by_year)


def _used_in(awards: Awards, scale: AwardScale) -> int | None:
    """用过的年度. The last year after which less is held than in it, but for what a lapse took; null where none is."""
    lapse_takes = scale.after_lapse == "all_lost"
    drops = [
        before.year
        for before, after in pairwise(awards.by_year)
        if _most(before) > _most(after) and not (lapse_takes and after.continuous_years == 1)
    ]
    return drops[-1] if drops else None


def _most(held: AwardYear) -> float:
    most_fen = held.most.zero_claim_fen
    return inf if most_fen is None else most_fen


def _capped(awards: Awards, law: YearLaw, scale: AwardScale) -> Iterator[Reason]:
    """上限. The base ceiling where it is known, and the share of it that both awards may reach."""
    if law.ceiling is not None:
        ceiling_fen = law.ceiling.ceiling_fen
        yield reason("ceiling", law, law.ceiling, f"{ceiling_fen} fen", ceiling_fen=ceiling_fen)
    effect = "not known" if awards.cap_fen is None else f"at most {awards.cap_fen} fen"
    facts = {"cap_fen": awards.cap_fen, "cap_percent": scale.cap_percent, "total_fen": awards.total_fen}
    yield reason("award_cap", law, scale, effect, **facts)


def _continuity(awards: Awards, law: YearLaw, scale: AwardScale) -> Reason:
    return reason(
        "continuity_award",
        law,
        scale,
        _effect(awards.least.continuity_fen, awards.most.continuity_fen),
        continuous_years=awards.continuous_years,
        needed_years=scale.needed_years,
        step_fen=scale.continuity_fen,
        award_fen=awards.continuity_fen,
        least_fen=awards.least.continuity_fen,
        most_fen=awards.most.continuity_fen,
    )


def _zero_claim(awards: Awards, law: YearLaw, scale: AwardScale) -> Reason:
    return reason(
        "zero_claim_award",
        law,
        scale,
        _effect(awards.least.zero_claim_fen, awards.most.zero_claim_fen),
        step_fen=scale.zero_claim_fen,
        award_fen=awards.zero_claim_fen,
        least_fen=awards.least.zero_claim_fen,
        most_fen=awards.most.zero_claim_fen,
    )


def _effect(least_fen: int | None, most_fen: int | None) -> str:
    """效果. What is added to the limit: an amount, or from least to most."""
    if least_fen == most_fen:
        return f"{least_fen:+} fen"
    return f"{least_fen:+} fen or more" if most_fen is None else f"{least_fen:+} to {most_fen:+} fen"
