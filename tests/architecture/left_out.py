"""Printed answers that leave something out, and say so with a mark."""

import re
from pathlib import Path

LEFT_OUT = "…"
"""As a key: further fields. As an element: any number of further elements. As a value: whatever it is."""


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def fits(printed: object, real: object) -> bool:
    """Whether an answer is the printed one, but for what that leaves out."""
    if printed == LEFT_OUT:
        return True
    if isinstance(printed, dict) and isinstance(real, dict):
        told = {key: value for key, value in printed.items() if key != LEFT_OUT}
        whole = LEFT_OUT in printed or told.keys() == real.keys()
        return whole and all(key in real and fits(value, real[key]) for key, value in told.items())
    if isinstance(printed, list) and isinstance(real, list):
        return _fits_in_order(printed, real)
    return printed == real


def _fits_in_order(printed: list, real: list) -> bool:
    if not printed:
        return not real
    first, rest = printed[0], printed[1:]
    if first == LEFT_OUT:
        return any(_fits_in_order(rest, real[skipped:]) for skipped in range(len(real) + 1))
    return bool(real) and fits(first, real[0]) and _fits_in_order(rest, real[1:])
