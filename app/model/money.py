"""金额. Money is integer fen; a share of it is whole fen too."""

PERCENT = 100


def percent_of_fen(amount_fen: int, percent: int) -> int:
    """百分比. So many percent of an amount of at least 0, rounded to the fen, half a fen up. Reading: R45."""
    return (2 * amount_fen * percent + PERCENT) // (2 * PERCENT)
