"""测算. Puts the rules in order: one case and one policy in, one assessment out; no clock, no files, no words.

`assess` gives the whole answer, `brief` its outcome, years and charge alone; both are one `verdict`, told at length
or in short. `with_awards` is `brief` with the awards, `with_claims` for many ways in which claims could have been,
`with_repairs` for every number of repair years at once; `family_aid` answers a family instead. Reading: R40, R42.
"""

from app.assess.answer import assess, brief, with_awards, with_claims
from app.assess.family import family_aid
from app.assess.repairs import with_repairs

__all__ = ["assess", "brief", "family_aid", "with_awards", "with_claims", "with_repairs"]
