"""The file of a ledger: no spreadsheet, full disk or other process loses what it holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from loaders.identity.ledger import COLUMNS, Ledger, LedgerError, Ruling

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "tests" / "data" / "broken-inputs"
TEXT = (
    ",".join(COLUMNS)
    + "\n2026-01-01,José,Same,Café,ME,district:a,phoned\n2026-01-02,me,unsure,Oak,NH,,\n"
)
NEW = Ruling("same", "Elm", "ME", "district:e", "seen")


def names(path: Path) -> list[str]:
    return [ruling.written_name for ruling in Ledger.open(path).lines]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_ledger_is_read_and_added_to_whatever_spreadsheet_saved_it(
    tmp_path: Path, codec: str, mark: str
) -> None:
    path = tmp_path / "g.identity.csv"
    path.write_bytes(TEXT.replace(",", mark).rstrip("\n").encode(codec))
    assert Ledger.open(path).passed_over == ()
    Ledger.open(path).add([NEW])
    assert names(path) == ["Café", "Oak", "Elm"]
    assert Ledger.open(path).lines[0].who == "José"


@pytest.mark.parametrize("cut", ['2026-01-03,me,same,"Bir', "2026-01-03,me,sa", "2026-01-03,me"])
def test_a_line_that_was_cut_is_named_and_costs_no_other(tmp_path: Path, cut: str) -> None:
    path = tmp_path / "g.identity.csv"
    path.write_text(TEXT + cut, encoding="utf-8")
    Ledger.open(path).add([NEW, NEW._replace(written_name='The "A"')])
    again = Ledger.open(path)
    assert [ruling.written_name for ruling in again.lines] == ["Café", "Oak", "Elm", 'The "A"']
    (sentence,) = again.passed_over
    assert f"{path} line 4 is no decision" in sentence


def test_an_undo_whose_decision_is_passed_over_takes_nothing_else_back(tmp_path: Path) -> None:
    path = tmp_path / "g.identity.csv"
    path.write_text(TEXT + "2026-01-03,me,undo,Birch,ME,district:b,\n", encoding="utf-8")
    assert len(Ledger.open(path).standing) == 2


def test_a_link_to_a_ledger_stays_one(tmp_path: Path) -> None:
    shared = tmp_path / "shared.csv"
    shared.write_text(TEXT, encoding="utf-8")
    (tmp_path / "g.identity.csv").symlink_to(shared)
    Ledger.open(tmp_path / "g.identity.csv").add([NEW])
    assert (tmp_path / "g.identity.csv").is_symlink()
    assert names(shared) == ["Café", "Oak", "Elm"]


def test_ledgers_saved_by_others_are_read() -> None:
    for file in BROKEN.glob("*.identity.csv"):
        assert names(file) == ["Oak"]


ADDING = """
import sys; from pathlib import Path; from loaders.identity.ledger import Ledger, Ruling
for n in range(15):
    Ledger.open(Path(sys.argv[1])).add([Ruling("same", f"{sys.argv[2]} {n}", "ME", "district:a")])
"""


def test_processes_that_decide_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g.identity.csv"
    words = [sys.executable, "-c", ADDING, str(path)]
    running = [subprocess.Popen([*words, who], cwd=ROOT) for who in "abc"]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert sorted(names(path)) == sorted(f"{who} {n}" for who in "abc" for n in range(15))
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX systems alone limit the size of files")
def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 - POSIX alone has it
    import signal  # noqa: PLC0415

    path = tmp_path / "g.identity.csv"
    path.write_text(TEXT, encoding="utf-8")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(TEXT), old[1]))
        with pytest.raises(LedgerError, match=r"cannot be kept in .* as it was"):
            Ledger.open(path).add([NEW])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, heard)
    assert path.read_text(encoding="utf-8") == TEXT
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
