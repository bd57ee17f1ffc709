"""规则. The law: one legal subject a file, a clause one short function beside its words.

Every rule is pure. What it may know: the case's `Life`, a `Payment`, and the subject of the policy that it applies.
"""
