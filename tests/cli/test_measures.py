"""`bridges`, `clusters` and `overlap`: JSON field by field, CSV, and what people see."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.opening import open_store
from tests.cli.conftest import asked_of
from tests.queries.measures.conftest import two_mode_records

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Drawn

DRAWN = """
    district:a = Aville {state=ME}
    district:b = Bville {state=NH}
    district:c = Cville {state=CA}
    network:x = Network X {stated_members=9 scope_state=ME}
    district:a MEMBER_OF network:x 2011.. <one.org>
    district:b MEMBER_OF network:x 2012.. <one.org>
    district:b MEMBER_OF network:y <one.org>
    district:c MEMBER_OF network:y <one.org>
    organization:o HOSTS network:x <one.org>
"""
FRAME = ["question", "store", "as_of", "parameters"]


@pytest.fixture(scope="module")
def davis(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of the Southern Women."""
    target = tmp_path_factory.mktemp("davis") / "davis.db"
    with open_store(target, create=True) as store:
        store.write(two_mode_records(nx.davis_southern_women_graph()))
    return str(target)


def words(out: str) -> str:
    return " ".join(out.split())


def test_bridges_have_their_keys_in_order(ask: Ask, drawn: Drawn) -> None:
    found = ask("bridges", "--store", drawn(DRAWN), "--format", "json", "--top", "1").document
    assert list(found) == [*FRAME, "rows", "normaliser", "ties"]
    assert asked_of(found) == {
        "kind": "all",
        "through": "memberships",
        "top": 1,
        "within": None,
    }
    # A path a - x - b - y - c. Two of two modes: 3 members, 2 collectives.
    assert found["rows"] == [
        {
            "id": "district:b",
            "kind": "district",
            "name": "Bville",
            "state": "NH",
            "degree": 2,
            "betweenness": 4.0,
            "betweenness_normalised": 1.0,
            "constraint": 0.5,
            "effective_size": 2.0,
            "participation": 0.5,
            "cut_off": 2,
        }
    ]
    assert found["normaliser"] == {"rule": "two_mode", "members": 4, "collectives": 5}


def test_bridges_of_davis_name_the_published_normalisers(ask: Ask, davis: str) -> None:
    found = ask("bridges", "--store", davis, "--format", "json").document
    assert found["normaliser"] == {"rule": "two_mode", "members": 445, "collectives": 452}
    assert found["rows"][0]["id"] == "E8"
    assert found["rows"][0]["betweenness"] == pytest.approx(110.2064, abs=5e-5)


def test_the_other_rule_has_its_own_keys(ask: Ask, full: str) -> None:
    found = ask("bridges", "--store", full, "--format", "json", "--kind", "cohort").document
    assert found["normaliser"] == {"rule": "one_mode", "n": 746, "divisor": 745 * 744 / 2}
    assert {row["kind"] for row in found["rows"]} == {"cohort"}


def test_what_has_no_value_is_null(ask: Ask, drawn: Drawn) -> None:
    found = ask(
        "bridges", "--store", drawn("district:a MEMBER_OF network:x"), "--format", "json"
    ).document
    for row in found["rows"]:
        assert row["betweenness_normalised"] is None
        assert (row["constraint"], row["effective_size"]) == (None, None)
    assert {row["id"]: row["participation"] for row in found["rows"]}["district:a"] is None


def test_bridges_through_all_and_on_a_date(ask: Ask, drawn: Drawn) -> None:
    store = drawn(DRAWN)
    every = ask("bridges", "--store", store, "--through", "all", "--format", "json").document
    assert "organization:o" in {row["id"] for row in every["rows"]}
    then = ask("bridges", "--store", store, "--as-of", "2011", "--format", "json").document
    assert then["as_of"] == "2011"
    assert {r["id"]: r["degree"] for r in then["rows"]}["district:b"] == 1


