"""所用政策. What of the policy an answer rests on: its documents, how sure they are, and what is missing."""

from collections.abc import Iterable

from app.assess.verdict import Verdict
from app.assess.warnings import documents_warned_of, grounds_of, taken_from_elsewhere, warnings_of
from app.model.assessment import AreaMonths, EligibilityEntry
from app.model.awards import Awards
from app.model.case import Case
from app.model.explanation import MissingFigure, PolicyUsed, Reason
from app.model.policy import Policy, YearLaw

Cited = Iterable[Reason | EligibilityEntry | AreaMonths]
"""所引. What of an answer stands with its clause."""


def policy_used(  # noqa: PLR0913 (the answer, part by part)
    case: Case, judged: Verdict, policy: Policy, law: YearLaw, awards: Awards | None, *, cited: Cited
) -> PolicyUsed:
    """所用政策. The documents of every clause cited and of every subject warned of, each once."""
    grounds = grounds_of(case, judged, policy, awards)
    documents = dict.fromkeys([each.clause.document for each in cited if each.clause is not None])
    for subjects, rested_on, _ in grounds:
        documents |= dict.fromkeys(documents_warned_of(subjects, rested_on, case.on))
    taken = tuple(taken_from_elsewhere(cited, policy))
    documents |= dict.fromkeys([document for _, document in taken])
    documents.pop("", None)
    warned = warnings_of(case, grounds, awards)
    return PolicyUsed(
        revision=policy.revision,
        documents=tuple(documents),
        verified_on=law.verified_on,
        warnings=tuple(dict.fromkeys((*warned, *[warning for warning, _ in taken]))),
        missing=_missing(judged, policy) if judged.missing else (),
    )


def _missing(judged: Verdict, policy: Policy) -> tuple[MissingFigure, ...]:
    """未知政策. The figures that the plan needs and the policy does not hold, each once."""
    return tuple(
        [
            MissingFigure(subject, year, policy.known_until.get(subject))
            for subject, year in dict.fromkeys(judged.missing)
        ]
    )
