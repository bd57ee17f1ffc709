"""共济表. The answer to a family for a terminal: the verdict, each need, what is left, how to go about it, and why."""

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text as Line

from app.model.family_aid import AccountTold, FamilyAid, FamilyOutcome
from app.wording.catalogue import labelled
from app.wording.said import Language, in_language
from app.wording.table import part, reasons_quoted
from app.wording.values import day, number

STYLES: dict[FamilyOutcome, str] = {
    "all_paid": "bold green",
    "some_paid": "bold yellow",
    "none_paid": "bold red",
    "needs_facts": "bold magenta",
    "needs_policy": "bold cyan",
}


def render(told: FamilyAid, console: Console, lang: Language = "zh") -> None:
    """打印. The answer, in words already, as a page of text."""
    page = Group(
        Line(in_language(told.headline, lang), style=STYLES[told.outcome]),
        Line(f"{in_language(labelled('on'), lang)} {in_language(day(told.on), lang)}", style="dim"),
        *part("questions", [in_language(each.text, lang) for each in told.questions], lang),
        *part("needs", [in_language(each.text, lang) for each in told.needs], lang),
        *part("warnings", [] if told.exact else [in_language(labelled("not_exact"), lang)], lang),
        *part("accounts", [_accounts(told.accounts, lang)] if told.accounts else [], lang),
        *part("transfers", [in_language(each.text, lang) for each in told.transfers], lang),
        *part("kinships", [in_language(each.text, lang) for each in told.kinships], lang),
        *part("findings", [in_language(each.text, lang) for each in told.findings], lang),
        *part("missing", [in_language(each.text, lang) for each in told.policy.missing], lang),
        *part("reasons", reasons_quoted(told.reasons, lang), lang),
        *part("warnings", [in_language(each.text, lang) for each in told.policy.warnings], lang),
    )
    console.print(page, highlight=False)


def _accounts(accounts: tuple[AccountTold, ...], lang: Language) -> Table:
    """账户. One line an account, numbered from 1."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("", *(in_language(labelled(code), lang) for code in ("holder", "paid", "left"))):
        table.add_column(heading)
    for each in accounts:
        left = "" if each.left_fen is None else in_language(number("left_fen", each.left_fen), lang)
        paid = in_language(number("paid_fen", each.paid_fen), lang)
        table.add_row(str(each.account + 1), each.holder, paid, left)
    return table
