"""What all options of a person cost, in whole assessments of the same person: `python -m benchmarks.options`.

Rounds are interleaved; what counts are the ratios. An ordinary question takes at most 40 assessments an area, so it may
cost as much as 40 whole ones and a tenth more for each area looked at.
"""

import gc
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from app.assess import assess
from app.explore import options
from app.explore.places import places
from app.explore.world import case_of
from app.model.options import OpenCase
from app.policies import load

ROUNDS: Final = int(os.environ.get("BENCH_ROUNDS_OF_OPTIONS", "50"))
BAR: Final = 40 * 1.1
ASSUMED: Final = Path(__file__).parents[1] / "tests" / "policy" / "overlays" / "hunan-2036"
ADULT: Final = {"birth_date": "1990-05-01", "category": "adult_resident"}
FEE: Final = {"kind": "resident", "year": 2024, "area": "430100", "paid_on": "2023-11-01"}
SPELL: Final = {"kind": "employee", "area": "430100", "from": "2024-01", "to": "2026-10", "ended_on": "2026-10-15"}
QUESTIONS: Final[dict[str, dict[str, Any]]] = {
    "newborn": {
        "on": "2026-12-22",
        "person": {"birth_date": "2026-12-20", "category": "child", "insured_parent": False},
    },
    "leaver": {"on": "2026-10-20", "person": ADULT, "history": [SPELL]},
    "late for 2025": {"on": "2025-11-20", "person": ADULT, "history": [FEE]},
    "lapse of 5 years": {"on": "2029-11-10", "person": ADULT, "history": [FEE]},
    "lapse of 11 years": {"on": "2035-11-10", "person": ADULT, "history": [FEE]},
    "two areas": {
        "on": "2029-11-10",
        "person": ADULT | {"hukou_area": "430200", "residence_area": "430100"},
        "history": [FEE],
    },
}


def seconds(call: Callable[[], object]) -> float:
    """The CPU time of one call, so that what else runs on the machine counts little."""
    began = time.process_time()
    call()
    return time.process_time() - began


def main() -> None:
    """Run and show."""
    policies = load(Path(__file__).parents[1] / "policy", ASSUMED)
    gc.collect()
    gc.freeze()
    print(f"options: {ROUNDS} rounds; a whole assessment is that of the first option")
    print(f"{'':20}{'ms (median)':>12}{'assessments':>13}{'of a whole one':>16}{'bar':>6}")
    for name, question in QUESTIONS.items():
        asked = msgspec.convert({"area": "430100", **question}, OpenCase)
        found = options(asked, policies.of)
        one = case_of(asked, found.options[0].action)
        policy = policies.of(asked.area)
        times = [
            (seconds(lambda: options(asked, policies.of)), seconds(lambda: assess(one, policy)))  # noqa: B023
            for _ in range(ROUNDS)
        ]
        all_of_them, whole = (statistics.median(each) for each in zip(*times, strict=True))
        bar = BAR * len(places(asked, policies.of).areas)
        print(f"{name:20}{all_of_them * 1e3:12.2f}{found.assessments:13}{all_of_them / whole:16.1f}{bar:6.1f}")


if __name__ == "__main__":
    main()
