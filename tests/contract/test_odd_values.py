"""Whatever stands in whatever place of a body: it is answered where the published schema takes it, and else told of.

The values are JSON as written, since 1.0 and 1e0, or an escape and its character, are the same to most libraries.
"""

import contextlib
import copy
import http.client
import json

import pytest

from tests.contract.process import JSON, ROOT
from tests.contract.test_strictness import FULL, places

pytestmark = pytest.mark.no_cover

FAMILY = json.loads((ROOT / "app" / "web" / "openapi" / "family.json").read_bytes())
BODIES = {
    "/v1/assessments": FULL,
    "/v1/options": {name: value for name, value in FULL.items() if name != "plan"}
    | {"areas": ["430200"], "cover_by": "2026-12-31", "horizon": "2027-12-31"},
    "/v1/comparisons": {"case": FULL, "other": {"on": "2026-04-10", "area": "430200", "policy": "in_force"}},
    "/v1/family-aid": FAMILY,
    "/v1/pooling-funds": {
        "area": "430500",
        "year": 2026,
        "financing_fen": 5_000_000_000,
        "enrolled": 10,
        "parts": [{"area": "430522", "income_fen": 9, "spending_fen": 10, "balance_fen": 0, "targets_met": True}],
    },
}
NUMBERS = "0 1 -0 -0.0 1.0 1e2 20260e-1 2026.0 1.5 -1 0.1e1 1e-400 1e400 9223372036854775808 1949 1950 2100 2101 "
NUMBERS += "[2026.0] [1e3]"
DAYS = "2025-02-29 2024-02-29 0000-01-01 0001-01-01 1899-12-31 9999-12-31 10000-01-01 2026-13-01 2026-3-1 "
DAYS += "20260310 2026-W10-2 +2026-03-10 2026-03-10T00:00:00Z ２０２６-03-10 2026-02 2026-00 0000-01 9999-12"
TEXTS = ['""', r'"\u0000"', r'"430100\n"', r'"\ud800"', r'"\ud83d\ude00"', '"43010０"', '"000000"', '"resident"']
TEXTS += [f'"{"a" * 5000}"']
NESTED = ["[]", "[[]]", "{}", "[null]", '{"":1}', "[2026,2026]", "[" * 60 + "]" * 60, '{"a":' * 60 + "1" + "}" * 60]
ODD = ["null", "true", *NUMBERS.split(), *(f'"{day}"' for day in DAYS.split()), *TEXTS, *NESTED]
NOT_READ = ("1e400", r'"\ud800"')
"""What other libraries read as infinity or as half a character, and no schema can speak of."""


def with_value(body, place, value):
    changed = at = copy.deepcopy(body)
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = "@"
    return json.dumps(changed).replace('"@"', value).encode()


@pytest.mark.parametrize("path", BODIES)
def test_a_value_in_any_place_is_taken_exactly_where_the_schema_takes_it(server, document, validator_of, path):
    schema = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
    valid = validator_of(schema["$ref"].rpartition("/")[2]).is_valid
    assert valid(BODIES[path])
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as connection:
        for place in filter(None, places(BODIES[path])):
            for value in ODD:
                sent = with_value(BODIES[path], place, value)
                connection.request("POST", path, sent, JSON)
                answer = connection.getresponse()
                told = json.loads(answer.read())
                wanted = {400, 422} if value in NOT_READ else {200} if valid(json.loads(sent)) else {422}
                assert answer.status in wanted, (place, value[:40], told)
                assert answer.status == 200 or told["errors"]
