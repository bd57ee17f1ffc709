"""取入命令. `canbao intake`: the answer of `POST /v1/intake/…` without a server."""

import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

import click
import msgspec

from app.help import exit_codes
from app.intake import FORMATS
from app.model.intake import IntakeFormat
from app.web.commands import BAD_INPUT, NO_ANSWER, overlays, policies_in
from app.web.commands.reading import laid_out, read_by_or_give_up
from app.web.intake import first_counted_year, reader, taken_in

SETTLED: Final = 0
NOT_SETTLED: Final = 12
"""退出码. Years are left of which the payload does not tell whether the fee was paid; as needs_facts elsewhere."""
NO_DAY: Final = "这种格式请用 --on 说明数据取自哪一天。 This format needs --on, the day on which it was fetched"
A_DAY_TOO_MANY: Final = "这种格式自带日期，请去掉 --on。 This format tells its day itself: leave out --on"
EPILOG: Final = exit_codes(
    {
        SETTLED: "没有不明年度 no unknown years",
        NOT_SETTLED: "有不明年度，见 unknown_years 与 findings there are unknown years, see findings",
        BAD_INPUT: NO_ANSWER,
    }
)


@click.command(epilog=EPILOG)
@click.argument("format_", metavar="FORMAT", type=click.Choice(sorted(FORMATS)))
@click.argument("file", type=click.File("rb"))
@click.option(
    "--on",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="数据取自哪一天；nhsa-1101 和 gd-90100 自带，不用给。 "
    "The day on which the payload was fetched; nhsa-1101 and gd-90100 tell it themselves.",
)
@overlays
def intake(format_: IntakeFormat, file: BinaryIO, folders: tuple[Path, ...], on: datetime | None) -> None:
    """取入. 把 FILE 中其他系统的数据（- 为标准输入）变成个案的组成部分；FORMAT 见 docs/intake.md。

    Turn what another system told, in FILE (- for standard input), into parts of a case; FORMAT: see docs/intake.md.
    """
    chosen = FORMATS[format_]
    if (on is None) == (chosen.day is None):
        raise click.UsageError(NO_DAY if on is None else A_DAY_TOO_MANY)
    payload = read_by_or_give_up(file, reader(chosen))
    told = taken_in(chosen, payload, on.date() if on else None, first_counted_year(policies_in(folders)))
    click.echo(laid_out(msgspec.json.encode(told)))
    sys.exit(NOT_SETTLED if told.unknown_years else SETTLED)
