"""What the tests of the words share: many answers of every kind, from random lives and from plans that go wrong."""

import random
from pathlib import Path

import msgspec
import pytest

from app.assess import assess
from app.model.case import Case
from app.policies import default_folder, load
from tests.cases.casefile import assessment, case_files, case_of, cases_in
from tests.oracle.lives import random_life

LIVES = 1500
AREAS = ["431000", "110000", "000000", "439900", "520600", "360000", "350200", "530500", "421200"]
STATUSES = ["veteran", "military_spouse", "special_hardship", "moved_in"]
TO_2036 = Path(__file__).parents[1] / "policy" / "overlays" / "hunan-2036"


def spoilt(life, rng):
    """A life, now and then asked about elsewhere, in part unknown, or with a plan that nobody can follow."""
    match rng.randrange(20):
        case 0:
            life["area"] = rng.choice(AREAS)
        case 1 | 2:
            life["unknown_years"] = rng.choice([[2025], [2026], [2025, 2026]])
        case 3:
            life["plan"]["scheme"] = "employee"
        case 4:
            life["plan"] = {"scheme": "resident", "repair_years": rng.choice([0, 0, 1, 2])}
        case 5:
            life["on"] = rng.choice(["2101-02-03", "2024-10-09"])
        case 6:
            life["person"]["special_status"] = ["veteran", "released_prisoner"]
        case 7 | 8:
            life["area"] = rng.choice(AREAS)
            life["person"]["special_status"] = [rng.choice(STATUSES)]
            recognised = {"category": "medical_aid_recipient", "from": "2026-01-01"}
            life["person"]["hardship"] = rng.choice([[], [recognised]])
    return life


@pytest.fixture(scope="session")
def answers():
    """Cases and their answers, without words: random lives, as published and as if 2036 were, and every listed case."""
    rng = random.Random(20261121)
    both = load(default_folder()), load(default_folder(), TO_2036)
    told = []
    for _ in range(LIVES):
        case = msgspec.convert(spoilt({"unknown_years": []} | random_life(rng), rng), Case)
        told.extend((case, assess(case, policies.of(case.area))) for policies in both)
    listed = (each for file in case_files() for each in cases_in(file))
    told.extend((case_of(each["given"]), assessment(each)) for each in listed)
    return told


@pytest.fixture(scope="session")
def asked():
    """The answer to a case as JSON holds it; `published_to=2036` lays coming fees over what is published."""
    shipped, coming = load(default_folder()), load(default_folder(), TO_2036)

    def answer(on, years, *history, published_to=2026, repair_years=0, area="430100", **person):
        plan = {"scheme": "resident", "years": years, "repair_years": repair_years}
        told = {"birth_date": "1990-05-01", "category": "adult_resident", **person}
        unknown = told.pop("unknown_years", [])
        plan |= told.pop("plan", {})
        record = {"area": area, "on": on, "person": told, "history": list(history), "plan": plan}
        case = msgspec.convert(record | {"unknown_years": unknown}, Case)
        return assess(case, (coming if published_to > 2026 else shipped).of(area))

    return answer
