"""This module is where the people of a priced season are chosen and given their centres, ties included."""

from collections import defaultdict

import numpy as np
from ortools.graph.python import min_cost_flow

from planner.solving.exchange import Exchange
from planner.solving.flows import LARGEST, Arcs, least_cost, narrowed, slack
from planner.solving.prices import Flags
from planner.solving.seats import Ints, Season
from planner.solving.tight import Tight, components, tighten


def choose(season: Season, price: Ints) -> Ints:
    """Return the centre of every person of a priced season, -1 where she is not placed."""
    tight = tighten(season, price)
    placed = tight.must | _best_standing(season, tight)
    tight = tight.among(placed)
    return _settle(season, tight)


def _best_standing(season: Season, tight: Tight) -> Flags:
    """Return who of the people that compete for the last seats gets one: best standing first."""
    chosen = np.zeros(season.people, dtype=bool)
    rivals = ~tight.must[tight.person]
    if not rivals.any():
        return chosen
    person, node = tight.person[rivals], tight.node[rivals]
    nodes = len(tight.parent)
    people, place = np.unique(person, return_inverse=True)
    child = np.flatnonzero(tight.parent >= 0)
    open_ = np.flatnonzero(tight.most)
    sink = nodes + len(people)
    many = len(people) + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    names = flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate((nodes + place, tight.parent[child], open_)),
        np.concatenate((node, child, np.full(len(open_), sink))),
        np.concatenate((np.ones(len(person), dtype=np.int64), np.full(len(child), many), tight.most[open_])),
        np.concatenate((place, np.zeros(len(child) + len(open_), dtype=np.int64))),
    )
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[nodes:sink] = 1
    supply[sink] = -len(people)
    flow.set_nodes_supplies(np.arange(sink + 1), supply)
    if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        raise RuntimeError("no flow of best standing")
    chosen[person] = False
    chosen[person[np.asarray(flow.flows(names[: len(person)])) > 0]] = True
    return chosen


def _stages(season: Season, rank: Ints, people: int, nodes: int) -> list[Ints]:
    """Return the costs of the arcs to be minimised one after another."""
    if season.matching == "serial" or not len(rank):
        return [np.zeros(len(rank), dtype=np.int64)]
    if season.matching == "counts_then_preference":
        return [rank]
    ranks, place = np.unique(rank, return_inverse=True)
    base, at_once = people + 2, 1
    while base ** (at_once + 1) * nodes < LARGEST:
        at_once += 1
    out = []
    for first in range(0, len(ranks), at_once):
        weight = np.zeros(len(ranks), dtype=np.int64)
        chunk = min(at_once, len(ranks) - first)
        weight[first : first + chunk] = [-(base**k) for k in range(chunk - 1, -1, -1)]
        out.append(weight[place])
    return out


