"""This module is where a placement is proved lawful, or not, by one pass of integer arithmetic and no solver.

A price per centre is a cut-off line. A placement is lawful (MTG25-2.1-a to -c: no seat of a higher level could be
filled without leaving a better one empty) if and only if some prices pass these tests: every seat below its centre's
price is filled and none above it; nobody is at a centre she may not use, nor at one dearer than the cheapest she may
use; who is left out has only centres that are full for good.
"""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class Fault(StrEnum):
    """What a certificate can find wrong; ``centre`` and ``person`` of a breach say where."""

    PASSED_OVER = "passed_over"
    TOO_SOON = "too_soon"
    NOT_ELIGIBLE = "not_eligible"
    DEARER = "dearer"
    LEFT_OUT = "left_out"
    MISCOUNTED = "miscounted"


class Breach(NamedTuple):
    """One test that fails; positions of the centre and the person, -1 where none is concerned."""

    fault: Fault
    centre: int = -1
    person: int = -1


class SeasonArrays(Protocol):
    """A season as flat arrays: entry ``i`` of a list spans ``start[i]:start[i + 1]``.

    ``seat_level`` are levels of each centre's seats (0 best, not decreasing), below ``n_levels``; ``option_centre`` the
    centres each person listed; ``area`` (-1: none) the hub anywhere in which she may go, of a tree given by
    ``hub_parent`` and ``centre_hub`` (-1: none; a parent stands before its children).
    """

    @property
    def seat_start(self) -> Ints: ...
    @property
    def seat_level(self) -> Ints: ...
    @property
    def n_levels(self) -> int: ...
    @property
    def option_start(self) -> Ints: ...
    @property
    def option_centre(self) -> Ints: ...
    @property
    def area(self) -> Ints: ...
    @property
    def hub_parent(self) -> Ints: ...
    @property
    def centre_hub(self) -> Ints: ...


class CentreLine(NamedTuple):
    """A centre's cut-off line: levels of its seats, how many are filled, its price (None: full for good)."""

    levels: Sequence[int]
    filled: int
    price: int | None


def breaches(season: SeasonArrays, centre: Ints, price: Ints) -> tuple[Breach, ...]:
    """Return every test a placement fails under given prices; empty proves it lawful.

    ``centre`` of each person is -1 where she is not placed; a price of ``n_levels`` or more means full for good.
    """
    none, centres, people = season.n_levels, len(season.seat_start) - 1, len(season.option_start) - 1
    price = np.minimum(price, none)
    placed = np.flatnonzero(centre >= 0)
    count = np.bincount(centre[placed], minlength=centres)
    owner = np.repeat(np.arange(centres), np.diff(season.seat_start))
    turn = np.arange(len(owner)) - season.seat_start[owner]
    filled = turn < count[owner]
    passed = np.unique(owner[~filled & (season.seat_level < price[owner])])
    soon = np.unique(owner[filled & (season.seat_level > price[owner])])
    over = np.flatnonzero(count > np.diff(season.seat_start))

    person = np.repeat(np.arange(people), np.diff(season.option_start))
    eligible = np.zeros(people, dtype=bool)
    eligible[person[season.option_centre == centre[person]]] = True
    wide = season.area >= 0
    up = np.append(season.hub_parent, -1)
    hub = np.where(centre >= 0, np.append(season.centre_hub, -1)[centre], -1)
    while (climbing := hub >= 0).any():
        eligible |= climbing & wide & (hub == season.area)
        hub = up[hub]
    cheapest = np.full(people, none, dtype=np.int64)
    np.minimum.at(cheapest, person, price[season.option_centre])
    cheapest[wide] = np.minimum(cheapest[wide], _hub_prices(season, price)[season.area[wide]])

    wrong = placed[~eligible[placed]]
    allowed = placed[eligible[placed]]
    dearer = allowed[price[centre[allowed]] > cheapest[allowed]]
    left = np.flatnonzero((centre < 0) & (cheapest < none))
    return (
        *(Breach(Fault.PASSED_OVER, c) for c in passed.tolist()),
        *(Breach(Fault.TOO_SOON, c) for c in soon.tolist()),
        *(Breach(Fault.MISCOUNTED, c) for c in over.tolist()),
        *(Breach(Fault.NOT_ELIGIBLE, int(centre[p]), p) for p in wrong.tolist()),
        *(Breach(Fault.DEARER, int(centre[p]), p) for p in dearer.tolist()),
        *(Breach(Fault.LEFT_OUT, -1, p) for p in left.tolist()),
    )


def _hub_prices(season: SeasonArrays, price: Ints) -> Ints:
    """Return the least price in every area."""
    least = np.full(len(season.hub_parent), season.n_levels, dtype=np.int64)
    hung = season.centre_hub >= 0
    np.minimum.at(least, season.centre_hub[hung], price[hung])
    up = season.hub_parent.tolist()
    for hub in range(len(up) - 1, -1, -1):
        if up[hub] >= 0 and least[hub] < least[up[hub]]:
            least[up[hub]] = least[hub]
    return least


class _Plain(NamedTuple):
    seat_start: Ints
    seat_level: Ints
    n_levels: int
    option_start: Ints
    option_centre: Ints
    area: Ints
    hub_parent: Ints
    centre_hub: Ints


def breaches_of_lines(
    centres: Sequence[CentreLine], eligible: Sequence[Collection[int]], placed: Sequence[int | None]
) -> tuple[Breach, ...]:
    """Return every test a placement fails under printed cut-off lines (table ``cutoffs``); empty proves it lawful.

    ``eligible`` are the positions of the centres each person may use, ``placed`` where she goes (None: nowhere). A line
    whose ``filled`` is not the number of people placed there is a breach too.
    """
    seats = [len(c.levels) for c in centres]
    levels = [level for c in centres for level in c.levels]
    none = 1 + max([*levels, *(c.price for c in centres if c.price is not None)], default=-1)
    season = _Plain(
        seat_start=np.concatenate(([0], np.cumsum(seats, dtype=np.int64))),
        seat_level=np.array(levels, dtype=np.int64),
        n_levels=none,
        option_start=np.concatenate(([0], np.cumsum([len(e) for e in eligible], dtype=np.int64))),
        option_centre=np.array([c for e in eligible for c in e], dtype=np.int64),
        area=np.full(len(eligible), -1, dtype=np.int64),
        hub_parent=np.zeros(0, dtype=np.int64),
        centre_hub=np.full(len(centres), -1, dtype=np.int64),
    )
    centre = np.array([-1 if c is None else c for c in placed], dtype=np.int64)
    price = np.array([none if c.price is None else c.price for c in centres], dtype=np.int64)
    count = np.bincount(centre[centre >= 0], minlength=len(centres))
    wrong = [Breach(Fault.MISCOUNTED, c) for c, line in enumerate(centres) if line.filled != count[c]]
    return tuple(dict.fromkeys((*wrong, *breaches(season, centre, price))))
