"""This module is where CP-SAT searches a linear model on one worker, so that the caller can stop it at any moment."""

import math
import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ortools.sat.python import cp_model_helper as cp

from planner.solving._rotation_linear import Linear, Terms

UNLIMITED = 2**60


class Aim(NamedTuple):
    """A linear form to make least, known to be at least ``least`` and wanted at most ``most``."""

    terms: Terms
    least: int
    most: int


class Found(NamedTuple):
    """The best values found, if any, a bound no plan can beat, if any, and whether it is proven that none exists."""

    values: list[int] | None
    bound: int | None
    none: bool


def search(linear: Linear, aim: Aim | None, hint: Sequence[int], seconds: float, stop: Callable[[], bool]) -> Found:
    """Search for a plan that is best for the aim, or for any plan where there is none."""
    response = _run(_model(linear, aim, hint), seconds, stop)
    if response.status == cp.MODEL_INVALID:
        raise RuntimeError("CP-SAT calls the model of an outlook invalid")
    if response.status == cp.INFEASIBLE:
        return Found(None, None, none=True)
    if response.status == cp.UNKNOWN:
        return Found(None, None, none=False)
    bound = None
    if aim and math.isfinite(response.best_objective_bound):
        # The bound of an integer objective is an integer that is carried as a float.
        bound = math.ceil(response.best_objective_bound - 0.001)
    return Found(list(response.solution), bound, none=False)


def _model(linear: Linear, aim: Aim | None, hint: Sequence[int]) -> Any:
    proto = cp.CpModelProto()
    for bounds in zip(linear.lower, linear.upper, strict=True):
        proto.variables.add().domain.extend(bounds)
    for row in linear.rows:
        form = proto.constraints.add().linear
        form.vars.extend([v for v, _ in row.terms])
        form.coeffs.extend([k for _, k in row.terms])
        form.domain.extend(
            (-UNLIMITED if row.least is None else row.least, UNLIMITED if row.most is None else row.most)
        )
    if aim:
        proto.objective.vars.extend([v for v, _ in aim.terms])
        proto.objective.coeffs.extend([k for _, k in aim.terms])
        proto.objective.domain.extend((aim.least, aim.most))
    proto.solution_hint.vars.extend(list(range(len(hint))))
    proto.solution_hint.values.extend(list(hint))
    return proto


def _run(proto: Any, seconds: float, stop: Callable[[], bool]) -> Any:
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
        answer.append(solver.solve(proto))  # type: ignore[no-untyped-call]  # left untyped by the stub

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.05)
        if stop():
            solver.stop_search()
    return answer[0]
