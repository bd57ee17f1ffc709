"""说明页. The help of each command: Chinese first, English on a line of its own, no line wider than a terminal.

Click measures text by characters; one of Chinese takes two columns, and lines may be broken between any two of them.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from unicodedata import east_asian_width

import click
from typing_extensions import override

HEADINGS: Final = {"Options": "选项 Options", "Commands": "命令 Commands"}
LANGUAGES: Final = re.compile(r"(?<=。)\s+")
"""换语言. Where Chinese ends and English begins."""
PIECES: Final = re.compile(r"[（「“\[]*(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]+)[，。；：、）」”]*\s*")
"""断行处. A word, or one character of Chinese, with the marks that may not begin or end a line."""
BETWEEN_CHINESE: Final = re.compile(r"(?<=[\u2e80-\uffef])\s+(?=[\u2e80-\uffef])")
"""中文之间. Where a line of the source ended, which is no space in Chinese."""
CODES: Final = "退出码 Exit codes:"
OPTIONS_UP_TO: Final = 24
"""左列宽. An option that is longer has its text below it."""


class Pages(click.HelpFormatter):
    """说明排版. Click's formatter, measuring columns and parting the languages."""

    @override
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法 Usage: ")

    @override
    def write_heading(self, heading: str) -> None:
        super().write_heading(HEADINGS.get(heading, heading))

    @override
    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        for number, paragraph in enumerate(re.split(r"\n\s*\n", text)):
            self.write("\n" * bool(number))
            if paragraph.startswith(CODES):
                self.write(f"{indent}{CODES}\n")
                self.write_dl([tuple(row.split(maxsplit=1)) for row in paragraph.splitlines()[1:]])
            else:
                self.write("".join(f"{indent}{line}\n" for line in lines_of(paragraph, self.width - len(indent))))

    @override
    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = OPTIONS_UP_TO, col_spacing: int = 2) -> None:
        told = list(rows)
        column = min(max(columns_of(term) for term, _ in told), OPTIONS_UP_TO) + col_spacing
        indent = " " * self.current_indent
        for term, text in told:
            lines = lines_of(text.replace("[default: ", "[默认 default: "), self.width - len(indent) - column)
            if columns_of(term) + col_spacing > column:
                lines = ["", *lines]
            beside = (lines[0] if lines else "").strip()
            self.write(f"{indent}{term}{' ' * (column - columns_of(term))}{beside}".rstrip() + "\n")
            self.write("".join(f"{indent}{' ' * column}{line}\n" for line in lines[1:]))


class PagesContext(click.Context):
    """调用环境. A context whose help is such a page."""

    formatter_class = Pages


def in_both_languages(command: click.Command) -> None:
    """双语说明. Give a command and those below it such pages; a list of commands tells what each does, as its page."""
    if command.context_class is PagesContext:
        return
    command.context_class = PagesContext
    command.short_help = " ".join(" ".join((command.help or "").split("\n\n")[:2]).split())
    command.params.append(help_option())
    for each in getattr(command, "commands", {}).values():
        in_both_languages(each)


def help_option() -> click.Option:
    """说明选项. `--help`, which tells of itself in both languages."""

    def shown(context: click.Context, _option: click.Parameter, wanted: Any) -> None:  # noqa: ANN401 (as click calls)
        if wanted and not context.resilient_parsing:
            click.echo(context.get_help(), color=context.color)
            context.exit()

    said = "显示本说明。 Show this page."
    return click.Option(["--help"], is_flag=True, is_eager=True, expose_value=False, callback=shown, help=said)


def exit_codes(meant: Mapping[int, str]) -> str:
    """退出码. The end of a help page: each exit code on a line, with what it means."""
    return "\n".join([CODES, *(f"{code:>4} {meaning}" for code, meaning in sorted(meant.items()))])


def lines_of(text: str, width: int) -> list[str]:
    """分行. The text in lines of at most so many columns, English on lines of its own."""
    lines: list[str] = []
    for said in LANGUAGES.split(BETWEEN_CHINESE.sub("", " ".join(text.split()))):
        line = ""
        for piece in PIECES.findall(said):
            if columns_of(line + piece.rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += piece
        lines.append(line.rstrip())
    return lines


def columns_of(text: str) -> int:
    """列数. How many columns of a terminal the text takes."""
    return sum(1 + (east_asian_width(character) in "WF") for character in text)