def _settle(season: Season, tight: Tight) -> Ints:
    centres, nodes = season.centres, len(tight.parent)
    arcs_of = np.bincount(tight.person, minlength=season.people)
    choosing = arcs_of[tight.person] > 1
    single = ~choosing
    home = np.full(season.people, -1, dtype=np.int64)
    home[tight.person[single]] = tight.node[single]
    person, node, rank = tight.person[choosing], tight.node[choosing], tight.rank[choosing]
    people, token = np.unique(person, return_inverse=True)
    child = np.flatnonzero(tight.parent >= 0)
    sink = nodes + len(people)
    total = int((home >= 0).sum()) + len(people)
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[:nodes] = np.bincount(home[home >= 0], minlength=nodes)
    supply[:centres] -= tight.least
    supply[nodes:sink] = 1
    supply[sink] = int(tight.least.sum()) - total
    arcs = Arcs(
        tail=np.concatenate((nodes + token, tight.parent[child], np.arange(centres))),
        head=np.concatenate((node, child, np.full(centres, sink))),
        capacity=np.concatenate(
            (np.full(len(node), 2), np.full(len(child), total + 1), tight.most - tight.least)
        ).astype(np.int64),
        supply=supply,
    )
    flow = np.zeros(len(arcs.tail), dtype=np.int64)
    vary = arcs.capacity > 0
    for stage in _stages(season, rank, len(people), sink + 1):
        cost = np.concatenate((stage, np.zeros(len(arcs.tail) - len(stage), dtype=np.int64)))
        now = least_cost(arcs, cost)
        reduced = slack(arcs, cost, now)
        flow = np.where(vary, now, flow)
        arcs, on_face = narrowed(arcs, reduced)
        vary &= on_face
    used = flow[: len(node)] > 0
    home[people[token[used]]] = node[used]

    above = np.full(nodes, -1, dtype=np.int64)
    down = vary[len(node) : len(node) + len(child)]
    above[child[down]] = tight.parent[child[down]]
    carried = np.zeros(nodes, dtype=np.int64)
    carried[child] = flow[len(node) : len(node) + len(child)]
    room = np.where(vary[len(node) + len(child) :], (tight.most - tight.least), 0)
    spare = np.where(vary[len(node) + len(child) :], flow[len(node) + len(child) :], 0)
    moves = np.flatnonzero(vary[: len(node)])
    mark = components(
        nodes,
        np.concatenate((node[moves], child[down])),
        np.concatenate((home[people[token[moves]]], tight.parent[child[down]])),
    )
    exchange = Exchange(above.tolist(), carried.tolist(), spare.tolist(), room.tolist(), mark.tolist())
    ranks: dict[int, dict[int, int]] = defaultdict(dict)
    for mover, where, at in zip(person[moves].tolist(), node[moves].tolist(), rank[moves].tolist(), strict=True):
        ranks[mover][where] = at
    for mover in np.flatnonzero(home >= 0).tolist():
        exchange.seat(mover, int(home[mover]), ranks.get(mover) or (int(home[mover]),))
    if season.matching == "serial":
        _in_turn(season, tight, exchange, ranks)
    else:
        _by_standing(exchange, ranks)
        _by_code(season, exchange)
    out = np.full(season.people, -1, dtype=np.int64)
    for mover, where in exchange.where.items():
        out[mover] = where
    return out


def _by_standing(exchange: Exchange, ranks: dict[int, dict[int, int]]) -> None:
    """Make the ranks, read from the best standing down, lexicographically smallest."""
    for person in sorted(ranks):
        mine = ranks[person]
        got = mine.get(exchange.where[person])
        if got is None:
            continue
        for node, rank in mine.items():
            if rank >= got:
                break
            if exchange.take(person, node):
                got = rank
                break
        exchange.hold(person, [node for node, rank in mine.items() if rank == got])


def _leaves(exchange: Exchange, centres: int, node: int) -> list[int]:
    """Return the centres a node leads to."""
    if node < centres:
        return [node]
    return [leaf for under in exchange.under[node] for leaf in _leaves(exchange, centres, under)]


def _by_code(season: Season, exchange: Exchange) -> None:
    """Give people in code order the smallest centre code that leaves the others theirs."""
    queue: dict[int, list[int]] = {}
    for person in season.code_order.tolist():
        if person not in exchange.where:
            continue
        options = exchange.options[person]
        if len(options) == 1:
            node = options[0]
            if node < season.centres:
                continue
            if node not in queue:
                queue[node] = sorted(_leaves(exchange, season.centres, node), reverse=True)
            while not exchange.settle(person, queue[node][-1]):
                queue[node].pop()
        else:
            for leaf in sorted({leaf for node in options for leaf in _leaves(exchange, season.centres, node)}):
                if exchange.settle(person, leaf):
                    break


def _in_turn(season: Season, tight: Tight, exchange: Exchange, ranks: dict[int, dict[int, int]]) -> None:
    """Let people in standing order take the centre whose next seat has the best level."""
    listed: dict[int, dict[int, int]] = defaultdict(dict)
    for person, node, rank in zip(tight.person.tolist(), tight.node.tolist(), tight.rank.tolist(), strict=True):
        listed[person][node] = rank
    start, level = season.seat_start.tolist(), season.seat_level.tolist()
    taken = [0] * season.centres
    for person in sorted(exchange.where):
        wish: dict[int, int] = {}
        for node, rank in listed[person].items():
            for leaf in _leaves(exchange, season.centres, node):
                wish[leaf] = min(rank, wish.get(leaf, rank))
        ready = [
            (level[start[c] + taken[c]], rank, c) for c, rank in wish.items() if start[c] + taken[c] < start[c + 1]
        ]
        for _, _, centre in sorted(ready):
            if exchange.settle(person, centre):
                taken[centre] += 1
                break
