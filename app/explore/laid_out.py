"""铺开. An answer laid out as paths and values, with the rule that speaks of each path and the law it rests on."""

from collections.abc import Iterator

from msgspec.structs import asdict

from app.model.assessment import Assessment, YearCover
from app.model.citation import Clause
from app.model.comparison import Value
from app.model.explanation import Reason

Fields = dict[str, Value]
Cited = tuple[str | None, Clause | None]
COUNTED = ("counted_months", "counted_years")
DIGITS_OF_A_YEAR = 4

GROUNDS = ("window", "transfer", "newborn", "exempt", "students", "welfare")
RULES_OF: dict[str, tuple[str, ...]] = {
    "fixed_months": ("fixed_wait",),
    "variable_months": ("variable_wait",),
    "repaired_months": ("repair",),
    "repairable_months": ("repair",),
    "worth_years": ("repair", "repair_worth_less"),
    "floor_months": ("floor",),
    "total_months": ("first_covered_day",),
    "from": ("first_covered_day",),
    "first_covered_day": ("first_covered_day",),
    "carried_until": ("carried_wait",),
    "covered_from": ("carried_wait", "first_covered_day"),
    "lapse_years": ("lapse_years",),
    "individual_fee": ("in_window_fee", "out_of_window_individual_fee"),
    "government_subsidy": ("out_of_window_fee",),
    "medical_aid": ("hardship_aid",),
    "newborn_waiver": ("newborn_waiver_fee",),
    "repair": ("repair_fee",),
    "cost_fen": ("repair_fee",),
    "continuity_fen": ("continuity_award", "award_after_lapse"),
    "zero_claim_fen": ("zero_claim_award", "zero_claim_award_used"),
    "cap_fen": ("award_cap", "ceiling"),
}
"""字段规则. The rules that speak of a field, by its last part; of any other the first reason for the year speaks."""

SUBJECTS_OF: dict[str, tuple[str, ...]] = {
    "fixed_months": ("waiting", *GROUNDS),
    "variable_months": ("waiting", *GROUNDS),
    "repaired_months": ("waiting",),
    "repairable_months": ("waiting",),
    "worth_years": ("waiting",),
    "floor_months": ("waiting",),
    "lapse_years": ("waiting",),
    "continuous_years": ("waiting",),
    "basis": GROUNDS,
    "individual_fee": ("fees",),
    "government_subsidy": ("fees", *GROUNDS),
    "medical_aid": ("aid", "fees", "window"),
    "newborn_waiver": ("newborn", "fees"),
    "repair": ("fees", "waiting"),
    "cost_fen": ("fees", "waiting"),
    "total_fen": ("fees", "aid", *GROUNDS),
}
"""字段专题. The subjects of the policy that a field rests on, by its last part; any other may rest on all that date."""
SUBJECTS_OF_PART = {
    "awards": ("awards", "ceiling", "waiting", "window"),
    "contributions": ("pooling",),
    "eligibility": ("eligibility", "welfare", "special"),
}
"""部分专题. The subjects of a part of the answer that stands by itself, whatever the field."""
DATING = ("waiting", "special", *GROUNDS)


def laid_out(told: Assessment) -> Fields:
    """铺开. The fields of an answer that can differ: outcome, years, charge, lapse, repair, days of the timeline.

    Then the awards, contribution years by area, and the ways to enrol in the area asked about.
    """
    return dict(_fields(told))


