"""A request is taken exactly as the schema says, and what is wrong with it is told all at once, place by place."""

import copy
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.case import Case, well_formed
from app.web.body import Reader
from app.web.problems import RefusedError
from app.web.schema_walk import faults_in, step, whole_numbers
from tests.contract.process import ROOT

CASE = json.loads((ROOT / "app" / "web" / "openapi" / "case.json").read_bytes())
FULL = copy.deepcopy(CASE)
FULL["person"] |= {
    "hardship": [{"category": "minimum_living", "from": "2026-01-01", "to": None}],
    "school": {"entered_on": "2025-09-01", "prepaid_until": 2027},
    "unemployment_benefit": {"from": "2026-01", "to": "2026-06"},
    "special_status": ["veteran"],
}
FULL["history"] += [
    {
        "kind": "employee",
        "area": "440300",
        "from": "2026-01",
        "to": "2026-06",
        "ended_on": None,
        "basis": "unit",
    },
    {"kind": "repair", "applied_on": "2026-03-10", "years": 1},
]
read = Reader(Case, well_formed).read
strict = msgspec.json.Decoder(Case).decode
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3000),
    st.sampled_from([2027.0, 1.5, 10**30, -0.0, 1e300]),
    st.sampled_from(
        ["", "5", "430100", "43010\n", "４３０１００", "2026-11-21", "2026-02-30", "2026-13", "true", "null"]
    ),
    st.sampled_from(["resident", "employee", "repair", "adult_resident", "2026-11-21T00:00:00", "20261121"]),
    st.just([]),
    st.just({}),
)


def places(tree, path=()):
    yield path
    if isinstance(tree, dict | list):
        for key, member in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from places(member, (*path, key))


@st.composite
def spoilt(draw):
    """A case in which some places hold something else, or nothing, or something more."""
    tree = copy.deepcopy(FULL)
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(list(places(tree))[1:]))
        parent = tree
        for key in path[:-1]:
            parent = parent[key]
        change = draw(st.sampled_from(["replace", "remove", "add"]))
        if change == "replace":
            parent[path[-1]] = draw(scalars)
        elif change == "remove":
            del parent[path[-1]]
        elif isinstance(parent, dict):
            parent[draw(st.sampled_from(["zzz", "kind", "yaer", "a/b~c"]))] = draw(scalars)
    return tree


def refusal(body):
    """Why a body is not taken, or nothing."""
    try:
        read(body)
    except RefusedError as refused:
        return refused.code, refused.faults
    return None


def taken(tree):
    return refusal(json.dumps(tree).encode()) is None


@given(spoilt())
def test_a_body_is_taken_just_when_it_fits_the_schema(validator_of, tree):
    assert taken(tree) == validator_of("Case").is_valid(tree)


@given(spoilt())
def test_faults_are_found_just_where_the_strict_decoder_finds_one(tree):
    try:
        fits = well_formed(strict(json.dumps(whole_numbers(tree))))
    except msgspec.ValidationError:
        fits = False
    assert bool(faults_in(tree, Case)) is not fits


@given(spoilt(), st.sampled_from([None, 1, 4]))
def test_a_body_is_judged_alike_however_it_is_laid_out(tree, indent):
    compact = json.dumps(tree, separators=(",", ":"), ensure_ascii=False).encode()
    assert refusal(json.dumps(tree, indent=indent).encode()) == refusal(compact)


@pytest.mark.parametrize("path", [path for path in places(FULL) if path and isinstance(path[-1], str)])
def test_a_key_given_twice_is_found_in_every_object(path):
    tree, marked = copy.deepcopy(FULL), "\u0001twice"
    parent = tree
    for key in path[:-1]:
        parent = parent[key]
    parent[marked] = parent[path[-1]]
    for indent in (None, 2):
        body = json.dumps(tree, indent=indent).replace(json.dumps(marked), json.dumps(path[-1]))
        with pytest.raises(RefusedError) as refused:
            read(body.encode())
        assert refused.value.code == "duplicate_keys"
        assert [fault.pointer for fault in refused.value.faults] == ["/" + "/".join(map(str, path))]


