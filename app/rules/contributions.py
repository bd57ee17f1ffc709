"""职工医保缴费年限. Which months of the employee scheme count where the person is.

"实现基本医保缴费年限互认，确保长株潭区域范围内参保人员基本医保待遇一致" (Chang-Zhu-Tan 2021, item 二（一）)
"执行全市范围内流动人员职工医保参保缴费信息的连续记载" (Shaoyang 2020, item 二（二）)
Reading: R44 (months paid before a recognition began count too; elsewhere nothing is known).
"""

from collections.abc import Sequence
from datetime import date
from heapq import heappop, heappush
from itertools import pairwise

from app.model.codes import CountedBecause
from app.model.life import Spell
from app.model.place import same_pool
from app.model.pooling import Pooling


def counted_because(paid_in: str, area: str, on: date, pooling: Pooling | None) -> CountedBecause:
    """认定. Why months paid in one area count in another on a day, or that nothing is known of it."""
    if paid_in == area:
        return "own_area"
    if same_pool(paid_in, area):
        if pooling is None or pooling.one_pool_from is None:
            return "own_area"
        return "one_pool" if on >= pooling.one_pool_from else "not_known"
    if pooling is None or pooling.recognised_from is None or on < pooling.recognised_from:
        return "not_known"
    recognised = any(same_pool(paid_in, member) for member in pooling.recognised_areas)
    return "recognised" if recognised else "not_known"


def months_of_each(spells: Sequence[Spell], ranks: Sequence[int]) -> dict[int, int]:
    """缴费月数. Months with a contribution by the rank of their spell; one in several counts once, for the lowest."""
    months = dict.fromkeys(ranks, 0)
    begun = sorted([(each.first_month, rank, each.last_month + 1) for each, rank in zip(spells, ranks, strict=True)])
    turns = sorted({month for first, _, beyond in begun for month in (first, beyond)})
    running: list[tuple[int, int]] = []
    place = 0
    for month, until in pairwise(turns):
        while place < len(begun) and begun[place][0] == month:
            heappush(running, begun[place][1:])
            place += 1
        while running and running[0][1] <= month:
            heappop(running)
        if running:
            months[running[0][0]] += until - month
    return months
