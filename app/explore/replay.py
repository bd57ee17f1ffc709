"""重放. An answer held against one that was kept: what of it is no longer the same, and by which rule.

The policy of then need not be here any more: its answer tells what it found and which rules it applied. Its figures are
not known, so none are named as the cause.
"""

from msgspec.structs import asdict

from app.explore.comparison import difference
from app.explore.laid_out import laid_out
from app.model.assessment import Assessment
from app.model.comparison import Difference
from app.model.explanation import PolicyUsed, Reason
from app.model.kept import Kept

IN_BRIEF = ("outcome", "years", "charge")
"""简要部分. The parts that a brief answer has."""


def retold(then: Kept, now: Kept) -> tuple[Difference, ...]:
    """今昔. Every field of two answers to one case that differs, in the order of the answer."""
    told = whole(then), whole(now)
    here, there = map(laid_out, told)
    compared = [field for field in dict.fromkeys([*here, *there]) if here.get(field) != there.get(field)]
    brief = then.timeline is None or now.timeline is None
    return tuple(
        difference(field, (here, there), told) for field in compared if not brief or field.split("/")[1] in IN_BRIEF
    )


def whole(kept: Kept) -> Assessment:
    """补全. A kept answer in the shape of an answer, empty where nothing is compared."""
    return Assessment(
        **{name: getattr(kept, name) for name in kept.__struct_fields__ if name not in ("timeline", "reasons")},
        timeline=kept.timeline or (),
        reasons=tuple(Reason(facts=(), effect="", **asdict(reason)) for reason in kept.reasons),
        readings=(),
        findings=(),
        questions=(),
        policy=PolicyUsed("", (), None, (), ()),
    )