TWENTY = {
    "/area": ("area", "4301", "wrong_format"),
    "/on": ("on", "2026-02-30", "not_a_date"),
    "/person/birth_date": ("person.birth_date", None, "null_not_allowed"),
    "/person/category": ("person.category", "resident", "not_a_choice"),
    "/person/hukou_area": ("person.hukou_area", 430100, "wrong_type"),
    "/person/liable_from": ("person.liable_from", "null", "not_a_date"),
    "/person/insured_parent": ("person.insured_parent", 1, "wrong_type"),
    "/person/special_status": ("person.special_status", "veteran", "wrong_type"),
    "/person/school/prepaid_until": ("person.school.prepaid_until", 2101, "out_of_range"),
    "/person/unemployment_benefit/to": ("person.unemployment_benefit.to", "2026-13", "wrong_format"),
    "/person/hardship/0/from": ("person.hardship.0.from", "2026", "not_a_date"),
    "/history/0/year": ("history.0.year", "5", "wrong_type"),
    "/history/0/through_school": ("history.0.through_school", "true", "wrong_type"),
    "/history/1/kind": ("history.1.kind", "employer", "not_a_choice"),
    "/history/2/years": ("history.2.years", 1.5, "wrong_type"),
    "/unknown_years": ("unknown_years", [2025] * 21, "too_many_items"),
    "/plan/scheme": ("plan.scheme", [], "wrong_type"),
    "/plan/repair_years": ("plan.repair_years", -1, "out_of_range"),
    "/plan/in_windw": ("plan.in_windw", True, "unknown_field"),
    "/note": ("note", "x", "unknown_field"),
}


def test_twenty_faults_in_one_body_are_twenty_errors(server):
    tree = copy.deepcopy(FULL)
    for path, wrong, _ in TWENTY.values():
        *way, last = path.split(".")
        parent = tree
        for key in way:
            parent = parent[int(key) if isinstance(parent, list) else key]
        parent[last] = wrong
    answer = server.assessed(json.dumps(tree).encode(), **{"Accept-Language": "en"})
    assert answer.status == 422
    errors = answer.json()["errors"]
    assert {error["pointer"]: error["code"] for error in errors} == {
        pointer: code for pointer, (_, _, code) in TWENTY.items()
    }
    assert len(errors) == 20
    hints = {error["pointer"]: error["hint"] for error in errors}
    assert hints["/plan/in_windw"] == "Did you mean in_window?"
    assert "430100" in hints["/area"]
    assert all(error["detail"] and error["hint"] for error in errors)


def test_faults_beyond_the_most_that_are_listed_are_not_looked_for():
    body = b"{" + b",".join(b'"k%d":1' % number for number in range(80_000)) + b"}"
    with pytest.raises(RefusedError) as refused:
        read(body)
    assert len(refused.value.faults) == 200


@pytest.mark.parametrize(
    ("name", "pointer"),
    [
        ("a/b~c", "/p/a~1b~0c"),
        ("姓名", "/p/姓名"),
        ("430102199001011234", "/p"),
        ("\x1b[31m", "/p"),
        ("", "/p"),
        ("x" * 65, "/p"),
    ],
)
def test_a_name_is_repeated_in_a_pointer_only_where_it_can_be_a_name(name, pointer):
    assert step("/p", name) == pointer


def test_no_value_of_a_request_comes_back_in_an_error(server):
    secret = "430102199001011234"
    body = {
        "area": secret,
        "on": secret,
        secret: secret,
        "person": {"birth_date": secret, "category": secret},
        "plan": secret,
    }
    for query in ("", f"?view={secret}", f"?{secret}=1"):
        answer = server.assessed(json.dumps(body).encode(), f"/v1/assessments{query}")
        assert answer.status in (400, 422)
        assert secret.encode() not in answer.body