def _fields(told: Assessment) -> Iterator[tuple[str, Value]]:
    yield "/outcome", told.outcome
    yield "/refusal/code", told.refusal.code if told.refusal else None
    for year in told.years:
        yield from _year(year)
    yield "/charge/total_fen", told.charge.total_fen if told.charge else None
    for item in told.charge.items if told.charge else ():
        yield f"/charge/{item.year}/{item.kind}", item.amount_fen
    if told.lapse:
        yield "/lapse/lapse_years", told.lapse.lapse_years
        yield "/lapse/continuous_years", told.lapse.continuous_years
    if told.repair:
        yield "/repair/worth_years", told.repair.worth_years
        yield "/repair/cost_fen", told.repair.cost_fen
    days = {"covered": 0, "waiting": 0, "not_covered": 0, "unknown": 0}
    for segment in told.timeline:
        days[segment.status] += (segment.to_on - segment.from_on).days + 1
    for status, number in days.items():
        yield f"/timeline/{status}_days", number
    yield from _beside(told)


def _beside(told: Assessment) -> Iterator[tuple[str, Value]]:
    """其余. Awards, contribution years, ways to enrol; the first entry of a way is that of the area asked about."""
    for name in ("continuity_fen", "zero_claim_fen", "total_fen", "cap_fen") if told.awards else ():
        yield f"/awards/{name}", getattr(told.awards, name)
    if told.awards and told.awards.total_fen is None:
        yield "/awards/least/total_fen", told.awards.least.total_fen
        yield "/awards/most/total_fen", told.awards.most.total_fen
    if told.contributions:
        yield "/contributions/counted_months", told.contributions.counted_months
        yield "/contributions/counted_years", told.contributions.counted_years
        for each in told.contributions.by_area:
            yield f"/contributions/{each.area}/months", each.months
            yield f"/contributions/{each.area}/counted", each.counted
    for entry in reversed(told.eligibility):
        yield f"/eligibility/{entry.scheme}/{entry.through}", entry.allowed


def _year(year: YearCover) -> Iterator[tuple[str, Value]]:
    path = f"/years/{year.year}"
    for name in ("basis", "lapse_years", "carried_until", "covered_from", "covered_to"):
        yield f"{path}/{name}", getattr(year, name)
    for name, value in asdict(year.waiting).items() if year.waiting else ():
        yield f"{path}/waiting/{'from' if name == 'from_on' else name}", value


def year_of(field: str) -> int | None:
    """年度. The coverage year that a path names."""
    return next((int(part) for part in field.split("/") if part.isdigit() and len(part) == DIGITS_OF_A_YEAR), None)


def cited_of(field: str, told: Assessment) -> Cited | None:
    """依据. The rule behind a field and its clause; null where nothing in the answer speaks of it."""
    _, part, *way = field.split("/")
    if part == "contributions":
        months = told.contributions.by_area if told.contributions else ()
        return next(
            ((each.rule, each.clause) for each in months if each.rule and way[0] in (each.area, *COUNTED)), None
        )
    if part == "eligibility":
        entries = [each for each in told.eligibility if [each.scheme, each.through] == way]
        return (entries[0].rule, entries[0].clause) if entries else None
    reason = _of_awards(way[-1], told) if part == "awards" else reason_of(field, told)
    return (reason.rule, reason.clause) if reason else None


def _of_awards(name: str, told: Assessment) -> Reason | None:
    rules = RULES_OF.get(name, (*RULES_OF["continuity_fen"], *RULES_OF["zero_claim_fen"]))
    return next((each for each in told.reasons if each.rule in rules), None)


def reason_of(field: str, told: Assessment) -> Reason | None:
    """字段之理由. The reason behind a field: one whose rule speaks of it, else the first that speaks of its year."""
    year, name = year_of(field), field.rsplit("/", 1)[-1]
    reasons = [each for each in told.reasons if year is None or each.year == year]
    for rule in RULES_OF.get(name, ()):
        for each in reasons:
            if each.rule == rule:
                return each
    return reasons[0] if reasons and name != "total_fen" else None


def subjects_of(field: str) -> tuple[str, ...]:
    """字段之专题. The subjects of the policy whose numbers could have made the difference."""
    part = field.split("/")[1]
    return SUBJECTS_OF_PART.get(part) or SUBJECTS_OF.get(field.rsplit("/", 1)[-1], DATING)
