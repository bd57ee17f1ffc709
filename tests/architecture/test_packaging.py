"""What is installed is what was locked, and the image asks for no more than it needs."""

import re
import tomllib
from pathlib import Path

import pytest
from dockerfile_parse import DockerfileParser

from app.web.body import LIMIT
from app.web.serving import IDLE_SECONDS
from tests.architecture.left_out import blocks

ROOT = Path(__file__).parents[2]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def dockerfile(tmp_path_factory):
    copy = tmp_path_factory.mktemp("image") / "Dockerfile"
    copy.write_text((ROOT / "Dockerfile").read_text())
    return [(line["instruction"], line["value"]) for line in DockerfileParser(str(copy)).structure]


def test_nginx_as_the_page_has_it_lets_go_before_the_service_and_leaves_the_limit_to_it():
    (block,) = blocks(ROOT / "docs" / "container.md", "nginx")
    assert int(re.search("keepalive_timeout ([0-9]+)s;", block)[1]) < IDLE_SECONDS
    assert int(re.search("client_max_body_size ([0-9]+)m;", block)[1]) * 2**20 > LIMIT
    assert f" {IDLE_SECONDS}\n" in block
    batch = block.partition("/v1/assessments/batch")[2]
    assert all(f"{each} off;" in batch for each in ("proxy_request_buffering", "proxy_buffering"))


def test_the_page_tells_operators_every_event_and_every_metric():
    page = (ROOT / "docs" / "container.md").read_text(encoding="utf-8")
    sources = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "app" / "web").glob("*.py")}
    named = re.findall(
        r'"((?:policy|callers|keeping|ledger|worker)_[a-z_]+|internal_error)"',
        "".join(text for name, text in sources.items() if name in {"reloading", "workers", "keeping", "journal"}),
    )
    metrics = re.findall(r"# HELP ([a-z_]+) ", "".join(sources.values()))
    assert len(set(named)) > 8
    assert len(set(metrics)) > 7
    assert [each for each in (*named, *metrics) if f"`{each}`" not in page] == []


def values(dockerfile, instruction):
    return [value for name, value in dockerfile if name == instruction]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_release_has_its_hashes_and_no_address(lock):
    text = lock.read_text()
    assert "://" not in text
    releases = re.split(r"\n(?=\S)", text.strip())
    assert releases
    for release in releases:
        assert re.match(r"[a-z0-9-]+==[^ ]+( ; [^\\]+)? \\\n    --hash=sha256:[0-9a-f]{64}", release)


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["project"]["dependencies"]),
        ("requirements-dev.lock", PROJECT["project"]["optional-dependencies"]["dev"]),
        ("requirements-build.lock", PROJECT["build-system"]["requires"]),
    ],
    ids=["run", "run under test", "test", "build"],
)
def test_a_lock_holds_what_the_project_asks_for(lock, wanted):
    releases = {line.split()[0] for line in (ROOT / lock).read_text().splitlines() if line[0] != " "}
    assert set(all_of(wanted)) <= releases


def all_of(wanted):
    """What is wanted, with what our own extras named in it want."""
    for each in wanted:
        extra = re.fullmatch(r"canbao\[(\w+)\]", each)
        yield from all_of(PROJECT["project"]["optional-dependencies"][extra[1]]) if extra else [each]


def test_what_is_tested_is_what_runs():
    running, tested = (
        {line.split()[0] for line in (ROOT / name).read_text().splitlines() if line[0] != " "}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert running <= tested


def test_the_base_image_is_pinned_to_a_minor_release(dockerfile):
    (base,) = values(dockerfile, "ARG")
    assert re.fullmatch(r"BASE=python:3\.\d+-slim", base)
    assert {value.split(" AS ")[0] for value in values(dockerfile, "FROM")} == {"${BASE}"}


def test_the_image_runs_as_nobody_in_particular_on_one_port(dockerfile):
    assert values(dockerfile, "USER") == ["10001:10001"]
    assert values(dockerfile, "EXPOSE") == ["8000"]
    assert "install -d -o 10001 -g 10001 -m 700 /srv/ledger" in values(dockerfile, "RUN")
    assert "/readyz" in values(dockerfile, "HEALTHCHECK")[0]


def test_the_image_installs_by_hash_alone(dockerfile):
    installs = re.findall(r"pip [^&]*?install ([^&]*)", " ".join(values(dockerfile, "RUN")))
    assert installs
    assert [line for line in installs if "--require-hashes" not in line and "--no-deps" not in line] == []
