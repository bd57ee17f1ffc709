"""取文. A text or an amount in one of the two languages."""

from typing import Literal

from app.model.explanation import Text
from app.wording.values import number

Language = Literal["zh", "en"]


def in_language(text: Text | None, lang: Language) -> str:
    """取文. The text in one language; nothing where there is none."""
    return "" if text is None else text.zh if lang == "zh" else text.en


def fen(amount_fen: int, lang: Language) -> str:
    """金额. An amount in one language."""
    return in_language(number("amount_fen", amount_fen), lang)
