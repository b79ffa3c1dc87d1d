"""This module is where a kinder lawful exchange of seats is looked for, by the wishes of the people placed."""

from collections import deque
from collections.abc import Mapping

from planner.replay.facts import (
    Exchange,
    Measure,
    Move,
    Node,
    Season,
    Seating,
    Turn,
    apply_moves,
    counts,
)


def _level_arcs(season: Season, seated: Seating) -> list[tuple[Node, Node]]:
    """Arcs by which one centre's open seat may stand in for another's last seat of the same level."""
    arcs: list[tuple[Node, Node]] = []
    for centre, n in counts(season, seated).items():
        levels = season.levels[centre]
        arcs += [(centre, level) for level in levels[n : n + 1]]
        arcs += [(level, centre) for level in levels[:n][-1:]]
    return arcs


def _wish_costs(season: Season) -> Mapping[int, int]:
    """The cost of a seat by wish rank: the rank itself, or a weight that one better wish outdoes all worse ones by."""
    distinct = sorted({rank for ranks in season.ranks.values() for rank in ranks.values()}, reverse=True)
    if season.matching == "rank_maximal":
        return {rank: -((len(season.ranks) + 1) ** i) for i, rank in enumerate(distinct)}
    return {rank: rank for rank in distinct}


def exchange(season: Season, seated: Seating) -> Exchange | None:
    """Search a cycle of lawful moves that lowers the cost of wishes, then one of no cost that serves standing."""
    cost = _wish_costs(season)
    cheapest: dict[tuple[Node, Node], tuple[int, str]] = {}
    for person, here in seated.items():
        if here is None:
            continue
        ranks = season.ranks[person]
        base = cost[ranks[here]]
        for there, rank in ranks.items():
            if there != here and there in season.claims:
                price = cost[rank] - base
                if (here, there) not in cheapest or price < cheapest[here, there][0]:
                    cheapest[here, there] = price, person
    arcs: list[tuple[Node, Node, int, str | None]] = [(a, b, *offer) for (a, b), offer in cheapest.items()]
    neutral = _level_arcs(season, seated)
    arcs += [(a, b, 0, None) for a, b in neutral]
    potential, cycle = _bellman_ford(arcs)
    if cycle:
        measure: Measure = "profile" if season.matching == "rank_maximal" else "total"
        return _measured(season, seated, measure, cycle)
    if cycle := _kinder_cycle(season, seated, cost, potential, neutral):
        return _measured(season, seated, "standing", cycle)
    return None


def _bellman_ford(
    arcs: list[tuple[Node, Node, int, str | None]],
) -> tuple[Mapping[Node, int], tuple[Move, ...]]:
    """Return potentials that prove no cycle of arcs costs less than nothing, or the moves of one that does."""
    potential: dict[Node, int] = {node: 0 for a, b, _, _ in arcs for node in (a, b)}
    came: dict[Node, tuple[Node, str | None]] = {}
    last: Node | None = None
    for _ in range(len(potential)):
        last = None
        for a, b, price, person in arcs:
            if (offer := potential[a] + price) < potential[b]:
                potential[b] = offer
                came[b] = a, person
                last = b
        if last is None:
            return potential, ()
    if last is None:
        return potential, ()
    for _ in range(len(potential)):  # steps back far enough to stand on the cycle
        last = came[last][0]
    moves, place = [], last
    while True:
        before, person = came[place]
        if person is not None:
            moves.append(Move(person_id=person, origin=str(before), target=str(place)))
        place = before
        if place == last:
            return potential, tuple(reversed(moves))


