"""This module is where months of leave are chosen: few clinics left empty, few covers, evenly spread over the months.

Where every choice is a single month this is a flow of least cost, exact for all four goals, since each cost grows
ever faster in the number away at a clinic, at a centre, or at once. Choices of several months are exchanged one at a
time until none gets better, which need not be the best there is.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planner.solving.flows import Arcs, Flags, Ints, optima


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Leave that someone owes: ``take`` of the choices, each a set of months by number, earliest first.

    ``place`` tells where she is in each month of any choice. Nobody has two duties with a month in common.
    """

    place: Mapping[int, str]
    choices: tuple[tuple[int, ...], ...]
    take: int = 1


@dataclass(frozen=True, kw_only=True)
class CentreLeave:
    """The leave of one centre: duties in order of precedence, and the staff posted to each place by month.

    ``core`` people should remain at the centre itself.
    """

    centre: str
    core: int = 0
    staff: Mapping[tuple[str, int], int]
    duties: tuple[Duty, ...]


Chosen = tuple[tuple[int, ...], ...]
"""The months of each duty, in order."""

Worth = tuple[int, int, int, int]
"""The goals in rank order: empty, core, covered, crowd."""


def choose_months(problem: CentreLeave) -> Chosen:
    """Return the months of each duty; among equals the earliest for the first duty, then for the second, and so on.

    The goals, in rank order and summed over months: fewest clinics left empty with nobody at the centre to stand in,
    fewest core staff missing there for leave and standing in, fewest clinics that need someone to stand in, smallest
    sum of squares of the number away at once, which is also the most even spread.
    """
    if all(len(choice) == 1 for duty in problem.duties for choice in duty.choices):
        return _by_flow(problem) if problem.duties else ()
    return _by_exchange(problem)


class _Network:
    """Duty → place in a month → (one who stands in) → month → sink; arcs in the order they were added."""

    def __init__(self, problem: CentreLeave) -> None:
        self.tail: list[int] = []
        self.head: list[int] = []
        self.capacity: list[int] = []
        self.costs: tuple[list[int], ...] = ([], [], [], [])
        self.supply = [duty.take for duty in problem.duties]
        nodes: dict[tuple[str, int], int] = {}
        self.options: list[list[tuple[int, int]]] = [[] for _ in problem.duties]
        most: Counter[int] = Counter()
        for number, duty in enumerate(problem.duties):
            for (month,) in duty.choices:
                spot = (duty.place[month], month)
                if spot not in nodes:
                    nodes[spot] = self._node()
                self.options[number].append((month, self._arc(number, nodes[spot], 1)))
                most[month] += 1
        load = {month: self._node() for month in most}
        cover = {month: self._node() for month in most}
        sink = self._node()
        for (place, month), node in nodes.items():
            posted = problem.staff[place, month]
            if place == problem.centre:
                self._arc(node, cover[month], posted)
            else:
                self._arc(node, load[month], posted - 1)
                self._arc(node, cover[month], 1, covered=1)
        for month, count in most.items():
            here = problem.staff.get((problem.centre, month), 0)
            spare = max(0, here - problem.core)
            self._arc(cover[month], load[month], spare)
            self._arc(cover[month], load[month], here - spare, core=1)
            self._arc(cover[month], load[month], count, empty=1)
            for away in range(count):
                self._arc(load[month], sink, 1, crowd=2 * away + 1)
        self.supply[sink] = -sum(duty.take for duty in problem.duties)

    def _node(self) -> int:
        self.supply.append(0)
        return len(self.supply) - 1

    def _arc(
        self, tail: int, head: int, most: int, *, empty: int = 0, core: int = 0, covered: int = 0, crowd: int = 0
    ) -> int:
        self.tail.append(tail)
        self.head.append(head)
        self.capacity.append(most)
        for costs, cost in zip(self.costs, (empty, core, covered, crowd), strict=True):
            costs.append(cost)
        return len(self.tail) - 1


def _by_flow(problem: CentreLeave) -> Chosen:
    network = _Network(problem)
    arcs = Arcs(*(np.array(a, dtype=np.int64) for a in (network.tail, network.head, network.capacity, network.supply)))
    flow, vary = optima(arcs, [np.array(cost, dtype=np.int64) for cost in network.costs])
    earliest = _Earliest(arcs, flow, vary)
    return tuple(tuple(earliest.months(duty, options)) for duty, options in enumerate(network.options))


