"""How the cost grows: with the number of people, and with the length of a history: `make bench-growth`.

Made-up people, brief answers by columns, Parquet to Parquet; and one case after the other with ever longer
histories; CPU time. Draws docs/growth.svg, writes its section of docs/performance.md. BENCH_MOST_PEOPLE says how far.
"""

import gc
import math
import os
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import matplotlib as mpl
import msgspec

from app.assess import assess, brief
from app.batch.demo.people import asked
from app.batch.demo.writing import write_people
from app.model.case import Case, Person, Plan, ResidentRecord
from app.policies import load
from benchmarks.page import machine, put
from benchmarks.peers.ours import at_once, copied

mpl.use("svg")
import matplotlib.pyplot as plt

PICTURE: Final = Path(__file__).parents[1] / "docs" / "growth.svg"
MOST: Final = int(float(os.environ.get("BENCH_MOST_PEOPLE", "1e6")))
PEOPLE: Final = [10**power for power in range(4, 9) if 10**power <= MOST]
RECORDS: Final = (1, 2, 5, 10, 15, 20, 25, 30, 35, 40)
CALLS: Final = 300
ROUNDS: Final = 5
FIRST_YEAR: Final = 2025

Times = dict[int, float]


def by_people(folder: Path) -> dict[str, Times]:
    """Seconds for so many people: made up, copied, answered."""
    found: dict[str, Times] = {"made up": {}, "copied": {}, "answered": {}}
    for number in PEOPLE:
        people = folder / "people.parquet"
        began = time.process_time()
        for _ in write_people(people, number, 1, asked(None, (), year=2026)):
            pass
        found["made up"][number] = time.process_time() - began
        found["copied"][number] = copied(people, folder / "copy.parquet")
        found["answered"][number] = at_once(people, folder / "answers.parquet")
        print(f"{number:>11,} people: " + ", ".join(f"{name} {times[number]:.2f} s" for name, times in found.items()))
    return found


def with_records(number: int) -> Case:
    """Somebody who paid for so many years, and pays for the next."""
    year = FIRST_YEAR + number
    history = tuple(
        ResidentRecord(year=paid, area="430100", paid_on=date(paid - 1, 10, 15)) for paid in range(FIRST_YEAR, year)
    )
    person = Person(birth_date=date(1980, 5, 1), category="adult_resident")
    plan = Plan("resident", (year,))
    return Case(area="430100", on=date(year - 1, 11, 1), person=person, history=history, plan=plan)


def by_records() -> dict[str, Times]:
    """Microseconds for one person with so many records: the least of some rounds."""
    policy = load().of("430100")
    found: dict[str, Times] = {"explained": {}, "brief": {}, "decoding": {}}
    decode = msgspec.json.Decoder(Case).decode
    for number in RECORDS:
        case = with_records(number)
        body = msgspec.json.encode(case)
        calls = {
            "explained": lambda case=case: assess(case, policy),
            "brief": lambda case=case: brief(case, policy),
            "decoding": lambda body=body: decode(body),
        }
        for name, call in calls.items():
            found[name][number] = min(_microseconds(call) for _ in range(ROUNDS))
        print(f"{number:>3} records: " + ", ".join(f"{name} {times[number]:.1f} us" for name, times in found.items()))
    return found


def _microseconds(call: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(CALLS):
        call()
    return (time.process_time() - began) / CALLS * 1e6


def slope(times: Times) -> float:
    """The exponent by which the cost grows from the last but one to the last: 1 is linear."""
    (less, before), (more, after) = list(times.items())[-2:]
    return math.log(after / before) / math.log(more / less)


def drawn(people: dict[str, Times], records: dict[str, Times]) -> None:
    """The two pictures, side by side."""
    mpl.rcParams.update({"svg.hashsalt": "canbao", "svg.fonttype": "none", "font.family": "sans-serif"})
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for name, times in people.items():
        left.plot(list(times), list(times.values()), "o-", label=name)
    left.set(xscale="log", yscale="log", xlabel="people", ylabel="CPU seconds", title="Parquet to Parquet")
    for name, times in records.items():
        right.plot(list(times), list(times.values()), "o-", label=name)
    right.set(xlabel="records in the history", ylabel="CPU µs a case", title="one case", ylim=(0, None))
    for axes in (left, right):
        axes.minorticks_off()
        axes.grid(alpha=0.3)
        axes.legend(frameon=False)
    figure.savefig(PICTURE, metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))


def section(people: dict[str, Times], records: dict[str, Times]) -> str:
    """What docs/performance.md tells: every figure, and the exponents."""
    powers = ", ".join(f"{slope(times):.2f} ({name})" for name, times in people.items() if len(times) > 1)
    rows = [f"| {number:,} | {' | '.join(f'{times[number]:.2f}' for times in people.values())} |" for number in PEOPLE]
    cases = [
        f"| {number} | {' | '.join(f'{times[number]:.0f}' for times in records.values())} |"
        for number in (RECORDS[0], RECORDS[len(RECORDS) // 2], RECORDS[-1])
    ]
    return f"""{machine("pyarrow", "numpy")}. At the end the cost grows with the
number of people to the power of {powers}.

| people, CPU s | {" | ".join(people)} |
|---|{"---|" * len(people)}
{chr(10).join(rows)}

| records, CPU µs a case | {" | ".join(records)} |
|---|{"---|" * len(records)}
{chr(10).join(cases)}
"""


def main() -> None:
    """Measure, draw, and tell the exponents."""
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        people = by_people(Path(folder))
    records = by_records()
    drawn(people, records)
    put("make bench-growth", section(people, records))


if __name__ == "__main__":
    main()
