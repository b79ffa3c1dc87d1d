"""This module is where the same season is placed the way others would do it: each returns the centre of every person.

The network solvers are handed our model: hubs for "anywhere in my area", dense levels times a safe weight, plus ranks.
Without it (one variable per graduate and centre she may use) the nation has 68 million variables.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from seasons import Made

from planner.solving.season import Ints
from planner.solving.seats import Season, allocate

MOST_VARIABLES = 5_000_000
"""Larger models of one variable per person and centre are not built: they take minutes and gigabytes."""


class Net(NamedTuple):
    """The season as one least-cost flow: people, centres, hubs, sink; ``pick`` marks the arcs out of people."""

    tail: Ints
    head: Ints
    capacity: Ints
    cost: Ints
    people: int
    centres: int
    nodes: int
    pick: int


def net(season: Season) -> Net:
    """Return the network of a season with costs level * W + rank; staying unplaced costs one level more than any."""
    people, centres, hubs = season.people, season.centres, len(season.hub_parent)
    weight = (int(season.area_rank.max(initial=1)) + 1) * (people + 1)
    person = np.repeat(np.arange(people), np.diff(season.option_start))
    wide = np.flatnonzero(season.area >= 0)
    child, hung = np.flatnonzero(season.hub_parent >= 0), np.flatnonzero(season.centre_hub >= 0)
    hub0, sink = people + centres, people + centres + hubs
    owner = np.repeat(np.arange(centres), np.diff(season.seat_start))
    seats, many = np.unique(owner * season.n_levels + season.seat_level, return_counts=True)
    everyone = np.arange(people)
    tail = [person, wide, everyone, hub0 + season.hub_parent[child], hub0 + season.centre_hub[hung]]
    head = [people + season.option_centre, hub0 + season.area[wide], np.full(people, sink), hub0 + child, people + hung]
    cost = [season.option_rank, season.area_rank[wide], np.full(people, season.n_levels * weight)]
    pick = sum(len(x) for x in cost)
    free = len(child) + len(hung)
    return Net(
        tail=np.concatenate([*tail, people + seats // season.n_levels]),
        head=np.concatenate([*head, np.full(len(seats), sink)]),
        capacity=np.concatenate((np.ones(pick, dtype=np.int64), np.full(free, people + 1), many)),
        cost=np.concatenate([*cost, np.zeros(free, dtype=np.int64), seats % season.n_levels * weight]),
        people=people,
        centres=centres,
        nodes=sink + 1,
        pick=pick,
    )


def read_off(season: Season, model: Net, flow: Ints) -> Ints:
    """Return the centre of every person from a flow; people on hubs are handed down as the hub's arcs carry them."""
    out = np.full(season.people, -1, dtype=np.int64)
    used = np.flatnonzero(flow[: model.pick] > 0)
    who, where = model.tail[used], model.head[used] - model.people
    listed = where < model.centres
    out[who[listed]] = where[listed]
    waiting: dict[int, list[int]] = {}
    for person, hub in zip(who[~listed].tolist(), where[~listed].tolist(), strict=True):
        waiting.setdefault(hub, []).append(person)
    inner = slice(model.pick, model.pick + len(model.tail))
    moves: dict[int, list[tuple[int, int]]] = {}
    for a, b, n in zip(model.tail[inner].tolist(), model.head[inner].tolist(), flow[inner].tolist(), strict=True):
        if n and b != model.nodes - 1:
            moves.setdefault(a - model.people, []).append((b - model.people, n))
    for hub in range(model.centres, model.nodes - 1 - model.people):
        queue = waiting.get(hub, [])
        for child, many in moves.get(hub, []):
            part, queue = queue[:many], queue[many:]
            if child >= model.centres:
                waiting.setdefault(child, []).extend(part)
            else:
                out[part] = child
    return out


def ours(made: Made) -> Ints:
    """Place by this planner's engine."""
    return allocate(made.season).centre


def one_flow(made: Made) -> Ints:
    """Place by a single OR-Tools least-cost flow with level * W + rank."""
    from ortools.graph.python import min_cost_flow

    model = net(made.season)
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(model.tail, model.head, model.capacity, model.cost)
    solver.set_nodes_supplies(np.arange(model.people), np.ones(model.people, dtype=np.int64))
    solver.set_node_supply(model.nodes - 1, -model.people)
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("flow failed")
    return read_off(made.season, model, np.asarray(solver.flows(arcs)))


def highs_lp(made: Made) -> Ints:
    """Place by the HiGHS LP of the same network (its vertices are integral), handed over as arrays."""
    import highspy

    model = net(made.season)
    arcs = len(model.tail)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = arcs, model.nodes - 1
    lp.col_cost_ = model.cost.astype(float)
    lp.col_lower_ = np.zeros(arcs)
    lp.col_upper_ = model.capacity.astype(float)
    balance = np.zeros(model.nodes - 1)
    balance[: model.people] = 1
    lp.row_lower_ = lp.row_upper_ = balance
    inner = model.head < model.nodes - 1
    row = np.stack((model.tail, model.head), axis=1).ravel()
    keep = np.stack((np.ones(arcs, dtype=bool), inner), axis=1).ravel()
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(1 + inner))).astype(np.int32)
    lp.a_matrix_.index_ = row[keep].astype(np.int32)
    lp.a_matrix_.value_ = np.tile([1.0, -1.0], arcs)[keep]
    solver.passModel(lp)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(solver.modelStatusToString(solver.getModelStatus()))
    flow = np.rint(np.array(solver.getSolution().col_value)).astype(np.int64)
    return read_off(made.season, model, flow)


