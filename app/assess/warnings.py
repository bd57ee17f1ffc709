"""提示. What makes an answer less sure: drafts, secondary sources, inferences, and figures long unchecked.

Reading: R18 (late newborns: low confidence), R39 (a window that is not known counts as open before 1 January).
"""

from datetime import date

from app.assess.verdict import Verdict
from app.model.case import Case
from app.model.codes import WarningCode
from app.model.explanation import PolicyWarning
from app.model.life import Purchase
from app.model.policy import Policy, YearLaw

DAYS_UNTIL_STALE = 366
SUBJECTS_OF_A_BASIS = {
    "employee_transfer": "transfer",
    "employee_transfer_next_year": "transfer",
    "exempt_group": "exempt",
    "newborn": "newborn",
    "newborn_next_year": "newborn",
    "newborn_after_deadline": "newborn",
    "welfare_child": "welfare",
    "new_student": "students",
}


def warnings_of(case: Case, judged: Verdict, policy: Policy) -> tuple[PolicyWarning, ...]:
    """提示. One warning for each subject that the answer rests on and that is less than sure."""
    warned: dict[tuple[WarningCode, str], None] = {}
    for bought in [*judged.planned, *judged.in_doubt] or ([judged.repaired] if judged.repaired else []):
        law = policy.of(bought.payment.year)
        if law.window is None and bought.payment.window_word is None:
            warned["window_unknown", "window"] = None
        if bought.basis == "out_of_window" and law.year == case.person.birth_date.year:
            warned["late_newborn", "newborn"] = None
        for subject in _subjects(bought, case):
            _warn(subject, law, case.on, warned)
    if judged.past.life.spells:
        _warn("pooling", policy.of(case.on.year), case.on, warned)
    return tuple([PolicyWarning(code, subject) for code, subject in warned])


def _subjects(bought: Purchase, case: Case) -> list[str]:
    """所用专题. The subjects of the policy that a purchase rests on."""
    subjects = ["waiting", "window", "fees"]
    if bought.basis in SUBJECTS_OF_A_BASIS:
        subjects.append(SUBJECTS_OF_A_BASIS[bought.basis])
    if case.person.hardship:
        subjects.append("aid")
    return subjects


def _warn(subject: str, law: YearLaw, on: date, warned: dict[tuple[WarningCode, str], None]) -> None:
    value = getattr(law, subject)
    if value is None:
        return
    cited = value.cited
    if cited.standing == "draft":
        warned["draft", subject] = None
    if cited.confidence != "official":
        warned[cited.confidence, subject] = None
    if (on - cited.checked).days >= DAYS_UNTIL_STALE:
        warned["unchecked_for_a_year", subject] = None
