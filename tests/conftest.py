"""What all tests share: networks drawn in a few lines of text, and every engine to ask.

A drawing has an entity or a tie on each line::

    network:x = Network of X | X-Net {founded=2010 stated_members=9}
    district:a MEMBER_OF network:x 2012..2014 [chair] <page.org 2015> inferred

An entity of which a drawing says no more is named by the rest of its id, and is of the kind that
the id begins with. Dates stand around two dots, and either may be missing. Angle brackets hold the
page that says so, or a file and line (``<roster.csv:7>``), and the date of either.
"""

from __future__ import annotations

import os
import re
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings
from hypothesis import strategies as st

from graph.dates import first_day, last_day
from graph.in_memory.from_networkx import from_networkx
from graph.in_memory.to_networkx import to_networkx
from graph.model import Node, Source, Spelling, Statement
from graph.opening import open_store
from graph.schema import COLLECTIVES, NODE_KINDS, PROPERTIES, TIE_TYPES, may_join
from tests.servers import neo4j_store, neo4j_target
from tests.sharing import country, demo

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from hypothesis.strategies import DrawFn, SearchStrategy

    from graph.model import Confidence, Value
    from graph.store import Reader, Store

    Record = Node | Statement
    Writable = Record | Spelling
    Draw = Callable[[str], list[Record]]
    Opened = Callable[[Iterable[Writable]], AbstractContextManager[Reader]]

