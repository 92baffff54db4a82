"""Bytes of all sorts into every reader: nothing but an error that says what to do may come out.

Files as people keep them are changed at random: bytes, lines and cells are swapped, cut, doubled,
put into another encoding or nested. What each reader raises must be a `NetweaveError`.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import tempfile
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graph.dates import days
from graph.errors import NetweaveError
from graph.offline.store import OfflineStore
from loaders.drafting import draft
from loaders.identity.ledger import Ledger
from loaders.identity.review import read_review
from loaders.identity.tables import rows_of
from loaders.load import load
from loaders.rosters.mapping_file import read_mapping
from queries.asking.naming import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ALL = 200_000
"""How many inputs a campaign of scale 1 tries."""
_ODD = (
    *("", "\0", "\x1b]0;x\x07", "²", "٣", "\ud800", "\udcf1", "\u202e", "\ufeff", "9" * 5_000),
    *("=1+1", "'", '"', '""', ",", ";", "\t", "\r", "\n", "{}", "[", "{{", "}", "2014-02-30"),
    *("1e999", "-1", "NaN", "99999-01-01", "null", "\\ud800", "a.b.c.d", "ſ", "İ", "ß", "x" * 300),
)
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-7")
_LEDGER = (
    "when,who,decision,written_name,written_state,id,why\n"
    "2026-01-01T00:00:00+00:00,me,same,Oak,ME,district:a,because\n"
    "2026-01-01T00:00:00+00:00,me,not the same,Élan,ME,district:b,\n"
)
_REVIEW = (
    "written_name,written_state,candidate_1,candidate_2,decision,chosen_id,why\n"
    "Oak,ME,district:a,district:b,same,2,x\nElm,NH,district:a,,no,,\n"
)
_ROSTER = (
    "District,State,Networks,Joined\nAlpha Unified,ME,One; Two,2014\n"
    "Beta,NH,One,2015-03\nÉlan,NH,Två,5/6/2017\n"
)
_HOUSE = "id,name,state,lat,aliases\ndistrict:a,Alpha,ME,43.5,A|B\ndistrict:é,Élan,NH,,\n"
_MAPPING = (
    'rows = "membership"\nunknown = "create"\n[columns]\nname = "District"\nstate = "State"\n'
    'network = "Networks"\nsince = "Joined"\n'
)
_NAMES = "written_name,written_state\nOak,ME\n=Elm,NH\n"


class ByteReader(NamedTuple):
    """Something that reads what others wrote: a name, files to begin with, and what reads one."""

    what: str
    seeds: Sequence[tuple[str, bytes]]
    read: Callable[[Path], object]


def run(scale: float = 1.0, seed: int = 0) -> list[tuple[str, int, str]]:
    """Try every reader.

    Parameters
    ----------
    scale
        The share of `ALL` inputs that is tried.
    seed
        Where chance begins; the same gives the same inputs.

    Returns
    -------
    list of tuple
        For each reader its name, how many inputs were tried, and what came of it. An input that
        ended in anything but our own errors is told as text to paste into a test.
    """
    readers = _readers()
    tries = max(1, round(ALL * scale / len(readers)))
    with tempfile.TemporaryDirectory() as folder:
        return [
            _tried(reader, tries, random.Random(f"{seed} {reader.what}"), Path(folder))
            for reader in readers
        ]


def _tried(
    reader: ByteReader, tries: int, chance: random.Random, folder: Path
) -> tuple[str, int, str]:
    ends = Counter[str]()
    for _ in range(tries):
        name, content = chance.choice(reader.seeds)
        content = changed(content, chance)
        path = folder / name
        path.write_bytes(content)
        try:
            reader.read(path)
            ends["read"] += 1
        except NetweaveError:
            ends["refused"] += 1
        except Exception as error:  # noqa: BLE001 - exactly what is looked for
            return (
                reader.what,
                tries,
                f"FAILED: {type(error).__name__}: {error} on {name} {content!r}",
            )
        finally:
            path.unlink()
    return reader.what, tries, f"0 mistakes ({ends['read']:,} read, {ends['refused']:,} refused)"


def changed(content: bytes, chance: random.Random) -> bytes:
    """A file with a few changes that nobody foresaw."""
    for _ in range(chance.randint(0, 4)):
        content = chance.choice(_CHANGES)(content, chance)
    return content


# The changes ----------------------------------------------------------------------------------


def _flipped(content: bytes, chance: random.Random) -> bytes:
    there = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if there:
            there[chance.randrange(len(there))] = chance.randrange(256)
    return bytes(there)


def _cut(content: bytes, chance: random.Random) -> bytes:
    at, to = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:at] if chance.random() < 0.5 else content[:at] + content[to:]


def _put_in(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    odd = chance.choice(_ODD).encode(errors="surrogatepass")
    return content[:at] + odd + content[at:]


def _shuffled(content: bytes, chance: random.Random) -> bytes:
    mark = chance.choice((b"\n", b","))
    parts = content.split(mark)
    chance.shuffle(parts)
    return mark.join(parts)


def _recoded(content: bytes, chance: random.Random) -> bytes:
    text = content.decode(errors="replace")
    odd = b"\0" if chance.random() < 0.2 else b""
    return text.encode(chance.choice(_ENCODINGS), "replace") + odd


def _nested(content: bytes, chance: random.Random) -> bytes:
    deep = chance.choice((3, 900, 5_000))
    brackets = chance.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"a=[", b"]"), (b"a.", b"")))
    return brackets[0] * deep + content[:20] + brackets[1] * deep


_CHANGES = (_flipped, _flipped, _cut, _put_in, _put_in, _shuffled, _recoded, _nested)


# The readers ----------------------------------------------------------------------------------


def _readers() -> list[ByteReader]:
    names = _ROSTER.splitlines()[0].split(",")
    rows = [dict(zip(names, row.split(","), strict=True)) for row in _ROSTER.splitlines()[1:]]
    lines = "\n".join(map(json.dumps, rows)).encode()
    roster = _ROSTER.encode()
    tabs = roster.replace(b",", b"\t")
    objects = json.dumps(rows).encode()
    packed = gzip.compress(roster, mtime=0)
    dates = [("d", text) for text in (b"2014", b"2014-02", b"2014-02-28")]
    asked = [("n", text) for text in (b"district:a", b"Alpha (ME)")]
    return [
        ByteReader("house folder", [("districts.csv", _HOUSE.encode())], _house),
        ByteReader("roster: CSV, TSV", [("r.csv", roster), ("r.tsv", tabs)], _loaded),
        ByteReader("roster: JSON", [("r.json", objects), ("r.jsonl", lines)], _loaded),
        ByteReader("roster: workbook", [("r.xlsx", _workbook())], _loaded),
        ByteReader("roster: gzipped", [("r.csv.gz", packed)], _loaded),
        ByteReader("draft of a mapping", [("r.csv", roster), ("r.json", objects)], draft),
        ByteReader("mapping", [("m.toml", _MAPPING.encode())], read_mapping),
        ByteReader("ledger", [("s.identity.csv", _LEDGER.encode())], _ledger),
        ByteReader("review", [("review.csv", _REVIEW.encode())], _review),
        ByteReader("names", [("names.csv", _NAMES.encode())], _names),
        ByteReader("dates", dates, _date),
        ByteReader("names of a question", asked, _resolved),
    ]


def _workbook() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - the campaign alone makes one

    book = Workbook()
    sheet = book.create_sheet("Roster", 0)
    for row in _ROSTER.splitlines():
        sheet.append(row.split(","))
    packed = io.BytesIO()
    book.save(packed)
    # Without compression a changed byte is a changed cell, and not only a broken archive.
    flat = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(flat, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part))
    return flat.getvalue()


def _house(path: Path) -> None:
    for skip_bad in (True, False):
        with closing(OfflineStore(str(path.with_name(".s.db")))) as store:
            load([path.parent], store, dry_run=True, skip_bad=skip_bad)


def _loaded(path: Path) -> None:
    """Read a roster in both ways; what one refuses the other may take."""
    mapping = path.with_name(".m.toml")
    mapping.write_text(_MAPPING, encoding="utf-8")
    for skip_bad in (True, False):
        with closing(OfflineStore(str(path.with_name(".s.db")))) as store:
            load([path], store, mapping=mapping, dry_run=True, skip_bad=skip_bad)


def _date(path: Path) -> None:
    days(_text(path))


def _review(path: Path) -> None:
    read_review(path, {"district:a", "district:b"})


def _names(path: Path) -> None:
    list(rows_of(path, ("written_name",)))


def _ledger(path: Path) -> None:
    ledger = Ledger.open(path)
    before = len(ledger.lines)
    ledger.add([ledger.lines[0]] if ledger.lines else [])
    if len(Ledger.open(path).lines) < before:
        raise AssertionError("A decision was lost.")


def _resolved(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, OfflineStore(str(Path(folder, "s.db"))) as store:
        store.write([])
        resolve(store, _text(path))


def _text(path: Path) -> str:
    return path.read_bytes().decode(errors="surrogateescape")


def _told(rows: Sequence[tuple[str, int, str]]) -> Iterator[str]:
    for what, tries, outcome in rows:
        yield f"{what:24}{tries:>10,}  {outcome}\n"


if __name__ == "__main__":
    wanted, *begun = [*sys.argv[1:], "1"][: max(1, len(sys.argv) - 1)]
    sys.stdout.writelines(_told(run(float(wanted), *map(int, begun))))
