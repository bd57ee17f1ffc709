"""测算. Puts the rules in order: one case and one policy in, one assessment out; no clock, no files, no words.

`assess` gives the whole answer, `brief` its outcome, years and charge alone; both are one `verdict`, told at length
or in short. Reading: R40, R42.
"""

from app.assess.answer import assess, brief

__all__ = ["assess", "brief"]
