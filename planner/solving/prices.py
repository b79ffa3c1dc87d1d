"""This module is where prices of centres are found: by bisection over levels, with one maximum flow a round.

A node keeps a bracket of levels its price lies in. A round offers, in all brackets at once, only the seats below the
bracket's middle. What graduates left over can still reach has a price of at least the middle, the rest less; no
lawful placement crosses between the two, so brackets never meet again. Nothing has a cost, so nothing can overflow.
"""

from itertools import count
from typing import NamedTuple

import numpy as np
from ortools.graph.python import max_flow

from planner.solving.flows import Flags, Ints
from planner.solving.seats import Season


class Network(NamedTuple):
    """Who may go where, without ranks: nodes are centres, then hubs, then people who need a node of their own."""

    supply: Ints
    tail: Ints
    head: Ints


def network(season: Season) -> Network:
    """Return the network of a season; people who go anywhere in an area are a count on its hub, not arcs."""
    centres, hubs = season.centres, len(season.hub_parent)
    person = np.repeat(np.arange(season.people), np.diff(season.option_start))
    outside = ~_within(season, season.option_centre, season.area[person])
    own = (np.bincount(person[outside], minlength=season.people) > 0) & (
        (season.area >= 0) | (np.diff(season.option_start) > 1)
    )
    single = (season.area < 0) & (np.diff(season.option_start) == 1)
    node = np.where(own, centres + hubs - 1 + np.cumsum(own), -1)
    supply = np.zeros(centres + hubs + int(own.sum()), dtype=np.int64)
    supply[:centres] += np.bincount(season.option_centre[single[person]], minlength=centres)
    supply[centres : centres + hubs] += np.bincount(season.area[(season.area >= 0) & ~own], minlength=hubs)
    supply[centres + hubs :] = 1
    listed = outside & own[person]
    both = own & (season.area >= 0)
    child = np.flatnonzero(season.hub_parent >= 0)
    hung = np.flatnonzero(season.centre_hub >= 0)
    tail = [node[person[listed]], node[both], centres + season.hub_parent[child], centres + season.centre_hub[hung]]
    head = [season.option_centre[listed], centres + season.area[both], centres + child, hung]
    return Network(supply, np.concatenate(tail), np.concatenate(head))


def _within(season: Season, centre: Ints, area: Ints) -> Flags:
    """Return whether each centre lies in the area beside it."""
    hub = season.centre_hub[centre]
    inside: Flags = (hub == area) & (area >= 0)
    while len(hub) and hub.max() >= 0 and len(season.hub_parent):
        hub = np.where(hub >= 0, season.hub_parent[hub], -1)
        inside |= (hub == area) & (area >= 0)
    return inside


def centre_prices(season: Season) -> Ints:
    """Return the price of every centre: the level at which one more graduate would be placed there, else n_levels."""
    none = season.n_levels
    seats = np.diff(season.seat_start)
    price = np.full(season.centres, none, dtype=np.int64)
    price[seats > 0] = season.seat_level[season.seat_start[:-1][seats > 0]]
    net = network(season)
    part = _Part(
        node=np.arange(len(net.supply)),
        supply=net.supply,
        group=np.zeros(len(net.supply), dtype=np.int64),
        full=np.zeros(len(net.supply), dtype=np.int64),
        tail=net.tail,
        head=net.head,
        seat_node=np.repeat(np.arange(season.centres), seats),
        seat_level=season.seat_level,
        open_top=np.ones(1, dtype=bool),
    )
    for turn in count():
        middle, last = _middles(part, none, halve=turn % 3 == 2)
        staffed = np.bincount(part.group, weights=part.supply, minlength=len(middle)) > 0
        settled = (staffed & last)[part.group] & (part.node < season.centres)
        price[part.node[settled]] = middle[part.group[settled]]
        part = part.only((staffed & ~last)[part.group])
        if not len(part.node):
            return price
        part = part.halves(middle)
    raise AssertionError("a bracket shrinks every round")


