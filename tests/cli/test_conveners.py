"""`conveners`: JSON field by field, CSV, what people see, and what is refused."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.opening import open_store
from tests.cli.conftest import asked_of
from tests.queries.measures.conftest import two_mode_records

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Drawn

DRAWN = """
    district:a = Aville {state=ME competency_since=2009}
    district:b = Bville {state=ME}
    district:c = Cville {state=CA}
    network:x = Network X {stated_members=4 scope_state=ME}
    network:y = Network Y
    network:z = Network Z
    district:a MEMBER_OF network:x 2011.. [chair] <one.org>
    district:b MEMBER_OF network:x <one.org>
    district:b MEMBER_OF network:y <two.org>
    district:c MEMBER_OF network:z <two.org>
    organization:o = The Host
    organization:o HOSTS network:x <one.org>
    organization:o HOSTS network:y <one.org>
    person:p MEMBER_OF network:lonely <one.org>
"""
KEYS = ["question", "store", "as_of", "parameters", "rows", "group"]


@pytest.fixture(scope="module")
def davis(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the Southern Women."""
    target = tmp_path_factory.mktemp("davis") / "davis.db"
    with open_store(target, create=True) as store:
        store.write(two_mode_records(nx.davis_southern_women_graph()))
    return str(target)


def words(out: str) -> str:
    return " ".join(out.split())


def test_conveners_have_their_keys_in_order(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    found = ask(
        *("conveners", "--size", "2", "--as-of", "2020", "--format", "json", "--store", store)
    ).document
    assert list(found) == [*KEYS, "front", "ties", "beside"]
    assert asked_of(found) == {
        "size": 2,
        "kind": "district",
        "cover": "networks",
        "reach": 1,
        "include": [],
        "exclude": [],
        "max_per_state": None,
        "each_cluster": False,
        "cover_all": False,
        "through": "memberships",
        "weights": None,
        "time_limit": 30.0,
        "within": None,
        "top": None,
        "reference_year": 2020,
    }
    assert found["rows"][1] == {
        "id": "district:a",
        "kind": "district",
        "name": "Aville",
        "state": "ME",
        "score": 0.5,
        "reach_1": 1,
        "reach_2": 2,
        "betweenness": 0.0,
        "participation": 0.0,
        "years": 11,
        "reasons": [
            "Reaches 1 of 4 networks in one step and 2 in two.",
            "Is a member of Network X (chair, since 2011, according to one.org).",
            "Teaches by competency since 2009.",
            "No other candidate is as good in every figure and better in one.",
        ],
    }
    assert found["group"] == {
        "members": ["district:b", "district:c"],
        "covered": 3,
        "total": 4,
        "optimal": True,
        "bound": 3,
        "ties": [["district:b", "district:c"]],
        "ties_complete": True,
        "unique_cover": {"district:b": 2, "district:c": 1},
    }
    assert found["front"] == ["district:a", "district:b"]
    carrier = found["beside"]["carriers"][0]
    assert (carrier["id"], carrier["how"], carrier["networks"], carrier["of"]) == (
        *("organization:o", "hosts"),
        *(2, 3),
    )


def test_davis_has_one_pair(ask: Ask, davis: str) -> None:
    found = ask("conveners", "--size", "2", "--store", davis, "--format", "json").document
    assert found["group"]["ties"] == [["Evelyn Jefferson", "Nora Fayette"]]
    assert (found["group"]["covered"], found["group"]["ties_complete"]) == (14, True)
    assert found["parameters"]["reference_year"] == date.today().year  # noqa: DTZ011 - the user's


def test_names_are_resolved_and_limits_kept(ask: Ask, drawn: Drawn) -> None:
    found = ask(
        *("conveners", "--include", "aville", "--exclude", "Cville", "--max-per-state", "2"),
        *("--store", drawn(DRAWN), "--format", "json"),
    ).document
    assert found["parameters"]["include"] == ["district:a"]
    assert found["parameters"]["exclude"] == ["district:c"]
    assert found["group"]["members"] == ["district:a", "district:b"]
    assert [row["id"] for row in found["rows"]] == ["district:b", "district:a", "district:c"]


def test_more_members_than_candidates_are_all_of_them(ask: Ask, drawn: Drawn) -> None:
    found = ask("conveners", "--size", "99", "--store", drawn(DRAWN), "--format", "json").document
    assert found["group"]["members"] == ["district:a", "district:b", "district:c"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--size", "0"], 2, "0 is not in the range x>=1"),
        (["--max-per-state", "0"], 2, "0 is not in the range x>=1"),
        (["--reach", "3"], 2, "3 is not in the range 1<=x<=2"),
        (["--kind", "alliance"], 2, "'alliance' is no kind of entity"),
        (["--weights", "years"], 2, "'years' is no weight"),
        (["--weights", "luck=1"], 2, "luck=1 is no weight"),
        (["--kind", "event"], 1, "there is nobody to choose"),
        (
            ["--exclude", "Aville", "--exclude", "Bville", "--exclude", "Cville"],
            1,
            "All candidates are excluded",
        ),
        (["--include", "Nowhere"], 1, "Nothing here is named 'Nowhere'"),
        (["--include", "The Host"], 1, "The Host, organization:o, an organization"),
        (["--include", "Aville", "--exclude", "district:a"], 1, "both included and excluded"),
        (
            ["--include", "Aville", "--include", "Bville", "--size", "1"],
            1,
            "the group has 1 member",
        ),
        (["--max-per-state", "1", "--size", "3"], 1, "has 2 members at most; 3 were asked for"),
        (["--each-cluster", "--size", "1"], 1, "2 clusters have candidates"),
    ],
)
def test_what_cannot_be_is_refused_in_one_message(
    ask: Ask, drawn: Drawn, arguments: list[str], status: int, said: str
) -> None:
    done = ask("conveners", *arguments, "--store", drawn(DRAWN))
    assert (done.status, done.out) == (status, "")
    assert said in words(done.err)