def test_bridges_for_people_say_why_and_how_much_is_known(ask: Ask, drawn: Drawn) -> None:
    out = words(ask("bridges", "--store", drawn(DRAWN)).out)
    assert "betweenness divided by 4 for members and by 5 for networks" in out
    assert "Network X (2 of about 9 known)" in out
    assert (
        "Bville (NH) stands between 4 pairs of others, joins what counts as 2 separate "
        "contacts, reaches districts of several states (spread 0.50), and without it Cville (CA) "
        "and y would lose their only link to the rest." in out
    )
    assert "Aville (ME) stands between no others" in out
    assert "What the columns mean" not in out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("bridges",), "Of most: empty, since nobody can stand between others"),
        (("bridges", "--kind", "school"), "No school has a tie in this graph."),
        (("bridges", "--as-of", "1990"), "No entity has a tie in this graph."),
        (("clusters", "--as-of", "1990"), "There are no ties, and so no clusters."),
        (("overlap",), "There are no two networks with districts as members"),
        (("overlap", "--of", "districts"), "There are no two districts that are in a network"),
    ],
)
def test_one_sentence_says_that_there_is_nothing_to_say(
    ask: Ask, drawn: Drawn, asked: tuple[str, ...], said: str
) -> None:
    store = drawn("district:a MEMBER_OF network:x 2011..")
    assert said in words(ask(*asked, "--store", store).out)


def test_a_side_whose_nodes_cannot_stand_between_others_has_no_divisor(
    ask: Ask, drawn: Drawn
) -> None:
    store = drawn("district:a MEMBER_OF network:x\ndistrict:b MEMBER_OF network:x")
    assert "divided by 1 for networks, the most that" in words(ask("bridges", "--store", store).out)


def test_explain_says_what_each_column_means(ask: Ask, drawn: Drawn) -> None:
    out = ask("bridges", "--store", drawn(DRAWN), "--explain").out
    heads = ("Ties", "Between", "Of most", "Constraint", "Separate", "Spread", "Cut off")
    assert all(f"  - {head}: " in out for head in heads)


def test_a_table_shows_20_and_counts_the_rest(ask: Ask, full: str) -> None:
    out = ask("bridges", "--store", full).out
    assert "And 726 more entities; --top N shows more." in out
    assert "more entities" not in ask("bridges", "--store", full, "--top", "25").out


def test_bridges_as_csv_have_all_rows(ask: Ask, full: str) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("bridges", "--store", full, "--format", "csv").out)))
    assert len(rows) == 746
    assert rows[0]["id"] == "network:dp-league"


