"""Ask a list of questions and write down what was answered, a digest of each field.

    python -m tools.answers tests/data/answers/bundled.json

asks the questions of that file anew, of its source, and writes it again.
`tests/cli/test_answers.py` asks the same questions and compares: an answer changes because
somebody meant it to, and says so in the file.
"""

# ruff: noqa: INP001
# Beside a script.

from __future__ import annotations

import json
import shlex
import subprocess
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

HOUSE = Path(__file__).resolve().parents[1]
SHORT = 60
"""A value is kept as it is if its JSON is no longer than so many characters."""
DIGITS = 9
"""Figures are compared by so many: the last few depend on the processor."""

LATER = {"over", "together", "sentence", "reasons"}
"""Fields that came later, and those whose words may change."""
LATER_ASKED = {"today", "within", "among"}
"""Parameters that came later."""


def digest(value: Any) -> Any:
    """A value in short: itself, or how long it is and a digest of its JSON."""
    plain = _rounded(value)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    if len(text) <= SHORT:
        return plain
    code = blake2b(text.encode(), digest_size=8).hexdigest()
    return f"{len(plain)}: {code}" if isinstance(plain, list | dict) else code


def digests(document: dict[str, Any]) -> dict[str, Any]:
    """Each field of an answer in short; what the store says of itself is kept."""
    then = _as_then(document)
    return {name: v if name == "store" else digest(v) for name, v in then.items()}


def _as_then(document: dict[str, Any]) -> dict[str, Any]:
    """An answer without what answers have had only since then, and without its wording."""
    then = {name: _without(value, LATER) for name, value in document.items()}
    then["parameters"] = _without(document["parameters"], LATER_ASKED)
    if isinstance(document.get("ties"), dict):
        del then["ties"]
    if "clusters" in then:
        then["clusters"] = _without(then["clusters"], {"reach"})
    if document["question"] == "info":
        then["rows"] = [row for row in then["rows"] if row["name"] != "ties that are over"]
    return then


def _without(value: Any, names: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {name: _without(v, names) for name, v in value.items() if name not in names}
    return [_without(item, names) for item in value] if isinstance(value, list) else value


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, dict):
        return {name: _rounded(item) for name, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list) else value


def ask(*words: str) -> str:
    """What the command prints."""
    command = [sys.executable, "-m", "netweave", *words]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")  # noqa: S603
    return done.stdout


def main() -> None:
    """Ask the questions of each file that is named, and write it again."""
    for path in map(Path, sys.argv[1:]):
        kept = json.loads(path.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            store = str(Path(folder) / "graph.db")
            ask("load", str(HOUSE / kept["source"]), "--store", store)
            for question in kept["answers"]:
                words = (*shlex.split(question), "--store", store, "--format", "json")
                kept["answers"][question] = digests(json.loads(ask(*words)))
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
