"""Every shape that rosters have: what is drafted of it, and to which ties it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from graph.opening import open_store
from loaders.drafting import draft
from loaders.load import load

if TYPE_CHECKING:
    from pathlib import Path

RURAL, STUDIO = "network:rural-exchange", "network:studio-schools"
SANBORN, LINDSAY = "district:3306080", "district:0621870"
SHAPES = {
    "a list": (
        """District,State,Network,Joined
        Sanborn Regional SD,NH,Rural Exchange,2018-19
        Lindsay USD,CA,Studio Schools,9/15/2020""",
        {(SANBORN, RURAL, "2018", None), (LINDSAY, STUDIO, "2020-09-15", None)},
    ),
    "a matrix": (
        """District,State,Rural Exchange,Studio Schools
        Sanborn Regional SD,NH,✓,
        Lindsay USD,CA,2019,✔""",
        {
            (SANBORN, RURAL, None, None),
            (LINDSAY, RURAL, "2019", None),
            (LINDSAY, STUDIO, None, None),
        },
    ),
    "years across": (
        """Rural Exchange,,,,
        District,State,2017-18,2018-19,2019-20
        Sanborn Regional SD,NH,x,x,
        Lindsay USD,CA,,x,x""",
        {(SANBORN, RURAL, None, "2019"), (LINDSAY, RURAL, "2018", None)},
    ),
    "years across with networks": (
        """District,State,2017-18,2018-19,2019-20
        Sanborn Regional SD,NH,Rural Exchange,Rural Exchange,
        Lindsay USD,CA,,Studio Schools,Studio Schools""",
        {(SANBORN, RURAL, None, "2019"), (LINDSAY, STUDIO, "2018", None)},
    ),
    "several columns": (
        """District,State,Network 1,Network 2
        Sanborn Regional SD,NH,Rural Exchange,
        Lindsay USD,CA,Rural Exchange,Studio Schools""",
        {
            (SANBORN, RURAL, None, None),
            (LINDSAY, RURAL, None, None),
            (LINDSAY, STUDIO, None, None),
        },
    ),
    "several in a cell": (
        """District,State,Networks
        Sanborn Regional SD,NH,Rural Exchange
        Lindsay USD,CA,Rural Exchange; Studio Schools""",
        {
            (SANBORN, RURAL, None, None),
            (LINDSAY, RURAL, None, None),
            (LINDSAY, STUDIO, None, None),
        },
    ),
    "members in a cell": (
        """Network,Members
        Rural Exchange,"Sanborn Regional SD, NH; Lindsay USD, CA"
        Studio Schools,Lindsay USD (CA)""",
        {
            (SANBORN, RURAL, None, None),
            (LINDSAY, RURAL, None, None),
            (LINDSAY, STUDIO, None, None),
        },
    ),
    "stacked tables": (
        """Rural Exchange,
        District,State
        Sanborn Regional SD,NH
        Total,1
        ,
        Studio Schools,
        District,State
        Lindsay USD,CA""",
        {(SANBORN, RURAL, None, None), (LINDSAY, STUDIO, None, None)},
    ),
    "sections of states": (
        """Members of the Rural Exchange,
        District,Joined
        New Hampshire,
        Sanborn Regional SD,2018
        California,
        Lindsay USD,2019""",
        {(SANBORN, RURAL, "2018", None), (LINDSAY, RURAL, "2019", None)},
    ),
    "two header rows": (
        """,,Rural Exchange,,Studio Schools,
        District,State,Joined,Role,Joined,Role
        Sanborn Regional SD,NH,2018,host,,
        Lindsay USD,CA,2019,,2020,pilot""",
        {
            (SANBORN, RURAL, "2018", None),
            (LINDSAY, RURAL, "2019", None),
            (LINDSAY, STUDIO, "2020", None),
        },
    ),
}
Ties = set[tuple[str, str, str | None, str | None]]


def ties(path: Path) -> Ties:
    """The memberships that a roster leads to, by the draft of its mapping."""
    mapping = path.with_name("mapping.toml")
    mapping.write_text(draft(path), encoding="utf-8")
    with open_store(path.with_name("graph.db"), create=True) as store:
        report = load([path], store, mapping=mapping)
        assert [p for p in report.problems if p.rule != "leaid-repaired"] == []
        found = store.ties([RURAL, STUDIO], ["MEMBER_OF"], None, "in")
        return {(t.source_id, t.target_id, s.since, s.until) for t in found for s in t.spells}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_leads_to_its_ties(tmp_path: Path, shape: str) -> None:
    text, meant = SHAPES[shape]
    (tmp_path / "roster.csv").write_text(text.replace("\n        ", "\n"), encoding="utf-8")
    assert ties(tmp_path / "roster.csv") == meant


def test_a_sheet_may_be_a_network(tmp_path: Path) -> None:
    book = Workbook()
    for name, row in (("Rural Exchange", "Sanborn Regional SD"), ("Studio Schools", "Lindsay USD")):
        sheet = book.create_sheet(name)
        sheet.append(["District", "State"])
        sheet.append([row, "NH" if row.startswith("S") else "CA"])
    del book["Sheet"]
    book.save(tmp_path / "roster.xlsx")
    assert ties(tmp_path / "roster.xlsx") == {
        (SANBORN, RURAL, None, None),
        (LINDSAY, STUDIO, None, None),
    }
