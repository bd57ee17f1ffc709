"""家庭共济命令. `canbao family-aid`: the answer of `POST /v1/family-aid` without a server."""

import sys
from pathlib import Path
from typing import BinaryIO, Final

import click
import msgspec

from app.help import exit_codes
from app.model.family import FamilyCase, well_formed
from app.model.family_aid import FamilyOutcome
from app.web.answering import Answering
from app.web.commands import BAD_INPUT, NO_ANSWER, as_table, overlays, policies_in
from app.web.commands.reading import laid_out, language, read_or_give_up

EXIT_CODES: Final[dict[FamilyOutcome, int]] = {
    "all_paid": 0,
    "some_paid": 10,
    "none_paid": 11,
    "needs_facts": 12,
    "needs_policy": 13,
}
"""退出码. One for each outcome; 2 where there was no answer."""
EPILOG = exit_codes({code: outcome for outcome, code in EXIT_CODES.items()} | {BAD_INPUT: NO_ANSWER})


@click.command("family-aid", epilog=EPILOG)
@click.argument("file", type=click.File("rb"))
@overlays
@as_table
def family_aid(file: BinaryIO, folders: tuple[Path, ...], *, table: bool) -> None:
    """家庭共济. FILE 中的一家（- 为标准输入），谁可以为谁支付什么、为什么。

    Who may pay what for whom in the family in FILE (- for standard input).
    """
    answering = Answering(policies_in(folders))
    aided = answering.aided(read_or_give_up(file, FamilyCase, well_formed))
    if table:
        from rich.console import Console  # noqa: PLC0415 (JSON needs no rich)

        from app.wording.family_table import render  # noqa: PLC0415 (likewise)

        render(aided, Console(), language())
    else:
        click.echo(laid_out(msgspec.json.encode(aided)))
    sys.exit(EXIT_CODES[aided.outcome])
