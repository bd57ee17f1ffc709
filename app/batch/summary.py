"""汇总. What a batch came to: how many of each outcome, the money to collect, how long people wait."""

from collections import Counter
from typing import Any, Final

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

COLLECTED: Final = ("collect", "collect_with_wait")


class Summary(msgspec.Struct, frozen=True):
    """汇总. Counts of people; `to_collect_fen` and `charges` speak of those from whom money is collected.

    `waits` counts them by months left to wait (`0`: none), `findings` all people by the code of what was found.
    """

    answered: int = 0
    refused: int = 0
    outcomes: dict[str, int] = {}
    refusals: dict[str, int] = {}
    bases: dict[str, int] = {}
    to_collect_fen: int = 0
    charges: dict[str, int] = {}
    waits: dict[str, int] = {}
    findings: dict[str, int] = {}
    questions: dict[str, int] = {}

    def with_(self, other: "Summary") -> "Summary":
        """合计. The summary of both."""
        here, there = msgspec.structs.asdict(self), msgspec.structs.asdict(other)
        return Summary(**{name: _added(here[name], there[name]) for name in here})


def _added(one: Any, other: Any) -> Any:  # noqa: ANN401 (two numbers, or two tables of them)
    if isinstance(one, dict):
        return dict(sorted((Counter(one) + Counter(other)).items()))
    return one + other


def summary_of(answers: pa.RecordBatch, refused: int) -> Summary:
    """汇总. Of one batch of answers."""
    collected = answers.filter(pc.is_in(answers.column("outcome"), pa.array(COLLECTED)))
    return Summary(
        answered=len(answers),
        refused=refused,
        outcomes=_counts(answers.column("outcome")),
        refusals=_counts(answers.column("refusal")),
        bases=_counts(answers.column("basis")),
        to_collect_fen=pc.sum(collected.column("total_fen")).as_py() or 0,
        charges=_counts(collected.column("total_fen")),
        waits=_counts(pc.fill_null(collected.column("total_months"), 0)),
        findings=_counts(answers.column("findings").flatten()),
        questions=_counts(answers.column("questions").flatten()),
    )


def _counts(column: pa.Array) -> dict[str, int]:
    found = pc.value_counts(column).to_pylist()
    return {str(each["values"]): each["counts"] for each in found if each["values"] is not None}
