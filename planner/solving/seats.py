"""This module is where graduates get their centres: the lawful counts, who is placed, and who goes where.

Semantics (DESIGN names; MTG25-2.1-a to -d): a placement is lawful iff the vector (seats filled at level 0, at level 1,
...) is lexicographically greatest; among lawful ones the placed people are the best by standing; among those the
matching option decides, and ties end in codes (before them, in fewest differences from a baseline), so the answer is
unique.
"""

import numpy as np

from planner.solving.choice import choose
from planner.solving.prices import centre_prices
from planner.solving.season import Allocation, Matching, Season

__all__ = ["Allocation", "Matching", "Season", "allocate"]


def allocate(season: Season) -> Allocation:
    """Return the one lawful allocation of a season; the same season always gives the same answer."""
    price = centre_prices(season)
    centre = choose(season, price)
    count = np.bincount(centre[centre >= 0], minlength=season.centres)
    return Allocation(centre=centre, price=price, count=count)
