"""条目登记. What of each item of a document is modelled, by which rules and cases, and what is not and why."""

from collections.abc import Collection
from typing import Literal

import msgspec

from app.model.explanation import Text
from app.policies.built import built, check_languages
from app.policies.folder import Folder
from app.policies.problem import Place
from app.policies.rules import RULES
from app.policies.wanted import like

State = Literal["modelled", "partly", "not_modelled"]
Because = Literal["principle", "binds_agencies", "benefits", "finished_step", "elsewhere"]
"""不模型化的原因. A principle, a duty of agencies, benefits and care, a step that is over, or ruled elsewhere."""
FOLDER = "items"
WITH, WITHOUT = Text("写有的", "with"), Text("没有写的", "without")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """条目. An item of a document; `left_out`: what of it no rule answers; `because`: why, where that is all of it."""

    id: str
    title: dict[str, str]
    state: State
    rules: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    because: Because | None = None
    left_out: dict[str, str] | None = None


Register = dict[str, tuple[Item, ...]]
"""条目登记. The items of each document, by its id, in the order of the document."""


class _File(msgspec.Struct, frozen=True):
    items: tuple[Item, ...] = msgspec.field(name="item")


def register_of(folder: Folder, documents: Collection[str], readings: Collection[str]) -> Register:
    """条目登记. The items that a folder registers, each held against what its state asks for."""
    register: Register = {}
    for name, table in folder.tables.items():
        inside, _, file = name.partition("/")
        if inside != FOLDER:
            continue
        place, document = folder.place(name), file.removesuffix(".toml")
        if document not in documents:
            place.note("item_of_no_document", document=document)
        held = built(_File, table, place)
        items = held.items if held else ()
        for index, item in enumerate(items):
            _check(item, readings, place.at("item").at(index))
            if item.id in [before.id for before in items[:index]]:
                place.at("item").at(index).at("id").note("twice", id=item.id)
        register[document] = items
    return register


def _check(item: Item, readings: Collection[str], place: Place) -> None:
    """核对. What is modelled names rules, readings and cases; what is left out is said, in both languages."""
    check_languages(item.title, place.at("title"))
    if item.left_out is not None:
        check_languages(item.left_out, place.at("left_out"))
    by_rules = {"rules", "readings", "cases"}
    needed = {"modelled": by_rules, "partly": {*by_rules, "left_out"}, "not_modelled": {"because", "left_out"}}
    for key in sorted({*by_rules, "because", "left_out"}):
        said, wanted = bool(getattr(item, key)), key in needed[item.state]
        if said != wanted:
            keys = ", ".join(sorted(needed[item.state]))
            place.at(key).note("item_keys", state=item.state, which=WITH if said else WITHOUT, keys=keys)
    for rule in item.rules:
        if rule not in RULES:
            place.at("rules").note("unknown_rule", rule=rule, known=like(rule, RULES))
    for reading in item.readings:
        if reading not in readings:
            place.at("readings").note("unknown_reading", reading=reading)
