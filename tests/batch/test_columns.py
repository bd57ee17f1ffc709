"""The columns of a table of people are the fields of a case, no more and no less."""

from datetime import date

import msgspec
import pyarrow as pa
import pytest
from hypothesis import given

from app.batch.columns import CASE_FIELDS, SCHEMA
from app.model.case import Case
from tests.oracle.lives import lives


def test_every_field_of_a_case_is_a_column():
    assert list(CASE_FIELDS) == [field.encode_name for field in msgspec.structs.fields(Case)]
    assert SCHEMA.names == ["id", *CASE_FIELDS]


@pytest.mark.parametrize(
    ("column", "type_"),
    [("on", pa.date32()), ("area", pa.string()), ("unknown_years", pa.list_(pa.int16()))],
)
def test_days_codes_and_years_have_their_types(column: str, type_: pa.DataType):
    assert CASE_FIELDS[column].type == type_


def test_a_record_has_the_fields_of_all_kinds():
    record = CASE_FIELDS["history"].type.value_type
    names = [record.field(place).name for place in range(record.num_fields)]
    assert names[0] == "kind"
    assert {"year", "paid_on", "from", "to", "ended_on", "applied_on", "years"} <= set(names)


def without_nulls(value):
    if isinstance(value, dict):
        return {key: without_nulls(member) for key, member in value.items() if member is not None}
    return [without_nulls(member) for member in value] if isinstance(value, list) else value


@given(lives())
def test_a_case_comes_back_from_its_columns(case):
    asked = msgspec.convert(case, Case)
    row = msgspec.to_builtins(asked, builtin_types=(date,))
    table = pa.Table.from_pylist([{"id": "1", **row}], schema=SCHEMA)
    found = without_nulls(table.drop_columns(["id"]).to_pylist()[0])
    assert msgspec.convert(found, Case) == asked
