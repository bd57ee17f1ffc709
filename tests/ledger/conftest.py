"""A ledger, empty or with entries, in a folder of its own."""

import shutil

import pytest

from app.ledger import begin
from tests.ledger.book import filled


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """An empty ledger and one with entries, with those entries; tests take copies."""
    folder = tmp_path_factory.mktemp("ledgers")
    for name in ("empty", "full"):
        begin(folder / name)
    return folder, filled(folder / "full", 12)


@pytest.fixture
def path(made, tmp_path):
    return shutil.copy(made[0] / "empty", tmp_path / "decisions.ledger")


@pytest.fixture
def entries(made, path):
    shutil.copy(made[0] / "full", path)
    return made[1]
