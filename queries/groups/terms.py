"""What may be asked of `queries.conveners.conveners`, for those who hand it on as it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from queries.asking.naming import Asked
    from queries.asking.scope import Cover, Through
    from queries.measures.covering import Steps


class Terms(TypedDict, total=False):
    """The terms of a group: the parameters of `conveners`, which has their defaults and meaning."""

    size: int
    kind: str
    cover: Cover
    reach: Steps
    include: Collection[Asked]
    exclude: Collection[Asked]
    max_per_state: int | None
    each_cluster: bool
    cover_all: bool
    through: Through
    weights: Mapping[str, float] | None
    time_limit: float
    within: str | None
