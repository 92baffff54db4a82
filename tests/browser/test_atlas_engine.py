"""The engine of the atlas gives the same documents as the engine of Python, order included."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from graph.errors import AmbiguousNameError
from graph.model import Node, Source, Statement
from graph.names.places import readings
from graph.opening import open_store
from graph.schema import NODE_KINDS, TIE_TYPES, may_join
from loaders.load import load
from netweave.cli.answer.as_json import document
from netweave.cli.ask.affiliations import affiliations_answer
from netweave.cli.ask.connect import connect_answer
from netweave.cli.ask.members import members_answer
from queries.asking.naming import could_be_meant, resolve
from queries.asking.today import today
from queries.connect import connect
from queries.gaps import gaps
from queries.peers import peers
from tests.servers import HOUSE_DATA

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from campaign.tab import OpenPage
    from graph.store import Reader
    from tests.browser.conftest import OpenAtlas

    Question = tuple[str, dict[str, Any]]

pytestmark = pytest.mark.browser

DATES = ("2009", "2011", "2011-06", "2012-02-29", "2013", "2014", "2016", None, None)
ASKED = (None, None, None, "2012", "2013-07")


def random_graph(seed: int) -> Iterator[Node | Statement]:
    """A graph of every kind and type, with spells that part and meet, cycles, and equal names."""
    random = Random(seed)  # noqa: S311 - the same on every run
    kinds = [*NODE_KINDS, *["district", "school", "network", "cohort"] * 5]
    nodes = [
        Node(f"{kind}:~g{seed}-{n}", kind, f"Ä{n % 7} \U0001f3eb"[: 2 + n % 3])
        for n, kind in enumerate(kinds)
    ]
    for node in nodes:
        lives = (
            {"founded": "2011", "ended": "2014"}
            if node.is_collective and random.random() < 0.3
            else {}
        )
        yield node._replace(properties={"state": random.choice(("ME", "NH")), **lives})
    for _ in range(110):
        source, target = random.choice(nodes), random.choice(nodes)
        types = [name for name in TIE_TYPES if may_join(name, source.kind, target.kind)]
        types += [name for name in ("MEMBER_OF", "PART_OF") if name in types] * 8
        tie_type = random.choice(types)
        for _ in range(random.choice((1, 1, 2, 4))):
            yield _statement(random, source, tie_type, target)


def random_mesh(seed: int) -> Iterator[Node | Statement]:
    """Districts and networks with so many ways between them that routes are in each other's way."""
    random = Random(seed)  # noqa: S311 - the same on every run
    districts = [Node(f"district:~m{seed}-{n}", "district", f"District {n}") for n in range(14)]
    networks = [Node(f"network:~m{seed}-{n}", "network", f"Network {n}") for n in range(12)]
    yield from (*districts, *networks)
    for district in districts:
        for network in random.sample(networks, random.choice((1, 2, 3, 4))):
            yield Statement(district.id, "MEMBER_OF", network.id)


def _statement(random: Random, source: Node, tie_type: str, target: Node) -> Statement:
    since, until = random.choice(DATES), random.choice(DATES)
    if since and until and since[:4] > until[:4]:
        since, until = until, since
    if since and until and since[:4] == until[:4]:
        until = since
    evidence = random.choice(
        (
            Source("https://www.page.org/x?y", as_of="2015"),
            Source("https://other.org", "a.csv", 3, "spring", "inferred"),
            Source(None, "rows.csv", 7, None, "inferred"),
            Source(None, "rows.csv", None, "2012-05"),
        )
    )
    role = random.choice((None, "chair", "member"))
    return Statement(source.id, tie_type, target.id, role, since, until, evidence)


def questions(store: Reader, random: Random, routes: int) -> Iterator[Question]:
    """What is asked: what everybody belongs to, who belongs to everything, and many pairs."""
    nodes = list(store.all_nodes())
    for node in nodes:
        yield (
            "affiliations",
            {"name": node.id, "direct": random.random() < 0.2, "as_of": random.choice(ASKED)},
        )
        if node.is_collective:
            yield "members", {"network": node.id, "as_of": random.choice(ASKED)}
    tied = sorted({i for s in store.all_statements() for i in (s.source_id, s.target_id)})
    piece = {i: [j for j in tied if _piece(j) == _piece(i)] for i in tied}
    for _ in range(routes):
        a, b, *avoid = random.sample(piece[random.choice(tied)], random.choice((2, 2, 3, 5)))
        through = random.choice(("memberships", "all"))
        asked = {"a": a, "b": b, "through": through, "k": random.choice((1, 5, 40)), "avoid": avoid}
        yield "connect", {**asked, "as_of": random.choice(ASKED)}


