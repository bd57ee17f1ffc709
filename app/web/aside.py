"""旁路. What may take long is answered in a thread beside the event loop, so that nobody else waits for it.

Few threads, for they share one interpreter: each more would make everybody wait longer for its turn. Whoever finds no
thread free waits for one a moment at most, and is then refused as overload (503).
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from app.web.problems import overload

T = TypeVar("T")

LONG_BODY: Final = 8_192
"""长请求体. Bytes beyond which a body may take long; the largest case below takes some 8 ms, an ordinary one 0.2."""
THREADS: Final = 2
WAITING_AT_MOST: Final = 64
"""等候上限. So many may wait for a thread: their bodies are held meanwhile, each of 1 MiB at most."""
PATIENCE: Final = 0.8
"""等候时限. Seconds that each of them waits."""


class Aside:
    """旁路. The threads, and who waits for one."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, "aside")
        self._free = asyncio.Semaphore(THREADS)
        self._waiting = 0

    async def __call__(self, work: Callable[[], T], *, patient: bool = False) -> T:
        """旁路. What `work` gives, or raises; `patient`: wait for a thread however long, being one of few who do."""
        await (self._free.acquire() if patient else self._turn())
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._free.release()

    async def _turn(self) -> None:
        """轮到. Wait for a thread to be free; RefusedError where that takes too long, or too many wait already."""
        if self._waiting >= WAITING_AT_MOST:
            raise overload()
        self._waiting += 1
        try:
            async with asyncio.timeout(PATIENCE):
                await self._free.acquire()
        except TimeoutError:
            raise overload() from None
        finally:
            self._waiting -= 1


aside: Final = Aside()
"""旁路. That of this process."""
