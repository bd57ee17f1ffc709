"""应答. A case answered from policies: the one function behind HTTP and the command line."""

from datetime import date
from functools import lru_cache
from typing import Literal, get_args

import msgspec

from app.assess import assess, brief
from app.explore import comparison, options, with_readings
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

View = Literal["full", "brief"]
"""详略. The whole answer, or its outcome, years and charge alone."""
Readings = Literal["all"]
"""读法. `all`: try the other readings of the law too, and say whether they would change the answer."""
PARAMETERS = {"view": get_args(View), "readings": get_args(Readings)}

_encoded = msgspec.json.Encoder().encode


class Answering:
    """应答. Cases answered from one set of policies."""

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self._known = policies.policies
        self._case_in = Reader(Case, well_formed).read

    def assessed(self, case: Case, readings: str | None = None) -> Assessment:
        """测算. The whole answer, in words."""
        policy = self._policy(case.area)
        assessment = assess(case, policy)
        if readings == "all":
            assessment = with_readings(case, policy, assessment)
        return worded(assessment)

    def answer(self, case: Case, view: str = "full", readings: str | None = None) -> bytes:
        """应答. The answer as JSON."""
        if view == "brief":
            return _encoded(brief(case, self._policy(case.area)))
        return _encoded(self.assessed(case, readings))

    def reply(self, body: bytes, query_string: bytes) -> bytes:
        """答复. The answer to a raw request, or RefusedError with all that is wrong with it."""
        if not query_string:
            return self.answer(self._case_in(body))
        view, readings = _asked(query_string)
        return self.answer(self._case_in(body), view, readings)

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
def _asked(query_string: bytes) -> tuple[str, str | None]:
    query = query_in(query_string, PARAMETERS)
    return query.get("view", "full"), query.get("readings")
