"""Digests: equal for what says the same, different for anything else."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.digest import SIZE, GraphDigest, evidence_file, node_digest, statement_digest
from graph.model import Node, Source, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGESTS = st.lists(st.binary(min_size=SIZE, max_size=SIZE))
FULL: dict[str, Any] = {
    "url": "https://page.org",
    "file": "a.csv",
    "line": 7,
    "as_of": "2015",
    "confidence": "stated",
}


def whole(digests: Iterable[bytes]) -> str:
    digest = GraphDigest()
    digest.add(digests)
    return str(digest)


def test_entities_that_differ_in_anything_differ() -> None:
    nodes = [
        Node("a", "district", "A"),
        Node("b", "district", "A"),
        Node("a", "school", "A"),
        Node("a", "district", "B"),
        Node("a", "district", "A", ("A",)),
        Node("a", "district", "A", ("A", "B")),
        Node("a", "district", "A", ("B", "A")),
        Node("a", "district", "A", (), {"city": "A"}),
        Node("a", "district", "A", (), {"state": "A"}),
        Node("a", "district", "A", (), {"grade": "1"}),
        Node("a", "district", "A", (), {"grade": 1}),
        Node("a", "district", "A", (), {"grade": 1.0}),
        Node("a", "district", "A", ("grade", "int", "1")),
    ]
    for one, other in combinations(nodes, 2):
        assert node_digest(one) != node_digest(other), (one, other)


def test_the_order_of_properties_makes_no_difference() -> None:
    one = Node("a", "district", "A", (), {"city": "C", "state": "S"})
    assert node_digest(one) == node_digest(one._replace(properties={"state": "S", "city": "C"}))


def test_statements_that_differ_in_what_they_say_or_who_says_so_differ() -> None:
    one = Statement("a", "HOSTS", "x", "host", "2012", "2013", Source(**FULL))
    others = [
        one._replace(source_id="b"),
        one._replace(type="OFFERS"),
        one._replace(target_id="y"),
        one._replace(role="guest"),
        one._replace(role=None),
        one._replace(since="2012-01"),
        one._replace(since=None),
        one._replace(until="2013-12"),
        one._replace(since="2013", until="2012"),
        one._replace(properties={"note": "n"}),
        *(
            one._replace(evidence=Source(**FULL | difference))
            for difference in (
                {"url": "https://page.org/"},
                {"url": None},
                {"as_of": "2016"},
                {"as_of": None},
                {"confidence": "inferred"},
            )
        ),
    ]
    for this, that in combinations([one, *others], 2):
        assert statement_digest(this) != statement_digest(that), (this, that)


@pytest.mark.parametrize("place", [{"file": "b.csv"}, {"line": 8}, {"file": None, "line": None}])
def test_where_a_row_stood_makes_no_difference(place: dict[str, Any]) -> None:
    one = Statement("a", "HOSTS", "x", evidence=Source(**FULL))
    assert statement_digest(one) == statement_digest(one._replace(evidence=Source(**FULL | place)))


def test_a_file_is_evidence_only_where_no_page_is() -> None:
    def file(source: Source) -> str:
        return evidence_file(Statement("a", "HOSTS", "x", evidence=source))

    assert file(Source(url="https://page.org", file="a.csv", line=7)) == ""
    assert file(Source(file="a.csv", line=7)) == "a.csv"
    assert file(Source()) == ""


def test_the_digest_of_nothing_is_nought() -> None:
    assert str(GraphDigest()) == str(GraphDigest("")) == "0" * 32


@given(DIGESTS, st.randoms())
def test_the_digest_of_a_graph_does_not_depend_on_order(digests: list[bytes], random: Any) -> None:
    mixed = list(digests)
    random.shuffle(mixed)
    assert whole(digests) == whole(mixed)


@given(DIGESTS, DIGESTS, DIGESTS)
def test_a_digest_kept_up_to_date_is_that_of_the_whole(
    stays: list[bytes], goes: list[bytes], comes: list[bytes]
) -> None:
    kept = GraphDigest(whole([*stays, *goes]))
    kept.remove(goes)
    kept.add(comes)
    assert str(kept) == whole([*stays, *comes])


@given(DIGESTS, st.binary(min_size=SIZE, max_size=SIZE).filter(any))
def test_one_thing_more_makes_another_digest(digests: list[bytes], more: bytes) -> None:
    assert whole(digests) != whole([*digests, more])


def test_the_digest_of_a_graph_stays_the_same_from_version_to_version() -> None:
    # Stores keep their digests: a new way of making them needs a migration.
    node = Node("district:a", "district", "A", ("Alpha",), {"state": "NH", "enrollment": 635})
    said = Statement("district:a", "MEMBER_OF", "network:x", "chair", "2012", None, Source(**FULL))
    assert whole([node_digest(node), statement_digest(said)]) == "f4390eac3962748a13e62309fd40205e"
