"""共济依据. What the answer to a family rests on: the clauses applied, the readings, the documents, what is not known.

Reading: R27, R27b, R28, R28b.
"""

from collections.abc import Sequence

from app.assess.family_judgement import Judging, Pair
from app.assess.grounds import reason
from app.assess.warnings import warnings_of_a_subject
from app.model.explanation import MissingFigure, PolicyUsed, PolicyWarning, ReadingUsed, Reason
from app.model.family import FamilyCase


def reasons_told(pairs: Sequence[Pair], case: FamilyCase) -> tuple[Reason, ...]:
    """理由. The clauses applied: who is a close relative, what may be paid, and how it gets to another province."""
    told: dict[Reason, None] = {}
    for pair in pairs:
        if (law := pair.law.family_account) and pair.verdict != "needs_policy" and pair.because != "not_counted":
            relatives, kind = ", ".join(law.relatives), case.needs[pair.need].kind
            told[reason("close_relative", pair.law, law, "payer", relation=relatives)] = None
            effect = "paid" if kind in law.uses else "not_paid"
            told[reason("account_use", pair.law, law, effect, use=kind, listed=kind in law.uses)] = None
        if (reach := pair.reach.reach) and pair.because == "allowed_by_wallet":
            limits = {"transfers_a_day": reach.transfers_a_day, "each_fen": reach.transfer_most_fen}
            told[reason("wallet_transfer", pair.reach, reach, "by_wallet", **limits)] = None
    return tuple(told)


def readings_told(pairs: Sequence[Pair]) -> tuple[ReadingUsed, ...]:
    """所用读法. Those on relatives and uses; on birth families and other areas where they matter."""
    used: dict[str, ReadingUsed] = {}
    for pair in pairs:
        if pair.because in {"not_counted", "rule_unknown", "no_personal_account"}:
            continue
        names = ["R27", "R28"]
        names += ["R27b"] if pair.kin.doubt == "birth_family" else []
        names += ["R28b"] if pair.elsewhere else []
        known = pair.law.readings
        used |= {name: known[name] for name in names if name in known}
    return tuple([used[name] for name in sorted(used)])


def missing_told(pairs: Sequence[Pair], judging: Judging) -> tuple[MissingFigure, ...]:
    """未知政策. The rules that are not known, and until when they are."""
    missing: dict[MissingFigure, None] = {}
    for pair in pairs:
        if pair.verdict == "needs_policy":
            policy = judging.policies[judging.case.accounts[pair.account].area]
            subject, year = (
                ("family_account", pair.law.year) if pair.because == "rule_unknown" else ("reach", pair.reach.year)
            )
            missing[MissingFigure(subject if policy.modelled else "area", year, policy.known_until.get(subject))] = None
    return tuple(missing)


def policy_told(
    case: FamilyCase, judging: Judging, pairs: Sequence[Pair], missing: tuple[MissingFigure, ...]
) -> PolicyUsed:
    """所用政策. Revision, documents and doubts of the rules that the answer rests on."""
    warned: dict[PolicyWarning, None] = {}
    cited = []
    for pair in pairs:
        for subject, law in (("family_account", pair.law), *([("reach", pair.reach)] if pair.elsewhere else [])):
            warned |= dict.fromkeys(warnings_of_a_subject(subject, law, case.on))
            held = getattr(law, subject)
            cited += [held.cited] if held else []
    return PolicyUsed(
        judging.revision,
        tuple(dict.fromkeys(each.document for each in cited)),
        min((each.checked for each in cited), default=None),
        tuple(warned),
        missing,
    )
