"""参数. Which numbers of the law are not the same on two sides, for the years that a case asks about."""

from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec.structs import fields

from app.model.calendar import Term
from app.model.citation import Citation
from app.model.comparison import Answered, ParameterChanged, Source, Value
from app.model.policy import Group, YearLaw

NOT_SUBJECTS = frozenset({"year", "readings", "verified_on"})
MONTH_AND_DAY = 2


def parameters_changed(one: Answered, other: Answered) -> list[tuple[str, ParameterChanged]]:
    """参数变化. Every parameter that differs, with its subject, year by year."""
    years = {*one.case.plan.years, *other.case.plan.years, one.case.on.year, other.case.on.year}
    return [
        changed
        for year in sorted(years)
        for subject in (each.name for each in fields(YearLaw) if each.name not in NOT_SUBJECTS)
        for changed in _of_a_subject(subject, one.policy.of(year), other.policy.of(year))
    ]


def _of_a_subject(subject: str, here: YearLaw, there: YearLaw) -> Iterator[tuple[str, ParameterChanged]]:
    one, other = getattr(here, subject), getattr(there, subject)
    ours, theirs = dict(_values(one)), dict(_values(other))
    for name in dict.fromkeys([*ours, *theirs]):
        if ours.get(name) != theirs.get(name):
            changed = ParameterChanged(
                year=here.year,
                parameter=f"{subject}.{name}",
                here=ours.get(name),
                there=theirs.get(name),
                here_source=_source(one),
                there_source=_source(other),
            )
            yield subject, changed


def _values(subject: msgspec.Struct | None) -> Iterator[tuple[str, Value]]:
    """各值. The parameters of a subject; a table gives one for each of its keys."""
    for field in fields(subject) if subject is not None else ():
        value = getattr(subject, field.name)
        if isinstance(value, dict):
            yield from ((f"{field.name}.{key}", figure) for key, figure in value.items())
        elif not isinstance(value, Citation):
            yield field.name, _value(value)


def _value(value: object) -> Value:
    """值. A parameter as it is shown: a term as `90_days` or `3_months`, a month and day as `10-01`."""
    if isinstance(value, Group):
        return " ".join(str(_value(part)) for part in (value.who, value.since, value.within) if part is not None)
    if isinstance(value, Term):
        return f"{value.days}_days" if value.days is not None else f"{value.months}_months"
    if value is None or isinstance(value, int | str | date):
        return value
    if isinstance(value, tuple) and len(value) == MONTH_AND_DAY and all(isinstance(part, int) for part in value):
        return f"{value[0]:02}-{value[1]:02}"
    return ", ".join(str(_value(part)) for part in value) if isinstance(value, tuple) else str(value)


def _source(subject: msgspec.Struct | None) -> Source | None:
    cited = getattr(subject, "cited", None)
    if not isinstance(cited, Citation):
        return None
    return Source(cited.document, cited.item, cited.area, cited.from_year, cited.until_year, cited.standing)
