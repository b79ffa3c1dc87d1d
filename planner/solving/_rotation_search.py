"""This module is where CP-SAT searches a linear model on one worker, so that the caller can stop it at any moment."""

import math
import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ortools.sat.python import cp_model_helper as cp

from planner.solving._rotation_linear import Linear, Terms

UNLIMITED = 2**40


class Found(NamedTuple):
    """The best values found, if any, a bound no plan can beat, if any, and whether it is proven that none exists."""

    values: list[int] | None
    bound: int | None
    none: bool


class Search:
    """A linear model as CP-SAT reads it; rows and bounds that were added since are passed on at every search."""

    def __init__(self, linear: Linear, stop: Callable[[], bool]) -> None:
        self.linear = linear
        self.stop = stop
        self._proto = cp.CpModelProto()
        self._bounds: list[tuple[int, int]] = []
        self._rows = 0

    def least(self, terms: Terms, floor: int, hint: Sequence[int], seconds: float) -> Found:
        """Search for the least value of a form that is known not to go below ``floor``; no terms: for any plan."""
        self._load()
        proto = self._proto
        proto.clear_objective()
        if terms:
            proto.objective.vars.extend([v for v, _ in terms])
            proto.objective.coeffs.extend([k for _, k in terms])
            proto.objective.domain.extend((floor, UNLIMITED))
        proto.clear_solution_hint()
        if hint:
            proto.solution_hint.vars.extend(list(range(len(hint))))
            proto.solution_hint.values.extend(list(hint))
        response = self._run(seconds)
        if response.status == cp.MODEL_INVALID:
            raise RuntimeError("CP-SAT calls the model of an outlook invalid")
        if response.status == cp.INFEASIBLE:
            return Found(None, None, none=True)
        bound = None
        if terms and math.isfinite(response.best_objective_bound) and response.status != cp.UNKNOWN:
            # The bound of an integer objective is an integer that is carried as a float.
            bound = math.ceil(response.best_objective_bound - 0.001)
        if response.status == cp.UNKNOWN:
            return Found(None, None, none=False)
        return Found(list(response.solution), bound, none=False)

    def _load(self) -> None:
        linear, proto = self.linear, self._proto
        for j, bounds in enumerate(zip(linear.lower, linear.upper, strict=True)):
            if j == len(self._bounds):
                proto.variables.add().domain.extend(bounds)
                self._bounds.append(bounds)
            elif bounds != self._bounds[j]:
                domain = proto.variables[j].domain
                domain[0], domain[1] = bounds
                self._bounds[j] = bounds
        for row in linear.rows[self._rows :]:
            form = proto.constraints.add().linear
            form.vars.extend([v for v, _ in row.terms])
            form.coeffs.extend([k for _, k in row.terms])
            form.domain.extend(
                (-UNLIMITED if row.least is None else row.least, UNLIMITED if row.most is None else row.most)
            )
        self._rows = len(linear.rows)

    def _run(self, seconds: float) -> Any:
        parameters = cp.SatParameters()
        parameters.num_workers = 1
        parameters.random_seed = 1
        # The linear relaxation is what proves these models; looking for symmetry costs more than it saves.
        parameters.linearization_level = 2
        parameters.symmetry_level = 0
        # Probing costs a third of the time here and finds nothing that the relaxation does not.
        parameters.cp_model_probing_level = 0
        parameters.max_time_in_seconds = seconds
        # Ctrl-C is left to the caller, who would otherwise never learn that the search was cut short.
        parameters.catch_sigint_signal = False
        solver = cp.SolveWrapper()
        solver.set_parameters(parameters)
        answer: list[Any] = []

        def work() -> None:
            answer.append(solver.solve(self._proto))  # type: ignore[no-untyped-call]  # left untyped by the stub

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(0.05)
            if self.stop():
                solver.stop_search()
        return answer[0]
