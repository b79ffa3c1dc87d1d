"""This module is where people get places at bases, exactly: a flow of least cost, goal by goal."""

from collections.abc import Sequence

import numpy as np

from planner.solving.flows import Arcs, optima


def give_places(
    minutes: Sequence[Sequence[int]], places: Sequence[int | None], held: Sequence[int], evenly: bool
) -> list[int | None]:
    """Return the base of each person, None for whom no place is left; ``minutes`` by person and base.

    ``places`` of a base are all it has, None where there is no limit, ``held`` those taken already. Goals in rank
    order: fewest without a place, least sum of squares of the numbers at each base (where ``evenly``), fewest minutes.
    """
    if not minutes:
        return []
    people, sink = len(minutes), len(minutes) + len(places)
    rows: list[tuple[int, int, int, int, int, int]] = []  # tail, head, without a place, squares, minutes, order
    for person, ways in enumerate(minutes):
        rows += [(person, people + base, 0, 0, way, (people - person) * base) for base, way in enumerate(ways)]
        rows.append((person, sink, 1, 0, 0, 0))
    for base, most in enumerate(places):
        seats = range(held[base], held[base] + people if most is None else most)
        rows += [(people + base, sink, 0, 2 * seat + 1, 0, 0) for seat in seats]
    tail, head, without, squares, way, order = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    supply = np.array([1] * people + [0] * len(places) + [-people], dtype=np.int64)
    goals = [without, squares, way, order] if evenly else [without, way, order]
    flow, _ = optima(Arcs(tail, head, np.ones(len(rows), dtype=np.int64), supply), goals)
    taken = {rows[a][0]: rows[a][1] for a, used in enumerate(flow.tolist()) if used and rows[a][0] < people}
    return [None if taken[person] == sink else taken[person] - people for person in range(people)]
