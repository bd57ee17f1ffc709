"""The numbers of law that the oracle works with: Hunan's, and Hunan's with the coming years filled in.

Sources are those of the policy data; they are written here a second time on purpose, so that a slip
in one place shows as a disagreement.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

Window = tuple[date | None, date]
"""First day (None: open start) and last day of a payment window, both inside it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the law leaves to numbers. Money in fen, keyed by coverage year; a missing year is unknown."""

    count_from_year: int = 2025  # R1
    neutral_months: int = 3  # R1
    fixed_months: int = 3  # R4
    first_variable_lapse_year: int = 2  # R3: the second lapse year adds the first variable month
    variable_step_months: int = 1  # R3
    floor_from_lapse_years: int = 4  # R10
    floor_months: int = 6  # R10
    month_length: Literal["30_days", "calendar"] = "30_days"  # R5
    transfer_days: int = 90  # R12
    newborn_days: int = 90  # R16
    choice_from_month: int = 10  # R14, R17: 1 October
    student_cover_month: int = 9  # R20: 1 September
    waiver_area: str = "43"  # R38
    newborn_waiver_years: frozenset[int] = frozenset()  # R38
    windows: Mapping[int, Window] = field(default_factory=dict)
    individual_fen: Mapping[int, int] = field(default_factory=dict)
    subsidy_fen: Mapping[int, int] = field(default_factory=dict)
    aid_fen: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    """What a person of a hardship category pays inside the window (R22)."""


HUNAN = Figures(
    newborn_waiver_years=frozenset({2026}),
    windows={
        2025: (date(2024, 9, 1), date(2024, 12, 31)),
        2026: (date(2025, 9, 1), date(2026, 1, 31)),
    },
    individual_fen={2025: 400_00, 2026: 400_00},
    subsidy_fen={2025: 670_00, 2026: 700_00},
    aid_fen={
        2026: {
            "destitute": 0,
            "severely_disabled": 0,
            "orphan": 0,
            "unattended_child": 0,
            "minimum_living": 200_00,
            "near_minimum_living": 200_00,
            "relapse_watch": 200_00,
        },
    },
)


def with_coming_years(figures: Figures, *, until: int) -> Figures:
    """The figures with made-up ones for 2027 to `until`: window 1 Sep - 31 Dec, 400 and 700 yuan."""
    coming = range(2027, until + 1)
    windows = {year: (date(year - 1, 9, 1), date(year - 1, 12, 31)) for year in coming}
    return replace(
        figures,
        windows={**figures.windows, **windows},
        individual_fen={**figures.individual_fen, **dict.fromkeys(coming, 400_00)},
        subsidy_fen={**figures.subsidy_fen, **dict.fromkeys(coming, 700_00)},
    )


FUTURE = with_coming_years(HUNAN, until=2036)
