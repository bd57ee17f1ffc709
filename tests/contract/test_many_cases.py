"""Whatever fits the schema is answered with 200, and every answer fits the schema in its turn.

`CANBAO_MANY_CASES` says how many cases; the release is held to 100,000.
"""

import contextlib
import http.client
import json
import os

import jsonschema_rs
import pytest

from tests.contract.cases import Cases
from tests.contract.process import JSON

MANY = int(os.environ.get("CANBAO_MANY_CASES", "400"))
SEED = int(os.environ.get("CANBAO_SEED", "1"))


@pytest.mark.parametrize(("query", "component"), [("", "Assessment"), ("?view=brief", "Brief")])
def test_every_case_that_fits_is_answered_with_an_answer_that_fits(server, document, validator_of, query, component):
    cases, asked, answered = Cases(document, SEED), validator_of("Case"), validator_of(component)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    with contextlib.closing(connection):
        for _ in range(MANY if component == "Assessment" else MANY // 4):
            case = cases.one()
            asked.validate(case)
            connection.request("POST", f"/v1/assessments{query}", json.dumps(case), JSON)
            response = connection.getresponse()
            body = response.read()
            assert response.status == 200, (case, body)
            try:
                answered.validate(json.loads(body))
            except jsonschema_rs.ValidationError as error:
                pytest.fail(f"{error}\n{json.dumps(case)}")


def test_a_brief_answer_is_the_whole_one_in_short(server, document):
    cases = Cases(document, SEED + 1)
    for _ in range(40):
        body = json.dumps(cases.one()).encode()
        whole, short = (
            server.assessed(body).json(),
            server.assessed(body, "/v1/assessments?view=brief").json(),
        )
        assert short == {name: whole[name] for name in short}


def test_the_order_of_fields_and_the_layout_of_the_json_do_not_matter(server, case):
    backwards = dict(reversed(case.items()))
    plain = server.assessed(json.dumps(case).encode()).body
    assert server.assessed(json.dumps(backwards, indent=3).encode()).body == plain
    assert server.assessed(json.dumps(case, separators=(",", ":")).encode()).body == plain
    assert server.assessed(json.dumps(case).replace("2027", "2027.0").encode()).body == plain
