"""Loads the rosters of a case and compares the store with what the files mean."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import NetweaveError
from graph.national import national
from graph.opening import open_store
from graph.schema import COLLECTIVES
from loaders.columns.ledger import CellCounts, added
from loaders.drafting import draft
from loaders.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.model import Tie
    from graph.store import Store
    from loaders.checks.tally import TableTally
    from loaders.load import LoadReport

Case = dict[str, Any]
Key = tuple[str, str]

CASES = Path(__file__).parents[2] / "data" / "rosters"
ENTITIES = ("district", "school", "organization", "person")


class Verdict(NamedTuple):
    """What came of a case: what the store should not have, what it lacks, and what was said."""

    wrong: list[str]
    missing: list[str]
    told: list[str]
    filled: int
    doubled: list[str]
    unsaid: list[str]


def judged(case: Case, folder: Path) -> Verdict:
    """Load a case into a store of its own, and compare."""
    told: list[str] = []
    unsaid: list[str] = []
    filled = 0
    with open_store(folder / "graph.db", create=True) as store:
        store.write([])
        for step in (case, *case.get("then", [])):
            filled = _load(step, folder, store, told, unsaid)
        wrong, missing = _compared(case, store)
        doubled = _doubled(store)
    output = "\n".join(told)
    if case.get("say") and "refused" not in told and not re.search(case["say"], output):
        return Verdict(wrong, [*missing, f"not said: {case['say']}"], [], filled, doubled, unsaid)
    return Verdict(wrong, missing, told, filled, doubled, unsaid)


def _load(step: Case, folder: Path, store: Store, told: list[str], unsaid: list[str]) -> int:
    """Load the files of a step; how many cells they have that say something."""
    for name in step["files"]:  # "v2/roster.csv" is the next version of roster.csv
        shutil.copy(CASES / name, folder / Path(name).name)
    files = [folder / Path(name).name for name in step["files"]]
    mapping = folder / "mapping.toml"
    options = step.get("load") or []
    dated = options[options.index("--dated") + 1] if "--dated" in options else None
    added_to = step.get("add", False)
    try:
        if not added_to:
            mapping.write_text(step["mapping"] or draft(files[0]), encoding="utf-8")
        report = load(
            files,
            store,
            mapping=None if added_to else mapping,
            drafting=added_to,
            dated=dated,
            snapshot="--snapshot" in options,
            skip_bad="--skip-bad" in options,
        )
    except NetweaveError as error:
        told += ["refused", str(error)]
        return 0
    told += [f"warning: {problem}" for problem in report.problems]
    unsaid += [line for table in report.tables for line in _unsaid(table, report)]
    ledgers = [table.ledger for table in report.tables if table.ledger is not None]
    for ledger in ledgers:
        cells = ledger.cells
        assert cells.filled == sum(cells[1:])
        told += [f"unused: {c.name}" for c in ledger.columns if c.unused]
    return added(ledger.cells for ledger in ledgers).filled


def _unsaid(table: TableTally, report: LoadReport) -> Iterator[str]:
    """What became of no cell of a table without a word: each waits or is refused for a reason."""
    cells = table.ledger.cells if table.ledger is not None else CellCounts()
    problems = [problem for problem in report.problems if problem.file == table.file]
    if (cells.waits or cells.refused) and not problems:
        yield f"{table.file}: {cells.waits} cells wait, {cells.refused} are refused"


def _doubled(store: Store) -> list[str]:
    """Entities of one kind, name and state of which a load has made two."""
    nodes = store.catalogue([*ENTITIES, *sorted(COLLECTIVES)])
    made = [node for node in nodes if national().node(node.id) is None]
    counts = Counter((node.kind, _fold(node.name), node.state) for node in made)
    return [str(key) for key, number in counts.items() if number > 1]


def _fold(name: str) -> str:
    """A name less case, accents and punctuation; letters of every script count."""
    text = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    return "".join(c for c in text if c.isalnum() and unicodedata.category(c) != "Lm")


def _belonging(store: Store, networks: list[str]) -> Iterator[tuple[Tie, str]]:
    """The memberships in networks, each with its member; those of schools are their district's."""
    ties = store.ties(networks, ["MEMBER_OF"], None, "in")
    schools = [tie.source_id for tie in ties]
    of = {tie.source_id: tie.target_id for tie in store.ties(schools, ["PART_OF"], None, "out")}
    for tie in ties:
        yield tie, tie.source_id
        if tie.source_id in of:
            yield tie, of[tie.source_id]


def _compared(case: Case, store: Store) -> tuple[list[str], list[str]]:
    """What the store has and the truth has not, and what the truth has and the store has not."""
    same = {_fold(n): _fold(group[0]) for group in case.get("same", []) for n in group}
    networks = {node.id: node.name for node in store.catalogue(sorted(COLLECTIVES))}
    there = {node.id: node.name for node in store.catalogue(ENTITIES)} | networks

    def net(name: str) -> str:
        return same.get(_fold(name), _fold(name))

    def who(member: str) -> str:
        if re.fullmatch(r"\d{7}", member):
            return f"district:{member}"
        return member if member in there else _fold(member)

    truth = {(net(n), who(m)): (since, until) for m, n, since, until in case["truth"]}
    also = {(net(n), who(m) if m else None) for m, n in case.get("also", [])}
    meant = {key[0] for key in (*truth, *also)}
    people = {key[1] for key in (*truth, *also)}
    wrong: list[str] = []
    missing: list[str] = []
    found: set[Key] = set()
    members: Counter[str] = Counter()
    for tie, source in _belonging(store, sorted(networks)):
        members[tie.target_id] += 1
        network, member = net(networks[tie.target_id]), there[source]
        keys = [(network, source), (network, _fold(member))]
        key = next((key for key in keys if key in truth), None)
        if key is None:
            if {(network, None), *keys}.isdisjoint(also):
                wrong.append(f"tie: {member} in {networks[tie.target_id]}")
            continue
        found.add(key)
        for spell in tie.spells:
            dates = (spell.since, spell.until)
            for date, truly in zip(dates, truth[key], strict=True):
                if (date or "") not in (truly or "").split("|"):
                    where = wrong if date else missing
                    where.append(f"{date or 'unknown'}, not {truly or 'unknown'}: {member}")
    wrong += _phantoms(networks, members, meant, net=net, also=also)
    wrong += [
        f"phantom: {name!r}"
        for node_id, name in there.items()
        if node_id not in networks and national().node(node_id) is None
        if people.isdisjoint({node_id, _fold(name)})
    ]
    return wrong, missing + [f"no tie: {member} in {n}" for n, member in truth.keys() - found]


def _phantoms(
    networks: Mapping[str, str], members: Counter[str], meant: set[str], *, net: Any, also: Any
) -> list[str]:
    """Networks that the truth does not have, that are empty, or there twice."""
    counts = Counter(net(name) for name in networks.values())
    return [
        f"phantom network: {name!r}"
        for node_id, name in networks.items()
        if net(name) not in meant
        or (not members[node_id] and (net(name), None) not in also)
        or counts[net(name)] > 1
    ]
