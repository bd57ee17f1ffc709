"""应答. A case answered from policies: the one function behind HTTP and the command line."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

import msgspec

from app.assess import assess, brief
from app.explore import assess_completed, comparison, completed, options, readings_table, with_readings
from app.model.assessment import Assessment
from app.model.case import Area, Case, well_formed
from app.model.options import OpenCase
from app.model.policy import Policy
from app.policies import Policies
from app.web.body import Reader
from app.web.queries import query_in
from app.wording import worded
from app.wording.choices import OptionsTold, options_in_words
from app.wording.differences import ComparisonTold, comparison_in_words
from app.wording.explored import explored_in_words

View = Literal["full", "brief"]
"""详略. The whole answer, or its outcome, years and charge alone."""
All = Literal["all"]
"""全部. What may be asked for beside an answer: `readings` and `unknowns`, each `all`."""
BESIDE = ("readings", "unknowns")
PARAMETERS = {"view": get_args(View), **dict.fromkeys(BESIDE, get_args(All))}

_encoded = msgspec.json.Encoder().encode


class Answering:
    """应答. Cases answered from one set of policies."""

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self._known = policies.policies
        self._case_in = Reader(Case, well_formed).read

    def assessed(self, case: Case, beside: Collection[str] = ()) -> Assessment:
        """测算. The whole answer, in words, with what is asked for beside it (see `BESIDE`)."""
        policy = self._policy(case.area)
        if not beside:
            return worded(assess(case, policy))
        possible = completed(case, policy) if "unknowns" in beside else None
        assessment = assess_completed(case, policy, possible) if possible else assess(case, policy)
        tried = readings_table(case, policy, assessment) if "readings" in beside else None
        if tried is not None:
            assessment = with_readings(assessment, tried)
        return explored_in_words(assessment, possible, tried, policy.readings)

    def answer(self, case: Case, view: str = "full", beside: Collection[str] = ()) -> bytes:
        """应答. The answer as JSON."""
        if view == "brief":
            return _encoded(brief(case, self._policy(case.area)))
        return _encoded(self.assessed(case, beside))

    def reply(self, body: bytes, query_string: bytes) -> bytes:
        """答复. The answer to a raw request, or RefusedError with all that is wrong with it."""
        if not query_string:
            return self.answer(self._case_in(body))
        view, beside = _asked(query_string)
        return self.answer(self._case_in(body), view, beside)

    def options(self, asked: OpenCase) -> OptionsTold:
        """选择. Everything that the person could do, in words."""
        return options_in_words(options(asked, self._policy), asked)

    def compared(self, case: Case, on: date | None, area: Area | None) -> ComparisonTold:
        """比较. The case as it is, and as it would be on another day or in another area, in words."""
        policy, other = self._policy(case.area), self._policy(area or case.area)
        return comparison_in_words(comparison(case, policy, other, on=on, area=area))

    def _policy(self, area: str) -> Policy:
        return self._known.get(area) or self._policies.of(area)


@lru_cache(maxsize=32)
def _asked(query_string: bytes) -> tuple[str, frozenset[str]]:
    query = query_in(query_string, PARAMETERS)
    return query.get("view", "full"), frozenset(query).intersection(BESIDE)
