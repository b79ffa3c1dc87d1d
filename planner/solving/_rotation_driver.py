"""This module is where the goals of an outlook are made least in rank order, each with its proven bound.

Per form: a bound by the linear relaxation; where the plan in hand meets it nothing is searched; else CP-SAT searches
from that plan. The value becomes a row, and whatever no plan as good can choose is ruled out for all goals after.
"""

import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from planner.solving._rotation_bound import Relaxation, Relaxed, tighten
from planner.solving._rotation_linear import Linear, Row, Terms, total
from planner.solving._rotation_model import Written
from planner.solving._rotation_search import Aim, Found, search

LARGEST_AIM = 2**52
"""A bound of CP-SAT is carried as a float, which is exact up to here."""


class Reached(NamedTuple):
    """The value a form came to, and a bound that no plan as good on the goals before can beat."""

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
    """A model, its relaxation and the best plan so far; every step keeps all plans that are still best."""

    def __init__(self, written: Written, values: list[int], clock: Clock) -> None:
        self.written = written
        self.linear = written.linear
        self.values = values
        self.clock = clock
        self._relaxation = Relaxation(written.linear)
        self._held: tuple[Terms, int] = ([], 0)

    def relax(self, terms: Terms, seconds: float, also: bool = False) -> Relaxed:
        """Bound a form, rule out what no plan as good as the one in hand can have, and take over what the LP finds.

        ``also`` asks the LP even where the bound is known to be met: it rules out more.
        """
        relaxed = self._relaxation.certify(terms, [])
        tighten(self.linear, relaxed, total(terms, self.values))
        if (also or total(terms, self.values) > relaxed.bound) and seconds > 0:
            relaxed = self._relaxation.least(terms, seconds)
            if relaxed.point is not None:
                self.take(terms, [round(x) for x in relaxed.point])
            tighten(self.linear, relaxed, total(terms, self.values))
        return relaxed

    def least(self, terms: Terms, share: float, told: Callable[[int], None]) -> Reached:
        """Make a form least within a share of the time left; ``told`` hears its bound."""
        end = self.clock.left() * (1 - share)
        relaxed = self.relax(terms, self.clock.left() - end)
        bound = relaxed.bound
        told(bound)
        if self.written.levelled(terms):
            bound = self._raise_limit(terms, bound, end, told)
        if total(terms, self.values) > bound and (seconds := self.clock.left() - end) > 0:
            found = self.search(self.linear, terms, bound, total(terms, self.values), seconds)
            if found.none:
                raise RuntimeError("CP-SAT refuses a model that has a plan")
            if found.values is not None:
                self.take(terms, found.values)
            if found.bound is not None:
                bound = max(bound, found.bound)
        value = total(terms, self.values)
        tighten(self.linear, relaxed, value)
        return Reached(value, min(bound, value))

    def _raise_limit(self, terms: Terms, bound: int, end: float, told: Callable[[int], None]) -> int:
        """Ask of limits from the bound up, in growing steps, whether a plan stays under them; return the bound known.

        Under a known limit whole stints can be counted, which a limit that is itself open does not allow.
        """
        step = 0
        while (value := total(terms, self.values)) > bound and (seconds := (self.clock.left() - end) / 2) > 0:
            limit = min(bound + step, value - 1)
            branch = self.linear.branch()
            branch.rows.extend([Row(terms, None, limit), *self.written.ceilings(terms, limit)])
            found = self.search(branch, [], 0, 0, seconds)
            if found.values is not None:
                self.take(terms, found.values)
                step = 0
            elif found.none:
                bound, step = limit + 1, 2 * step + 1
                told(bound)
            else:
                break
        return bound

    def search(self, linear: Linear, terms: Terms, least: int, most: int, seconds: float) -> Found:
        """Search the model in hand, or a branch of it, for the plan whose form is least, between two known values.

        The form held last goes before it in the aim: as a row alone it would leave the relaxation loose, while an aim
        that cannot get better steers the search and rules out most choices.
        """
        held, reached = self._held
        weight = max(1, min(most - least + 1, LARGEST_AIM // (reached + 1)))
        joined = {v: weight * k for v, k in held}
        for v, k in terms:
            joined[v] = joined.get(v, 0) + k
        aim = Aim(list(joined.items()), weight * reached + least, weight * reached + most)
        found = search(linear, aim, self.values, seconds, self.clock.stop)
        return found._replace(bound=None if found.bound is None else found.bound - weight * reached)

    def keep(self, terms: Terms, value: int) -> None:
        """Hold a form to a value the plan in hand has."""
        if terms:
            self.linear.rows.append(Row(terms, None, value))
        self.linear.rows.extend(self.written.ceilings(terms, value))

    def aim_past(self, terms: Terms, value: int) -> None:
        """Let searches to come aim at a form first whose proven least is the value."""
        if terms and not self.written.levelled(terms):
            self._held = (terms, value)

    def take(self, terms: Terms, values: Sequence[int]) -> None:
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
