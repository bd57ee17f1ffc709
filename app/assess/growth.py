"""激励的增长. How both awards grow, year by year, from the first year that counts.

What they grow from is a short tuple of years, much the same for many people, so that what has grown is kept by it.
Reading: R23, R24, R26, R31.
"""

from collections.abc import Sequence

import msgspec

from app.assess.findings import CONSEQUENCES
from app.assess.verdict import Verdict
from app.model.case import ResidentRecord
from app.model.policy import YearLaw
from app.model.scale import AwardScale
from app.rules.awards import (
    NOTHING,
    Claims,
    Held,
    claims_of,
    continuity_award_fen,
    kept_after_lapse,
    zero_claim_award,
)
from app.rules.standing import neutral
from app.rules.unemployment import benefit_unknown

SILENT = Claims()


class YearLived(msgspec.Struct, frozen=True, gc=False):
    """一年. What of a year the awards turn on.

    `paid` is null where nobody knows; `lapses`: whether the year is a lapse where it was not paid (null: unless months
    of benefit, of which nobody has told, make it neutral); `inside`: whether it was paid inside the window (null: not
    known).
    """

    year: int
    paid: bool | None
    lapses: bool | None
    inside: bool | None
    claims: Claims


class Grown(msgspec.Struct, frozen=True, gc=False):
    """已增长. What has grown by an enrolled year: its continuous years, and both awards in fen."""

    continuous_years: int = 0
    continuity_fen: int = 0
    held: Held = NOTHING


def years_lived(judged: Verdict, law: YearLaw, spoken: Sequence[tuple[int, ResidentRecord]]) -> tuple[YearLived, ...]:
    """逐年. The years from the first that counts for an award to the last one asked about; `spoken` tell of claims.

    None where the law gives no award.
    """
    life, scale, waiting = judged.past.life, law.awards, law.waiting
    if scale is None or waiting is None:
        return ()
    claims = _claims(judged, spoken) if spoken else {}
    inside: dict[int, bool | None] = {}
    for each in (*judged.past.purchases, *judged.planned, *judged.in_doubt):
        inside[each.payment.year] = each.inside_window
    benefit_not_told = benefit_unknown(life.person)
    years: list[YearLived] = []
    for year in range(scale.first_year, law.year + 1):
        paid = True if year in life.enrolled else None if year in judged.unknown_years else False
        lapses = not paid and year > life.last_uncounted_year and not neutral(year, life, waiting)
        perhaps = None if lapses and benefit_not_told else lapses
        years.append(YearLived(year, paid, perhaps, inside.get(year), claims.get(year, SILENT)))
    return tuple(years)


def _claims(judged: Verdict, spoken: Sequence[tuple[int, ResidentRecord]]) -> dict[int, Claims]:
    """报销情况. What is said of each year; what a record that does not count says does not count."""
    found = judged.past.found
    uncounted = {pointer for code, pointer in found if CONSEQUENCES[code] == "not_counted"} if found else ()
    said: dict[int, list[ResidentRecord]] = {}
    for place, record in spoken:
        if f"/history/{place}" not in uncounted:
            said.setdefault(record.year, []).append(record)
    return {year: claims_of(records) for year, records in said.items()}


def grown(years: tuple[YearLived, ...], scale: AwardScale, *, kindly: bool) -> dict[int, Grown]:
    """逐年增长. What has grown by each paid year, earliest first; `kindly`: what nobody knows was paid, or neutral."""
    found: dict[int, Grown] = {}
    counted, kept_fen, held = 0, 0, NOTHING
    for place, lived in enumerate(years):
        if lived.paid or (lived.paid is None and kindly):
            counted += lived.year >= scale.counted_from_year
            found[lived.year] = Grown(counted, kept_fen + continuity_award_fen(counted, scale), held)
            if lived.year >= scale.zero_claim_from_year:
                inside = paid_inside(years, place + 1, kindly=kindly)
                held = zero_claim_award(held, lived.claims, scale, inside_window=inside)
        elif lived.lapses or (lived.lapses is None and not kindly):
            earned_fen = kept_fen + continuity_award_fen(counted, scale)
            counted, (kept_fen, held) = 0, kept_after_lapse(earned_fen, held, scale)
    return found


def paid_inside(years: tuple[YearLived, ...], place: int, *, kindly: bool) -> bool | None:
    """期内缴费. Whether the year at a place was paid inside the window; null: not known."""
    if place >= len(years):
        return False
    lived = years[place]
    return lived.inside if lived.paid or (lived.paid is None and kindly) else False
