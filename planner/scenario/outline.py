"""This module is where the outline of a county is read from boundary.geojson: rings of (longitude, latitude)."""

import json
from collections.abc import Iterator

from planner.messages import say
from planner.problem import Problem

Ring = tuple[tuple[float, float], ...]

_PARTS = {"FeatureCollection": "features", "Feature": "geometry", "GeometryCollection": "geometries"}
_RINGS = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}


def read_outline(content: bytes, where: str, problems: list[Problem]) -> tuple[Ring, ...]:
    """Return every ring of a GeoJSON file, in the order of the file; a faulty file is a problem."""
    try:
        return tuple(_rings(json.loads(content.decode("utf-8-sig"))))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        problems.append(Problem(where, 0, "", "", say("reading.bad_geojson")))
        return ()


def _rings(shape: object) -> Iterator[Ring]:
    """Yield the rings of a GeoJSON object; raises what plain access raises where its shape is another."""
    if not isinstance(shape, dict):
        raise TypeError
    kind = shape["type"]
    if kind in _PARTS:
        inner = shape[_PARTS[kind]]
        for part in inner if isinstance(inner, list) else [inner]:
            yield from _rings(part)
    elif kind in _RINGS:
        yield from _at_depth(shape["coordinates"], _RINGS[kind])


def _at_depth(coordinates: list[object], depth: int) -> Iterator[Ring]:
    if depth == 0:
        yield tuple(_point(position) for position in coordinates)
    else:
        for part in coordinates:
            if not isinstance(part, list):
                raise TypeError
            yield from _at_depth(part, depth - 1)


def _point(position: object) -> tuple[float, float]:
    if not isinstance(position, list):
        raise TypeError
    return float(position[0]), float(position[1])
