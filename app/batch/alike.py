"""同类. Who is sure to get the same brief answer as whom: a key for each person, alike for those who are alike.

Nothing is decided here. The first person with a key is assessed, as anybody is, and the answer holds for all others
with that key. So a key has to tell apart all that might not be answered alike, and may only forget what cannot matter:

* **A fee of the past** leaves behind that its year is enrolled, a finding, and a wait that may run into a planned year.
  Where it surely counts (paid in its year, in its window, elsewhere, said to be inside, or with no window known to have
  been closed) and the longest wait there could be ends before the planned year begins (a new student's cover for it),
  its year is all that is left of it. One last fee whose wait might reach further keeps its day; the order of the others
  cannot matter to it.
* **The years enrolled** are asked for from the last one before the planned year on, where no wait reaches that: what
  lapses count is after it, and awards are no part of a brief answer.
* **A year before the first counted one** is never a lapse, whether it was paid or not.
* **The day of birth** is asked for newborns (the year of birth and the next), for years not counted yet, and for
  records from before birth. For everybody else it is forgotten. Of newborns paid for in their birth year, with nothing
  else to tell, the day of the question is forgotten while it gives cover from birth, but for how it stands to the
  window; and the day of birth after that, outside the window, as they are judged as anybody. The rules are asked until
  when cover is from birth.
* **The day of the question**, inside the window and before the year begins, gives cover from 1 January whichever it
  is; so does a day in the tail of the window where the law says so.
* **A spell of employee cover** that does not touch the year of a fee leaves behind the years that its months keep from
  being a lapse, whether it runs, and, while a deadline for leavers may hold, the day it ended. One that does is told
  of in findings: whether a fee was paid in its window while the spell ran, or gave cover that began while it did. Where
  each of the fees certainly did or did not, that is all that is left of them beside their years; fees that no spell
  touches may have been paid late, as long as no wait runs into the next year, in the order of their years.
* **A student's entry** is asked for by its year, and by whether the fee of that year was paid, and at school.
* **What was reimbursed** matters where a record contradicts itself, which is a finding; the rule is asked for that.
* **Hardship** matters by the categories held on the day, and by what is found of it: a status that cannot be, and one
  that begins or ends within a year that was paid for, past or planned. **The category** and the person's places matter
  by whether the area may turn the person away; the rule is asked for that.
  Employees who pay for the running year and those on benefit keep everything.

All this is said of a law of a certain shape (`app.batch.laws`): one that spares nobody the wait for a status held.
Under another nothing is forgotten. What does not surely fit keeps everything that the rules read, in its order.
"""

from typing import Final

import numpy as np

from app.batch.belonging import at_school, belonging, employed, through_others, turned_away
from app.batch.fees import BITS, FIRST_BIT_YEAR, enrolled, since_last
from app.batch.hardship import hardship_of
from app.batch.laws import YEARS, Laws, at
from app.batch.newborns import newborns
from app.batch.people import HARDSHIP, IN_CARE, REPAIR, SPECIAL, STUDENT, People
from app.batch.spells import left_of, spells_left, spells_of
from app.batch.touching import touching
from app.batch.vectors import NULL, Flags, Ints, Mixed, any_in, new_year, year_of
from app.batch.whole import together, whole

SALTS: Final = (0x1E3779B97F4A7C15, 0x51B54A32D192ED03)
FIRST_DAY, BEYOND = new_year(np.array([YEARS.start, YEARS.stop]))
IN_WINDOW, IN_TAIL = -(10**9), -(10**9) - 1
"""问题之日的类别. A day in the window before the year begins, and one in the tail of the window."""
NO_PLAN: Final = YEARS.start + 1


