"""参保激励. The awards of the last year asked about, and of every year on the way to it.

A fact that nobody has stated leaves bounds, and a question where somebody can answer it; it never holds up a payment.
Reading: R23, R24, R25, R26.
"""

from functools import lru_cache

from msgspec.structs import replace

from app.assess.award_questions import award_questions
from app.assess.grounds import KEPT
from app.assess.growth import Grown, YearLived, grown, years_lived
from app.assess.said import Said
from app.assess.verdict import Verdict
from app.model.awards import AwardAmounts, Awards, AwardYear
from app.model.case import Case
from app.model.policy import Policy, YearLaw
from app.model.scale import AwardScale
from app.rules.awards import cap_fen, capped_fen

UNPAID = Grown()


def awards(case: Case, judged: Verdict, policy: Policy, law: YearLaw, spoken: Said) -> Awards | None:
    """参保激励. Null where the last year asked about is not bought, or where the law gives no award for it.

    Years of which nobody knows are taken as unpaid and as paid; months of benefit not told, as none and as enough.
    """
    scale, paid = law.awards, law.year in judged.past.life.enrolled
    years = years_lived(judged, law, spoken.of_claims) if paid else ()
    if scale is None or not years:
        return None
    found = _awards_of(years, policy, scale)
    if found.least == found.most:
        return found
    return replace(found, questions=award_questions(case, judged, years, scale))


@lru_cache(maxsize=KEPT)
def _awards_of(years: tuple[YearLived, ...], policy: Policy, scale: AwardScale) -> Awards:
    """参保激励. What comes of such years but for questions; kept, as people are many and such years few."""
    sure, best = grown(years, scale, kindly=False), grown(years, scale, kindly=True)
    by_year, two_ways = [], sum(lived.paid is None or lived.lapses is None for lived in years) <= 1
    for year, most in best.items():
        cap = cap_fen(scale, policy.of(year).ceiling)
        by_year.append(_year(year, (sure.get(year, UNPAID), most), scale, cap, two_ways=two_ways))
    last = by_year[-1]
    return Awards(
        last.year,
        last.continuous_years,
        last.continuity_fen,
        last.zero_claim_fen,
        last.total_fen,
        last.cap_fen,
        last.least,
        last.most,
        by_year=tuple(by_year),
        questions=(),
    )


def _year(year: int, ways: tuple[Grown, Grown], scale: AwardScale, cap: int | None, *, two_ways: bool) -> AwardYear:
    """年度激励. One year, from what has grown by it in the worst and in the best way.

    `two_ways`: there is no third, so that the least total is that of one of them. Of several unknown years some may
    be paid and others not: then it is the sum of both least awards, that perhaps no way has.
    """
    continuity = [way.continuity_fen for way in ways]
    held = [fen for way in ways for fen in (way.held.least_fen, way.held.most_fen)]
    least_fen, most_fen = min(continuity) + min(held), max(continuity) + max(held)
    if two_ways:
        least_fen = min(way.continuity_fen + way.held.least_fen for way in ways)
    least = AwardAmounts(min(continuity), min(held), capped_fen(least_fen, cap))
    most = AwardAmounts(max(continuity), max(held), capped_fen(most_fen, cap))
    if scale.least_amounts:
        most = AwardAmounts(most.continuity_fen and None, most.zero_claim_fen and None, most.total_fen and None)
    worst, best = ways
    return AwardYear(
        year,
        best.continuous_years if worst.continuous_years == best.continuous_years else None,
        _certain(least.continuity_fen, most.continuity_fen),
        _certain(least.zero_claim_fen, most.zero_claim_fen),
        _certain(least.total_fen, most.total_fen),
        cap,
        least,
        most,
    )


def _certain(least_fen: int | None, most_fen: int | None) -> int | None:
    """确定额度. The amount that is both the least and the most; null where they differ."""
    return least_fen if least_fen == most_fen else None
