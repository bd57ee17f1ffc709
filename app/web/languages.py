"""语言. Which of our two languages a caller reads: Chinese unless `Accept-Language` prefers English."""

from functools import lru_cache
from typing import Literal

Language = Literal["zh", "en"]
"""语言. A language of our texts."""

LANGUAGES: tuple[Language, ...] = ("zh", "en")
LONGEST_HEADER = 500


@lru_cache(maxsize=256)
def preferred(accept_language: bytes) -> Language:
    """首选语言. The language of ours that the header weighs most, the first of equals; else Chinese."""
    best: Language = "zh"
    most = 0.0
    if len(accept_language) > LONGEST_HEADER:
        return best
    for entry in accept_language.decode("latin-1").lower().split(","):
        tag, _, parameters = entry.partition(";")
        primary = tag.strip().partition("-")[0]
        weight = _weight(parameters)
        if primary == "*":
            primary = "zh"
        if weight > most and primary in LANGUAGES:
            best, most = ("en" if primary == "en" else "zh"), weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if 0.0 <= weight <= 1.0 else 0.0
