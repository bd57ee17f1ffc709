"""选择命令. `canbao options`: the answer of `POST /v1/options` without a server."""

import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

import click
import msgspec

from app.help import exit_codes
from app.model.options import OpenCase
from app.web.answering import Answering
from app.web.commands import BAD_INPUT, NO_ANSWER, as_table, overlays, policies_in
from app.web.commands.reading import laid_out, language, read_or_give_up
from app.web.options import well_formed

NOTHING_TO_CHOOSE: Final = 11
"""退出码. No action may be collected; 0 where there is one, 2 where there was no answer."""
EPILOG: Final = exit_codes(
    {0: "有可选的 there is something to choose", NOTHING_TO_CHOOSE: "没有可选的 there is not", BAD_INPUT: NO_ANSWER}
)


@click.command(epilog=EPILOG)
@click.argument("file", type=click.File("rb"))
@overlays
@click.option(
    "--cover-by",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="到这天已享受待遇的最省钱办法。 The cheapest way to be covered by this day.",
)
@as_table
def options(file: BinaryIO, folders: tuple[Path, ...], *, cover_by: datetime | None, table: bool) -> None:
    """选择. FILE 中没有计划的个案（- 为标准输入），可以怎么办。

    Everything that could be done in the case without a plan in FILE (- for standard input).
    """
    answering = Answering(policies_in(folders))
    asked = read_or_give_up(file, OpenCase, well_formed)
    if cover_by is not None:
        asked = msgspec.structs.replace(asked, cover_by=cover_by.date())
    found = answering.options(asked)
    if table:
        from rich.console import Console  # noqa: PLC0415 (JSON needs no rich)

        from app.wording.choices_table import render  # noqa: PLC0415 (likewise)

        render(found, Console(), language(), answering.area_names)
    else:
        click.echo(laid_out(msgspec.json.encode(found)))
    sys.exit(0 if found.options else NOTHING_TO_CHOOSE)
