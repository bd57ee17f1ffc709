"""Schemathesis searches for a request that breaks the contract: every phase, every check, and none is found."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.keeping import SECRETS

ROOT = Path(__file__).parents[2]
COMMAND = [str(Path(sys.executable).with_name("schemathesis")), "--no-color", "run"]
PHASES = "examples,coverage,fuzzing,stateful"


def searched(server, folder, examples, *options):
    command = [*COMMAND, f"{server.url}/openapi.json", "--checks", "all", "--mode", "all", "--phases", PHASES]
    command += ["--max-examples", str(examples), "--continue-on-failure", "--request-timeout", "10", *options]
    (folder / "schemathesis.toml").write_text(f'[auth.openapi.caller]\nbearer = "{SECRETS["counter-1"]}"\n')
    env = os.environ | {"SCHEMATHESIS_HOOKS": "tests.contract.wire", "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=10_800)


def test_a_short_search_finds_nothing(server, tmp_path):
    found = searched(server, tmp_path, 40, "--seed", "1")
    assert found.returncode == 0, found.stdout[-8000:] + found.stderr[-2000:]


@pytest.mark.fuzz
def test_a_long_search_finds_nothing(server, tmp_path):
    found = searched(server, tmp_path, os.environ.get("CANBAO_FUZZ_EXAMPLES", "2000"))
    assert found.returncode == 0, found.stdout[-8000:] + found.stderr[-2000:]
