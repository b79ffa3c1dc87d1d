"""This module is where minutes of travel come from: pairs given, shortest paths on a road graph, or coordinates.

Estimated minutes are great-circle kilometres times 1.4 (roads are not straight), driven at 30 km/h, plus 3 minutes to
get on the road, rounded to whole minutes. The factors are an assumption of ours, and say so wherever they show.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import asin, cos, radians, sin, sqrt

from planner.domain import Travel

DETOUR, KM_PER_HOUR, ACCESS_MINUTES = 1.4, 30, 3
EARTH_KM = 6371.0088
"""Mean radius of the Earth."""

Point = tuple[float, float]
"""Longitude and latitude, degrees."""


def estimated_minutes(a: Point, b: Point) -> int:
    """Return whole minutes between two places given as (longitude, latitude), by the formula of this module."""
    (lon_a, lat_a), (lon_b, lat_b) = ((radians(lon), radians(lat)) for lon, lat in (a, b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    km = 2 * EARTH_KM * asin(sqrt(half))
    return round(km * DETOUR * 60 / KM_PER_HOUR) + ACCESS_MINUTES


class EstimatedMinutes(Mapping[tuple[str, str], int]):
    """Minutes between any two places with coordinates, worked out when asked for: a province has too many pairs."""

    def __init__(self, places: Mapping[str, Point]) -> None:
        self._places = dict(places)

    def __getitem__(self, pair: tuple[str, str]) -> int:
        a, b = pair
        return estimated_minutes(self._places[a], self._places[b])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((a, b) for a in self._places for b in self._places if a != b)

    def __len__(self) -> int:
        return len(self._places) * (len(self._places) - 1)

    def __eq__(self, other: object) -> bool:
        return self._places == other._places if isinstance(other, EstimatedMinutes) else NotImplemented


def by_coordinates(places: Mapping[str, Point]) -> Travel:
    """Return travel estimated from coordinates, (longitude, latitude) by code; empty when there are none."""
    return Travel(EstimatedMinutes(places), estimated=True) if places else Travel()


def by_roads(roads: Iterable[tuple[str, str, int]], sources: Iterable[str], targets: Iterable[str]) -> Travel:
    """Return minutes along a road graph, from each source to each target that can be reached.

    ``roads`` are (end, end, minutes), open both ways; ends may be junctions; of parallel roads the quickest counts.
    """
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    for a, b, minutes in roads:
        known = graph.get_edge_data(a, b)
        if known is None or minutes < known["weight"]:
            graph.add_edge(a, b, weight=minutes)
    wanted = sorted(set(targets) & set(graph))
    minutes_of: dict[tuple[str, str], int] = {}
    for source in sorted(set(sources) & set(graph)):
        reached = networkx.single_source_dijkstra_path_length(graph, source)
        minutes_of |= {(source, target): reached[target] for target in wanted if target in reached and target != source}
    return Travel(minutes_of)
