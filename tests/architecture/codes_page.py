"""`make codes`: the tables of docs/codes.md in the words of the catalogue; what stands after them in a row stays."""

import re
from pathlib import Path
from typing import get_args

from app.model import assessment, case, codes
from app.wording.catalogue import CATALOGUE

FILE = Path(__file__).parents[2] / "docs" / "codes.md"
TABLES = {
    "outcome": (codes.Outcome, CATALOGUE.name["outcome"]),
    "refusal.code": (codes.RefusalCode, CATALOGUE.name["refusal"]),
    "refusal.instead": (None, CATALOGUE.instead),
    "questions[].code": (codes.QuestionCode, CATALOGUE.question),
    "findings[].code": (codes.FindingCode, CATALOGUE.finding),
    "policy.warnings[].code": (codes.WarningCode, CATALOGUE.warning),
    "years[].basis": (codes.Basis, CATALOGUE.name["basis"]),
    "charge.items[].kind": (codes.ChargeKind, CATALOGUE.name["charge"]),
    "lapse.by_year[].standing": (codes.StandingKind, CATALOGUE.name["standing"]),
    "timeline[].status": (codes.Cover, CATALOGUE.name["cover"]),
    "eligibility[].through": (assessment.Through, CATALOGUE.name["through"]),
    "person.category": (case.Category, CATALOGUE.name["category"]),
    "person.hardship[].category": (case.HardshipCategory, CATALOGUE.name["hardship"]),
    "person.special_status[]": (case.SpecialStatus, CATALOGUE.name["special_status"]),
}
"""表格. The field that each table is of, the codes that it may have, and their words."""


def row(code: str, held: object) -> str:
    """The row of a code: its words, of several wordings the first, with … for what is filled in."""
    words = held[0] if isinstance(held, list) else held
    return re.sub(r"\{[^}]*\}", "…", f"| `{code}` | {words.zh} | {words.en} |")


def written(page: str) -> str:
    """The page with every table as it should be."""
    for field, (kind, words) in TABLES.items():
        heading, section = re.search(
            rf"^(## .*`{re.escape(field)}`\n)(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL
        ).groups()
        more = dict(re.findall(r"^\| `(\w+)` \|[^|]*\|[^|]*\|(.*)$", section, re.MULTILINE))
        rows = "".join(f"{row(code, words[code])}{more.get(code, '')}\n" for code in (get_args(kind) or words))
        table = re.sub(r"(?:^\| `.*\|\n)+", lambda _, rows=rows: rows, section, count=1, flags=re.MULTILINE)
        page = page.replace(heading + section, heading + table)
    return page


if __name__ == "__main__":
    FILE.write_text(written(FILE.read_text(encoding="utf-8")), encoding="utf-8")
