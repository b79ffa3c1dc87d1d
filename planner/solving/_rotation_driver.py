"""This module is where the goals of an outlook are made least one after another, each with its proven bound.

Per goal: a bound by the linear relaxation; where the plan in hand meets it nothing is searched; else CP-SAT searches
from that plan. The value becomes a row, and whatever no plan as good can choose is ruled out for all goals after.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from planner.solving._rotation_bound import Relaxation, Relaxed, tighten
from planner.solving._rotation_linear import Linear, Row, Terms, total
from planner.solving._rotation_model import Written
from planner.solving._rotation_search import Search

LARGEST_CODE = 100_000
"""Places of several stints are compared as one number below this, which a linear relaxation still tells apart."""

Told = Callable[[int, int, int], None]
"""Told the place of a goal in the order, its value and its bound, whenever they change."""


class Reached(NamedTuple):
    """The value a goal came to, and a bound that no plan as good on the goals before can beat."""

    value: int
    bound: int


class Clock:
    """The seconds left, none once the caller asked to stop."""

    def __init__(self, seconds: float, stop: Callable[[], bool]) -> None:
        self.stop = stop
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left."""
        return 0.0 if self.stop() else max(0.0, self._end - time.monotonic())


class Driver:
    """A model, its relaxation, its search and the best plan so far; every step keeps all plans that are still best."""

    def __init__(self, linear: Linear, values: list[int], clock: Clock) -> None:
        self.linear = linear
        self.values = values
        self.clock = clock
        self._relaxation = Relaxation(linear)
        self._search = Search(linear, clock.stop)

    def least(
        self,
        terms: Terms,
        share: float,
        told: Callable[[int, int], None] | None = None,
        sharpen: Callable[[int], list[Row]] | None = None,
    ) -> Reached:
        """Make a form least within a share of the time left; no bound of a variable excludes a plan as good.

        ``sharpen`` returns rows that hold wherever the form is not below a bound.
        """
        linear, clock = self.linear, self.clock
        end = clock.left() * (1 - share)

        def hopeful(relaxed: Relaxed) -> float:
            """Return the seconds worth spending on a better plan, after ruling out what no plan as good can have."""
            value = total(terms, self.values)
            tighten(linear, relaxed, value)
            if told:
                told(value, min(value, relaxed.bound))
            return clock.left() - end if value > relaxed.bound else 0.0

        relaxed = self._relaxation.certify(terms, [])
        if (seconds := hopeful(relaxed)) > 0:
            relaxed = self._relaxation.least(terms, seconds)
            if relaxed.point is not None:
                self._take(terms, [round(x) for x in relaxed.point])
        while sharpen and (seconds := hopeful(relaxed)) > 0 and (rows := sharpen(relaxed.bound)):
            linear.rows.extend(rows)
            sharper = self._relaxation.least(terms, seconds)
            if sharper.bound <= relaxed.bound:
                break
            relaxed = sharper
        bound = relaxed.bound
        if (seconds := hopeful(relaxed)) > 0:
            found = self._search.least(terms, bound, self.values, seconds)
            if found.none:
                raise RuntimeError("CP-SAT refuses a model that has a plan")
            if found.values is not None:
                self._take(terms, found.values)
            if found.bound is not None:
                bound = max(bound, found.bound)
            hopeful(relaxed)
        value = total(terms, self.values)
        return Reached(value, min(bound, value))

    def keep(self, terms: Terms, value: int) -> None:
        """Hold a form to a value the plan in hand has."""
        if terms:
            self.linear.rows.append(Row(terms, None, value))

    def _take(self, terms: Terms, values: Sequence[int]) -> None:
        """Take values over as the plan in hand when they are a plan and better."""
        plan = self.linear.complete(values)
        if total(terms, plan) < total(terms, self.values) and holds(self.linear, plan):
            self.values = plan


def holds(linear: Linear, values: Sequence[int]) -> bool:
    """Return whether values keep all bounds and rows of a model."""
    for low, value, high in zip(linear.lower, values, linear.upper, strict=True):
        if not low <= value <= high:
            return False
    for terms, least, most in linear.rows:
        value = total(terms, values)
        if (least is not None and value < least) or (most is not None and value > most):
            return False
    return True


def settle(written: Written, start: list[int], clock: Clock, told: Told) -> tuple[list[int], list[Reached], bool]:
    """Return the best plan, what each goal came to, and whether the codes settled it as the only one."""
    driver = Driver(written.linear, start, clock)
    reached: list[Reached] = []
    for rank, terms in enumerate(written.goals):

        def tell(value: int, bound: int, rank: int = rank) -> None:
            told(rank, value, bound)

        # An early goal gets what it needs; the last ones share the rest.
        share = 1.0 if rank == len(written.goals) - 1 else 0.6
        reached.append(driver.least(terms, share, tell, partial(written.stairs, terms)))
        driver.keep(terms, reached[-1].value)
        driver.linear.rows.extend(written.ceilings(terms, reached[-1].value))
        tell(*reached[-1])
    unique = all(value == bound for value, bound in reached) and _by_code(driver, written)
    # A goal left open may have become better by the way.
    values = [total(terms, driver.values) for terms in written.goals]
    return driver.values, [Reached(value, r.bound) for value, r in zip(values, reached, strict=True)], unique


def _by_code(driver: Driver, written: Written) -> bool:
    """Move to the first plan by code among equals: rotators, then stints, each at the smallest place; say if proven."""
    linear = driver.linear
    group: list[dict[str, int]] = []
    for may in [*(may for stints in written.choices for may in stints), {}]:
        if group and (not may or _codes([*group, may]) > LARGEST_CODE):
            terms: list[tuple[int, int]] = []
            step = 1
            for choices in reversed(group):
                terms += [(v, step * i) for i, v in enumerate(choices.values()) if i]
                step *= len(choices)
            value, bound = driver.least(terms, 1.0)
            if value > bound:
                return False
            for choices in group:
                for v in choices.values():
                    linear.lower[v] = linear.upper[v] = driver.values[v]
            group = []
        if may:
            group.append(may)
    return True


def _codes(group: Sequence[dict[str, int]]) -> int:
    out = 1
    for choices in group:
        out *= len(choices)
    return out
