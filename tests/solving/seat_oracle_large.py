"""This module is where larger seasons are answered by one flow whose costs are integers of any length."""

import random

import networkx as nx
from solving.seat_oracle import Tiny, levels_of, ranks_of


def answer_large(season: Tiny) -> tuple[int, ...]:
    """Return the allocation the definition names: each criterion is a digit of one cost that cannot carry."""
    ranks = ranks_of(season)
    people, centres = len(ranks), len(season.levels)
    base = 20 * (people + 2) * (centres + 2)
    place = {person: k for k, person in enumerate(season.code_order)}
    code = [base ** (people - place[p]) for p in range(people)]
    standing = [base ** (2 * people + 2 - p) for p in range(people)]
    total = base ** (2 * people + 4)
    most = max((r for mine in ranks for r in mine.values()), default=1)
    profile = [total * base ** (most + 2 - r) for r in range(most + 1)]
    missed = [profile[0] * base ** (2 + people - p) for p in range(people)]
    n_levels = max((x for mine in season.levels for x in mine), default=0) + 1
    gain = [missed[0] * base ** (2 + n_levels - k) for k in range(n_levels)]
    graph = nx.MultiDiGraph()
    graph.add_node("sink", demand=people)
    for p, mine in enumerate(ranks):
        graph.add_node(p, demand=-1)
        graph.add_edge(p, "sink", key=("none", p), capacity=1, weight=missed[p])
        for c, r in mine.items():
            wish = r * total if season.matching == "counts_then_preference" else -profile[r]
            graph.add_edge(p, ("at", c), key=(p, c), capacity=1, weight=wish + r * standing[p] + c * code[p])
    for c, levels in enumerate(season.levels):
        for j, level in enumerate(levels):
            graph.add_edge(("at", c), "sink", key=(c, j, "seat"), capacity=1, weight=-gain[level])
    _, flow = nx.network_simplex(graph)
    out = []
    for p, mine in enumerate(ranks):
        out.append(next((c for c in mine if flow[p].get(("at", c), {}).get((p, c))), -1))
    return tuple(out)


def random_larger(rng: random.Random, matching: str) -> Tiny:
    """Return a random season of up to 24 people and 9 centres with nested areas and many ties."""
    centres, people = rng.randint(4, 9), rng.randint(6, 24)
    pool = [(1, 3), (2, 6), (3, 9), (2, 4), (3, 6), (4, 8), (1, 4), (2, 8), (5, 9), (6, 9)]
    facts = [(*rng.choice(pool), rng.choice([1, 2])) for _ in range(centres)]
    parent = [-1, 0, 0, 1, 1][: rng.randint(1, 5)]
    hung = [rng.randrange(len(parent)) for _ in range(centres)]
    options, area = [], []
    for _ in range(people):
        wide = rng.randrange(len(parent)) if rng.random() < 0.6 else -1
        mine = rng.sample(range(centres), rng.randint(0 if wide >= 0 else 1, 4))
        options.append([(c, r if rng.random() < 0.8 else max(1, r - 1)) for r, c in enumerate(mine, 1)])
        area.append(wide)
    order = rng.sample(range(people), people)
    return Tiny(levels_of(facts, "after_each"), options, order, matching, area, parent, hung)
