"""This module is where many newcomers of a centre are written for CP-SAT: a stage per goal, then per newcomer."""

import math
from collections.abc import Mapping, Sequence

from planner.solving._cpsat import Model, Reached, Stage
from planner.solving.intake import (
    OWN,
    ClinicGoal,
    Intake,
    Posting,
    Score,
    Window,
    allowed,
    by_grade,
    doctors_by,
    levels,
    measure,
    own_cost,
    per_million,
    windows,
)

COVERAGE = (ClinicGoal.UNCOVERED, ClinicGoal.RESIDENTS)
LARGEST_CODE = 2**40
"""Codes of several newcomers are compared as one number below this, far inside what CP-SAT adds up exactly."""


def post_by_stages(intake: Intake, start: Sequence[int], seconds: float) -> Posting:
    """Propose by CP-SAT, from a start that is best in ``uncovered`` and ``residents``; codes sorted, goals distinct."""
    model = Model()
    may = allowed(intake)
    at = [{c: model.variable() for c in clinics} for clinics in may]
    for choices in at:
        model.exactly_one(choices.values())
    for c, clinic in enumerate(intake.clinics):
        guests = [(choices[c], 1) for choices in at if c in choices]
        if clinic.room < len(guests):
            model.at_most(guests, clinic.room)
    even = _Evenness(intake, model, at) if ClinicGoal.EVEN in intake.goals else None
    stages = _goal_stages(intake, model, at, start, even)
    first = [0] * model.size
    for choices, c in zip(at, start, strict=True):
        first[choices[c]] = 1
    if even is not None and even.windows:
        first[even.chosen[even.around(start)]] = 1
    values, reached = model.minimise(
        [stage for _, stage in stages] + _code_stages(at, len(intake.clinics)), first, seconds
    )
    choice = [next(c for c, x in choices.items() if values[x]) for choices in at]
    clinic_of = {p.id: intake.clinics[c].id for p, c in zip(intake.newcomers, choice, strict=True)}
    return Posting(
        clinic_of=clinic_of,
        scores=_scores(intake, measure(intake, clinic_of), [goal for goal, _ in stages], reached),
        proven=all(r.proven for r in reached),
    )


def _goal_stages(
    intake: Intake, model: Model, at: Sequence[dict[int, int]], start: Sequence[int], even: "_Evenness | None"
) -> list[tuple[ClinicGoal, Stage]]:
    bare = {c: model.variable() for level in levels(intake) for c in level}
    for c, flag in bare.items():
        model.flag_unless(flag, [(choices[c], -1) for choices in at if c in choices], -1)
    stages: list[tuple[ClinicGoal, Stage]] = []
    leading = True
    for goal in intake.goals:
        leading = leading and goal in COVERAGE
        if goal in COVERAGE:
            groups = [list(bare)] if goal is ClinicGoal.UNCOVERED else levels(intake)
            for group in groups:
                floor = sum(c not in start for c in group) if leading else 0
                stages.append((goal, Stage([(bare[c], 1) for c in group], floor)))
        elif goal is ClinicGoal.URGENCY:
            stages.append((goal, _urgency(intake, model, at)))
        elif goal is ClinicGoal.GRADE:
            place = {p.id: i for i, p in enumerate(intake.newcomers)}
            for p in by_grade(intake):
                stages.append((goal, _sum(at, {place[p.id]: [p.rank(clinic.id) for clinic in intake.clinics]})))
        elif goal is ClinicGoal.EVEN and even is not None:
            stages.append((goal, even.stage()))
        elif goal in OWN:
            costs = ([own_cost(goal, p, clinic) for clinic in intake.clinics] for p in intake.newcomers)
            stages.append((goal, _sum(at, dict(enumerate(costs)))))
        else:
            stages.append((goal, _skill(intake, goal, model, at)))
    return stages


def _code_stages(at: Sequence[dict[int, int]], places: int) -> list[Stage]:
    """Return the stages of the tie-break: newcomers in code order, as many at once as have room in one coefficient."""
    together = 1
    while together < len(at) and places ** (together + 1) <= LARGEST_CODE:
        together += 1
    stages: list[Stage] = []
    for begin in range(0, len(at), together):
        terms: list[tuple[int, int]] = []
        floor = 0
        for power, choices in enumerate(reversed(at[begin : begin + together])):
            terms += [(x, c * places**power) for c, x in choices.items()]
            floor += min(choices) * places**power
        stages.append(Stage(terms, floor))
    return stages


def _urgency(intake: Intake, model: Model, at: Sequence[dict[int, int]]) -> Stage:
    flags: list[int] = []
    for c, clinic in enumerate(intake.clinics):
        guests = [(choices[c], -1) for choices in at if c in choices]
        for needed in range(1, clinic.need + 1):
            flags.append(model.variable())
            model.flag_unless(flags[-1], guests, -needed, excess=needed)
    return Stage([(flag, 1) for flag in flags])


