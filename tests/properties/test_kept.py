"""What is kept to answer faster changes no answer: neither who was asked about before, nor how much is told."""

import random
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assess import assess, brief
from app.model.case import Case
from app.policies import load
from app.wording import worded, worded_json
from tests.batch.rows import shaken
from tests.oracle.lives import lives, random_life

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).parents[2]
SHIPPED = load(ROOT / "policy")
TO_2036 = load(ROOT / "policy", ROOT / "tests" / "policy" / "overlays" / "hunan-2036")
LIVES, ALIKE = 20, 12


def forget() -> None:
    """Empty whatever the answer and its words keep."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("app.assess", "app.wording", "app.model")):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()


def told(case: dict[str, Any], policies: Any) -> bytes:
    asked = msgspec.convert(case, Case)
    return worded_json(assess(asked, policies.of(asked.area)))


@pytest.mark.parametrize("policies", [SHIPPED, TO_2036], ids=["published", "to 2036"])
def test_an_answer_is_the_same_whoever_was_asked_about_before(policies):
    rng = random.Random(len(policies.revision))
    people = [shaken(life, rng) for life in (random_life(rng) for _ in range(LIVES)) for _ in range(ALIKE)]
    alone = []
    for person in people:
        forget()
        alone.append(told(person, policies))
    for place in rng.sample(range(len(people)), len(people)):
        assert told(people[place], policies) == alone[place]


@given(lives(), st.randoms(use_true_random=False))
def test_a_brief_answer_is_the_whole_one_cut_short(case, rng):
    asked = msgspec.convert(shaken(case, rng), Case)
    policy = TO_2036.of(asked.area)
    short, whole = brief(asked, policy), assess(asked, policy)
    assert (short.outcome, short.years, short.charge) == (whole.outcome, whole.years, whole.charge)


@given(lives())
def test_an_answer_put_together_from_kept_json_is_the_one_encoded_at_once(case):
    asked = msgspec.convert(case, Case)
    answer = assess(asked, TO_2036.of(asked.area))
    assert worded_json(answer) == msgspec.json.encode(worded(answer))
