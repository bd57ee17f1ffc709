"""提示. What makes an answer less sure: drafts, secondary sources, inferences, and figures long unchecked.

Reading: R18 (late newborns: low confidence), R25 (awards without their cap), R39 (a window that is not known counts as
open before 1 January).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from app.assess.grounds import Subject
from app.assess.verdict import Verdict
from app.model.awards import Awards
from app.model.case import Case
from app.model.codes import Basis
from app.model.explanation import PolicyWarning, Reason
from app.model.life import Purchase
from app.model.policy import Policy, YearLaw
from app.rules.aid import hardship_held

DAYS_UNTIL_STALE = 366
ORDINARY = ("waiting", "window", "fees")
"""一般专题. The subjects that a purchase rests on, unless its ground lies in the person."""
SUBJECTS_OF_A_BASIS: dict[Basis, tuple[str, ...]] = {
    "employee_transfer": (*ORDINARY, "transfer"),
    "employee_transfer_next_year": (*ORDINARY, "transfer"),
    "exempt_group": (*ORDINARY, "exempt"),
    "newborn": ("fees", "newborn"),
    "newborn_next_year": ("window", "fees", "newborn"),
    "newborn_after_deadline": ("window", "fees", "newborn"),
    "welfare_child": ("fees", "welfare"),
    "new_student": ("window", "fees", "students"),
}


class Ground(NamedTuple):
    """所依. Subjects of the law of a year that the answer rests on, and the purchase for which it does."""

    subjects: tuple[str, ...]
    law: YearLaw
    bought: Purchase | None = None


def grounds_of(case: Case, judged: Verdict, policy: Policy, awards: Awards | None) -> list[Ground]:
    """所依. The subjects behind each purchase and a repair, behind the months of employee cover, and behind awards."""
    rested: list[Ground] = []
    for bought in [*judged.planned, *judged.in_doubt]:
        subjects = SUBJECTS_OF_A_BASIS.get(bought.basis, ORDINARY)
        aided = bought.inside_window is not False and hardship_held(case.person, bought.payment.paid_on)
        rested.append(Ground((*subjects, "aid") if aided else subjects, policy.of(bought.payment.year), bought))
    if judged.repaired is not None:
        rested.append(Ground(("waiting", "window"), policy.of(judged.repaired.payment.year), judged.repaired))
    if case.plan.repair_years and judged.refusal is None:
        rested.append(Ground(("fees",), policy.of(case.on.year)))
    if judged.past.life.spells:
        rested.append(Ground(("pooling",), policy.of(case.on.year)))
    if awards is not None and awards.most.total_fen != 0:
        rested.append(Ground(("awards", "ceiling"), policy.of(awards.year)))
    return rested


def warnings_of(case: Case, grounds: Iterable[Ground], awards: Awards | None) -> tuple[PolicyWarning, ...]:
    """提示. One warning for each subject that the answer rests on and that is less than sure."""
    warned: list[PolicyWarning] = []
    for subjects, law, bought in grounds:
        if bought and "window" in subjects and law.window is None and bought.payment.window_word is None:
            warned.append(PolicyWarning("window_unknown", "window"))
        if bought is not None and bought.basis == "out_of_window" and law.year == case.person.birth_date.year:
            warned.append(PolicyWarning("late_newborn", "newborn"))
        warned.extend(_of_subjects(subjects, law, case.on))
    if awards is not None and any(each.cap_fen is None and each.least.total_fen != 0 for each in awards.by_year):
        warned.append(PolicyWarning("cap_unknown", "ceiling"))
    return tuple(dict.fromkeys(warned)) if warned else ()


def taken_from_elsewhere(told: Iterable[object], policy: Policy) -> Iterator[tuple[PolicyWarning, str]]:
    """取自别处. The warning and the document of each version that takes a rule applied from elsewhere.

    Elsewhere is a text that does not speak of this area, or one known by copies or reports alone.
    """
    for each in told if _takes_any(policy) else ():
        if not isinstance(each, Reason) or each.year is None:
            continue
        law = policy.of(each.year)
        warning = _elsewhere(law).get(each.rule)
        if warning is not None:
            yield warning, getattr(law, warning.subject).cited.document


@lru_cache(maxsize=1024)
def _takes_any(policy: Policy) -> bool:
    return any(_elsewhere(law) for law in policy.years.values())


@lru_cache(maxsize=1024)
def _elsewhere(law: YearLaw) -> dict[str, PolicyWarning]:
    """别处之规则. The rules that a law takes from elsewhere, each with what is warned of it."""
    held = [(subject, getattr(law, subject)) for subject in (*ORDINARY, "transfer", "newborn", "exempt", "awards")]
    cited = [(subject, each.cited) for subject, each in held if each is not None]
    second = {rule: PolicyWarning("secondary", subject) for subject, each in cited for rule in each.secondary}
    return second | {rule: PolicyWarning("inferred", subject) for subject, each in cited for rule in each.inferred}


@lru_cache(maxsize=1024)
def documents_warned_of(subjects: tuple[str, ...], law: YearLaw, on: date) -> tuple[str, ...]:
    """存疑文件. The documents of those subjects that are less than sure on a day."""
    unsure = [subject for subject in subjects if any(warnings_of_a_subject(subject, law, on))]
    return tuple([getattr(law, subject).cited.document for subject in unsure])


@lru_cache(maxsize=1024)
def _of_subjects(subjects: tuple[str, ...], law: YearLaw, on: date) -> tuple[PolicyWarning, ...]:
    return tuple([warning for subject in subjects for warning in warnings_of_a_subject(subject, law, on)])


def warnings_of_a_subject(subject: str, law: YearLaw, on: date) -> Iterator[PolicyWarning]:
    """存疑. What makes a subject less than sure on a day."""
    held: Subject | None = getattr(law, subject)
    if held is None:
        return
    cited = held.cited
    if cited.standing == "draft":
        yield PolicyWarning("draft", subject)
    if cited.confidence != "official":
        yield PolicyWarning(cited.confidence, subject)
    if (on - cited.checked).days >= DAYS_UNTIL_STALE:
        yield PolicyWarning("unchecked_for_a_year", subject)
