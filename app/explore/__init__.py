"""探究. What would be otherwise: `assess` run again on other actions, facts, readings, days, areas and policies.

No rule knows of it, and it knows no rule: where a day of the law is needed, the rule that owns it is asked.
"""

from app.explore.choices import options
from app.explore.comparison import answered, compared, comparison, contrast
from app.explore.completion import assess_completed, completed
from app.explore.reading import read_as, readings_table, with_readings
from app.explore.replay import retold
from app.explore.why import why

__all__ = [
    "answered",
    "assess_completed",
    "compared",
    "comparison",
    "completed",
    "contrast",
    "options",
    "read_as",
    "readings_table",
    "retold",
    "why",
    "with_readings",
]
