"""基金表. The answer to a pool's year for a terminal: what is set aside, each part's shortfalls or surplus, and why."""

from collections.abc import Iterator

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text as Line

from app.model.funds import Fund, FundsOutcome, FundsTold, PartTold
from app.wording import labelled, named
from app.wording.area_names import CODES_ALONE, AreaNames
from app.wording.said import Language, fen, in_language
from app.wording.table import part, reasons_quoted

STYLES: dict[FundsOutcome, str] = {"computed": "bold green", "needs_facts": "bold magenta", "needs_policy": "bold cyan"}
Row = tuple[str, str, str]


def render(told: FundsTold, console: Console, lang: Language = "zh", names: AreaNames = CODES_ALONE) -> None:
    """打印. The answer, in words already, as a page of text."""
    page = Group(
        Line(in_language(named("funds_outcome", told.outcome), lang), style=STYLES[told.outcome]),
        Line(
            f"{_label('area', lang)} {in_language(names.said(told.area), lang)}  {_label('year', lang)} {told.year}",
            style="dim",
        ),
        *part("questions", [in_language(each.text, lang) for each in told.questions], lang),
        *part("funds", _grid(_funds(told, lang)), lang),
        *part("parts", _grid(row for each in told.parts for row in _part(each, lang, names)), lang),
        *part("findings", [in_language(each.text, lang) for each in told.findings], lang),
        *part("missing", [in_language(each.text, lang) for each in told.policy.missing], lang),
        *part("reasons", reasons_quoted(told.reasons, lang), lang),
        *part("warnings", [in_language(each.text, lang) for each in told.policy.warnings], lang),
    )
    console.print(page, highlight=False)


def _label(code: str, lang: Language) -> str:
    return in_language(labelled(code), lang)


def _fen(amount_fen: int | None, lang: Language) -> str:
    return _label("unsaid", lang) if amount_fen is None else fen(amount_fen, lang)


def _grid(rows: Iterator[Row]) -> list[Table]:
    """表格. The rows under one another, amounts to the right; nothing where there are none."""
    table = Table.grid(padding=(0, 2))
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for row in rows:
        table.add_row(*row)
    return [table] if table.rows else []


def _funds(told: FundsTold, lang: Language) -> Iterator[Row]:
    """基金. What is set aside, of how much; and what the parts call on the reserve for."""
    held: dict[str, Fund | None] = {"adjustment": told.adjustment, "reserve": told.reserve}
    for name, fund in held.items():
        if fund is not None:
            of = _label(fund.of, lang) % (_fen(fund.financing_fen, lang), fund.percent)
            yield in_language(named("fund", name), lang), _fen(fund.amount_fen, lang), of
    if told.called_on_reserve_fen:
        yield _label("called_on_reserve", lang), fen(told.called_on_reserve_fen, lang), ""


def _part(told: PartTold, lang: Language, names: AreaNames) -> Iterator[Row]:
    """县市区. Its shortfalls with who pays, or its surplus with what it keeps; then its balance."""
    area = in_language(names.said(told.area), lang)
    for short in told.shortfalls:
        paid = [
            f"{in_language(named('fund_payer', each.payer), lang)} {fen(each.amount_fen, lang)}" for each in short.paid
        ]
        name = in_language(named("shortfall", short.cause), lang)
        yield f"{area} {name}", fen(short.amount_fen, lang), " · ".join(paid)
    if told.surplus is not None:
        kept = _label("kept", lang) % _fen(told.surplus.kept_fen, lang)
        yield f"{area} {_label('surplus', lang)}", fen(told.surplus.amount_fen, lang), kept
    yield f"{area} {_label('balance_after', lang)}", _fen(told.balance_after_fen, lang), ""
