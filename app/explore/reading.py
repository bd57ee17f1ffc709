"""读法. What would be otherwise under another reading of the law: `assess` run again, and no rule knows of it.

Reading: every one that has an alternative in `policy/readings.toml`.
"""

from functools import lru_cache

from msgspec.structs import replace

from app.assess import with_awards
from app.explore.possible import award_range
from app.explore.world import first_covered_day
from app.model.assessment import Assessment, Brief
from app.model.awards import AwardAmounts, Awards
from app.model.case import Case, Plan
from app.model.comparison import ReadingTried
from app.model.explanation import ReadingUsed
from app.model.policy import Policy, YearLaw
from app.model.reading import Reading, ReadingValue

Given = tuple[Brief, Awards | None]


def with_readings(answer: Assessment, tried: tuple[ReadingTried, ...]) -> Assessment:
    """读法影响. The answer with `decides` filled in: whether another reading would change what it gives."""
    deciding = {each.id for each in tried if each.changes}
    return replace(answer, readings=tuple([replace(each, decides=each.id in deciding) for each in answer.readings]))


def readings_table(case: Case, policy: Policy, answer: Assessment) -> tuple[ReadingTried, ...]:
    """读法表. Every reading that the answer used, under each of its other values: what the answer would then be."""
    return tuple(
        _row((used, value), case.plan, with_awards(case, read_as(policy, policy.readings[used.id], value)), answer)
        for used in answer.readings
        for value in policy.readings[used.id].values
        if value.name in used.other
    )


def _row(tried: tuple[ReadingUsed, ReadingValue], plan: Plan, given: Given, answer: Assessment) -> ReadingTried:
    (used, value), (told, awards) = tried, given
    least_fen, most_fen = award_range(awards)
    return ReadingTried(
        id=used.id,
        value=used.value,
        other=value.name,
        changes=_apart(given, answer),
        outcome=told.outcome,
        total_fen=told.charge.total_fen if told.charge else None,
        first_covered_day=first_covered_day(told, plan),
        least_award_fen=least_fen,
        most_award_fen=most_fen,
    )


def _apart(given: Given, answer: Assessment) -> bool:
    """不同. Whether outcome, years, charge or the amounts of the awards are not those of the answer."""
    told, awards = given
    if (told.outcome, told.years, told.charge) != (answer.outcome, answer.years, answer.charge):
        return True
    return _amounts(awards) != _amounts(answer.awards)


def _amounts(awards: Awards | None) -> tuple[AwardAmounts, AwardAmounts] | None:
    return (awards.least, awards.most) if awards else None


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
