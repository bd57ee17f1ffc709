"""履历的理由. What the law says of the history: neutral years, records of other pooling areas, hardship that changed.

Reading: R1b (employee months), R22 (nothing is changed within the year), R30 (judged by the rules of this area).
"""

from collections.abc import Iterator

from app.assess.grounds import reason
from app.assess.said import Said
from app.assess.verdict import Verdict
from app.model.case import Case, RepairRecord
from app.model.explanation import Reason
from app.model.life import Life
from app.model.place import same_pool
from app.model.policy import Policy, Waiting, YearLaw
from app.rules.aid import changed_within_year
from app.rules.lapse import neutral_years


def history_reasons(case: Case, judged: Verdict, policy: Policy, spoken: Said) -> Iterator[Reason]:
    """履历的理由. By the law of the last planned year; none where no year is planned."""
    if not judged.years:
        return
    law = policy.of(judged.years[-1])
    if law.waiting is not None:
        yield from _neutral(judged.past.life, law, law.waiting)
        if spoken.elsewhere and "other_area_history" in law.waiting.cited.clauses:
            yield from _elsewhere(case, law, law.waiting)
    if law.aid is not None and hardship_changed(case, judged):
        yield reason("aid_unchanged", law, law.aid, "nothing changes")


def _neutral(life: Life, law: YearLaw, waiting: Waiting) -> Iterator[Reason]:
    years = neutral_years(law.year, life, waiting) if life.spells else []
    if years:
        least = waiting.neutral_employee_months
        named = ", ".join(map(str, years))
        yield reason("standing_of_year", law, waiting, "no lapse", neutral_years=named, neutral_employee_months=least)


def _elsewhere(case: Case, law: YearLaw, waiting: Waiting) -> Iterator[Reason]:
    areas = dict.fromkeys([each.area for each in case.history if not isinstance(each, RepairRecord)])
    away = [area for area in areas if area != case.area and not same_pool(area, case.area)]
    if away:
        yield reason("other_area_history", law, waiting, "counted", areas=", ".join(away), area=case.area)


def hardship_changed(case: Case, judged: Verdict) -> list[int]:
    """困难群众身份变动. Which statuses began after a fee was paid, or ended before its year was over."""
    if not case.person.hardship:
        return []
    payments = [each.payment for each in (*judged.past.purchases, *judged.planned, *judged.in_doubt)]
    return [
        place
        for place, held in enumerate(case.person.hardship)
        if any(changed_within_year(held, payment) for payment in payments)
    ]
