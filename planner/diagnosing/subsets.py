"""This module is where small subsets are found: a conflict that loses nothing, and the fewest changes that resolve it.

Both ask a yes-or-no question about subsets and trust nothing else; that more can be loosened only helps.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import TypeVar

T = TypeVar("T")

MOST_HIT = 5
"""Changes at most that the search for the fewest looks at; a longer list is no way out."""


def minimal(groups: Sequence[Sequence[T]], conflict: Callable[[frozenset[T]], bool]) -> tuple[T, ...]:
    """Return a subset that is still a conflict, by leaving out what is not needed: a group at once, then its halves.

    What comes first is given up first. With a ``conflict`` that grows with its argument, nothing in the answer can be
    left out.
    """
    order = [x for group in groups for x in group]
    kept = frozenset(order)
    for group in groups:
        kept = _without(kept, group, conflict)
    return tuple(x for x in order if x in kept)


def _without(kept: frozenset[T], chunk: Sequence[T], conflict: Callable[[frozenset[T]], bool]) -> frozenset[T]:
    if not chunk:
        return kept
    if conflict(kept.difference(chunk)):
        return kept.difference(chunk)
    if len(chunk) == 1:
        return kept
    half = len(chunk) // 2
    return _without(_without(kept, chunk[:half], conflict), chunk[half:], conflict)


def fewest(
    candidates: Sequence[T], works: Callable[[frozenset[T]], bool], known: Iterable[frozenset[T]] = ()
) -> tuple[T, ...] | None:
    """Return a smallest subset that works; None where all of them together do not, or none of ``MOST_HIT`` does.

    Whatever works must meet every set whose opposite fails; so the smallest subset that meets all such sets found so
    far is tried, and each failure adds a set, until one works. ``known`` are such sets, to begin with.
    """
    if not works(frozenset(candidates)):
        return None
    to_meet = list(known)
    while True:
        meeting = _smallest(candidates, to_meet)
        if meeting is None:
            return None
        if works(frozenset(meeting)):
            return meeting
        rest = [c for c in candidates if c not in meeting]
        to_meet.append(frozenset(minimal([rest], lambda kept: not works(frozenset(candidates) - kept))))


def _smallest(candidates: Sequence[T], to_meet: Iterable[frozenset[T]]) -> tuple[T, ...] | None:
    sets = list(to_meet)
    useful = [c for c in candidates if any(c in s for s in sets)]
    for size in range(MOST_HIT + 1):
        for some in combinations(useful, size):
            if all(s.intersection(some) for s in sets):
                return some
    return None
