"""This module is where a season is described for the optimiser, in flat arrays of numbers, and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Matching = Literal["counts_then_preference", "rank_maximal", "serial"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Season:
    """Centres in code order with the levels of their seats, and people in standing order with where they may go.

    Lists of lists are stored flat: entry ``i`` of a list spans ``start[i]:start[i + 1]``. ``seat_level`` does not
    decrease within a centre; ``n_levels`` exceeds every level. An option is a centre at a rank >= 1, each centre at
    most once a person. ``area`` is a hub (-1: none), "anywhere in it"; ``area_rank`` the rank of what she did not
    list there, above all her listed ranks. ``hub_parent`` (-1: none) names an earlier hub; ``centre_hub`` (-1: none)
    the hub a centre hangs on. ``code_order`` lists people by code. ``baseline`` is the centre a person has in the plan
    to stay close to (-1: none); it breaks ties before codes do, and knows no areas.
    """

    seat_start: Ints
    seat_level: Ints
    n_levels: int
    option_start: Ints
    option_centre: Ints
    option_rank: Ints
    area: Ints
    area_rank: Ints
    hub_parent: Ints
    centre_hub: Ints
    code_order: Ints
    baseline: Ints
    matching: Matching = "counts_then_preference"

    @classmethod
    def of(
        cls,
        levels: Sequence[Sequence[int]],
        options: Sequence[Sequence[tuple[int, int]]],
        code_order: Sequence[int] | None = None,
        matching: Matching = "counts_then_preference",
        *,
        area: Sequence[int] | None = None,
        hub_parent: Sequence[int] = (),
        centre_hub: Sequence[int] | None = None,
        n_levels: int | None = None,
        baseline: Sequence[int] | None = None,
    ) -> "Season":
        """Build a season from plain lists; raises ValueError where they do not make one."""
        most = max((centre[-1] for centre in levels if len(centre)), default=-1) + 1
        worst = [max((rank for _, rank in mine), default=0) + 1 for mine in options]
        season = cls(
            seat_start=_starts(levels),
            seat_level=_flat([level for centre in levels for level in centre]),
            n_levels=most if n_levels is None else n_levels,
            option_start=_starts(options),
            option_centre=_flat([centre for mine in options for centre, _ in mine]),
            option_rank=_flat([rank for mine in options for _, rank in mine]),
            area=_flat([-1] * len(options) if area is None else area),
            area_rank=_flat(worst),
            hub_parent=_flat(hub_parent),
            centre_hub=_flat([-1] * len(levels) if centre_hub is None else centre_hub),
            code_order=_flat(range(len(options)) if code_order is None else code_order),
            baseline=_flat([-1] * len(options) if baseline is None else baseline),
            matching=matching,
        )
        season.check()
        return season

    @property
    def centres(self) -> int:
        """Number of centres."""
        return len(self.seat_start) - 1

    @property
    def people(self) -> int:
        """Number of people."""
        return len(self.option_start) - 1

    def check(self) -> None:
        """Raise ValueError where the arrays do not describe a season."""
        hubs = len(self.hub_parent)
        later = np.ones(len(self.seat_level), dtype=bool)
        later[self.seat_start[:-1][np.diff(self.seat_start) > 0]] = False
        falls = np.diff(self.seat_level, prepend=0) < 0
        person = np.repeat(np.arange(self.people), np.diff(self.option_start))
        pairs = np.sort(person * max(self.centres, 1) + self.option_centre)
        wide = self.area[person] >= 0
        faults = {
            "levels must not decrease within a centre": falls & later,
            "levels must lie in 0 .. n_levels - 1": (self.seat_level < 0) | (self.seat_level >= self.n_levels),
            "options must name a centre": (self.option_centre < 0) | (self.option_centre >= self.centres),
            "a person lists a centre once": np.diff(pairs) == 0,
            "ranks begin at 1": self.option_rank < 1,
            "an area ranks after every centre listed": wide & (self.option_rank >= self.area_rank[person]),
            "an area must be a hub": (self.area < -1) | (self.area >= hubs),
            "a centre must hang on a hub or none": (self.centre_hub < -1) | (self.centre_hub >= hubs),
            "a hub's parent must come before it": self.hub_parent >= np.arange(hubs),
            "a baseline must be a centre": (self.baseline < -1) | (self.baseline >= self.centres),
            "a baseline goes with centres listed, not with areas": (self.area >= 0)
            & (self.baseline.max(initial=-1) >= 0),
        }
        for fault, found in faults.items():
            if found.any():
                raise ValueError(fault)
        if not np.array_equal(np.sort(self.code_order), np.arange(self.people)):
            raise ValueError("code_order must be a permutation")


@dataclass(frozen=True, kw_only=True, eq=False)
class Allocation:
    """Who goes where: ``centre`` of each person (-1: unplaced) and ``count`` of each centre.

    ``price`` of a centre is the level at which one more graduate would be placed there, ``n_levels`` when nobody more
    could be: seats below it are full, above it empty, and nobody may be at a dearer centre than her cheapest.
    """

    centre: Ints
    price: Ints
    count: Ints


def _starts(lists: Sequence[Sequence[object]]) -> Ints:
    return np.concatenate(([0], np.cumsum([len(x) for x in lists], dtype=np.int64))).astype(np.int64)


def _flat(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)
