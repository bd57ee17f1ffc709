"""限度. How far exploring goes before it says that it stopped; each number with its reason."""

COMPLETIONS = 243
"""补全. Five facts of three values each, or seven of two: beyond that a clerk looks into the files instead."""

REPAIR_YEARS = 12
"""修复. Lapse years count from 2025, and policy data reach some ten years on; far above what is worth repairing."""

DELAY_WEEKS = 26
"""延迟. Half a year holds every deadline of 90 days, the longest window and the turn of the year that ends it."""

DAYS_AHEAD = 126
"""观望. Days of change are looked at so far ahead at least: a deadline of 90 days and five weeks more."""

DAYS_OF_CHANGE = 60
"""变化之日. Random lives have eight at most, one whose cover begins with a month some thirty; this is twice that."""

OTHER_AREAS = 4
"""别处. The places that the law names: hukou, residence, workplace and school; each is a search of its own."""

FIRST_YEAR, LAST_YEAR = 1950, 2100
"""年度. The coverage years that a plan may name."""