def _piece(node_id: str) -> str:
    """The graph that an entity was made with."""
    return node_id.partition("~")[2].partition("-")[0]


def in_python(store: Reader, question: str, asked: dict[str, Any]) -> Any:
    """The document of a question."""
    as_of, nodes = asked["as_of"], store.nodes([str(one) for one in asked.values()])
    if question == "affiliations":
        answer = affiliations_answer(store, nodes[asked["name"]], as_of, direct=asked["direct"])
    elif question == "members":
        answer = members_answer(store, nodes[asked["network"]], as_of)
    else:
        a, b, *avoid = (store.nodes([i])[i] for i in (asked["a"], asked["b"], *asked["avoid"]))
        terms: Any = {"through": asked["through"], "k": asked["k"], "as_of": as_of}
        found = connect(store, a, b, avoid=avoid, **terms)
        ids = [node.id for node in avoid]
        answer = connect_answer(store, found, asked["through"], ids, k=asked["k"], as_of=as_of)
    return json.loads("".join(document(answer, as_of)))


def same_answers(sheet: OpenPage, store: Reader, asked: list[Question]) -> int:
    """Ask the page and Python, and compare; how many questions that were."""
    day = today(None)
    given = [[question, {**terms, "today": day}] for question, terms in asked]
    told = sheet.tab.evaluate("(asked) => asked.map(([q, given]) => netweave.ask(q, given))", given)
    with store.reading():
        for (question, terms), text in zip(asked, told, strict=True):
            expected = in_python(store, question, terms)
            found = json.loads(text)
            if json.dumps(found) != json.dumps(expected):
                assert found == expected, (question, terms)
                assert json.dumps(found) == json.dumps(expected), "the order of fields"
    return len(asked)


def test_two_thousand_questions_have_one_answer_in_the_page_and_in_python(
    open_atlas: OpenAtlas, real: Reader, tmp_path: Path
) -> None:
    random = Random(1)  # noqa: S311 - the same on every run
    counted = same_answers(open_atlas(real), real, list(questions(real, random, 200)))
    with open_store(tmp_path / "others.db", create=True) as others:
        load([HOUSE_DATA], others)
        others.write([record for seed in range(8) for record in random_graph(seed)])
        others.write([record for seed in range(12) for record in random_mesh(seed)])
        counted += same_answers(open_atlas(others), others, list(questions(others, random, 450)))
    assert counted >= 2_000


def test_the_page_takes_a_name_for_those_whom_the_desk_takes_it_for(
    open_atlas: OpenAtlas, real: Reader
) -> None:
    names = [name for node in real.all_nodes() for name in (node.name, *node.aliases)]
    texts = [*names[::3], "Pittsfield", "lindsay, ca", "Lindsay (California)", "RSU 2", "0622230"]
    texts += [f"{text.upper()} (NH)" for text in names[::9]]
    texts += [" ".join(text.split()[:2]) for text in names[::4]]
    texts += [
        "Göteborg",
        "ME",
        "",
        " ",
        "school district",
        "the",
        "DISTRICT:CA-LINDSAY",
        "&",
        "Blue Valley",
    ]
    told = open_atlas(real).tab.evaluate("(texts) => texts.map(netweave.named)", texts)
    with real.reading():
        for text, found in zip(texts, told, strict=True):
            read = readings(text)
            given = real.named({text, *(reading.name for reading in read)})
            meant = could_be_meant(text, read, given)
            assert found["meant"] == [[one.node.id, one.tier] for one in meant], text
            assert found["only"] == only(real, text, bool(meant)), text


def test_whom_a_district_could_ask_and_where_nobody_is_are_as_peers_and_gaps_have_them(
    open_atlas: OpenAtlas, real: Reader
) -> None:
    sheet, day = open_atlas(real), today(None)
    for node in real.catalogue(["district"])[::30]:
        told = sheet.tab.evaluate("([id, day]) => netweave.peers(id, day)", [node.id, day])
        rows = peers(real, node).rows
        assert [(one["number"], one["alike"], one["distance"]) for one in told] == [
            (row.id, list(row.alike), row.distance) for row in rows
        ]
        assert [(one["years"], one["networks"]) for one in told] == [
            (row.years, list(row.networks)) for row in rows
        ]
        assert [one["km"] for one in told] == [pytest.approx(row.km) for row in rows]
    states = sheet.tab.evaluate("(day) => netweave.states(day)", day)
    assert sorted(states) == sorted(
        [row.state, [row.districts, row.in_network]] for row in gaps(real).rows
    )


def only(store: Reader, text: str, is_known: bool) -> str | None:
    """The one that a name means, without the desk's own guesses."""
    try:
        return resolve(store, text).node.id if is_known else None
    except AmbiguousNameError:
        return None
