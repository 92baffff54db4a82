"""Foreign bytes: whatever a file holds, what comes out is one of our own errors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from campaign.bytes import run
from graph.errors import NetweaveError
from loaders.drafting import draft
from loaders.forms.charset import charset_of
from loaders.forms.foreign import foreign_bytes, shielded
from loaders.forms.lines import DamagedFileError
from loaders.forms.opening import sheets_in
from loaders.rosters.mapping import MappingError
from loaders.rosters.mapping_file import read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

BROKEN = Path(__file__).parents[2] / "data" / "broken-inputs"


def test_readers_raise_nothing_but_our_own_errors() -> None:
    for what, _, outcome in run(scale=0.006, seed=14):
        assert outcome.startswith("0 mistakes"), f"{what}: {outcome}"


@pytest.mark.parametrize("error", [OverflowError("x"), KeyError("x"), RecursionError(), ValueError])
def test_what_a_library_raises_is_damage_and_says_what_it_was(error: Exception) -> None:
    @shielded
    def rows() -> Iterator[int]:
        yield 1
        raise error

    with pytest.raises(DamagedFileError, match=r"cannot be read \(\w+Error"):
        list(rows())


@pytest.mark.parametrize("error", [OSError(5, "I/O"), MemoryError(), MappingError("ours")])
def test_the_disk_the_memory_and_our_own_errors_speak_for_themselves(error: Exception) -> None:
    with pytest.raises(type(error)), foreign_bytes():
        raise error


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-32"])
def test_wide_encodings_are_read_with_and_without_a_mark(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "r.csv"
    path.write_bytes("District,State\nÉlan,ME\nOak,NH\n".encode(codec))
    (sheet,) = sheets_in(path)
    rows = [cells for _, cells in sheet.open().rows(lambda _: None)]
    assert rows == [["District", "State"], ["Élan", "ME"], ["Oak", "NH"]]


def test_half_a_character_at_the_end_of_wide_text_costs_that_character_alone() -> None:
    content = "a,b\nc,d\n".encode("utf-16-le") + b"x"
    assert charset_of(content, whole=True).codec == "utf-16-le"


def test_a_file_whose_only_line_is_bad_is_not_called_empty(tmp_path: Path) -> None:
    from graph.offline.store import OfflineStore  # noqa: PLC0415
    from loaders.load import load  # noqa: PLC0415

    path = tmp_path / "r.jsonl"
    path.write_text('{"District": ]\n', encoding="utf-8")
    with (
        OfflineStore(str(tmp_path / "s.db")) as store,
        pytest.raises(NetweaveError, match="line 1: The line is no JSON object"),
    ):
        load([path], store, mapping=BROKEN / "m.toml")


def test_a_mapping_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text("a." * 20_000 + "b = 1", encoding="utf-8")
    with pytest.raises(MappingError, match="too large"):
        read_mapping(path)
    with pytest.raises(MappingError, match="RecursionError"):
        read_mapping(BROKEN / "07-mapping-nested.toml")


def test_a_draft_of_hostile_columns_is_toml_without_control_characters() -> None:
    import tomllib  # noqa: PLC0415

    text = draft(BROKEN / "15-escape-in-header.csv")
    assert text.replace("\n", "").isprintable()
    assert tomllib.loads(text)["columns"]["since"] == "Joined"


def test_damage_is_told_with_the_name_of_the_file() -> None:
    with pytest.raises(
        DamagedFileError, match=r"10-xlsx-date-overflow\.roster\.xlsx: What it holds"
    ):
        draft(BROKEN / "10-xlsx-date-overflow.roster.xlsx")