def keys(people: People, laws: Laws) -> tuple[Mixed, Mixed]:
    """同类标记. Two numbers of 64 bits for each person; people who have both in common are answered alike."""
    law, belongs = laws.rows(people.area), belonging(people)
    planned = _planned_year(people)
    hardship = hardship_of(people, laws, law, planned)
    day = _kind_of_day(people, laws, law, planned)
    fees, spells = enrolled(people, laws, law, planned), spells_of(people)
    student = people.category == STUDENT
    touch = touching(people, spells, (laws, law), fees)
    repairs = people.repair_years > 0
    plain = fees.simple & _plain(people, laws, law, planned) & ~(repairs & fees.waits)
    worked = np.diff(spells.offsets) > 0
    left = left_of(spells, people, laws, law, (planned, day == IN_WINDOW))
    day = np.where((day == IN_TAIL) & left.ends, people.on, day)  # a spell may have ended inside the tail
    alone = (fees.last == 0) & (touch.none | touch.told)
    plain &= (alone | ~(worked | student)) & ~(worked & student)
    first_year = np.clip(laws.counted_from[law] - 1 - FIRST_BIT_YEAR, 0, BITS)
    liable = np.where(people.liable_from == NULL, 0, year_of(np.maximum(people.liable_from, 0)))
    entry = np.where(people.entered_on == NULL, 0, year_of(np.maximum(people.entered_on, 0)))
    then = np.clip(entry - FIRST_BIT_YEAR, 0, BITS)
    home = ((fees.years >> then) & 1) * 2 + ((fees.at_school >> then) & 1)
    turned = turned_away(belongs, laws, law, planned)
    status = turned * 2 + employed(people, spells)
    status = ((status * 2 + student) * 2 + (student & at_school(people))) * 2 + touch.twice
    status = ((status * 2 + hardship.changed) * 2 + hardship.changes) * 2 + hardship.impossible
    plan = (np.maximum(people.repair_years, 0) * 4 + np.maximum(people.plan_in_window, -1) + 1) * 2 + people.scheme
    short = [  # the fields of one number have digits of their own
        law * 2**32 + planned,
        ((day * 2**8 + status) * 2 ** len(HARDSHIP) + hardship.held) * 2 ** (len(SPECIAL) + 1)
        + people.special * 2
        + people.contradicting,
        np.where(fees.last == 0, since_last(fees.years, planned), fees.years) >> first_year,
        fees.last,
        (plan * 2**16 + np.where(student, entry * 4 + home, 0)) * 2**14
        + np.where(liable >= laws.counted_from[law], liable, 0),
    ]
    rest = np.flatnonzero(~plain)
    one, other = (together(short, salt) + spells_left(spells, left, salt) for salt in SALTS)
    on, birth, new = newborns(people, laws, law, planned)
    of_all = [np.where(new, -1 - turned, belongs), on, birth]
    one[rest], other[rest] = whole(people, rest, (laws, law), of_all, [salt + 1 for salt in SALTS])
    return one, other


def _planned_year(people: People) -> Ints:
    """所缴年度. The year of a plan that buys one; NO_PLAN where it buys none or several."""
    single = np.diff(people.year_offsets) == 1
    planned = np.full(people.size, NO_PLAN)
    planned[single] = people.year[people.year_offsets[:-1][single]]
    return planned


def _plain(people: People, laws: Laws, law: Ints, planned: Ints) -> Flags:
    """一般情形. Whose plan and person bring nothing in that has to be kept as it is."""
    counted, born = laws.counted_from[law], year_of(people.birth_date)
    plan = laws.plain[law] & (planned != NO_PLAN) & at(laws.settles, law, planned) & (planned >= counted)
    person = (people.category != IN_CARE) & (people.institution_entry == NULL)
    person &= (people.prepaid_until == NULL) & (born < counted) & (born <= planned - 2)
    person &= people.liable_from <= people.on
    person &= ~through_others(people, planned)
    day = (people.on >= people.birth_date) & (people.on >= FIRST_DAY) & (people.on < BEYOND)
    asked = np.diff(people.unknown_offsets) == 0
    return np.asarray(plan & person & day & asked & ~any_in(people.kind == REPAIR, people.offsets))


def _kind_of_day(people: People, laws: Laws, law: Ints, planned: Ints) -> Ints:
    """问题之日. The day itself, or its kind where every day of that kind gives cover from the same day."""
    inside = (people.on >= at(laws.opens_on, law, planned)) & (people.on <= at(laws.closes_on, law, planned))
    inside &= at(laws.window_known, law, planned) & (people.plan_in_window != 0)
    year = year_of(people.on)
    day = np.where(inside & (year == planned - 1), IN_WINDOW, people.on)
    tail = (year == planned) & at(laws.tail_as_new_year, law, planned) & (people.repair_years <= 0)
    return np.where(inside & tail, IN_TAIL, day)
