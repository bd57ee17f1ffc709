"""What is held of areas and documents, told over HTTP: complete, the same as at the command line, and sent once."""

import json

import pytest
from click.testing import CliRunner

from app.policies import default_folder, load
from app.policies.changes import changes
from app.policies.cli import policy
from app.policies.told_version import own_versions
from tests.contract.process import ROOT
from tests.contract.test_problems import ENGLISH, is_a_problem

__all__ = ["is_a_problem"]
PATHS = {
    "/v1/areas": "Areas",
    "/v1/areas/430100": "AreaTold",
    "/v1/policies": "Documents",
    "/v1/policies/hunan-2025-measures": "DocumentTold",
    "/v1/policies/changes": "Changes",
    "/v1/policies/changes?since=2026-01-01": "Changes",
}
POLICIES = load()


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_fits_its_schema_and_names_the_revision(server, validator_of, path):
    answer = server.asked("GET", path)
    assert answer.status == 200
    validator_of(PATHS[path]).validate(answer.json())
    assert answer.json()["revision"] == POLICIES.revision


@pytest.mark.parametrize("path", PATHS)
def test_what_the_caller_holds_is_not_sent_again(server, path):
    tag = server.asked("GET", path).headers["etag"]
    assert tag.startswith('"')
    for method in ("GET", "HEAD"):
        for held in (tag, f'"other", {tag}', f"W/{tag}", "*"):
            answer = server.asked(method, path, headers={"If-None-Match": held})
            assert (answer.status, answer.body) == (304, b"")
            assert (answer.headers["etag"], answer.headers["cache-control"]) == (tag, "no-cache")
    assert server.asked("GET", path, headers={"If-None-Match": '"other"'}).status == 200


def test_every_answer_has_a_tag_of_its_own(server):
    tags = {server.asked("GET", path).headers["etag"] for path in PATHS}
    assert len(tags) == len(PATHS)


@pytest.mark.parametrize("code", [area.code for area in POLICIES.areas()])
def test_the_service_and_the_command_tell_the_same_of_an_area(server, code):
    told = server.asked("GET", f"/v1/areas/{code}").json()
    shown = json.loads(CliRunner().invoke(policy, ["show", code, "--json"]).output)
    for part in (*told["subjects"], *told["warnings"]):
        assert {"zh", "en"} == (part.get("name") or part.get("text")).keys()
    for subject in (told, shown):
        for part in subject["subjects"]:
            part["name"] = None
        for part in subject["warnings"]:
            part["text"] = None
    assert told == shown


def test_every_area_is_listed_and_each_can_be_asked_for(server):
    listed = server.asked("GET", "/v1/areas").json()["areas"]
    assert [area["area"] for area in listed] == sorted(POLICIES.by_code)
    for area in listed:
        told = server.asked("GET", f"/v1/areas/{area['area']}").json()
        assert {name: told[name] for name in area} == area


def test_a_district_is_told_from_its_city(server):
    told = server.asked("GET", "/v1/areas/430102").json()
    assert (told["area"], told["answered_from"], told["parent"]) == ("430102", "430100", "430000")


def test_a_figure_that_ends_is_partly_modelled_until_then(server):
    told = server.asked("GET", "/v1/areas/439900").json()
    states = {subject["subject"]: (subject["state"], subject["known_until"]) for subject in told["subjects"]}
    assert states["waiting"] == ("modelled", None)
    last = {subject: load().of("439900").known_until[subject] for subject in ("fees", "window")}
    assert states["fees"] == ("partly", last["fees"])
    assert told["figures_until"] == min(last.values())


@pytest.mark.parametrize(
    ("area", "subject"),
    [("421200", "transfer"), ("420100", "newborn"), ("520600", "exempt"), ("450400", "awards"), ("230100", "pooling")],
)
def test_what_leaves_an_amount_a_day_or_a_group_open_or_is_a_draft_is_partly_modelled(server, area, subject):
    told = server.asked("GET", f"/v1/areas/{area}").json()
    assert [each["state"] for each in told["subjects"] if each["subject"] == subject] == ["partly"]


@pytest.mark.parametrize(("area", "subject"), [("430100", "transfer"), ("430100", "newborn"), ("520600", "newborn")])
def test_what_leaves_nothing_open_is_modelled(server, area, subject):
    told = server.asked("GET", f"/v1/areas/{area}").json()
    assert [each["state"] for each in told["subjects"] if each["subject"] == subject] == ["modelled"]


