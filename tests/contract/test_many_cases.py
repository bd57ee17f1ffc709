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
EACH = 2_000
OTHER_VIEWS_EVERY = 5


@pytest.fixture
def ask(server):
    """Ask on one connection, and give what is answered with 200."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def asked(case, query=""):
        connection.request("POST", f"/v1/assessments{query}", json.dumps(case), JSON)
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, (json.dumps(case), body)
        return json.loads(body)

    with contextlib.closing(connection):
        yield asked


@pytest.mark.parametrize("part", range(-(-MANY // EACH)))
def test_every_case_that_fits_is_answered_with_answers_that_fit(ask, document, validator_of, part):
    cases, case_schema = Cases(document, SEED + part), validator_of("Case")
    whole_schema, brief_schema = validator_of("Assessment"), validator_of("Brief")
    explored_schema = validator_of("AssessmentExplored")
    for number in range(min(EACH, MANY - part * EACH)):
        case = cases.one()
        case_schema.validate(case)
        whole = ask(case)
        try:
            whole_schema.validate(whole)
            if number % OTHER_VIEWS_EVERY == 0:
                short, tried = ask(case, "?view=brief"), ask(case, "?readings=all")
                brief_schema.validate(short)
                whole_schema.validate(tried)
                assert short == {name: whole[name] for name in short}
                assert {name: tried[name] for name in whole} | {"readings": whole["readings"]} == whole
                explored_schema.validate(ask(case, "?readings=all&unknowns=all&reasons=all"))
        except jsonschema_rs.ValidationError as error:
            pytest.fail(f"{error}\n{json.dumps(case)}")


def test_the_order_of_fields_and_the_layout_of_the_json_do_not_matter(server, case):
    backwards = dict(reversed(case.items()))
    plain = server.assessed(json.dumps(case).encode()).body
    assert server.assessed(json.dumps(backwards, indent=3).encode()).body == plain
    assert server.assessed(json.dumps(case, separators=(",", ":")).encode()).body == plain
    assert server.assessed(json.dumps(case).replace("2027", "2027.0").encode()).body == plain
