"""A memo: the answer in short, its picture, its sources as notes, and what to ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docx import Document

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ask, Drawn

DRAWN = """
district:a = Aville {state=NH city=Aton}
district:b = Bville {state=NH competency_since=2010 source_url=https://b.org/p}
network:x = Network X {stated_members=9}
district:a MEMBER_OF network:x 2012.. <one.org 2015>
district:b MEMBER_OF network:x <ties.csv:7>
"""
PARTS = [
    "The answer",
    "In detail",
    "What is not known",
    "Three questions to ask by phone",
    "Notes",
]


def test_a_memo_has_its_parts_in_order_and_notes_for_its_marks(
    ask: Ask, drawn: Drawn, tmp_path: Path
) -> None:
    target = tmp_path / "m.md"
    store = drawn(DRAWN)
    done = ask("memo", "peers", "Aville", "--top", "3", "-o", str(target), "--store", store)
    assert (done.status, done.out) == (0, f"Written: {target}\n")
    text = target.read_text(encoding="utf-8")
    assert re.findall(r"^### (.+)$", text, re.MULTILINE) == PARTS
    assert "Bville \\[1\\] (NH)" in text
    assert "1. b.org, https://b.org/p, undated" in text
    assert "](m.svg)" in text
    assert "<svg" in (tmp_path / "m.svg").read_text(encoding="utf-8")
    assert "netweave peers Aville --top 3" in text
    assert ask("memo", "peers", "Aville", "-o", str(target), "--store", store).status == 0


def test_notes_say_page_row_and_date(ask: Ask, drawn: Drawn, tmp_path: Path) -> None:
    target = tmp_path / "m.md"
    ask("memo", "members", "Network X", "-o", str(target), "--store", drawn(DRAWN))
    text = target.read_text(encoding="utf-8")
    assert "1. one.org, https://one.org, dated 2015" in text
    assert "2. ties.csv line 7, undated" in text


def test_a_page_needs_nothing_else_and_obeys_nobody(ask: Ask, drawn: Drawn, tmp_path: Path) -> None:
    target = tmp_path / "m.html"
    store = drawn(DRAWN.replace("Network X", "Net<script>X"))
    assert ask("memo", "dissolve", "network:x", "-o", str(target), "--store", store).status == 0
    text = target.read_text(encoding="utf-8")
    assert "Net&lt;script&gt;X" in text
    assert "<script" not in text
    assert not re.search(r"(src|href)=\"?https?:", text)


def test_a_document_opens_with_its_headings_table_and_picture(
    ask: Ask, drawn: Drawn, tmp_path: Path
) -> None:
    target = tmp_path / "m.docx"
    done = ask("memo", "members", "Network X", "-o", str(target), "--store", drawn(DRAWN))
    assert done.status == 0, done.err
    document = Document(str(target))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == PARTS
    assert document.tables[0].rows[1].cells[0].text == "Aville [1]"
    assert len(document.inline_shapes) == 1


@pytest.mark.parametrize(
    ("words", "status", "because"),
    [
        (("weather", "-o", "m.md"), 2, "no question"),
        (("peers", "Aville", "-o", "m.pdf"), 2, "ending"),
        (("peers", "Nobody", "-o", "m.md"), 1, "Nothing here is named"),
        (("peers", "Aville", "--wrong", "-o", "m.md"), 2, "--wrong"),
    ],
)
def test_what_cannot_be_written_leaves_nothing(
    ask: Ask, drawn: Drawn, tmp_path: Path, words: tuple[str, ...], status: int, because: str
) -> None:
    *asked, name = words
    done = ask("memo", *asked, str(tmp_path / name), "--store", drawn(DRAWN))
    assert (done.status, done.out) == (status, "")
    assert because in done.err
    assert list(tmp_path.glob("m.*")) == []
