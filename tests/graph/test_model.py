"""The words of the graph."""

from __future__ import annotations

import pytest

from graph.model import Node, Ref, Source, Spell, Statement, Tie, TieKey, joined_roles


def test_an_entity_in_an_answer_is_its_id_kind_and_name() -> None:
    assert Node("district:a", "district", "A").ref == Ref("district:a", "district", "A")


@pytest.mark.parametrize(
    ("kind", "state"),
    [("district", "NH"), ("organization", "NH"), ("network", "ME"), ("event", "ME")],
)
def test_the_state_of_a_collective_is_its_scope(kind: str, state: str) -> None:
    assert Node("x", kind, "X", (), {"state": "NH", "scope_state": "ME"}).state == state
    assert Node("x", kind, "X").state is None


def test_only_a_collective_is_founded_and_ends() -> None:
    dates = {"founded": "2010", "ended": "2014"}
    network, district = Node("x", "network", "X", (), dates), Node("a", "district", "A", (), dates)
    assert (network.founded, network.ended) == ("2010", "2014")
    assert (district.founded, district.ended) == (None, None)


def test_a_stated_size_is_a_whole_number_or_unknown() -> None:
    def stated(**properties: str | int) -> int | None:
        return Node("x", "network", "X", (), properties).stated_members

    assert stated(stated_members=29) == 29
    assert stated(stated_members=0) == 0
    assert stated(stated_members="about thirty") is None
    assert stated() is None


def test_a_property_as_text() -> None:
    node = Node("a", "district", "A", (), {"enrollment": 635, "city": "Anchorage"})
    assert node.text("enrollment") == "635"
    assert node.text("city") == "Anchorage"
    assert node.text("lat") is None


def test_a_statement_and_its_tie_have_one_key() -> None:
    key = TieKey("a", "MEMBER_OF", "x")
    assert Statement("a", "MEMBER_OF", "x", role="chair").key == key
    assert Tie("a", "MEMBER_OF", "x", ()).key == key


def test_a_tie_is_seen_from_either_end() -> None:
    tie = Tie("a", "MEMBER_OF", "x", ())
    assert (tie.direction_from("a"), tie.other_than("a")) == ("out", "x")
    assert (tie.direction_from("x"), tie.other_than("x")) == ("in", "a")


def test_a_spell_is_undated_if_no_source_says_when_it_began() -> None:
    assert Spell(None, "2014", ()).undated
    assert not Spell("2012", None, ()).undated


@pytest.mark.parametrize(
    ("roles", "joined"),
    [
        (["chair", "member"], "chair; member"),
        (["member", None, "chair", "member"], "member; chair"),
        ([None, ""], None),
        ([], None),
    ],
)
def test_roles_are_joined_once_each_in_their_order(
    roles: list[str | None], joined: str | None
) -> None:
    assert joined_roles(tuple(Statement("a", "LEADS", "x", role) for role in roles)) == joined


def test_what_is_not_said_of_a_source_is_unknown_and_it_states() -> None:
    assert Source() == Source(url=None, file=None, line=None, as_of=None, confidence="stated")
