"""何以的措辞. What a rule turned on, and why another ground was not taken, in Chinese and English."""

from datetime import date

from msgspec.structs import replace

from app.model.explanation import Text
from app.model.why import Condition, GroundFailed, Value, Weighed, Why
from app.wording.area_names import CODES_ALONE, AreaNames
from app.wording.catalogue import labelled, named
from app.wording.template import sentence
from app.wording.values import Value as Words
from app.wording.values import number, said

OF_DAYS = {"at_least": "no_earlier", "at_most": "no_later"}
"""日期的关系. How the relations are said of days."""


def why_in_words(found: Why, names: AreaNames = CODES_ALONE) -> Why:
    """成文. Every reason, condition and failed ground in words."""
    return Why(tuple([weighed_in_words(each, names) for each in found.reasons]), tuple(map(_failed, found.failed)))


def weighed_in_words(told: Weighed, names: AreaNames = CODES_ALONE) -> Weighed:
    """理由成文. A weighed reason with its sentence, and what it turned on in words."""
    facts: dict[str, Words] = {fact.name: fact.found for fact in told.facts}
    text = sentence("reason", told.rule, names.in_facts(facts | {"year": told.year}))
    return replace(told, text=text, conditions=tuple(map(_condition, told.conditions)))


def _failed(failed: GroundFailed) -> GroundFailed:
    conditions = tuple(map(_condition, failed.conditions))
    not_taken, ground = labelled("not_taken"), named("basis", failed.basis)
    if failed.group:
        group = said("group", failed.group)
        ground = Text(f"{ground.zh}：{group.zh}", f"{ground.en}: {group.en}")
    texts = [each.text for each in conditions if each.text]
    why_zh, why_en = "；".join(each.zh for each in texts), "; ".join(each.en for each in texts)
    text = Text(not_taken.zh % (ground.zh, why_zh), not_taken.en % (ground.en, why_en))
    return replace(failed, conditions=conditions, text=text)


def _condition(told: Condition) -> Condition:
    """条件. What is required, then what was found."""
    of_days = isinstance(told.required, date) or isinstance(told.found, date)
    relation = OF_DAYS.get(told.relation, told.relation) if of_days else told.relation
    form, name = labelled(relation), named("condition", told.fact)
    required, found = _value(told.fact, told.required), _value(told.fact, told.found)
    text = Text(form.zh % (name.zh, required.zh, found.zh), form.en % (name.en, required.en, found.en))
    return replace(told, text=text)


def _value(fact: str, value: Value) -> Text:
    if value is None:
        return labelled("unsaid")
    if isinstance(value, bool):
        return labelled("yes" if value else "no")
    return number(fact, value) if isinstance(value, int) else said(fact, value)
