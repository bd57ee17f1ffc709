"""统筹基金. The arithmetic that the documents of an area set for a year of its pool, in order, with what is missing.

Reading: R42 (facts before policy), R46 (the balance pays the policy shortfall first).
"""

import msgspec

from app.model.explanation import MissingFigure, PolicyUsed, PolicyWarning, ReadingUsed
from app.model.funds import (
    Fund,
    FundFinding,
    FundQuestion,
    FundReason,
    FundRule,
    FundsAsked,
    FundsTold,
    PartAsked,
    PartTold,
    Shortfall,
)
from app.model.policy import Policy
from app.model.pooling import Pooling
from app.rules.pooling import adjustment_fund, paid_in_turn, reserve_fund, shortfall_fen, surplus

RULE_OF_CAUSE: dict[str, FundRule] = {"policy": "policy_shortfall", "management": "management_shortfall"}
READINGS = ("R45", "R46", "R47")


class Notes(msgspec.Struct, gc=False):
    """记. What is found on the way: rules applied, facts missing, figures that cannot be, whether a text is silent."""

    rules: dict[FundRule, None] = {}
    questions: list[FundQuestion] = []
    findings: list[FundFinding] = []
    silent: bool = False


def funds(asked: FundsAsked, policy: Policy) -> FundsTold:
    """统筹基金结果. Funds set aside, then part by part; never raises for a request that satisfies the schema."""
    pooling, notes = policy.of(asked.year).pooling, Notes()
    adjustment = reserve = None
    parts = tuple([_unknown(part) for part in asked.parts])
    if pooling is not None:
        adjustment, reserve = adjustment_fund(asked, pooling), reserve_fund(asked, pooling)
        _told_of_funds(adjustment, reserve, notes)
        _least(asked, pooling, notes)
        parts = tuple([_part(index, part, pooling, notes) for index, part in enumerate(asked.parts)])
    silent = notes.silent or not (notes.rules or notes.questions)
    return FundsTold(
        outcome="needs_facts" if notes.questions else "needs_policy" if silent else "computed",
        area=asked.area,
        year=asked.year,
        adjustment=adjustment,
        reserve=reserve,
        parts=parts,
        called_on_reserve_fen=_called_on_reserve_fen(parts),
        reasons=tuple([FundReason(rule, pooling.cited.clause(rule)) for rule in notes.rules]) if pooling else (),
        readings=_readings(policy, asked.year) if notes.rules else (),
        findings=tuple(notes.findings),
        questions=tuple(notes.questions),
        policy=_policy_used(policy, pooling, asked.year, silent=silent),
    )


def _told_of_funds(adjustment: Fund | None, reserve: Fund | None, notes: Notes) -> None:
    """提取. The rules behind the funds set aside, and the financing to ask for."""
    if adjustment is not None:
        notes.rules["adjustment_fund"] = None
    if reserve is not None:
        notes.rules["reserve_fund"] = None
    unknown = {fund.of for fund in (adjustment, reserve) if fund is not None and fund.financing_fen is None}
    if "this_year" in unknown:
        notes.questions.append(FundQuestion("financing", "/financing_fen"))
    if "last_year" in unknown:
        notes.questions.append(FundQuestion("last_year_financing", "/last_year_financing_fen"))


def _least(asked: FundsAsked, pooling: Pooling, notes: Notes) -> None:
    """筹资下限. The least financing and fee a head, where the text sets them and the figures to hold are given."""
    a_head, individual = pooling.least_financing_fen, pooling.least_individual_fen
    if a_head is not None and asked.enrolled is not None and asked.financing_fen is not None:
        notes.rules["least_financing"] = None
        if asked.financing_fen < a_head * asked.enrolled:
            notes.findings.append(FundFinding("below_least_financing", "/financing_fen"))
    if individual is not None and asked.individual_fee_fen is not None:
        notes.rules["least_financing"] = None
        if asked.individual_fee_fen < individual:
            notes.findings.append(FundFinding("below_least_individual_fee", "/individual_fee_fen"))


