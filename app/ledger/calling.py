"""命令. What the commands of the ledger have in common: receipts held, a bar of progress, and how they give up."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

import click
import msgspec
from typing_extensions import override

from app.ledger.errors import LedgerError
from app.ledger.finding import Progress
from app.ledger.telling import HELD, refusal

CANNOT_USE: Final = 2
"""退出码. Nothing could be done with what was given."""


class Held(click.ParamType[tuple[str, str]]):
    """凭据. A receipt number and the link of the chain that was told with it."""

    name = "held"

    @override
    def convert(
        self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """换算. As `canbao ledger status` and `tail` write it."""
        if isinstance(value, tuple):
            return value
        if not (found := HELD.fullmatch(value)):
            self.fail(f"请写成 回执号:摘要。 {value!r}: write RECEIPT:DIGEST, as canbao ledger status does", param, ctx)
        return found[1], found[2]


@contextmanager
def refusals(file: Path) -> Iterator[None]:
    """拒绝. Ends the command where the ledger cannot be used."""
    try:
        yield
    except LedgerError as error:
        give_up(refusal(file, error))
    except OSError as error:
        give_up(
            f"{error.filename or file}: 读写不了，请检查路径、磁盘和权限。 {error.strerror}; see to path, disk, rights"
        )


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """进度. A bar on standard error, where somebody looks."""
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def told(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        yield told


def print_json(value: object) -> None:
    """JSON. Laid out for reading."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def give_up(reason: str) -> NoReturn:
    """放弃. Say why on standard error and end the command."""
    click.echo(reason, err=True)
    raise click.exceptions.Exit(CANNOT_USE)