def _sum(at: Sequence[dict[int, int]], costs: Mapping[int, Sequence[int]]) -> Stage:
    """Return the stage of what newcomers (by place) cost at the clinic each goes to."""
    terms = [(x, mine[c]) for i, mine in costs.items() for c, x in at[i].items()]
    return Stage(terms, sum(min(mine[c] for c in at[i]) for i, mine in costs.items()))


class _Evenness:
    """The choice of one window of rates for all clinics with residents; only the order of gaps enters the model.

    Rates are exact fractions: in the model they are counts of newcomers, so that nothing is rounded.
    """

    def __init__(self, intake: Intake, model: Model, at: Sequence[dict[int, int]]) -> None:
        self.intake = intake
        self.windows: list[Window] = windows(intake)
        self.chosen = [model.variable() for _ in self.windows]
        if self.windows:
            model.exactly_one(self.chosen)
        for c, clinic in enumerate(intake.clinics):
            if not clinic.population or not self.windows:
                continue
            here = [(choices[c], 1) for choices in at if c in choices]
            most = [math.floor(w.most * clinic.population) - clinic.doctors for w in self.windows]
            least = [math.ceil(w.least * clinic.population) - clinic.doctors for w in self.windows]
            model.at_most([*here, *((x, -n) for x, n in zip(self.chosen, most, strict=True))], 0)
            model.at_most([*((x, -1) for x, _ in here), *zip(self.chosen, least, strict=True)], 0)

    def stage(self) -> Stage:
        order = {gap: n for n, gap in enumerate(sorted({w.gap for w in self.windows}))}
        return Stage([(x, order[w.gap]) for x, w in zip(self.chosen, self.windows, strict=True)])

    def around(self, choice: Sequence[int]) -> int:
        """Return the place of the smallest window that holds a proposal."""
        rates = [doctors_by(clinic, list(choice).count(c)) for c, clinic in enumerate(self.intake.clinics)]
        known = [rate for rate in rates if rate is not None]
        return self.windows.index(Window(min(known), max(known)))


def _skill(intake: Intake, goal: ClinicGoal, model: Model, at: Sequence[dict[int, int]]) -> Stage:
    """Return the stage of a goal that counts clinics where nobody has a skill: a licence, TCM, or being a woman."""
    skill = {ClinicGoal.UNLICENSED_ALONE: "licensed", ClinicGoal.WOMAN: "woman", ClinicGoal.TCM: "tcm"}[goal]
    needed = 2 if goal is ClinicGoal.WOMAN else 1
    flags: list[int] = []
    for c, clinic in enumerate(intake.clinics):
        # Whoever is in post keeps an unlicensed newcomer from being alone, whatever his own credential.
        if {"licensed": clinic.doctors, "woman": clinic.women, "tcm": clinic.tcm}[skill]:
            continue
        here = [(choices[c], p) for p, choices in zip(intake.newcomers, at, strict=True) if c in choices]
        having = [x for x, p in here if getattr(p, skill)]
        lacking = [x for x, p in here if not getattr(p, skill)]
        relief = [(x, -1) for x in having]
        room = min(clinic.room, len(here))
        if clinic.doctors + room < needed:
            continue
        flag = model.variable()
        flags.append(flag)
        if clinic.doctors >= needed:
            model.flag_unless(flag, relief, -1)
        elif clinic.doctors == needed - 1:
            for x in lacking:
                model.flag_unless(flag, [(x, 1), *relief], 0)
        else:
            terms = [(x, 1) for x in lacking] + [(x, 2 - room) for x in having]
            model.flag_unless(flag, terms, 1, excess=room - 1)
    return Stage([(flag, 1) for flag in flags])


def _scores(
    intake: Intake, values: Sequence[tuple[int, ...]], owners: Sequence[ClinicGoal], reached: Sequence[Reached]
) -> tuple[Score, ...]:
    scores: list[Score] = []
    so_far = True
    for goal, value in zip(intake.goals, values, strict=True):
        mine = [r for owner, r in zip(owners, reached[: len(owners)], strict=True) if owner is goal]
        proven = all(r.proven for r in mine)
        bound = value
        if not proven and goal is ClinicGoal.RESIDENTS:
            bound = _residents_bound(intake, mine)
        elif not proven and goal is ClinicGoal.EVEN:
            bound = (per_million(sorted({w.gap for w in windows(intake)})[mine[0].bound]),)
        elif not proven:
            settled = next(n for n, r in enumerate(mine) if not r.proven)
            bound = tuple(r.bound for r in mine[: settled + 1])
        so_far = so_far and proven
        scores.append(Score(goal=goal, value=value, bound=bound, proven=so_far))
    return tuple(scores)


def _residents_bound(intake: Intake, reached: Sequence[Reached]) -> tuple[int, ...]:
    """Return the populations surely left: as found down to the first level that is not proven, and its bound there."""
    left: list[int] = []
    for level, r in zip(levels(intake), reached, strict=True):
        left += [intake.clinics[level[0]].population] * r.bound
        if not r.proven:
            break
    return tuple(left)
