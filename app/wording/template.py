"""句式. The sentences of the catalogue, parsed once into parts, and the one that fits the facts.

An id may have several wordings; the first whose facts are all known, and whose `when` holds, is said.
"""

import re
from collections.abc import Mapping

import msgspec

from app.model.explanation import Text
from app.wording.catalogue import CATALOGUE, Wording
from app.wording.values import Value, said

SLOT = re.compile(r"\{(-?[a-z_]+)\}")


class UnspokenError(LookupError):
    """无措辞. The catalogue has no wording for `kind` and `code` that fits the `facts`."""

    def __init__(self, kind: str, code: str, facts: Mapping[str, Value]) -> None:
        super().__init__(f"no wording fits {kind}.{code} with {sorted(facts)}")
        self.kind, self.code, self.facts = kind, code, facts


class Template(msgspec.Struct, frozen=True):
    """句式. A wording as two `%`-formats; each slot is filled by the fact whose place in `slots` it names.

    A slot `-x` is the fact `x` with its sign turned.
    """

    zh: str
    en: str
    slots: tuple[str, ...]
    zh_places: tuple[int, ...]
    en_places: tuple[int, ...]
    when: tuple[tuple[str, bool | int | str], ...]

    def said(self, facts: Mapping[str, Value]) -> Text | None:
        """成句. The sentence with its facts; null where one of them is not known or is not as required."""
        for name, wanted in self.when:
            if facts.get(name) != wanted:
                return None
        filled: list[Text] = []
        for slot in self.slots:
            value = facts.get(slot) if slot[0] != "-" else _turned(facts.get(slot[1:]))
            if value is None:
                return None
            filled.append(said(slot, value))
        return Text(
            self.zh % tuple([filled[place].zh for place in self.zh_places]),
            self.en % tuple([filled[place].en for place in self.en_places]),
        )


def _turned(value: Value) -> Value:
    return -value if isinstance(value, int) else None


def _template(wording: Wording) -> Template:
    zh, en = wording.zh.replace("%", "%%"), wording.en.replace("%", "%%")
    zh_slots, en_slots = SLOT.findall(zh), SLOT.findall(en)
    slots = tuple(dict.fromkeys(zh_slots + en_slots))
    return Template(
        zh=SLOT.sub("%s", zh),
        en=SLOT.sub("%s", en),
        slots=slots,
        zh_places=tuple([slots.index(slot) for slot in zh_slots]),
        en_places=tuple([slots.index(slot) for slot in en_slots]),
        when=tuple(wording.when.items()),
    )


TEMPLATES = {
    (kind, code): tuple([_template(one) for one in (entry if isinstance(entry, list) else [entry])])
    for kind, sentences in CATALOGUE.sentences().items()
    for code, entry in sentences.items()
}


def sentence(kind: str, code: str, facts: Mapping[str, Value]) -> Text:
    """句子. The first wording of an id that fits the facts; `UnspokenError` where none does."""
    for template in TEMPLATES.get((kind, code), ()):
        text = template.said(facts)
        if text is not None:
            return text
    raise UnspokenError(kind, code, facts)
