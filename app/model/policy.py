"""政策. The law of one area, resolved for each coverage year: what a rule may know besides the case.

Every subject is one struct, complete for its area; `policies` builds them from `policy/` and falls back to the parent
area. Money is integer fen, waits are months, years are coverage years. A subject that is null is not known.
"""

from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

from app.model.calendar import MonthLength, Term
from app.model.citation import Citation
from app.model.explanation import ReadingUsed
from app.model.family_law import FamilyAccount, Reach
from app.model.place import Eligibility
from app.model.pooling import Pooling
from app.model.reading import Reading
from app.model.scale import AwardScale, Ceiling

LateFee = Literal["individual", "with_subsidy", "unknown"]
"""期外缴费. What someone spared the wait pays outside the window: the individual fee, both parts, or not known."""


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """待遇等待期. The waiting period for those who lapsed or paid outside the window, and its repair.

    Reading: R1 (`counted_from_year`, `neutral_employee_months`), R3 (`first_variable_lapse_year`), R5 (`month_length`),
    R6 (`tail_cover`), R10 (`floor_…`).
    """

    cited: Citation
    counted_from_year: int
    neutral_employee_months: int
    fixed_months: int
    variable_months_each: int
    first_variable_lapse_year: int
    floor_months: int
    floor_from_lapse_years: int
    month_length: MonthLength
    tail_cover: Literal["january_first", "payment_day", "day_after_payment"]


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """集中参保缴费期. The payment window of one coverage year; `opens_on` null: the first day is not known."""

    cited: Citation
    opens_on: date | None
    closes_on: date


class Fees(msgspec.Struct, frozen=True, kw_only=True):
    """缴费标准. Individual fee and government subsidy of one coverage year, in fen.

    `subsidy_from`: month and day of the coverage year from which the subsidy part is charged outside the window;
    null: from the end of the window. Reading: R21, R21b.
    """

    cited: Citation
    individual_fen: int
    subsidy_fen: int | None
    subsidy_from: tuple[int, int] | None = None


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """转移接续. From the employee to the resident scheme; `cover_from` null: what it covers in time is not known.

    Reading: R12 (`within`), R12b (`earlier_years`), R13 (`cover_from`), R13b (`fee`), R14 (`next_year_from`).
    """

    cited: Citation
    within: Term
    earlier_years: int
    cover_from: Literal["break_day", "payment_day", "day_after_payment", "payment_month"] | None
    fee: LateFee
    next_year_from: tuple[int, int] | None


class Newborn(msgspec.Struct, frozen=True, kw_only=True):
    """新生儿. Cover from birth, and the choice of the next year alone.

    `fee` is what one enrolled in time pays. Reading: R16 (`day_one`, `within`, `across_new_year`), R17
    (`next_year_from`), R18 (`late`), R18b (`late_fee`), R38 (`waiver_…`).
    """

    cited: Citation
    within: Term
    day_one: Literal["birth", "day_after_birth"]
    across_new_year: bool
    next_year_from: tuple[int, int] | None
    late: Literal["as_out_of_window", "next_month", "day_after_until_age_one", "unknown"]
    late_fee: LateFee
    waiver_for_insured_parent: bool
    fee: LateFee


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """免等待人群. A hardship category, a special status, or newborns; `since`: what day makes them one.

    `any`: held on the day of payment, whenever it began. `year_bought`: begun in the coverage year. `within`: only so
    long after that day, which is day 1. The day is that of recognition, of birth, or `liable_from`. `perhaps` are
    hardship categories of which it is not known whether the area counts them in.
    """

    who: str
    since: Literal["any", "year_bought"]
    within: Term | None
    perhaps: tuple[str, ...] = ()


class Exempt(msgspec.Struct, frozen=True, kw_only=True):
    """免设等待期人员. Groups who do not wait, whatever their lapse. Reading: R4b (`cover_from`), R4c (`fee`)."""

    cited: Citation
    groups: tuple[Group, ...]
    cover_from: Literal["payment_day", "day_after_payment"]
    fee: LateFee


class Students(msgspec.Struct, frozen=True, kw_only=True):
    """大中专院校学生. New students enrolled at home in the year of entry, and fees paid ahead. Reading: R20."""

    cited: Citation
    new_student_cover_from: tuple[int, int]


class Welfare(msgspec.Struct, frozen=True, kw_only=True):
    """儿童福利机构接收的儿童. Children taken in by a welfare institution. Reading: R19."""

    cited: Citation


class Aid(msgspec.Struct, frozen=True, kw_only=True):
    """分类资助. What each hardship category pays inside the window, in fen; who else may, by birth. Reading: R22."""

    cited: Citation
    fee_fen: dict[str, int]
    perhaps_born_from: date | None = None


class Special(msgspec.Struct, frozen=True, kw_only=True):
    """其他特殊情形. Statuses that the text leaves to a separate document. Reading: R29."""

    cited: Citation
    elsewhere: tuple[str, ...]


class YearLaw(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """年度政策. The law of one area for one coverage year; null where no version is known to cover it.

    A law is equal to itself alone: what was told under it is kept by it, and is looked up without comparing laws.
    `readings` are those of this law by id; `verified_on` is the earliest day on which one of its subjects was checked.
    """

    year: int
    waiting: Waiting | None = None
    window: Window | None = None
    fees: Fees | None = None
    transfer: Transfer | None = None
    newborn: Newborn | None = None
    students: Students | None = None
    welfare: Welfare | None = None
    aid: Aid | None = None
    awards: AwardScale | None = None
    ceiling: Ceiling | None = None
    eligibility: Eligibility | None = None
    special: Special | None = None
    exempt: Exempt | None = None
    pooling: Pooling | None = None
    family_account: FamilyAccount | None = None
    reach: Reach | None = None
    readings: dict[str, ReadingUsed] = {}
    verified_on: date | None = None


@lru_cache(maxsize=256)
def law_unknown(year: int) -> YearLaw:
    """无政策年度. The law of a year of which nothing is known; always the same, as a law is equal to itself alone."""
    return YearLaw(year=year)


class Policy(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """地区政策. The law of one area for every year, and the revision of all data; equal to itself alone, as a law."""

    area: str
    name: dict[str, str]
    modelled: bool
    years: dict[int, YearLaw]
    known_until: dict[str, int | None]
    readings: dict[str, Reading]
    revision: str

    def of(self, year: int) -> YearLaw:
        """年度. The law of a coverage year; one in which nothing is known where the data does not reach."""
        return self.years.get(year) or law_unknown(year)
