"""What the tests of intake share: payloads read and taken in as the service does it."""

from datetime import date

import msgspec
import pytest

from app.intake import FORMATS
from app.web.intake import reader, taken_in

ON = date(2026, 11, 21)
SINCE = 2025


@pytest.fixture(scope="session")
def taken():
    """From a format and a payload to what is told of it, as JSON."""

    def made(name, payload, on=ON, since=SINCE):
        format_ = FORMATS[name]
        read = reader(format_).read(msgspec.json.encode(payload))
        return msgspec.json.decode(msgspec.json.encode(taken_in(format_, read, on, since)))

    return made