class _Earliest:
    """Best flows differ by circulations over the arcs left free: each duty in turn gets its earliest months so."""

    def __init__(self, arcs: Arcs, flow: Ints, vary: Flags) -> None:
        self.tail, self.head = arcs.tail.tolist(), arcs.head.tolist()
        self.capacity, self.flow, self.free = arcs.capacity.tolist(), flow.tolist(), vary.tolist()
        self.touching: dict[int, list[int]] = defaultdict(list)
        for arc, free in enumerate(self.free):
            if free:
                self.touching[self.tail[arc]].append(arc)
                self.touching[self.head[arc]].append(arc)

    def months(self, duty: int, options: Sequence[tuple[int, int]]) -> list[int]:
        """Return the earliest months of a duty that leave the flow as good as it is, and hold them for good."""
        back = self._ways_to(duty)
        taken = []
        for month, arc in sorted(options):
            if self.free[arc] and not self.flow[arc] and self.head[arc] in back:
                self.flow[arc] = 1
                node = self.head[arc]
                while node != duty:
                    step = back[node]
                    onward = self.tail[step] == node
                    self.flow[step] += 1 if onward else -1
                    node = self.head[step] if onward else self.tail[step]
            held = self.free[arc] and self.flow[arc]
            self.free[arc] = False
            if self.flow[arc]:
                taken.append(month)
            if held:
                back = self._ways_to(duty)
        return taken

    def _ways_to(self, goal: int) -> dict[int, int]:
        """Return every node from which flow can be pushed on to ``goal``, with the arc of the first step."""
        first: dict[int, int] = {}
        queue = deque([goal])
        while queue:
            node = queue.popleft()
            for arc in self.touching[node]:
                forward = self.head[arc] == node
                room = self.flow[arc] < self.capacity[arc] if forward else self.flow[arc] > 0
                other = self.tail[arc] if forward else self.head[arc]
                if self.free[arc] and room and other not in first:
                    first[other] = arc
                    queue.append(other)
        return first


class _Board:
    """Who is away where, month by month, with the worth of a month as it stands."""

    def __init__(self, problem: CentreLeave) -> None:
        self.problem = problem
        self.away: dict[int, Counter[str]] = defaultdict(Counter)

    def put(self, duty: Duty, months: Sequence[int], sign: int = 1) -> Worth:
        """Send someone on leave, or call her back with sign -1; return what it changes in each goal."""
        before = self._worth(months)
        for month in months:
            self.away[month][duty.place[month]] += sign
        return _minus(self._worth(months), before)

    def _worth(self, months: Sequence[int]) -> Worth:
        rows = [self._month(month) for month in months]
        return sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows), sum(r[3] for r in rows)

    def _month(self, month: int) -> Worth:
        staff, centre, away = self.problem.staff, self.problem.centre, self.away[month]
        needed = sum(n > 0 and n == staff[place, month] for place, n in away.items() if place != centre)
        posted = staff.get((centre, month), 0)
        here = posted - away[centre]
        drawn = min(posted, away[centre] + needed) - max(0, posted - self.problem.core)
        return max(0, needed - here), max(0, drawn), needed, away.total() ** 2


def _minus(one: Worth, other: Worth) -> Worth:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2], one[3] - other[3]


def _by_exchange(problem: CentreLeave) -> Chosen:
    board = _Board(problem)
    picked: list[list[tuple[int, ...]]] = []
    for duty in problem.duties:
        picked.append([])
        for _ in range(duty.take):
            picked[-1].append(_best(board, duty, picked[-1])[1])
            board.put(duty, picked[-1][-1])
    better = True
    while better:
        better = False
        for duty, mine in zip(problem.duties, picked, strict=True):
            for k, now in enumerate(mine):
                gain = board.put(duty, now, -1)
                worth, best = _best(board, duty, [*mine[:k], *mine[k + 1 :]])
                if worth < _minus((0, 0, 0, 0), gain):
                    mine[k], better = best, True
                board.put(duty, mine[k])
    return tuple(tuple(sorted(month for choice in mine for month in choice)) for mine in picked)


def _best(board: _Board, duty: Duty, held: Sequence[tuple[int, ...]]) -> tuple[Worth, tuple[int, ...]]:
    """Return what the best choice not held yet changes, and the choice; the earliest among equals."""
    found = []
    for choice in duty.choices:
        if choice not in held:
            found.append((board.put(duty, choice), choice))
            board.put(duty, choice, -1)
    return min(found)
