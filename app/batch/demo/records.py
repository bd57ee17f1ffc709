"""记录列. The histories of a block as one Arrow column: a list of records, of three kinds, for each person."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from app.batch.demo import shares
from app.batch.demo.arrow import coded, day_column, lists, month_column, structs
from app.batch.demo.dice import Dice, Flags, Ints
from app.batch.demo.history import MANY_MONTHS, Fees, Spells, fees, repaired, spells
from app.batch.demo.people import Asked, People

KINDS = ("resident", "employee", "repair")
BASES = ("unit", "flexible", "unemployment_fund")
REIMBURSED, UNKNOWN = 1, 2
EARLIER_FEES = 4
"""早年. So many of the first years may have been paid elsewhere."""
Taker = Callable[[NDArray[Any]], NDArray[Any]]


@dataclass(frozen=True)
class Slots:
    """记录位. Of each record had, in the order of people: its person, its kind, its column among those of its kind."""

    person: Ints
    kind: Ints
    column: Ints

    def of(self, kind: int) -> tuple[Taker, Flags]:
        """取值. What takes the values of the records of one kind from a matrix, and where these records stand."""
        here = self.kind == kind
        places = np.where(here, self.column, 0)

        def taken(values: NDArray[Any]) -> NDArray[Any]:
            found: NDArray[Any] = values.ravel().take(self.person * values.shape[1] + places)
            return found

        return taken, here


def history(dice: Dice, question: Asked, who: People) -> pa.ListArray:
    """参保经历. Fees by year, then spells, then a repair."""
    worked = spells(dice, who)
    paid = fees(dice, question, who, worked)
    has_repaired, repaired_on = repaired(dice, who)
    had = np.concatenate([paid.had, worked.had, has_repaired[:, None]], axis=1)
    person, place = np.nonzero(had)
    starts = np.array([0, paid.had.shape[1], paid.had.shape[1] + worked.had.shape[1]])
    kind = np.searchsorted(starts, place, side="right") - 1
    slots = Slots(person, kind, place - starts[kind])
    repairs = kind == KINDS.index("repair")
    fee_fields, area = _fees(dice, who, slots, paid), _area(dice, question, who, slots)
    fields = (
        {"kind": coded(KINDS, kind), "year": fee_fields.pop("year"), "area": area}
        | fee_fields
        | _spells(slots, worked)
        | {"applied_on": day_column(repaired_on[person], repairs)}
        | {"years": pa.array(np.ones(kind.size, np.int16), mask=~repairs)}
    )
    return lists(had.sum(axis=1), structs(**fields))


def _area(dice: Dice, question: Asked, who: People, slots: Slots) -> pa.Array:
    """统筹区. A person's own area, but for some spells and the earlier fees of some."""
    known = (*question.areas, *shares.ELSEWHERE)
    away = len(question.areas) + dice.pick((1.0,) * len(shares.ELSEWHERE))
    fee_away, spell_away = (dice.chance(shares.OTHER_AREA_SHARE)[slots.person] for _ in range(2))
    elsewhere = np.where(slots.kind == 0, fee_away & (slots.column < EARLIER_FEES), spell_away)
    area = np.where(elsewhere, away[slots.person], who.area[slots.person])
    return coded(known, area, slots.kind != KINDS.index("repair"))


def _fees(dice: Dice, who: People, slots: Slots, paid: Fees) -> dict[str, pa.Array]:
    """居民缴费记录. The fields of fees."""
    taken, here = slots.of(0)
    columns = paid.had.shape[1]
    at_school = taken(dice.chance(shares.THROUGH_SCHOOL_SHARE, columns)) & who.young[slots.person]
    claimed = taken(dice.pick(tuple(shares.REIMBURSED.values()), columns))
    major = taken(dice.chance(shares.MAJOR_ILLNESS_SHARE, columns)) & (claimed == REIMBURSED)
    used = taken(dice.chance(shares.AWARD_USED_SHARE, columns)) & major
    known = here & (claimed != UNKNOWN)
    return {
        "year": pa.array(taken(paid.year).astype(np.int16), mask=~here),
        "paid_on": day_column(taken(paid.paid_on), here),
        "in_window": pa.nulls(here.size, pa.bool_()),
        "through_school": pa.array(at_school, mask=~here),
        "reimbursed": pa.array(claimed == REIMBURSED, mask=~known),
        "major_illness_reimbursed": pa.array(major, mask=~known | (claimed != REIMBURSED)),
        "zero_claim_award_used": pa.array(used, mask=~known | ~major),
    }


def _spells(slots: Slots, worked: Spells) -> dict[str, pa.Array]:
    """职工参保时段. The fields of spells."""
    taken, here = slots.of(1)
    to_month = taken(worked.to_month)
    return {
        "from": month_column(taken(worked.from_month), here),
        "to": month_column(to_month, here & (to_month != MANY_MONTHS)),
        "ended_on": day_column(taken(worked.ended_on), here & taken(worked.ended_inside_month)),
        "basis": coded(BASES, taken(worked.basis), here),
    }
