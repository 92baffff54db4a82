"""Files beside a store: nobody's are replaced, nothing is lost, and ours are no sources."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.opening import open_store
from loaders.forms.drafts import draft_of

if TYPE_CHECKING:
    from tests.cli.conftest import Ask, Done, Drawn

BROKEN = Path(__file__).parents[1] / "data" / "broken-inputs"
HEADER = "District,State,Networks\n"
KNOWN = "district:a = Alpha {state=ME}\nnetwork:net = Net"
BAD = b"Pe\xf1asco,NM,Net\n"
"""A row in Windows-1252, among others in UTF-8."""


class Desk:
    """A folder with a store, a mapping and rosters."""

    def __init__(self, ask: Ask, store: str, folder: Path) -> None:
        self.ask, self.store, self.folder = ask, store, folder
        shutil.copy(BROKEN / "m.toml", folder)

    def put(self, name: str, *rows: str, bad: bytes = b"") -> None:
        others = "Alpha,ME,Né\n" if bad else ""  # else all would be taken for Windows-1252
        (self.folder / name).write_bytes((HEADER + "".join(rows) + others).encode() + bad)

    def load(self, *names: str) -> Done:
        sources = [str(self.folder / name) for name in names]
        mapping = str(self.folder / "m.toml")
        return self.ask(
            *("load", *sources, "--mapping", mapping, "--skip-bad", "--store", self.store)
        )

    def names(self, file: str = "review.csv") -> list[str]:
        with (self.folder / file).open(encoding="utf-8-sig", newline="") as opened:
            return [row[0] for row in csv.reader(opened)][1:]


@pytest.fixture
def desk(ask: Ask, drawn: Drawn, tmp_path: Path) -> Desk:
    return Desk(ask, drawn(KNOWN), tmp_path)


def test_a_row_in_another_encoding_is_set_aside_with_its_bytes(desk: Desk) -> None:
    desk.put("a.csv", "Alpha,ME,Net\n", "Café,ME,Net\n", bad=BAD)
    done = desk.load("a.csv")
    assert done.status == 0, done.err
    assert BAD[:12] in (desk.folder / "rejected.csv").read_bytes()
    assert desk.names() == ["Café"]


def test_half_a_character_is_a_bad_row_like_others(desk: Desk) -> None:
    shutil.copy(BROKEN / "02-half-a-character.jsonl", desk.folder)
    done = desk.load("02-half-a-character.jsonl")
    assert done.status == 0, done.err
    assert b"\\ud800" in (desk.folder / "rejected.csv").read_bytes()


def test_a_folder_with_its_store_can_be_loaded_again(desk: Desk) -> None:
    desk.put("a.csv", "Alpha,ME,Net\n", "Oak,ME,Net\n", bad=BAD)
    first, second = desk.load("."), desk.load(".")
    assert (first.status, second.status) == (0, 0), second.err
    assert "review.csv: This file is netweave's own" in second.err
    assert "rejected.csv: This file is netweave's own" in second.err
    desk.put("a.csv", "Alpha,ME,Net\n")
    desk.load(".")
    assert not {"review.csv", "rejected.csv"} & {path.name for path in desk.folder.iterdir()}


def test_the_questions_of_one_roster_stay_when_the_next_is_loaded(desk: Desk) -> None:
    desk.put("a.csv", "Oak,ME,Net\n")
    desk.put("b.csv", "Elm,ME,Net\n", "Oak,ME,Net\n")
    desk.load("a.csv")
    desk.load("b.csv")
    assert sorted(desk.names()) == ["Elm", "Oak"]
    desk.put("b.csv", "Oak,ME,Net\n")
    desk.load("b.csv")
    assert desk.names() == ["Oak"]


def test_what_a_person_owns_or_has_begun_stays(desk: Desk) -> None:
    (desk.folder / "review.csv").write_text("mine\n", encoding="utf-8")
    (desk.folder / "rejected.csv").write_text("mine\n", encoding="utf-8")
    desk.put("a.csv", "Oak,ME,Net\n", bad=BAD)
    done = desk.load("a.csv")
    assert done.err.count("is kept") == 2
    for name in ("review", "rejected"):
        assert (desk.folder / f"{name}.csv").read_text(encoding="utf-8") == "mine\n"
        assert f"{name}-2.csv" in done.out
    mended = (desk.folder / "rejected-2.csv").read_bytes().replace(b"\xf1", "ñ".encode())
    (desk.folder / "rejected-2.csv").write_bytes(mended)
    desk.load("a.csv")
    assert (desk.folder / "rejected-2.csv").read_bytes() == mended
    assert (desk.folder / "rejected-3.csv").exists()


def test_rejected_rows_of_another_source_stay(desk: Desk) -> None:
    desk.put("a.csv", bad=BAD)
    desk.put("b.csv", "Alpha,ME,Net\n", bad=BAD)
    desk.load("a.csv")
    desk.load("b.csv")
    desk.put("b.csv", "Alpha,ME,Net\n")
    desk.load("b.csv")
    assert (desk.folder / "rejected.csv").exists()
    assert not (desk.folder / "rejected-2.csv").exists()


def test_what_cannot_be_set_aside_is_said_before_anything_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(target: Path, *_: object, **__: object) -> Path:
        raise OSError(28, "No space left on device", str(target))

    with open_store(desk.store) as store:
        before = store.facts().data_hash
    desk.put("a.csv", "Alpha,ME,Net\n", bad=BAD)
    monkeypatch.setattr("netweave.cli.keep.set_aside.draft_of", full)
    done = desk.load("a.csv")
    assert (done.status, done.out) == (1, "")
    assert "rejected.csv cannot be written (No space left on device)" in done.err
    with open_store(desk.store) as store:
        assert store.facts().data_hash == before


def test_what_cannot_be_moved_is_told_with_the_place_where_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blocked(target: Path, content: bytes, folder: Path) -> Path:
        draft = draft_of(target, content, folder)
        target.mkdir()
        return draft

    desk.put("a.csv", "Alpha,ME,Net\n", bad=BAD)
    monkeypatch.setattr("netweave.cli.keep.set_aside.draft_of", blocked)
    done = desk.load("a.csv")
    assert done.status == 0
    assert "What belongs there is in" in done.err
    (draft,) = desk.folder.glob(".netweave-*")
    assert BAD[:12] in draft.read_bytes()


@pytest.mark.parametrize(
    ("words", "file"),
    [
        (("identity", "review"), "05-review-superscript-two.csv"),
        (("identity", "review"), "11-odd-length-utf16.review.csv"),
        (("identity", "match"), "12-utf32.names.csv"),
        (("identity", "match"), "14-utf16-no-bom.names.csv"),
        (("mapping",), "10-xlsx-date-overflow.roster.xlsx"),
        (("check",), "13-json-utf16.roster.json"),
        (("load", "--mapping", "m.toml"), "06-json-nested-900.json"),
        (("load", "--mapping", "m.toml"), "09-xlsx-negative-seek.roster.xlsx"),
        (("load", "--mapping", "07-mapping-nested.toml"), "08.csv"),
        (("load", "--mapping", "08-mapping-keyerror.toml"), "08.csv"),
    ],
)
def test_broken_files_are_read_or_refused_in_a_sentence_that_names_them(
    desk: Desk, words: tuple[str, ...], file: str
) -> None:
    place = [str(BROKEN / word) if word.endswith(".toml") else word for word in words]
    done = desk.ask(*place, str(BROKEN / file), "--store", desk.store)
    assert done.status in (0, 1)
    assert "mistake in netweave" not in done.err
    assert file in done.err + done.out or words[-1] in done.err
