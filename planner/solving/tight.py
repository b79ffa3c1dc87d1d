"""This module is where a priced season is cut down to the moves the law leaves open: equal-price arcs and bounds."""

from dataclasses import dataclass, replace

import numpy as np

from planner.solving.flows import Arcs, Flags, Ints, largest_cheapest
from planner.solving.season import Season


@dataclass(frozen=True, kw_only=True)
class Tight:
    """What lawful placements have in common: who may use which centre or hub, and how many a centre takes.

    Nodes are centres, then hubs. Arc ``k`` lets person ``person[k]`` use node ``node[k]`` at ``rank[k]``; arcs are
    sorted by person. A centre takes at least ``least`` (its seats above its price) and at most ``most`` (and those
    at it). Hub ``hub[k]`` leads at the same price to node ``child[k]``.
    """

    person: Ints
    node: Ints
    rank: Ints
    least: Ints
    most: Ints
    hub: Ints
    child: Ints
    nodes: int


def tighten(season: Season, price: Ints) -> Tight:
    """Return the equal-price part of a season for the people to be placed: the best standing where not all can be."""
    none = season.n_levels
    centres, hubs = season.centres, len(season.hub_parent)
    above = np.concatenate((season.centre_hub, season.hub_parent))
    above[above >= 0] += centres
    cost = np.concatenate((price, np.full(hubs, none, dtype=np.int64)))
    child = np.flatnonzero(above >= 0)
    hung = child[: np.searchsorted(child, centres)]
    np.minimum.at(cost, above[hung], price[hung])
    for hub in range(centres + hubs - 1, centres, -1):
        over = above[hub]
        if over >= 0 and cost[hub] < cost[over]:
            cost[over] = cost[hub]
    child = child[cost[above[child]] == cost[child]]

    wide = np.flatnonzero(season.area >= 0)
    listed = np.repeat(np.arange(season.people), np.diff(season.option_start))
    person = np.concatenate((listed, wide))
    node = np.concatenate((season.option_centre, centres + season.area[wide]))
    rank = np.concatenate((season.option_rank, season.area_rank[wide]))
    own = np.full(season.people, none, dtype=np.int64)
    np.minimum.at(own, person, cost[node])
    arcs = np.flatnonzero(cost[node] == own[person])
    arcs = arcs[np.argsort(person[arcs], kind="stable")]
    owner = np.repeat(np.arange(centres), np.diff(season.seat_start))
    ceiling = price[owner]
    tight = Tight(
        person=person[arcs],
        node=node[arcs],
        rank=rank[arcs],
        least=np.bincount(owner[season.seat_level < ceiling], minlength=centres),
        most=np.bincount(owner[season.seat_level <= ceiling], minlength=centres),
        hub=above[child],
        child=child,
        nodes=centres + hubs,
    )
    return _best_standing(tight, own == none) if (own[tight.person] == none).any() else tight


def _best_standing(tight: Tight, rival: Flags) -> Tight:
    """Return the tight part without the people who compete for the last seats and miss them: the worst standing."""
    contested = rival[tight.person]
    rivals, place = np.unique(tight.person[contested], return_inverse=True)
    seats, sink = np.flatnonzero(tight.most), tight.nodes + len(rivals)
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[tight.nodes : sink] = 1
    supply[sink] = -len(rivals)
    arcs = Arcs(
        tail=np.concatenate((tight.nodes + place, tight.hub, seats)),
        head=np.concatenate((tight.node[contested], tight.child, np.full(len(seats), sink))),
        capacity=np.concatenate((np.full(len(place), 1), np.full(len(tight.hub), len(rivals) + 1), tight.most[seats])),
        supply=supply,
    )
    cost = np.concatenate((place, np.zeros(len(tight.hub) + len(seats), dtype=np.int64)))
    flow = largest_cheapest(arcs, cost)
    missed = rival.copy()
    missed[rivals[place[flow[: len(place)] > 0]]] = False
    kept = ~missed[tight.person]
    return replace(tight, person=tight.person[kept], node=tight.node[kept], rank=tight.rank[kept])
