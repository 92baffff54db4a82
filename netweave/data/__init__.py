"""The data that comes with netweave: networks of districts that teach by competency."""

from __future__ import annotations

from pathlib import Path


def bundled() -> Path:
    """The house folder of the bundled data set. Its NOTES.md says what it can and cannot tell."""
    return Path(__file__).resolve().parent / "competency-networks"
