"""A value behind a digest of itself, so that one that is spoiled is known for it."""

from __future__ import annotations

SEAL = 16
"""Bytes of the digest before a value."""


def sealed(value: bytes) -> bytes:
    """A value with its digest before it."""
    from hashlib import blake2b  # noqa: PLC0415 - few questions keep anything

    return blake2b(value, digest_size=SEAL).digest() + value


def opened(kept: object) -> bytes | None:
    """The value behind its digest, None if it is another one."""
    if not isinstance(kept, bytes):
        return None
    value = kept[SEAL:]
    return value if sealed(value) == kept else None
