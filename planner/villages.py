"""This module is where it is told how far villages lie apart, and in which of them a clinic stands."""

from collections import defaultdict
from collections.abc import Mapping
from math import asin, cos, radians, sin, sqrt

from planner.domain import Centre, Instance, Site, SiteKind, Village

EARTH_METRES = 6_371_009
"""Mean radius of the Earth."""

STANDS_WITHIN = 1000
"""Metres from a village within which a clinic that no village names still stands in it."""


def metres(a: Village | Site | Centre, b: Village | Site | Centre) -> int | None:
    """Return whole metres between two places in a straight line, None where coordinates are missing."""
    if a.lon is None or a.lat is None or b.lon is None or b.lat is None:
        return None
    lon_a, lat_a, lon_b, lat_b = (radians(degrees) for degrees in (a.lon, a.lat, b.lon, b.lat))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return round(2 * EARTH_METRES * asin(sqrt(half)))


def home_villages(instance: Instance) -> Mapping[str, str]:
    """Return the village in which each clinic stands, by site code; clinics for which none is found are left out.

    It is the nearest of the villages the clinic serves; where no village names the clinic, the nearest of its town
    within a kilometre. Where coordinates are missing, the most populous village served.
    """
    served: dict[str, list[Village]] = defaultdict(list)
    of_town: dict[str, list[Village]] = defaultdict(list)
    for village in instance.villages:
        of_town[village.town].append(village)
        if village.site_id is not None:
            served[village.site_id].append(village)
    found = {}
    for site in instance.sites:
        if site.kind is SiteKind.CLINIC and (home := _home(site, served[site.id], of_town, instance)):
            found[site.id] = home.id
    return found


def _home(
    site: Site, served: list[Village], of_town: Mapping[str, list[Village]], instance: Instance
) -> Village | None:
    if served:
        # Where a distance is not known nothing is nearer than the rest, and the number of residents decides.
        return min(served, key=lambda v: (metres(site, v) or 0, -v.population, v.id))
    centre = instance.centre.get(site.centre_id)
    in_town = of_town.get(centre.town, []) if centre is not None and centre.town else []
    near = [v for v in in_town if (apart := metres(site, v)) is not None and apart <= STANDS_WITHIN]
    return min(near, key=lambda v: (metres(site, v) or 0, -v.population, v.id), default=None)
