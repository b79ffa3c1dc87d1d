"""The model of the staffing outlook as a user would write it, over person, period and place, for ``rotation.py``.

CP-SAT and HiGHS solve the same model, a goal at a time: each goal gets half of the time left, the last one all of it;
the value a goal came to becomes a row. Ties are left open.
"""

import math
import time
from collections import defaultdict
from typing import Any, NamedTuple

from planner.solving.rotation import CentreOutlook, OutlookGoal, PlaceKind


class Came(NamedTuple):
    """What a goal came to: its value, the bound of the solver, and whether it and all goals before it are proven."""

    value: int
    bound: int
    proven: bool


def time_indexed(outlook: CentreOutlook) -> tuple[Any, dict[Any, Any], dict[OutlookGoal, list[Any]]]:
    """Return the model, its choices by rotator, period and place, and the terms of each goal."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    periods = range(outlook.periods)
    x, there = {}, defaultdict(list)
    for r in outlook.rotators:
        for n, stint in enumerate(r.stints):
            for t in range(stint.first, stint.last + 1):
                for p in stint.places:
                    x[r.id, t, p] = model.new_bool_var("")
                    there[p, t].append((r, x[r.id, t, p]))
                    if t > stint.first:
                        model.add(x[r.id, t, p] == x[r.id, t - 1, p])
                    elif n and (r.id, t - 1, p) in x:
                        model.add(x[r.id, t, p] + x[r.id, t - 1, p] <= 1)
                model.add_exactly_one(x[r.id, t, p] for p in stint.places)
    fixed = defaultdict(lambda: (0, 0, 0))
    for row in outlook.presence:
        s, w, c = fixed[row.place, row.period]
        fixed[row.place, row.period] = (s + row.staff, w + row.women, c + row.tcm)
    goals = {goal: [] for goal in outlook.goals}
    head = {(p.id, t): fixed[p.id, t][0] + sum(v for _, v in there[p.id, t]) for p in outlook.places for t in periods}
    for place in outlook.places:
        for t in periods:
            here = there[place.id, t]
            known, women, tcm = fixed[place.id, t]
            model.add(sum(v for _, v in here) <= max(0, place.cap - known))
            if place.kind is PlaceKind.CENTRE:
                missing = model.new_int_var(0, outlook.core_min, "")
                model.add(missing >= outlook.core_min - head[place.id, t])
                goals[OutlookGoal.CORE].append(missing)
                continue
            short = model.new_int_var(0, place.posts, "")
            model.add(short >= place.posts - head[place.id, t])
            goals[OutlookGoal.SHORT].append(short)
            if place.kind is PlaceKind.STATION:
                continue
            staffed, pair = model.new_bool_var(""), model.new_bool_var("")
            for flag, least in ((staffed, 1), (pair, 2)):
                model.add(head[place.id, t] >= least).only_enforce_if(flag)
                model.add(head[place.id, t] < least).only_enforce_if(~flag)
            goals[OutlookGoal.UNCOVERED].append(1 - staffed)
            goals[OutlookGoal.RESIDENTS].append(place.residents * (1 - staffed))
            no_woman, no_tcm = model.new_bool_var(""), model.new_bool_var("")
            model.add(women + sum(v for r, v in here if r.woman) >= 1).only_enforce_if(pair, ~no_woman)
            model.add(tcm + sum(v for r, v in here if r.tcm) >= 1).only_enforce_if(staffed, ~no_tcm)
            goals[OutlookGoal.WOMAN].append(no_woman)
            goals[OutlookGoal.TCM].append(no_tcm)
            if t and not (known and fixed[place.id, t - 1][0]):
                both = []
                for r, v in here:
                    if (r.id, t - 1, place.id) in x:
                        stays = model.new_bool_var("")
                        model.add_implication(stays, v)
                        model.add_implication(stays, x[r.id, t - 1, place.id])
                        both.append(stays)
                new = model.new_bool_var("")
                model.add(sum(both) >= 1).only_enforce_if(staffed, ~new)
                goals[OutlookGoal.HANDOVER].append(new)
    kind = {p.id: p.kind for p in outlook.places}
    most = model.new_int_var(0, 100, "")
    goals[OutlookGoal.REMOTE] = [most]
    for r in outlook.rotators:
        served = [x[r.id, t, p.id] for p in outlook.places if p.remote for t in periods if (r.id, t, p.id) in x]
        model.add(most >= r.past_remote + sum(served))
        for n, stint in enumerate(r.stints):
            for p in stint.places:
                days = [x[r.id, t, p] for t in range(stint.first, stint.last + 1)]
                goals[OutlookGoal.TRAVEL] += [stint.minutes.get(p, 0) * v for v in days]
                goals[OutlookGoal.WISH].append(stint.wish.get(p, 0) * days[0])
                if stint.baseline not in (None, p):
                    goals[OutlookGoal.CHANGES] += days
            if n:
                central = [
                    sum(x[r.id, t, p] for p in s.places if kind[p] is PlaceKind.CENTRE)
                    for s, t in ((r.stints[n - 1], stint.first - 1), (stint, stint.first))
                ]
                low, high = model.new_bool_var(""), model.new_bool_var("")
                model.add(sum(central) + low >= 1)
                model.add(sum(central) - high <= 1)
                goals[OutlookGoal.EXCEPTIONS].append(low + 2 * high)
    return model, x, goals


def by_cpsat(outlook: CentreOutlook, limit: float, workers: int = 8) -> list[Came]:
    """Solve goal by goal with CP-SAT, default settings."""
    from ortools.sat.python import cp_model

    end = time.monotonic() + limit
    model, x, goals = time_indexed(outlook)
    out: list[Came] = []
    for rank, goal in enumerate(outlook.goals):
        left = max(0.1, end - time.monotonic())
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = workers
        solver.parameters.max_time_in_seconds = left if rank == len(outlook.goals) - 1 else left / 2
        model.minimize(sum(goals[goal]))
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        value = round(solver.objective_value)
        proven = status == cp_model.OPTIMAL and (not out or out[-1].proven)
        out.append(Came(value, math.ceil(solver.best_objective_bound - 0.001), proven))
        model.add(sum(goals[goal]) <= value)
        model.clear_hints()
        for v in x.values():
            model.add_hint(v, solver.value(v))
    return out


def by_highs(outlook: CentreOutlook, limit: float) -> list[Came]:
    """Solve goal by goal with HiGHS on one thread, each from the plan before; conditions are written with big M."""
    import highspy

    end = time.monotonic() + limit
    model, _, goals = time_indexed(outlook)
    lower, upper, rows = _rows(model.proto)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    for low, high in zip(lower, upper, strict=True):
        solver.addVar(float(low), float(high))
    for v in range(len(lower)):
        solver.changeColIntegrality(v, highspy.HighsVarType.kInteger)
    for terms, low, high in rows:
        solver.addRow(low, high, len(terms), list(terms), [float(k) for k in terms.values()])
    out: list[Came] = []
    for rank, goal in enumerate(outlook.goals):
        terms, offset = _form(goals[goal])
        for v in range(len(lower)):
            solver.changeColCost(v, float(terms.get(v, 0)))
        left = max(0.1, end - time.monotonic())
        share = left if rank == len(outlook.goals) - 1 else left / 2
        solver.setOptionValue("time_limit", share)
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
            break
        value = round(info.objective_function_value)
        proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal and (not out or out[-1].proven)
        bound = math.ceil(info.mip_dual_bound - 1e-6) if math.isfinite(info.mip_dual_bound) else 0
        out.append(Came(value + offset, bound + offset, proven))
        plan = solver.getSolution()
        if terms:
            solver.addRow(-highspy.kHighsInf, value, len(terms), list(terms), [float(k) for k in terms.values()])
        solver.setSolution(plan)
    return out


def _form(parts: list[Any]) -> tuple[dict[int, int], int]:
    """Return the coefficients of a sum of CP-SAT expressions, and its constant."""
    from ortools.sat.python import cp_model

    flat = cp_model.FlatIntExpr(sum(parts)) if parts else None
    if flat is None:
        return {}, 0
    return {v.index: k for v, k in zip(flat.vars, flat.coeffs, strict=True)}, flat.offset


def _rows(proto: Any) -> tuple[list[int], list[int], list[tuple[dict[int, int], float, float]]]:
    """Return bounds of variables and linear rows that say what a CP-SAT model says."""
    lower = [next(iter(v.domain)) for v in proto.variables]
    upper = [list(v.domain)[-1] for v in proto.variables]
    rows: list[tuple[dict[int, int], float, float]] = []

    def add(pairs: list[tuple[int, int]], low: float, high: float) -> None:
        """Add a row over literals or variables; a negative index is the negation of a literal."""
        terms: dict[int, int] = defaultdict(int)
        for v, k in pairs:
            terms[v if v >= 0 else -v - 1] += k if v >= 0 else -k
            low, high = (low, high) if v >= 0 else (low - k, high - k)
        rows.append((dict(terms), low, high))

    for constraint in proto.constraints:
        guards = list(constraint.enforcement_literal)
        if constraint.has_exactly_one():
            add([(v, 1) for v in constraint.exactly_one.literals], 1, 1)
        elif constraint.has_bool_or():
            literals = list(constraint.bool_or.literals)
            add([(v, 1) for v in literals] + [(g, -1) for g in guards], 1 - len(guards), math.inf)
        elif constraint.has_bool_and():
            for v in constraint.bool_and.literals:
                add([(v, 1)] + [(g, -1) for g in guards], 1 - len(guards), math.inf)
        elif constraint.has_linear():
            form = constraint.linear
            pairs = list(zip(form.vars, form.coeffs, strict=True))
            low, *_, high = list(form.domain)
            least = sum(min(k * lower[v], k * upper[v]) for v, k in pairs)
            most = sum(max(k * lower[v], k * upper[v]) for v, k in pairs)
            if low > least:
                big = low - least if guards else 0
                add(pairs + [(g, -big) for g in guards], low - big * len(guards), math.inf)
            if high < most:
                big = most - high if guards else 0
                add(pairs + [(g, big) for g in guards], -math.inf, high + big * len(guards))
        else:
            raise ValueError("a kind of constraint that has no rows here")
    return lower, upper, rows
