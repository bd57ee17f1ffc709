"""铺开. An answer laid out as paths and values, with the rule that speaks of each path and the law it rests on."""

from collections.abc import Iterator

from msgspec.structs import asdict

from app.model.assessment import Assessment, YearCover
from app.model.comparison import Value
from app.model.explanation import Reason

Fields = dict[str, Value]

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
DATING = ("waiting", "special", *GROUNDS)


def laid_out(told: Assessment) -> Fields:
    """铺开. The fields of an answer that can differ: outcome, years, charge, lapse, repair, days of the timeline."""
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


def _year(year: YearCover) -> Iterator[tuple[str, Value]]:
    path = f"/years/{year.year}"
    for name in ("basis", "lapse_years", "carried_until", "covered_from", "covered_to"):
        yield f"{path}/{name}", getattr(year, name)
    for name, value in asdict(year.waiting).items() if year.waiting else ():
        yield f"{path}/waiting/{'from' if name == 'from_on' else name}", value


def reason_of(field: str, told: Assessment) -> Reason | None:
    """字段之理由. The reason behind a field: one whose rule speaks of it, else the first that speaks of its year."""
    parts = field.split("/")
    year = next((int(part) for part in parts if part.isdigit()), None)
    reasons = [each for each in told.reasons if year is None or each.year == year]
    for rule in RULES_OF.get(parts[-1], ()):
        for each in reasons:
            if each.rule == rule:
                return each
    return reasons[0] if reasons and parts[-1] != "total_fen" else None


def subjects_of(field: str) -> tuple[str, ...]:
    """字段之专题. The subjects of the policy whose numbers could have made the difference."""
    return SUBJECTS_OF.get(field.rsplit("/", 1)[-1], DATING)
