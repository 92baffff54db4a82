"""The loose network: pyvis's own object, with the entities and ties of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyvis.network import Network

from netweave.visuals import loose
from netweave.visuals.loose import to_pyvis, view_graph
from netweave.visuals.picture.limits import TooLargeError

if TYPE_CHECKING:
    from tests.conftest import Engine

AROUND = """
    district:a = Alder {state=ME}
    district:a MEMBER_OF network:n 2012..2014 [chair] <list.org 2012>
    district:a MEMBER_OF network:n 2016..
    district:b MEMBER_OF network:n
    person:p LEADS district:a
    district:c MEMBER_OF network:m
    district:alone = Alone
"""


def test_it_is_a_network_of_pyvis_with_every_spell_as_an_edge(engine: Engine) -> None:
    network = to_pyvis(engine(AROUND))
    assert isinstance(network, Network)
    assert {node["id"]: node["label"] for node in network.nodes} == {
        "district:a": "Alder",
        "district:b": "b",
        "district:c": "c",
        "network:m": "m",
        "network:n": "n",
        "person:p": "p",
    }
    ends = [(edge["from"], edge["to"], edge["title"].split("\n")[1:]) for edge in network.edges]
    assert ends[0][:2] == ("district:a", "network:n")
    assert ends[0][2][:2] == ["chair", "2012 to 2014"]
    assert sorted((one, other) for one, other, _ in ends) == [
        ("district:a", "network:n"),
        ("district:a", "network:n"),
        ("district:b", "network:n"),
        ("district:c", "network:m"),
        ("person:p", "district:a"),
    ]


def test_names_come_with_what_is_tied_to_them_in_the_scope_and_on_the_date(engine: Engine) -> None:
    def ids(*names: str, **terms: object) -> list[str]:
        return [node["id"] for node in to_pyvis(engine(AROUND), *names, **terms).nodes]  # type: ignore[arg-type]

    assert ids("Alder") == ["district:a", "network:n", "person:p"]
    assert ids("Alder", through="memberships") == ["district:a", "network:n"]
    assert ids("Alder", through="memberships", as_of="2015") == ["district:a"]
    assert ids("Alone") == ["district:alone"]


def test_the_same_graph_gives_the_same_page_which_asks_for_nothing(engine: Engine) -> None:
    page = view_graph(engine(AROUND), "network:n")
    assert page.html == view_graph(engine(AROUND), "network:n").html
    assert page.title == "n: what is tied to it"
    assert "default-src 'none'" in page.html
    assert not any(word in page.html for word in ('src="http', 'href="http', "cdn"))


def test_it_can_be_restyled_and_set_in_motion(engine: Engine) -> None:
    network = to_pyvis(engine(AROUND), physics=True)
    assert network.options.physics.enabled
    network.toggle_physics(status=False)
    network.get_node("district:a")["color"] = "#123456"
    html = network.generate_html()
    assert '"color": "#123456"' in html
    assert not to_pyvis(engine(AROUND)).options.physics.enabled


def test_beyond_what_a_browser_moves_it_says_what_to_ask(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loose, "LOOSE", 2)
    with pytest.raises(TooLargeError, match="Name fewer"):
        to_pyvis(engine(AROUND))


def test_nothing_makes_a_page_too(engine: Engine) -> None:
    assert view_graph(engine("")).words == "0 entities, 0 ties"
