"""Geography: points are `latitude longitude [altitude [accuracy]]`, shapes join them with `;`.

Lengths are metres and areas square metres on a sphere with the Earth's equatorial radius, rounded
to two decimals, as in ODK. What is no place on Earth makes the result NaN.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from ..context import Context
from ..terms import Kind
from ..values import NAN, Value, parse_number, texts
from .signature import seeing

ANY, BOOLEAN, NUMBER, STRING = Kind.ANY, Kind.BOOLEAN, Kind.NUMBER, Kind.STRING
Point = tuple[float, float]  # latitude, longitude in degrees

RADIUS = 6_378_100.0


def _point(text: str) -> Point | None:
    parts = text.split()
    if not 2 <= len(parts) <= 4:
        return None
    latitude, longitude = parse_number(parts[0], None), parse_number(parts[1], None)
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        return latitude, longitude
    return None


def _points(values: Sequence[Value]) -> list[Point] | None:
    """All points of all values, None if one of them is not a place on Earth."""
    written = [one for value in values for text in texts(value) for one in text.split(";")]
    while written and not written[-1].strip():
        written.pop()
    points = [_point(text) for text in written]
    found = [point for point in points if point is not None]
    return found if len(found) == len(points) else None


def _arc(start: Point, end: Point) -> float:
    """The great-circle distance in metres (haversine)."""
    a, b = math.radians(start[0]), math.radians(end[0])
    half = math.radians(end[1] - start[1]) / 2
    chord = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(min(1.0, chord)))


def _distance(_ctx: Context, *values: Value) -> float:
    points = _points(values)
    if points is None or len(points) < 2:
        return NAN
    return round(sum(_arc(start, end) for start, end in pairwise(points)), 2)


def _area(_ctx: Context, value: Value) -> float:
    points = _points([value])
    if points is None or len(points) < 2:
        return NAN
    if len(points) < 3:
        return 0.0
    total = sum(_strip(start, end) for start, end in pairwise([*points, points[0]]))
    return abs(round(total * RADIUS * RADIUS / 2, 2))


def _strip(start: Point, end: Point) -> float:
    """What one side adds to the area of a polygon on the unit sphere, twice."""
    height = 2 + math.sin(math.radians(start[0])) + math.sin(math.radians(end[0]))
    return math.radians(end[1] - start[1]) * height


def _geofence(_ctx: Context, place: Value, shape: Value) -> bool:
    """Whether the point lies inside the shape, which must be closed: its last point its first."""
    points, corners = _points([place]), _points([shape])
    if not points or not corners or len(corners) < 4 or corners[0] != corners[-1]:
        return False
    inside = False
    for start, end in pairwise(corners):
        if _crosses(points[0], start, end):
            inside = not inside
    return inside


def _crosses(point: Point, start: Point, end: Point) -> bool:
    """Whether a ray along the parallel from `point` crosses the side (even–odd rule)."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    return (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1


FUNCTIONS = {
    "area": seeing(NUMBER, _area, ANY),
    "enclosed-area": seeing(NUMBER, _area, ANY),
    "distance": seeing(NUMBER, _distance, ANY, more=ANY),
    "geofence": seeing(BOOLEAN, _geofence, ANY, ANY),
}
