"""Which column of a table is what: a mapping, as it is written in a TOML file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.errors import NetweaveError
from loaders.columns.marks import BLANK, NO, YES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from loaders.columns.dates import Way
    from loaders.rosters.template import Template

RowMeaning = Literal["membership", "district", "network"]
Marks = Literal["mark", "since", "role"]
Unknown = Literal["review", "create"]
SectionMeaning = Literal["network", "state", "role"]

FIELDS: dict[RowMeaning, tuple[str, ...]] = {
    "membership": (
        *("name", "members", "school", "id", "nces_id", "state", "city", "county", "network"),
        *("year", "since", "until", "dates", "status", "role", "as_of", "url", "confidence"),
    ),
    "district": ("name", "id", "nces_id", "state", "aliases", "url"),
    "network": (
        *("name", "id", "kind", "state", "aliases", "url"),
        *("website", "founded", "ended", "stated_members"),
    ),
}
"""What a column may be, by what a row is."""
DRAFT = "draft"
"""How a mapping is called that was made by looking at a table."""


class MappingError(NetweaveError):
    """A mapping cannot be used: it says what, where, and what to do."""


class TableMapping(NamedTuple):
    """What the rows of a table mean.

    Attributes
    ----------
    rows
        Whether each row is a membership, a district or a network.
    columns
        The column (or a text with columns in braces) of each field.
    constant
        Fields that are the same for all rows.
    properties
        The column of each further property of a district or network.
    networks
        Of a wide roster: the column of each network, with the network's name.
    cells
        What the cells of such columns hold: a mark, a date of joining, or a role.
    yes, no
        Marks that mean a membership, and those that mean none, in lower case.
    separator
        What stands between several networks in one cell; None if a cell names one.
    missing
        Cells that mean nothing is known, in lower case.
    kind
        The kind of the networks.
    member
        The kind of the members.
    unknown
        What becomes of a name that fits nothing: it waits for a person, or makes an entity.
    sheet
        The sheet of a workbook; None for all that have the columns.
    title
        What the mapping is called in messages.
    further_networks
        Further columns of networks, beside that under ``columns``.
    network_roles
        Of a wide roster: columns that hold the role in a network, with the network's name.
    years
        Of a roster with years across: the column of each year, with the year.
    years_name
        Whether the cells of these columns name networks; else they hold marks.
    dates
        What ambiguous dates are, ``school years`` or ``months``; None to let each column decide.
    section
        What a line between the rows says of those below it.
    members
        Of a roster with members across: the column of each, with the member's name.
    network_ends
        Of a wide roster: columns that say when a membership ended, with the network's name.
    header
        Whether a row of the table names its columns; else they are called A, B, and so on.
    former
        Whether the rows are of members of the past: one that does not say when it left waits.
    private
        Columns of which the store keeps nothing.
    """

    rows: RowMeaning
    columns: Mapping[str, Template]
    constant: Mapping[str, str] = {}
    properties: Mapping[str, str] = {}
    networks: Mapping[str, str] = {}
    cells: Marks = "mark"
    yes: frozenset[str] = YES
    no: frozenset[str] = NO
    separator: str | None = None
    missing: frozenset[str] = BLANK
    kind: str = "network"
    member: str = "district"
    unknown: Unknown = "review"
    sheet: str | None = None
    title: str = "mapping"
    further_networks: tuple[Template, ...] = ()
    network_roles: Mapping[str, str] = {}
    years: Mapping[str, str] = {}
    years_name: bool = False
    dates: Way | None = None
    section: SectionMeaning | None = None
    members: Mapping[str, str] = {}
    network_ends: Mapping[str, str] = {}
    header: bool = True
    former: bool = False
    private: tuple[str, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether it was made by looking at a table."""
        return self.title == DRAFT

    @property
    def needed(self) -> list[str]:
        """The columns that a table must have."""
        named = (name for template in self.columns.values() for name in template.names)
        further = (name for template in self.further_networks for name in template.names)
        across = (*self.networks, *self.network_roles, *self.network_ends, *self.years)
        return list(
            dict.fromkeys([*named, *further, *self.properties.values(), *across, *self.members])
        )

    @property
    def needs_no_network(self) -> bool:
        """Whether columns or section lines name the networks."""
        named = "network" in self.columns or bool(self.networks) or self.years_name
        return named or self.section == "network"

    @property
    def uses(self) -> dict[str, str]:
        """What each column is used for: a field, a property, or the membership in a network."""
        used: dict[str, str] = {}
        for field, template in self.columns.items():
            for name in template.names:
                used.setdefault(name, field)
        for template in self.further_networks:
            used.update(dict.fromkeys(template.names, "network"))
        used |= {column: name for name, column in self.properties.items()}
        used |= {column: f"membership in {name}" for column, name in self.networks.items()}
        used |= {column: f"role in {name}" for column, name in self.network_roles.items()}
        used |= {column: f"end in {name}" for column, name in self.network_ends.items()}
        used |= {column: f"membership of {name}" for column, name in self.members.items()}
        return used | {column: f"members in {year}" for column, year in self.years.items()}
