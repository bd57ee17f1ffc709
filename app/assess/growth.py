"""激励的增长. How both awards grow, year by year, from the first year that counts.

Reading: R23, R24, R26.
"""

import msgspec

from app.assess.findings import CONSEQUENCES
from app.assess.verdict import Verdict
from app.model.case import Case, ResidentRecord
from app.model.life import Life
from app.model.policy import Waiting
from app.model.scale import AwardScale
from app.rules.awards import (
    NOTHING,
    Claims,
    Held,
    claims_of,
    continuity_award_fen,
    kept_after_lapse,
    silent,
    zero_claim_award,
)
from app.rules.standing import neutral

SILENT = Claims()


class Grown(msgspec.Struct, frozen=True, gc=False):
    """已增长. What has grown by an enrolled year: its continuous years, and both awards in fen."""

    continuous_years: int = 0
    continuity_fen: int = 0
    held: Held = NOTHING


class Growth(msgspec.Struct, gc=False):
    """增长. What the awards grow from: the life, the law, what is known of claims, and how each year was paid.

    `inside` tells of a year whether it was paid inside the window (null: not known); `places` where in the history the
    fee of a year stands.
    """

    life: Life
    scale: AwardScale
    waiting: Waiting
    claims: dict[int, Claims]
    places: dict[int, int]
    inside: dict[int, bool | None]

    def until(self, last: int, paid: frozenset[int]) -> dict[int, Grown]:
        """逐年. What has grown by each paid year up to `last`, earliest first."""
        scale, found = self.scale, {}
        years, kept_fen, held = 0, 0, NOTHING
        for year in range(scale.first_year, last + 1):
            earned_fen = kept_fen + continuity_award_fen(years, scale)
            if year in paid:
                years += year >= scale.counted_from_year
                found[year] = Grown(years, kept_fen + continuity_award_fen(years, scale), held)
                held = self.next_held(year, held, paid)
            elif year > self.life.last_uncounted_year and not neutral(year, self.life, self.waiting):
                years, (kept_fen, held) = 0, kept_after_lapse(earned_fen, held, scale)
        return found

    def next_held(self, year: int, held: Held, paid: frozenset[int]) -> Held:
        """次年额度. The zero-claim award of the next year."""
        if year < self.scale.zero_claim_from_year:
            return held
        return zero_claim_award(
            held, self.claims.get(year, SILENT), self.scale, inside_window=self.paid_inside(year + 1, paid)
        )

    def paid_inside(self, year: int, paid: frozenset[int]) -> bool | None:
        """期内缴费. Whether a year was paid inside the window; null: not known."""
        return self.inside.get(year) if year in paid else False


def growth(case: Case, judged: Verdict, scale: AwardScale, waiting: Waiting) -> Growth:
    """增长. What the awards of a case grow from; what a record that does not count says of claims does not count."""
    past, first = judged.past, scale.first_year
    void = [pointer for code, pointer in past.found if CONSEQUENCES[code] == "not_counted"] if past.found else []
    said: dict[int, list[ResidentRecord]] = {}
    places: dict[int, int] = {}
    inside: dict[int, bool | None] = {}
    for place, record in enumerate(case.history):
        if isinstance(record, ResidentRecord) and record.year >= first and not (void and f"/history/{place}" in void):
            places.setdefault(record.year, place)
            if not silent(record):
                said.setdefault(record.year, []).append(record)
    for each in (*past.purchases, *judged.planned, *judged.in_doubt):
        inside[each.payment.year] = each.inside_window
    claims = {year: claims_of(records) for year, records in said.items()} if said else {}
    return Growth(past.life, scale, waiting, claims, places, inside)
