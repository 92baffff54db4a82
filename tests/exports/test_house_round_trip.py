"""A house folder loads back to an equal graph, whatever texts the graph holds."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.in_memory.from_networkx import from_networkx
from graph.model import Node, Source, Statement
from graph.opening import open_store
from loaders.load import load
from netweave.data import bundled
from netweave.exports.cells import guarded
from netweave.exports.export import export
from netweave.exports.house import layout_of
from netweave.exports.whole import ExportError

if TYPE_CHECKING:
    from pathlib import Path

    from graph.model import Value
    from tests.conftest import Draw, Record
    from tests.exports.conftest import RoundTrip

TEXTS = (
    (
        st.text(
            st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r"), min_size=1
        )
        | st.text("'=+-@\t\r ab|,\"\n", min_size=1)
    )
    .map(str.strip)
    .filter(bool)
)
IDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1).filter(str.isprintable)
REUSED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def names(texts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    one = texts.filter(lambda text: "|" not in text)
    return st.lists(one, max_size=3, unique=True).map(tuple)


def test_the_bundled_set_comes_back(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "one.db", create=True) as one,
        open_store(tmp_path / "two.db", create=True) as two,
    ):
        load([bundled()], one)
        export(one, f"{tmp_path}/house/")
        report = load([tmp_path / "house"], two)
        assert two.facts() == one.facts()
        assert report.problems == ()
        again = export(two, f"{tmp_path}/again")
        assert sum(file.entities for file in again) == 964
    for file in again:
        first = (tmp_path / "house" / file.file).read_bytes()
        assert (tmp_path / "again" / file.file).read_bytes() == first


@given(IDS, TEXTS, TEXTS, TEXTS, TEXTS, names(TEXTS))
@REUSED
def test_every_text_comes_back_as_it_was(
    round_trip: RoundTrip,
    own_id: str,
    name: str,
    value: str,
    role: str,
    url: str,
    aliases: tuple[str, ...],
) -> None:
    nodes = [
        Node(own_id, "district", name, aliases, {"city": value, "note": role, "source_url": url}),
        Node("network:x", "network", value, aliases, {"website": value}),
    ]
    properties: dict[str, Value] = {"remark": value}
    said = Statement(own_id, "MEMBER_OF", "network:x", role, "2011", None, Source(url), properties)
    if own_id != "network:x":
        trip = round_trip([*nodes, said])
        assert trip.after == trip.before


@given(st.data())
@REUSED
def test_every_graph_comes_back(
    round_trip: RoundTrip, graphs: st.SearchStrategy[list[Record]], data: st.DataObject
) -> None:
    records = data.draw(graphs)
    # What differs by a file alone is one statement in a house folder (docs/commands.md).
    trip = round_trip([_of_one_file(record) for record in records])
    assert trip.after == trip.before


def _of_one_file(record: Record) -> Record:
    if isinstance(record, Node) or record.evidence.url:
        return record
    return record._replace(evidence=record.evidence._replace(file="relationships.csv"))


@given(st.text("'=+-@\t\rab", max_size=5))
def test_an_apostrophe_is_put_where_the_loader_takes_one_off(text: str) -> None:
    taken_off = guarded(text).removeprefix("'") if guarded(text) != text else text
    assert taken_off == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r")


def test_numbers_and_dates_come_back_as_what_they_are(round_trip: RoundTrip) -> None:
    values: dict[str, Value] = {
        "enrollment": 1250,
        "lat": -61.5,
        "lon": 1e-07,
        "nces_id": "0200800",
        "competency_since": "1994-09",
        "phone": "+1 907 555",
    }
    trip = round_trip([Node("district:a", "district", "A", (), values)])
    assert trip.after == trip.before
    row = rows(trip.folder / "districts.csv")[0]
    assert (row["lat"], row["enrollment"], row["phone"]) == ("-61.5", "1250", "'+1 907 555")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_is_written_even_if_it_is_empty(round_trip: RoundTrip) -> None:
    trip = round_trip([])
    assert trip.after == trip.before
    assert [(file.file, file.entities, file.ties) for file in trip.written] == [
        ("districts.csv", 0, 0),
        ("schools.csv", 0, 0),
        ("networks.csv", 0, 0),
        ("organizations.csv", 0, 0),
        ("people.csv", 0, 0),
        ("relationships.csv", 0, 0),
    ]


def test_further_columns_stand_behind_the_usual_ones_by_name(round_trip: RoundTrip) -> None:
    trip = round_trip([Node("person:a", "person", "A", (), {"zeal": "x", "@handle": "y"})])
    header = (trip.folder / "people.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header == "id,name,aliases,role,source_url,'@handle,zeal"
    assert trip.after == trip.before


@pytest.mark.parametrize("kind", ["network", "consortium", "cohort", "event", "program"])
def test_all_collectives_share_a_file(kind: str) -> None:
    assert layout_of(kind).file == "networks.csv"


def test_a_date_keeps_what_held_and_every_entity(round_trip: RoundTrip, draw: Draw) -> None:
    trip = round_trip(
        draw("""
            network:x = X {founded=2010}
            organization:o HOSTS network:x <page.org>
            district:a MEMBER_OF network:x 2001..2003 <old.org>
            district:a MEMBER_OF network:x 2012.. <new.org>
            district:b MEMBER_OF network:x 2014.. <page.org>
        """),
        as_of="2013",
    )
    assert [row["source_url"] for row in rows(trip.folder / "relationships.csv")] == [
        "https://new.org",
        "https://page.org",
    ]
    assert (trip.after.nodes, trip.after.ties) == (4, 2)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (Node("district:a", "district", "A", (), {"year": 2012}), "year '2012' of district:a"),
        (Node("district:a", "district", "A", (), {"lat": 61}), "lat '61' of district:a"),
        (Node("district:a", "district", "A", (), {"city": " A"}), "city ' A' of district:a"),
        (Node("district:a", "district", "A", (), {"city": "A\x1b"}), r"city 'A\x1b'"),
        (Node("district:a", "district", "A", (), {"enrollment": "many"}), "enrollment 'many'"),
        (Node("district:a", "district", "A", (), {"City": "A"}), "named 'City'"),
        (Node("district:a", "district", "A", (), {"id": "A"}), "named 'id'"),
        (Node("network:a", "network", "A", (), {"host_id": "A"}), "named 'host_id'"),
        (Node("district:a", "district", "A", (), {"x ": "A"}), "named 'x '"),
        (Node("district:a", "district", "A", (), {"": "A"}), "named ''"),
        (Node("district:a", "district", "A", ("b|c",)), "aliases 'b|c'"),
        (Node("district:a", "district", ""), "name ''"),
        (Node("district:\u200b", "district", "A"), r"id 'district:\u200b'"),
        (Node("district:a", "district", "A" * 200_000), "name 'AAA"),
    ],
)
def test_what_no_house_folder_can_hold_is_refused(tmp_path: Path, record: Node, said: str) -> None:
    with open_store(tmp_path / "one.db", create=True) as store:
        store.write([record])
        with pytest.raises(ExportError) as refused:
            export(store, f"{tmp_path}/house")
    assert said in str(refused.value)
    assert "export to .json, .graphml or .gexf" in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == ["one.db"]


def test_a_graph_in_memory_with_half_a_character_is_refused(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", kind="district", name="\ud800")
    with pytest.raises(ExportError, match=r"name '.ud800' of a"):
        export(from_networkx(graph), f"{tmp_path}/house")


def test_two_names_that_differ_by_case_alone_cannot_both_be_columns(tmp_path: Path) -> None:
    with open_store(tmp_path / "one.db", create=True) as store:
        store.write([Node("district:a", "district", "A", (), {"Note": "x", "note": "y"})])
        with pytest.raises(ExportError, match="cannot be a column"):
            export(store, f"{tmp_path}/house")


def test_a_folder_cannot_have_any_number_of_columns(tmp_path: Path) -> None:
    many: dict[str, Value] = {f"p{number}": "x" for number in range(1_001)}
    with open_store(tmp_path / "one.db", create=True) as store:
        store.write([Node("district:a", "district", "A", (), many)])
        with pytest.raises(ExportError, match="more properties than"):
            export(store, f"{tmp_path}/house")
