"""报告. The comparison as a section of docs/performance.md: machine, versions, date, figures, ratios, bars."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.page import machine, put

LOCK: Final = Path(__file__).with_name("requirements.lock")
BARS: Final = {"zen": 5.0, "vectorised": 1.0, "web": 20.0}

Figures = Mapping[str, Mapping[str, float]]


def report(found: Figures, alike: int, people: int, rounds: int) -> None:
    """报告. Write the section into the page, and show it."""
    put("make bench-peers", _section(found, alike, people, rounds))


def _section(found: Figures, alike: int, people: int, rounds: int) -> str:
    case, file, http = found["case"], found["file"], found["http"]
    zen, vectorised = case["zen, trace"] / case["explained"], file["OpenFisca"] / file["ours"]
    web = http["OpenFisca"] / http["explained"]
    return f"""{_machine()}
{alike:,} random cases were first answered alike by all. CPU times, medians over rounds ({rounds}),
one core each.

| one case in process | µs | ours is |
|---|---|---|
| Canbao, brief answer, bytes to bytes | {case["brief"]:,.0f} | |
| Canbao, explained answer, bytes to bytes | {case["explained"]:,.0f} | |
| zen-engine, answer alone | {case["zen, plain"]:,.0f} | {case["zen, plain"] / case["brief"]:.1f} × as fast |
| zen-engine, with trace | {case["zen, trace"]:,.0f} | **{zen:.1f}** × as fast (bar {BARS["zen"]:.0f}) |

| {people:,} people, Parquet to Parquet | s | people/s | ours is |
|---|---|---|---|
| the same file copied | {file["copy"]:.2f} | {people / file["copy"]:,.0f} | \
{file["copy"] / file["ours"]:.2f} × as fast |
| Canbao, brief answer | {file["ours"]:.2f} | {people / file["ours"]:,.0f} | |
| OpenFisca-Core, vectorised | {file["OpenFisca"]:.2f} | {people / file["OpenFisca"]:,.0f} | \
**{vectorised:.2f}** × as fast (bar {BARS["vectorised"]:.0f}) |

| one case a request | µs of the server | ours is |
|---|---|---|
| echo on our server | {http["echo"]:,.0f} | {http["echo"] / http["brief"]:.2f} × as fast (brief) |
| Canbao, brief answer | {http["brief"]:,.0f} | |
| Canbao, explained answer | {http["explained"]:,.0f} | |
| OpenFisca's web API, three figures | {http["OpenFisca"]:,.0f} | \
**{web:.0f}** × as fast (explained; bar {BARS["web"]:.0f}) |
"""


def _machine() -> str:
    named = re.findall(r"^([a-z-]+)(?:\[[a-z-]+\])?==(\S+)", LOCK.read_text(), re.MULTILINE)
    engines = {name.replace("-", "_"): text for name, text in named if name in {"openfisca-core", "zen-engine"}}
    return f"{machine('numpy', 'pyarrow', **engines)}."
