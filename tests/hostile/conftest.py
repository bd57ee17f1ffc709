"""What the hostile tests share: a server that writes a line for every request."""

import pytest

from tests.contract.process import served


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with served(tmp_path_factory.mktemp("server"), ["--access-log"]) as running:
        yield running
