"""成批测算. Record batches of people in, record batches of answers out: who is alike is assessed once.

The one function behind every way to run a batch: one process, all cores, several machines.
"""

from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import inspect

from app.batch.alike import keys
from app.batch.answers import Row, answer, table_of
from app.batch.cases import cases
from app.batch.columns import CASE_FIELDS, KEY
from app.batch.fitting import fits
from app.batch.incoming import dated
from app.batch.laws import Laws
from app.batch.memory import keep_memory
from app.batch.people import People
from app.batch.vectors import Flags, Ints, first_of
from app.model.case import Case
from app.model.policy import Policy
from app.policies import Policies
from app.wording.area_names import area_names

MOST_KEPT: Final = 1_000_000
"""最多保留的答复数. Beyond this many distinct answers all are forgotten, to hold memory within bounds."""
CASE_INFO: Final = inspect.type_info(Case)


class Answered(NamedTuple):
    """已答. The answers, the key of each person first; and the rows that are no case and have no answer."""

    answers: pa.RecordBatch
    refused: Ints


class Answering:
    """成批测算. People answered from one set of policies; brief answers of those who are alike are kept."""

    def __init__(self, policies: Policies, *, full: bool = False) -> None:
        self._of, self._full = policies.of, full
        self._known: dict[str, Policy] = dict(policies.policies)
        self._names = area_names(policies.areas())
        self._laws = Laws(self._policy)
        self._kept: dict[bytes, int] = {}
        self._numbers: dict[Row, int] = {}
        self._told: list[Row] = []
        self.assessed = 0
        keep_memory()

    def answered(self, rows: pa.RecordBatch) -> Answered:
        """已答. The answers to all rows that are cases, in their order."""
        fit = self.fitting(rows)
        refused = np.flatnonzero(~fit)
        if len(refused):
            rows = rows.take(pa.array(np.flatnonzero(fit)))
        rows = self.settled(rows)
        found = self._each(rows) if self._full else self._alike(rows)
        key = rows.column(KEY)
        named = pa.RecordBatch.from_arrays(
            [key, *found.columns], schema=pa.schema([pa.field(KEY, key.type), *found.schema])
        )
        return Answered(named, refused)

    @staticmethod
    def fitting(rows: pa.RecordBatch) -> Flags:
        """合规. Which rows are cases of somebody."""
        case = pa.StructArray.from_arrays([rows.column(name) for name in CASE_FIELDS], fields=_fields_of(rows))
        named = rows.column(KEY).is_valid().to_numpy(zero_copy_only=False)
        return np.asarray(fits(case, CASE_INFO) & named)

    @staticmethod
    def settled(rows: pa.RecordBatch) -> pa.RecordBatch:
        """定型. Rows that fit, with every day as a day."""
        columns = [dated(rows.column(name), field.type) for name, field in CASE_FIELDS.items()]
        return pa.RecordBatch.from_arrays([rows.column(KEY), *columns], names=[KEY, *CASE_FIELDS])

    def _each(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        """逐一. Everybody assessed."""
        return table_of([self._one(case) for case in cases(rows)], full=self._full)

    def _alike(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        """同类. The first of those who are alike assessed, unless somebody like them was before."""
        people = People(rows)
        one, other = keys(people, self._laws)
        first, places = first_of(one)
        if not np.array_equal(other[first][places], other):
            return self._each(rows)  # two people share 64 bits by chance: nobody is taken for another
        marks = np.stack([one[first], other[first]], axis=1).view("V16").ravel().tolist()
        if len(self._kept) > MOST_KEPT:
            for kept in (self._kept, self._numbers, self._told):
                kept.clear()
        if new := [place for place, mark in enumerate(marks) if mark not in self._kept]:
            for place, case in zip(new, cases(rows.take(pa.array(first[new]))), strict=True):
                self._kept[marks[place]] = self._number(self._one(case))
        numbers = np.array([self._kept[mark] for mark in marks], np.int64)
        told, back = first_of(numbers)
        answers = table_of([self._told[number] for number in numbers[told]], full=False)
        return pc.take(answers, pa.array(back[places]), boundscheck=False)

    def _number(self, row: Row) -> int:
        """编号. The number of an answer among all those told: many who are not alike are answered alike."""
        number = self._numbers.setdefault(row, len(self._told))
        if number == len(self._told):
            self._told.append(row)
        return number

    def _one(self, case: Case) -> Row:
        self.assessed += 1
        return answer(case, self._policy(case.area), full=self._full, names=self._names)

    def _policy(self, area: str) -> Policy:
        return self._known.get(area) or self._of(area)


def _fields_of(rows: pa.RecordBatch) -> list[pa.Field]:
    return [pa.field(name, rows.schema.field(name).type) for name in CASE_FIELDS]
