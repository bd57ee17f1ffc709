"""An area is named by name and code wherever a text names one, and by its code where no name is held."""

import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from app.cli import main
from app.model.case import Case
from app.model.comparison import ComparisonAsked
from app.model.options import OpenCase
from app.policies import default_folder, load
from app.web.answering import Answering
from tests.contract.process import ROOT
from tests.oracle.lives import random_life

MADE_UP = ROOT / "tests" / "cases" / "overlays" / "made-up-province"
CHANGSHA, ZHUZHOU = ("长沙市 430100", "Changsha 430100"), ("株洲市 430200", "Zhuzhou 430200")
PERSON = {
    "birth_date": "1990-05-01",
    "category": "adult_resident",
    "hukou_area": "430100",
    "residence_area": "430200",
}
FEES = [
    {"kind": "resident", "year": 2025, "area": "430200", "paid_on": "2024-11-02"},
    {"kind": "employee", "area": "440300", "from": "2023-01", "to": "2023-12"},
]
CASE = {"area": "430100", "on": "2025-11-21", "person": PERSON, "history": FEES}
PLANNED = CASE | {"plan": {"scheme": "resident", "years": [2026]}}


@pytest.fixture(scope="module")
def answering() -> Answering:
    return Answering(load())


def told(answer: object) -> Any:
    return msgspec.json.decode(answer if isinstance(answer, bytes) else msgspec.json.encode(answer))


def text_of(entries: list[dict[str, Any]], **wanted: object) -> tuple[str, str]:
    text = next(each["text"] for each in entries if wanted.items() <= each.items())
    return text["zh"], text["en"]


def test_reasons_and_ways_to_enrol_name_their_areas(answering):
    answer = told(answering.answer(msgspec.convert(PLANNED, Case)))
    zh, en = text_of(answer["reasons"], rule="other_area_history")
    assert zh == "在株洲市 430200、440300的参保和断保时间，按长沙市 430100的规定计算。"
    assert en == "Enrolment and lapses in Zhuzhou 430200, 440300 are judged by the rules of Changsha 430100."
    ways = [text_of(answer["eligibility"], area=area) for area in ("430100", "430200")]
    assert all(
        name in text
        for way, area in zip(ways, (CHANGSHA, ZHUZHOU), strict=True)
        for name, text in zip(area, way, strict=True)
    )
    assert answer == told(answering.assessed(msgspec.convert(PLANNED, Case)))


def test_options_elsewhere_name_their_area(answering):
    found = told(answering.options(msgspec.convert(CASE | {"areas": ["430200"]}, OpenCase)))
    there = next(each["text"] for each in found["options"] if each["action"]["area"] == "430200")
    assert there["zh"].startswith("在统筹区株洲市 430200办理：")
    assert there["en"].startswith("In the area Zhuzhou 430200: ")


def test_a_comparison_names_the_area_of_contribution_years(answering):
    history = [{"kind": "employee", "area": "430200", "from": "2023-01", "to": "2024-12"}]
    asked = {"case": PLANNED | {"history": history}, "other": {"area": "430500"}}
    found = told(answering.compared(msgspec.convert(asked, ComparisonAsked)))
    zh, en = text_of(found["differences"], field="/contributions/430200/counted")
    assert (ZHUZHOU[0] in zh, ZHUZHOU[1] in en) == (True, True)


def test_an_overlay_names_its_own_areas_and_is_not_taken_for_another(answering):
    overlaid = Answering(load(default_folder(), MADE_UP))
    area = next(each for each in load(default_folder(), MADE_UP).areas() if each.code not in CODES_HELD)
    history = [{"kind": "resident", "year": 2025, "area": area.code, "paid_on": "2024-11-02"}]
    asked = msgspec.convert(PLANNED | {"history": history}, Case)
    said = [text_of(told(each.answer(asked))["reasons"], rule="other_area_history") for each in (overlaid, answering)]
    assert f"{area.name['zh']} {area.code}" in said[0][0]
    assert area.name["zh"] not in said[1][0]


CODES_HELD = {area.code for area in load().areas()}


def test_no_text_says_a_code_without_its_name(answering):
    """Whatever the life: a code whose name is held stands behind that name."""
    rng, names = random.Random(4), {area.code: area.name for area in load().areas()}
    for _ in range(150):
        for text in texts(told(answering.answer(msgspec.convert(random_life(rng), Case)))):
            for language, words in text.items():
                for code, name in names.items():
                    assert words.count(code) == words.count(f"{name[language]} {code}"), words


def texts(tree: object) -> Iterator[dict[str, str]]:
    if isinstance(tree, dict):
        if tree.keys() == {"zh", "en"}:
            yield tree
        else:
            for each in tree.values():
                yield from texts(each)
    elif isinstance(tree, list):
        for each in tree:
            yield from texts(each)


def test_tables_at_the_command_line_name_areas_too(tmp_path):
    file, open_file = tmp_path / "case.json", tmp_path / "open.json"
    history = [{"kind": "employee", "area": "430200", "from": "2023-01", "to": "2024-12"}]
    file.write_bytes(msgspec.json.encode(PLANNED | {"history": history}))
    open_file.write_bytes(msgspec.json.encode(CASE | {"areas": ["430200"]}))
    calls = (
        ("assess", file, CHANGSHA, ZHUZHOU),
        ("options", open_file, ZHUZHOU),
        ("compare", file, "--area", "430200", CHANGSHA, ZHUZHOU),
    )
    for command, asked, *rest in calls:
        words = [each for each in rest if isinstance(each, str)]
        said = CliRunner().invoke(main, [command, str(asked), "--table", *words], env={"COLUMNS": "300"}).stdout
        assert all(any(name in said for name in names) for names in rest if isinstance(names, tuple)), said
