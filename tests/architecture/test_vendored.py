"""The documentation page is served from here alone, and its vendored files are as they were published."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "app" / "web" / "static" / "docs"
OURS = {"VERSION", "index.html", "start.js"}
NAME, *DIGESTS = (DOCS / "VERSION").read_text().splitlines()


@pytest.mark.parametrize("line", DIGESTS, ids=lambda line: line.split()[1])
def test_a_vendored_file_is_as_published(line):
    digest, name = line.split()
    assert sha256((DOCS / name).read_bytes()).hexdigest() == digest


def test_the_version_is_named_and_every_vendored_file_has_its_digest():
    assert re.fullmatch(r"swagger-ui-dist \d+\.\d+\.\d+", NAME)
    assert {line.split()[1] for line in DIGESTS} == {path.name for path in DOCS.iterdir()} - OURS


def test_the_page_loads_nothing_from_outside_and_runs_no_inline_script():
    page = (DOCS / "index.html").read_text()
    loaded = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert loaded
    assert [where for where in loaded if "//" in where] == []
    assert re.findall(r"<script[^>]*>[^<]", page) == []
    assert "validatorUrl: null" in (DOCS / "start.js").read_text()


def test_the_style_sheet_loads_nothing_from_outside():
    targets = re.findall(r"url\(\s*[\"']?([^)\"']{0,40})", (DOCS / "swagger-ui.css").read_text())
    assert [target for target in targets if not target.startswith("data:")] == []
    assert "@import" not in (DOCS / "swagger-ui.css").read_text()
