"""Turns the state outlines of us-atlas into the compact ones that the map is drawn on.

``python tools/us_outlines.py states-10m.json`` (from the npm package us-atlas 3, whose outlines
come from the Census Bureau's cartographic boundary files) writes
``netweave/data/us-outlines/states.json``: the size of the map and, for each state, its code, its
name, a place for its label and a path in tenths of the map's units, in relative steps.
"""
# ruff: noqa: INP001
# tools/ holds scripts, not a package.

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from netweave.visuals.map.projection import HEIGHT, WIDTH, place

TARGET = Path("netweave/data/us-outlines/states.json")
STATES = (
    "01AL 02AK 04AZ 05AR 06CA 08CO 09CT 10DE 11DC 12FL 13GA 15HI 16ID 17IL 18IN 19IA 20KS 21KY "
    "22LA 23ME 24MD 25MA 26MI 27MN 28MS 29MO 30MT 31NE 32NV 33NH 34NJ 35NM 36NY 37NC 38ND 39OH "
    "40OK 41OR 42PA 44RI 45SC 46SD 47TN 48TX 49UT 50VT 51VA 53WA 54WV 55WI 56WY"
)
CODES = {word[:2]: word[2:] for word in STATES.split()}
"""The letters of each state by its FIPS number."""
TOLERANCE = 1.6
"""How far an outline may leave its original, in tenths of a unit of the map."""
GridPoint = tuple[int, int]


def arcs(atlas: dict[str, Any]) -> list[list[GridPoint]]:
    """The arcs of the topology, projected and thinned; the same for both states of a border."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for steps in atlas["arcs"]:
        x = y = 0
        points: list[GridPoint] = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            at = place(y * sy + ty, x * sx + tx)
            if at:
                points.append((round(at[0] * 10), round(at[1] * 10)))
        found.append(thinned(points))
    return found


def thinned(points: list[GridPoint]) -> list[GridPoint]:
    """A line without the points that add less than the tolerance (Douglas and Peucker)."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def off(point: GridPoint) -> float:
        x, y = point[0] - ax, point[1] - ay
        if not length:
            return float((x * x + y * y) ** 0.5)
        return float(abs(x * (by - ay) - y * (bx - ax)) / length)

    at = max(range(1, len(points) - 1), key=lambda i: off(points[i]))
    if off(points[at]) < TOLERANCE:
        return [points[0], points[-1]]
    return thinned(points[: at + 1])[:-1] + thinned(points[at:])


def ring(indices: list[int], known: list[list[GridPoint]]) -> list[GridPoint]:
    """A closed ring; a negative index is an arc walked backwards."""
    points: list[GridPoint] = []
    for index in indices:
        arc = known[index] if index >= 0 else known[~index][::-1]
        points += arc[1:] if points else arc
    return points


def area(points: list[GridPoint]) -> float:
    """Twice the signed area of a ring."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)


def centre(points: list[GridPoint]) -> tuple[int, int]:
    """The centroid of a ring, in tenths."""
    pairs = list(zip(points, points[1:] + points[:1], strict=True))
    weights = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    total = 3 * sum(weights)
    x = sum((a[0] + b[0]) * w for (a, b), w in zip(pairs, weights, strict=True)) / total
    y = sum((a[1] + b[1]) * w for (a, b), w in zip(pairs, weights, strict=True)) / total
    return round(x), round(y)


def path(rings: list[list[GridPoint]]) -> str:
    """Rings as a path: the first ring starts at a place, everything else is a step."""
    text, at = "", (0, 0)
    for points in rings:
        (x, y), *rest = points
        text += f"m{x - at[0]} {y - at[1]}l"
        steps = []
        here = (x, y)
        for point in rest:
            steps.append(f"{point[0] - here[0]} {point[1] - here[1]}")
            here = point
        text += " ".join(steps).replace(" -", "-") + "z"
        at = (x, y)
    return text


def main() -> None:
    """Read the topology that the command line names, and write the outlines."""
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    known = arcs(atlas)
    states = []
    for shape in atlas["objects"]["states"]["geometries"]:
        code = CODES.get(shape["id"])
        if code is None:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        rings = [ring(part, known) for polygon in polygons for part in polygon]
        rings = sorted((r for r in rings if len(r) > 3), key=lambda r: -abs(area(r)))
        kept = [r for r in rings if abs(area(r)) > 300] or rings[:1]
        states.append([code, shape["properties"]["name"], *centre(kept[0]), path(kept)])
    states.sort()
    lines = ",\n".join(json.dumps(state, separators=(",", ":")) for state in states)
    size = f"{WIDTH:.0f},{HEIGHT:.0f}"
    TARGET.write_text(f'{{"size":[{size}],"states":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