def _kinder_cycle(
    season: Season,
    seated: Seating,
    cost: Mapping[int, int],
    potential: Mapping[Node, int],
    neutral: list[tuple[Node, Node]],
) -> tuple[Move, ...]:
    """Return moves of no cost that better someone's rank and leave the rank of everyone of better standing, or none.

    A cycle costs nothing iff each of its arcs is tight under the potentials.
    """
    arcs: dict[Node, list[tuple[Node, int, bool, str | None]]] = {node: [] for node in potential}
    for a, b in neutral:
        if potential[a] == potential[b]:
            arcs[a].append((b, -1, False, None))
    better: list[tuple[int, str, str, str]] = []
    for i, (person, here) in enumerate(seated.items()):
        if here is None:
            continue
        ranks = season.ranks[person]
        for there, rank in ranks.items():
            if there == here or there not in season.claims:
                continue
            if potential[here] + cost[rank] - cost[ranks[here]] == potential[there]:
                arcs[here].append((there, i, rank != ranks[here], person))
                if rank < ranks[here]:
                    better.append((i, person, here, there))
    for i, person, here, there in better:
        came: dict[Node, tuple[Node, str | None]] = {}
        queue: deque[Node] = deque([there])
        while queue and here not in came:
            place = queue.popleft()
            for onward, who, changes, mover in arcs[place]:
                if onward not in came and onward != there and (who > i or not changes):
                    came[onward] = place, mover
                    queue.append(onward)
        if here in came:
            return (Move(person_id=person, origin=here, target=there), *_path(came, there, here))
    return ()


def _path(came: Mapping[Node, tuple[Node, str | None]], start: Node, end: Node) -> tuple[Move, ...]:
    moves, place = [], end
    while place != start:
        before, person = came[place]
        if person is not None:
            moves.append(Move(person_id=person, origin=str(before), target=str(place)))
        place = before
    return tuple(reversed(moves))


def _measured(season: Season, seated: Seating, measure: Measure, moves: tuple[Move, ...]) -> Exchange:
    after = apply_moves(seated, moves)
    ranks = [(p, season.ranks[p][c], season.ranks[p][after[p] or c]) for p, c in seated.items() if c is not None]
    old, new = tuple(r for _, r, _ in ranks), tuple(r for _, _, r in ranks)
    if measure == "total":
        old, new = (sum(old),), (sum(new),)
    elif measure == "profile":
        old, new = tuple(sorted(old)), tuple(sorted(new))
    return Exchange(
        measure=measure,
        moves=moves,
        before=old,
        after=new,
        person_id=next(person for person, was, becomes in ranks if becomes < was),
    )


def first_turn(season: Season, seated: Seating) -> Turn | None:
    """Give each in standing order the best claim that leaves the rest a lawful placement, ties by her own wish.

    Read backwards: until someone departs, everyone before her sits as judged, so only those after her may still move,
    and the last departure met is the first by standing.
    """
    running = dict(counts(season, seated))
    into: dict[Node, dict[Node, str | None]] = {}
    for a, b in _level_arcs(season, seated):
        into.setdefault(b, {})[a] = None
    first: Turn | None = None
    for person, here in reversed(list(seated.items())):
        if here is None:
            continue
        running[here] -= 1
        onward: dict[Node, tuple[Node, str | None]] = {}
        queue: deque[Node] = deque([here])
        while queue:
            place = queue.popleft()
            for origin, mover in into.get(place, {}).items():
                if origin not in onward and origin != here:
                    onward[origin] = place, mover
                    queue.append(origin)
        ranks = season.ranks[person]
        open_to_her = {c: (season.levels[c][running[c]], ranks[c], c) for c in ranks if c == here or c in onward}
        better = min(open_to_her, key=lambda c: open_to_her[c])
        if open_to_her[better][:2] < open_to_her[here][:2]:
            moves = [Move(person_id=person, origin=here, target=better)]
            place = better
            while place != here:
                target, mover = onward[place]
                if mover is not None:
                    moves.append(Move(person_id=mover, origin=str(place), target=str(target)))
                place = target
            first = Turn(
                person_id=person,
                taken=here,
                taken_claim=season.claims[here][running[here]],
                better=better,
                better_claim=season.claims[better][running[better]],
                moves=tuple(moves),
            )
        for there in ranks:
            if there != here and there in season.claims:
                into.setdefault(there, {}).setdefault(here, person)
    return first
