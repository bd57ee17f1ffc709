"""外部数据取入. Payloads of other systems in, parts of a case and findings out; pure, and nothing of a person is kept.

What a payload does not say is not taken for zero: a year of which it does not tell whether the fee was paid is an
unknown year, a month of employee cover that it does not prove is not in the history, and every row that is not in the
history is a finding. The order of rows means nothing.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from app.intake import nhsa_1101
from app.intake.foreign import Foreign
from app.intake.national import failed
from app.model.intake import IntakeFormat, IntakeTold

__all__ = ["FORMATS", "Foreign", "Format"]


class Format(msgspec.Struct, frozen=True):
    """格式. The type of a payload, what takes it in, and what more may be wrong with it than its shape.

    `taken` is given the payload and the first year that any law counts.
    """

    payload: type[Foreign]
    taken: Callable[[Any, int], IntakeTold]
    failed: Callable[[object], Iterator[tuple[str, str]]]


FORMATS: Final[dict[IntakeFormat, Format]] = {
    "nhsa-1101": Format(nhsa_1101.Answer1101, nhsa_1101.taken, failed),
}