def test_what_is_too_large_for_exact_figures_is_a_warning(
    ask: Ask, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("queries.measures.structural_holes.AFFORDABLE", 0)
    done = ask("bridges", "--store", drawn(DRAWN), "--format", "json")
    assert {row["constraint"] for row in done.document["rows"]} == {None}
    assert done.err.startswith(
        "Warning: The graph is too large for an exact constraint and effective_size"
    )


def test_a_kind_that_does_not_exist_is_wrong_usage(ask: Ask, full: str) -> None:
    done = ask("bridges", "--kind", "alliance", "--store", full)
    assert (done.status, done.out) == (2, "")
    assert "'alliance' is no kind of entity" in done.err


@pytest.mark.parametrize("question", ["bridges", "clusters", "overlap"])
def test_before_any_tie_is_an_answer(ask: Ask, drawn: Drawn, question: str) -> None:
    store = drawn("district:a MEMBER_OF network:x 2011..")
    done = ask(question, "--store", store, "--as-of", "1999", "--format", "json")
    assert done.document["rows"] == []
    assert done.err == ""
    assert ask(question, "--store", store, "--as-of", "1999").status == 0


def test_clusters_have_their_keys_in_order(ask: Ask, drawn: Drawn) -> None:
    found = ask("clusters", "--store", drawn(DRAWN), "--format", "json").document
    assert list(found) == [*FRAME, "rows", "clusters", "modularity", "ties"]
    assert asked_of(found) == {"through": "memberships", "within": None}
    assert list(found["rows"][0]) == [
        *("id", "kind", "name", "state", "cluster", "cluster_name", "fence_sitter"),
    ]
    assert list(found["clusters"][0]) == [
        *("cluster", "name", "size", "districts", "networks", "states", "stability"),
        "reach",
    ]
    assert sum(c["size"] for c in found["clusters"]) == len(found["rows"]) == 5


def test_clusters_for_people_map_to_states_and_divisions(ask: Ask, full: str) -> None:
    out = words(ask("clusters", "--store", full).out)
    assert "746 entities in 33 clusters. Four of five of their districts or more are" in out
    assert "in one state in 22, in one division in 3 and in one region in 3. 5 are national." in out
    assert "No. 17, WY: RIDE pilot, first cohort: Albany County School District" in out
    assert "Barber's 0." in out
    assert "Districts of each cluster by census division" in out
    assert "ME New England" in out
    assert "54 districts have no tie in this graph, and so no cluster." in out


def test_clusters_for_people_name_who_sits_on_the_fence(ask: Ask, drawn: Drawn) -> None:
    two = [f"district:{s}{d} MEMBER_OF network:{s}{n}" for s in "xy" for d in "1234" for n in "12"]
    between = ["district:f MEMBER_OF network:x1", "district:f MEMBER_OF network:y1"]
    out = words(ask("clusters", "--store", drawn("\n".join([*two, *between]))).out)
    assert "On the fence" in out
    assert "- f: now in no. 1," in out


def test_clusters_are_the_same_on_every_run(ask: Ask, full: str) -> None:
    first, second = (ask("clusters", "--store", full, "--format", "json").document for _ in "ab")
    assert first == second


def test_overlap_has_its_keys_in_order(ask: Ask, drawn: Drawn) -> None:
    found = ask("overlap", "--store", drawn(DRAWN), "--format", "json").document
    assert list(found) == [*FRAME, "rows", "total_pairs", "ties"]
    assert asked_of(found) == {
        "names": [],
        "of": "networks",
        "among": "members",
        "at_least": 1,
        "top": None,
        "within": None,
    }
    (row,) = found["rows"]
    assert list(row) == [
        *("a", "b", "shared", "jaccard", "expected", "p_more", "p_fewer", "q_more", "q_fewer"),
        "verdict",
    ]
    assert (row["a"], row["b"]) == (
        {"id": "network:x", "name": "Network X"},
        {"id": "network:y", "name": "y"},
    )
    assert (row["shared"], row["jaccard"], found["total_pairs"]) == (1, 1 / 3, 1)


def test_overlap_of_davis_has_its_verdicts(ask: Ask, davis: str) -> None:
    found = ask("overlap", "--store", davis, "--at-least", "0", "--format", "json").document
    verdicts = Counter(row["verdict"] for row in found["rows"])
    assert (found["total_pairs"], len(found["rows"])) == (91, 91)
    assert (verdicts["more"], verdicts["fewer"], verdicts["too_little_data"]) == (2, 2, 48)


def test_names_are_resolved_and_districts_compared(ask: Ask, drawn: Drawn) -> None:
    found = ask(
        *("overlap", "Aville", "bville", "--of", "districts", "--store", drawn(DRAWN)),
        *("--format", "json"),
    ).document
    assert found["parameters"]["names"] == ["district:a", "district:b"]
    assert [(r["a"]["id"], r["b"]["id"]) for r in found["rows"]] == [("district:a", "district:b")]


def test_a_name_of_the_other_side_is_an_error(ask: Ask, drawn: Drawn) -> None:
    done = ask("overlap", "Aville", "--store", drawn(DRAWN))
    assert (done.status, done.out) == (1, "")
    assert "Aville (ME), district:a, a district" in done.err


def test_overlap_for_people_lists_silent_pairs(ask: Ask, davis: str) -> None:
    out = words(ask("overlap", "--store", davis).out)
    assert "Listed: 68 of 91 pairs." in out
    assert "2 share more than expected and 2 share fewer (p is at most .05" in out
    assert "Pairs that share fewer than their other memberships would give" in out
    assert "E12 E5 0" in out
    assert "more pairs; --top N shows more." in out


def test_overlap_says_how_much_of_a_roster_is_known(ask: Ask, full: str) -> None:
    out = words(ask("overlap", "Maine Cohort", "--store", full).out)
    assert "Maine Cohort for Customized Learning: 13 of about 29 known." in out


def test_overlap_as_csv_has_both_names(ask: Ask, davis: str) -> None:
    rows = list(
        csv.DictReader(io.StringIO(ask("overlap", "--store", davis, "--format", "csv").out))
    )
    assert (rows[0]["a_id"], rows[0]["b_name"], rows[0]["verdict"]) == ("E13", "E14", "more")
