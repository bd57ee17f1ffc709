"""账册命令. `canbao ledger begin | status | verify | show | tail | backup | checkpoint`."""

import sys
from pathlib import Path
from typing import Final

import click

from app.help import exit_codes
from app.ledger.beginning import begin as begin_file
from app.ledger.calling import CANNOT_USE, Held, give_up, print_json, progress_bar, refusals
from app.ledger.telling import finding_line, held
from app.ledger.upkeep import back_up, entry, latest, standing
from app.ledger.upkeep import checkpoint as take_in
from app.ledger.verification import verify as findings_in

FOUND: Final = 1
UNUSABLE: Final = "命令写错，或账册不能用。 Wrong call, or a ledger that cannot be used."
FILE = click.Path(dir_okay=False, path_type=Path)

the_file = click.argument("file", type=FILE)
json_instead = click.option("--json", "as_data", is_flag=True, help="输出 JSON。 JSON instead of text.")
done_or_not = exit_codes({0: "完成 done", CANNOT_USE: UNUSABLE})


@click.group()
def ledger() -> None:
    """账册. 留存决定的账册：建立、核对、查看、备份。 The ledger of decisions kept: begin, verify, look at, back up."""


@ledger.command(epilog=done_or_not)
@the_file
def begin(file: Path) -> None:
    """开账. 在 FILE 建立空账册；已存在则不动。服务用哪个用户运行，就用哪个用户建立。

    Make an empty ledger at FILE, as the user that the service runs as; what is there already is left alone.
    """
    with refusals(file):
        begin_file(file)
    click.echo(f"{file}: 已建立空账册。 an empty ledger")


@ledger.command(epilog=done_or_not)
@the_file
@json_instead
def status(file: Path, *, as_data: bool) -> None:
    """现状. 有多少条、从何时到何时、最后一条的凭据（请留存在别处，供 verify --holds 核对）。

    How many entries, from when to when, and what to hold elsewhere for verify --holds: the last receipt and its digest.
    """
    with refusals(file):
        found = standing(file)
    if as_data:
        print_json(found)
    else:
        click.echo(f"条数 entries: {found.entries}")
        if found.entries:
            click.echo(f"时间 kept: {found.first_kept_at} … {found.last_kept_at}")
            click.echo(f"凭据 to hold: {found.last_receipt}:{found.last_chain}")
        click.echo(f"字节 bytes: {found.bytes}, 日志 log {found.log_bytes}")


@ledger.command(
    epilog=exit_codes(
        {
            0: "完好 sound",
            FOUND: "有问题，每行一处。 Something was changed, dropped, swapped, added or damaged: one a line.",
            CANNOT_USE: UNUSABLE,
        }
    )
)
@the_file
@click.option(
    "--holds",
    "receipts",
    metavar="RECEIPT:DIGEST",
    multiple=True,
    type=Held(),
    help="从前记下的凭据，可重复：整条链被重做时只有它能发现。 "
    "A receipt and digest told before; repeatable. Where the whole chain was made anew, these alone tell.",
)
@json_instead
def verify(file: Path, receipts: tuple[tuple[str, str], ...], *, as_data: bool) -> None:
    """核对. 逐条核对账册：改动、删去、调换、添加的都列出；运行中也可以。

    Hold every entry against the chain and name each that was changed, dropped, swapped or added; also while in use.
    """
    with refusals(file), progress_bar("核对 verifying") as progress:
        findings = findings_in(file, dict(receipts), progress)
    if as_data:
        print_json({"sound": not findings, "findings": findings})
    elif findings:
        click.echo("\n".join(map(finding_line, findings)))
        click.echo(f"有 {len(findings)} 处问题。 not sound, findings: {len(findings)}", err=True)
    else:
        click.echo("账册完好。 sound")
    raise click.exceptions.Exit(FOUND if findings else 0)


@ledger.command(
    epilog=exit_codes({0: "已列出 shown", CANNOT_USE: f"没有这张回执；{UNUSABLE[:-1]}, or no such receipt."})
)
@the_file
@click.argument("receipt")
@click.option(
    "--content", is_flag=True, help="只输出当时的答复，逐字节。 The answer alone, byte for byte as it was given."
)
def show(file: Path, receipt: str, *, content: bool) -> None:
    """查看. 账册中回执号为 RECEIPT 的决定：请求、答复和凭据。

    The decision of RECEIPT: what was asked, what was answered, and what to hold elsewhere.
    """
    with refusals(file):
        found = entry(file, receipt)
    if found is None:
        give_up(f"{receipt}: 账册中没有这张回执。 the ledger has no such receipt")
    if content:
        sys.stdout.buffer.write(found.content)
    else:
        print_json(
            {
                "receipt": found.id,
                "number": found.number,
                "kept_at": found.kept_at,
                "caller": found.caller,
                "key": found.key,
                "revision": found.revision,
                "holds": held(found),
                "asked": found.asked.decode(errors="replace"),
                "content": found.content.decode(errors="replace"),
            }
        )


@ledger.command(epilog=done_or_not)
@the_file
@click.option(
    "-n",
    "--number",
    metavar="N",
    default=10,
    show_default=True,
    type=click.IntRange(1),
    help="条数。 How many entries.",
)
@click.option("--caller", metavar="NAME", help="只列这个调用方的。 Those of one caller alone.")
def tail(file: Path, number: int, caller: str | None) -> None:
    """最近. 最后 N 条，每条一行：序号、时间、调用方、凭据。

    The last N entries, one a line: number, time, caller, and what to hold elsewhere.
    """
    with refusals(file):
        found = latest(file, number, caller)
    for each in found:
        click.echo(f"{each.number} {each.kept_at} {each.caller} {held(each)}")


@ledger.command(epilog=done_or_not)
@the_file
@click.argument("copy", type=FILE)
def backup(file: Path, copy: Path) -> None:
    """备份. 把账册在某一刻的样子完整复制到 COPY；服务不必停止。

    Copy the ledger as it is at one moment to COPY; nothing has to stop.
    """
    with refusals(file), progress_bar("备份 copying") as progress:
        back_up(file, copy, progress)
    click.echo(f"{copy}: 已备份。 copied")


@ledger.command(epilog=done_or_not)
@the_file
def checkpoint(file: Path) -> None:
    """收日志. 把预写日志并入账册文件并清空；平时自动进行。

    Take the write-ahead log into the file and empty it; usually this happens by itself.
    """
    with refusals(file):
        log = take_in(file)
    click.echo(f"{file}: 已并入日志 {log} 字节。 {log} bytes of log taken in")
