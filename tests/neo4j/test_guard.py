"""Somebody's own Cypher reads, and does nothing else."""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from campaign.guard import FAULTS, Attempt
from campaign.guard_texts import texts
from graph.errors import QuestionError, StoreError
from graph.on_neo4j.driver.allowed import FUNCTIONS, PROCEDURES
from graph.on_neo4j.driver.guard import ask, ask_by_plan, refuse_writing
from loaders.load import load
from netweave.cli.door.group import netweave
from tests.servers import HOUSE_DATA, wipe

if TYPE_CHECKING:
    from pathlib import Path

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
    "RETURN 1; two",
    "DROP CONSTRAINT netweave_entity_id",
    "SHOW USERS",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "STOP DATABASE neo4j",
    "PROFILE MATCH (n) RETURN n",
    "USE system RETURN 1",
    "LO\\u0041D CSV FROM 'x' AS row RETURN row",
    "RETURN '\\u0027; CREATE (n)",
    "UNWIND [1] AS x // a note\rLOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
    "RETURN 1 AS one // a note\r",
    "RETURN apoc.cypher.runFirstColumnMany('LOAD CSV FROM \"x\" AS r RETURN r', {})",
    "MATCH (n) RETURN [x IN [1] | `apoc` . /* */ load\n. csv ('x')]",
    "RETURN `apoc.load`.csv('x')",
    "RETURN `apoc.load.csv`('x')",
    "RETURN a().b()",
    "RETURN graph.byName('x')",
    "RETURN genai.vector.encode('x', 'y')",
    "CALL dbms.components()",
    "RETURN 1 \u200b AS x",
    "RETURN 1 \x00 AS x",
    "RETURN '\udcff'",
    f"RETURN {'(' * 20_000}1{')' * 20_000}",
    f"RETURN {' ' * 1_000_000}1",
    "123",
    "]",
    "'",
    '"',
    "`",
    "/*",
    "$",
    ".",
    "CALL .",
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
    "RETURN 1 // a note\r\n + 1 AS x",
    "RETURN 'C:\\\\users\\\\you' AS path, 'an é and a \u2028' AS text",
    "RETURN date.truncate('year', date()), duration . `between`(date(), date()).days",
    "MATCH (n) WHERE point.distance(n.a, n.b) < 3 AND n.x IN [1, 2] RETURN n.x, count(n.x)",
    "CALL db.index.vector.queryNodes('names', 3, [1.0]) YIELD node RETURN node",
]
BY_PLAN = [
    "CREATE (n:Entity {id: 'x'})",
    "LOAD CSV FROM 'file:///x' AS row RETURN row",
    "RETURN COLLECT { LOAD CSV FROM 'file:///x' AS row RETURN row } AS rows",
    "RETURN [x IN [1] WHERE EXISTS { LOAD CSV FROM 'file:///x' AS row RETURN row } | x] AS rows",
    "MATCH (n) WHERE EXISTS { CALL db.stats.status() YIELD status RETURN status } RETURN n",
    "RETURN [x IN [1] WHERE EXISTS { CALL db.stats.status() YIELD status RETURN status } | x]",
    "CALL db.stats.clear('QUERIES')",
    "CALL { RETURN 1 AS one } IN TRANSACTIONS RETURN one",
    "RETURN 1 AS x // a note\rUNION LOAD CSV FROM 'file:///x' AS x RETURN x",
    "SHOW FUNCTIONS",
]
GIVEN = {
    "db.index.fulltext.querynodes": "'netweave_names', 'risc'",
    "db.index.fulltext.queryrelationships": "'guard_roles', 'chair'",
    "db.index.vector.querynodes": "'guard_nodes', 3, [1.0]",
    "db.index.vector.queryrelationships": "'guard_ties', 3, [1.0]",
}
"""What procedures are given that take something."""


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
@pytest.mark.parametrize("query", BY_PLAN)
def test_the_server_has_the_last_word_on_what_it_would_do(store: Neo4jStore, query: str) -> None:
    with pytest.raises(QuestionError, match="The server"):
        ask_by_plan(store.server, query)
    assert store.server.rows("MATCH (n:Entity) RETURN count(n)") == [[0]]


@pytest.mark.neo4j
def test_the_functions_that_may_be_called_are_those_that_the_server_brings(
    store: Neo4jStore,
) -> None:
    brought = store.server.rows("SHOW FUNCTIONS YIELD name, isBuiltIn WHERE isBuiltIn RETURN name")
    spaced = {name.lower() for (name,) in brought if "." in name}
    assert {name for name in spaced if not name.startswith("graph.")} == FUNCTIONS


@pytest.mark.neo4j
def test_every_procedure_that_may_be_called_answers_through_the_command(
    store: Neo4jStore, neo4j_target: str
) -> None:
    load([HOUSE_DATA], store)
    indexes = (
        "CREATE VECTOR INDEX guard_nodes FOR (n:Entity) ON n.v",
        "CREATE VECTOR INDEX guard_ties FOR ()-[r:MEMBER_OF]-() ON r.v",
        "CREATE FULLTEXT INDEX guard_roles FOR ()-[r:MEMBER_OF]-() ON EACH [r.role]",
    )
    try:
        for text in (*indexes, "CALL db.awaitIndexes(60)"):
            run_writing(store, text)
        brought = store.server.rows("SHOW PROCEDURES YIELD name RETURN name")
        spelt = {name.lower(): name for (name,) in brought}
        for name in sorted(PROCEDURES):
            query = f"CALL {spelt[name]}({GIVEN.get(name, '')}) YIELD *"
            told = CliRunner().invoke(netweave, ["cypher", query, "--store", neo4j_target])
            assert (told.exit_code, told.stderr) == (0, ""), f"{query}: {told.stderr}"
    finally:
        for index in ("guard_nodes", "guard_ties", "guard_roles"):
            run_writing(store, f"DROP INDEX {index} IF EXISTS")


@pytest.mark.neo4j
def test_what_hides_in_comments_texts_and_names_is_never_done(
    store: Neo4jStore, tmp_path: Path
) -> None:
    wipe(store.server)
    with closing(Attempt(store.server, tmp_path)) as attempt:
        made = texts(Random(0), attempt.places)  # noqa: S311 - to have the same ones again
        became = attempt.whole(islice(made, 300))
    assert {name: became[name] for name in FAULTS} == dict.fromkeys(FAULTS, 0)


def run_writing(store: Neo4jStore, text: str) -> None:
    """Do something on the server that is no question."""
    store.server.write(lambda transaction: transaction.run(text).consume())


@pytest.mark.neo4j
def test_time_and_mistakes_are_one_sentence(store: Neo4jStore) -> None:
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)"
    with pytest.raises(StoreError, match="within the time"):
        ask(store.server, slow, seconds=1)
    with pytest.raises(StoreError, match="Invalid input"):
        ask(store.server, "MATCH (n RETURN n")
