"""This module is where least-cost flows are found and their optimal face is read off: what every optimum shares."""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from planner.solving.prices import Flags
from planner.solving.seats import Ints

LARGEST = 1 << 58
"""Costs times nodes must stay below this for OR-Tools' cost scaling."""


@dataclass(frozen=True, kw_only=True)
class Arcs:
    """Arcs of a flow network with capacities; ``supply`` is negative where flow is taken out."""

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
        shorter = potential.copy()
        np.minimum.at(shorter, head, potential[tail] + length)
        if np.array_equal(shorter, potential):
            return cost + potential[arcs.tail] - potential[arcs.head]
        potential = shorter
    raise RuntimeError("the flow is not of least cost")


def narrowed(arcs: Arcs, reduced: Ints) -> tuple[Arcs, Flags]:
    """Return the network of the optimal face, and which arcs still may vary; full arcs become fixed supplies."""
    full = reduced < 0
    supply = arcs.supply.copy()
    np.subtract.at(supply, arcs.tail[full], arcs.capacity[full])
    np.add.at(supply, arcs.head[full], arcs.capacity[full])
    vary = reduced == 0
    return Arcs(tail=arcs.tail, head=arcs.head, capacity=np.where(vary, arcs.capacity, 0), supply=supply), vary
