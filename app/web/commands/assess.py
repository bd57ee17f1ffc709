"""测算命令. `canbao assess`: the answer of `POST /v1/assessments` without a server."""

import sys
from pathlib import Path
from typing import BinaryIO, Final

import click

from app.help import exit_codes
from app.model.case import Case, well_formed
from app.model.codes import Outcome
from app.web.answering import Answering
from app.web.commands import BAD_INPUT, NO_ANSWER, as_table, overlays, policies_in
from app.web.commands.reading import laid_out, language, read_or_give_up

EXIT_CODES: Final[dict[Outcome, int]] = {
    "collect": 0,
    "collect_with_wait": 10,
    "do_not_collect": 11,
    "needs_facts": 12,
    "needs_policy": 13,
    "out_of_scope": 14,
}
"""退出码. One for each outcome; 2 where there was no answer."""
EPILOG = exit_codes({code: outcome for outcome, code in EXIT_CODES.items()} | {BAD_INPUT: NO_ANSWER})


@click.command(epilog=EPILOG)
@click.argument("file", type=click.File("rb"))
@overlays
@as_table
@click.option(
    "--view",
    type=click.Choice(["full", "brief"]),
    default="full",
    show_default=True,
    help="完整答复，或只要结果、年度、应收。 The whole answer, or outcome, years and charge alone.",
)
@click.option("--readings", type=click.Choice(["all"]), help="也试其他理解。 Try the other readings of the law too.")
@click.option(
    "--unknowns",
    type=click.Choice(["all"]),
    help="也试未知事实的各种可能。 Try every way in which unknown facts could be, too.",
)
@click.option(
    "--reasons",
    type=click.Choice(["all"]),
    help="理由按分量排列，并说明为何不用其他途径。 Weigh the reasons, and tell why no other ground was taken.",
)
def assess(file: BinaryIO, folders: tuple[Path, ...], *, table: bool, view: str, **asked: str | None) -> None:
    """测算. 答复 FILE 中的个案（- 为标准输入），与服务相同。

    Answer the case in FILE (- for standard input), as the service does.
    """
    answering = Answering(policies_in(folders))
    case = read_or_give_up(file, Case, well_formed)
    beside = [name for name, value in asked.items() if value is not None]
    assessment = answering.assessed(case, beside)
    if table:
        from rich.console import Console  # noqa: PLC0415 (JSON needs no rich)

        from app.wording.table import render  # noqa: PLC0415 (likewise)

        render(assessment, case, Console(), language(), answering.area_names)
    else:
        click.echo(laid_out(answering.answer(case, view, beside)))
    sys.exit(EXIT_CODES[assessment.outcome])
