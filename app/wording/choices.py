"""选择的措辞. Options, refused actions and the cost of waiting, in Chinese and English.

Of cover an option says only that it is expected: what a payment rests on is told when it is assessed.
"""

from msgspec.structs import asdict, replace

from app.model.explanation import Refusal, Text
from app.model.options import Action, Cliff, CoverBy, Delay, OpenCase, Option, Options, Refused, Unpriced, Week
from app.wording import enrolment_in_words, finding_in_words, policy_in_words, question_in_words, refusal_in_words
from app.wording.area_names import CODES_ALONE, AreaNames
from app.wording.catalogue import labelled
from app.wording.differences import direction
from app.wording.template import sentence
from app.wording.values import Value, day
from app.wording.why import weighed_in_words

COLLECTED = frozenset({"collect", "collect_with_wait"})


class OptionTold(Option, frozen=True, gc=False, kw_only=True):
    """选项. An action with its promise, in words: put back as a plan on its day, it gives exactly this."""

    headline: Text
    text: Text


class RefusedTold(Refused, frozen=True, gc=False, kw_only=True):
    """不可选. An action that may not be collected on its day, why, and from which day it may be, in words."""

    headline: Text


class CoverByTold(CoverBy, frozen=True, gc=False, kw_only=True):
    """限期享受. The cheapest option that covers by a day, else the earliest; places in `options` and `refused`."""

    text: Text


class CliffTold(Cliff, frozen=True, gc=False, kw_only=True):
    """断崖. A day on which waiting begins to cost, and what it costs, in words."""

    text: Text


class WeekTold(Week, frozen=True, gc=False, kw_only=True):
    """一周. What a plan gives once so many weeks have been waited, and what the last of them cost, in words."""

    text: Text


class DelayTold(Delay, frozen=True, gc=False, kw_only=True):
    """延迟代价. What waiting with the option at `option` costs until `until`: the cliffs, and week by week."""

    cliffs: tuple[CliffTold, ...]
    weeks: tuple[WeekTold, ...]


class OptionsTold(Options, frozen=True, gc=False, kw_only=True):
    """全部选项. What could be done, those that nothing beats first, and what could not; in words."""

    options: tuple[OptionTold, ...]
    refused: tuple[RefusedTold, ...]
    cover: CoverByTold | None
    delay: DelayTold | None


def options_in_words(found: Options, asked: OpenCase, names: AreaNames = CODES_ALONE) -> OptionsTold:
    """成文. All options with a headline each, and every text filled in."""
    return OptionsTold(
        horizon=found.horizon,
        options=tuple(_option(each, asked, names) for each in found.options),
        refused=tuple(_refused(each) for each in found.refused),
        unpriced=tuple(_unpriced(each, names) for each in found.unpriced),
        cover=_cover(found.cover, names) if found.cover else None,
        delay=_delay(found.delay) if found.delay else None,
        findings=tuple(map(finding_in_words, found.findings)),
        questions=tuple(map(question_in_words, found.questions)),
        policy=policy_in_words(found.policy),
        assessments=found.assessments,
        complete=found.complete,
    )


def _option(option: Option, asked: OpenCase, names: AreaNames) -> OptionTold:
    action = option.action
    facts: dict[str, Value] = {
        "first_day": option.first_covered_day,
        "deadline": option.deadline,
        "uncertain": option.outcome not in COLLECTED,
    }
    gives = sentence("promise", "gives", facts)
    if action.area != asked.area:
        there = _in_area(action.area, names)
        gives = Text(there.zh + gives.zh, f"{there.en} {gives.en}")
    later = "" if action.on == asked.on else "_later"
    return OptionTold(**asdict(option), headline=_headline(action, option.total_fen, later), text=gives)


def _in_area(area: str, names: AreaNames) -> Text:
    """在某地. Where something is to be done, by name and code."""
    there, name = labelled("in_area"), names.said(area)
    return Text(there.zh % name.zh, there.en % name.en)


def _headline(action: Action, total_fen: int | None, later: str) -> Text:
    """标题. What to do, on which day, and the amount."""
    plan = action.plan
    code = "pay_and_repair" if plan.repair_years and plan.years else "repair" if plan.repair_years else "pay"
    facts: dict[str, Value] = {
        "on": action.on,
        "years": ", ".join(map(str, plan.years)),
        "repair_years": plan.repair_years,
        "total_fen": total_fen,
    }
    return sentence("option", code + later, facts)


def _refused(refused: Refused) -> RefusedTold:
    told, refusal = asdict(refused), refused.refusal
    told["refusal"] = refusal_in_words(refusal) if refusal else None
    return RefusedTold(**told, headline=_why_not(refused, refusal))


def _why_not(refused: Refused, refusal: Refusal | None) -> Text:
    if refusal is None:
        return sentence("headline", "out_of_scope_special_status", {})
    facts = {
        "year": refusal.year,
        "opens_on": refusal.opens_on or refused.from_on,
        "worth_years": refusal.worth_years,
        "instead": refusal.instead,
    }
    return sentence("headline", f"do_not_collect_{refusal.code}", facts)


def _unpriced(way: Unpriced, names: AreaNames) -> Unpriced:
    """不计价. Who admits the person, where that is known; then why nothing is promised."""
    entry = enrolment_in_words(way.entry, names) if way.entry else None
    admits = entry.text if entry and entry.text else _in_area(way.area, names)
    why = sentence("unpriced", way.because, {})
    return replace(way, entry=entry, text=Text(admits.zh + why.zh, f"{admits.en} {why.en}"))


def _cover(cover: CoverBy, names: AreaNames) -> CoverByTold:
    reasons = tuple(weighed_in_words(each, names) for each in cover.reasons)
    return CoverByTold(**{**asdict(cover), "reasons": reasons}, text=_cover_by(cover))


def _cover_by(cover: CoverBy) -> Text:
    facts = {"by": cover.by, "first_day": cover.first_covered_day, "late_days": cover.late_days}
    facts |= {"already": cover.already, "certain": cover.certain}
    return sentence("promise", "cover_by", facts)


def _delay(delay: Delay) -> DelayTold:
    cliffs = tuple(CliffTold(**asdict(each), text=_cliff(each)) for each in delay.cliffs)
    weeks = tuple(WeekTold(**asdict(each), text=_change(each)) for each in delay.weeks)
    return DelayTold(**{**asdict(delay), "cliffs": cliffs, "weeks": weeks})


def _cliff(cliff: Cliff) -> Text:
    change, begins, on = _change(cliff), labelled("from_day"), day(cliff.on)
    daily = labelled("daily") if cliff.daily else Text("", "")
    return Text(begins.zh % (on.zh, change.zh) + daily.zh, begins.en % (on.en, change.en) + daily.en)


def _change(now: Cliff | Week) -> Text:
    """变化. What is dearer or later than before; that nothing is covered is always said."""
    facts = {"more_fen": now.more_fen, "later_days": now.later_days, "outcome": now.outcome}
    if now.outcome == "do_not_collect":
        return sentence("change", "closed", facts)
    uncovered = now.outcome in COLLECTED and now.first_covered_day is None
    code = direction(now.more_fen, now.later_days)
    if uncovered:
        none = sentence("change", "no_cover", {})
        if not code:
            return none
        change = sentence("change", code, facts)
        return Text(f"{change.zh}，{none.zh}", f"{change.en}, {none.en}")
    same = now.more_fen == now.later_days == 0
    return sentence("change", code or ("nothing" if same else "outcome"), facts)
