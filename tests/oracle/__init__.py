"""A slow second reading of the law, written apart from the engine, for tests to compare with.

`answer` gives the comparable part of an assessment. In it a year with `known` false has dates that hang on a
fact or figure nobody has given; in the timeline a day is `unknown` where the open answers disagree about it.
"""

from .figures import FUTURE, HUNAN, Figures, with_coming_years
from .oracle import answer
from .timeline import spans

__all__ = ["FUTURE", "HUNAN", "Figures", "answer", "spans", "with_coming_years"]
