"""zen-engine case by case. `run_zen.py CASES ANSWERS`: writes answers, prints CPU µs with and without trace."""

import json
import sys
import time
from pathlib import Path

import zen

GRAPH = Path(__file__).with_name("rules_zen.json")
ROUND = 500


def microseconds(decision, cases, options):
    """The time of one case, from a run of some."""
    began = time.process_time()
    for case in cases:
        decision.evaluate(case, options)
    return (time.process_time() - began) / len(cases) * 1e6


def main(file, answers):
    """All cases once for their answers, then some for the time."""
    engine = zen.ZenEngine({"loader": lambda _name: CONTENT})
    decision = engine.get_decision("waiting")
    cases = [json.loads(line) for line in Path(file).read_text().splitlines()]
    with Path(answers).open("w") as out:
        for case in cases:
            found = decision.evaluate(case)["result"]
            months = found["fixed_months"] + found["variable_months"]
            out.write(json.dumps([case["id"], found["lapse_years"], months, found["first_covered_day"]]) + "\n")
    some = cases[:ROUND]
    print(
        json.dumps({"plain": microseconds(decision, some, {}), "trace": microseconds(decision, some, {"trace": True})})
    )


CONTENT = zen.ZenDecisionContent(GRAPH.read_text())

if __name__ == "__main__":
    main(*sys.argv[1:])
