"""命令. `canbao`: the service, and the same answers and data at the command line."""

import importlib
from typing import Final

import click
from typing_extensions import override

COMMANDS: Final = {
    "assess": "app.web.commands.assess",
    "batch": "app.web.commands.batch",
    "demo": "app.batch.demo.command",
    "compare": "app.web.commands.compare",
    "family-aid": "app.web.commands.family_aid",
    "impact": "app.web.commands.impact",
    "openapi": "app.web.commands.openapi",
    "options": "app.web.commands.options",
    "policy": "app.policies.cli",
    "pooling-funds": "app.web.commands.pooling_funds",
    "serve": "app.web.commands.serve",
}


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
        return command


@click.group(cls=Commands)
@click.version_option(package_name="canbao")
def main() -> None:
    """参保. May this enrolment fee be collected, how much, from which day does it cover, and why."""
