"""This module is where degrees become kilometres on a flat sheet, for drawing only."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from planner.domain import Centre, Instance, Site, Village

KM_PER_DEGREE = 111.32


@dataclass(frozen=True)
class Sheet:
    """A flat sheet over an area: kilometres east and north of its south-west corner; good to a county's size."""

    lon: float
    lat: float
    width: float
    height: float
    stretch: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return kilometres east and north of the corner."""
        return (lon - self.lon) * KM_PER_DEGREE * self.stretch, (lat - self.lat) * KM_PER_DEGREE


def located(place: Centre | Site | Village) -> tuple[float, float] | None:
    """Return a place's longitude and latitude, None where either is not known."""
    return None if place.lon is None or place.lat is None else (place.lon, place.lat)


def sheet_over(instance: Instance, places: Iterable[Centre | Site | Village]) -> Sheet | None:
    """Return the sheet over the outline and the located places, None where nothing is located."""
    points = [p for ring in instance.outline for p in ring]
    points += [p for place in places if (p := located(place))]
    if not points:
        return None
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    west, south, east, north = min(lons), min(lats), max(lons), max(lats)
    stretch = cos(radians((south + north) / 2))
    return Sheet(
        west, south, max((east - west) * KM_PER_DEGREE * stretch, 1), max((north - south) * KM_PER_DEGREE, 1), stretch
    )


def scale_km(width: float) -> int:
    """Return a round length for the scale bar of a sheet so many kilometres wide."""
    return max(k for k in (1, 2, 5, 10, 20, 50, 100, 200) if k == 1 or k <= width / 4)
