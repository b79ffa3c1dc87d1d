"""This module is where the linear relaxation of an outlook yields bounds that hold in exact integers.

The LP solver works in floats and is not trusted: its dual values, rounded to fixed point, prove a bound by one pass of
integer arithmetic, and so do the reduced costs that say which choices no plan as good can make.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.linear_solver import pywraplp

from planner.solving._rotation_linear import Linear, Terms

ONE = 2**24
"""Fixed point of dual values and reduced costs."""


@dataclass(frozen=True)
class Relaxed:
    """A proven bound on a linear form, the reduced costs behind it, both times ``ONE``, and the point of the LP."""

    scaled: int
    costs: Sequence[int]
    point: Sequence[float] | None = None

    @property
    def bound(self) -> int:
        """The least integer the form can have."""
        return -(-self.scaled // ONE)


class Relaxation:
    """The linear relaxation of a model, kept warm from one goal to the next."""

    def __init__(self, linear: Linear) -> None:
        self.linear = linear
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._variables: list[pywraplp.Variable] = []
        self._rows: list[pywraplp.Constraint] = []
        self._bounds: list[tuple[int, int]] = []

    def least(self, terms: Terms, seconds: float) -> Relaxed:
        """Return a bound on the form; where the LP gives nothing, the one that follows from bounds of variables."""
        plain = self.certify(terms, [])
        if seconds <= 0:
            return plain
        self._load(terms)
        self._solver.SetTimeLimit(max(1, int(seconds * 1000)))
        parameters = pywraplp.MPSolverParameters()
        parameters.SetIntegerParam(parameters.PRESOLVE, parameters.PRESOLVE_OFF)
        if self._solver.Solve(parameters) != pywraplp.Solver.OPTIMAL:
            return plain
        proof = self.certify(terms, [round(row.dual_value() * ONE) for row in self._rows])
        best = max(plain, proof, key=lambda r: r.scaled)
        return Relaxed(best.scaled, best.costs, [v.solution_value() for v in self._variables])

    def certify(self, terms: Terms, duals: Sequence[int]) -> Relaxed:
        """Return what dual values of the rows, times ``ONE``, prove; any numbers prove something true."""
        costs = [0] * len(self.linear.lower)
        for v, k in terms:
            costs[v] += k * ONE
        scaled = 0
        for row, dual in zip(self.linear.rows, duals, strict=False):
            limit = row.least if dual > 0 else row.most
            if dual and limit is not None:
                scaled += dual * limit
                for v, k in row.terms:
                    costs[v] -= dual * k
        for cost, low, high in zip(costs, self.linear.lower, self.linear.upper, strict=True):
            scaled += cost * (low if cost > 0 else high)
        return Relaxed(scaled, costs)

    def _load(self, terms: Terms) -> None:
        solver, linear = self._solver, self.linear
        infinity = solver.infinity()
        for j in range(len(self._variables), len(linear.lower)):
            self._variables.append(solver.NumVar(linear.lower[j], linear.upper[j], ""))
            self._bounds.append((linear.lower[j], linear.upper[j]))
        for j, bounds in enumerate(zip(linear.lower, linear.upper, strict=True)):
            if bounds != self._bounds[j]:
                self._variables[j].SetBounds(*bounds)
                self._bounds[j] = bounds
        for row in linear.rows[len(self._rows) :]:
            least = -infinity if row.least is None else row.least
            constraint = solver.Constraint(least, infinity if row.most is None else row.most)
            for v, k in row.terms:
                constraint.SetCoefficient(self._variables[v], k)
            self._rows.append(constraint)
        objective = solver.Objective()
        objective.Clear()
        for v, k in terms:
            objective.SetCoefficient(self._variables[v], k)
        objective.SetMinimization()


def tighten(linear: Linear, relaxed: Relaxed, value: int) -> None:
    """Tighten the bounds of variables to what a plan can have whose form does not exceed ``value``."""
    slack = value * ONE - relaxed.scaled
    for v, cost in enumerate(relaxed.costs):
        if cost:
            low, high = linear.lower[v], linear.upper[v]
            steps = slack // abs(cost)
            if steps < high - low:
                linear.lower[v], linear.upper[v] = (low, low + steps) if cost > 0 else (high - steps, high)
