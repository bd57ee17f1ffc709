"""docs/intake.md tells the truth: its call gets its answer, its formats are those of the service."""

import json
import re
from pathlib import Path

from app.intake import FORMATS
from app.intake.foreign import Rows
from app.intake.identity import EMPLOYEES, RECOGNISED, RESIDENTS
from tests.architecture.left_out import blocks, fits

PATH = Path(__file__).parents[2] / "docs" / "intake.md"
PAGE = PATH.read_text(encoding="utf-8")


def test_the_call_of_the_page_gets_the_answer_below_it(taken):
    call = blocks(PATH, "sh")[0]
    body = json.loads(re.search(r"-d '(.*)'", call, re.DOTALL)[1])
    told = taken("nhsa-1101", body)
    assert fits(json.loads(blocks(PATH, "json")[0]), told), json.dumps(told, ensure_ascii=False, indent=2)


def test_the_page_tells_every_format_and_which_need_a_day():
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| .+ \| (yes|no) \|$", PAGE, re.MULTILINE)
    assert rows == [(name, "yes" if format_.day is None else "no") for name, format_ in FORMATS.items()]


def test_the_page_names_every_code_that_is_read_and_the_limit():
    for code in (*EMPLOYEES, *RECOGNISED, *(set(RESIDENTS) - {"1402"})):
        assert re.search(rf"(?<![0-9]){code}(?![0-9])", PAGE), code
    assert "Up to 1,000 rows" in PAGE
    assert Rows.__args__[0].__metadata__[0].max_length == 1000
