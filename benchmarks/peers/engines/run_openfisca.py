"""OpenFisca over a Parquet file, read, reckoned and written at once. `run_openfisca.py IN OUT` prints CPU seconds."""

import sys
import time

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from openfisca_core.simulations import SimulationBuilder
from rules_openfisca import FIRST_YEAR, system

YEAR = 2036
ANSWERS = ("lapse_years", "waiting_months", "first_covered_day")


def months(texts):
    """Months as numbers."""
    years, month = pc.utf8_slice_codeunits(texts, 0, 4), pc.utf8_slice_codeunits(texts, 5, 7)
    return np.asarray(years.cast(pa.int32())) * 12 + np.asarray(month.cast(pa.int32())) - 1


def reckoned(table, rules):
    """The answers for all people of a table: its nested columns as an array for every year and month."""
    size = table.num_rows
    history = table["history"].combine_chunks()
    owner = np.asarray(pc.list_parent_indices(history))
    record = history.flatten()
    kind = np.asarray(pc.equal(record.field("kind"), "resident"))
    simulation = SimulationBuilder().build_default_simulation(rules, size)
    year = np.asarray(record.field("year").fill_null(0))
    for each in range(FIRST_YEAR, YEAR):
        paid = np.zeros(size, bool)
        paid[owner[kind & (year == each)]] = True
        simulation.set_input("fee_paid", str(each), paid)
    spell = record.filter(pa.array(~kind))
    worker, begun, ended = owner[~kind], months(spell.field("from")), months(spell.field("to"))
    for each in range(FIRST_YEAR * 12, YEAR * 12):
        at_work = np.zeros(size, bool)
        at_work[worker[(begun <= each) & (each <= ended)]] = True
        simulation.set_input("employed", f"{each // 12}-{each % 12 + 1:02}", at_work)
    plan = table["plan"].combine_chunks()
    simulation.set_input("in_window", str(YEAR), np.asarray(plan.field("in_window")))
    simulation.set_input("paid_on", str(YEAR), np.asarray(table["on"]).astype("M8[D]"))
    columns = {"id": table["id"]}
    for name in ANSWERS:
        columns[name] = pa.array(simulation.calculate(name, str(YEAR)))
    return pa.table(columns)


def main(people, out):
    """Read, reckon, write; the rules are made before the clock starts."""
    rules = system()
    began = time.process_time()
    pq.write_table(reckoned(pq.read_table(people), rules), out, compression="zstd")
    print(time.process_time() - began)


if __name__ == "__main__":
    main(*sys.argv[1:])
