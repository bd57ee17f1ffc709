"""服务命令. `canbao serve`."""

from functools import partial
from pathlib import Path

import click

from app.policies import PolicyError
from app.web.commands import give_up, overlays
from app.web.commands.drafts import named_drafts
from app.web.serving import application, settings
from app.web.serving import serve as serve_forever


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@overlays
@named_drafts
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option(
    "--connections",
    default=1000,
    show_default=True,
    type=click.IntRange(1),
    help="What one worker takes at a time; more are answered 503.",
)
@click.option("--access-log/--no-access-log", default=False, help="One JSON line for every request; off by default.")
def serve(  # noqa: PLR0913 (one for each option)
    *,
    host: str,
    port: int,
    folders: tuple[Path, ...],
    drafts: tuple[tuple[str, Path], ...],
    workers: int,
    connections: int,
    access_log: bool,
) -> None:
    """服务. Answer over HTTP until told to stop (SIGTERM, Ctrl+C)."""
    try:
        make = partial(application, folders, drafts, access_log=access_log)
        serve_forever(settings(make, host, port, workers=workers, connections=connections))
    except PolicyError as error:
        give_up(str(error))
