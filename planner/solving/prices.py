"""This module is where prices of centres are found: by bisection over levels, with one maximum flow a round.

A node keeps a bracket of levels its price lies in. A round offers, in all brackets at once, only the seats below the
bracket's middle. Where one more graduate would find no seat even so, the price is at least the middle, else less; no
lawful placement crosses from one to the other, so brackets never meet again. Nothing has a cost, so nothing overflows.
"""

from itertools import count
from typing import NamedTuple

import numpy as np
from ortools.graph.python import max_flow

from planner.solving.flows import Flags, Ints
from planner.solving.season import Season


class Network(NamedTuple):
    """Who may go where, without ranks: nodes are centres, then hubs, then people who need a node of their own."""

    supply: Ints
    tail: Ints
    head: Ints


def network(season: Season) -> Network:
    """Return the network of a season; people who go anywhere in an area are a count on its hub, not arcs."""
    centres, hubs, people = season.centres, len(season.hub_parent), season.people
    options = season.option_start[1:] - season.option_start[:-1]
    person = np.repeat(np.arange(people), options)
    wide = season.area >= 0
    outside = ~_within(season, season.option_centre, season.area[person])
    own = np.bincount(person[outside], minlength=people) > np.where(wide, 0, 1)
    alone = (options == 1) & ~wide
    node = np.cumsum(own) + (centres + hubs - 1)
    supply = np.ones(centres + hubs + np.count_nonzero(own), dtype=np.int64)
    supply[:centres] = np.bincount(season.option_centre[alone[person]], minlength=centres)
    supply[centres : centres + hubs] = np.bincount(season.area[wide & ~own], minlength=hubs)
    listed, both = outside & own[person], own & wide
    child = np.flatnonzero(season.hub_parent >= 0)
    hung = np.flatnonzero(season.centre_hub >= 0)
    return Network(
        supply,
        np.concatenate(
            (node[person[listed]], node[both], centres + season.hub_parent[child], centres + season.centre_hub[hung])
        ),
        np.concatenate((season.option_centre[listed], centres + season.area[both], centres + child, hung)),
    )


def _within(season: Season, centre: Ints, area: Ints) -> Flags:
    """Return whether each centre lies in the area beside it."""
    up = np.append(season.hub_parent, -1)
    hub = season.centre_hub[centre]
    inside: Flags = hub == area
    while (hub >= 0).any():
        hub = up[hub]
        inside |= hub == area
    inside &= area >= 0
    return inside


def centre_prices(season: Season) -> Ints:
    """Return the price of every centre: the level at which one more graduate would be placed there, else n_levels."""
    none, centres = season.n_levels, season.centres
    seats = season.seat_start[1:] - season.seat_start[:-1]
    held = seats > 0
    price = np.full(centres, none, dtype=np.int64)
    price[held] = season.seat_level[season.seat_start[:-1][held]]
    supply, tail, head = network(season)
    # A group is nodes with equal brackets; group 0 is priced already. Seats are those inside their group's bracket,
    # "full" counts those of a centre below it. "top" tells whether a group's price may still be n_levels.
    group = np.ones(len(supply), dtype=np.int64)
    full = np.zeros(len(supply), dtype=np.int64)
    seat_node, seat_level = np.repeat(np.arange(centres), seats), season.seat_level
    top = np.ones(2, dtype=bool)
    for turn in count():
        people = np.bincount(group, weights=supply, minlength=len(top)).astype(np.int64)
        spent = np.bincount(group, weights=full, minlength=len(top)).astype(np.int64)
        left = people - spent if turn < 4 else None
        middle, known = _middles(group[seat_node], seat_level, none, top, left)
        settled = np.flatnonzero((known & (people > 0))[group[:centres]])
        price[settled] = middle[group[settled]]
        open_ = ~known & (people > 0)
        if not open_.any():
            return price
        group *= open_[group]
        live = group > 0
        supply = supply * live
        arcs, inside = live[tail], live[seat_node]
        tail, head, seat_node, seat_level = tail[arcs], head[arcs], seat_node[inside], seat_level[inside]

        offered = seat_level < middle[group[seat_node]]
        room = full * live + np.bincount(seat_node[offered], minlength=len(group))
        dear = ~_reaches_a_seat(supply, tail, head, room)
        arcs, inside = dear[tail] == dear[head], offered != dear[seat_node]
        tail, head, seat_node, seat_level = tail[arcs], head[arcs], seat_node[inside], seat_level[inside]
        full = np.where(dear, room, full)
        half = 2 * group + (dear & live)
        there = np.bincount(half) > 0
        there[0] = True
        group = (np.cumsum(there) - 1)[half]
        halved = np.flatnonzero(there)
        top = top[halved >> 1] & (halved & 1 == 1)
        top[0] = True
    raise AssertionError("a bracket shrinks every round")


def _middles(group: Ints, level: Ints, none: int, top: Flags, left: Ints | None) -> tuple[Ints, Flags]:
    """Return for each group the level to split it at, and whether it is the only one its price may have.

    ``group`` and ``level`` describe the seats, ``left`` the people of each group beyond its full seats. Most groups are
    so mixed that the best seats fill in the order of levels, so the level at which people run out is tried first; later
    rounds have no ``left`` and halve the bracket, which bounds their number.
    """
    wide = none + 1
    choice = np.concatenate((group * wide + level, np.flatnonzero(top) * wide + none))
    choice.sort()
    edge = np.searchsorted(choice, np.arange(len(top) + 1) * wide)
    first, final = edge[:-1], edge[1:] - 1
    at = (first + final + 1) // 2 if left is None else np.minimum(first + left, final)
    lowest, middle = choice[first], choice[at]
    stuck = np.flatnonzero(middle == lowest)
    middle[stuck] = choice[np.minimum(np.searchsorted(choice, lowest[stuck], "right"), final[stuck])]
    return middle % wide, lowest == choice[final]


def _reaches_a_seat(supply: Ints, tail: Ints, head: Ints, room: Ints) -> Flags:
    """Return the nodes from which one more graduate would still find a seat, once as many as can be are seated."""
    source, sink = len(supply), len(supply) + 1
    given, seated = np.flatnonzero(supply), np.flatnonzero(room)
    tails, heads = np.full((2, len(given) + len(tail) + len(seated) + 1), source)
    capacity = np.full(len(tails), int(supply.sum()) + 1)
    heads[: len(given)] = given
    capacity[: len(given)] = supply[given]
    arcs = slice(len(given), len(given) + len(tail))
    tails[arcs], heads[arcs] = tail, head
    tails[arcs.stop : -1] = seated
    heads[arcs.stop :] = sink
    capacity[arcs.stop : -1] = room[seated]
    capacity[-1] = 0  # a sink no arc enters would make an empty cut
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(tails, heads, capacity)
    if flow.solve(source, sink) != flow.OPTIMAL:
        raise RuntimeError("maximum flow failed")
    reaches = np.zeros(sink + 1, dtype=bool)
    reaches[flow.get_sink_side_min_cut()] = True
    return reaches[:source]
