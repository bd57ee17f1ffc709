"""读入. A request from a file or standard input, decoded as the service does; and an answer laid out."""

import os
import sys
from collections.abc import Callable
from typing import BinaryIO, TypeVar

import click
import msgspec

from app.web.body import LIMIT, Reader, too_large
from app.web.commands import BAD_INPUT
from app.web.languages import Language
from app.web.problems import RefusedError, problem_json

T = TypeVar("T")


def read_or_give_up(file: BinaryIO, type_: type[T], well_formed: Callable[[T], bool]) -> T:
    """读入. What the file holds; ends the command with the problem of the service where it cannot be used."""
    return read_by_or_give_up(file, Reader(type_, well_formed))


def read_by_or_give_up(file: BinaryIO, reader: Reader[T]) -> T:
    """读入. The same by a reader that is there already."""
    try:
        body = file.read(LIMIT + 1)
        if len(body) > LIMIT:
            raise too_large()
        return reader.read(body)
    except RefusedError as refused:
        click.echo(laid_out(problem_json(refused, "local", language())), err=True)
        sys.exit(BAD_INPUT)


def laid_out(answer: bytes) -> str:
    """排版. JSON laid out for reading."""
    return msgspec.json.format(answer, indent=2).decode()


def language() -> Language:
    """语言. Chinese, unless the terminal is set to English."""
    named = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next(filter(None, named), "").startswith("en") else "zh"
