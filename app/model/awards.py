"""参保激励. What an answer says of the awards: how far they raise the limit of major-illness insurance, year by year.

Money is integer fen. What cannot be told is null, and lies between `least` and `most`.
"""

import msgspec

from app.model.explanation import Question


class AwardAmounts(msgspec.Struct, frozen=True, gc=False):
    """激励额度. Both awards and their total, in fen; null: no limit is known from above.

    The total is what is left under the cap; where the cap is not known, it is the sum.
    """

    continuity_fen: int | None
    zero_claim_fen: int | None
    total_fen: int | None


class AwardYear(msgspec.Struct, frozen=True, gc=False):
    """年度激励. The awards of one coverage year: an amount that is certain, else null between `least` and `most`.

    `cap_fen` is null where the base ceiling is not known.
    """

    year: int
    continuous_years: int | None
    continuity_fen: int | None
    zero_claim_fen: int | None
    total_fen: int | None
    cap_fen: int | None
    least: AwardAmounts
    most: AwardAmounts


class Awards(AwardYear, frozen=True, gc=False):
    """参保激励. The awards of the last year asked about, how they grew to it, and what would settle them."""

    by_year: tuple[AwardYear, ...]
    questions: tuple[Question, ...]
