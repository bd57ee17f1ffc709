"""The rules of contribution years, where the cases do not reach."""

from datetime import date

import pytest

from app.model.life import Spell
from app.model.pooling import Pooling
from app.rules.contributions import counted_because, months_of_each

ON = date(2026, 10, 15)
TOGETHER = Pooling(cited=None, recognised_areas=("430100", "430200"), recognised_from=date(2023, 1, 1))
ONE_POOL = Pooling(cited=None, one_pool_from=date(2020, 10, 1))


def spells(*months):
    return [Spell(0, ON, ON, first, last) for first, last in months]


@pytest.mark.parametrize(
    ("paid_in", "area", "on", "pooling", "because"),
    [
        ("430100", "430100", ON, None, "own_area"),
        ("430102", "430100", ON, None, "own_area"),
        ("430102", "430100", ON, TOGETHER, "own_area"),
        ("430200", "430100", ON, None, "not_known"),
        ("430200", "430100", ON, TOGETHER, "recognised"),
        ("430211", "430100", ON, TOGETHER, "recognised"),
        ("430300", "430100", ON, TOGETHER, "not_known"),
        ("430200", "430100", date(2022, 12, 31), TOGETHER, "not_known"),
        ("430200", "430100", date(2023, 1, 1), TOGETHER, "recognised"),
        ("430522", "430500", ON, ONE_POOL, "one_pool"),
        ("430522", "430500", date(2020, 10, 1), ONE_POOL, "one_pool"),
        ("430522", "430500", date(2020, 9, 30), ONE_POOL, "not_known"),
        ("430522", "430522", date(2020, 9, 30), ONE_POOL, "own_area"),
        ("430100", "430500", ON, ONE_POOL, "not_known"),
    ],
)
def test_months_count_where_they_were_paid_in_one_pool_or_where_they_are_recognised(
    paid_in, area, on, pooling, because
):
    assert counted_because(paid_in, area, on, pooling) == because


@pytest.mark.parametrize(
    ("ranked", "found"),
    [
        ([], {}),
        ([(0, 5, 5)], {0: 1}),
        ([(0, 1, 12), (0, 13, 24)], {0: 24}),
        ([(0, 1, 12), (0, 6, 18)], {0: 18}),
        ([(0, 1, 12), (0, 3, 5)], {0: 12}),
        ([(1, 1, 12), (0, 3, 5)], {0: 3, 1: 9}),
        ([(0, 1, 12), (1, 3, 5)], {0: 12, 1: 0}),
        ([(2, 1, 9), (1, 2, 3), (0, 3, 4)], {0: 2, 1: 1, 2: 6}),
        ([(0, 1, 2), (1, 5, 6)], {0: 2, 1: 2}),
        ([(1, 1, 5), (0, 4, 6), (2, 1, 3)], {0: 3, 1: 3, 2: 0}),
    ],
)
def test_a_month_in_several_spells_counts_once_for_the_lowest_rank(ranked, found):
    ranks = [rank for rank, _, _ in ranked]
    assert months_of_each(spells(*((first, last) for _, first, last in ranked)), ranks) == found


def test_every_spell_has_its_rank():
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        months_of_each(spells((1, 2), (5, 6)), [0])
