"""This module is where least-cost flows are found and their optimal face is read off: what every optimum shares."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

LARGEST = 1 << 58
"""Costs times nodes must stay below this for OR-Tools' cost scaling."""

BATCH = 1000
"""Flow to solve at once: parts of a network that do not touch are cheaper to solve in batches than all together."""


@dataclass(frozen=True)
class Arcs:
    """Arcs of a flow network with capacities; ``supply`` of a node is negative where flow is taken out."""

    tail: Ints
    head: Ints
    capacity: Ints
    supply: Ints


def least_cost(arcs: Arcs, cost: Ints) -> Ints:
    """Return a flow of least cost that meets all supplies; raises RuntimeError where there is none."""
    flow = min_cost_flow.SimpleMinCostFlow()
    names = flow.add_arcs_with_capacity_and_unit_cost(arcs.tail, arcs.head, arcs.capacity, cost)
    flow.set_nodes_supplies(np.arange(len(arcs.supply)), arcs.supply)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("no flow meets the supplies")
    return np.asarray(flow.flows(names), dtype=np.int64)


def largest_cheapest(arcs: Arcs, cost: Ints) -> Ints:
    """Return a flow of least cost among those that carry as much of the supplies as can be carried."""
    flow = min_cost_flow.SimpleMinCostFlow()
    names = flow.add_arcs_with_capacity_and_unit_cost(arcs.tail, arcs.head, arcs.capacity, cost)
    flow.set_nodes_supplies(np.arange(len(arcs.supply)), arcs.supply)
    if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        raise RuntimeError("no flow of least cost")
    return np.asarray(flow.flows(names), dtype=np.int64)


def slack(arcs: Arcs, cost: Ints, flow: Ints) -> Ints:
    """Return the reduced cost of every arc under potentials that prove the flow optimal.

    An arc of positive reduced cost is empty in every optimum, one of negative reduced cost is full.
    """
    forward, backward = flow < arcs.capacity, flow > 0
    tail = np.concatenate((arcs.tail[forward], arcs.head[backward]))
    head = np.concatenate((arcs.head[forward], arcs.tail[backward]))
    length = np.concatenate((cost[forward], -cost[backward]))
    potential = np.zeros(len(arcs.supply), dtype=np.int64)
    for _ in range(len(arcs.supply) + 1):
        reach = potential[tail] + length
        shorter = reach < potential[head]
        if not shorter.any():
            return cost + potential[arcs.tail] - potential[arcs.head]
        np.minimum.at(potential, head[shorter], reach[shorter])
    raise RuntimeError("the flow is not of least cost")


def optima(arcs: Arcs, costs: Iterable[Ints]) -> tuple[Ints, Flags]:
    """Return a flow of least cost, by one cost after another, and which arcs can differ between such flows."""
    flow = np.zeros(len(arcs.tail), dtype=np.int64)
    vary = arcs.capacity > 0
    for cost in costs:
        now = least_cost(arcs, cost)
        reduced = slack(arcs, cost, now)
        flow = np.where(vary, now, flow)
        vary &= reduced == 0
        full = now * ~vary
        supply = arcs.supply.copy()
        np.subtract.at(supply, arcs.tail, full)
        np.add.at(supply, arcs.head, full)
        arcs = Arcs(arcs.tail, arcs.head, arcs.capacity * vary, supply)
    return flow, vary


def optima_in_parts(
    arcs: Arcs, label: Ints, load: Ints, costs: Callable[[Ints, int], Iterable[Ints]]
) -> tuple[Ints, Flags]:
    """Return what ``optima`` does, for a network whose last node is a sink and whose other parts touch only there.

    ``label`` names the part of each node but the sink, ``load`` the flow that enters at it; parts without any are left
    out. ``costs`` is asked for the costs of the arcs listed and the number of nodes they lie on.
    """
    if int(load.sum()) <= BATCH:
        return optima(arcs, costs(np.arange(len(arcs.tail)), len(arcs.supply)))
    flow = np.zeros(len(arcs.tail), dtype=np.int64)
    vary = np.zeros(len(arcs.tail), dtype=bool)
    part = label[np.minimum(arcs.tail, len(label) - 1)]
    place = np.zeros(len(arcs.supply), dtype=np.int64)
    for nodes, mine in _batches(label, load, part):
        place[nodes] = np.arange(len(nodes))
        place[-1] = len(nodes)
        supply = np.append(arcs.supply[nodes], -arcs.supply[nodes].sum())
        some = Arcs(place[arcs.tail[mine]], place[arcs.head[mine]], arcs.capacity[mine], supply)
        flow[mine], vary[mine] = optima(some, costs(mine, len(supply)))
    return flow, vary


def _batches(label: Ints, load: Ints, part: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield the nodes and arcs of batches of whole parts, the largest part first."""
    loads = np.bincount(label, weights=load).astype(np.int64)
    roots = np.argsort(-loads, kind="stable")[: int((loads > 0).sum())]
    batch_of = np.full(len(loads), -1, dtype=np.int64)
    batch, full = 0, 0
    for root in roots.tolist():
        if full and full + loads[root] > BATCH:
            batch, full = batch + 1, 0
        batch_of[root] = batch
        full += int(loads[root])
    nodes, arcs = batch_of[label], batch_of[part]
    by_node, by_arc = np.argsort(nodes, kind="stable"), np.argsort(arcs, kind="stable")
    cut_nodes = np.searchsorted(nodes[by_node], np.arange(batch + 2))
    cut_arcs = np.searchsorted(arcs[by_arc], np.arange(batch + 2))
    for k in range(batch + 1):
        yield by_node[cut_nodes[k] : cut_nodes[k + 1]], by_arc[cut_arcs[k] : cut_arcs[k + 1]]


def components(nodes: int, one: Ints, other: Ints) -> Ints:
    """Return for every node the smallest node it is connected with."""
    label = np.arange(nodes)
    while len(one):
        a, b = label[one], label[other]
        apart = a != b
        one, other, a, b = one[apart], other[apart], a[apart], b[apart]
        np.minimum.at(label, np.maximum(a, b), np.minimum(a, b))
        while True:
            shorter = label[label]
            if np.array_equal(shorter, label):
                break
            label = shorter
    return label
