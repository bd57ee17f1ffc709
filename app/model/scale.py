"""激励标准. What the law of an area sets for the awards: their steps, their cap, and the ceiling it is a share of."""

from typing import Literal

import msgspec
from typing_extensions import override

from app.model.citation import Citation

PERCENT = 100


class AwardScale(msgspec.Struct, frozen=True, kw_only=True):
    """激励标准. What a step of each award adds to the limit of major-illness insurance, in fen, and what caps both.

    `cap_percent` is in hundredths of the base ceiling; `least_amounts`: the text gives least amounts alone.
    Reading: R23 (`counted_from_year`), R24 (`zero_claim_from_year`), R25 (`cap_percent`), R26 (`after_lapse`).
    """

    cited: Citation
    counted_from_year: int
    needed_years: int
    continuity_fen: int
    zero_claim_from_year: int
    zero_claim_fen: int
    cap_percent: int
    after_lapse: Literal["zero_claim_stays", "amounts_stay", "all_lost"]
    least_amounts: bool

    @override
    def __hash__(self) -> int:
        """散列. By the first year that counts: what was told under a scale is kept by it, and scales are few."""
        return self.first_year

    @property
    def first_year(self) -> int:
        """首年. The first year that counts for either award."""
        return min(self.counted_from_year, self.zero_claim_from_year)


class Ceiling(msgspec.Struct, frozen=True, kw_only=True):
    """封顶线. What major-illness insurance pays at most in a year before any award, in fen. Reading: R25."""

    cited: Citation
    ceiling_fen: int
