"""统筹基金命令. `canbao pooling-funds`: the answer of `POST /v1/pooling-funds` without a server."""

import sys
from pathlib import Path
from typing import BinaryIO, Final

import click
import msgspec

from app.help import exit_codes
from app.model.funds import FundsAsked, FundsOutcome, well_formed
from app.web.commands import BAD_INPUT, NO_ANSWER, as_table, overlays, policies_in
from app.web.commands.reading import laid_out, language, read_or_give_up
from app.web.pooling_funds import answered

EXIT_CODES: Final[dict[FundsOutcome, int]] = {"computed": 0, "needs_facts": 12, "needs_policy": 13}
"""退出码. One for each outcome; 2 where there was no answer."""
EPILOG = exit_codes({code: outcome for outcome, code in EXIT_CODES.items()} | {BAD_INPUT: NO_ANSWER})


@click.command("pooling-funds", epilog=EPILOG)
@click.argument("file", type=click.File("rb"))
@overlays
@as_table
def pooling_funds(file: BinaryIO, folders: tuple[Path, ...], *, table: bool) -> None:
    """统筹基金. 按 FILE 中的年度数字（- 为标准输入）和该统筹区的文件计算。

    What the documents of a pool make of its year, the figures in FILE (- for standard input).
    """
    policies = policies_in(folders)
    told = answered(policies, read_or_give_up(file, FundsAsked, well_formed))
    if table:
        from rich.console import Console  # noqa: PLC0415 (JSON needs no rich)

        from app.wording.area_names import area_names  # noqa: PLC0415 (likewise)
        from app.wording.funds_table import render  # noqa: PLC0415 (likewise)

        render(told, Console(), language(), area_names(policies.areas()))
    else:
        click.echo(laid_out(msgspec.json.encode(told)))
    sys.exit(EXIT_CODES[told.outcome])