def _part(index: int, part: PartAsked, pooling: Pooling, notes: Notes) -> PartTold:
    """县市区. Its shortfall by cause and payer, or its surplus; a text that says neither is silent."""
    short, pointer = shortfall_fen(part), f"/parts/{index}"
    if (part.management_shortfall_fen or 0) > short:
        notes.findings.append(FundFinding("management_over_shortfall", f"{pointer}/management_shortfall_fen"))
    if short:
        return _short(part, short, pooling, (notes, pointer))
    if pooling.surplus_percent is None:
        notes.silent |= part.income_fen > part.spending_fen
        return _unknown(part)
    left = surplus(part, pooling.surplus_percent)
    if left is None:
        return PartTold(area=part.area, shortfalls=(), surplus=None, balance_after_fen=part.balance_fen)
    if left.kept_fen is None:
        notes.questions.append(FundQuestion("targets_met", f"{pointer}/targets_met"))
    notes.rules["surplus_kept"] = None
    after = None if left.kept_fen is None else part.balance_fen + left.kept_fen
    return PartTold(area=part.area, shortfalls=(), surplus=left, balance_after_fen=after)


def _unknown(part: PartAsked) -> PartTold:
    """未知. A part of which nothing can be said."""
    return PartTold(area=part.area, shortfalls=(), surplus=None, balance_after_fen=None)


def _short(part: PartAsked, short: int, pooling: Pooling, noted: tuple[Notes, str]) -> PartTold:
    """缺口. The policy shortfall is paid first, then the one of management, each by those whom the text names."""
    notes, pointer = noted
    if not pooling.policy_shortfall_payers or not pooling.management_shortfall_payers:
        notes.silent = True
        return _unknown(part)
    if part.management_shortfall_fen is None:
        notes.questions.append(FundQuestion("management_shortfall", f"{pointer}/management_shortfall_fen"))
        return _unknown(part)
    of_management = min(part.management_shortfall_fen, short)
    of_policy = short - of_management
    first = Shortfall("policy", of_policy, paid_in_turn(of_policy, part.balance_fen, pooling.policy_shortfall_payers))
    balance = part.balance_fen - _from_balance_fen(first)
    payers = pooling.management_shortfall_payers
    second = Shortfall("management", of_management, paid_in_turn(of_management, balance, payers))
    told = tuple([each for each in (first, second) if each.amount_fen])
    notes.rules.update({RULE_OF_CAUSE[each.cause]: None for each in told})
    after = balance - _from_balance_fen(second)
    return PartTold(area=part.area, shortfalls=told, surplus=None, balance_after_fen=after)


def _from_balance_fen(shortfall: Shortfall) -> int:
    return sum(each.amount_fen for each in shortfall.paid if each.payer == "balance")


def _called_on_reserve_fen(parts: tuple[PartTold, ...]) -> int | None:
    """动用储备金. What the reserve fund has to pay for all parts; null while one of them is not known."""
    if not parts or any(part.balance_after_fen is None and part.surplus is None for part in parts):
        return None
    paid = [each for part in parts for shortfall in part.shortfalls for each in shortfall.paid]
    return sum(each.amount_fen for each in paid if each.payer == "reserve")


def _readings(policy: Policy, year: int) -> tuple[ReadingUsed, ...]:
    taken = policy.of(year).readings
    return tuple([taken[name] for name in READINGS])


def _policy_used(policy: Policy, pooling: Pooling | None, year: int, *, silent: bool) -> PolicyUsed:
    """所用政策. The document that answered, how sure it is, and that it says nothing where it does not."""
    warnings: list[PolicyWarning] = []
    if pooling is not None and pooling.cited.standing == "draft":
        warnings.append(PolicyWarning("draft", "pooling"))
    if pooling is not None and pooling.cited.confidence != "official":
        warnings.append(PolicyWarning(pooling.cited.confidence, "pooling"))
    missing = MissingFigure("pooling" if policy.modelled else "area", year, policy.known_until.get("pooling"))
    return PolicyUsed(
        revision=policy.revision,
        documents=(pooling.cited.document,) if pooling else (),
        verified_on=pooling.cited.checked if pooling else None,
        warnings=tuple(warnings),
        missing=(missing,) if silent else (),
    )
