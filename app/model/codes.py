"""代码. The words of an answer that programs read: outcomes, bases, standings, refusals, findings, questions.

Each is part of the contract; `wording` says it to people.
"""

from typing import Literal

Outcome = Literal["collect", "collect_with_wait", "do_not_collect", "needs_facts", "needs_policy", "out_of_scope"]
Basis = Literal[
    "in_window",
    "out_of_window",
    "employee_transfer",
    "employee_transfer_next_year",
    "exempt_group",
    "newborn",
    "newborn_next_year",
    "newborn_after_deadline",
    "welfare_child",
    "new_student",
    "prepaid_student",
]
RefusalCode = Literal[
    "already_enrolled",
    "already_prepaid",
    "too_early",
    "too_late",
    "double_enrolment",
    "repair_worth_less",
    "not_eligible",
]
StandingKind = Literal["enrolled", "neutral", "lapse", "uncounted", "unknown"]
Cover = Literal["covered", "waiting", "not_covered", "unknown"]
ChargeKind = Literal[
    "individual_fee", "government_subsidy", "repair", "medical_aid", "newborn_waiver", "employee_contribution"
]


FindingCode = Literal[
    "future_record",
    "paid_before_birth",
    "paid_after_year",
    "paid_before_window",
    "impossible_spell",
    "impossible_status",
    "overlapping_spells",
    "double_enrolment",
    "repair_without_wait",
    "repair_beyond_worth",
    "buys_no_cover",
    "window_word_differs",
    "area_not_modelled",
    "on_before_birth",
    "impossible_day",
    "empty_plan",
    "claims_contradict",
    "hardship_changed",
]
CountedBecause = Literal["own_area", "one_pool", "recognised", "not_known"]
QuestionCode = Literal[
    "window_open",
    "history_window",
    "insured_parent",
    "institution_entry",
    "school",
    "liable_from",
    "hardship_group",
    "unknown_year",
    "plan",
    "reimbursed",
    "zero_claim_award_used",
    "hukou_area",
    "residence_area",
    "workplace_area",
    "school_area",
    "unemployment_benefit",
]
WarningCode = Literal[
    "draft", "secondary", "inferred", "unchecked_for_a_year", "window_unknown", "late_newborn", "cap_unknown"
]
