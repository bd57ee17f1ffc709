"""列. The people of a block as Arrow columns: the case of the service with the key of the person."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from app.batch.columns import SCHEMA
from app.batch.demo import shares
from app.batch.demo.arrow import coded, day_column, lists, month_column, structs
from app.batch.demo.days import years
from app.batch.demo.dice import Dice
from app.batch.demo.people import (
    ALL_CATEGORIES,
    Asked,
    People,
    benefit_months,
    entered_school,
    in_care_since,
    liable_since,
    people,
    planned_year,
)
from app.batch.demo.records import history

DIGITS_OF_A_KEY = 10
BEGUN_SCHOOL_YEARS = 4
"""学制. Years of a course of study, as far as fees are paid ahead: assumed."""


def block(dice: Dice, question: Asked, first: int) -> pa.RecordBatch:
    """区块. The people of one block, the first of them numbered `first`."""
    who = people(dice, question)
    columns = {
        "id": _keys(first, dice.size),
        "area": coded(question.areas, who.area),
        "on": day_column(who.on),
        "person": _person(dice, question, who),
        "history": history(dice, question, who),
        "unknown_years": _unknown_years(dice, question),
        "plan": _plan(dice, question, who),
    }
    return pa.RecordBatch.from_pydict(columns, SCHEMA)


def _keys(first: int, size: int) -> pa.Array:
    numbers = pc.cast(pa.array(np.arange(first, first + size)), pa.string())
    return pc.binary_join_element_wise("p", pc.utf8_lpad(numbers, DIGITS_OF_A_KEY, "0"), "")


def _person(dice: Dice, question: Asked, who: People) -> pa.StructArray:
    student, in_care, on_benefit = who.lives("student"), who.lives("welfare_child"), who.lives("benefit")
    entered, new = entered_school(dice, question.year, who)
    prepaid = student & ~new & dice.chance(shares.PREPAID_SHARE)
    since, later = liable_since(dice, who)
    begun, ends = benefit_months(dice, who)
    parent = dice.pick(tuple(shares.PARENT_INSURED.values()))
    areas = question.areas
    other = np.where(dice.chance(shares.HUKOU_ELSEWHERE_SHARE), dice.pick(question.weights), who.area)
    stated = [~dice.chance(shares.AREA_UNSTATED_SHARE) for _ in range(2)]
    school_here = student & dice.chance(shares.SCHOOL_HERE_SHARE)
    away = dice.pick((1.0,) * len(shares.ELSEWHERE))
    return structs(
        birth_date=day_column(who.birth),
        category=coded(ALL_CATEGORIES, who.category),
        hukou_area=coded(areas, other, stated[0]),
        residence_area=coded(areas, who.area, stated[1]),
        workplace_area=coded(shares.ELSEWHERE, away, who.category == ALL_CATEGORIES.index("migrant_worker")),
        school_area=coded(areas, np.where(school_here, who.area, other), student),
        liable_from=day_column(since, later),
        hardship=_hardship(dice, who),
        special_status=_special_status(dice),
        institution_entry=day_column(
            in_care_since(dice, who), in_care & ~dice.chance(shares.WELFARE_ENTRY_UNKNOWN_SHARE)
        ),
        school=structs(
            student,
            entered_on=day_column(entered),
            prepaid_until=pa.array((years(entered) + BEGUN_SCHOOL_YEARS).astype(np.int16), mask=~prepaid),
        ),
        unemployment_benefit=structs(on_benefit, from_=month_column(begun), to=month_column(ends)),
        insured_parent=pa.array(parent == 0, mask=~who.lives("newborn") | (parent == 2)),  # noqa: PLR2004 (unknown)
    )


def _hardship(dice: Dice, who: People) -> pa.ListArray:
    had = dice.chance(shares.HARDSHIP_SHARE)
    category = dice.pick(tuple(shares.HARDSHIP.values()))
    from_on = np.maximum(who.on - dice.between(30, 3000), who.birth)
    to_on = np.maximum(who.on - dice.between(1, 200), from_on)
    ended = dice.chance(shares.HARDSHIP_ENDED_SHARE)
    values = structs(
        category=coded(tuple(shares.HARDSHIP), category[had]),
        from_=day_column(from_on[had]),
        to=day_column(to_on[had], ended[had]),
    )
    return lists(had, values)


def _special_status(dice: Dice) -> pa.ListArray:
    among = (shares.VETERAN_SHARE, shares.RELEASED_SHARE, 1 - shares.VETERAN_SHARE - shares.RELEASED_SHARE)
    which = dice.pick(among)
    had = which < 2  # noqa: PLR2004 (the third is none)
    return lists(had, coded(("veteran", "released_prisoner"), which[had]))


def _unknown_years(dice: Dice, question: Asked) -> pa.ListArray:
    had = dice.chance(shares.UNKNOWN_YEAR_SHARE)
    return lists(had, pa.array(dice.between(question.year - 2, question.year - 1)[had].astype(np.int16)))


def _plan(dice: Dice, question: Asked, who: People) -> pa.StructArray:
    year = planned_year(question, who)
    both = dice.chance(shares.TWO_YEARS_PLANNED_SHARE)
    chosen = np.stack([np.ones(dice.size, bool), both], axis=1)
    stays = who.lives("employee_running", "benefit") & dice.chance(shares.STAYS_EMPLOYED_SHARE)
    repair = who.lives("lapsed") & dice.chance(shares.REPAIR_PLANNED_SHARE)
    word = dice.chance(shares.WINDOW_WORD_SHARE)
    return structs(
        scheme=coded(("resident", "employee"), stays.astype(np.int64)),
        years=lists(chosen.sum(axis=1), pa.array(np.stack([year, year + 1], axis=1)[chosen].astype(np.int16))),
        repair_years=pa.array(repair.astype(np.int16)),
        in_window=pa.array(word, mask=~word),
        through_school=pa.nulls(dice.size, pa.bool_()),
    )
