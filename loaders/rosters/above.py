"""Which network, and which state, a table is about whose columns do not say so: what stands above.

A title, a section line, the name of the sheet or of the file, a title elsewhere in the file.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from graph.names.states import state_of
from loaders.forms.opening import bare_name
from loaders.identity.network_names import holds_network_word, network_key
from loaders.rosters.asides import is_heading, lone_text
from loaders.rosters.guesses import field_named
from loaders.rosters.headers import year_of
from loaders.rosters.table import distinct
from loaders.rosters.titles import bare_title, network_in

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from loaders.forms.opening import Sheet
    from loaders.rosters.headers import Headed
    from loaders.rosters.mapping import SectionMeaning


class Beside(NamedTuple):
    """What helps to find the network of a table that does not name it.

    Attributes
    ----------
    titles
        Lines above tables elsewhere in the file.
    known
        The keys of the names of networks that are known.
    headed
        Whether a table of the file has a header: then one without is notes.
    """

    titles: Sequence[str] = ()
    known: Collection[str] = ()
    headed: bool = False


def network_of(
    sheet: Sheet,
    table: Headed,
    rows: Sequence[tuple[int, list[str]]],
    beside: Beside,
    named: set[str],
) -> tuple[dict[str, str], SectionMeaning | None]:
    """What names the networks of a roster if no column does, and what its section lines are."""
    sections = _sections(table, rows)
    states = sum(state_of(text) is not None for text in sections)
    has_state = any(field_named(name) == "state" for name in table.names)
    if named and not _are_years(named):
        if own := _own_lines(table, rows, named):
            return {}, own
        return {}, "state" if states and not has_state else ("role" if sections else None)
    if _above_headers(table, rows):
        return {}, "network"
    network = named_above(sheet, table, beside)
    networks = [text for text in sections if _names_network(text, beside.known)]
    if len(networks) * 2 > len(sections) and not any(map(network_in, table.titles)):
        return {}, "network"
    if not network:
        return {}, "network" if sections else None
    use: SectionMeaning | None = (
        "state" if states and not has_state else ("role" if sections else None)
    )
    return {"network": network}, use


def named_above(sheet: Sheet, table: Headed, beside: Beside) -> str:
    """The network that a title names, else the sheet, another title of the file, or the file."""
    places = (*reversed(table.titles), sheet_name(sheet), *beside.titles, bare_name(sheet.path))
    for text in places:
        network = network_in(text) or (text if network_key(text) in beside.known else "")
        if network:
            return "{sheet}" if text == sheet_name(sheet) else network
    return ""


def state_above(sheet: Sheet, table: Headed) -> dict[str, str]:
    """The state that the sheet, a title or the file names, as what is constant."""
    if state_of(bare_title(sheet_name(sheet))):
        return {"state": "{sheet}"}
    for text in (*reversed(table.titles), bare_name(sheet.path)):
        if state := state_of(bare_title(text)):
            return {"state": state}
    return {}


def _are_years(named: set[str]) -> bool:
    return all(year_of(name) for name in named)


def _sections(table: Headed, rows: Sequence[tuple[int, list[str]]]) -> list[str]:
    """The section lines among some rows."""
    several = sum(map(bool, table.names)) > 1
    names = [" ".join(name.split()) for name in table.names]
    found: list[str] = []
    for _, cells in rows:
        said = [(at, cell.strip()) for at, cell in enumerate(cells) if cell.strip()]
        if len(said) == 1 and said[0][1] not in table.titles:
            at, text = said[0]
            if not several and not is_heading(text):
                continue
            member = not several or (
                at < len(names) and field_named(names[at]) in ("name", "members", "school")
            )
            if lone_text(text, is_member=member) == "section":
                found.append(text)
    return found


def _own_lines(
    table: Headed, rows: Sequence[tuple[int, list[str]]], networks: set[str]
) -> SectionMeaning | None:
    """Whether networks, or states, stand in their column on a line of their own, once for all."""
    names = [" ".join(name.split()) for name in table.names]
    alone = Counter[str]()
    beside = Counter[str]()
    for _, cells in rows:
        said = [names[at] for at, cell in enumerate(cells[: len(names)]) if cell.strip()]
        (alone if len(said) == 1 else beside).update(said)
    for use, columns in (("network", networks), ("state", {n for n in names if _is_state(n)})):
        if any(alone[name] and not beside[name] - 1 > alone[name] for name in columns):
            return "network" if use == "network" else "state"
    return None


def _is_state(name: str) -> bool:
    return field_named(name) == "state"


def _above_headers(table: Headed, rows: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether the tables of a sheet stand below each other, each under a name and a header."""
    names = [name.casefold() for name in table.names]
    before = ""
    for _, cells in rows:
        said = [" ".join(cell.split()) for cell in cells if cell.strip()]
        told = distinct([" ".join(cell.split()) for cell in cells])
        again = {cell.casefold() for cell in told} | {""} == {*names, ""}
        if again and before and before not in table.titles:
            return True
        before = said[0] if len(said) == 1 else ""
    return False


def _names_network(text: str, known: Collection[str]) -> bool:
    return network_key(text) in known or (holds_network_word(text) and not state_of(text))


def sheet_name(sheet: Sheet) -> str:
    """The name of a sheet, "" of a file that has none."""
    return sheet.name.rpartition("[")[2].removesuffix("]") if sheet.name.endswith("]") else ""
