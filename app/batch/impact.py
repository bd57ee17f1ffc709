"""影响. What a study of a draft came to: groups of people and what each is told under either law, counted."""

import math
from datetime import date
from typing import Any, NamedTuple

import msgspec

from app.batch.told import AWARDS, Told
from app.model.case import Case


class Group(msgspec.Struct):
    """一组人. People alike under both policies: how many, one of them, and what they are told under either."""

    people: int
    example: str | int
    case: Case
    before: Told
    after: Told


class Example(msgspec.Struct, frozen=True):
    """例. One person of a group whose answer changes, for how many of them it stands, and what changes."""

    id: str | int
    people: int
    changes: dict[str, tuple[Any, Any]]


class Awards(msgspec.Struct, frozen=True):
    """激励影响. People whose award changes, in fen of the limit of major-illness insurance.

    An award that nobody can tell for certain changes with either bound of it: `raised` and `lowered` are those of whom
    neither bound goes the other way. `least_more_fen` and `most_more_fen` are sums of after less before of the bounds
    that both are known.
    """

    changed: int
    raised: int
    lowered: int
    least_more_fen: int
    most_more_fen: int


class Impact(msgspec.Struct, frozen=True):
    """影响. Counts of people; money and days are sums of after less before, where both are known.

    `covered_days` are those of all planned years, `repairable_months` those that repair may take off a wait. `awards`
    are null where no award can be another one under the draft.
    `outcomes` are counted by "before → after"; `rules` by the rule behind a field that a figure of the law changes, and
    `parameters` by that figure, of the `explained` people among the `changed`.
    """

    people: int
    refused: int
    changed: int
    outcomes: dict[str, int]
    more_fen: int
    pay_more: int
    pay_less: int
    later_days: int
    covered_later: int
    covered_sooner: int
    covered_days: int
    more_to_repair: int
    less_to_repair: int
    repairable_months: int
    awards: Awards | None
    explained: int
    rules: dict[str, int]
    parameters: dict[str, int]
    examples: tuple[Example, ...]


class Moved(NamedTuple):
    """变动. A sum of after less before over people, and for how many of them it goes up, and down."""

    sum: int
    up: int
    down: int


def moved(groups: list[Group], name: str) -> Moved:
    """变动. Of one column of what is told."""
    found = [(_less(each, name), each.people) for each in groups]
    total = sum(less * people for less, people in found)
    up, down = (sum(people for less, people in found if sign * less > 0) for sign in (1, -1))
    return Moved(total, up, down)


def award_impact(groups: list[Group]) -> Awards:
    """激励影响. Of the groups that were asked about awards."""
    orders = {name: [(_order(each, name), each.people) for each in groups] for name in AWARDS}
    both = [(one, other, people) for (one, people), (other, _) in zip(*orders.values(), strict=True)]
    return Awards(
        changed=sum(people for one, other, people in both if one or other),
        raised=sum(people for one, other, people in both if one + other > 0 and min(one, other) >= 0),
        lowered=sum(people for one, other, people in both if one + other < 0 and max(one, other) <= 0),
        least_more_fen=moved(groups, AWARDS[0]).sum,
        most_more_fen=moved(groups, AWARDS[1]).sum,
    )


def _order(group: Group, name: str) -> int:
    """升降. 1 where a bound rises, −1 where it falls; one that is not known from above is above all."""
    before, after = (math.inf if one is None else one for one in (group.before.get(name, 0), group.after.get(name, 0)))
    return (after > before) - (after < before)


def changes(group: Group) -> dict[str, tuple[Any, Any]]:
    """变化. What of the answer is another one under the draft."""
    both = {name: (value, group.after[name]) for name, value in group.before.items()}
    return {name: values for name, values in both.items() if values[0] != values[1]}


def _less(group: Group, name: str) -> int:
    """差. After less before, in fen, days or months; 0 where either is not known."""
    before, after = group.before.get(name), group.after.get(name)
    if before is None or after is None:
        return 0
    less: int = (after - before).days if isinstance(after, date) else after - before
    return less
