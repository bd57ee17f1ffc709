"""公民身份号码. The day of birth in an identity number (GB 11643), its check digit being right; no number is kept."""

import re
from datetime import date
from typing import Final

NUMBER: Final = re.compile(r"[0-9]{17}[0-9Xx]")
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS: Final = "10X98765432"


def birth_date_in(number: str) -> date | None:
    """出生日期. Digits 7 to 14; null where it is no such number, its check digit is wrong, or there is no such day."""
    if not NUMBER.fullmatch(number):
        return None
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False))
    if number[17].upper() != CHECK_DIGITS[total % len(CHECK_DIGITS)]:
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
