"""选择表. Options for a terminal: what can be done, what covers in time, what waiting costs, what cannot be done."""

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from app.wording.area_names import CODES_ALONE, AreaNames
from app.wording.catalogue import labelled
from app.wording.choices import DelayTold, OptionsTold, OptionTold, RefusedTold
from app.wording.said import Language, fen, in_language

COLUMNS = ("first_day", "covered_days", "deadline", "beaten_by")
WEEKLY = ("on", "charge", "first_day", "change")


def render(found: OptionsTold, console: Console, lang: Language = "zh", names: AreaNames = CODES_ALONE) -> None:
    """打印. All options as a page of text."""
    refused = (_refused(each, lang) for each in found.refused)
    page = Group(
        *_part("options", [_options(found.options, lang, names)] if found.options else [], lang),
        *_part("unpriced", [in_language(each.text, lang) for each in found.unpriced], lang),
        *_part("cover", [in_language(found.cover.text, lang)] if found.cover else [], lang),
        *_part("delay", _delay(found.delay, lang) if found.delay else [], lang),
        *_part("questions", [in_language(each.text, lang) for each in found.questions], lang),
        *_part("findings", [in_language(each.text, lang) for each in found.findings], lang),
        *_part("refused", refused, lang),
        *_part("warnings", [in_language(each.text, lang) for each in found.policy.warnings], lang),
        *([] if found.complete else [Line(in_language(labelled("incomplete"), lang))]),
    )
    console.print(page, highlight=False)


def _part(code: str, lines: Iterable[RenderableType], lang: Language) -> Iterator[RenderableType]:
    """一节. A heading and what stands under it; nothing where nothing does."""
    body = [Line(line) if isinstance(line, str) else line for line in lines]
    if body:
        yield Line(in_language(labelled(code), lang), style="bold")
        yield from (Padding(line, (0, 0, 0, 2), expand=False) for line in body)
        yield Line()


def _options(options: tuple[OptionTold, ...], lang: Language, names: AreaNames) -> Table:
    """选项. One line an option, numbered from 1, with its area where there are several; what is beaten is dim."""
    several = len({each.action.area for each in options}) > 1
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("", "", *(in_language(labelled(code), lang) for code in (*["area"] * several, *COLUMNS))):
        table.add_column(heading, overflow="fold")
    for place, each in enumerate(options, 1):
        table.add_row(
            str(place),
            in_language(each.headline, lang),
            *[in_language(names.said(each.action.area), lang)] * several,
            str(each.first_covered_day or ""),
            str(each.covered_days),
            str(each.deadline),
            "" if each.beaten_by is None else str(each.beaten_by + 1),
            style="" if each.beaten_by is None else "dim",
        )
    return table


def _delay(delay: DelayTold, lang: Language) -> Iterator[RenderableType]:
    """晚办的代价. The cliffs, then one line a week: what it would cost then, its first day, and the change."""
    yield from (in_language(each.text, lang) for each in delay.cliffs)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for code in WEEKLY:
        table.add_column(in_language(labelled(code), lang), justify="left")
    for each in delay.weeks:
        table.add_row(
            str(each.on),
            "" if each.total_fen is None else fen(each.total_fen, lang),
            str(each.first_covered_day or ""),
            in_language(each.text, lang),
        )
    if delay.weeks:
        yield table


def _refused(refused: RefusedTold, lang: Language) -> str:
    why = refused.refusal.text if refused.refusal else refused.headline
    years = ", ".join(map(str, refused.action.plan.years))
    return f"{refused.action.on} {years}  {in_language(why, lang)}"
