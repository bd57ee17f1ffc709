"""留存的答复. What can be compared of an answer as it was once given, though its policy may be gone."""

import msgspec

from app.model.assessment import Charge, Contributions, EligibilityEntry, Lapse, Repair, Segment, YearCover
from app.model.awards import Awards
from app.model.citation import Clause
from app.model.codes import Outcome
from app.model.explanation import Refusal


class KeptReason(msgspec.Struct, frozen=True, gc=False):
    """留存的理由. A rule that was applied, for which year, and its clause; what it found is not compared."""

    rule: str
    year: int | None
    clause: Clause


class Kept(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """留存的答复. The fields that can differ, and the rules behind them; a brief answer has three, and no timeline."""

    outcome: Outcome
    years: tuple[YearCover, ...]
    charge: Charge | None
    refusal: Refusal | None = None
    lapse: Lapse | None = None
    repair: Repair | None = None
    awards: Awards | None = None
    eligibility: tuple[EligibilityEntry, ...] = ()
    contributions: Contributions | None = None
    timeline: tuple[Segment, ...] | None = None
    reasons: tuple[KeptReason, ...] = ()
