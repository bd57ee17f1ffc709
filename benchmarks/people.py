"""Many people of one size: the body of `body.json` with other days, months and places, so that no two are the same.

Everyone has five fees and one spell, and pays in the tail of the window; each has days and an employer of their own.
"""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from app.model.calendar import month_ends_on, month_number

BODY: Final = Path(__file__).with_name("body.json")
SEED: Final = 20261122
EMPLOYERS_AT: Final = ("430200", "430500", "440100", "440300", "310000")
WINDOW_DAYS: Final = 110


def bodies_of_people(number: int) -> list[bytes]:
    """So many bodies, all as long as the file's."""
    rng = random.Random(SEED)
    return [_body(rng) for _ in range(number)]


def _body(rng: random.Random) -> bytes:
    body: dict[str, Any] = msgspec.json.decode(BODY.read_bytes())
    body["on"] = date(2026, 1, rng.randint(2, 31))
    body["person"]["birth_date"] = date(1950, 1, 1) + timedelta(days=rng.randrange(18_000))
    *fees, spell = body["history"]
    for fee in fees:
        fee["paid_on"] = date(fee["year"] - 1, 9, 1) + timedelta(days=rng.randrange(WINDOW_DAYS))
    first = rng.randint(1, 10)
    spell |= {"area": rng.choice(EMPLOYERS_AT), "from": f"2025-{first:02}", "to": f"2025-{first + 1:02}"}
    spell["ended_on"] = month_ends_on(month_number(spell["to"]))
    return msgspec.json.encode(body)
