"""条件. What was found held against what is required."""

from datetime import date

from app.model.why import Condition, Value


def at_least(fact: str, found: Value, required: Value) -> Condition:
    """不早于、不少于. A day no earlier, or a number no smaller, than required."""
    return Condition(fact, found, "at_least", required, _compared(required, found))


def at_most(fact: str, found: Value, required: Value) -> Condition:
    """不晚于、不多于. A day no later, or a number no greater, than required."""
    return Condition(fact, found, "at_most", required, _compared(found, required))


def so(fact: str, found: bool | None, *, required: bool = True) -> Condition:  # noqa: FBT001 (a fact, not a switch)
    """是否. Something that has to be so, or has not to be."""
    return Condition(fact, found, "is", required, None if found is None else found == required)


def _compared(smaller: Value, greater: Value) -> bool | None:
    """比较. Whether one is no greater than the other; null where either is not known."""
    if isinstance(smaller, date) and isinstance(greater, date):
        return smaller <= greater
    return smaller <= greater if isinstance(smaller, int) and isinstance(greater, int) else None
