"""调用方命令. `canbao callers add | list | revoke`: the file of those who may keep decisions."""

import os
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

import click
from msgspec.structs import replace

from app.web.callers import NAME, Caller, UnusableError, callers_in, digest, new_secret, written
from app.web.commands import give_up
from app.web.moment import now

DIGITS_SHOWN: Final = len("sha256:") + 12
"""摘要显示长度. So much of a digest tells secrets apart."""
READABLE: Final = 0o644
"""权限. Of a new file: digests of random secrets may be read, and the service runs as somebody else."""
REREAD: Final = "已运行的服务收到 SIGHUP 后生效。 A running service heeds it on SIGHUP."

file_of_callers = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
named = click.argument("name")


@click.group()
def callers() -> None:
    """调用方. 谁可以留存决定：发放密钥、列出、撤销。 Who may keep decisions: give out secrets, list and revoke them."""


@callers.command()
@file_of_callers
@named
@click.option(
    "--until",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="有效的最后一天（北京时间），不给则不限。 The last day on which it holds, in China; without end if left out.",
)
def add(file: Path, name: str, until: datetime | None) -> None:
    """发放密钥. 为 NAME 发放新密钥，摘要记入 FILE（没有则建立），密钥只显示一次；已有的名称可再发，新旧都有效。

    Give NAME a new secret and put its digest into FILE, which is made where there is none; the secret is shown this
    once. A name that is there gets one more, and both hold, so that it can be changed.
    """
    if not NAME.fullmatch(name):
        raise click.BadParameter(
            "名称只能用文字、数字、.、_ 和 -，最多 64 个。 letters, digits, ., _ and -, 64 at most",
            param_hint="NAME",
        )
    today = now().date()
    last = until.date() if until else None
    if last is not None and last < today:
        raise click.BadParameter("这一天已经过去。 this day is over", param_hint="--until")
    secret = new_secret()
    fresh = Caller(name=name, secret=digest(secret.encode()), from_on=today, until=last)
    held = _held(file) if file.exists() else ()
    _write(file, [*held, fresh])
    click.echo(secret)
    click.echo(f"请妥善保存，不会再显示。 Keep it safe: it is not shown again. {REREAD}", err=True)


@callers.command(name="list")
@file_of_callers
def list_(file: Path) -> None:
    """列出. FILE 中的调用方：名称、起止日期、状态、密钥摘要的开头。 The callers in FILE: name, days, state, digest."""
    today = now().date()
    for each in _held(file):
        until = each.until or "–"
        click.echo(f"{each.name}\t{each.from_on}\t{until}\t{_state(each, today)}\t{each.secret[:DIGITS_SHOWN]}")


@callers.command()
@file_of_callers
@named
@click.option(
    "--older",
    is_flag=True,
    help="只撤销旧的，留下最后发放的一个。 Revoke all but the one given out last.",
)
def revoke(file: Path, name: str, *, older: bool) -> None:
    """撤销. NAME 的密钥从此无效；它留存的决定还在。 The secrets of NAME hold no longer; what it kept stays."""
    held = _held(file)
    valid = [each for each in held if each.name == name and each.revoked is None]
    if not valid:
        give_up(f"{name}: 没有这个调用方的有效密钥，请用 list 核对。 has no secret that could be revoked; see list")
    gone = valid[:-1] if older else valid
    today = now().date()
    _write(file, [replace(each, revoked=today) if each in gone else each for each in held])
    click.echo(f"已撤销 {len(gone)} 个密钥。 Secrets revoked: {len(gone)}. {REREAD}")


def _held(file: Path) -> tuple[Caller, ...]:
    try:
        return callers_in(file)
    except UnusableError as error:
        give_up(error.reason)


def _state(caller: Caller, today: date) -> str:
    if caller.revoked is not None:
        return f"已撤销 revoked {caller.revoked}"
    if caller.holds(today):
        return "有效 holds"
    return "未到期 not yet" if today < caller.from_on else "已到期 ended"


def _write(file: Path, held: Sequence[Caller]) -> None:
    """写入. Replace the file as a whole: who reads it meanwhile has the old one or the new."""
    descriptor, unfinished = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    fresh = Path(unfinished)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(written(held))
            opened.flush()
            os.fsync(descriptor)
        fresh.chmod(file.stat().st_mode if file.exists() else READABLE)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
