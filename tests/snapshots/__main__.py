"""Write every snapshot anew: `make snapshots`; then read the diff."""

from app.policies import load
from tests.snapshots.snapshot import HERE, file_of, snapshot

policies = load()
codes = {area.code for area in policies.areas()}
for kept in HERE.glob("*.txt"):
    if kept.stem not in codes:
        kept.unlink()
for code in sorted(codes):
    file_of(code).write_text(snapshot(code, policies), encoding="utf-8")
