"""The command `clusters`: which communities there are, and how they map to states."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import click

from netweave.cli.answer.giving import give
from netweave.cli.answer.pages import Answer, CsvSheet, Grid, Items, Text, Title
from netweave.cli.answer.words import count
from netweave.cli.door.options import examples, global_options
from netweave.cli.door.progress import share_progress
from netweave.cli.door.shared_options import through_option
from queries.measures.divisions import DIVISIONS, ELSEWHERE, division

if TYPE_CHECKING:
    from graph.store import Reader
    from netweave.cli.answer.pages import AnswerBlock, AnswerPage
    from netweave.cli.door.settings import Settings
    from queries.asking.scope import Through
    from queries.clusters import Cluster, Clusters


@click.command(
    "clusters",
    epilog=examples(
        "netweave clusters",
        "netweave clusters --as-of 2016",
        "netweave clusters --format csv",
    ),
)
@through_option()
@global_options()
@click.pass_obj
def command(settings: Settings, through: Through) -> None:
    """Say which communities there are, and how they map to states.

    Groups of districts and networks that have more ties among themselves than chance would give;
    how firm each is; which are regional and which national; and who sits between two of them.
    """
    from queries.clusters import clusters  # noqa: PLC0415 - help computes nothing

    with settings.reading() as store:
        with share_progress("Clusters") as progress:
            partition = clusters(store, through=through, as_of=settings.as_of, progress=progress)
        give(settings, clusters_answer(store, partition, through))


def clusters_answer(store: Reader, partition: Clusters, through: Through) -> Answer:
    """Clusters as an answer."""
    from queries.clusters import Clustered  # noqa: PLC0415 - help computes nothing

    return Answer(
        "clusters",
        store.facts(),
        {"through": through},
        {
            "rows": partition.rows,
            "clusters": partition.clusters,
            "modularity": partition.modularity,
        },
        CsvSheet(Clustered._fields, partition.rows),
        lambda: _page(partition),
    )


def _page(partition: Clusters) -> AnswerPage:
    title = Title("Regional clusters")
    if not partition.clusters:
        return [title, Text("There are no ties, and so no clusters."), *_apart(partition)]
    return [
        title,
        Text(_summary(partition)),
        _grid(partition.clusters),
        Title("Districts of each cluster by census division", 2),
        _divisions(partition.clusters),
        Title("Districts of each state by cluster", 2),
        _states(partition.clusters),
        *_apart(partition),
    ]


def clusters_in_short(partition: Clusters, number: int) -> AnswerPage:
    """The largest clusters, each in a sentence."""
    rest = len(partition.clusters) - number
    more = f" The other {rest:,} are smaller." if rest > 0 else ""
    return [
        Title("Regional clusters"),
        Text(f"{_counted(partition)}{more}"),
        Items([_in_words(cluster) for cluster in partition.clusters[:number]]),
    ]


def _in_words(cluster: Cluster) -> str:
    """A cluster in a sentence: "ME: Maine Cohort. 19 districts and 4 networks. Regional: …"."""
    sizes = f"{count(cluster.districts, 'district')} and {count(cluster.networks, 'network')}"
    sentence = f"{cluster.name}. {sizes}."
    if cluster.scope is None:
        return sentence
    where, most = max(cluster.divisions.items(), key=lambda item: item[1])
    known = sum(cluster.states.values())
    return (
        f"{sentence} {cluster.scope.capitalize()}: {most:,} of {known:,} in the division {where}."
    )


def _counted(partition: Clusters) -> str:
    scopes = [cluster.scope for cluster in partition.clusters]
    return (
        f"{count(len(partition.rows), 'entity', 'entities')} in "
        f"{count(len(partition.clusters), 'cluster')}: {scopes.count('regional'):,} regional (four "
        "of five districts or more are in one census division) and "
        f"{scopes.count('national'):,} national."
    )


def _summary(partition: Clusters) -> str:
    barber = "" if partition.barber is None else f", Barber's {partition.barber:.3f}"
    return f"{_counted(partition)} Modularity {partition.modularity:.3f}{barber}."


def _grid(partition: tuple[Cluster, ...]) -> Grid:
    return Grid(
        ("No.", "Cluster", "Entities", "Districts", "Networks", "Scope", "Stability"),
        [
            (c.cluster, c.name, c.size, c.districts, c.networks, c.scope, f"{c.stability:.2f}")
            for c in partition
        ],
    )


def _divisions(partition: tuple[Cluster, ...]) -> Grid:
    names = (*DIVISIONS, ELSEWHERE)
    cells = [(c.cluster, *(c.divisions.get(name) for name in names)) for c in partition if c.states]
    return Grid(("No.", *names), cells)


def _states(partition: tuple[Cluster, ...]) -> Grid:
    """A state in each line, with the clusters that its districts are in."""
    inside: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for cluster in partition:
        for state, districts in cluster.states.items():
            inside[state].append((districts, cluster.cluster))
    return Grid(
        ("State", "Division", "Districts", "In cluster (districts)"),
        [
            (state, division(state), sum(n for n, _ in parts), _parts(parts))
            for state, parts in sorted(inside.items())
        ],
    )


def _parts(parts: list[tuple[int, int]]) -> str:
    ordered = sorted(parts, key=lambda part: (-part[0], part[1]))
    return ", ".join(f"no. {cluster} ({districts:,})" for districts, cluster in ordered)


def _apart(partition: Clusters) -> list[AnswerBlock]:
    """Who sits between two clusters, and who is in none."""
    fence = [row for row in partition.rows if row.fence_sitter]
    blocks: list[AnswerBlock] = []
    if fence:
        blocks += [
            Title("On the fence", 2),
            Text(
                "In fewer than four of five further runs these are where most of their cluster is."
            ),
            Items([f"{row.name}: now in no. {row.cluster}, {row.cluster_name}." for row in fence]),
        ]
    if partition.isolated:
        alone = count(len(partition.isolated), "district has", "districts have")
        blocks.append(Text(f"{alone} no tie in this graph, and so no cluster."))
    return blocks
