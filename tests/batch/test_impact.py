"""`canbao impact`: what a draft changes is what changes for each person, counted."""

import json
from collections import Counter

from app.batch.answers import FIELDS, answer
from app.batch.cases import cases
from app.batch.impact import TOLD
from app.policies import default_folder, load
from tests.batch.conftest import ROOT, here

DRAFT = ROOT / "tests" / "cases" / "overlays" / "hunan-fees-2027"
DEARER = """
[[version]]
from = 2026
until = 2026
source = { document = "yueyang-2026-01-28", item = "缴费标准" }
checked = 2026-11-21
standing = "draft"
confidence = "secondary"
individual_fen = 42_000
subsidy_fen = 70_000

[version.clauses]
in_window_fee = "hunan-2025-measures#2-in-window"
out_of_window_fee = "hunan-2025-measures#2-out-of-window"
out_of_window_individual_fee = "hunan-2025-measures#2-out-of-window"
employee_contribution = "hunan-2025-measures#2-unemployment"
"""


def test_the_impact_of_a_draft_is_that_on_each_person_counted(people, population, tmp_path):
    draft = tmp_path / "draft"
    (draft / "430000-hunan").mkdir(parents=True)
    (draft / "430000-hunan" / "fees.toml").write_text(DEARER, encoding="utf-8")
    done = here("impact", people, "--policy", draft, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    before, after = load(), load(default_folder(), draft)
    pairs, changed, more_fen = Counter(), 0, 0
    for case in cases(population):
        one, other = (
            dict(zip(FIELDS, answer(case, each.of(case.area), full=True), strict=False)) for each in (before, after)
        )
        pairs[f"{one['outcome']} → {other['outcome']}"] += 1
        changed += any(one[name] != other[name] for name in TOLD)
        more_fen += (other["total_fen"] or 0) - (one["total_fen"] or 0)
    assert found["outcomes"] == dict(pairs)
    assert (found["people"], found["changed"], found["more_fen"]) == (1200, changed, more_fen)
    assert changed > 100
    assert found["explained"] == changed
    assert "fees.individual_fen 2026" in found["parameters"]
    assert 100 < found["rules"]["in_window_fee"] <= changed
    assert sum(found["rules"].values()) >= found["explained"]
    assert found["examples"][0]["changes"]["total_fen"] == [40000, 42000]
    table = here("impact", people, "--policy", draft)
    assert "fees.individual_fen 2026" in table.stdout
    assert "in_window_fee" in table.stdout


def test_an_impact_study_without_a_draft_or_people_says_so(people, tmp_path):
    assert here("impact", people).returncode == 2
    assert here("impact", tmp_path / "none.parquet", "--policy", DRAFT).returncode == 2
    assert here("impact", tmp_path / "none", "--policy", DRAFT).returncode == 2
