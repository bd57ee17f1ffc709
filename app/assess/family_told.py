"""共济结果. The parts of the answer to a family, told from what was judged and allocated.

Reading: R27, R27b, R28, R28b.
"""

from collections.abc import Sequence

from app.assess.family_allocation import Allocation
from app.assess.family_judgement import Judging, Pair
from app.assess.family_ties import Family, Found
from app.model.family import FamilyCase
from app.model.family_aid import (
    AccountJudged,
    FamilyFinding,
    FamilyFindingCode,
    Kinship,
    KinshipStep,
    NeedTold,
    Share,
    Standing,
    Transfers,
    Unpaid,
)
from app.rules.family_aid import transfer_days, transfers

CONSEQUENCES: dict[FamilyFindingCode, str] = {
    "duplicate_person": "first_counted",
    "unknown_person": "not_counted",
    "own_relative": "not_counted",
    "impossible_enrolment": "not_counted",
    "account_twice": "first_counted",
    "no_personal_account": "not_counted",
    "future_need": "not_paid",
    "not_born": "not_counted",
}
IN_DOUBT = "in_doubt"
"""存疑. What follows from ties that contradict one another: nothing is paid over them, and nothing refused."""
OF_THE_NEED: tuple[Unpaid, ...] = ("not_a_use", "not_designated", "not_enrolled", "wallet_not_opened", "own_need")
"""费用本身的原因. What keeps a close relative's account from paying, the most telling first."""


def need_told(case: FamilyCase, judging: Judging, found: Allocation, place: int, row: Sequence[Pair]) -> NeedTold:
    """费用结果. What is paid of one need, by whom, and why not more."""
    need, paid = case.needs[place], found.shares[place]
    ways = {pair.account: pair.way or "direct" for pair in row}
    paid_fen = sum(paid.values())
    unpaid = None if paid_fen == need.amount_fen else _unpaid(place in judging.needs, row)
    return NeedTold(
        need=place,
        beneficiary=need.beneficiary,
        kind=need.kind,
        amount_fen=need.amount_fen,
        paid_fen=paid_fen,
        shares=tuple([Share(account, ways[account], amount) for account, amount in paid.items()]),
        unpaid=unpaid,
        short_fen=found.short_fen[place] if unpaid == "balance_short" else None,
        accounts=tuple([_account(case, pair) for pair in row]),
    )


def _unpaid(counts: bool, row: Sequence[Pair]) -> Unpaid:  # noqa: FBT001 (one place, one line)
    """未付原因. Why a need is not paid in full."""
    if not counts:
        return "not_counted"
    verdicts = {pair.verdict for pair in row}
    if "allowed" in verdicts:
        return "balance_short"
    if verdicts & {"needs_facts", "needs_policy"}:
        return "undecided"
    causes = {pair.because for pair in row}
    return next((cause for cause in OF_THE_NEED if cause in causes), "no_account")


def _account(case: FamilyCase, pair: Pair) -> AccountJudged:
    holder = case.accounts[pair.account].holder
    way = pair.way if pair.verdict == "allowed" else None
    return AccountJudged(pair.account, holder, pair.kin.relation, pair.verdict, pair.because, way)


def kinships_told(case: FamilyCase, family: Family, pairs: Sequence[Pair]) -> tuple[Kinship, ...]:
    """亲属关系. What each beneficiary is to each holder, once."""
    told: dict[tuple[str, str], Kinship] = {}
    for pair in pairs:
        holder, person = case.accounts[pair.account].holder, case.needs[pair.need].beneficiary
        if {holder, person} <= family.places.keys():
            told.setdefault((holder, person), _kinship(holder, person, pair))
    return tuple(told.values())


def _kinship(holder: str, person: str, pair: Pair) -> Kinship:
    path = [
        KinshipStep(edge.to, edge.step, edge.nature, edge.doubt, tuple([f"/ties/{tie}" for tie in edge.ties]))
        for edge in pair.kin.path
    ]
    standing: Standing = "not_close_relative"
    law = pair.law.family_account
    if law is None:
        standing = "undetermined"
    elif pair.kin.relation in law.relatives:
        standing = "undetermined" if pair.kin.doubt else "close_relative"
    return Kinship(holder, person, pair.kin.relation, standing, tuple(path))


def transfers_told(case: FamilyCase, needs: Sequence[NeedTold], pairs: Sequence[Pair]) -> tuple[Transfers, ...]:
    """钱包转账. Of each holder, what goes to whose wallet, in how many transfers, on how many days at least."""
    sent: dict[str, dict[str, int]] = {}
    for need in needs:
        for share in need.shares:
            if share.way == "wallet":
                to = sent.setdefault(case.accounts[share.account].holder, {})
                to[need.beneficiary] = to.get(need.beneficiary, 0) + share.amount_fen
    reach = next((pair.reach.reach for pair in pairs if pair.way == "wallet" and pair.reach.reach), None)
    if reach is None:
        return ()
    told = []
    for holder, to in sent.items():
        count = sum(transfers(amount_fen, reach) for amount_fen in to.values())
        told.append(
            Transfers(
                holder=holder,
                to=tuple(to),
                amount_fen=sum(to.values()),
                transfers=count,
                least_days=transfer_days(count, reach),
                each_most_fen=reach.transfer_most_fen,
                a_day_most=reach.transfers_a_day,
                closed_from_hour=reach.closed_from_hour,
                closed_until_hour=reach.closed_until_hour,
            )
        )
    return tuple(told)


def findings_told(found: Sequence[Found]) -> tuple[FamilyFinding, ...]:
    """发现. Each finding with its consequence."""
    return tuple([FamilyFinding(code, pointer, CONSEQUENCES.get(code, IN_DOUBT)) for code, pointer in found])
