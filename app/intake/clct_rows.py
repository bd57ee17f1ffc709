"""缴费明细. Rows of payment as the platform names their columns: 费款所属期, 缴费类型, 到账, 核销; what each is worth.

Paid is what the statistics of a bureau count: clct_type 10, clct_flag 1 and, where the table has it, revs_flag Z.

Source: column lists and SQL on staf_psn_clct_detl_d and rsdt_psn_clct_detl_d; codes of a Hebei bureau.
"""

from typing import Final

from app.intake.contributions import Contribution, Doubt, refund_of_anything
from app.intake.enrolment import BASES, EMPLOYEE, RESIDENT
from app.intake.foreign import Row, UnreadableError
from app.intake.gathered import Gathered
from app.intake.months import months_told
from app.model.case import Scheme

SCHEMES: Final[dict[str, Scheme]] = {EMPLOYEE: "employee", RESIDENT: "resident"}
PAID_TYPE: Final = "10"
REFUNDS: Final = frozenset({"20", "991"})
"""退收, 居民退费."""
ARRIVED: Final = "1"
NOT_ARRIVED: Final = "0"
NOT_WRITTEN_OFF: Final = "Z"
AMOUNTS: Final = ("clct_sumamt", "psn_clct_amt")


def contributions(rows: list[Row], gathered: Gathered, *, with_revs_flag: bool) -> tuple[list[Contribution], bool]:
    """缴费明细. The rows of the two schemes that can be read, and whether each of them can."""
    found: list[Contribution] = []
    whole = True
    for row in rows:
        try:
            insutype = row.text("insutype")
            if insutype in SCHEMES:
                found.append(_contribution(row, SCHEMES[insutype], with_revs_flag=with_revs_flag))
            elif insutype is not None:
                gathered.note("scheme_not_modelled", row.pointer, "not_counted")
            else:
                raise UnreadableError  # noqa: TRY301 (a row without a scheme is a row that cannot be read)
        except UnreadableError:
            gathered.note("unreadable_row", row.pointer, "years_unknown")
            whole = False
            if _refunds(row):
                found += [refund_of_anything(row.pointer, scheme) for scheme in SCHEMES.values()]
    return found, whole


def _contribution(row: Row, scheme: Scheme, *, with_revs_flag: bool) -> Contribution:
    kind, flag, written_off = row.text("clct_type"), row.text("clct_flag"), row.text("revs_flag")
    return Contribution(
        pointer=row.pointer,
        scheme=scheme,
        months=months_told(row.month("accrym_begn"), row.month("accrym_end")),
        area=row.area("poolarea_no") or row.area("insu_admdvs"),
        paid_on=row.day("clct_time"),
        basis=BASES.get(row.text("psn_type") or "") if scheme == "employee" else None,
        refund=_refunds(row),
        doubt=_doubt(kind, flag, written_off if with_revs_flag or written_off is not None else NOT_WRITTEN_OFF),
    )


def _refunds(row: Row) -> bool:
    """退费. Whether a row pays back, by its kind or by an amount below nothing, or that may be."""
    return row.legible("clct_type") in REFUNDS or any(map(row.may_pay_back, AMOUNTS))


def _doubt(kind: str | None, flag: str | None, written_off: str | None) -> Doubt | None:
    """存疑. Why a row is not surely a payment, or a refund; null where it is."""
    if written_off is not None and written_off != NOT_WRITTEN_OFF:
        return "reversed_payment"
    if flag == NOT_ARRIVED:
        return "payment_not_arrived"
    if flag != ARRIVED or written_off is None or kind not in {PAID_TYPE, *REFUNDS}:
        return "payment_not_counted"
    return None
