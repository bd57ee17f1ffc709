"""比较. One case seen twice: on two days, in two areas, under two policies; every field that differs, and why."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import fields, replace

from app.assess import assess
from app.explore.laid_out import Fields, cited_of, laid_out, subjects_of, year_of
from app.explore.parameters import parameters_changed
from app.model.assessment import Assessment
from app.model.case import Area, Case
from app.model.comparison import Answered, Comparison, Difference, FactChanged, ParameterChanged, Side, Value
from app.model.policy import Policy

SIMPLE_FACTS = frozenset({"on", "area"})
"""可示事实. What of a case has a value of its own; the rest is named alone."""


def answered(case: Case, policy: Policy) -> Answered:
    """已答. The case with the policy and its answer."""
    return Answered(case, policy, assess(case, policy))


def comparison(
    case: Case, policy: Policy, other: Policy | None = None, *, on: date | None = None, area: Area | None = None
) -> Comparison:
    """比较结果. The case as it is, and as it would be on another day, in another area, under another policy.

    `other` is the policy of the other side: of the other area, or another revision; the same one where left out.
    """
    changed = replace(case, on=on or case.on, area=area or case.area)
    return contrast(answered(case, policy), answered(changed, policy if other is None else other))


def contrast(here: Answered, there: Answered) -> Comparison:
    """对照. Any two answers held against one another: any two cases, each under a policy of its own.

    Whoever compares many people under two policies answers each with `answered` and asks this for those whose answers
    differ; `differences` name the rule, the figures and their sources, `more_fen` and `later_days` can be summed.
    """
    return Comparison(here=_side(here), there=_side(there), differences=compared(here, there))


def _side(one: Answered) -> Side:
    return Side(one.case.area, one.case.on, one.policy.revision, one.assessment.outcome)


def compared(one: Answered, other: Answered) -> tuple[Difference, ...]:
    """差异. Every field of the two answers that differs, in the order of the answer."""
    here, there = laid_out(one.assessment), laid_out(other.assessment)
    changed = parameters_changed(one, other)
    facts = _facts(one.case, other.case)
    told = one.assessment, other.assessment
    return tuple(
        difference(field, (here, there), told, changed, facts)
        for field in dict.fromkeys([*here, *there])
        if here.get(field) != there.get(field)
    )


def difference(
    field: str,
    values: tuple[Fields, Fields],
    told: tuple[Assessment, Assessment],
    changed: Sequence[tuple[str, ParameterChanged]] = (),
    facts: tuple[FactChanged, ...] = (),
) -> Difference:
    """一处差异. One field that differs: both values, how far apart, the rule behind it, and what may have caused it."""
    here, there = values[0].get(field), values[1].get(field)
    subjects, year = subjects_of(field), year_of(field)
    rule, clause = cited_of(field, told[1]) or cited_of(field, told[0]) or (None, None)
    return Difference(
        field=field,
        here=here,
        there=there,
        more_fen=_more_fen(field, here, there),
        later_days=(there - here).days if isinstance(here, date) and isinstance(there, date) else None,
        rule=rule,
        clause=clause if clause and clause.document else None,
        parameters=tuple(
            each for subject, each in changed if subject in subjects and (year is None or each.year == year)
        ),
        facts=facts,
    )


def _more_fen(field: str, here: Value, there: Value) -> int | None:
    """差额. The difference in fen; an item that one side does not have counts as nothing."""
    if not field.startswith("/charge"):
        return None
    if field.endswith("total_fen") and (here is None or there is None):
        return None
    return (there if isinstance(there, int) else 0) - (here if isinstance(here, int) else 0)


def _facts(one: Case, other: Case) -> tuple[FactChanged, ...]:
    """事实变化. What of the case is otherwise: the day, the area, the person, the history, the plan."""
    changed = [name for name in (field.name for field in fields(one)) if getattr(one, name) != getattr(other, name)]
    return tuple(
        FactChanged(name, getattr(one, name), getattr(other, name))
        if name in SIMPLE_FACTS
        else FactChanged(name, None, None)
        for name in changed
    )
