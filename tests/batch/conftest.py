"""A small population on disk, and the command as users call it."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from app.batch.demo.people import asked
from app.batch.demo.writing import blocks
from app.cli import main

ROOT = Path(__file__).parents[2]
ENGLISH = {**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1"}


def here(*words) -> subprocess.CompletedProcess[str]:
    """The command in this process: as it is called, but for the time it takes to start."""
    done = CliRunner().invoke(main, [*map(str, words)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def canbao(*words, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=ENGLISH, **options)


@pytest.fixture(scope="session")
def population() -> pa.RecordBatch:
    return next(blocks(1200, 11, asked(date(2025, 11, 21), (), year=2026)))


@pytest.fixture
def people(population, tmp_path) -> Path:
    """The population in six row groups."""
    path = tmp_path / "people.parquet"
    pq.write_table(pa.Table.from_batches([population]), path, row_group_size=200)
    return path
