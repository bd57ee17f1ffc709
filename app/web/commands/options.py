"""选择命令. `canbao options`: the answer of `POST /v1/options` without a server."""

import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

import click
import msgspec

from app.model.options import OpenCase
from app.web.answering import Answering
from app.web.commands import overlays, policies_in
from app.web.commands.reading import laid_out, language, read_or_give_up
from app.web.options import well_formed

NOTHING_TO_CHOOSE: Final = 11
"""退出码. No action may be collected; 0 where there is one, 2 where there was no answer."""


@click.command(epilog="\b\nExit codes: 0 there is something to choose, 11 there is not, 2 no answer.")
@click.argument("file", type=click.File("rb"))
@overlays
@click.option(
    "--cover-by",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The cheapest way to be covered by this day.",
)
@click.option("--table", is_flag=True, help="For reading, in colour on a terminal, instead of JSON.")
def options(file: BinaryIO, folders: tuple[Path, ...], *, cover_by: datetime | None, table: bool) -> None:
    """选择. Everything that could be done in the case without a plan in FILE (- for standard input)."""
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
