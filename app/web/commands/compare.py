"""比较命令. `canbao compare`: the answer of `POST /v1/comparisons` without a server."""

import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

import click
import msgspec

from app.help import exit_codes
from app.model.case import Case, well_formed
from app.model.comparison import IN_FORCE, ComparisonAsked, OtherSide
from app.web.answering import Answering
from app.web.commands import BAD_INPUT, FOLDER, NO_ANSWER, as_table, give_up, overlays, policies_in
from app.web.commands.reading import laid_out, language, read_or_give_up

DRAFT: Final = "draft"
DIFFERENT: Final = 1
"""退出码. Something differs; 0 where nothing does, 2 where there was no answer."""
EPILOG: Final = exit_codes({0: "没有差异 nothing differs", DIFFERENT: "有差异 something does", BAD_INPUT: NO_ANSWER})


@click.command(epilog=EPILOG)
@click.argument("file", type=click.File("rb"))
@overlays
@click.option(
    "--on",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="另一边在这天办理。 The other side is asked on this day.",
)
@click.option(
    "--area",
    metavar="CODE",
    help="另一边在这个统筹区（六位数字）。 The other side is asked in this area (six digits).",
)
@click.option(
    "--draft",
    "drafts",
    metavar="DIR",
    multiple=True,
    type=FOLDER,
    help="另一边再叠加这个目录，可重复，后者优先。 "
    "The other side is held against this folder too, laid over ours; repeatable, later ones win.",
)
@as_table
def compare(  # noqa: PLR0913 (one for each option)
    file: BinaryIO,
    folders: tuple[Path, ...],
    *,
    on: datetime | None,
    area: str | None,
    drafts: tuple[Path, ...],
    table: bool,
) -> None:
    """比较. FILE 中的个案（- 为标准输入）在两种情形下有何不同、为什么。

    See the case in FILE (- for standard input) twice, and tell every field that differs and why.
    """
    if area is not None and not (len(area) == 6 and area.isascii() and area.isdecimal()):  # noqa: PLR2004
        give_up("--area: 统筹区是六位数字，如 430100。 an area is six digits, such as 430100")
    if not (on or area or drafts):
        give_up(
            "请用 --on、--area 或 --draft 说明另一边有何不同。 say how the other side differs: --on, --area or --draft"
        )
    answering = Answering(policies_in(folders), {DRAFT: policies_in([*folders, *drafts])})
    case = read_or_give_up(file, Case, well_formed)
    other = OtherSide(on=on.date() if on else None, area=area, policy=DRAFT if drafts else IN_FORCE)
    found = answering.compared(ComparisonAsked(case=case, other=other))
    if table:
        from rich.console import Console  # noqa: PLC0415 (JSON needs no rich)

        from app.wording.differences_table import render  # noqa: PLC0415 (likewise)

        render(found, Console(), language(), answering.area_names)
    else:
        click.echo(laid_out(msgspec.json.encode(found)))
    sys.exit(DIFFERENT if found.differences else 0)
