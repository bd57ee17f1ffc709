"""差异的措辞. What differs between two answers, in Chinese and English."""

from functools import lru_cache

from msgspec.structs import asdict

from app.model.comparison import Comparison, Difference
from app.model.comparison import Value as Found
from app.model.explanation import Text
from app.wording.area_names import CODES_ALONE, AreaNames
from app.wording.catalogue import CATALOGUE, labelled, named
from app.wording.template import sentence
from app.wording.values import said

NOT_GIVEN = frozenset(
    {"total_fen", "lapse_years", "continuous_years", "worth_years", "cost_fen", "counted"}
    | {"continuity_fen", "zero_claim_fen", "cap_fen"}
)
"""未给出. Fields that an answer leaves out where they are not known; that there is nothing would be untrue of them."""


class DifferenceTold(Difference, frozen=True, gc=False, kw_only=True):
    """差异. One field of the answer that differs, the rule behind it and what may have caused it, in words."""

    text: Text


class ComparisonTold(Comparison, frozen=True, gc=False, kw_only=True):
    """比较结果. Both sides, and every field in which they differ; empty where the change changes nothing."""

    headline: Text
    differences: tuple[DifferenceTold, ...]


def comparison_in_words(found: Comparison, names: AreaNames = CODES_ALONE) -> ComparisonTold:
    """成文. A comparison with a headline, and every difference in words."""
    return ComparisonTold(
        here=found.here,
        there=found.there,
        differences=tuple(DifferenceTold(**asdict(each), text=_difference(each, names)) for each in found.differences),
        headline=_compared(found),
    )


def direction(more_fen: int | None, later_days: int | None) -> str:
    """方向. Dearer or cheaper, later or sooner; empty where neither is known to be."""
    money = "more" if (more_fen or 0) > 0 else "less" if (more_fen or 0) < 0 else ""
    days = "later" if (later_days or 0) > 0 else "sooner" if (later_days or 0) < 0 else ""
    return "_".join(filter(None, (money, days)))


def _compared(found: Comparison) -> Text:
    """标题. The outcome where that is another; else the difference in money and in the first covered day."""
    if not found.differences:
        return sentence("change", "nothing", {})
    if found.here.outcome != found.there.outcome:
        return sentence("change", "outcome", {"outcome": found.there.outcome})
    fields = {each.field.rsplit("/", 1)[-1]: each for each in reversed(found.differences)}
    money, days = fields.get("total_fen"), fields.get("covered_from")
    more_fen, later_days = money.more_fen if money else None, days.later_days if days else None
    facts = {"more_fen": more_fen, "later_days": later_days}
    return sentence("change", direction(more_fen, later_days) or "other", facts)


def _difference(found: Difference, names: AreaNames) -> Text:
    """差异. The field, what stands there on this side, and what on the other."""
    field, becomes = _field(found.field, names), labelled("becomes")
    name = found.field.rsplit("/", 1)[-1]
    here, there = _value(found.field, name, found.here), _value(found.field, name, found.there)
    return Text(becomes.zh % (field.zh, here.zh, there.zh), becomes.en % (field.en, here.en, there.en))


@lru_cache(maxsize=1024)
def _field(path: str, names: AreaNames) -> Text:
    """字段. The name of a field, with the coverage year or the area that it speaks of."""
    _, part, *way = path.split("/")
    if part == "eligibility":
        scheme, through = named("scheme", way[0]), named("through", way[1])
        return Text(f"参保资格（{scheme.zh}，{through.zh}）", f"may enrol ({scheme.en}, {through.en})")
    name = path.rsplit("/", 1)[-1]
    kind = part if part in {"awards", "charge"} and name in CATALOGUE.name[part] else "field"
    text, number = named(kind, name), next((each for each in way if each.isdigit()), None)
    if number is None:
        return text
    if part == "contributions":
        of, area = labelled("of_area"), names.said(number)
        return Text(of.zh % (area.zh, text.zh), of.en % (area.en, text.en))
    of = labelled("in_year")
    return Text(of.zh % (number, text.zh), of.en % (number, text.en))


def _value(path: str, name: str, value: Found) -> Text:
    if value is None:
        return labelled("not_given" if name in NOT_GIVEN or path.startswith("/eligibility") else "none")
    if isinstance(value, bool):
        return labelled("yes" if value else "no")
    if path.startswith("/charge"):
        return said("amount_fen", value)
    return said("refusal" if path == "/refusal/code" else name, value)
