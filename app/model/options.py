"""选择. What could be done instead: every admissible action of a person, priced, dated and measured against the others.

Days show inclusive ends, money is integer fen. Words are not here: every `text` within is null until `wording` has
spoken.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from app.model.assessment import EligibilityEntry
from app.model.case import Area, HistoryRecord, Person, Plan, Scheme, Year
from app.model.codes import Basis, Outcome
from app.model.explanation import Finding, PolicyUsed, Question, Refusal, Text
from app.model.why import Weighed

MOST_RECORDS = 40
"""记录上限. A fee a year and a change of employer a year for twenty years; options assess a history many times over."""


class OpenCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """待选个案. A case without a plan, to ask what this person could do from `on`.

    `areas` are other areas that would admit the person, besides those that the places of the person tell; `cover_by`
    asks for the cheapest cover by that day; covered days are counted until `horizon` (default: 31 December of the year
    after `on`).
    """

    area: Area
    on: date
    person: Person
    history: Annotated[tuple[HistoryRecord, ...], Meta(max_length=MOST_RECORDS)] = ()
    unknown_years: Annotated[tuple[Year, ...], Meta(max_length=20)] = ()
    areas: Annotated[tuple[Area, ...], Meta(max_length=4)] = ()
    cover_by: date | None = None
    horizon: date | None = None


class Action(msgspec.Struct, frozen=True, gc=False):
    """行动. One thing that could be done: a plan carried out in an area on a day."""

    area: str
    on: date
    plan: Plan


class YearBought(msgspec.Struct, frozen=True, gc=False):
    """年度. A coverage year that an option buys: on which ground, and from which day it covers (null: no day)."""

    year: int
    basis: Basis
    covered_from: date | None


class Option(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """选项. An action with its promise: put back as a plan on its day, it gives exactly this.

    `total_fen` is null where a figure is not known; `first_covered_day` is the first day of a bought year that is
    covered (null: none, or not known); `covered_days` counts every covered day from 1 January of the year of the
    question until the horizon, under either scheme and as known on that day, `gained_days` those that are owed to the
    action. `deadline` is the last day up to which waiting changes nothing. `beaten_by` is the place of an option that
    is no worse in cost, first covered day and covered days, and better in one (null: nothing beats it).
    """

    action: Action
    outcome: Outcome
    total_fen: int | None
    first_covered_day: date | None
    covered_days: int
    gained_days: int
    years: tuple[YearBought, ...]
    deadline: date
    beaten_by: int | None = None


class Refused(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """不可选. An action that may not be collected on its day, why, and from which day it may be (null: not foreseen).

    `refusal` is null where the outcome says it all (`out_of_scope`).
    """

    action: Action
    outcome: Outcome
    refusal: Refusal | None
    from_on: date | None


class Unpriced(msgspec.Struct, frozen=True, gc=False):
    """不计价. A scheme and an area that the person may join, or might, and of which nothing is promised here.

    `because`: the policy of the area is not held; whether it admits the person is not certain; the employee scheme is
    not ours to compute; a limit left it out.
    `entry` is the rule that admits the person, with the question where that is not certain (null: named by the caller).
    """

    scheme: Scheme
    area: str
    because: Literal["not_modelled", "not_certain", "employee_scheme", "beyond_limit"]
    entry: EligibilityEntry | None
    text: Text | None = None


class CoverBy(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """限期享受. The cheapest option that covers by a day, else the earliest; places in `options` and `refused`.

    `reached` tells which; `option` is null where nothing covers at all. Where it is not reached, `why_not` are the
    refused actions that stand in the way of an earlier cover, `reasons` the rules that put the earliest off; `certain`
    is false where an option of which no first day is known may yet be in time, or what holds that day anyway is not
    known. `already`: that day is covered anyway.
    """

    by: date
    reached: bool
    option: int | None
    first_covered_day: date | None
    late_days: int | None
    already: bool = False
    certain: bool = True
    why_not: tuple[int, ...] = ()
    reasons: tuple[Weighed, ...] = ()


class Cliff(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """断崖. A day on which waiting begins to cost: what holds from it, and the difference from the day before.

    `more_fen` and `later_days` are null where one side is not known; `daily` tells that from here on every further
    day of waiting puts the first covered day off by a day or so.
    """

    on: date
    outcome: Outcome
    total_fen: int | None
    first_covered_day: date | None
    more_fen: int | None
    later_days: int | None
    daily: bool


class Week(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """一周. What a plan gives once so many weeks have been waited, and what the last of them cost.

    `more_fen` and `later_days` are null where one side is not known, or where nothing is covered.
    """

    weeks: int
    on: date
    outcome: Outcome
    total_fen: int | None
    first_covered_day: date | None
    more_fen: int | None
    later_days: int | None


class Delay(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """延迟代价. What waiting with the option at `option` costs until `until`: the cliffs, and week by week.

    `daily` tells that already from the first day every day of waiting puts the first covered day off. `weeks` end with
    the last in which the plan may still be collected.
    """

    option: int
    until: date
    daily: bool
    cliffs: tuple[Cliff, ...]
    weeks: tuple[Week, ...]


class Options(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """全部选项. What could be done, those that nothing beats first (by cost and first covered day), and what could not.

    `assessments` is the number of times that the case was assessed to find out; `complete` is false where a limit cut
    the search short. Records dated after the day of the question are findings and do not count, whenever it is done.
    """

    horizon: date
    options: tuple[Option, ...]
    refused: tuple[Refused, ...]
    unpriced: tuple[Unpriced, ...]
    cover: CoverBy | None
    delay: Delay | None
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...] = ()
    policy: PolicyUsed
    assessments: int
    complete: bool
