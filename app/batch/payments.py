"""缴费表. Histories given as a table of their own, a record a row, gathered into the list of each person.

DuckDB does it, since it gathers more than fits into memory.
"""

from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from app.batch.columns import CASE_FIELDS, KEY
from app.batch.incoming import TableError
from app.batch.sources import Source, format_of

PERSON: Final = "person"
READ: Final = {
    "parquet": "read_parquet({})",
    "csv": "read_csv({}, all_varchar = true)",  # else 0001 is read as 1
    "jsonl": "read_json({})",
}
MEMORY: Final = "700MB"


def with_payments(people: Source, payments: Path, folder: Path) -> Source:
    """合并. The people with the history that the table of payments holds for each, as Parquet in `folder`.

    The table has the column `person`, which is the `id` of the people, and those of a record of any kind. `TableError`
    where either table is not of that kind.
    """
    joined = folder / "people.parquet"
    kind = format_of(payments, None)
    if people.format != "parquet" or kind is None:
        raise TableError(
            "用 --payments 时人员表须为 Parquet，缴费表为 .parquet、.csv 或 .jsonl。 "
            "--payments goes with people in Parquet; itself it is .parquet, .csv or .jsonl"
        )
    if joined.exists():
        return Source(str(joined), "parquet")
    people.parts()  # or what is wrong with them
    if "history" in pq.read_schema(people.path).names:
        raise TableError(
            "history 列与 --payments 只能用一个。 column history is there, and --payments too: one of them"
        )
    with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder)}) as database:
        try:
            database.execute(f"create view payments as select * from {READ[kind].format(_text(payments))}")
            _gather(database, people.path, joined.with_suffix(".tmp"))
        except duckdb.Error as error:
            said = str(error).splitlines()[0]
            if isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException):
                raise OSError(said) from None  # no room: it may go on later
            raise TableError(
                f"缴费表 {payments} 读不了，请按所指改正。 "
                f"the table of payments {payments} cannot be read; put right what is named: {said}"
            ) from None
    joined.with_suffix(".tmp").replace(joined)
    return Source(str(joined), "parquet")


def _gather(database: duckdb.DuckDBPyConnection, people: str, joined: Path) -> None:
    given = [row[0] for row in database.execute("select column_name from (describe payments)").fetchall()]
    record = CASE_FIELDS["history"].type.value_type
    if PERSON not in given:
        raise TableError(f"缴费表缺少 {PERSON} 列，请补上。 column {PERSON} is missing in the table of payments")
    if unknown := [name for name in given if name != PERSON and record.get_field_index(name) < 0]:
        raise TableError(
            *(f"记录没有 {name} 这一列，请删去或改名。 column {name} is no field of a record" for name in unknown)
        )
    cells = ", ".join(f"{_name(each.name)} := {_cell(each, given)}" for each in record)
    strangers = database.execute(
        f"select count(*) from payments where {PERSON} is null or cast({PERSON} as varchar) not in "
        f"(select cast({KEY} as varchar) from read_parquet({_text(people)}) where {KEY} is not null)"
    ).fetchone()
    if strangers and strangers[0]:
        raise TableError(
            f"有 {strangers[0]} 笔缴费不属于人员表中的任何人，请核对 person 列。 "
            f"{strangers[0]} payments are of nobody among the people"
        )
    database.execute(
        f"copy (select p.*, h.history from read_parquet({_text(people)}) p left join "
        f"(select cast({PERSON} as varchar) as who, list(struct_pack({cells})) as history "
        f"from payments group by who) h on cast(p.{KEY} as varchar) = h.who) "
        f"to {_text(joined)} (format parquet)"
    )


SQL_TYPES: Final = {"string": "varchar", "date32[day]": "date", "bool": "boolean", "int16": "smallint"}
WRITTEN: Final = {"date": "[0-9]{4}-[0-9]{2}-[0-9]{2}( 00:00:00)?", "smallint": "-?[0-9]+([.]0*)?"}
"""写法. How a day and a whole number are written: DuckDB itself would make 2025 of 2024.6, and take hours for days."""
MEANT: Final = {
    "date": "不是 2026-01-31 样子的日期 is not a day like 2026-01-31",
    "smallint": "不是整数 is not a whole number",
}


def _cell(field: pa.Field, given: list[str]) -> str:
    kind = SQL_TYPES[str(field.type)]
    if field.name not in given:
        return f"cast(null as {kind})"
    column = _name(field.name)
    if kind not in WRITTEN:
        return f"cast({column} as {kind})"
    text = f"cast({column} as varchar)"
    wrong = f"error({_text(f'{field.name}: ')} || {text} || {_text(f' {MEANT[kind]}')})"
    plain = f"{text} is null or regexp_full_match({text}, {_text(WRITTEN[kind])})"
    return f"case when {plain} then cast({column} as {kind}) else {wrong} end"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
