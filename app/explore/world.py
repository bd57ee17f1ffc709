"""世界. One person in one area, and what every plan would promise there on every day, kept and counted."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from app.assess import assess, with_repairs
from app.assess.fold import folded
from app.assess.repairs import WithRepairs
from app.model.assessment import Assessment, Brief
from app.model.calendar import DAY, december_last, january_first, month_begins_on, month_number
from app.model.case import Case, HistoryRecord, Plan, RepairRecord, ResidentRecord
from app.model.codes import Outcome
from app.model.options import Action, OpenCase, YearBought
from app.model.policy import Policy

Days = tuple[date, date]
"""日期区间. First and last day, both included."""

TOO_MANY_REPAIR_YEARS = 100
"""一事不做. A plan that repairs so much is refused, so its timeline shows what holds when nothing is done."""


class Promise(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """承诺. What a plan gives on a day: its outcome, its cost in fen, its first covered day and the days covered.

    `repairable` tells whether a further repair year is worth paying for, `exhausted` that none is and more are refused.
    """

    outcome: Outcome
    total_fen: int | None
    first_covered_day: date | None
    covered_days: int
    years: tuple[YearBought, ...] = ()
    repairable: bool = False
    exhausted: bool = False

    @property
    def admissible(self) -> bool:
        """可选. Whether it may be collected, or could be if only something more were known."""
        return self.outcome not in {"do_not_collect", "out_of_scope"}

    def same(self, other: "Promise") -> bool:
        """相同. Whether both give the payer the same."""
        return (self.outcome, self.total_fen, self.first_covered_day, self.covered_days) == (
            other.outcome,
            other.total_fen,
            other.first_covered_day,
            other.covered_days,
        )


class World(msgspec.Struct, gc=False):
    """世界. A person in an area: the policy there, the days covered anyway, and what was judged and found so far.

    `worked` are the days of employee cover among those covered anyway, `waited` the first days after the waits of
    earlier payments, also where employee cover hides them.

    `asked` is the question without records dated after its day, `kept` the places of the others in the question.
    `complete` is false where a limit cut short what was looked at.
    """

    asked: OpenCase
    kept: tuple[int, ...]
    area: str
    policy: Policy
    horizon: date
    standing: Assessment
    covered: tuple[Days, ...]
    worked: tuple[Days, ...]
    waited: tuple[date, ...] = ()
    judged: dict[tuple[Plan, date], Iterator[WithRepairs]] = {}
    promises: dict[tuple[Plan, date], Promise] = {}
    assessments: int = 1
    complete: bool = True

    def promise(self, plan: Plan, on: date) -> Promise:
        """承诺. What the plan gives on a day; judged once for all numbers of repair years."""
        if (plan, on) not in self.promises:
            self._find(plan, on)
        return self.promises[plan, on]

    def _find(self, plan: Plan, on: date) -> None:
        first = replace(plan, repair_years=0 if plan.years else 1)  # buying nothing, it repairs one year at least
        if (first, on) not in self.judged:
            self.judged[first, on] = self._judge(first, on)
        for told in self.judged[first, on]:  # goes on where it was left
            self.promises[replace(plan, repair_years=told.repair_years), on] = self._promised(told, plan)
            if told.repair_years == plan.repair_years:
                return
        fewer = self.promises.get((replace(plan, repair_years=plan.repair_years - 1), on))
        if fewer is not None and fewer.exhausted:
            covered_days = self.count(self.covered)
            self.promises[plan, on] = Promise(
                outcome="do_not_collect", total_fen=None, first_covered_day=None, covered_days=covered_days
            )
        else:
            self.promises[plan, on] = self._promised(next(self._judge(plan, on)), plan)

    def _judge(self, plan: Plan, on: date) -> Iterator[WithRepairs]:
        self.assessments += 1
        return with_repairs(case_of(self.asked, Action(self.area, on, plan)), self.policy)

    def _promised(self, each: WithRepairs, plan: Plan) -> Promise:
        told = each.told
        return Promise(
            outcome=told.outcome,
            total_fen=told.charge.total_fen if told.charge else None,
            first_covered_day=first_covered_day(told, plan),
            covered_days=self.count((*self._covered_but(each.anew), *each.days)),
            years=tuple([YearBought(year.year, year.basis, year.covered_from) for year in told.years]),
            repairable=each.repairable,
            exhausted=each.exhausted,
        )

    def _covered_but(self, years: tuple[int, ...]) -> tuple[Days, ...]:
        """另计. The days covered anyway but for what a plan judges anew, the resident cover of these years."""
        return (*_covered(self.standing, years), *self.worked) if years else self.covered

    def count(self, days: Iterable[Days]) -> int:
        """天数. Days of any of the intervals, from 1 January of the year of the question until the horizon."""
        counted, after = 0, january_first(self.asked.on.year)
        for first, last in sorted(days):
            begins, ends = max(first, after), min(last, self.horizon)
            if begins <= ends:
                counted += (ends - begins).days + 1
                after = ends + DAY
        return counted

    def answer(self, plan: Plan, on: date) -> Assessment:
        """测算. The whole answer, for its refusal and its questions."""
        self.assessments += 1
        return assess(case_of(self.asked, Action(self.area, on, plan)), self.policy)


def world_of(asked: OpenCase, area: str, policy: Policy) -> World:
    """世界. What holds before anything is done: the days that spells and earlier payments cover until the horizon."""
    horizon = asked.horizon or december_last(asked.on.year + 1)
    year = min(max(horizon.year, asked.on.year + 1), max(policy.years, default=horizon.year))
    nothing = case_of(asked, Action(area, asked.on, Plan("resident", (year,), TOO_MANY_REPAIR_YEARS)))
    standing, past = assess(nothing, policy), folded(nothing, policy)
    known, kept = as_known(asked)
    worked = tuple(
        (each.begins_on, each.ended_on or asked.on) for each in past.life.spells
    )  # also in years not counted
    waited = tuple([each.first_day for bought in past.purchases for each in (bought, bought.sooner) if each])
    return World(known, kept, area, policy, horizon, standing, (*_covered(standing), *worked), worked, waited)


def _covered(standing: Assessment, but: tuple[int, ...] = ()) -> tuple[Days, ...]:
    """已覆盖. The days covered, but for the resident cover of some years."""
    held = [each for each in standing.timeline if each.status == "covered"]
    anew = [each for each in held if each.scheme == "resident" and each.from_on.year in but]
    return tuple((each.from_on, each.to_on) for each in held if each not in anew)


def as_known(asked: OpenCase) -> tuple[OpenCase, tuple[int, ...]]:
    """已知. The question without records dated after its day, which do not count, and the places of those kept."""
    kept = [place for place, record in enumerate(asked.history) if _dated(record) <= asked.on]
    return replace(asked, history=tuple(asked.history[place] for place in kept)), tuple(kept)


def _dated(record: HistoryRecord) -> date:
    if isinstance(record, ResidentRecord):
        return record.paid_on
    return record.applied_on if isinstance(record, RepairRecord) else month_begins_on(month_number(record.from_month))


def case_of(asked: OpenCase, action: Action) -> Case:
    """个案. The action put back: the case with it as its plan."""
    return Case(
        area=action.area,
        on=action.on,
        person=asked.person,
        history=asked.history,
        unknown_years=asked.unknown_years,
        plan=action.plan,
    )


def first_covered_day(told: Brief | Assessment, plan: Plan) -> date | None:
    """首日. The first covered day of what a plan buys; null where nothing is covered or bought, or one is in doubt."""
    if told.outcome == "do_not_collect" or _in_doubt(told, plan):
        return None
    return min((each.covered_from for each in told.years if each.covered_from), default=None)


def _in_doubt(told: Brief | Assessment, plan: Plan) -> bool:
    """存疑. Whether of some planned year no day can be told."""
    return told.outcome != "do_not_collect" and len(told.years) < len(set(plan.years))
