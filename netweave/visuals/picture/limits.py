"""How much a picture can show, and what is said beyond that: what to ask instead."""

from __future__ import annotations

from graph.errors import NetweaveError

PATH_NODES = 60
"""Stops that a picture of routes draws at most."""
PATH_ROUTES = 5
"""Routes that a picture of routes draws at most; further ones are listed."""
EGO_NODES = 2000
"""Entities that a picture of surroundings draws at most."""
TIMELINE = 2000
"""Entities that a timeline has lines for at most."""
LOOSE = 2000
"""Entities that a loose network holds at most."""
NETWORKS = 60
"""Networks that a picture of networks draws at most, not counting wholes without own members."""
HEAT = 80
"""Networks (or districts) that a heat map shows at most; the largest."""
HEAT_NUMBERS = 40
"""Up to so many of them the cells of a heat map have numbers."""


class TooLargeError(NetweaveError):
    """There is more to show than a picture can hold."""


class ViewError(NetweaveError):
    """A picture was asked for with values that make no picture."""
