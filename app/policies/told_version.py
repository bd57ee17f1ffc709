"""版本告知. A version of a subject as answers and tables tell it."""

from datetime import date

import msgspec

from app.model.citation import Confidence, Standing
from app.policies.load import Policies
from app.policies.span import Span, plain, spans_of


class VersionTold(msgspec.Struct, frozen=True, kw_only=True):
    """版本. A version of a subject as it answers: coverage years, value, whose it is and where it stands."""

    subject: str
    from_year: int = msgspec.field(name="from")
    until_year: int | None = msgspec.field(name="until")
    recurs: bool
    value: dict[str, object]
    area: str
    document: str
    item: str
    standing: Standing
    confidence: Confidence
    inferred: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    checked: date


def own_versions(policies: Policies) -> tuple[VersionTold, ...]:
    """自有版本. Each version that an area states itself, by code, subject and year."""
    return tuple(
        version_told(span)
        for code in sorted(policies.policies)
        for span in spans_of(policies.policies[code])
        if span.cited.area == code
    )


def version_told(span: Span, year: int | None = None) -> VersionTold:
    """版本. A version as it answers, or what of it answers for one year."""
    cited = span.cited
    first, last = (span.from_year, span.until_year) if year is None else (year, year)
    return VersionTold(
        subject=span.subject,
        from_year=first,
        until_year=last,
        recurs=year is None and len(set(map(id, span.laws.values()))) > 1,
        value=plain(span.laws[first]),
        area=cited.area,
        document=cited.document,
        item=cited.item,
        standing=cited.standing,
        confidence=cited.confidence,
        inferred=cited.inferred,
        secondary=cited.secondary,
        checked=cited.checked,
    )
