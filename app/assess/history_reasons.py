"""履历的理由. What the law says of the history: neutral years, records of other pooling areas, hardship that changed.

Reading: R1b (employee months), R22 (nothing is changed within the year), R30 (judged by the rules of this area).
"""

from collections.abc import Iterator
from functools import lru_cache

from app.assess.grounds import KEPT, Found, reason
from app.assess.said import Said
from app.assess.verdict import Verdict
from app.model.case import Case, RepairRecord
from app.model.explanation import Reason
from app.model.life import Payment
from app.model.place import same_pool
from app.model.policy import Policy, YearLaw
from app.rules.aid import changed_within_year
from app.rules.lapse import neutral_years


def history_reasons(case: Case, judged: Verdict, policy: Policy, spoken: Said) -> Iterator[Reason]:
    """履历的理由. By the law of the last planned year; none where no year is planned."""
    if not judged.years:
        return
    law, life = policy.of(judged.years[-1]), judged.past.life
    if law.waiting is not None:
        if life.spells:
            yield from _neutral(tuple(neutral_years(law.year, life, law.waiting)), law)
        if spoken.elsewhere and "other_area_history" in law.waiting.cited.clauses:
            yield from _elsewhere(_areas(case), case.area, law)
    if ruled_unchanged(law) and hardship_unchanged_by_rule(case, judged, policy):
        yield reason("aid_unchanged", law, law.eligibility, "nothing changes")


@lru_cache(maxsize=KEPT)
def _neutral(years: tuple[int, ...], law: YearLaw) -> tuple[Reason, ...]:
    if not years or law.waiting is None:
        return ()
    least, named = law.waiting.neutral_employee_months, ", ".join(map(str, years))
    facts: dict[str, Found] = {"neutral_years": named, "neutral_employee_months": least}
    return (reason("standing_of_year", law, law.waiting, "no lapse", **facts),)


def _areas(case: Case) -> tuple[str, ...]:
    """缴费地. The areas of the records, each once."""
    return tuple(dict.fromkeys([each.area for each in case.history if not isinstance(each, RepairRecord)]))


@lru_cache(maxsize=KEPT)
def _elsewhere(areas: tuple[str, ...], here: str, law: YearLaw) -> tuple[Reason, ...]:
    """异地. Kept, as people are many and the areas of one are few."""
    away = [area for area in areas if area != here and not same_pool(area, here)]
    if not away:
        return ()
    return (reason("other_area_history", law, law.waiting, "counted", areas=", ".join(away), area=here),)


def hardship_changed(case: Case, judged: Verdict) -> list[int]:
    """困难群众身份变动. Which statuses began after a fee was paid, or ended before its year was over."""
    return _changed(case, _payments(judged)) if case.person.hardship else []


def hardship_unchanged_by_rule(case: Case, judged: Verdict, policy: Policy) -> list[int]:
    """变动不退不调. Those of them in years whose law says that nothing is refunded or changed then."""
    if not case.person.hardship:
        return []
    return _changed(case, [each for each in _payments(judged) if ruled_unchanged(policy.of(each.year))])


def _changed(case: Case, payments: list[Payment]) -> list[int]:
    return [
        place
        for place, held in enumerate(case.person.hardship)
        if any(changed_within_year(held, payment) for payment in payments)
    ]


def _payments(judged: Verdict) -> list[Payment]:
    return [each.payment for each in (*judged.past.purchases, *judged.planned, *judged.in_doubt)]


def ruled_unchanged(law: YearLaw) -> bool:
    """不退不调. Whether the law says that a status begun or lost within the year changes nothing."""
    return law.eligibility is not None and "aid_unchanged" in law.eligibility.cited.clauses
