"""A kept decision is assessed again by the policy of today: the same, or every difference with its rule."""

import json
import os
import shutil
import signal
import time

import msgspec
import pytest

from app.ledger import Draft
from app.policies import load
from app.web.answering import Answering
from app.web.receipts import Asked, Receipt, drafted
from app.web.replays import replayed
from tests.contract.keeping import asked, bearing, keeping
from tests.contract.process import ROOT, served

PATH = "/v1/decisions"
OVERLAY = ROOT / "tests" / "policy" / "overlays" / "hunan-2027"
FEES = "430000-hunan/fees.toml"


@pytest.fixture(scope="module")
def body(case):
    return json.dumps(case).encode()


@pytest.fixture(scope="module")
def answering():
    return Answering(load())


def replay(server, kept, **headers):
    return server.asked("POST", f"{kept.headers['location']}/replay", headers=headers or bearing())


def draft_of(answering, body, answer=None, revision=None, query=b""):
    """A decision as it may have been kept: by another policy, or by another version of the service."""
    request = Asked("one", "key", revision or answering.revision, query, body)
    receipt = Receipt("0" * 26, "2026-11-21T10:30:00.123+08:00", "one", request.revision, "0.0.1")
    return drafted(request, receipt, answer or answering.reply(body, query))


@pytest.mark.parametrize("query", ["", "?view=brief", "?unknowns=all&readings=all&reasons=all"])
def test_by_the_same_policy_the_answer_is_the_same(server, body, validator_of, query):
    kept = server.asked("POST", PATH + query, body, asked(f"replay{query}"))
    answer = replay(server, kept)
    told = answer.json()
    assert answer.status == 200
    validator_of("Replay").validate(told)
    assert told["receipt"] == kept.json()["receipt"]
    assert (told["same"], told["differences"], told["parts"], told["warnings"]) == (True, [], [], [])
    assert told["then"] == told["now"]
    assert replay(server, kept).body == answer.body
    assert server.asked("GET", kept.headers["location"], headers=bearing()).body == kept.body


def test_a_decision_of_somebody_else_is_not_there_to_be_replayed(server, body):
    kept = server.asked("POST", PATH, body, asked("to-be-replayed"))
    assert replay(server, kept, **bearing("counter-2")).json()["code"] == "unknown_decision"
    assert replay(server, kept, **{"X-Other": "1"}).status == 401
    assert server.asked("GET", f"{kept.headers['location']}/replay", headers=bearing()).status == 405


def test_what_a_change_of_figures_makes_of_a_kept_decision_is_told_with_its_rule(tmp_path, body, validator_of):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    folder = shutil.copytree(OVERLAY, tmp_path / "figures")
    with served(tmp_path, ["--policy", str(folder), *keeping(tmp_path)]) as server:
        whole, brief = (server.asked("POST", PATH + query, body, asked(f"k{query}")) for query in ("", "?view=brief"))
        fees = folder / FEES
        fees.write_text(fees.read_text("utf-8").replace("individual_fen = 4", "individual_fen = 5"), "utf-8")
        before = replay(server, whole).json()
        os.kill(server.process.pid, signal.SIGHUP)
        end = time.monotonic() + 20
        while (now := replay(server, whole).json()) == before and time.monotonic() < end:
            time.sleep(0.05)
        validator_of("Replay").validate(now)
        assert before["same"]
        assert (now["same"], now["warnings"]) == (False, [])
        assert now["then"]["revision"] == whole.json()["receipt"]["policy"] != now["now"]["revision"]
        (fee,) = [each for each in now["differences"] if each["field"] == "/charge/2027/individual_fee"]
        assert (fee["here"], fee["there"], fee["more_fen"]) == (40_000, 50_000, 10_000)
        assert fee["rule"] == "in_window_fee"
        assert fee["clause"]["document"]
        assert now["headline"]["en"]
        assert "charge" in now["parts"]
        shorter = replay(server, brief).json()
        assert shorter["parts"] == ["charge"]
        assert {each["field"] for each in shorter["differences"]} <= {each["field"] for each in now["differences"]}
        assert server.asked("POST", PATH, body, asked("k")).body == whole.body  # what is kept stays


def test_another_revision_with_the_same_answer_is_the_same(answering, body):
    other = "sha256:" + "1" * 64
    answer = answering.reply(body, b"").replace(answering.revision.encode(), other.encode())
    told = replayed(answering, draft_of(answering, body, answer, other))
    assert (told.same, told.parts, told.warnings) == (True, (), ())
    assert (told.then.revision, told.now.revision) == (other, answering.revision)


def test_another_answer_by_the_same_revision_is_a_warning(answering, body):
    answer = answering.reply(body, b"").replace(b'"total_months":4', b'"total_months":3')
    told = replayed(answering, draft_of(answering, body, answer))
    assert not told.same
    assert [each.code for each in told.warnings] == ["same_policy"]
    assert [each.field for each in told.differences] == ["/years/2027/waiting/total_months"]
    assert told.parts == ("years",)


def test_other_words_alone_are_named_as_a_part(answering, body):
    answer = msgspec.json.decode(answering.reply(body, b""))
    answer["headline"]["zh"] += "!"
    told = replayed(answering, draft_of(answering, body, msgspec.json.encode(answer)))
    assert (told.same, told.parts, told.differences) == (False, ("headline",), ())


def test_a_case_that_is_not_taken_any_more_is_told_as_that(answering, case, body):
    old = json.dumps(case | {"given_up": 1}).encode()
    told = replayed(answering, draft_of(answering, old, answering.reply(body, b"")))
    assert (told.same, told.now, told.differences) == (False, None, ())
    assert [each.code for each in told.warnings] == ["not_accepted"]


def test_an_answer_that_cannot_be_read_any_more_is_compared_by_parts(answering, body):
    answer = answering.reply(body, b"").replace(b'"basis":"in_window"', b'"basis":"a_ground_of_old"')
    told = replayed(answering, draft_of(answering, body, answer, "sha256:" + "1" * 64))
    assert [each.code for each in told.warnings] == ["not_comparable"]
    assert (told.same, told.differences, told.parts) == (False, (), ("years",))


def test_what_is_kept_is_all_that_a_replay_needs(answering, body):
    draft = draft_of(answering, body, query=b"view=brief")
    assert isinstance(draft, Draft)
    assert replayed(answering, draft) == replayed(Answering(load()), msgspec.structs.replace(draft, key="", caller=""))
