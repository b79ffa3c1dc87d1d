"""This module is where CP-SAT is driven goal by goal, through its raw model: cp_model would import pandas, 0.5 s."""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ortools.sat.python import cp_model_helper as cp

Terms = Sequence[tuple[int, int]]
"""A linear form over 0/1 variables: (variable, coefficient) pairs."""


class Stage(NamedTuple):
    """One linear form to be made least, and a value it is known never to go below."""

    terms: Terms
    floor: int = 0


class Reached(NamedTuple):
    """What a stage came to: its value, a bound no plan as good on the stages before can beat, and whether they meet."""

    value: int
    bound: int
    proven: bool


@dataclass(frozen=True)
class _Condition:
    terms: Terms
    most: int
    flag: int


class Model:
    """A 0/1 model of choices and of flags, where a flag must be 1 when one of its conditions is broken."""

    def __init__(self) -> None:
        self.proto = cp.CpModelProto()
        self.size = 0
        self._conditions: list[_Condition] = []

    def variable(self) -> int:
        """Add a 0/1 variable and return its index."""
        self.proto.variables.add().domain.extend((0, 1))
        self.size += 1
        return self.size - 1

    def exactly_one(self, variables: Iterable[int]) -> None:
        """Require that one of the variables is 1 and the others are 0."""
        self.proto.constraints.add().exactly_one.literals.extend(list(variables))

    def at_most(self, terms: Terms, most: int) -> None:
        """Require that a linear form does not exceed a number."""
        linear = self.proto.constraints.add().linear
        linear.vars.extend([v for v, _ in terms])
        linear.coeffs.extend([k for _, k in terms])
        linear.domain.extend((-(2**40), most))

    def flag_unless(self, flag: int, terms: Terms, most: int, excess: int = 1) -> None:
        """Require ``flag`` to be 1 when the form exceeds ``most``; it must never do so by more than ``excess``."""
        self.at_most([*terms, (flag, -excess)], most)
        self._conditions.append(_Condition(terms, most, flag))

    def complete(self, values: Sequence[int]) -> list[int]:
        """Return the values with every flag set to the least its conditions allow."""
        out = list(values)
        for condition in self._conditions:
            out[condition.flag] = 0
        for condition in self._conditions:
            if _total(condition.terms, out) > condition.most:
                out[condition.flag] = 1
        return out

    def minimise(
        self, stages: Iterable[Stage], start: Sequence[int], seconds: float
    ) -> tuple[list[int], list[Reached]]:
        """Make the stages least one after another, from a plan that is allowed; a stage is never paid for a later one.

        Returns the values of all variables and, per stage, what it came to. When the seconds run out, the best values
        so far stand and the stages left carry the bounds known by then. Raises RuntimeError when CP-SAT calls the
        model invalid or without solution, which ``start`` disproves.
        """
        deadline = time.monotonic() + seconds
        values = self.complete(start)
        reached: list[Reached] = []
        for stage in stages:
            value, bound = _total(stage.terms, values), stage.floor
            left = deadline - time.monotonic()
            if value > bound and left > 0:
                values, bound = self._solve(stage, values, left)
                value = _total(stage.terms, values)
            reached.append(Reached(value, bound, value == bound))
            self.at_most(stage.terms, value)
        return values, reached

    def _solve(self, stage: Stage, values: list[int], seconds: float) -> tuple[list[int], int]:
        proto = self.proto
        proto.clear_objective()
        proto.objective.vars.extend([v for v, _ in stage.terms])
        proto.objective.coeffs.extend([k for _, k in stage.terms])
        proto.clear_solution_hint()
        proto.solution_hint.vars.extend(list(range(self.size)))
        proto.solution_hint.values.extend(values)
        parameters = cp.SatParameters()
        parameters.num_workers = 1
        parameters.random_seed = 1
        # The linear relaxation is what proves these models; looking for symmetry costs more than it saves.
        parameters.linearization_level = 2
        parameters.symmetry_level = 0
        parameters.max_time_in_seconds = seconds
        solver = cp.SolveWrapper()
        solver.set_parameters(parameters)
        response = solver.solve(proto)  # type: ignore[no-untyped-call]  # left untyped by the solver's stub
        if response.status in (cp.INFEASIBLE, cp.MODEL_INVALID):
            raise RuntimeError(f"CP-SAT refuses a model that has a plan: {response.status}")
        if response.status == cp.UNKNOWN:
            return values, stage.floor
        found = self.complete(list(response.solution))
        best = min(found, values, key=lambda plan: _total(stage.terms, plan))
        return best, max(stage.floor, math.ceil(response.best_objective_bound - 0.001))


def _total(terms: Terms, values: Sequence[int]) -> int:
    return sum(k * values[v] for v, k in terms)
