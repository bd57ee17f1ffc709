"""The six steps of CONTRIBUTING work as they stand, and the changelog has the form it asks for."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest

from app.assess import assess
from app.policies import default_folder, load
from tests.cases.casefile import HERE, case_of, differences, merged, plain

TEXT = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```toml\n# (\S+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def with_fuxin(tmp_path_factory):
    folder = shutil.copytree(default_folder(), tmp_path_factory.mktemp("six-steps") / "policy")
    documents = folder / "documents.toml"
    if tomllib.loads(BLOCKS["policy/documents.toml"])["document"][0]["id"] not in load().documents:
        documents.write_text(documents.read_text(encoding="utf-8") + BLOCKS["policy/documents.toml"], encoding="utf-8")
    for name in BLOCKS.keys() & {"policy/210900-fuxin/area.toml", "policy/210900-fuxin/window.toml"}:
        (folder.parent / name).parent.mkdir(exist_ok=True)
        (folder.parent / name).write_text(BLOCKS[name], encoding="utf-8")
    return load(folder)


def test_it_begins_with_the_six_steps():
    assert TEXT.split("## ")[1].startswith("Add a pooling area in six steps")
    assert re.findall(r"^\*\*(\d)\. ", TEXT, re.MULTILINE) == list("123456")


def test_the_area_of_the_six_steps_is_there(with_fuxin):
    assert with_fuxin.of("210900").name == {"zh": "阜新市", "en": "Fuxin"}


def test_the_case_of_the_six_steps_holds(with_fuxin):
    (file,) = (name for name in BLOCKS if name.startswith("tests/cases/"))
    (case,) = tomllib.loads(BLOCKS[file])["case"]
    base = tomllib.loads((HERE / Path(file).name).read_text(encoding="utf-8"))["base"]
    asked = case_of(merged(base, case["given"]))
    assert differences(case["expect"], plain(assess(asked, with_fuxin.of(asked.area)))) == []


def test_the_targets_it_names_are_there():
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", TEXT, re.MULTILINE)) <= targets


def test_the_changelog_tells_of_each_change_of_the_law_in_one_form():
    log = (Path(__file__).parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")
    changes = [
        " ".join(line.split())
        for section in re.findall(r"^### Law\n(.*?)(?=^##|\Z)", log, re.MULTILINE | re.DOTALL)
        for line in re.split(r"^- ", section, flags=re.MULTILINE)[1:]
    ]
    assert changes
    for change in changes:
        kind, days, areas, told, document = change.split(" · ")
        assert kind in {"law change", "correction", "technical"}, change
        assert all((days, areas, document)), change
        assert " → " in told, change
