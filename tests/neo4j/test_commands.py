"""The command on a Neo4j store: the same as on a file, and what only a server has."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from click.testing import CliRunner

from netweave.cli.group import netweave
from tests.servers import HOUSE_DATA, wipe

if TYPE_CHECKING:
    from pathlib import Path

    from graph.on_neo4j.store import Neo4jStore

pytestmark = pytest.mark.neo4j


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
