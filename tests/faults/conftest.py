"""An empty ledger."""

import pytest

from app.ledger import begin


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "decisions.ledger"
    begin(path)
    return path
