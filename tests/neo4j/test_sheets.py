"""A table as one text can be taken apart again, whatever is in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.on_neo4j.sheets import sheet

CELLS = st.text(alphabet="ab\n\ue000\ue001\ue002\U0001f3eb'|") | st.lists(st.text(), min_size=2)


@given(st.lists(st.lists(CELLS, min_size=1), min_size=1))
def test_rows_fields_and_items_come_apart_where_they_were_joined(
    rows: list[list[str | list[str]]],
) -> None:
    made = sheet(rows)
    apart = [
        [cell.split(made["item"]) for cell in line.split(made["field"])]
        for line in made["sheet"].split(made["row"])
    ]
    assert apart == [[cell if isinstance(cell, list) else [cell] for cell in row] for row in rows]


def test_what_parts_items_is_none_of_the_signs_within_them() -> None:
    # The first three signs of those that may part rows, fields and items: the third is taken.
    rows: list[list[str | list[str]]] = [["a", ["b\ue002c", "d"]], ["e", "f"]]
    made = sheet(rows)
    assert made["item"] not in "\ue000\ue001\ue002"
    (line, _) = made["sheet"].split(made["row"])
    assert line.split(made["field"])[1].split(made["item"]) == ["b\ue002c", "d"]
