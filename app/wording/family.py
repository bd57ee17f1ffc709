"""家庭共济成文. The answer to a family in words: kinship, what each account may do, each need, transfers."""

from msgspec.structs import replace

from app.model.explanation import Text
from app.model.family_aid import (
    AccountJudged,
    FamilyAid,
    FamilyFinding,
    FamilyQuestion,
    Kinship,
    NeedTold,
    Transfers,
)
from app.wording import policy_in_words, reason_in_words
from app.wording.template import sentence
from app.wording.values import Value


def family_in_words(told: FamilyAid) -> FamilyAid:
    """成文. A copy of the answer with its headline and every text filled in."""
    return replace(
        told,
        headline=_headline(told),
        needs=tuple(map(_need, told.needs)),
        transfers=tuple(map(_transfers, told.transfers)),
        kinships=tuple(map(_kinship, told.kinships)),
        reasons=tuple(map(reason_in_words, told.reasons)),
        findings=tuple(map(_finding, told.findings)),
        questions=tuple(map(_question, told.questions)),
        policy=policy_in_words(told.policy),
    )


def _headline(told: FamilyAid) -> Text:
    facts: dict[str, Value] = {
        "paid_fen": told.paid_fen,
        "unpaid_fen": told.unpaid_fen,
        "paid_in_full": told.paid_in_full,
        "needs": len(told.needs),
    }
    return sentence("headline", f"family_{told.outcome}", facts)


def _need(told: NeedTold) -> NeedTold:
    shares = [
        sentence("need", "share", {"account": share.account + 1, "share_fen": share.amount_fen, "way": share.way})
        for share in told.shares
    ]
    facts: dict[str, Value] = {
        "need": told.need + 1,
        "beneficiary": told.beneficiary,
        "use": told.kind,
        "amount_fen": told.amount_fen,
        "paid_fen": told.paid_fen or None,
        "short_fen": told.short_fen,
    }
    texts = [sentence("need", told.unpaid or "paid", facts), *shares]
    text = Text("".join(each.zh for each in texts), " ".join(each.en for each in texts))
    accounts = tuple([_judged(each, told.beneficiary) for each in told.accounts])
    return replace(told, accounts=accounts, text=text)


def _judged(told: AccountJudged, beneficiary: str) -> AccountJudged:
    facts: dict[str, Value] = {"holder": told.holder, "beneficiary": beneficiary, "relation": told.relation}
    return replace(told, text=sentence("judged", told.because, facts))


def _kinship(told: Kinship) -> Kinship:
    """亲属关系. Who somebody is, by which way: each person passed on it, the last one left out."""
    via = ", ".join(step.person for step in told.path[:-1])
    facts: dict[str, Value] = {
        "holder": told.holder,
        "person": told.person,
        "relation": told.relation,
        "via": via or None,
    }
    return replace(told, text=sentence("kinship", told.standing, facts))


def _transfers(told: Transfers) -> Transfers:
    facts: dict[str, Value] = {
        "holder": told.holder,
        "to": ", ".join(told.to),
        "amount_fen": told.amount_fen,
        "transfers": told.transfers,
        "least_days": told.least_days,
        "each_fen": told.each_most_fen,
        "a_day": told.a_day_most,
        "from_hour": told.closed_from_hour,
        "until_hour": told.closed_until_hour,
    }
    return replace(told, text=sentence("transfers", "needed", facts))


def _finding(told: FamilyFinding) -> FamilyFinding:
    return replace(told, text=sentence("family_finding", told.code, {"record": _record(told.pointer)}))


def _question(told: FamilyQuestion) -> FamilyQuestion:
    return replace(told, text=sentence("family_question", told.code, {"record": _record(told.pointer)}))


def _record(pointer: str) -> int | None:
    """第几项. The number of the item that a pointer speaks of, from 1; null where it speaks of the whole list."""
    place = pointer.split("/")[2:3]
    return int(place[0]) + 1 if place else None
