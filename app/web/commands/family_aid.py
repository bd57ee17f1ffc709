"""家庭共济命令. `canbao family-aid`: the answer of `POST /v1/family-aid` without a server."""

import sys
from pathlib import Path
from typing import BinaryIO, Final

import click
import msgspec

from app.model.family import FamilyCase, well_formed
from app.model.family_aid import FamilyOutcome
from app.web.answering import Answering
from app.web.commands import overlays, policies_in
from app.web.commands.reading import laid_out, language, read_or_give_up

EXIT_CODES: Final[dict[FamilyOutcome, int]] = {
    "all_paid": 0,
    "some_paid": 10,
    "none_paid": 11,
    "needs_facts": 12,
    "needs_policy": 13,
}
"""退出码. One for each outcome; 2 where there was no answer."""
EPILOG = "\b\nExit codes: " + ", ".join(f"{code} {outcome}" for outcome, code in EXIT_CODES.items()) + ", 2 no answer."


@click.command("family-aid", epilog=EPILOG)
@click.argument("file", type=click.File("rb"))
@overlays
@click.option("--table", is_flag=True, help="For reading, in colour on a terminal, instead of JSON.")
def family_aid(file: BinaryIO, folders: tuple[Path, ...], *, table: bool) -> None:
    """家庭共济. Who may pay what for whom in the family in FILE (- for standard input)."""
    answering = Answering(policies_in(folders))
    aided = answering.aided(read_or_give_up(file, FamilyCase, well_formed))
    if table:
        from rich.console import Console  # noqa: PLC0415 (JSON needs no rich)

        from app.wording.family_table import render  # noqa: PLC0415 (likewise)

        render(aided, Console(), language())
    else:
        click.echo(laid_out(msgspec.json.encode(aided)))
    sys.exit(EXIT_CODES[aided.outcome])
