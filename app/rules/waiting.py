"""待遇等待期. The fixed and the variable wait, and the floor under a repaired one.

"设置参保后固定待遇等待期3个月。其中，未连续参保的，每多断保1年，在固定待遇等待期基础上增加变动待遇等待期1个月。"
"连续断保4年及以上的，修复后固定待遇等待期和变动待遇等待期之和不少于6个月。" (Hunan 2025, item 8)
Reading: R3 (the first lapse year), R4 (one single fixed wait), R10 (the floor limits repair only).
"""

from app.model.policy import Waiting


def fixed_wait_months(lapse_years: int, waiting: Waiting, *, out_of_window: bool) -> int:
    """固定待遇等待期. Once for a lapse, for a payment outside the window, or for both together."""
    return waiting.fixed_months if lapse_years or out_of_window else 0


def variable_wait_months(lapse_years: int, waiting: Waiting) -> int:
    """变动待遇等待期. For each lapse year from the first that counts."""
    counted = lapse_years - waiting.first_variable_lapse_year + 1
    return counted * waiting.variable_months_each if counted > 0 else 0


def floor_months(lapse_years: int, waiting: Waiting) -> int | None:
    """修复后下限. The least total that repair may leave; null where none is set."""
    return waiting.floor_months if lapse_years >= waiting.floor_from_lapse_years else None
