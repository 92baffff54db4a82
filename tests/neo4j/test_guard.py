"""Somebody's own Cypher reads, and does nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.errors import QuestionError, StoreError
from graph.on_neo4j.guard import ask, refuse_writing
from loaders.load import load
from tests.servers import HOUSE_DATA

if TYPE_CHECKING:
    from graph.on_neo4j.store import Neo4jStore

REFUSED = [
    "CREATE (n)",
    "MATCH (n) DETACH DELETE n",
    "match (n) set n.x = 1",
    "MATCH (n) REMOVE n.name RETURN n",
    "MERGE (n:Entity {id: 'x'}) RETURN n",
    "MATCH (n) FOREACH (x IN [1] | SET n.y = x)",
    "UNWIND [1] AS x CALL (x) { CREATE (n) } RETURN x",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS",
    "MATCH (n) CALL (n) { RETURN 1 AS one } IN 4 CONCURRENT TRANSACTIONS RETURN one",
    "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "MATCH (n) LOAD /* a comment */ CSV FROM 'http://x' AS row RETURN row",
    "CALL dbms.listConfig()",
    "CALL apoc.load.json('http://x')",
    "CALL `apoc`.`create`.`node`([], {})",
    "CALL db.createLabel('x')",
    "CALL /* */ dbms . killConnections ([])",
    "MATCH (n) CALL db.clearQueryCaches() YIELD value RETURN value",
    "RETURN 1; MATCH (n) DELETE n",
    "DROP CONSTRAINT netweave_entity_id",
    "SHOW USERS",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "STOP DATABASE neo4j",
    "PROFILE MATCH (n) RETURN n",
    "USE system RETURN 1",
    "LO\\u0041D CSV FROM 'x' AS row RETURN row",
    "RETURN '\\u0027; CREATE (n)",
    "",
    "// only a comment",
]
ALLOWED = [
    "MATCH (n:District) RETURN n.id LIMIT 1",
    "match (n) where n.name = 'CREATE (x); DELETE' return count(n);",
    'RETURN "LOAD CSV" AS text, `set`.`create` ',
    "MATCH (n) RETURN n.set, {delete: 1} AS m, n:Create",
    "CALL db.labels() YIELD label RETURN label",
    "CALL { MATCH (n) RETURN n } RETURN count(n)",
    "CALL (*) { RETURN 1 AS one } RETURN one",
    "WITH 1 AS x // SET\nRETURN x /* DROP */",
    "UNWIND $list AS x RETURN x",
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_does_more_than_read_is_refused_before_it_is_sent(query: str) -> None:
    with pytest.raises(QuestionError):
        refuse_writing(query)


@pytest.mark.parametrize("query", ALLOWED)
def test_what_reads_is_let_through(query: str) -> None:
    refuse_writing(query)


@pytest.mark.neo4j
def test_a_query_gives_plain_values(store: Neo4jStore) -> None:
    load([HOUSE_DATA], store)
    found = ask(
        store.server,
        "MATCH p = (a)-[r:MEMBER_OF]->(b {id: $id}) WHERE r.first_day IS NOT NULL "
        "RETURN a.id AS member, r.first_day AS day, r, p, [1.5, date('2020-01-02')] AS list "
        "ORDER BY member",
        {"id": "network:risc"},
    )
    assert found.columns == ("member", "day", "r", "p", "list")
    member, day, relationship, path, values = found.rows[0]
    assert day == relationship["first_day"]
    assert (relationship["type"], relationship["source_id"]) == ("MEMBER_OF", member)
    assert [part["id"] for part in path[::2]] == [member, "network:risc"]
    assert values == [1.5, "2020-01-02"]
    assert not any(name.startswith("netweave:") for name in path[0])


@pytest.mark.neo4j
@pytest.mark.parametrize(("rows", "given", "more"), [(3, 3, True), (5, 5, False), (9, 5, False)])
def test_no_more_rows_come_than_asked_for(
    store: Neo4jStore, rows: int, given: int, more: bool
) -> None:
    found = ask(store.server, "UNWIND range(1, 5) AS x RETURN x", rows=rows)
    assert (len(found.rows), found.more) == (given, more)


@pytest.mark.neo4j
def test_the_server_has_the_last_word_on_what_writes(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.on_neo4j.guard.refuse_writing", lambda _: None)
    with pytest.raises(QuestionError, match="for one that writes"):
        ask(store.server, "CREATE (n:Entity {id: 'x'})")
    assert store.server.rows("MATCH (n:Entity) RETURN count(n)") == [[0]]


@pytest.mark.neo4j
def test_time_and_mistakes_are_one_sentence(store: Neo4jStore) -> None:
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)"
    with pytest.raises(StoreError, match="within the time"):
        ask(store.server, slow, seconds=1)
    with pytest.raises(StoreError, match="Invalid input"):
        ask(store.server, "MATCH (n RETURN n")
