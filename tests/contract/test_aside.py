"""What may take long is answered beside the event loop: few at a time, few waiting, the others refused as overload."""

import asyncio
import threading

import pytest

from app.web.answering import takes_long
from app.web.aside import LONG_BODY, THREADS, WAITING_AT_MOST, Aside
from app.web.problems import RefusedError


class Work:
    """Work that goes on until it is let go."""

    def __init__(self):
        self.under_way = 0
        self.go_on = threading.Event()

    def __call__(self):
        self.under_way += 1
        assert self.go_on.wait(10)
        return "done"


async def until(happened):
    for _ in range(1000):
        if happened():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never happened")


def test_it_gives_what_the_work_gives_or_raises():
    async def asked():
        aside = Aside()
        assert await aside(lambda: threading.current_thread().name.startswith("aside"))
        with pytest.raises(RefusedError):
            await aside(lambda: takes_apart("no number"))

    def takes_apart(_text):
        raise RefusedError("malformed_body")

    asyncio.run(asked())


def test_few_are_under_way_and_of_those_who_wait_none_waits_long():
    async def asked():
        aside, work = Aside(), Work()
        begun = [asyncio.create_task(aside(work)) for _ in range(THREADS)]
        await until(lambda: work.under_way == THREADS)
        with pytest.raises(RefusedError) as refused:
            await aside(work)
        assert (refused.value.status, work.under_way) == (503, THREADS)
        patient = asyncio.create_task(aside(work, patient=True))
        await asyncio.sleep(0.05)
        assert not patient.done()
        work.go_on.set()
        assert await asyncio.gather(*begun, patient) == ["done"] * (THREADS + 1)
        assert await aside(lambda: "free again") == "free again"

    asyncio.run(asked())


def test_of_too_many_who_wait_the_last_is_refused_at_once():
    async def asked():
        aside, work = Aside(), Work()
        begun = [asyncio.create_task(aside(work)) for _ in range(THREADS)]
        await until(lambda: work.under_way == THREADS)
        waiting = [asyncio.create_task(aside(work)) for _ in range(WAITING_AT_MOST)]
        await asyncio.sleep(0)
        with pytest.raises(RefusedError):
            await aside(work)
        assert not any(each.done() for each in waiting)
        work.go_on.set()
        assert set(await asyncio.gather(*begun, *waiting)) == {"done"}

    asyncio.run(asked())


@pytest.mark.parametrize(
    ("length", "query", "long"),
    [
        (LONG_BODY, b"", False),
        (LONG_BODY + 1, b"", True),
        (2, b"unknowns=all", True),
        (2, b"readings=all&%75nknowns=all", True),
        (2, b"unknowns=all&view=brief", False),
        (2, b"readings=all&reasons=all", False),
        (2, b"unknowns=some", False),
    ],
)
def test_what_may_take_long_says_much_or_asks_for_what_is_unknown(length, query, long):
    assert takes_long(b" " * length, query) is long