class _Part(NamedTuple):
    """The nodes not priced yet, in groups of equal brackets; arcs and seats name nodes by position here.

    ``full`` counts a centre's seats below its bracket, ``seat_*`` are the seats inside it, ``open_top`` tells for each
    group whether its price may still be n_levels.
    """

    node: Ints
    supply: Ints
    group: Ints
    full: Ints
    tail: Ints
    head: Ints
    seat_node: Ints
    seat_level: Ints
    open_top: Flags

    def only(self, keep: Flags) -> "_Part":
        """Return the part of the nodes kept; a group is kept whole or not at all."""
        if keep.all():
            return self
        place = np.cumsum(keep) - 1
        arcs, seats = keep[self.tail], keep[self.seat_node]
        return self._replace(
            node=self.node[keep],
            supply=self.supply[keep],
            group=self.group[keep],
            full=self.full[keep],
            tail=place[self.tail[arcs]],
            head=place[self.head[arcs]],
            seat_node=place[self.seat_node[seats]],
            seat_level=self.seat_level[seats],
        )

    def halves(self, middle: Ints) -> "_Part":
        """Return the part with each group split at its middle level, by one maximum flow."""
        offered = self.seat_level < middle[self.group[self.seat_node]]
        room = self.full + np.bincount(self.seat_node[offered], minlength=len(self.node))
        dear = ~_reaches_a_seat(self.supply, self.tail, self.head, room)
        arcs = dear[self.tail] == dear[self.head]
        inside = offered != dear[self.seat_node]
        used, group = np.unique(2 * self.group + dear, return_inverse=True)
        return self._replace(
            group=group,
            full=np.where(dear, room, self.full),
            tail=self.tail[arcs],
            head=self.head[arcs],
            seat_node=self.seat_node[inside],
            seat_level=self.seat_level[inside],
            open_top=self.open_top[used >> 1] & (used & 1 == 1),
        )


def _middles(part: _Part, none: int, halve: bool) -> tuple[Ints, Flags]:
    """Return for each group the level to split it at, and whether it is the only one its price may have.

    Most groups are so mixed that their best seats fill in the order of levels, so the level at which their people run
    out is tried first; every third round halves the bracket, which bounds the number of rounds.
    """
    groups = len(part.open_top)
    wide = none + 1
    top = np.flatnonzero(part.open_top) * wide + none
    choice = np.concatenate((part.group[part.seat_node] * wide + part.seat_level, top))
    choice.sort()
    first = np.searchsorted(choice, np.arange(groups) * wide)
    final = np.searchsorted(choice, np.arange(1, groups + 1) * wide) - 1
    if halve:
        at = (first + final + 1) // 2
    else:
        left = np.bincount(part.group, weights=part.supply - part.full, minlength=groups).astype(np.int64)
        at = np.minimum(first + left, final)
    lowest = choice[first]
    level = choice[at]
    level = np.where(level > lowest, level, choice[np.minimum(np.searchsorted(choice, lowest, "right"), final)])
    return level % wide, lowest == choice[final]


def _reaches_a_seat(supply: Ints, tail: Ints, head: Ints, room: Ints) -> Flags:
    """Return the nodes from which one more graduate would still find a seat, once as many as can be are seated."""
    nodes = len(supply)
    source, sink = nodes, nodes + 1
    given, open_ = np.flatnonzero(supply), np.flatnonzero(room)
    everyone = int(supply.sum()) + 1
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(
        np.concatenate((np.full(len(given), source), tail, open_, [source])),
        np.concatenate((given, head, np.full(len(open_), sink), [sink])),
        np.concatenate((supply[given], np.full(len(tail), everyone), room[open_], [0])),
    )
    if flow.solve(source, sink) != flow.OPTIMAL:
        raise RuntimeError("maximum flow failed")
    reaches = np.zeros(nodes + 2, dtype=bool)
    reaches[flow.get_sink_side_min_cut()] = True
    return reaches[:nodes]
