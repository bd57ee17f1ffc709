"""What an answer costs in process, beside `json.loads` of the same body: `python -m benchmarks.in_process`.

Rounds are interleaved, so that a slow moment of the machine falls on all alike; what counts are the ratios. The body is
the same in every round, so sentences that were said before are not worded again (they are kept by their facts).
"""

import gc
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from app.assess import assess, brief
from app.model.case import Case, well_formed
from app.policies import load
from app.wording import worded_json

BODY: Final = Path(__file__).with_name("body.json").read_bytes()
ROUNDS: Final = int(os.environ.get("BENCH_ROUNDS_IN_PROCESS", "300"))
CALLS_IN_A_ROUND: Final = 50
BARS: Final = {"brief answer": 2.5, "full answer": 8.0}


def calls() -> dict[str, Callable[[], object]]:
    """What is measured, by name; the first is what the others are measured against."""
    decode, encode = msgspec.json.Decoder(Case).decode, msgspec.json.Encoder().encode
    case = decode(BODY)
    policy = load().of(case.area)

    def decoded() -> Case:
        read = decode(BODY)
        if not well_formed(read):
            raise ValueError(BODY)
        return read

    return {
        "json.loads": lambda: json.loads(BODY),
        "decode": decoded,
        "assess, brief": lambda: brief(case, policy),
        "assess": lambda: assess(case, policy),
        "brief answer": lambda: encode(brief(decoded(), policy)),
        "full answer": lambda: worded_json(assess(decoded(), policy)),
    }


def microseconds(call: Callable[[], object]) -> float:
    """The processor time of one call, from a short run of it; others at work on the machine do not count."""
    began = time.process_time()
    for _ in range(CALLS_IN_A_ROUND):
        call()
    return (time.process_time() - began) / CALLS_IN_A_ROUND * 1e6


def run() -> dict[str, list[float]]:
    """The microseconds of every call in every round."""
    measured = calls()
    gc.collect()
    gc.freeze()
    found: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(ROUNDS):
        for name, call in measured.items():
            found[name].append(microseconds(call))
    return found


def main() -> None:
    """Run and show."""
    found = run()
    base = found["json.loads"]
    print(f"in process: body of {len(BODY)} bytes, {ROUNDS} rounds of {CALLS_IN_A_ROUND} calls")
    print(f"{'':15}{'us (median)':>12}{'us (least)':>12}{'of json.loads':>15}{'bar':>6}")
    for name, times in found.items():
        ratio = statistics.median(one / other for one, other in zip(times, base, strict=True))
        bar = f"{BARS[name]:6.1f}" if name in BARS else ""
        print(f"{name:15}{statistics.median(times):12.1f}{min(times):12.1f}{ratio:15.2f}{bar}")


if __name__ == "__main__":
    main()
