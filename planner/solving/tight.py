"""This module is where a priced season is cut down to the moves the law leaves open: equal-price arcs and bounds."""

from dataclasses import dataclass

import numpy as np

from planner.solving.prices import Flags
from planner.solving.seats import Ints, Season


@dataclass(frozen=True, kw_only=True)
class Tight:
    """What lawful placements have in common: who may use which centre or hub, and how many a centre takes.

    Nodes are centres, then hubs. Arc ``k`` lets person ``person[k]`` use node ``node[k]`` at ``rank[k]``, sorted by
    person, then rank, then node. A centre takes at least ``least`` (seats above its price) and at most ``most``
    (and those at it). ``parent`` of a node is the hub from which it is reached at the same price, else -1.
    ``must`` marks people whom every lawful placement places.
    """

    person: Ints
    node: Ints
    rank: Ints
    least: Ints
    most: Ints
    parent: Ints
    must: Flags

    def among(self, placed: Flags) -> "Tight":
        """Return the same for the people placed only."""
        arcs = placed[self.person]
        return Tight(
            person=self.person[arcs],
            node=self.node[arcs],
            rank=self.rank[arcs],
            least=self.least,
            most=self.most,
            parent=self.parent,
            must=self.must,
        )


def tighten(season: Season, price: Ints) -> Tight:
    """Return the equal-price part of a season."""
    none = season.n_levels
    centres, hubs = season.centres, len(season.hub_parent)
    cost = np.concatenate((price, np.full(hubs, none, dtype=np.int64)))
    above = np.full(centres + hubs, -1, dtype=np.int64)
    above[:centres] = np.where(season.centre_hub >= 0, season.centre_hub + centres, -1)
    above[centres:] = np.where(season.hub_parent >= 0, season.hub_parent + centres, -1)
    hung = np.flatnonzero(season.centre_hub >= 0)
    np.minimum.at(cost, above[hung], price[hung])
    for hub in range(centres + hubs - 1, centres - 1, -1):
        if above[hub] >= 0 and cost[hub] < cost[above[hub]]:
            cost[above[hub]] = cost[hub]
    parent = np.where((above >= 0) & (cost[above] == cost), above, -1)

    person = np.repeat(np.arange(season.people), np.diff(season.option_start))
    wide = np.flatnonzero(season.area >= 0)
    person = np.concatenate((person, wide))
    node = np.concatenate((season.option_centre, centres + season.area[wide]))
    rank = np.concatenate((season.option_rank, season.area_rank[wide]))
    own = np.full(season.people, none, dtype=np.int64)
    np.minimum.at(own, person, cost[node])
    arcs = np.flatnonzero(cost[node] == own[person])
    arcs = arcs[np.lexsort((node[arcs], rank[arcs], person[arcs]))]
    owner = np.repeat(np.arange(centres), np.diff(season.seat_start))
    least = np.bincount(owner[season.seat_level < price[owner]], minlength=centres)
    most = np.bincount(owner[season.seat_level <= price[owner]], minlength=centres)
    return Tight(
        person=person[arcs], node=node[arcs], rank=rank[arcs], least=least, most=most, parent=parent, must=own < none
    )


def components(nodes: int, one: Ints, other: Ints) -> Ints:
    """Return for every node the smallest node it is connected with."""
    label = np.arange(nodes)
    while True:
        a, b = label[one], label[other]
        apart = a != b
        if not apart.any():
            return label
        one, other, a, b = one[apart], other[apart], a[apart], b[apart]
        np.minimum.at(label, np.maximum(a, b), np.minimum(a, b))
        while True:
            shorter = label[label]
            if np.array_equal(shorter, label):
                break
            label = shorter
