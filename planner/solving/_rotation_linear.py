"""This module is where a linear model in integers is kept, apart from any solver: variables and rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Terms = Sequence[tuple[int, int]]
"""A linear form over the variables: (variable, coefficient) pairs."""


class Row(NamedTuple):
    """A linear form that must reach ``least`` and not exceed ``most``; None where there is no limit."""

    terms: Terms
    least: int | None
    most: int | None


class Condition(NamedTuple):
    """The quantity must be at least ``need`` minus the form, over ``step`` rounded up."""

    terms: Terms
    need: int
    step: int = 1


@dataclass
class Linear:
    """A linear model over bounded integers; variables and rows are only ever added, and bounds only tightened."""

    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    _quantities: list[tuple[int, list[Condition]]] = field(default_factory=list)

    def choice(self) -> int:
        """Add a 0/1 variable that a plan decides and return its index."""
        return self._variable(0, 1)

    def quantity(self, conditions: Sequence[Condition], most: int | None = None) -> int:
        """Add the least integer from 0 that meets the conditions, which speak of variables added before.

        ``most`` is a limit that the hard rules already hold it to.
        """
        ceiling = max((self._most(c) for c in conditions), default=0)
        index = self._variable(0, max(0, ceiling if most is None else min(ceiling, most)))
        for c in conditions:
            if self._most(c) > 0:
                self.rows.append(Row([*c.terms, (index, c.step)], c.need, None))
        self._quantities.append((index, list(conditions)))
        return index

    def branch(self) -> "Linear":
        """Return a copy to which rows can be added that hold for a part of the plans only."""
        return Linear(list(self.lower), list(self.upper), list(self.rows))

    def complete(self, values: Sequence[int]) -> list[int]:
        """Return the values with every quantity set to the least its conditions allow."""
        out = list(values)
        out.extend([0] * (len(self.lower) - len(out)))
        for index, conditions in self._quantities:
            out[index] = max(0, max((-(-(c.need - total(c.terms, out)) // c.step) for c in conditions), default=0))
        return out

    def _most(self, c: Condition) -> int:
        least = sum(k * (self.lower[v] if k > 0 else self.upper[v]) for v, k in c.terms)
        return -(-(c.need - least) // c.step)

    def _variable(self, lower: int, upper: int) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1


def total(terms: Terms, values: Sequence[int]) -> int:
    """Return the value of a linear form."""
    return sum(k * values[v] for v, k in terms)
