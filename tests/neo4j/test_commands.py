"""The command on a Neo4j store: the same as on a file, and what only a server has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from click.testing import CliRunner

from graph.errors import StoreError
from graph.on_neo4j.driver.guard import ask as ask_in_cypher
from netweave.cli.door.group import netweave
from tests.servers import HOUSE_DATA, wipe

if TYPE_CHECKING:
    from pathlib import Path

    from graph.on_neo4j.store import Neo4jStore

pytestmark = pytest.mark.neo4j


MEGABYTE = "reduce(s = 'aaaaaaaa', y IN range(1, 17) | s + s)"


class Done(NamedTuple):
    status: int
    out: str
    err: str


def ask(*arguments: str, text: str | None = None) -> Done:
    """Run the command within this process."""
    result = CliRunner().invoke(netweave, arguments, input=text)
    return Done(result.exit_code, result.stdout, result.stderr)


def document(*arguments: str) -> Any:
    done = ask(*arguments, "--format", "json")
    assert (done.status, done.err) == (0, ""), done
    return json.loads(done.out)


@pytest.fixture
def target(store: Neo4jStore) -> str:
    """A server with nothing on it."""
    wipe(store.server)
    return store.server.target.uri


def test_from_the_file_to_the_server_and_back(target: str, tmp_path: Path) -> None:
    file, back = str(tmp_path / "mini.db"), str(tmp_path / "back.db")
    assert ask("load", str(HOUSE_DATA), "--store", file).status == 0
    assert document("copy", file, target)["equal"] is True
    assert document("copy", target, back)["equal"] is True
    rows = document("verify", "--store", file, "--against", target, "--sample", "8")["rows"]
    assert {row["same"] for row in rows} == {True}
    for question in (["show", "Sanborn"], ["members", "network:risc"], ["info"], ["list", "all"]):
        answers = [document(*question, "--store", store) for store in (file, target)]
        kinds = [answer["store"].pop("kind") for answer in answers]
        assert kinds == ["offline", "neo4j"]
        assert answers[0] == answers[1]


def test_loading_checking_and_rehearsing_on_a_server(target: str) -> None:
    assert ask("info", "--store", target).status == 1
    dry = document("load", str(HOUSE_DATA), "--store", target, "--dry-run")
    assert dry["store"]["nodes"] == 0
    assert len(dry["rows"]) > 100
    assert document("check", str(HOUSE_DATA), "--store", target)["store"]["nodes"] == 0
    loaded = document("load", str(HOUSE_DATA), "--store", target)
    assert (loaded["store"]["nodes"], loaded["store"]["ties"]) == (39, 86)


def test_a_difference_is_told_and_ends_with_one(target: str, tmp_path: Path) -> None:
    file = str(tmp_path / "mini.db")
    ask("load", str(HOUSE_DATA), "--store", file)
    ask("load", str(HOUSE_DATA), "--store", target)
    wiped = ask("copy", file, target)
    assert wiped.status == 0
    other = str(tmp_path / "other.db")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "districts.csv").write_text("id,name\ndistrict:new,New\n")
    ask("load", str(HOUSE_DATA), str(tmp_path / "more"), "--store", other)
    done = ask("verify", "--store", other, "--against", target, "--sample", "3")
    assert done.status == 1
    assert "The first: facts (): [0]: 40 / 39" in " ".join(done.out.split())


def test_a_query_in_every_form(target: str) -> None:
    ask("load", str(HOUSE_DATA), "--store", target)
    query = "MATCH (n:Network) RETURN n.id AS id, n.name ORDER BY id"
    (first, *_) = document("cypher", query, "--store", target)["rows"]
    assert list(first) == ["id", "n.name"]
    table = ask("cypher", "-", "--store", target, text=query)
    assert first["n.name"] in table.out
    csv = ask("cypher", query, "--rows", "1", "--store", target, "--format", "csv")
    assert csv.out.splitlines() == ["id,n_name", f"{first['id']},{first['n.name']}"]
    assert csv.err == "Only the first 1 rows; --rows gives more.\n"


@pytest.mark.parametrize("words", [["--timeout", "0"], ["--timeout", "9999"], ["--rows", "0"]])
def test_limits_cannot_be_lifted(target: str, words: list[str]) -> None:
    done = ask("cypher", "RETURN 1", *words, "--store", target)
    assert (done.status, done.out) == (2, "")


def test_one_store_is_not_copied_to_itself(target: str) -> None:
    assert ask("copy", target, target).status == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (n RETURN n", "Invalid input 'RETURN'"),
        ("MATCH (n RETURN n", "(line 1, column 10)."),
        ("MATCH (n)\nRETURN x", "Variable `x` not defined (line 2, column 8)."),
        ("RETURN nosuch(1)", "Unknown function 'nosuch' (line 1, column 8)."),
        ("RETURN date('x')", "cannot run this query: Text cannot be parsed to a Date."),
        ("RETURN toInteger([1])", "mixes values that do not go together"),
        ("RETURN 1/0", "computes what has no result: / by zero."),
        ("MATCH (n {id: $x}) RETURN n", "was given no value: Expected parameter(s): x."),
        ("RETURN range(1, 8000000)", "larger than 32 MB, and none of it is given."),
        (f"UNWIND range(1, 99) AS x RETURN {MEGABYTE} AS text", "larger than 32 MB"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_one_sentence(
    store: Neo4jStore, query: str, said: str
) -> None:
    done = ask("cypher", query, "--rows", "20000", "--store", store.server.target.uri)
    assert (done.status, done.out) == (1, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert "Transaction failed" not in done.err


def test_after_an_answer_that_was_too_large_the_next_one_comes(store: Neo4jStore) -> None:
    with pytest.raises(StoreError, match="larger than 32 MB"):
        ask_in_cypher(store.server, "RETURN range(1, 8000000)")
    few = ask_in_cypher(store.server, "UNWIND range(1, 9) AS x RETURN range(x, 4000)", rows=3)
    assert (len(few.rows), few.more) == (3, True)


def test_the_time_of_a_query_is_obeyed_inside_a_question(store: Neo4jStore) -> None:
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*)"
    done = ask("cypher", slow, "--timeout", "1", "--store", store.server.target.uri)
    assert (done.status, done.out) == (1, "")
    assert "within the time that a question may take (1 s)" in done.err


def test_the_database_of_neo4j_itself_is_no_store(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "system")
    done = ask("info", "--store", store.server.target.uri)
    assert (done.status, done.out) == (1, "")
    assert "is the database that Neo4j keeps for itself. Check NEO4J_DATABASE." in done.err
