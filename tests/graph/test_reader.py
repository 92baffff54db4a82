"""What every engine gives a question to work with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.dates import days
from graph.model import Node, Spelling
from graph.schema import COLLECTIVES, NODE_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.model import Value
    from graph.naming import Tier
    from graph.store import Reader
    from tests.conftest import Engine, Record


def test_the_facts_count_entities_and_ties(town: Reader) -> None:
    facts = town.facts()
    assert (facts.nodes, facts.ties) == (6, 8)
    assert len(facts.data_hash) == 32


@pytest.mark.parametrize(
    ("on", "ties", "undated"),
    [
        (None, {"ATTENDS": 1, "LEADS": 1, "MEMBER_OF": 4, "PART_OF": 2}, 2),
        ("2012", {"MEMBER_OF": 3, "PART_OF": 1}, 2),
        ("2014", {"ATTENDS": 1, "MEMBER_OF": 4, "PART_OF": 2}, 2),
        ("2009", {"PART_OF": 1}, 1),
        ("2016-12-31", {"LEADS": 1, "MEMBER_OF": 3, "PART_OF": 2}, 2),
        ("2019", {"PART_OF": 1}, 1),
    ],
)
def test_the_tally_counts_the_ties_that_hold(
    town: Reader, on: str | None, ties: dict[str, int], undated: int
) -> None:
    tally = town.tally(None if on is None else days(on))
    assert tally.tie_types == ties
    assert list(tally.tie_types) == sorted(ties)
    assert tally.undated == undated


def test_the_tally_counts_entities_and_evidence_whatever_the_date(town: Reader) -> None:
    for on in (None, days("1999")):
        tally = town.tally(on)
        kinds = {"cohort": 1, "district": 2, "network": 1, "person": 1, "school": 1}
        assert (tally.kinds, list(tally.kinds)) == (kinds, sorted(kinds))
        assert (tally.statements, tally.pages, tally.files) == (9, 1, 1)
        assert (tally.first_since, tally.last_since) == ("2008", "2018")


def test_an_empty_graph_has_nothing_to_count(engine: Engine) -> None:
    empty = engine("")
    assert empty.facts()[1:] == (0, 0, "0" * 32)
    assert empty.tally(None) == ({}, {}, 0, 0, 0, None, None, 0)
    assert [*empty.all_nodes(), *empty.all_statements()] == []


def test_entities_are_read_by_id_as_they_were_written(town: Reader) -> None:
    found = town.nodes(["district:a", "nobody"])
    properties: dict[str, Value] = {
        "state": "NH",
        "nces_id": "3300001",
        "enrollment": 635,
        "lat": 42.5,
    }
    one = Node("district:a", "district", "Alpha", ("First District",), properties)
    assert found == {"district:a": one}
    assert {type(value) for value in found["district:a"].properties.values()} == {str, int, float}
    assert town.nodes([]) == {}


@pytest.mark.parametrize(
    ("kinds", "state", "ids"),
    [
        (
            NODE_KINDS,
            None,
            ["cohort:y", "district:B", "district:a", "network:x", "person:p", "school:s"],
        ),
        (["district"], None, ["district:B", "district:a"]),
        (["district"], "NH", ["district:a"]),
        (COLLECTIVES, "NH", ["network:x"]),
        (["organization"], None, []),
    ],
)
def test_the_catalogue_is_ordered_by_code_point(
    town: Reader, kinds: Collection[str], state: str | None, ids: list[str]
) -> None:
    assert [node.id for node in town.catalogue(kinds, state)] == ids


@pytest.mark.parametrize(
    ("text", "tier", "ids"),
    [
        ("DISTRICT:b", "id", ["district:B"]),
        ("district:a", "id", ["district:a"]),
        ("district:", "id", []),
        ("3300001", "nces_id", ["district:a"]),
        ("ALPHA", "name", []),
        ("ALPHA", "bare", ["district:B", "district:a"]),
        ("gamma", "name", ["school:s"]),
        ("gamma", "bare", ["district:B"]),
        ("alpha  school", "alias", ["district:B"]),
        ("first district", "alias", ["district:a"]),
        ("alpha", "part", ["district:B", "district:a"]),
        ("district", "part", ["district:a"]),
        ("amm", "part", []),
        ("NH", "part", []),
        ("100%", "part", []),
        ("_", "part", []),
    ],
)
def test_a_text_names_entities_in_one_of_several_ways(
    town: Reader, text: str, tier: Tier, ids: list[str]
) -> None:
    found = town.named([text])[text]
    assert [naming.node.id for naming in found if naming.tier == tier] == ids


@pytest.mark.parametrize("tier", ["id", "name", "alias", "part"])
def test_an_entity_whose_id_name_and_alias_are_alike_is_found_by_each(
    engine: Engine, tier: Tier
) -> None:
    store = engine([Node("risc", "network", "RISC", ("Risc",))])
    found = store.named(["risc"])["risc"]
    assert [naming.node.id for naming in found if naming.tier == tier] == ["risc"]


def test_texts_are_looked_up_together_each_with_its_namings_by_tier_then_id(town: Reader) -> None:
    found = town.named(["ALPHA", "gamma", "", "nobody", " Alpha "])
    alpha = [(tier, f"district:{d}") for tier in ("bare", "part") for d in ("B", "a")]
    assert {text: [(n.tier, n.node.id) for n in namings] for text, namings in found.items()} == {
        "ALPHA": alpha,
        " Alpha ": alpha,
        "gamma": [
            ("name", "school:s"),
            ("bare", "district:B"),
            ("part", "district:B"),
            ("part", "school:s"),
        ],
        "": [],
        "nobody": [],
    }


def test_an_entity_with_a_tie_is_told_from_one_that_has_its_own_schools_alone(
    engine: Engine,
) -> None:
    store = engine("""
        district:a = North
        district:b = North
        school:s = North
        network:n = North
        school:s PART_OF district:a
        district:b MEMBER_OF network:n
    """)
    tied = {naming.node.id: naming.tied for naming in store.named(["north"])["north"]}
    assert tied == {"district:a": False, "district:b": True, "network:n": True, "school:s": True}


def test_spellings_name_entities_and_change_nothing_that_is_known(engine: Engine) -> None:
    node = Node("d", "district", "Alpha", ("A",), {"state": "NH"})
    plain = engine([node]).facts().data_hash
    store = engine([node, Spelling("d", "Alfa CSD 7", "list"), Spelling("nobody", "Zed", "list")])
    assert [naming.tier for naming in store.named(["alfa csd #7"])["alfa csd #7"]] == [
        "spelling",
        "bare",
        "part",
    ]
    assert (list(store.spellings()), store.facts().data_hash) == (
        [Spelling("d", "Alfa CSD 7", "list")],
        plain,
    )


def test_owners_of_nces_ids_are_found_together(engine: Engine) -> None:
    one = Node("a", "district", "A", (), {"nces_id": "0100001"})
    other = Node("b", "district", "B", (), {"nces_id": 2500001})
    store = engine([one, other, Node("c", "district", "C")])
    assert store.owners(["2500001", "0100001", "9999999"]) == {"0100001": one, "2500001": other}
    assert store.owners([]) == {}


def test_labels_are_every_name_and_alias(town: Reader) -> None:
    assert sorted(town.labels()) == [
        ("Alpha", "district:a"),
        ("Alpha School", "district:B"),
        ("Cohort", "cohort:y"),
        ("First District", "district:a"),
        ("GAMMA", "district:B"),
        ("Gamma", "school:s"),
        ("Net X", "network:x"),
        ("beta", "district:B"),
        ("p", "person:p"),
    ]


def test_towns_are_read_of_all_entities_at_once(engine: Engine) -> None:
    towns: dict[str, str | int] = {"d": "São Paulo", "c": "", "b": "Overland Park", "a": 12}
    nodes = [
        Node(i, "school", i.upper(), (), {"city": town} if town else {})
        for i, town in towns.items()
    ]
    expected = [("12", "a"), ("Overland Park", "b"), ("São Paulo", "d")]
    assert list(engine(nodes).labels("town")) == expected


def test_everything_can_be_read_out_and_written_anew(town: Reader, engine: Engine) -> None:
    everything: list[Record] = [*town.all_nodes(), *town.all_statements()]
    ids = [record.id for record in everything if isinstance(record, Node)]
    assert ids == ["cohort:y", "district:B", "district:a", "network:x", "person:p", "school:s"]
    before = town.facts().data_hash
    assert engine(everything).facts().data_hash == before


def test_one_view_may_be_taken_within_another(town: Reader) -> None:
    with town.reading(), town.reading():
        assert town.facts().nodes == 6
    assert town.facts().nodes == 6
