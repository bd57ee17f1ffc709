"""提示. What makes an answer less sure: drafts, secondary sources, inferences, and figures long unchecked.

Reading: R18 (late newborns: low confidence), R25 (awards without their cap), R39 (a window that is not known counts as
open before 1 January).
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from app.assess.grounds import Subject
from app.assess.verdict import Verdict
from app.model.awards import Awards
from app.model.case import Case
from app.model.codes import Basis
from app.model.explanation import PolicyWarning
from app.model.policy import Policy, YearLaw

DAYS_UNTIL_STALE = 366
ORDINARY = ("waiting", "window", "fees")
"""一般专题. The subjects that every purchase rests on."""
SUBJECTS_OF_A_BASIS: dict[Basis, tuple[str, ...]] = {
    "employee_transfer": (*ORDINARY, "transfer"),
    "employee_transfer_next_year": (*ORDINARY, "transfer"),
    "exempt_group": (*ORDINARY, "exempt"),
    "newborn": (*ORDINARY, "newborn"),
    "newborn_next_year": (*ORDINARY, "newborn"),
    "newborn_after_deadline": (*ORDINARY, "newborn"),
    "welfare_child": (*ORDINARY, "welfare"),
    "new_student": (*ORDINARY, "students"),
}


def warnings_of(case: Case, judged: Verdict, policy: Policy, awards: Awards | None) -> tuple[PolicyWarning, ...]:
    """提示. One warning for each subject that the answer rests on and that is less than sure."""
    warned: list[PolicyWarning] = []
    birth_year, aided = case.person.birth_date.year, bool(case.person.hardship)
    for bought in [*judged.planned, *judged.in_doubt] or ([judged.repaired] if judged.repaired else []):
        law = policy.of(bought.payment.year)
        if law.window is None and bought.payment.window_word is None:
            warned.append(PolicyWarning("window_unknown", "window"))
        if bought.basis == "out_of_window" and law.year == birth_year:
            warned.append(PolicyWarning("late_newborn", "newborn"))
        warned.extend(_of_the_law(law, bought.basis, case.on, aided=aided))
    if judged.past.life.spells:
        warned.extend(_of_subjects(("pooling",), policy.of(case.on.year), case.on))
    if awards is not None and awards.most.total_fen != 0:
        warned.extend(_of_subjects(("awards", "ceiling"), policy.of(awards.year), case.on))
    if awards is not None and any(each.cap_fen is None and each.most.total_fen != 0 for each in awards.by_year):
        warned.append(PolicyWarning("cap_unknown", "ceiling"))
    return tuple(dict.fromkeys(warned)) if warned else ()


def _of_the_law(law: YearLaw, basis: Basis, on: date, *, aided: bool) -> tuple[PolicyWarning, ...]:
    """所用专题. The warnings of the subjects that a purchase on this ground rests on, as seen on a day."""
    subjects = SUBJECTS_OF_A_BASIS.get(basis, ORDINARY)
    return _of_subjects((*subjects, "aid") if aided else subjects, law, on)


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
