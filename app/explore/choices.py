"""选择. What could be done: every admissible action priced, dated, measured against the others, and checked."""

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from app.assess import assess
from app.explore import limits
from app.explore.actions import tried
from app.explore.places import places
from app.explore.ranking import covering, ranked
from app.explore.waiting import deadline, delay
from app.explore.why import why
from app.explore.world import World, case_of, world_of
from app.model.assessment import Assessment
from app.model.case import Plan
from app.model.explanation import PolicyUsed, Question
from app.model.options import Action, CoverBy, OpenCase, Option, Options
from app.model.policy import Policy


def options(asked: OpenCase, policy_of: Callable[[str], Policy]) -> Options:
    """全部选项. Everything the person could do from the day of the question, in each area known to admit the person.

    `policy_of` gives the policy of an area. Never raises for a case that satisfies the schema: on a day that cannot be
    asked about nothing is offered, and the findings tell why.
    """
    if asked.on < asked.person.birth_date or not limits.FIRST_YEAR <= asked.on.year < limits.LAST_YEAR:
        return _nothing(asked, policy_of(asked.area))
    where = places(asked, policy_of)
    found = [tried(world_of(asked, area, policy_of(area))) for area in where.areas]
    worlds = {each.world.area: each.world for each in found}
    best_first = ranked([_option(each.world, action) for each in found for action in each.chosen])
    refused = tuple(one for each in found for one in each.refused)
    told = _told(worlds, best_first)
    kept = found[0].world.kept
    horizon = found[0].world.horizon
    cover = covering(asked.cover_by, horizon, best_first, refused) if asked.cover_by else None
    if cover and cover.option is not None and not cover.reached:
        cover = _with_reasons(cover, best_first[cover.option].action, worlds)
    cover = _beside_what_holds(cover, found[0].world) if cover else None
    place = cover.option if cover else (0 if best_first else None)
    late = None
    if place is not None:
        action = best_first[place].action
        late = delay(worlds[action.area], action.plan, action.on, place)
    return Options(
        horizon=horizon,
        options=best_first,
        refused=refused,
        unpriced=where.unpriced,
        cover=cover,
        delay=late,
        questions=_questions(told, kept),
        findings=tuple(each for each in found[0].world.standing.findings if not each.pointer.startswith("/plan")),
        policy=_policy([each.policy for each in told] or [found[0].world.standing.policy]),
        assessments=sum(world.assessments for world in worlds.values()),
        complete=where.complete and all(each.world.complete for each in found),
    )


def _beside_what_holds(cover: CoverBy, world: World) -> CoverBy:
    """本已有的待遇. With what holds on the day though nothing is done: it is covered already, or nobody knows."""
    already = any(first <= cover.by <= last for first, last in world.covered)
    unknown = any(
        each.status == "unknown" and each.from_on <= cover.by <= each.to_on for each in world.standing.timeline
    )
    return replace(cover, already=already, certain=cover.certain and not unknown)


def _with_reasons(cover: CoverBy, action: Action, worlds: Mapping[str, World]) -> CoverBy:
    """为何不能更早. With the rules that put off even the earliest cover, those by the most days first."""
    world = worlds[action.area]
    found = why(case_of(world.asked, action), world.policy, world.answer(action.plan, action.on))
    return replace(cover, reasons=tuple([each for each in found.reasons if (each.effect_days or 0) > 0]))


def _nothing(asked: OpenCase, policy: Policy) -> Options:
    """无可选. No options; in the last year of all the search would need the year after it."""
    year = min(max(asked.on.year, limits.FIRST_YEAR), limits.LAST_YEAR)
    told = assess(case_of(asked, Action(asked.area, asked.on, Plan("resident", (year,)))), policy)
    return Options(
        horizon=asked.horizon or asked.on,
        options=(),
        refused=(),
        unpriced=(),
        cover=covering(asked.cover_by, asked.cover_by, (), ()) if asked.cover_by else None,
        delay=None,
        questions=(),
        findings=told.findings,
        policy=told.policy,
        assessments=1,
        complete=asked.on.year != limits.LAST_YEAR,
    )


def _option(world: World, action: Action) -> Option:
    given = world.promise(action.plan, action.on)
    return Option(
        action=action,
        outcome=given.outcome,
        total_fen=given.total_fen,
        first_covered_day=given.first_covered_day,
        covered_days=given.covered_days,
        gained_days=given.covered_days - world.count(world.covered),
        years=given.years,
        deadline=deadline(world, action.plan, action.on),
    )


def _told(worlds: dict[str, World], best_first: Sequence[Option]) -> list[Assessment]:
    """细说. The whole answer of the first option in each area, and of one for each set of years that is held up."""
    told: dict[tuple[str, tuple[int, ...]], Action] = {}
    areas: set[str] = set()
    for option in best_first:
        action = option.action
        if action.area not in areas or option.total_fen is None:
            told.setdefault((action.area, action.plan.years), action)
        areas.add(action.area)
    return [worlds[each.area].answer(each.plan, each.on) for each in told.values()]


def _policy(used: Sequence[PolicyUsed]) -> PolicyUsed:
    """所用政策. What all the answers rest on, each part once."""
    days = [each.verified_on for each in used if each.verified_on is not None]
    return PolicyUsed(
        revision=used[0].revision,
        documents=tuple(dict.fromkeys(each for one in used for each in one.documents)),
        verified_on=min(days, default=None),
        warnings=tuple(dict.fromkeys(each for one in used for each in one.warnings)),
        missing=tuple(dict.fromkeys(each for one in used for each in one.missing)),
    )


def _questions(told: Sequence[Assessment], kept: Sequence[int]) -> tuple[Question, ...]:
    """待询. What would have to be known, each once, with the place in the history as it was stated."""
    asked = dict.fromkeys(question for each in told for question in each.questions if question.code != "plan")
    return tuple(_placed(question, kept) for question in asked)


def _placed(question: Question, kept: Sequence[int]) -> Question:
    parts = question.pointer.split("/")
    if parts[1] != "history":
        return question
    parts[2] = str(kept[int(parts[2])])
    return replace(question, pointer="/".join(parts))
