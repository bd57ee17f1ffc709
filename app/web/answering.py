"""应答. A case answered from policies: the one function behind HTTP and the command line."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

import msgspec
from msgspec.structs import replace

from app.assess import assess, brief, family_aid
from app.explore import assess_completed, comparison, completed, options, readings_table, why, with_readings
from app.model.assessment import Assessment
from app.model.case import Case, well_formed
from app.model.comparison import IN_FORCE, ComparisonAsked
from app.model.family import FamilyCase
from app.model.family_aid import FamilyAid
from app.model.options import OpenCase
from app.model.policy import Policy
from app.policies import Policies
from app.web.aside import LONG_BODY
from app.web.body import Reader
from app.web.problems import RefusedError
from app.web.queries import query_in
from app.wording import worded, worded_json
from app.wording.area_names import area_names
from app.wording.choices import OptionsTold, options_in_words
from app.wording.differences import ComparisonTold, comparison_in_words
from app.wording.explored import explored_in_words
from app.wording.family import family_in_words
from app.wording.why import why_in_words

View = Literal["full", "brief"]
"""详略. The whole answer, or its outcome, years and charge alone."""
All = Literal["all"]
"""全部. What may be asked for beside an answer, each by `all`."""
BESIDE = ("readings", "unknowns", "reasons")
PARAMETERS = {"view": get_args(View), **dict.fromkeys(BESIDE, get_args(All))}

NO_DRAFTS: Mapping[str, Policies] = MappingProxyType({})

_encoded = msgspec.json.Encoder().encode


class Answering:
    """应答. Cases answered from one set of policies; `drafts` by name are there to be compared with it."""

    def __init__(self, policies: Policies, drafts: Mapping[str, Policies] = NO_DRAFTS) -> None:
        self._policies = policies
        self.revision = policies.revision
        self._by_name = {IN_FORCE: policies, **drafts}
        self._known = policies.policies
        self.area_names = area_names(area for held in (*drafts.values(), policies) for area in held.areas())
        self._case_in = Reader(Case, well_formed).read

    def assessed(self, case: Case, beside: Collection[str] = ()) -> Assessment:
        """测算. The whole answer, in words, with what is asked for beside it (see `BESIDE`)."""
        policy = self._policy(case.area)
        if not beside:
            return worded(assess(case, policy), self.area_names)
        possible = completed(case, policy) if "unknowns" in beside else None
        assessment = assess_completed(case, policy, possible) if possible else assess(case, policy)
        tried = readings_table(case, policy, assessment) if "readings" in beside else None
        if tried is not None:
            assessment = with_readings(assessment, tried)
        weighed = why(case, policy, assessment) if "reasons" in beside else None
        told = None if weighed is None else why_in_words(weighed, self.area_names)
        return explored_in_words(worded(assessment, self.area_names), possible, tried, policy.readings, told)

    def answer(self, case: Case, view: str = "full", beside: Collection[str] = ()) -> bytes:
        """应答. The answer as JSON."""
        if view == "brief":
            return _encoded(brief(case, self._policy(case.area)))
        if beside:
            return _encoded(self.assessed(case, beside))
        return worded_json(assess(case, self._policy(case.area)), self.area_names)

    def reply(self, body: bytes, query_string: bytes) -> bytes:
        """答复. The answer to a raw request, or RefusedError with all that is wrong with it."""
        if not query_string:
            return self.answer(self._case_in(body))
        view, beside = asked_in(query_string)
        return self.answer(self._case_in(body), view, beside)

    def options(self, asked: OpenCase) -> OptionsTold:
        """选择. Everything that the person could do, in words."""
        return options_in_words(options(asked, self._policy), asked, self.area_names)

    @property
    def names(self) -> Collection[str]:
        """政策名称. The policies that may be named: the one in force and the drafts."""
        return self._by_name.keys()

    def compared(self, asked: ComparisonAsked) -> ComparisonTold:
        """比较. The case as it is, and as it would be on another day, in another area or under a draft, in words."""
        case, other = asked.case, asked.other
        policy = self._by_name[asked.policy].of(case.area)
        there = self._by_name[other.policy or asked.policy].of(other.area or case.area)
        found = comparison(case, policy, there, on=other.on, area=other.area)
        return comparison_in_words(
            replace(
                found,
                here=replace(found.here, policy=asked.policy),
                there=replace(found.there, policy=other.policy or asked.policy),
            ),
            self.area_names,
        )

    def aided(self, family: FamilyCase) -> FamilyAid:
        """家庭共济. Who may pay what for whom, in words."""
        return family_in_words(family_aid(family, self._policy))

    def _policy(self, area: str) -> Policy:
        return self._known.get(area) or self._policies.of(area)


def takes_long(body: bytes, query_string: bytes) -> bool:
    """耗时. Whether a request may take long: it says much, or asks for every way in which the unknown could be."""
    if len(body) > LONG_BODY:
        return True
    if not query_string:
        return False
    try:
        view, beside = asked_in(query_string)
    except RefusedError:
        return False
    return view == "full" and "unknowns" in beside


@lru_cache(maxsize=32)
def asked_in(query_string: bytes) -> tuple[str, frozenset[str]]:
    """所求. The view of an answer and what is asked for beside it; RefusedError where the query is wrong."""
    query = query_in(query_string, PARAMETERS)
    return query.get("view", "full"), frozenset(query).intersection(BESIDE)
