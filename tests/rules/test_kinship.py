"""Kinship, where the drawn families do not reach: which of several ways counts, and words an area might leave out."""

from app.model.kinship import Edge, Kin
from app.rules.kinship import RELATIONS, along, connections, kin, kinships

LISTED = ("spouse", "parent", "child", "sibling", "grandparent", "grandchild")


def edge(to, step="child", doubt=None, tie=0):
    return Edge(to, step, "birth", doubt, (tie,))


def test_no_word_has_steps_of_another_and_the_nearest_come_first():
    lengths = [len(steps) for steps in RELATIONS]
    assert lengths == sorted(lengths)
    assert set(LISTED) < set(RELATIONS.values())


def test_a_certain_way_goes_before_a_nearer_one_in_doubt():
    certain, doubtful = Kin("grandparent", (), None), Kin("parent", (), "step")
    assert kin([doubtful, certain], LISTED) is certain
    assert kin([doubtful], LISTED) is doubtful


def test_a_relative_in_doubt_goes_before_a_certain_one_who_is_not_listed():
    assert kin([Kin("step_parent", (), None), Kin("parent", (), "step")], LISTED).relation == "parent"


def test_who_is_not_listed_where_the_account_is_is_no_close_relative():
    assert kin([Kin("sibling", (), None), Kin("distant", (), None)], ("spouse",)).relation == "sibling"


def test_nobody_is_nothing():
    assert kin([], LISTED) == Kin("none", (), None)


def test_the_first_way_is_kept_for_each_doubt():
    edges = {
        "me": {"parent": [edge("mum"), edge("dad", tie=1)]},
        "mum": {"child": [edge("sister", doubt="step", tie=2)]},
        "dad": {"child": [edge("sister", tie=3)]},
    }
    reached = along(edges, "me", ("parent", "child"))
    assert [each.ties for each in reached["sister", "step"]] == [(0,), (2,)]
    assert [each.ties for each in reached["sister", None]] == [(1,), (3,)]
    assert kin(kinships(edges, "me")["sister"], LISTED).doubt is None


def test_of_two_doubts_about_one_word_the_lesser_is_told():
    edges = {
        "me": {"parent": [edge("mum"), edge("dad", tie=1)]},
        "mum": {"child": [edge("sister", doubt="contradiction", tie=2)]},
        "dad": {"child": [edge("sister", doubt="step", tie=3)]},
    }
    assert [each.doubt for each in kinships(edges, "me")["sister"]] == ["step", "contradiction", None]
    assert kin(kinships(edges, "me")["sister"], LISTED).doubt == "step"


def test_the_first_doubt_on_the_way_is_the_one_that_is_told():
    edges = {"me": {"child": [edge("son", doubt="step")]}, "son": {"child": [edge("girl", doubt="contradiction")]}}
    assert list(along(edges, "me", ("child", "child"))) == [("girl", "step")]


def test_a_connection_is_the_shortest_and_passes_nobody_twice():
    edges = {
        "a": {"child": [edge("b")], "spouse": [edge("c")]},
        "b": {"child": [edge("c"), edge("d")], "parent": [edge("a")]},
        "c": {"child": [edge("d", tie=5)]},
    }
    found = connections(edges, "a")
    assert {name: len(path) for name, path in found.items()} == {"a": 0, "b": 1, "c": 1, "d": 2}
    assert [each.to for each in found["d"]] == ["b", "d"]


def test_the_holder_is_the_holder_whatever_ties_say():
    edges = {"me": {"child": [edge("son")]}, "son": {"child": [edge("me")]}}
    assert kinships(edges, "me")["me"] == [Kin("self", (), None)]
