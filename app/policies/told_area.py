"""地区告知. What is held of an area: the same at the command line and over HTTP."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from app.model.explanation import PolicyWarning, Text
from app.model.policy import Aid, Exempt, Newborn, Policy, Transfer
from app.model.pooling import Pooling
from app.model.scale import AwardScale
from app.policies.area import Level
from app.policies.load import Policies
from app.policies.register import State
from app.policies.span import Span, spans, spans_of
from app.policies.subject import SUBJECTS
from app.policies.told_version import VersionTold, version_told


class SubjectTold(msgspec.Struct, frozen=True, kw_only=True):
    """专题. Whether a subject is known for an area, from whom, and until which coverage year (null: open, or never)."""

    subject: str
    name: Text | None = None
    state: State
    areas: tuple[str, ...]
    known_until: int | None


class AreaListed(msgspec.Struct, frozen=True, kw_only=True):
    """地区. An area that states something itself: its name, its parent, how far its figures are known."""

    area: str
    name: dict[str, str]
    level: Level
    parent: str | None
    figures_until: int | None
    verified_on: date | None


class AreaTold(msgspec.Struct, frozen=True, kw_only=True):
    """地区政策. What is modelled for an area, partly or not, from whom, until when, and how sure it is.

    `answered_from` is the area that answers for the code asked about; `pooled_with` are those that recognise its
    contribution years, as it does theirs; `figures_until` is the last coverage year of which fee and window are known;
    `verified_on` the earliest day on which one of the versions was last checked.
    """

    area: str
    answered_from: str | None
    name: dict[str, str]
    level: Level | None
    parent: str | None
    modelled: bool
    pooled_with: tuple[str, ...]
    revision: str
    figures_until: int | None
    verified_on: date | None
    warnings: tuple[PolicyWarning, ...]
    subjects: tuple[SubjectTold, ...]
    versions: tuple[VersionTold, ...]


def area_told(policies: Policies, code: str, year: int | None = None) -> AreaTold:
    """地区政策. All of it, or that of one coverage year."""
    policy = policies.of(code)
    area = policies.by_code.get(policy.area)
    held = [span for span in spans_of(policy) if year is None or year in span.laws]
    versions = [version_told(span, year) for span in held]
    return AreaTold(
        area=code,
        answered_from=area.code if area else None,
        name=policy.name,
        level=area.level if area else None,
        parent=area.parent if area else None,
        modelled=policy.modelled,
        pooled_with=_pooled_with(policy),
        revision=policy.revision,
        figures_until=_figures_until(policy.known_until),
        verified_on=min((version.checked for version in versions), default=None),
        warnings=tuple(dict.fromkeys(warning for version in versions for warning in _warnings(version))),
        subjects=tuple(_subject(name, held, policy.known_until) for name in SUBJECTS),
        versions=tuple(versions),
    )


def _pooled_with(policy: Policy) -> tuple[str, ...]:
    """互认地区. By the last version of the pooling that is known, the area itself left out."""
    known = [span.laws[span.from_year] for span in spans(policy, "pooling")]
    recognised = known[-1].recognised_areas if known and isinstance(known[-1], Pooling) else ()
    return tuple(code for code in recognised if code != policy.area)


def areas_listed(policies: Policies) -> tuple[AreaListed, ...]:
    """地区. Every area with a folder, by code."""
    told = (area_told(policies, area.code) for area in policies.areas())
    return tuple(msgspec.convert(area, AreaListed, from_attributes=True) for area in told)


def _subject(name: str, spans: Sequence[Span], known_until: Mapping[str, int | None]) -> SubjectTold:
    """专题. Modelled where the last version stays known, is in force and leaves nothing open; else partly."""
    known = [span for span in spans if span.subject == name]
    last, until = known[-1] if known else None, known_until.get(name)
    whole = last is not None and until is None and last.cited.standing == "in_force"
    gaps = last is not None and _has_gaps(last.laws[last.from_year])
    return SubjectTold(
        subject=name,
        state="not_modelled" if last is None else "modelled" if whole and not gaps else "partly",
        areas=tuple(dict.fromkeys(span.cited.area for span in known)),
        known_until=until,
    )


def _has_gaps(law: msgspec.Struct) -> bool:
    """有未知. Whether a law leaves open what is paid, from which day, how much at least, or who is one of a group."""
    match law:
        case Transfer():
            return law.cover_from is None or law.fee == "unknown"
        case Newborn():
            return any(each == "unknown" for each in (law.fee, law.late, law.late_fee))
        case Exempt():
            return law.fee == "unknown" or any(group.perhaps for group in law.groups)
        case AwardScale():
            return law.least_amounts
        case Aid():
            return law.perhaps_born_from is not None
        case _:
            return False


def _figures_until(known_until: Mapping[str, int | None]) -> int | None:
    """已知至. The last coverage year of which fee and window are known; null where one never is, or both stay open."""
    if not {"fees", "window"} <= known_until.keys():
        return None
    return min((year for subject in ("fees", "window") if (year := known_until[subject])), default=None)


def _warnings(version: VersionTold) -> tuple[PolicyWarning, ...]:
    """提示. What makes a version less sure: a draft, a source that is not official."""
    codes = []
    if version.standing == "draft":
        codes.append(PolicyWarning("draft", version.subject))
    if version.confidence != "official":
        codes.append(PolicyWarning(version.confidence, version.subject))
    if version.secondary:
        codes.append(PolicyWarning("secondary", version.subject))
    if version.inferred:
        codes.append(PolicyWarning("inferred", version.subject))
    return tuple(codes)
