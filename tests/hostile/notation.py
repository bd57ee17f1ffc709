"""How the tables write bytes: «piece×n» is a piece n times over, \\xNN a byte."""

import re
import tomllib
from pathlib import Path

REPEATED = re.compile("«([^«»]*)×([0-9]+)»".encode())
BYTE = re.compile(rb"\\x([0-9a-f]{2})")


def table(name: str) -> list[dict]:
    found = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))
    (rows,) = found.values()
    return rows


def meant(text: str) -> bytes:
    """The bytes that a text of a table stands for."""
    found = text.encode()
    while REPEATED.search(found):
        found = REPEATED.sub(lambda piece: piece[1] * int(piece[2]), found)
    return BYTE.sub(lambda byte: bytes([int(byte[1], 16)]), found)
