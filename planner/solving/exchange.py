"""This module is where ties are broken in turn: each person takes her best node that lets everyone else still move.

Everyone already has a lawful, optimal place. A person may take another node iff a chain of moves frees one for her:
a path from that node back to where she is. What a failed search exhausted can never again be in a chain with the
rest, so it is split off, and later searches stay inside their split.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

Move = tuple[int, int, int]
"""From a node, to a node, by a person; -1 where nobody known moves (inside a hub's people, or a seat given up)."""


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
        self.wanted: dict[int, list[int]] = defaultdict(list)
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
            for option in self.options[person]:
                self.wanted[option].append(person)

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

    def _chain(self, start: int, goal: int) -> list[Move] | None:
        """Return moves that lead from start to goal, searched from both ends, or None."""
        node, climb = start, []
        while node != goal and node < self.nodes and self.above[node] >= 0 and self.flow[node] > 0:
            climb.append((node, self.above[node], -1))
            node = self.above[node]
        if node == goal:
            return climb
        mark = self.mark
        inside = mark[goal]
        if mark[start] != inside:
            return None
        came: dict[int, Move | None] = {start: None}
        leads: dict[int, Move | None] = {goal: None}
        front, rear = [start], [goal]
        while front and rear:
            ahead = self._width(front) <= self._width(rear)
            seen, other = (came, leads) if ahead else (leads, came)
            found = []
            for here in front if ahead else rear:
                for move in self._out_of(here) if ahead else self._into(here):
                    there = move[ahead]
                    if there not in seen and mark[there] == inside:
                        seen[there] = move
                        if there in other:
                            return self._joined(came, leads, there)
                        found.append(there)
            if ahead:
                front = found
            else:
                rear = found
        self.marks += 1
        for node in leads if front else came:
            mark[node] = self.marks
        return None

    def _width(self, nodes: list[int]) -> int:
        members, under = self.members, self.under
        return sum(1 + len(members[node] if node >= self.nodes else under.get(node, ())) for node in nodes)

    @staticmethod
    def _joined(came: dict[int, Move | None], leads: dict[int, Move | None], middle: int) -> list[Move]:
        chain = []
        move = came[middle]
        while move:
            chain.append(move)
            move = came[move[0]]
        move = leads[middle]
        while move:
            chain.append(move)
            move = leads[move[1]]
        return chain

    def _out_of(self, here: int) -> Iterator[Move]:
        if here >= self.nodes:
            for centre in self.members[here]:
                if self.spare[centre] > 0:
                    yield here, centre, -1
            return
        above = self.above[here]
        if above >= 0 and self.flow[here] > 0:
            yield here, above, -1
        if here < len(self.room) and self.spare[here] < self.room[here]:
            yield here, self.outlet[here], -1
        for node in self.under.get(here, ()):
            yield here, node, -1
        for person in self.at.get(here, ()):
            for node in self.options[person]:
                if node != here:
                    yield here, node, person

    def _into(self, here: int) -> Iterator[Move]:
        if here >= self.nodes:
            for centre in self.members[here]:
                if self.spare[centre] < self.room[centre]:
                    yield centre, here, -1
            return
        above = self.above[here]
        if above >= 0:
            yield above, here, -1
        if here < len(self.room) and self.spare[here] > 0:
            yield self.outlet[here], here, -1
        for node in self.under.get(here, ()):
            if self.flow[node] > 0:
                yield node, here, -1
        for person in self.wanted.get(here, ()):
            if self.where[person] != here and here in self.options[person]:
                yield self.where[person], here, person

    def _apply(self, chain: list[Move]) -> None:
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
