"""读法. What would be otherwise under another reading of the law: `assess` run again, and no rule knows of it.

Reading: every one that has an alternative in `policy/readings.toml`.
"""

from functools import lru_cache

from msgspec.structs import replace

from app.assess import brief
from app.explore.world import first_covered_day
from app.model.assessment import Assessment, Brief
from app.model.case import Case, Plan
from app.model.comparison import ReadingTried
from app.model.explanation import ReadingUsed
from app.model.policy import Policy, YearLaw
from app.model.reading import Reading, ReadingValue


def with_readings(answer: Assessment, tried: tuple[ReadingTried, ...]) -> Assessment:
    """读法影响. The answer with `decides` filled in: whether another reading would change outcome, years or charge."""
    deciding = {each.id for each in tried if each.changes}
    return replace(answer, readings=tuple([replace(each, decides=each.id in deciding) for each in answer.readings]))


def readings_table(case: Case, policy: Policy, answer: Assessment) -> tuple[ReadingTried, ...]:
    """读法表. Every reading that the answer used, under each of its other values: what the answer would then be."""
    return tuple(
        _row((used, value), case.plan, brief(case, read_as(policy, policy.readings[used.id], value)), answer)
        for used in answer.readings
        for value in policy.readings[used.id].values
        if value.name in used.other
    )


def _row(tried: tuple[ReadingUsed, ReadingValue], plan: Plan, told: Brief, answer: Assessment) -> ReadingTried:
    used, value = tried
    return ReadingTried(
        id=used.id,
        value=used.value,
        other=value.name,
        changes=_apart(told, answer),
        outcome=told.outcome,
        total_fen=told.charge.total_fen if told.charge else None,
        first_covered_day=first_covered_day(told, plan),
    )


def _apart(told: Brief, answer: Assessment) -> bool:
    return (told.outcome, told.years, told.charge) != (answer.outcome, answer.years, answer.charge)


@lru_cache(maxsize=256)
def read_as(policy: Policy, reading: Reading, value: ReadingValue) -> Policy:
    """另一读法. The policy with one of its parameters read as `value` in every year that knows the subject.

    Kept, as areas and readings are few, and every law of theirs is made anew.
    """
    return replace(policy, years={year: _law_read_as(law, reading, value) for year, law in policy.years.items()})


def _law_read_as(law: YearLaw, reading: Reading, value: ReadingValue) -> YearLaw:
    subject = getattr(law, reading.subject) if reading.subject else None
    if subject is None or reading.parameter is None:
        return law
    return replace(law, **{str(reading.subject): replace(subject, **{reading.parameter: value.value})})