def simplex(made: Made) -> Ints:
    """Place by networkx' network simplex on the same network (parallel seat arcs as parallel edges)."""
    import networkx as nx

    model = net(made.season)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((node, {"demand": -1}) for node in range(model.people))
    graph.add_node(model.nodes - 1, demand=model.people)
    columns = (model.tail.tolist(), model.head.tolist(), model.capacity.tolist(), model.cost.tolist())
    for key, (tail, head, capacity, cost) in enumerate(zip(*columns, strict=True)):
        graph.add_edge(tail, head, key=key, capacity=capacity, weight=cost)
    _, flows = nx.network_simplex(graph)
    flow = np.zeros(len(model.tail), dtype=np.int64)
    for heads in flows.values():
        for keys in heads.values():
            for key, carried in keys.items():
                flow[key] = carried
    return read_off(made.season, model, flow)


def _allowed(season: Season) -> Iterator[dict[int, int]]:
    """Yield for each person the rank of every centre she may use, areas spelled out."""
    inside: dict[int, list[int]] = {}
    for centre, hub in enumerate(season.centre_hub.tolist()):
        while hub >= 0:
            inside.setdefault(hub, []).append(centre)
            hub = int(season.hub_parent[hub])
    start, centre, rank = season.option_start.tolist(), season.option_centre.tolist(), season.option_rank.tolist()
    for person, (area, last) in enumerate(zip(season.area.tolist(), season.area_rank.tolist(), strict=True)):
        ranks = dict.fromkeys(inside.get(area, ()), last)
        mine = slice(start[person], start[person + 1])
        ranks.update(zip(centre[mine], rank[mine], strict=True))
        yield ranks


def cp_sat(made: Made, seconds: float = 60.0) -> Ints:
    """Place by CP-SAT the usual way: x[person, centre], seats weighted 1000 * rate, ranks subtracted times 10."""
    from ortools.sat.python import cp_model

    season = made.season
    many = sum(map(len, _allowed(season)))
    if many > MOST_VARIABLES:
        raise ValueError(f"{many / 1e6:.0f} million variables")
    model = cp_model.CpModel()
    allowed = list(_allowed(season))
    pick = [{c: model.new_bool_var("") for c in ranks} for ranks in allowed]
    for mine in pick:
        model.add_at_most_one(mine.values())
    terms, weights = [], []
    at: list[list[cp_model.IntVar]] = [[] for _ in range(season.centres)]
    for mine, ranks in zip(pick, allowed, strict=True):
        for centre, chosen in mine.items():
            at[centre].append(chosen)
            terms.append(chosen)
            weights.append(-10 * ranks[centre])
    for centre, (vacant, posts) in enumerate(zip(made.vacant.tolist(), made.posts.tolist(), strict=True)):
        seats = [model.new_bool_var("") for _ in range(vacant)]
        model.add(sum(at[centre]) == sum(seats))
        terms += seats
        weights += [1000 * (vacant - j) // posts + 1000 for j in range(vacant)]
    model.maximize(cp_model.LinearExpr.weighted_sum(terms, weights))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise TimeoutError(f"no plan in {seconds:.0f} s")
    out = np.full(season.people, -1, dtype=np.int64)
    for person, mine in enumerate(pick):
        out[person] = next((c for c, chosen in mine.items() if solver.boolean_value(chosen)), -1)
    return out


def sort_and_fill(made: Made) -> Ints:
    """Place the spreadsheet way with pandas: best grade first, each to the neediest centre she may use."""
    import pandas as pd

    season = made.season
    table = pd.DataFrame(
        {"rate": made.vacant / made.posts, "vacant": made.vacant, "posts": made.posts, "clinics": made.clinics}
    )
    out = np.full(season.people, -1, dtype=np.int64)
    for person, ranks in enumerate(_allowed(season)):
        mine = table.loc[list(ranks)].assign(rank=list(ranks.values()))
        mine = mine[mine.vacant > 0].sort_values(["rate", "clinics", "rank"], ascending=[False, False, True])
        if len(mine):
            centre = int(mine.index[0])
            out[person] = centre
            table.loc[centre, "vacant"] -= 1
            table.loc[centre, "rate"] = table.loc[centre, "vacant"] / table.loc[centre, "posts"]
    return out


def ours_rank_maximal(made: Made) -> Ints:
    """Place by this planner's engine, most first wishes first."""
    return allocate(replace(made.season, matching="rank_maximal")).centre


def ours_serial(made: Made) -> Ints:
    """Place by this planner's engine, one by one in grade order."""
    return allocate(replace(made.season, matching="serial")).centre


OURS = "ours"
METHODS = {
    OURS: ours,
    "ours, rank_maximal": ours_rank_maximal,
    "ours, serial": ours_serial,
    "one OR-Tools flow, level * W + rank": one_flow,
    "HiGHS LP of our network": highs_lp,
    "networkx network simplex": simplex,
    "CP-SAT, 1000 * rate - 10 * rank": cp_sat,
    "pandas sort and fill": sort_and_fill,
}
"""Every method by the name it is reported under; ours first."""
