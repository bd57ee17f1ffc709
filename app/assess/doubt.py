"""存疑. What is not known and might spare a payer the wait: a fact that nobody has told, or a rule that is not held.

Reading: R4b (groups spared the wait), R6 (a lapse in the tail of a window), R13, R18 (leavers and newborns where
nothing is known of them), R19 (children in care; where no rule for them is held, it is asked for), R38 (the waiver).
"""

from datetime import date

from msgspec.structs import replace

from app.model.calendar import after_wait, january_first
from app.model.codes import Basis, QuestionCode
from app.model.life import Doubt, Life, Purchase
from app.model.policy import Waiting, YearLaw
from app.rules.basis import waiver_unsettled
from app.rules.exempt import exempt_starts_on, exempt_unsettled, perhaps_exempt
from app.rules.newborn import newborn_rule_unknown
from app.rules.transfer import transfer_rule_unknown
from app.rules.welfare import entry_unknown, welfare_rule_unknown

SUBJECT_OF: dict[Doubt, str] = {
    "window": "window",
    "newborn_rule": "newborn",
    "transfer_rule": "transfer",
    "welfare_rule": "welfare",
    "tail_rule": "waiting",
    "hardship_group": "exempt",
}
"""专题. The subject of the policy that would settle a doubt."""

QUESTION_OF: dict[Doubt, tuple[QuestionCode, str]] = {
    "insured_parent": ("insured_parent", "/person/insured_parent"),
    "liable_from": ("liable_from", "/person/liable_from"),
    "institution_entry": ("institution_entry", "/person/institution_entry"),
    "hardship_group": ("hardship_group", "/person/hardship"),
}
"""待询. The fact of the person that would settle a doubt, and where it is told."""

Kinder = tuple[Doubt, Basis, date]


def doubted(bought: Purchase, life: Life, law: YearLaw) -> Purchase:
    """存疑. The purchase with what might bring its first day forward; it keeps the later day."""
    kinder: Kinder | None = None
    if law.welfare and entry_unknown(life.person) and not bought.payment.planned:
        kinder = _of_a_child_in_care(bought, life)
    elif bought.basis in {"out_of_window", "newborn_after_deadline"} and waiver_unsettled(life.person, law):
        kinder = "insured_parent", "newborn", life.person.birth_date
    elif (bought.fixed_months or bought.variable_months) and bought.doubt is None:
        if welfare_rule_unknown(bought.payment, life.person, law.welfare):
            kinder = "welfare_rule", "welfare_child", _in_care_from(bought, life)
        elif bought.basis == "out_of_window":
            kinder = _of_a_newborn(bought, life, law) or _of_a_leaver(bought, life, law)
        kinder = kinder or _of_a_group(bought, life, law)
    if kinder is not None:
        bought.doubt, ground, first_day = kinder
        bought.sooner = Purchase(bought.payment, ground, bought.inside_window, 0, 0, 0, first_day, first_day)
    waits = bought.basis == "in_window" and (bought.fixed_months or bought.variable_months)
    sooner = _from_new_year(bought, law.waiting) if waits and law.waiting else None
    if sooner is not None and sooner.first_day < bought.earliest_first_day:
        bought.doubt, bought.sooner = bought.doubt or "tail_rule", sooner
    return bought


def _from_new_year(bought: Purchase, waiting: Waiting) -> Purchase | None:
    """尾期起算. With a lapse, in a tail of which the area speaks for others alone: the wait as if from 1 January."""
    opening = january_first(bought.payment.year)
    if bought.starts_on == opening:
        return None
    first_day = after_wait(opening, bought.wait_months, waiting.month_length)
    return replace(bought, starts_on=opening, first_day=first_day)


def _of_a_child_in_care(bought: Purchase, life: Life) -> Kinder | None:
    """福利机构儿童. A fee on record covers from the day of entry, at the latest that of payment, or as anybody's."""
    earliest = _in_care_from(bought, life)
    bought.first_day = max(bought.first_day, bought.payment.paid_on)
    return ("institution_entry", "welfare_child", earliest) if earliest < bought.first_day else None


def _in_care_from(bought: Purchase, life: Life) -> date:
    """起算日. The earliest day from which a fee could cover a child in care; one not told could be that of birth."""
    person = life.person
    return max(person.institution_entry or person.birth_date, january_first(bought.payment.year))


def _of_a_newborn(bought: Purchase, life: Life, law: YearLaw) -> Kinder | None:
    birth = life.person.birth_date
    if not newborn_rule_unknown(bought.payment, birth, law.newborn):
        return None
    return "newborn_rule", "newborn", max(birth, january_first(bought.payment.year))


def _of_a_leaver(bought: Purchase, life: Life, law: YearLaw) -> Kinder | None:
    break_day = life.break_day(bought.payment.paid_on)
    if break_day is None or not transfer_rule_unknown(bought.payment, break_day, law.transfer):
        return None
    return "transfer_rule", "employee_transfer", max(break_day, january_first(bought.payment.year))


def _of_a_group(bought: Purchase, life: Life, law: YearLaw) -> Kinder | None:
    """免等待未定. A group whose time limit runs from a day not told, or of which a category held may be one."""
    if law.exempt is None:
        return None
    spared_on = exempt_starts_on(bought.payment, law.exempt)
    unsettled = exempt_unsettled(bought.payment, life.person, law.exempt)
    if unsettled and bought.basis == "in_window":
        spared_on = min(spared_on, bought.starts_on)  # the day that nobody has told may do away with the lapse too
    perhaps = unsettled or perhaps_exempt(bought.payment, life.person, law.exempt)
    if not perhaps or spared_on >= bought.first_day:
        return None
    return "liable_from" if unsettled else "hardship_group", "exempt_group", spared_on
