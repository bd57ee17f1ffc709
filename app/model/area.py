"""地区代码. What the six digits of an area tell by themselves."""


def same_prefecture(one: str, other: str) -> bool:
    """同市. Whether two areas are the same, or lie in one prefecture: their first four digits are the same."""
    return one[:4] == other[:4]
