"""`canbao impact`: what a draft changes is what changes for each person, counted."""

import json
import random
from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from app.assess import assess
from app.batch.answers import FIELDS, answer
from app.batch.cases import cases
from app.policies import default_folder, load
from tests.batch import rows
from tests.batch.conftest import ROOT, here
from tests.oracle.lives import random_life

pytestmark = pytest.mark.no_cover

OF_THE_ROW = ("outcome", "refusal", "basis", "total_months", "covered_from", "covered_to", "total_fen")
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
        changed += any(one[name] != other[name] for name in OF_THE_ROW)
        more_fen += (other["total_fen"] or 0) - (one["total_fen"] or 0)
    assert found["outcomes"] == dict(pairs)
    assert (found["people"], found["changed"], found["more_fen"]) == (1200, changed, more_fen)
    assert changed > 100
    assert found["explained"] == changed
    assert found["awards"] is None
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


def drafted(tmp_path, subject, **figures):
    """Hunan's own subject as a draft with some figures changed."""
    text = (ROOT / "policy" / "430000-hunan" / f"{subject}.toml").read_text(encoding="utf-8")
    for name, (before, after) in figures.items():
        assert text.count(f"{name} = {before}\n") == 1
        text = text.replace(f"{name} = {before}\n", f"{name} = {after}\n")
    folder = tmp_path / "draft" / "430000-hunan"
    folder.mkdir(parents=True)
    (folder / f"{subject}.toml").write_text(text, encoding="utf-8")
    return tmp_path / "draft"


def with_claims(life, rng):
    """The life with something said of what each of its fees paid for."""
    for record in life.get("history", []):
        if record["kind"] == "resident" and rng.random() < 0.8:
            record["reimbursed"] = rng.choice([False, False, True, None])
            record["zero_claim_award_used"] = rng.choice([None, None, True, False])
    return life


def award_fen(told):
    """Both bounds of the award of the last year; nothing where none is given."""
    return (told.awards.least.total_fen, told.awards.most.total_fen) if told.awards else (0, 0)


def studied(tmp_path, people, draft, *grounds):
    pq.write_table(pa.Table.from_batches([rows.table_of(people)]), tmp_path / "people.parquet")
    folders = [word for ground in grounds for word in ("--in-force", ground)]
    done = here("impact", tmp_path / "people.parquet", "--policy", draft, *folders, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize("seed", range(3))
def test_a_draft_of_awards_alone_changes_the_awards_of_those_who_have_any(tmp_path, seed):
    rng = random.Random(seed)
    people = [with_claims(rows.shaken(life, rng), rng) for life in map(random_life, [rng] * 30) for _ in range(12)]
    to_2036 = ROOT / "tests" / "policy" / "overlays" / "hunan-2036"
    figures = {"zero_claim_fen": ("500_000", "600_000"), "needed_years": (4, 2)}
    draft = drafted(tmp_path, "awards", **figures)
    found = studied(tmp_path, people, draft, to_2036)
    before, after = load(default_folder(), to_2036), load(default_folder(), to_2036, draft)
    pairs = [
        [award_fen(assess(case, each.of(case.area))) for each in (before, after)]
        for case in cases(rows.table_of(people))
    ]
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    assert (found["changed"], found["awards"]["changed"], found["awards"]["raised"]) == (len(changed),) * 3
    assert len(changed) > 10
    assert found["awards"]["lowered"] == 0
    assert found["awards"]["least_more_fen"] == sum(after[0] - before[0] for before, after in pairs)
    assert found["awards"]["most_more_fen"] == sum(
        after[1] - before[1] for before, after in pairs if None not in (before[1], after[1])
    )
    assert (found["more_fen"], found["later_days"], found["covered_days"]) == (0, 0, 0)
    assert any(name.startswith("awards.zero_claim_fen") for name in found["parameters"])
    assert set(found["rules"]) & {"zero_claim_award", "continuity_award"}
    assert {"least_award_fen", "most_award_fen"} & set(found["examples"][0]["changes"])
    table = here("impact", tmp_path / "people.parquet", "--policy", draft, "--in-force", to_2036).stdout
    assert "award raised" in table


def test_an_award_that_a_draft_takes_away_is_lowered(tmp_path):
    fees = [
        {"kind": "resident", "year": year, "area": "430100", "paid_on": f"{year - 1}-10-01", "reimbursed": False}
        for year in (2025, 2026)
    ]
    person = {"birth_date": "1990-05-01", "category": "adult_resident"}
    plan = {"scheme": "resident", "years": [2027]}
    people = [{"area": "430100", "on": "2026-10-01", "person": person, "history": fees, "plan": plan}] * 3
    draft = drafted(tmp_path, "awards", zero_claim_fen=("500_000", "400_000"))
    found = studied(tmp_path, people, draft)
    assert found["awards"] == {
        "changed": 3,
        "raised": 0,
        "lowered": 3,
        "least_more_fen": -3 * 2 * 100_000,
        "most_more_fen": -3 * 2 * 100_000,
    }


def test_a_draft_of_the_floor_alone_changes_what_repair_is_worth(tmp_path):
    """R10, R11: five lapse years wait seven months, of which repair takes one off; from a floor of seven nothing."""
    person = {"birth_date": "1990-05-01", "category": "adult_resident"}
    plan = {"scheme": "resident", "years": [2030]}
    people = [{"area": "430100", "on": "2029-10-01", "person": person, "history": [], "plan": plan}] * 2
    to_2036 = ROOT / "tests" / "policy" / "overlays" / "hunan-2036"
    draft = drafted(tmp_path, "waiting", floor_months=(6, 7))
    found = studied(tmp_path, people, draft, to_2036)
    assert (found["changed"], found["less_to_repair"], found["repairable_months"]) == (2, 2, -2)
    assert found["examples"][0]["changes"] == {"repairable_months": [1, 0]}
