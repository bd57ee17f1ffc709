"""命令. `canbao`: the service, and the same answers and data at the command line."""

import importlib
import os
import sys
from contextlib import suppress
from typing import Any, Final, NoReturn

import click
from typing_extensions import override

from app.help import in_both_languages

COMMANDS: Final = {
    "assess": "app.web.commands.assess",
    "batch": "app.web.commands.batch",
    "demo": "app.batch.demo.command",
    "callers": "app.web.commands.callers",
    "compare": "app.web.commands.compare",
    "family-aid": "app.web.commands.family_aid",
    "intake": "app.web.commands.intake",
    "impact": "app.web.commands.impact",
    "ledger": "app.ledger.cli",
    "openapi": "app.web.commands.openapi",
    "options": "app.web.commands.options",
    "policy": "app.policies.cli",
    "pooling-funds": "app.web.commands.pooling_funds",
    "serve": "app.web.commands.serve",
}
NO_ANSWER: Final = 2
"""退出码. What could not be written is no answer, whatever the command would have said of it."""


class Commands(click.Group):
    """命令组. A group whose commands are imported when they are called for, so that each starts at once."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), cmd_name.replace("-", "_"))
        in_both_languages(command)
        return command

    @override
    def main(self, *arguments: Any, **named: Any) -> Any:
        try:
            return super().main(*arguments, **named)
        except OSError as error:
            _give_up(error)

    @override
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:  # click would call it 1, which is an answer of some commands
            _give_up(error)
        except SystemExit as ended:
            if isinstance(ended.__context__, BrokenPipeError):  # rich calls it 1 as well
                _give_up(ended.__context__)
            raise
        except click.ClickException as error:
            raise _in_both_languages(error) from None

    @override
    def make_context(self, *arguments: Any, **named: Any) -> click.Context:
        try:
            return super().make_context(*arguments, **named)
        except BrokenPipeError as error:
            _give_up(error)
        except click.ClickException as error:
            raise _in_both_languages(error) from None


def _in_both_languages(error: click.ClickException) -> click.ClickException:
    """双语. The error with what to do in Chinese before what click says."""
    from app.usage import InBothLanguages, unopened  # noqa: PLC0415 (only where a call is wrong)

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error  # it is the page of a list of commands
    if isinstance(error, click.FileError):
        return unopened(error)
    return InBothLanguages(error) if isinstance(error, click.UsageError) else error  # else one of ours, in both


def _give_up(error: OSError) -> NoReturn:
    """放弃. End the command whose output cannot be written; nothing is said to whoever has stopped reading.

    What is still held back of the output is dropped: written at the very end it would fail once more.
    """
    with suppress(OSError):  # where standard output is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        click.echo(
            f"读写失败，请检查磁盘空间和权限。 Reading or writing failed; see to space and rights: {error}", err=True
        )
    sys.exit(NO_ANSWER)


@click.group(cls=Commands)
@click.version_option(package_name="canbao", help="显示版本号。 Show the version.")
def main() -> None:
    """参保. 这笔参保费能不能收、收多少、从哪天起享受待遇、依据是什么。

    May this enrolment fee be collected, how much, from which day does it cover, and why.
    """


in_both_languages(main)
