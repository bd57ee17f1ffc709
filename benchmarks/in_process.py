"""What an answer costs in process, beside `json.loads` of the same body: `python -m benchmarks.in_process`.

First a thousand people with bodies of one size and shape (`people.py`), so that no two are the same; then the random
lives of `tests/oracle`, which share fewer sentences with one another. Rounds are interleaved, so that a slow moment of
the machine falls on all alike; what counts are the ratios, of processor time, which others at work do not
lengthen by having their turn.
"""

import gc
import json
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from app.assess import assess, brief
from app.model.case import Case, well_formed
from app.model.policy import Policy
from app.policies import default_folder, load
from app.wording import worded_json
from benchmarks.people import bodies_of_people
from tests.oracle.lives import random_life

ROOT: Final = Path(__file__).parents[1]
FIGURES_TO_2036: Final = ROOT / "tests" / "policy" / "overlays" / "hunan-2036"
ROUNDS: Final = int(os.environ.get("BENCH_ROUNDS_IN_PROCESS", "300"))
PEOPLE: Final = 1000
LIVES: Final = 1000
SEED: Final = 20261122
AREA: Final = "430100"
BARS: Final = {"brief answer": 2.5, "full answer": 8.0}

Question = tuple[bytes, Case]
"""A body, and the case in it."""

_decode, _encode = msgspec.json.Decoder(Case).decode, msgspec.json.Encoder().encode


def decoded(body: bytes) -> Case:
    """The case in a body, as the service reads it, but for the look for duplicate keys."""
    case = _decode(body)
    if not well_formed(case):
        raise ValueError(body)
    return case


def calls(policy: Policy) -> dict[str, Callable[[Question], object]]:
    """What is measured, by name; the first is what the others are measured against."""
    return {
        "json.loads": lambda asked: json.loads(asked[0]),
        "decode": lambda asked: decoded(asked[0]),
        "assess, brief": lambda asked: brief(asked[1], policy),
        "assess": lambda asked: assess(asked[1], policy),
        "brief answer": lambda asked: _encode(brief(decoded(asked[0]), policy)),
        "full answer": lambda asked: worded_json(assess(decoded(asked[0]), policy)),
    }


def microseconds(call: Callable[[Question], object], questions: Sequence[Question]) -> float:
    """The processor time of one call, from a run over all questions."""
    began = time.process_time()
    for asked in questions:
        call(asked)
    return (time.process_time() - began) / len(questions) * 1e6


def run(bodies: Sequence[bytes], policy: Policy, rounds: int) -> dict[str, list[float]]:
    """The microseconds of every call in every round."""
    measured, questions = calls(policy), [(body, decoded(body)) for body in bodies]
    gc.collect()
    gc.freeze()
    found: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(rounds):
        for name, call in measured.items():
            found[name].append(microseconds(call, questions))
    return found


def show(title: str, found: dict[str, list[float]], bars: dict[str, float]) -> None:
    """Print what a run found."""
    base = found["json.loads"]
    print(title)
    print(f"{'':15}{'us (median)':>12}{'us (least)':>12}{'of json.loads':>15}{'bar':>6}")
    for name, times in found.items():
        ratio = statistics.median(one / other for one, other in zip(times, base, strict=True))
        bar = f"{bars[name]:6.1f}" if name in bars else ""
        print(f"{name:15}{statistics.median(times):12.1f}{min(times):12.1f}{ratio:15.2f}{bar}")


def main() -> None:
    """Run and show."""
    rounds = max(1, ROUNDS // 10)
    alike = bodies_of_people(PEOPLE)
    many_alike = run(alike, load().of(AREA), rounds)
    show(f"in process: {PEOPLE} people, bodies of {len(alike[0])} bytes, {rounds} rounds", many_alike, BARS)
    rng = random.Random(SEED)
    lives = [_encode(random_life(rng)) for _ in range(LIVES)]
    many = run(lives, load(default_folder(), FIGURES_TO_2036).of(AREA), rounds)
    size = sum(map(len, lives)) // LIVES
    print()
    show(f"in process: {LIVES} bodies of {size} bytes on average, {rounds} rounds", many, {})


if __name__ == "__main__":
    main()
