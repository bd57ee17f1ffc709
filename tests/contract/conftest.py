"""What the contract tests share: one running server with a ledger, the document it serves, and a case."""

import json

import jsonschema_rs
import pytest

from app.policies import load
from app.web.application import Application
from tests.contract.keeping import keeping
from tests.contract.process import ROOT, served


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    with served(folder, keeping(folder)) as running:
        yield running


@pytest.fixture(scope="session")
def application():
    return Application(load())


@pytest.fixture(scope="session")
def document():
    return json.loads((ROOT / "openapi" / "openapi.json").read_bytes())


@pytest.fixture(scope="session")
def case():
    return json.loads((ROOT / "app" / "web" / "openapi" / "case.json").read_bytes())


@pytest.fixture(scope="session")
def validator_of(document):
    """From the name of a component to what holds values against its schema."""

    def made(name):
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)

    return made
