"""The notebooks run from top to bottom, and what was saved with them is what they give.

To save them anew after a change: ``python -m tests.notebooks.test_notebooks``, with an empty
Neo4j server (``make neo4j``) named by NETWEAVE_TEST_NEO4J_URI.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from graph.on_neo4j.driver.connection import Neo4jServer
from tests.servers import wipe

HOUSE = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((HOUSE / "notebooks").glob("*.ipynb"))
ON_NEO4J = [path for path in NOTEBOOKS if "neo4j" in path.stem]
OFFLINE = [path for path in NOTEBOOKS if path not in ON_NEO4J]
FRAME = re.compile(r"<style>.*?</style><iframe.*?</iframe>", re.DOTALL)


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # it has no types


def executed(path: Path, target: str | None = None) -> Any:
    """A notebook run in a fresh kernel, without what changes from run to run.

    One that needs a Neo4j server finds it in the environment.
    """
    given = {} if target is None else {"NETWEAVE_TEST_NEO4J_URI": target}
    notebook = read(path)
    # A kernel may start in another folder, where the house is not on the path.
    NotebookClient(notebook, timeout=120).execute(
        # What commands print hangs on how wide the terminal is said to be.
        env={**os.environ, **given, "PYTHONPATH": str(HOUSE), "COLUMNS": "100"}
    )
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", []):
            html = output.get("data", {}).get("text/html")
            if html:
                # The still picture is kept; code hosts do not show frames.
                output["data"]["text/html"] = FRAME.sub("", html)
    return notebook


def outputs(notebook: Any) -> list[Any]:
    return [cell.get("outputs") for cell in notebook.cells]


@pytest.mark.parametrize("path", OFFLINE, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_notebook_gives_what_was_saved_with_it(path: Path) -> None:
    assert outputs(read(path)) == outputs(executed(path))


@pytest.mark.neo4j
@pytest.mark.parametrize("path", ON_NEO4J, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_notebook_gives_the_same_on_a_server(path: Path, neo4j_target: str) -> None:
    server = Neo4jServer(neo4j_target)
    wipe(server)
    server.close()
    assert outputs(read(path)) == outputs(executed(path, neo4j_target))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_saved_notebook_can_be_read_where_frames_and_scripts_are_removed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "data:image/svg+xml;base64," in text
    assert "<iframe" not in text
    assert "<script" not in text
    assert '"stderr"' not in text, "a warning has the path of a file of this machine"
    assert len(text) < 500_000
    silent = [cell for cell in json.loads(text)["cells"] if cell.get("outputs") == []]
    assert len(silent) <= 1, "only the cell that closes the stores says nothing"


if __name__ == "__main__":
    for each in NOTEBOOKS:
        nbformat.write(executed(each), each)  # type: ignore[no-untyped-call]  # the same