def test_the_nation_has_no_figures_and_says_so(server):
    told = server.asked("GET", "/v1/areas/000000").json()
    assert told["figures_until"] is None
    assert "fees" in [subject["subject"] for subject in told["subjects"] if subject["state"] == "not_modelled"]
    assert "secondary" in [warning["code"] for warning in told["warnings"]]


@pytest.mark.parametrize("path", ["/v1/areas/990000", "/v1/areas/000001"])
def test_an_area_of_which_nothing_is_held_is_a_problem(server, is_a_problem, path):
    is_a_problem(server.asked("GET", path, headers=ENGLISH), 404, "unknown_area", "en")


@pytest.mark.parametrize("path", ["/v1/areas/4301", "/v1/areas/changsha", "/v1/areas/430100x", "/v1/policies/A"])
def test_what_is_no_id_is_the_same_problem_as_one_that_is_not_held(server, is_a_problem, path):
    is_a_problem(server.asked("GET", path), 404, "unknown_area" if "areas" in path else "unknown_document")


def test_a_document_that_is_not_held_is_a_problem(server, is_a_problem):
    is_a_problem(server.asked("GET", "/v1/policies/no-such-document"), 404, "unknown_document")


def test_every_document_is_listed_with_its_items_counted(server):
    listed = server.asked("GET", "/v1/policies").json()["documents"]
    assert [document["id"] for document in listed] == sorted(POLICIES.documents)
    for document in listed:
        told = server.asked("GET", f"/v1/policies/{document['id']}").json()
        assert told["document"] == document
        counted = [document[f"{state}_items"] for state in ("modelled", "partly_modelled", "not_modelled")]
        assert sum(counted) == len(told["items"])
        assert {passage["id"] for passage in told["passages"]} == {
            passage.id for passage in POLICIES.documents[document["id"]].passages
        }
        assert {version["document"] for version in told["versions"]} <= {document["id"]}


def test_every_version_rests_on_a_document_that_tells_it(server):
    told = [
        version
        for name in POLICIES.documents
        for version in server.asked("GET", f"/v1/policies/{name}").json()["versions"]
    ]
    assert len(told) == len(own_versions(POLICIES))


def test_the_feed_is_in_order_under_ids_that_are_there_once(server):
    found = server.asked("GET", "/v1/policies/changes").json()["changes"]
    assert [(each["on"], each["id"]) for each in found] == sorted((each["on"], each["id"]) for each in found)
    assert len({each["id"] for each in found}) == len(found)
    kinds = [each["kind"] for each in found]
    assert kinds.count("begins") == kinds.count("checked") == len(own_versions(POLICIES))


def test_the_feed_since_a_day_is_the_rest_of_the_whole_one_that_day_included(server):
    whole = server.asked("GET", "/v1/policies/changes").json()["changes"]
    for since in ("2024-12-31", "2025-01-01", "2025-01-02", "2199-01-01"):
        found = server.asked("GET", f"/v1/policies/changes?since={since}").json()
        assert found["since"] == since
        assert found["changes"] == [each for each in whole if each["on"] >= since]


def test_the_ids_of_the_feed_stay_when_further_versions_come():
    more = load(default_folder(), ROOT / "tests" / "policy" / "overlays" / "hunan-2027")
    before, after = ({each.id for each in changes(own_versions(held))} for held in (POLICIES, more))
    assert before < after


@pytest.mark.parametrize("since", ["2026-2-1", "yesterday", "", "20260101", "2026-02-30", "2026-01-01T00:00:00"])
def test_a_day_that_is_none_is_a_problem(server, is_a_problem, since):
    found = is_a_problem(server.asked("GET", f"/v1/policies/changes?since={since}"), 400, "invalid_query")
    assert [(fault["pointer"], fault["code"]) for fault in found["errors"]] == [("/since", "not_a_date")]


@pytest.mark.parametrize("path", [path for path in PATHS if "?" not in path])
def test_a_parameter_that_is_not_known_is_a_problem(server, is_a_problem, path):
    found = is_a_problem(server.asked("GET", f"{path}?page=2"), 400, "invalid_query")
    assert [fault["code"] for fault in found["errors"]] == ["unknown_parameter"]
