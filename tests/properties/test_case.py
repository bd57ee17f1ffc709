"""What of a case's schema the decoder leaves to `well_formed`: areas of six digits, months that exist."""

import json
import re
from typing import Any

import msgspec
import pytest

from app.model.case import Area, Case, Month, well_formed

PATTERNS = {
    "area": Area.__metadata__[0].extra_json_schema["pattern"],
    "month": Month.__metadata__[0].extra_json_schema["pattern"],
}
AREAS = ["430100", "000000", "43010a", "４30100", "-43010", "43 100", "43010\n"]
MONTHS = ["2026-01", "1900-12", "2099-12", "2026-13", "2026-00", "2026/01", "1899-12", "2100-01", "２026-01", "202601-"]
PLACES = ["area", "hukou_area", "resident", "employee", "from", "to", "benefit_from", "benefit_to"]


def case_with(place: str, text: str) -> dict[str, Any]:
    """A case that holds `text` in one of its areas or months."""
    at = {name: text if name == place else good for name, good in (dict.fromkeys(PLACES, "430100")).items()}
    months = {name: at[name] if name == place else "2026-02" for name in ("from", "to", "benefit_from", "benefit_to")}
    return {
        "area": at["area"],
        "on": "2026-03-10",
        "person": {
            "birth_date": "1990-05-01",
            "category": "adult_resident",
            "hukou_area": at["hukou_area"],
            "unemployment_benefit": {"from": months["benefit_from"], "to": months["benefit_to"]},
        },
        "history": [
            {"kind": "resident", "year": 2024, "area": at["resident"], "paid_on": "2023-11-02"},
            {"kind": "employee", "area": at["employee"], "from": months["from"], "to": months["to"]},
            {"kind": "repair", "applied_on": "2026-03-01", "years": 1},
        ],
        "plan": {"scheme": "resident", "years": [2026]},
    }


@pytest.mark.parametrize(
    ("place", "text", "pattern"),
    [(place, text, "area") for place in PLACES[:4] for text in AREAS]
    + [(place, text, "month") for place in PLACES[4:] for text in MONTHS],
)
def test_an_area_and_a_month_are_taken_just_when_their_pattern_fits(place: str, text: str, pattern: str) -> None:
    fits = re.search(PATTERNS[pattern].replace("$", r"\Z"), text) is not None
    try:
        taken = well_formed(msgspec.json.decode(json.dumps(case_with(place, text)), type=Case))
    except msgspec.ValidationError:
        taken = False  # too short or too long
    assert taken is fits
