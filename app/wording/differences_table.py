"""差异表. A comparison for a terminal: what differs first, then each field with the rule and the figures behind it."""

from collections.abc import Iterator

from rich.console import Console, Group
from rich.text import Text as Line

from app.model.comparison import ParameterChanged, Side, Source
from app.wording.area_names import CODES_ALONE, AreaNames
from app.wording.catalogue import labelled
from app.wording.differences import ComparisonTold, DifferenceTold
from app.wording.said import Language, in_language


def render(found: ComparisonTold, console: Console, lang: Language = "zh", names: AreaNames = CODES_ALONE) -> None:
    """打印. The comparison as a page of text."""
    lines = [line for each in found.differences for line in _difference(each, lang)]
    sides = " → ".join([_side(each, lang, names) for each in (found.here, found.there)])
    page = Group(Line(in_language(found.headline, lang), style="bold"), Line(sides, style="dim"), Line(), *lines)
    console.print(page, highlight=False)


def _side(side: Side, lang: Language, names: AreaNames) -> str:
    """一方. Area, day and policy of a side."""
    return f"{in_language(names.said(side.area), lang)} {side.on} {side.policy or side.revision}"


def _difference(found: DifferenceTold, lang: Language) -> Iterator[Line]:
    """差异. What differs; under it the rule with its clause, and each figure of the law with both sources."""
    yield Line(in_language(found.text, lang))
    if found.rule:
        item = f"{found.clause.document} {found.clause.item}" if found.clause else ""
        yield Line(f"  {found.rule} {item}".rstrip(), style="dim")
    for each in found.parameters:
        yield Line(f"  {_parameter(each, lang)}", style="dim")


def _parameter(changed: ParameterChanged, lang: Language) -> str:
    none = in_language(labelled("none"), lang)
    here, there = (none if value is None else str(value) for value in (changed.here, changed.there))
    sources = [_source(each) for each in (changed.here_source, changed.there_source) if each]
    return f"{changed.year} {changed.parameter}: {here} → {there} ({'; '.join(sources)})"


def _source(source: Source) -> str:
    """出处. Document, item, and whether it is a draft."""
    draft = f" [{source.standing}]" if source.standing == "draft" else ""
    return f"{source.document} {source.item}".rstrip() + draft
