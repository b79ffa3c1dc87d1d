"""This module is where the people of a priced season get their centres: by wishes, by standing, then by codes.

Where the season comes with a baseline, fewest differences from it come before the codes.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np

from planner.solving.exchange import Exchange
from planner.solving.flows import LARGEST, Arcs, Flags, Ints, components, optima_in_parts
from planner.solving.season import Matching, Season
from planner.solving.tight import Tight, tighten


def choose(season: Season, price: Ints) -> Ints:
    """Return the centre of every person of a priced season, -1 where she is not placed."""
    tight = tighten(season, price)
    start = optimum(season, tight)
    exchange, ranks = _exchange(tight, start)
    if season.matching == "serial":
        _in_turn(season, tight, exchange, start.home)
    else:
        _by_standing(exchange, ranks)
        if (season.baseline >= 0).any():
            start, exchange = _closest(season, tight, start, exchange)
        _by_code(season, exchange)
    out = start.home
    if exchange.where:
        out[list(exchange.where)] = list(exchange.where.values())
    return out


class Optimum(NamedTuple):
    """One placement with the best wishes, and the moves that lead to all others.

    ``home`` is the node of each person (-1: unplaced), ``moves`` the tight arcs that may change, ``carried`` the flow
    and ``passes`` whether it may change on each hub arc, ``spare`` the people of each centre above its least number,
    ``room`` how many there may be, ``label`` the connected part of each node.
    """

    home: Ints
    moves: Ints
    carried: Ints
    passes: Flags
    spare: Ints
    room: Ints
    label: Ints


def optimum(season: Season, tight: Tight) -> Optimum:
    """Return an optimum by the matching option, before ties are broken."""
    nodes, centres, hubs = tight.nodes, season.centres, len(tight.hub)
    arcs_of = np.bincount(tight.person, minlength=season.people)
    choosing = np.flatnonzero(arcs_of[tight.person] > 1)
    single = np.flatnonzero(arcs_of[tight.person] == 1)
    people = np.flatnonzero(arcs_of > 1)
    token = np.repeat(np.arange(nodes, nodes + len(people)), arcs_of[people])
    home = np.full(season.people, -1, dtype=np.int64)
    home[tight.person[single]] = tight.node[single]
    given = np.bincount(tight.node[single], minlength=nodes)
    total, sink = len(single) + len(people), nodes + len(people)
    supply = np.ones(sink + 1, dtype=np.int64)
    supply[:nodes] = given
    supply[:centres] -= tight.least
    supply[sink] = int(tight.least.sum()) - total
    room = tight.most - tight.least
    arcs = Arcs(
        tail=np.concatenate((token, tight.hub, np.arange(centres))),
        head=np.concatenate((tight.node[choosing], tight.child, np.full(centres, sink))),
        # A person's arc holds two and a hub's more than everybody, so that only emptiness can bind them.
        capacity=np.concatenate((np.full(len(token), 2), np.full(hubs, total + 1), room)),
        supply=supply,
    )
    label = components(sink, arcs.tail[: len(token) + hubs], arcs.head[: len(token) + hubs])
    load = np.ones(sink, dtype=np.int64)
    load[:nodes] = given
    load[:centres] = 0
    rank = np.zeros(len(arcs.tail), dtype=np.int64)
    rank[: len(token)] = tight.rank[choosing]
    flow, vary = optima_in_parts(arcs, label, load, lambda mine, size: _costs(season.matching, rank[mine], size))
    used = choosing[flow[: len(token)] > 0]
    home[tight.person[used]] = tight.node[used]
    return Optimum(
        home=home,
        moves=choosing[vary[: len(token)]],
        carried=flow[len(token) : len(token) + hubs],
        passes=vary[len(token) : len(token) + hubs],
        spare=np.where(vary[len(token) + hubs :], flow[len(token) + hubs :], 0),
        room=np.where(vary[len(token) + hubs :], room, 0),
        label=label[:nodes],
    )


def _costs(matching: Matching, rank: Ints, nodes: int) -> Iterator[Ints]:
    """Yield the costs to be minimised one after another; rank 0 stands for an arc nobody chooses by wish."""
    if matching != "rank_maximal" or not rank.any():
        yield rank if matching == "counts_then_preference" else np.zeros(len(rank), dtype=np.int64)
        return
    ranks = np.unique(rank[rank > 0])
    base, at_once = nodes + 1, 1
    while base ** (at_once + 1) * nodes < LARGEST:
        at_once += 1
    for first in range(0, len(ranks), at_once):
        some = ranks[first : first + at_once]
        weight = np.zeros(int(ranks[-1]) + 1, dtype=np.int64)
        weight[some] = [-(base**k) for k in range(len(some) - 1, -1, -1)]
        yield weight[rank]


def _exchange(tight: Tight, start: Optimum) -> tuple[Exchange, dict[int, dict[int, int]]]:
    """Return the people who may still move, with the ranks of the nodes they may move between."""
    above = np.full(tight.nodes, -1, dtype=np.int64)
    above[tight.child[start.passes]] = tight.hub[start.passes]
    carried = np.zeros(tight.nodes, dtype=np.int64)
    carried[tight.child] = start.carried
    exchange = Exchange(
        above.tolist(), carried.tolist(), start.spare.tolist(), start.room.tolist(), start.label.tolist()
    )
    ranks: dict[int, dict[int, int]] = defaultdict(dict)
    mine = start.moves
    for person, node, rank in zip(
        tight.person[mine].tolist(), tight.node[mine].tolist(), tight.rank[mine].tolist(), strict=True
    ):
        ranks[person][node] = rank
    moving = np.zeros(len(start.home), dtype=bool)
    moving[tight.person[mine]] = True
    moving |= start.home >= len(start.room)
    who = np.flatnonzero(moving)
    for person, node in zip(who.tolist(), start.home[who].tolist(), strict=True):
        exchange.seat(person, node, ranks.get(person, (node,)))
    return exchange, ranks


def _by_standing(exchange: Exchange, ranks: dict[int, dict[int, int]]) -> None:
    """Make the ranks, read from the best standing down, lexicographically smallest."""
    for person in sorted(ranks):
        mine = ranks[person]
        if len(mine) == 1:
            continue
        got = mine[exchange.where[person]]
        better = [(rank, node) for node, rank in mine.items() if rank < got]
        for rank, node in sorted(better):
            if exchange.take(person, node):
                got = rank
                break
        exchange.hold(person, [node for node, rank in mine.items() if rank == got])


def _closest(season: Season, tight: Tight, start: Optimum, exchange: Exchange) -> tuple[Optimum, Exchange]:
    """Return an optimum with fewest differences from the baseline among those in which everyone keeps her rank."""
    home = start.home.copy()
    home[list(exchange.where)] = list(exchange.where.values())
    held = np.zeros(season.people, dtype=np.int64)
    here = tight.node == home[tight.person]
    held[tight.person[here]] = tight.rank[here]
    kept = tight.rank == held[tight.person]
    person, node = tight.person[kept], tight.node[kept]
    differs = (season.baseline[person] != node).astype(np.int64)
    closest = replace(tight, person=person, node=node, rank=differs)
    start = optimum(replace(season, matching="counts_then_preference"), closest)
    return start, _exchange(closest, start)[0]


def _by_code(season: Season, exchange: Exchange) -> None:
    """Give people in code order the smallest centre code that leaves the others theirs."""
    left: dict[int, list[int]] = {}
    for person in season.code_order.tolist():
        if person not in exchange.where:
            continue
        options = exchange.options[person]
        if len(options) > 1:
            # Ranks of listed centres only can be equal, so there is no hub among these.
            next(node for node in sorted(options) if exchange.settle(person, node))
        elif options[0] >= season.centres:
            node = options[0]
            if node not in left:
                left[node] = sorted(exchange.leaves(node), reverse=True)
            # What one person of a hub cannot have, no later one can.
            while not exchange.settle(person, left[node][-1]):
                left[node].pop()


def _in_turn(season: Season, tight: Tight, exchange: Exchange, home: Ints) -> None:
    """Let people in standing order take the centre whose next seat has the best level; of equals, the baseline's."""
    leaves = cache(exchange.leaves)
    start, level = season.seat_start.tolist(), season.seat_level.tolist()
    taken = [0] * season.centres
    first = np.searchsorted(tight.person, np.arange(season.people + 1)).tolist()
    node_of, rank_of, baseline = tight.node.tolist(), tight.rank.tolist(), season.baseline.tolist()
    for person, fixed in enumerate(home.tolist()):
        if fixed < 0:
            continue
        if person not in exchange.where:
            taken[fixed] += 1
            continue
        wish: dict[int, int] = {}
        for k in range(first[person], first[person + 1]):
            for leaf in leaves(node_of[k]):
                wish.setdefault(leaf, rank_of[k])
        ready = [
            (level[start[c] + taken[c]], rank, c != baseline[person], c)
            for c, rank in wish.items()
            if start[c] + taken[c] < start[c + 1]
        ]
        centre = next(c for *_, c in sorted(ready) if exchange.settle(person, c))
        taken[centre] += 1
