"""Where a place in the United States stands on the map: Albers' equal-area conic projection.

The composition is the usual one (d3's ``geoAlbersUsa`` at scale 1300 on 975 by 610): the lower 48
states, Alaska at 35 % of its size and Hawaii below them on the left.
"""

from __future__ import annotations

from math import cos, pi, radians, sin, sqrt
from typing import NamedTuple

WIDTH, HEIGHT = 975.0, 610.0
"""The size of the map, in its own units."""
_SCALE = 1300.0
_MIDDLE = (WIDTH / 2, HEIGHT / 2)


class _Cone(NamedTuple):
    """A conic equal-area projection, and the part of the map that it may use.

    ``frame`` is left, top, right, bottom in units of the scale around the middle of the map.
    """

    turn: float
    centre: tuple[float, float]
    parallels: tuple[float, float]
    scale: float
    shift: tuple[float, float]
    frame: tuple[float, float, float, float]

    def place(self, lon: float, lat: float) -> tuple[float, float] | None:
        """The place of a point on the map, None if it is outside the frame."""
        turned = (lon + self.turn + 180) % 360 - 180
        x, y = self._raw(turned, lat)
        x0, y0 = self._raw(*self.centre)
        across = self.shift[0] + self.scale * (x - x0)
        down = self.shift[1] - self.scale * (y - y0)
        left, top, right, bottom = self.frame
        if not (left <= across <= right and top <= down <= bottom):
            return None
        return _MIDDLE[0] + _SCALE * across, _MIDDLE[1] + _SCALE * down

    def _raw(self, lon: float, lat: float) -> tuple[float, float]:
        one, other = (sin(radians(parallel)) for parallel in self.parallels)
        n = (one + other) / 2
        c = 1 + one * (2 * n - one)
        r = sqrt(c - 2 * n * sin(radians(lat))) / n
        return r * sin(n * lon * pi / 180), sqrt(c) / n - r * cos(n * lon * pi / 180)


_CONES = (
    _Cone(96, (-0.6, 38.7), (29.5, 45.5), 1.0, (0, 0), (-0.455, -0.238, 0.455, 0.238)),
    _Cone(154, (-2, 58.5), (55, 65), 0.35, (-0.307, 0.201), (-0.425, 0.120, -0.214, 0.234)),
    _Cone(157, (-3, 19.9), (8, 18), 1.0, (-0.205, 0.212), (-0.214, 0.166, -0.115, 0.234)),
)


def place(lat: float, lon: float) -> tuple[float, float] | None:
    """Where a point stands on the map: x to the right, y downwards; None outside the 50 states.

    Parameters
    ----------
    lat, lon
        In degrees north and east.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    places = (cone.place(lon, lat) for cone in _CONES)
    return next((found for found in places if found), None)
