"""This module is where weeks of practice are chosen: as many as can be covered, as evenly as can be, none doubled.

People are placed one after another along augmenting paths while the room of a slot grows by one at a time. A path
never takes anyone out of a slot for good, so that at every room the number placed is the largest there is. Hence the
fewest go uncovered, and what is placed is spread as evenly as it can be.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Slot = int


@dataclass(frozen=True, kw_only=True)
class Trainee:
    """Someone who is to go once: the clinic she leaves in each slot she can take, best slot first."""

    place: Mapping[Slot, str]


def choose_slots(trainees: Sequence[Trainee], covers: Mapping[Slot, int]) -> tuple[Slot | None, ...]:
    """Return the slot of each trainee, None where nothing is left; never two from one clinic in one slot.

    ``covers`` counts those who can stand in during each slot. As many as possible go while someone can stand in; with
    any number k, as many as possible are among the first k of their slot; what cannot be covered is spread alike.
    """
    board = _Board(trainees=trainees)
    waiting = list(range(len(trainees)))
    most = max(covers.values(), default=0)
    for room in range(1, most + 1):
        waiting = [k for k in waiting if not board.place(k, {slot: min(n, room) for slot, n in covers.items()})]
    for room in range(1, len(trainees) + 1):
        waiting = [k for k in waiting if not board.place(k, {slot: max(n, room) for slot, n in covers.items()})]
    return tuple(board.slot.get(k) for k in range(len(trainees)))


@dataclass(kw_only=True)
class _Board:
    """Who goes in which slot so far."""

    trainees: Sequence[Trainee]
    slot: dict[int, Slot] = field(default_factory=dict)
    inside: dict[Slot, list[int]] = field(default_factory=lambda: defaultdict(list))
    cell: dict[tuple[str, Slot], int] = field(default_factory=dict)

    def place(self, newcomer: int, room: Mapping[Slot, int]) -> bool:
        """Find the newcomer a slot, moving others on if need be; return whether there is one."""
        came_from: dict[int, tuple[int, Slot]] = {}
        queue = [newcomer]
        for who in queue:
            for slot, clinic in self.trainees[who].place.items():
                colleague = self.cell.get((clinic, slot))
                if colleague is None and len(self.inside[slot]) < room[slot]:
                    self._shift(who, slot, came_from)
                    return True
                for other in self.inside[slot] if colleague is None else [colleague]:
                    if other != newcomer and other not in came_from:
                        came_from[other] = who, slot
                        queue.append(other)
        return False

    def _shift(self, who: int, slot: Slot, came_from: Mapping[int, tuple[int, Slot]]) -> None:
        """Move the last on the path to its free slot, the one before into the slot she leaves, and so on."""
        moves = [(who, slot)]
        while who in came_from:
            who, slot = came_from[who]
            moves.append((who, slot))
        for mover, _ in moves:
            if (old := self.slot.get(mover)) is not None:
                self.inside[old].remove(mover)
                del self.cell[self.trainees[mover].place[old], old]
        for mover, new in moves:
            self.slot[mover] = new
            self.inside[new].append(mover)
            self.cell[self.trainees[mover].place[new], new] = mover
