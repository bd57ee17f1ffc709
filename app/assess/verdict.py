"""结论. What was judged of a plan; it knows no words and no clauses."""

import msgspec

from app.assess.charge import Missing
from app.assess.fold import Past
from app.model.assessment import Charge
from app.model.codes import Outcome, QuestionCode
from app.model.explanation import Refusal
from app.model.life import Purchase


class Verdict(msgspec.Struct, gc=False):
    """结论. What was judged of a plan: the purchases it makes, or why it makes none. It knows no words and no clauses.

    `planned` are the purchases of the plan whose dates are known, `in_doubt` those whose dates hang on something open;
    `undecided` are the planned years of which nothing can be told; `unruled` those among them that no waiting rule
    governs, as far as their payment goes. `unknown_years` are those of which nobody knows and that may
    have been paid; `otherwise` are the pasts that they could have been instead.
    """

    past: Past
    years: tuple[int, ...]
    planned: list[Purchase] = []
    in_doubt: list[Purchase] = []
    undecided: list[int] = []
    unruled: list[Purchase] = []
    repaired: Purchase | None = None
    refusal: Refusal | None = None
    questions: list[tuple[QuestionCode, str, int | None]] = []
    missing: Missing = []
    charge: Charge | None = None
    outcome: Outcome = "collect"
    unknown_years: tuple[int, ...] = ()
    otherwise: list[Past] = []

    @property
    def moved(self) -> list[Purchase]:
        """所移. The past year whose wait the plan repairs, and the later ones that this wait runs on into."""
        if self.repaired is None:
            return []
        year = self.repaired.payment.year
        after = [each for each in self.past.purchases if each.payment.year > year and each.carried_until is not None]
        return [self.repaired, *[each for each in after if each.doubt is None]]
