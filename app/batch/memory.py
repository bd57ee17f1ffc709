"""内存. How memory for columns is held: what was freed stays at hand, for every next piece asks for it again."""

from typing import Final

import numpy as np
import pyarrow as pa

MOST_KEPT_BYTES: Final = 2**25 - 2**16
"""留用上限. The allocator of glibc takes the largest block freed so far for its measure, up to 32 MiB (mallopt(3))."""


def keep_memory() -> None:
    """留用内存. Arrays of up to so many bytes come out of what was freed before, those of Arrow and of numpy alike.

    Given back to the system and taken again, every page of them would be zeroed anew: a third of the time of a batch.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    np.empty(MOST_KEPT_BYTES, np.uint8)
