"""随机. Columns of chance: the same for a seed and a block, whatever else is drawn elsewhere, on any machine."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Shares = NDArray[np.float64]

MOST_SEED: Final = 2**63 - 1


class Dice:
    """骰子. Chance for the `size` people of one block; a counter-based generator keyed by seed and block."""

    def __init__(self, seed: int, block: int, size: int) -> None:
        self._random = np.random.Generator(np.random.Philox(key=np.array([seed, block], np.uint64))).random
        self.size = size

    def uniform(self, *columns: int) -> Shares:
        """均匀. A number in [0, 1) for each person, or for each person and column."""
        return self._random((self.size, *columns))

    def chance(self, share: float, *columns: int) -> Flags:
        """概率. True for this share."""
        return self.uniform(*columns) < share

    def pick(self, weights: Sequence[float], *columns: int) -> Ints:
        """抽取. A place in `weights`, each as often as it weighs."""
        bounds = np.cumsum(weights)
        return np.searchsorted(bounds / bounds[-1], self.uniform(*columns), side="right").astype(np.int64)

    def between(self, least: Ints | int, most: Ints | int, *columns: int) -> Ints:
        """区间. A whole number from `least` to `most`, both included; `least` where nothing lies between."""
        span = np.maximum(np.asarray(most) - least + 1, 1)
        return np.asarray(least + np.floor(self.uniform(*columns) * span), np.int64)