def test_people_see_the_group_the_list_and_the_cautions(ask: Ask, drawn: Drawn) -> None:
    out = words(ask("conveners", "--size", "2", "--store", drawn(DRAWN)).out)
    assert "The best group of 2 reaches 3 of 4 networks in one step, and no other group" in out
    assert "No other group is as good." in out
    assert "The 2 with the highest score reach 2 networks, 1 fewer." in out
    assert "Aville (ME): Reaches 1 of 4 networks in one step and 2 in two. Is a member of" in out
    assert "Position is not willingness" in out
    assert "The Host hosts 2 of the 3 that the group is joined to" in out
    assert "Network X: 2 of about 4 known." in out


def test_groups_as_good_are_counted_and_those_in_all_named(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN + "\ndistrict:d = Dville\ndistrict:d MEMBER_OF network:z")
    out = words(ask("conveners", "--size", "2", "--store", store).out)
    assert "1 other group is as good. In all of these: Bville (ME)." in out


def test_the_smallest_group_comes_with_what_nobody_reaches(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    found = ask("conveners", "--cover-all", "--store", store, "--format", "json").document
    assert found["group"]["members"] == ["district:b", "district:c"]
    assert (found["at_least"], found["unreached"]) == (
        2,
        [{"id": "network:lonely", "name": "lonely"}],
    )
    out = words(ask("conveners", "--cover-all", "--store", store).out)
    assert "no smaller group reaches all that anyone reaches" in out
    assert "Networks that nobody reaches - lonely, network:lonely" in out


def test_weights_order_the_list_and_are_said(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    asked = ("conveners", "--weights", "years=2,reach_1=0.5", "--store", store)
    found = ask(*asked, "--format", "json").document
    assert found["parameters"]["weights"] == {"years": 2.0, "reach_1": 0.5}
    assert [row["id"] for row in found["rows"]] == ["district:a", "district:b", "district:c"]
    assert list(found["weighted"].values()) == [2.25, 0.5, 0.25]
    assert "by the weighted sum of their figures (years 2, reach_1 0.5;" in words(ask(*asked).out)


def test_stability_is_the_same_on_every_run(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    asked = ("conveners", "--size", "2", "--stability", "--draws", "9", "--store", store)
    found = ask(*asked, "--format", "json").document
    assert found == ask(*asked, "--format", "json").document
    firm = found["stability"]
    assert (firm["sources"], firm["draws"], firm["partial"], firm["unseen"]) == (2, 9, 1, 1)
    assert [member["id"] for member in firm["members"]] == ["district:b", "district:c"]
    out = words(ask(*asked).out)
    assert "when one of 2 sources is left out" in out
    assert "when the 1 unseen member of 1 roster known in part" in out


def test_top_filters_rows_and_csv_has_them(ask: Ask, drawn: Drawn) -> None:
    out = ask("conveners", "--top", "2", "--store", drawn(DRAWN), "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["id"] for row in rows] == ["district:b", "district:a"]
    assert rows[1]["reasons"].startswith("Reaches 1 of 4 networks in one step and 2 in two. | Is")


def test_the_bundled_set_has_a_group_that_is_proved(ask: Ask, full: str) -> None:
    found = ask("conveners", "--store", full, "--format", "json").document
    group = found["group"]
    assert (group["covered"], group["total"], group["optimal"]) == (21, 68, True)
    beside = {one["by"]: one["covered"] for one in found["beside"]["groups"]}
    assert beside == {"greedy": 21, "score": 4, "betweenness": 13}
    out = ask("conveners", "--store", full).out
    assert "And 345 more candidates; --top N shows more." in out
    assert max(map(len, out.splitlines())) <= 100
