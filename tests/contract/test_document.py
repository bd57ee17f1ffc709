"""The OpenAPI document says all that the service does, in both languages, and the file is what the service says."""

import json
import re

import jsonschema_rs
import pytest
from click.testing import CliRunner
from schemathesis.specs.openapi.definitions import OPENAPI_31

from app.cli import main
from app.policies import load
from app.web.application import Application
from app.web.problems import catalogue
from tests.contract.process import ROOT

FILE = ROOT / "openapi" / "openapi.json"
DOCUMENT = json.loads(Application(load()).document())
OPERATIONS = {
    (method, path): operation for path, item in DOCUMENT["paths"].items() for method, operation in item.items()
}
SCHEMAS = DOCUMENT["components"]["schemas"]
BILINGUAL = re.compile(r"[\u4e00-\u9fff].* / .*[A-Za-z]", re.DOTALL)


def every(node, wanted):
    if isinstance(node, dict):
        yield from ([node] if wanted(node) else [])
        for key, member in node.items():
            if key not in ("example", "examples", "value"):
                yield from every(member, wanted)
    elif isinstance(node, list):
        for member in node:
            yield from every(member, wanted)


def in_lines(operation):
    """Whether a body is lines, each of which may be too large or not fit without the request being refused."""
    return "application/jsonl" in operation.get("requestBody", {}).get("content", {})


def test_the_file_is_what_the_service_says_of_itself_else_run_make_openapi():
    assert json.loads(FILE.read_bytes()) == DOCUMENT


def test_the_command_checks_writes_and_prints_the_same(tmp_path):
    run = CliRunner().invoke
    assert run(main, ["openapi", "--check", str(FILE)]).exit_code == 0
    assert run(main, ["openapi", str(tmp_path / "o.json")]).exit_code == 0
    assert (tmp_path / "o.json").read_bytes() == FILE.read_bytes()
    assert run(main, ["openapi"]).stdout_bytes == FILE.read_bytes()
    (tmp_path / "o.json").write_text("{}")
    assert run(main, ["openapi", "--check", str(tmp_path / "o.json")]).exit_code == 2


def test_the_server_serves_the_same(server):
    assert server.asked("GET", "/openapi.json").json() == DOCUMENT


def test_it_is_a_valid_openapi_document():
    jsonschema_rs.validator_for(OPENAPI_31).validate(DOCUMENT)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=lambda operation: operation["operationId"])
class TestEveryOperation:
    def test_is_described_in_both_languages(self, operation):
        assert BILINGUAL.search(operation["summary"])
        assert BILINGUAL.search(operation["description"])
        for said in [*operation.get("parameters", []), *operation["responses"].values()]:
            assert BILINGUAL.search(said["description"])

    def test_has_an_example_of_its_body_and_of_every_answer(self, operation):
        said = [operation["requestBody"]] if "requestBody" in operation else []
        for one in [*said, *operation["responses"].values()]:
            assert all(content["examples"] for content in one.get("content", {}).values())

    def test_has_content_for_every_status_but_not_modified(self, operation):
        without = {status for status, said in operation["responses"].items() if "content" not in said}
        assert without <= {"304"}
        for said in [operation["responses"][status] for status in ("200", "304") if "304" in operation["responses"]]:
            assert said["headers"]["ETag"] == {"$ref": "#/components/headers/ETag"}

    def test_declares_its_errors_as_problems(self, operation):
        errors = {status: said for status, said in operation["responses"].items() if status >= "400"}
        assert {"400", "431", "500", "503"} <= errors.keys()
        of_a_body = {"408", "415"} if in_lines(operation) else {"408", "413", "415", "422"}
        assert ("requestBody" in operation) == (of_a_body <= errors.keys())
        for said in errors.values():
            assert set(said["content"]) == {"application/problem+json"}
            assert said["content"]["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}

    def test_every_example_fits_its_schema(self, operation):
        said = [operation["requestBody"]] if "requestBody" in operation else []
        for one in [*said, *operation["responses"].values()]:
            for content in one.get("content", {}).values():
                schema = content["schema"] | {"components": DOCUMENT["components"]}
                for name, example in content["examples"].items():
                    shown = DOCUMENT["components"]["examples"][name] if "$ref" in example else example
                    jsonschema_rs.validator_for(schema).validate(shown["value"])


@pytest.mark.parametrize("name", SCHEMAS)
class TestEverySchema:
    def test_is_described_with_each_of_its_properties_in_both_languages(self, name):
        schema = SCHEMAS[name]
        assert BILINGUAL.search(schema["description"])
        missing = [
            key for key, said in schema["properties"].items() if not BILINGUAL.search(said.get("description", ""))
        ]
        assert not missing, f"words.toml lacks [property.{name}] {missing}"

    def test_requires_only_what_it_has(self, name):
        assert set(SCHEMAS[name]["required"]) <= set(SCHEMAS[name]["properties"])


def test_what_is_asked_is_closed_and_what_is_answered_may_grow():
    asked = {"Case", "Person", "Plan", "Hardship", "School", "UnemploymentBenefit"}
    asked |= {"ResidentRecord", "EmployeeRecord", "RepairRecord", "OpenCase", "ComparisonAsked", "OtherSide"}
    asked |= {"FundsAsked", "PartAsked", "KeyedCase"}
    asked |= {"FamilyCase", "FamilyPerson", "Enrolment", "Tie", "Account", "Need"}
    closed = {name for name, schema in SCHEMAS.items() if schema.get("additionalProperties") is False}
    assert closed == asked


def test_every_number_and_list_of_a_request_has_limits():
    for name in (
        "Case",
        "Person",
        "Plan",
        "Hardship",
        "School",
        "ResidentRecord",
        "EmployeeRecord",
        "RepairRecord",
        "OpenCase",
        "FundsAsked",
        "PartAsked",
        "FamilyCase",
        "FamilyPerson",
        "Account",
        "Need",
    ):
        for node in every(SCHEMAS[name], lambda node: node.get("type") in ("integer", "array")):
            assert {"minimum", "maximum"} <= node.keys() or "maxItems" in node


def test_the_lines_of_a_batch_fit_what_is_said_of_them():
    operation = OPERATIONS["post", "/v1/assessments/batch"]
    asked, answered = operation["requestBody"]["content"], operation["responses"]["200"]["content"]
    assert set(asked) == set(answered) == {"application/jsonl", "application/x-ndjson"}
    for content in answered.values():
        schema = content["schema"]["contentSchema"]["items"] | {"components": DOCUMENT["components"]}
        lines = content["examples"]["brief"]["value"].splitlines()
        assert [jsonschema_rs.validator_for(schema).is_valid(json.loads(line)) for line in lines] == [True, True]
    for content in asked.values():
        schema = content["schema"]["contentSchema"]["items"] | {"components": DOCUMENT["components"]}
        lines = content["examples"]["two"]["value"].splitlines()
        assert [jsonschema_rs.validator_for(schema).is_valid(json.loads(line)) for line in lines] == [True, False]


def test_every_reference_leads_somewhere():
    for node in every(DOCUMENT, lambda node: "$ref" in node):
        found = DOCUMENT
        for step in node["$ref"].removeprefix("#/").split("/"):
            found = found[step]


def test_every_problem_is_shown():
    assert set(DOCUMENT["components"]["examples"]) == set(catalogue()["problem"])


def test_every_tag_is_described_and_used():
    named = {tag["name"] for tag in DOCUMENT["tags"] if BILINGUAL.search(tag["description"])}
    assert named == {tag for operation in OPERATIONS.values() for tag in operation["tags"]}
