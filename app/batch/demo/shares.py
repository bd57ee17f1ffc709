"""份额. How the made-up population is made up, each share with where it is from; "assumed" where it is from nowhere.

Shares are of the people or records named beside them. They make answers of every kind, some of them rare; they say
nothing of how many real people lead such lives.
"""

from datetime import date
from typing import Final

Weights = dict[str, float]
"""权重. Relative weights by name; they need not add up to one."""

FIRST_YEAR: Final = 2017
"""最早记录年度. Hunan's resident scheme begins with coverage year 2017 (Chenzhou, 郴政办发〔2016〕37号)."""
FIRST_DAY: Final = date(2016, 10, 1)
"""最早缴费日. The first day of the window of 2017 in the same document."""

AREAS: Final[Weights] = {
    "430100": 1004.8,
    "430200": 390.3,
    "430300": 272.6,
    "430400": 664.5,
    "430500": 656.4,
    "430600": 505.2,
    "430700": 527.9,
    "430800": 151.7,
    "430900": 385.2,
    "431000": 466.7,
    "431100": 529.0,
    "431200": 458.8,
    "431300": 382.7,
    "433100": 248.8,
}
"""统筹区. Residents in units of ten thousand: Hunan's communiqué of the census of 2020, rounded."""
ELSEWHERE: Final = ("440300", "440100", "420100", "360100")
"""外地. Where people of Hunan worked and paid before: assumed, after the usual directions of migration."""

LIVES: Final[Weights] = {
    "continuous": 0.640,  # paid every year
    "lapsed": 0.110,  # paid until some years ago
    "interrupted": 0.040,  # did not pay for a while, and pays again
    "first_time": 0.025,  # never paid: moved in, back from abroad, or just never did
    "employee_left": 0.045,  # lately left the employee scheme
    "employee_once": 0.060,  # was in the employee scheme some years ago
    "employee_running": 0.015,  # is in it now
    "benefit": 0.004,  # draws unemployment benefit
    "student": 0.045,
    "newborn": 0.015,  # born this year or last
    "welfare_child": 0.001,
}
"""人生. The kind of life: assumed. Lapses and transfers are common enough that each rule meets them."""

CHILD_SHARE: Final = 0.26  # of those continuous, lapsed, interrupted or new: assumed
CATEGORIES: Final[Weights] = {
    "adult_resident": 0.78,
    "flexible_worker": 0.10,
    "migrant_worker": 0.09,
    "new_form_worker": 0.03,
}
"""成年人的类别. Of grown-up people: assumed."""

LAPSED_YEARS: Final = (0.46, 0.22, 0.12, 0.08, 0.05, 0.03, 0.02, 0.02)
"""断保年数. One lapse year, two, three …, of those who lapsed: assumed, each fewer than the one before."""

PAID: Final[Weights] = {"autumn": 0.90, "tail": 0.065, "outside": 0.035}
"""缴费时间. Before the new year, in January, or later, of all fees: assumed. Some windows end with December."""

HARDSHIP_SHARE: Final = 0.075  # of all people: assumed
HARDSHIP_ENDED_SHARE: Final = 0.10  # of those, no longer recognised: assumed
HARDSHIP: Final[Weights] = {
    "destitute": 0.08,
    "orphan": 0.005,
    "unattended_child": 0.01,
    "severely_disabled": 0.20,
    "minimum_living": 0.34,
    "near_minimum_living": 0.10,
    "relapse_watch": 0.10,
    "registered_poor": 0.145,
    "medical_aid_recipient": 0.02,
}
"""困难类别. Of people in hardship: assumed, in the order of size that bureaus report."""

VETERAN_SHARE: Final = 0.004  # of all people: assumed
RELEASED_SHARE: Final = 0.0005  # of all people: assumed
LIABLE_LATER_SHARE: Final = 0.40  # of those who never paid, who could not earlier: assumed
NEW_STUDENT_SHARE: Final = 0.27  # of students: one year of four, assumed
PREPAID_SHARE: Final = 0.10  # of students: assumed
PARENT_INSURED: Final[Weights] = {"yes": 0.66, "no": 0.09, "unknown": 0.25}  # of newborns: assumed
WELFARE_ENTRY_UNKNOWN_SHARE: Final = 0.05  # of children in care: assumed

OTHER_AREA_SHARE: Final = 0.03  # of employee spells, and of people's earlier fees: assumed
ENDED_INSIDE_MONTH_SHARE: Final = 0.35  # of ended spells, cover ends before the month does: assumed
REIMBURSED: Final[Weights] = {"no": 0.42, "yes": 0.38, "unknown": 0.20}  # of fees: assumed
MAJOR_ILLNESS_SHARE: Final = 0.02  # of fees with a reimbursement: assumed
AWARD_USED_SHARE: Final = 0.10  # of those: assumed

ALREADY_PAID_SHARE: Final = 0.01  # of all people, the planned year is paid: assumed
PAID_TWICE_SHARE: Final = 0.003  # of all people, two fees for one year: assumed
UNKNOWN_YEAR_SHARE: Final = 0.004  # of all people, a year of which nobody knows: assumed
REPAIRED_SHARE: Final = 0.02  # of those who pay again after a lapse: assumed
REPAIR_PLANNED_SHARE: Final = 0.05  # of those who lapsed: assumed
WINDOW_WORD_SHARE: Final = 0.01  # of plans, the caller's word that the window is open: assumed

HUKOU_ELSEWHERE_SHARE: Final = 0.07  # of all people: assumed
AREA_UNSTATED_SHARE: Final = 0.10  # of hukou and residence areas, each: assumed
SCHOOL_HERE_SHARE: Final = 0.80  # of students, asked about where their school is: assumed
THROUGH_SCHOOL_SHARE: Final = 0.55  # of fees of children and students: assumed
TWO_YEARS_PLANNED_SHARE: Final = 0.005  # of plans: assumed
STAYS_EMPLOYED_SHARE: Final = 0.50  # of plans of those in the employee scheme or on benefit: assumed
MOVES_AT_ONCE_SHARE: Final = 0.60  # of those who left the employee scheme, for the running year: assumed
