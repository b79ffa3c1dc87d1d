"""This module is where the definition of a lawful allocation is spelled out by enumeration, to judge the engine by."""

import random
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

Key = tuple[Any, ...]


class Tiny(NamedTuple):
    """A season small enough to enumerate, as plain lists; ``area`` and hubs as in ``Season.of``."""

    levels: list[list[int]]
    options: list[list[tuple[int, int]]]
    code_order: list[int]
    matching: str
    area: list[int]
    hub_parent: list[int]
    centre_hub: list[int]


def seat_keys(vacant: int, posts: int, clinics: int, update: str) -> list[Key]:
    """Return the keys of a centre's seats under a reading of "vacancy rate", as the texts have it."""
    if update == "after_each":
        return [(Fraction(vacant - j, posts), clinics) for j in range(vacant)]
    if update == "once_exhaust":
        return [(Fraction(vacant, posts), clinics)] * vacant
    return [(-j, Fraction(vacant, posts), clinics) for j in range(vacant)]


def levels_of(centres: list[tuple[int, int, int]], update: str) -> list[list[int]]:
    """Return dense levels for centres given as (vacant, posts, clinics)."""
    keys = [seat_keys(*centre, update) for centre in centres]
    order = sorted({k for mine in keys for k in mine}, reverse=True)
    return [[order.index(k) for k in mine] for mine in keys]


def ranks_of(tiny: Tiny) -> list[dict[int, int]]:
    """Return for each person the rank of every centre she may use."""
    out = []
    for person, mine in enumerate(tiny.options):
        ranks = dict(mine)
        if tiny.area[person] >= 0:
            for centre, hub in enumerate(tiny.centre_hub):
                while hub >= 0 and hub != tiny.area[person]:
                    hub = tiny.hub_parent[hub]
                if hub >= 0:
                    ranks.setdefault(centre, max((r for _, r in mine), default=0) + 1)
        out.append(ranks)
    return out


def vector(tiny: Tiny, placement: tuple[int, ...]) -> list[int]:
    """Return how many seats of each level a placement fills."""
    filled = [0] * (max((x for mine in tiny.levels for x in mine), default=-1) + 1)
    for centre, mine in enumerate(tiny.levels):
        for level in mine[: placement.count(centre)]:
            filled[level] += 1
    return filled


def feasible(tiny: Tiny) -> list[tuple[int, ...]]:
    """Return every placement that respects eligibility and capacity."""
    choices = [[-1, *sorted(ranks)] for ranks in ranks_of(tiny)]
    return [p for p in product(*choices) if all(p.count(c) <= len(mine) for c, mine in enumerate(tiny.levels))]


def lawful(tiny: Tiny) -> list[tuple[int, ...]]:
    """Return every placement whose vector of filled seats is lexicographically greatest."""
    every = feasible(tiny)
    best = max(vector(tiny, p) for p in every)
    return [p for p in every if vector(tiny, p) == best]


def answer(tiny: Tiny) -> tuple[int, ...]:
    """Return the one allocation the definition names."""
    ranks = ranks_of(tiny)
    left = lawful(tiny)
    chosen = max(tuple(c >= 0 for c in p) for p in left)
    left = [p for p in left if tuple(c >= 0 for c in p) == chosen]
    if tiny.matching == "serial":
        return _serial(tiny, ranks, left)

    def got(p: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(ranks[i][c] for i, c in enumerate(p) if c >= 0)

    def first(p: tuple[int, ...]) -> Any:
        if tiny.matching == "rank_maximal":
            return [-got(p).count(r) for r in range(1, 12)]
        return sum(got(p))

    return min(left, key=lambda p: (first(p), got(p), [p[i] for i in tiny.code_order]))


def _serial(tiny: Tiny, ranks: list[dict[int, int]], left: list[tuple[int, ...]]) -> tuple[int, ...]:
    taken = [0] * len(tiny.levels)
    for person, mine in enumerate(ranks):
        open_ = {p[person] for p in left}
        if open_ == {-1}:
            continue
        centre = min(open_, key=lambda c: (tiny.levels[c][taken[c]], mine[c], c))
        taken[centre] += 1
        left = [p for p in left if p[person] == centre]
    assert len(left) == 1
    return left[0]


RATES = [(1, 3), (2, 6), (3, 9), (1, 2), (2, 4), (3, 6), (1, 4), (2, 8), (0, 3), (2, 3), (4, 6)]


def random_tiny(rng: random.Random, update: str, matching: str) -> Tiny:
    """Return a random tiny season, rich in exact ties, limits, equal ranks and odd corners."""
    centres = rng.choice([0, 1, 2, 2, 3, 3, 3, 4, 4])
    people = rng.choice([0, 1, 2, 3, 3, 4, 4, 5]) if centres else rng.choice([0, 1, 2])
    pool = rng.sample(RATES, rng.choice([1, 2, 4, 8]))
    clinics = rng.choice([[1], [1, 2], [1, 2, 3]])
    facts = []
    for _ in range(centres):
        vacant, posts = rng.choice(pool)
        facts.append((vacant, posts, rng.choice(clinics)))
    hubs = rng.choice([0, 0, 1, 2, 3, 4]) if centres else 0
    parent = [-1 if h == 0 or rng.random() < 0.15 else rng.randrange(h) for h in range(hubs)]
    hung = [rng.randrange(-1, hubs) if hubs and rng.random() < 0.9 else -1 for _ in range(centres)]
    ranked = rng.random() < 0.7
    options, area = [], []
    for _ in range(people):
        wide = rng.randrange(hubs) if hubs and rng.random() < 0.6 else -1
        may_skip = wide >= 0 or rng.random() < 0.3
        most = rng.choice([0, 1, 2, centres, centres] if may_skip else [1, 2, centres])
        mine = rng.sample(range(centres), min(most, centres))
        options.append([(c, r if ranked else rng.randint(1, 3)) for r, c in enumerate(mine, 1)])
        area.append(wide)
    order = list(range(people))
    rng.shuffle(order)
    return Tiny(levels_of(facts, update), options, order, matching, area, parent, hung)
