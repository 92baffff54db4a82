"""A folder to make mistakes in: a store, sources of every kind, and whether any of it changed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from campaign.folders import write_folders
from graph.opening import open_store
from loaders.load import load

if TYPE_CHECKING:
    from collections.abc import Generator

STORE = "s.db"
ROSTER = "Network,District,State\nNetwork 1,District 2,AK\nNetwork 1,Nobody,AK\n"
MAPPING = '[networks]\nname = "Network"\n\n[members]\nname = "District"\nstate = "State"\n'


class Scratch:
    """The folder, a copy of it as it was, and a look at what is in it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "here"
        self._kept = folder / "kept"
        self.path.mkdir()
        sources = write_folders(folder / "sources", districts=20, networks=5)
        shutil.copytree(sources.base, self.path / "one")
        with open_store(self.path / STORE, create=True) as store:
            load([sources.base], store)
            load([sources.more], store)
        (self.path / "roster.csv").write_text(ROSTER, encoding="utf-8")
        (self.path / "m.toml").write_text(MAPPING, encoding="utf-8")
        (self.path / "notes.txt").write_text("Mine, and no table.\n", encoding="utf-8")
        (self.path / "empty.db").touch()
        (self.path / "folder").mkdir()
        shutil.copytree(self.path, self._kept)
        self._before = self._state()

    @classmethod
    @contextmanager
    def made(cls) -> Generator[Self]:
        """A new folder, for as long as the block runs."""
        with TemporaryDirectory(prefix="netweave-campaign-") as name:
            yield cls(Path(name).resolve())

    def changed(self) -> list[str]:
        """Which files are not as they were, then all of them are made so again."""
        after = self._state()
        names = [n for n in {*self._before, *after} if self._before.get(n) != after.get(n)]
        if names:
            shutil.rmtree(self.path)
            shutil.copytree(self._kept, self.path)
        return sorted(names)

    def _state(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.path)): _content(path)
            for path in sorted(self.path.rglob("*"))
        }


def _content(path: Path) -> bytes:
    """The content of a file in a few bytes; of a store without what it keeps to save time."""
    if not path.is_file():
        return b"folder"
    data = path.read_bytes()
    if data.startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(path)) as database:
            lines = [line for line in database.iterdump() if "cache" not in line[:40]]
        data = "\n".join(lines).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=16).digest()
