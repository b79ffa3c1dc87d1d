"""This module is where ties are broken in turn: each person takes her best node that lets everyone else still move.

Everyone already has a lawful, optimal place. A person may take another node iff a chain of moves frees one for her:
a path from that node back to where she is. What a failed search reached can never be part of a chain through the
rest again, so it is split off, and later searches stay inside their split.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence


class Exchange:
    """People at nodes (centres, hubs) with the moves that keep everything of higher rank as it is.

    ``above`` is the hub over a node and ``flow`` how many come down from it; a hub's people go on to the nodes under
    it. ``spare`` of a centre is how many it has above its least number, at most ``room``. ``mark`` is a number per node
    equal for nodes that can affect each other.
    """

    def __init__(
        self, above: Sequence[int], flow: list[int], spare: list[int], room: Sequence[int], mark: Sequence[int]
    ) -> None:
        self.nodes = len(above)
        self.above = above
        self.flow = flow
        self.spare = spare
        self.room = room
        self.under: dict[int, list[int]] = defaultdict(list)
        self.members: dict[int, list[int]] = defaultdict(list)
        self.outlet = [self.nodes + m for m in mark]
        self.mark: dict[int, int] = dict(enumerate(mark))
        self.marks = self.nodes
        self.where: dict[int, int] = {}
        self.options: dict[int, tuple[int, ...]] = {}
        self.at: dict[int, dict[int, None]] = defaultdict(dict)
        for node, hub in enumerate(above):
            if hub >= 0:
                self.under[hub].append(node)
        for centre, most in enumerate(room):
            if most:
                self.members[self.outlet[centre]].append(centre)
                self.mark[self.outlet[centre]] = mark[centre]

    def seat(self, person: int, node: int, options: Iterable[int]) -> None:
        """Put a person at a node she may leave for her other options."""
        self.where[person] = node
        self.options[person] = tuple(options)
        if len(self.options[person]) > 1:
            self.at[node][person] = None

    def hold(self, person: int, options: Iterable[int]) -> None:
        """Leave a person only these options; with one left she moves no more."""
        self.options[person] = tuple(options)
        if len(self.options[person]) <= 1:
            self.at[self.where[person]].pop(person, None)

    def leaves(self, node: int) -> tuple[int, ...]:
        """Return the centres a node leads to; a centre leads to itself."""
        if node < len(self.room):
            return (node,)
        return tuple(leaf for under in self.under.get(node, ()) for leaf in self.leaves(under))

    def take(self, person: int, node: int) -> bool:
        """Move a person to a node if a chain of moves allows it; say whether it does."""
        here = self.where[person]
        chain = self._chain(node, here)
        if chain is None:
            return False
        if node != here:
            self._move(person, here, node)
            self._apply(chain)
        return True

    def settle(self, person: int, centre: int) -> bool:
        """Fix a person at a centre, maybe one her hub leads to, if a chain of moves allows it; say whether it does."""
        here = self.where[person]
        chain = self._chain(centre, here)
        if chain is None:
            return False
        self.at[here].pop(person, None)
        self.where[person] = centre
        self.options[person] = (centre,)
        self._apply(chain)
        return True

    def _chain(self, start: int, goal: int) -> list[tuple[int, int, int]] | None:
        """Return moves (from, to, person or -1) that lead from start to goal, shortest first, or None."""
        if start == goal:
            return []
        if self.above[start] == goal and self.flow[start] > 0:
            return [(start, goal, -1)]
        mark = self.mark
        inside = mark[goal]
        if mark[start] != inside:
            return None
        came: dict[int, tuple[int, int]] = {start: (-1, -1)}
        queue = deque((start,))
        while queue:
            here = queue.popleft()
            for there, person in self._moves(here):
                if there not in came and mark[there] == inside:
                    came[there] = (here, person)
                    if there == goal:
                        return self._trace(came, goal)
                    queue.append(there)
        self.marks += 1
        for node in came:
            mark[node] = self.marks
        return None

    @staticmethod
    def _trace(came: dict[int, tuple[int, int]], goal: int) -> list[tuple[int, int, int]]:
        chain, there = [], goal
        while came[there][0] >= 0:
            here, person = came[there]
            chain.append((here, there, person))
            there = here
        return chain

    def _moves(self, here: int) -> Iterable[tuple[int, int]]:
        if here >= self.nodes:
            for centre in self.members[here]:
                if self.spare[centre] > 0:
                    yield centre, -1
            return
        above = self.above[here]
        if above >= 0 and self.flow[here] > 0:
            yield above, -1
        if here < len(self.room) and self.spare[here] < self.room[here]:
            yield self.outlet[here], -1
        for node in self.under.get(here, ()):
            yield node, -1
        for person in self.at.get(here, ()):
            for node in self.options[person]:
                if node != here:
                    yield node, person

    def _apply(self, chain: list[tuple[int, int, int]]) -> None:
        for here, there, person in chain:
            if person >= 0:
                self._move(person, here, there)
            elif there >= self.nodes:
                self.spare[here] += 1
            elif here >= self.nodes:
                self.spare[there] -= 1
            elif self.above[here] == there:
                self.flow[here] -= 1
            else:
                self.flow[there] += 1

    def _move(self, person: int, here: int, there: int) -> None:
        self.at[here].pop(person, None)
        self.where[person] = there
        if len(self.options[person]) > 1:
            self.at[there][person] = None
