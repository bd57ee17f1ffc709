"""表. An answer for a terminal: the verdict first, then why, what it costs, what is open, and the cover day by day.

Colour and width are the console's: none where it is no terminal, and a Chinese character is two columns wide.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from app.model.assessment import Assessment, Charge, Contributions, Segment
from app.model.awards import Awards, AwardYear
from app.model.case import Case
from app.model.codes import Outcome
from app.model.explanation import Reason
from app.model.funds import FundReason
from app.wording import labelled, named, segment_named, worded
from app.wording.area_names import CODES_ALONE, AreaNames
from app.wording.explored_table import failed, possible, readings, weighed
from app.wording.said import Language, fen, in_language
from app.wording.values import day, number

STYLES: dict[Outcome, str] = {
    "collect": "bold green",
    "collect_with_wait": "bold yellow",
    "do_not_collect": "bold red",
    "needs_facts": "bold magenta",
    "needs_policy": "bold cyan",
    "out_of_scope": "bold blue",
}
BARS = {
    "covered": ("█", "green"),
    "waiting": ("▒", "yellow"),
    "not_covered": ("·", "dim"),
    "unknown": ("?", "magenta"),
}
DAYS_IN_A_MONTH = 30.4375
LONGEST_BAR = 24


def render(
    answer: Assessment, case: Case, console: Console, lang: Language = "zh", names: AreaNames = CODES_ALONE
) -> None:
    """打印. The answer to a case as a page of text."""
    if answer.headline is None:
        answer = worded(answer, names)
    console.print(_page(answer, case, lang, names), highlight=False)


def _page(answer: Assessment, case: Case, lang: Language, names: AreaNames) -> Group:
    area = in_language(names.said(case.area), lang)
    return Group(
        Line(in_language(answer.headline, lang), style=STYLES[answer.outcome]),
        Line(f"{_label('area', lang)} {area}  {_label('on', lang)} {_day(case.on, lang)}", style="dim"),
        *part("instead", [in_language(answer.refusal.text, lang)] if answer.refusal else [], lang),
        *part("questions", [in_language(each.text, lang) for each in answer.questions], lang),
        *part("possible", possible(answer, lang), lang),
        *part("reasons", reasons_quoted(answer.reasons, lang), lang),
        *part("charge", [_charge(answer.charge, lang)] if answer.charge else [], lang),
        *part("eligibility", [in_language(each.text, lang) for each in answer.eligibility], lang),
        *part("contributions", _contributions(answer.contributions, lang, names), lang),
        *part("awards", [_awards(answer.awards, lang)] if answer.awards else [], lang),
        *part("findings", [in_language(each.text, lang) for each in answer.findings], lang),
        *part("missing", [in_language(each.text, lang) for each in answer.policy.missing], lang),
        *part("warnings", [in_language(each.text, lang) for each in answer.policy.warnings], lang),
        *part("why", weighed(answer, lang), lang),
        *part("why_not", failed(answer, lang), lang),
        *part("readings", readings(answer, lang), lang),
        *part("timeline", [_timeline(answer.timeline, lang)] if answer.timeline else [], lang),
    )


def _label(code: str, lang: Language) -> str:
    return in_language(labelled(code), lang)


def _day(on: date, lang: Language) -> str:
    return in_language(day(on), lang)


def part(code: str, lines: Iterable[RenderableType], lang: Language) -> Iterator[RenderableType]:
    """一节. A heading and what stands under it; nothing where nothing does."""
    body = [Line(line) if isinstance(line, str) else line for line in lines]
    if body:
        yield Line()
        yield Line(_label(code, lang), style="bold")
        yield from (Padding(line, (0, 0, 0, 2), expand=False) for line in body)


def reasons_quoted(reasons: Sequence[Reason | FundReason], lang: Language) -> Iterator[Line]:
    """理由. Each sentence, under it the clause, and the words quoted where they stand for the first time."""
    quoted: set[str] = set()
    for reason in reasons:
        line, clause = Line(in_language(reason.text, lang)), reason.clause
        if clause.document:
            item = _label("item", lang) % clause.item if clause.item.isdigit() else clause.item
            line.append(f"\n  {clause.document} {item}".rstrip(), style="dim")
        if clause.quote and clause.quote not in quoted:
            quoted.add(clause.quote)
            line.append(f"\n  “{clause.quote}”", style="dim italic")
        yield line


def _charge(charge: Charge, lang: Language) -> Table:
    """应收费用. One line an item, then the total; amounts stand under one another."""
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column()
    table.add_column(justify="right")
    for item in charge.items:
        amount = _label("not_computed", lang) if item.amount_fen is None else fen(item.amount_fen, lang)
        what = in_language(named("charge", item.kind), lang)
        if item.payer != "person":
            what += f" · {in_language(named('payer', item.payer), lang)}"
        table.add_row(str(item.year), what, amount)
    table.add_row("", _label("total", lang), Line(fen(charge.total_fen, lang), style="bold"))
    return table


def _contributions(told: Contributions | None, lang: Language, names: AreaNames) -> Iterator[str]:
    """缴费年限. What counts in the area asked about, then what was paid where."""
    if told is None:
        return
    months, years = (number(name, getattr(told, name)) for name in ("counted_months", "counted_years"))
    counted = in_language(months, lang), in_language(years, lang)
    yield _label("contributed", lang) % (in_language(names.said(told.area), lang), *counted)
    for each in told.by_area:
        paid, why = number("months", each.months), named("counted", each.because)
        yield f"{in_language(names.said(each.area), lang)}  {in_language(paid, lang)}  {in_language(why, lang)}"


def _awards(awards: Awards, lang: Language) -> Table:
    """参保激励. One line a year: continuous years, what both awards come to, and then what to ask."""
    table = Table.grid(padding=(0, 2))
    for each in awards.by_year:
        years = (
            "?"
            if each.continuous_years is None
            else in_language(number("continuous_years", each.continuous_years), lang)
        )
        table.add_row(str(each.year), _label("continuous", lang) % years, _range(each, lang))
    for question in awards.questions:
        table.add_row("?", in_language(question.text, lang))
    return table


def _range(year: AwardYear, lang: Language) -> str:
    """额度. An amount, or from least to most."""
    least_fen, most_fen = year.least.total_fen or 0, year.most.total_fen
    if least_fen == most_fen:
        return fen(least_fen, lang)
    return f"{fen(least_fen, lang)} – {'' if most_fen is None else fen(most_fen, lang)}".rstrip()


def _timeline(segments: tuple[Segment, ...], lang: Language) -> Table:
    """待遇时间. One line a segment: its days, its status, its scheme, why, and a bar of one mark a month."""
    table = Table.grid(padding=(0, 2))
    for each in segments:
        mark, style = BARS[each.status]
        table.add_row(
            f"{each.from_on} – {each.to_on}",
            Line(in_language(named("cover", each.status), lang), style=style),
            in_language(named("scheme", each.scheme), lang) if each.scheme else "",
            in_language(segment_named(each.rule), lang),
            Line(mark * _months(each), style=style, no_wrap=True, overflow="crop"),
        )
    return table


def _months(segment: Segment) -> int:
    """月数. About how many months a segment lasts, one at least, and no more than the bar is long."""
    days = (segment.to_on - segment.from_on).days + 1
    return max(1, min(LONGEST_BAR, round(days / DAYS_IN_A_MONTH)))
