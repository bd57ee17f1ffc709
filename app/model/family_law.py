"""共济规定. The law of family aid in one area: for whom and for what an account may pay, and how far it reaches."""

import msgspec

from app.model.citation import Citation
from app.model.family import Relative, Use, Way


class FamilyAccount(msgspec.Struct, frozen=True, kw_only=True):
    """个人账户家庭共济. For whom and for what an employee's personal account may pay. Reading: R27, R28.

    `relatives` are of both lines; a use may ask that the relative is enrolled, or that the institution is designated.
    """

    cited: Citation
    relatives: tuple[Relative, ...]
    uses: tuple[Use, ...]
    only_enrolled: tuple[Use, ...]
    only_designated: tuple[Use, ...]


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """共济范围. How an account reaches a relative in another area, and the limits of the insurance wallet.

    A way is `direct` or `wallet` (医保钱包); null: not known. `transfer_uses` are what a wallet may be spent on. Of an
    account's holder, `transfers_a_day` may be made, each of at most `transfer_most_fen`, none from the hour
    `closed_from` until `closed_until`. Reading: R28b.
    """

    cited: Citation
    same_province: Way | None
    other_province: Way | None
    transfer_uses: tuple[Use, ...]
    transfers_a_day: int
    transfer_most_fen: int
    closed_from_hour: int
    closed_until_hour: int
