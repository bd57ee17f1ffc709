"""待遇. The waits carried into every purchase and its first covered day, once all of them have been judged.

Reading: R8 (a wait runs on into the next year), R37 (several years paid on one day), R40 (no payment sees a later one).
"""

from app.assess.doubt import QUESTION_OF, SUBJECT_OF
from app.assess.fold import Past
from app.assess.verdict import Verdict
from app.model.calendar import DAY, december_last, january_first
from app.model.life import Life, Purchase
from app.rules.cover import carried_until, covered_from, delayed, employee_cover_until, opens_on


def settled(bought: Purchase, earlier: list[Purchase], life: Life) -> Purchase:
    """待遇. The purchase with the wait carried into it by earlier ones and its first covered day."""
    broke = employee_cover_until(bought, life) if life.spells else None
    bought.carried_until = carried_until(bought, earlier)
    bought.covered_from = covered_from(bought.payment.year, bought.first_day, bought.carried_until, broke)
    bought.earliest_cover = bought.covered_from
    bought.delayed = delayed(bought, broke)
    if bought.doubt is not None or bought.carried_until is not None:
        best = carried_until(bought, earlier, at_best=True)
        bought.earliest_cover = covered_from(bought.payment.year, bought.earliest_first_day, best, broke)
        if bought.doubt is None and bought.earliest_cover != bought.covered_from:
            bought.doubt = "carried"
    return bought


def settle_past(past: Past) -> None:
    """过往待遇. Every past purchase, at a cost that grows with their number and not with its square."""
    earlier: list[Purchase] = []
    for bought in past.purchases:
        settled(bought, _before(bought, earlier, past), past.life)
        if bought.first_day > january_first(bought.payment.year):  # else no wait of it runs into a later year
            earlier.append(bought)


def doubt_past(judged: Verdict) -> None:
    """存疑. Past purchases whose cover turns on an unknown year: the latest day of all that could be, and the doubt."""
    others: dict[tuple[int | None, int], list[Purchase]] = {}
    for past in judged.otherwise:
        settle_past(past)
        for each in past.purchases:
            others.setdefault((each.payment.index, each.payment.year), []).append(each)
    for bought in judged.past.purchases:
        same = (bought, *others.get((bought.payment.index, bought.payment.year), ()))
        beyond = december_last(bought.payment.year) + DAY
        latest = max(each.covered_from or beyond for each in same)
        earliest = min(each.earliest_cover or beyond for each in same)
        if earliest < latest and len(same) > 1:
            bought.doubt = bought.doubt or "unknown_year"
            bought.earliest_cover, bought.covered_from = earliest, latest if latest < beyond else None


def _before(bought: Purchase, earlier: list[Purchase], past: Past) -> list[Purchase]:
    """此前. What was bought before a past purchase; to one of the day of the question the planned years count too."""
    same_day = past.planned and bought.payment.paid_on == past.life.on
    return [*earlier, *past.planned] if same_day else earlier


def settle(judged: Verdict) -> None:
    """待遇. Every planned year, and the past if a wait of it is repaired; a doubtful carry leaves a year undecided."""
    past = judged.past
    earlier = list(past.purchases)
    if judged.repaired:
        settle_past(past)
    for bought in by_year(judged) if judged.in_doubt else tuple(judged.planned):
        settled(bought, earlier, past.life)
        if bought.doubt == "carried":
            judged.planned.remove(bought)
            judged.in_doubt.append(bought)
            _ask_of_the_past(bought, judged)
        earlier.append(bought)


def by_year(judged: Verdict) -> list[Purchase]:
    """逐年. The purchases of the plan, settled and in doubt, earliest first."""
    return sorted([*judged.planned, *judged.in_doubt], key=lambda bought: bought.payment.year)


def _ask_of_the_past(bought: Purchase, judged: Verdict) -> None:
    """结转存疑. Ask for what would settle the past waits that may run into a planned year."""
    opening = opens_on(bought)
    for before in judged.past.purchases:
        if before.first_day <= opening or before.payment.year >= bought.payment.year:
            continue
        year = before.payment.year
        if before.doubt in SUBJECT_OF:
            judged.missing.append((SUBJECT_OF[before.doubt], year))
        if before.doubt == "window":
            judged.questions.append(("history_window", f"/history/{before.payment.index}/in_window", year))
        elif before.doubt in QUESTION_OF:
            judged.questions.append((*QUESTION_OF[before.doubt], year))
