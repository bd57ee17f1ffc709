"""外部数据取入. Payloads of other systems in, parts of a case and findings out; pure, and nothing of a person is kept.

What a payload does not say is not taken for zero: a year of which it does not tell whether the fee was paid is an
unknown year, a month of employee cover that it does not prove is not in the history, and every row that is not in the
history is a finding. The order of rows means nothing.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

import msgspec

from app.intake import gd_90100, nhsa_1101, nhsa_payments, tax_enrolment, tax_receipts
from app.intake.foreign import Foreign
from app.intake.national import answered_on, failed
from app.model.intake import IntakeFormat, IntakeTold

__all__ = ["FORMATS", "UNDATED", "Foreign", "Format"]


class Format(msgspec.Struct, frozen=True):
    """格式. The type of a payload, what takes it in, and what more may be wrong with it than its shape.

    `taken` is given the payload, the day of which it speaks and the first year that any law counts; `day` reads that
    day in the payload (null: the payload has none, and who sends it has to tell).
    """

    payload: type[Foreign]
    taken: Callable[[Any, date, int], IntakeTold]
    failed: Callable[[object], Iterator[tuple[str, str]]]
    day: Callable[[Any], date] | None = None


def _never_failed(_tree: object) -> Iterator[tuple[str, str]]:
    yield from ()


FORMATS: Final[dict[IntakeFormat, Format]] = {
    "nhsa-1101": Format(nhsa_1101.Answer1101, nhsa_1101.taken, failed, answered_on),
    "nhsa-payments": Format(nhsa_payments.PaymentRows, nhsa_payments.taken, nhsa_payments.failed),
    "gd-90100": Format(gd_90100.Answer90100, gd_90100.taken, failed, answered_on),
    "tax-enrolment": Format(tax_enrolment.TaxEnrolment, tax_enrolment.taken, tax_enrolment.failed),
    "tax-receipts": Format(tax_receipts.TaxReceipts, tax_receipts.taken, _never_failed),
}
UNDATED: Final = frozenset(name for name, format_ in FORMATS.items() if format_.day is None)
"""不记日. The formats whose payloads do not say of which day they speak."""
