"""时刻. The moment it is: in China, whatever the time zone of the machine (there is one, without summer time)."""

from datetime import datetime, timedelta, timezone
from typing import Final

SHANGHAI: Final = timezone(timedelta(hours=8))


def now() -> datetime:
    """此刻. The time in Shanghai."""
    return datetime.now(SHANGHAI)
