"""This module is where the keys of seats become dense levels: 0 for the highest key, equal keys the same level."""

from collections.abc import Sequence
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Update = Literal["after_each", "once_exhaust", "once_round"]
Key = TypeVar("Key", bound=Any)

SHIFT = 42
"""Different fractions with denominators below 2**20 differ by more than 2**-40: this many bits keep them apart."""


def dense_levels(keys: Sequence[Sequence[Key]]) -> tuple[tuple[tuple[int, ...], ...], int]:
    """Return the level of every seat of every centre, and how many levels there are.

    Keys are compared exactly (Fraction, int, tuples of them), never as floats; a centre's keys must not increase.
    """
    order = {key: level for level, key in enumerate(sorted({k for centre in keys for k in centre}, reverse=True))}
    return tuple(tuple(order[k] for k in centre) for centre in keys), len(order)


def vacancy_levels(
    vacant: Ints, posts: Ints, clinics: Ints, update: Update = "after_each", capacity: Ints | None = None
) -> tuple[Ints, Ints, int]:
    """Return (seat_start, seat_level, n_levels) of all vacancies by rate, then clinics (MTG25-2.1-a to -c), at scale.

    ``capacity`` is how many seats of each centre can be filled, at most ``vacant``; the rate keeps ``vacant``.
    Raises ValueError where posts do not lie in 1 .. 2**20 - 1 or vacancies exceed them.
    """
    seats = vacant if capacity is None else np.minimum(capacity, vacant)
    held = seats > 0
    if np.any(held & ((posts < 1) | (posts >= 1 << 20) | (vacant > posts))):
        raise ValueError("posts must be at least 1, below 2**20 and not fewer than the vacancies")
    start = np.concatenate(([0], np.cumsum(seats))).astype(np.int64)
    centre = np.repeat(np.arange(len(seats)), seats)
    turn = np.arange(start[-1]) - start[centre]
    left = vacant[centre] - turn if update == "after_each" else vacant[centre]
    keys = [-clinics[centre], -((left << SHIFT) // posts[centre])]
    if update == "once_round":
        keys.append(turn)
    order = np.lexsort(keys)
    new = np.zeros(len(order), dtype=bool)
    for key in keys:
        ranked = key[order]
        new[1:] |= ranked[1:] != ranked[:-1]
    level = np.empty(len(order), dtype=np.int64)
    level[order] = np.cumsum(new)
    return start, level, int(new.sum()) + (len(order) > 0)