# The examples of every run are the same, so that no run fails by chance; a campaign looks for new
# ones, and prints what it finds as lines that can be put before the test.
settings.register_profile("same", max_examples=40, deadline=None, derandomize=True)
settings.register_profile(
    "campaign",
    max_examples=2000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# What one test computes is no other test's, nor its user's.
os.environ["NETWEAVE_CACHE"] = ""

ON_NEO4J = pytest.param("neo4j", marks=pytest.mark.neo4j)
ENGINES = ("offline", "networkx", ON_NEO4J)
WRITABLE = ("offline", ON_NEO4J)
ON_ONE_ENGINE = {
    *("field", "groups", "measures", "routes", "visuals", "checks", "columns", "rosters"),
    *("test_davis", "test_connect_against_networkx"),
}
"""The rooms and files whose subjects read a store by a few methods, and compute without it."""

_ENTITY = re.compile(r"(?P<id>\S+)(?: = *(?P<names>[^{]*?) *(?:\{(?P<properties>.*)\})?)?")
_TIE = re.compile(
    r"(?P<source>\S+) +(?P<type>[A-Z_]+) +(?P<target>\S+)"
    r"(?: +(?P<since>[\d-]*)\.\.(?P<until>[\d-]*))?"
    r"(?: +\[(?P<role>.*)\])?"
    r"(?: +<(?P<source_name>[^ >]+)(?: (?P<as_of>[^>]+))?>)?"
    r"(?: +(?P<confidence>inferred|stated))?"
)


__all__ = ["country", "demo", "neo4j_target"]


class Engine(Protocol):
    """Opens what is drawn (or given) on one engine, and lets go of it after the test."""

    def __call__(self, drawing: str | Iterable[Writable]) -> Reader: ...


@pytest.fixture(scope="session")
def draw() -> Draw:
    """Reads a drawing: first its entities, in the order in which they are met, then its ties."""
    return _drawn


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """What asks a server stays in one process, so does what opens a browser, and each file."""
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - only where there are several

    class ByServer(LoadScopeScheduling):  # type: ignore[misc] # it is untyped
        def _split_scope(self, nodeid: str) -> str:
            file, _, test = nodeid.partition("::")
            if file.startswith("tests/browser/"):
                return "browser"
            on_server = file.startswith("tests/neo4j/") or "neo4j" in test.partition("[")[2]
            return "neo4j" if on_server else file

    return ByServer(config, log)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On which engines a test with a store is run: `every_engine` says on all of them."""
    for fixture, engines in {"opened": ENGINES, "blank": WRITABLE}.items():
        if fixture in metafunc.fixturenames:
            metafunc.parametrize(fixture, _chosen(metafunc, engines), indirect=True)


def _chosen(metafunc: pytest.Metafunc, engines: Sequence[object]) -> Sequence[object]:
    """All, or one; graphs at random go to a server in tests/neo4j, beside an offline store."""
    test = metafunc.definition
    if test.get_closest_marker("every_engine"):
        return engines
    if {test.path.parent.name, test.path.stem} & ON_ONE_ENGINE:
        return engines[:1]
    if is_hypothesis_test(metafunc.function):
        return [engine for engine in engines if engine is not ON_NEO4J]
    return engines


@pytest.fixture(scope="session")
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Opens records on an engine; one graph at a time, left with its block."""
    if request.param == "neo4j":
        return partial(neo4j_store, request.getfixturevalue("neo4j_target"))
    path = tmp_path_factory.mktemp("stores") / "graph.db"
    return partial(_offline if request.param == "offline" else _networkx, path)


@pytest.fixture
def engine(opened: Opened) -> Iterator[Engine]:
    """Opens a drawing on each engine in turn."""
    with ExitStack() as stack:

        def open_one(drawing: str | Iterable[Writable]) -> Reader:
            stack.close()
            records = _drawn(drawing) if isinstance(drawing, str) else drawing
            return stack.enter_context(opened(records))

        yield open_one


@pytest.fixture
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store with nothing in it, of each engine that can be written to."""
    if request.param == "neo4j":
        with neo4j_store(request.getfixturevalue("neo4j_target"), None) as store:
            yield store
        return
    with open_store(tmp_path / "blank.db", create=True) as store:
        yield store


@pytest.fixture(scope="session")
def graphs() -> SearchStrategy[list[Record]]:
    """Small graphs of all kinds and types, with dates, roles and evidence: entities, then ties."""
    return _graphs(st.lists(st.sampled_from(list(NODE_KINDS)), max_size=5), max_ties=16)


@pytest.fixture(scope="session")
def meshes() -> SearchStrategy[list[Record]]:
    """Larger graphs, with many routes between two entities."""
    return _graphs(st.just([*["district", "network"] * 4, "organization", "cohort"]), max_ties=50)


@contextmanager
def _offline(path: Path, records: Iterable[Writable]) -> Generator[Reader]:
    try:
        with open_store(path, create=True) as store:
            store.write(records)
            yield store
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _networkx(path: Path, records: Iterable[Writable]) -> Generator[Reader]:
    with _offline(path, records) as store:
        graph = to_networkx(store)
    with from_networkx(graph) as store:
        yield store


def _drawn(text: str) -> list[Record]:
    nodes: dict[str, Node] = {}
    statements: list[Record] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if entity := _ENTITY.fullmatch(line):
            nodes[entity["id"]] = _node(*(part or "" for part in entity.groups()))
        elif tie := _TIE.fullmatch(line):
            for end in (tie["source"], tie["target"]):
                nodes.setdefault(end, _node(end, "", ""))
            statements.append(_statement(tie))
        else:
            raise ValueError(f"Neither an entity nor a tie: {line!r}")
    return [*nodes.values(), *statements]


def _node(node_id: str, names: str, properties: str) -> Node:
    kind, _, rest = node_id.partition(":")
    if kind not in NODE_KINDS:
        raise ValueError(f"{node_id!r} does not begin with a kind.")
    name, *aliases = re.split(r" *\| *", names)
    pairs = (item.split("=", 1) for item in properties.split())
    return Node(
        node_id, kind, name or rest, tuple(aliases), {name: _value(name, v) for name, v in pairs}
    )


def _value(name: str, text: str) -> Value:
    kind = PROPERTIES[name].type if name in PROPERTIES else "text"
    return int(text) if kind == "integer" else float(text) if kind == "number" else text


def _statement(tie: re.Match[str]) -> Statement:
    name, as_of = tie["source_name"] or "", tie["as_of"]
    confidence: Confidence = "inferred" if tie["confidence"] == "inferred" else "stated"
    file, _, line = name.partition(":")
    if file.endswith(".csv"):
        evidence = Source(None, file, int(line) if line else None, as_of, confidence)
    else:
        evidence = Source(f"https://{name}" if name else None, None, None, as_of, confidence)
    dates = tie["since"] or None, tie["until"] or None
    return Statement(tie["source"], tie["type"], tie["target"], tie["role"], *dates, evidence)


_DATES = st.sampled_from((None, None, "2011", "2012", "2012-07", "2013-03-31", "2014"))
_EVIDENCE = st.sampled_from(
    (
        Source(),
        Source("https://page.org", as_of="2015"),
        Source("https://page.org", "ties.csv", 3, "2015", "inferred"),
        Source("https://other.org/page", "ties.csv", 4),
        Source(None, "ties.csv", 5),
        Source(None, "roster.csv", 2, confidence="inferred"),
    )
)


@st.composite
def _graphs(draw: DrawFn, kinds: SearchStrategy[list[str]], max_ties: int) -> list[Record]:
    named = enumerate(["district", "school", "network", *draw(kinds)])
    nodes = [Node(f"{kind}:{n}", kind, f"{kind} {n}", (), draw(_lives(kind))) for n, kind in named]
    ends = st.tuples(st.sampled_from(nodes), st.sampled_from(nodes))
    ties = draw(st.lists(ends, max_size=max_ties))
    return [*nodes, *(draw(_statements(source, target)) for source, target in ties)]


def _lives(kind: str) -> SearchStrategy[dict[str, Value]]:
    dates = {"founded": st.just("2012"), "ended": st.just("2013")}
    return st.fixed_dictionaries({}, optional=dates if kind in COLLECTIVES else {})


@st.composite
def _statements(draw: DrawFn, source: Node, target: Node) -> Statement:
    fitting = [name for name in TIE_TYPES if may_join(name, source.kind, target.kind)]
    belonging = [name for name in ("MEMBER_OF", "PART_OF") if name in fitting]
    tie_type = draw(st.sampled_from(belonging * 5 + fitting))
    since, until = draw(_DATES), draw(_DATES)
    if first_day(since) > last_day(until):
        since, until = until, since
    role = draw(st.sampled_from((None, "chair", "member")))
    return Statement(source.id, tie_type, target.id, role, since, until, draw(_EVIDENCE))
