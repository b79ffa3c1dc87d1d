"""This module is where the newcomers of one centre are proposed to its clinics: exactly, goal by goal, ties by code.

The centre decides (MTG25-2.1-e), the planner proposes. Every goal is a sum over clinics of what the set of newcomers
there makes of it, but for evenness, which compares clinics. Few newcomers are solved by a table over sets of newcomers
in plain integers; more, and evenness, by CP-SAT. A flow would not do: two men at one clinic can cost less than the two
apart.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations

from planner.solving.intake import (
    OWN,
    Clinic,
    ClinicGoal,
    Intake,
    Newcomer,
    Posting,
    Score,
    allowed,
    by_grade,
    levels,
    measure,
    own_cost,
    windows,
)

__all__ = ["Clinic", "ClinicGoal", "Intake", "Newcomer", "Posting", "Score", "measure", "post", "post_all"]


def post(intake: Intake, seconds: float = 30.0) -> Posting:
    """Propose a clinic for each newcomer of a centre: least in the first goal, then the second, …, then by code.

    By code means: newcomers in code order, each at the clinic with the smallest code. ``seconds`` bounds the search of
    a centre with many newcomers only; when they run out, the best proposal found stands, not proven, with its bounds.
    """
    intake = replace(
        intake,
        clinics=tuple(sorted(intake.clinics, key=lambda c: c.id)),
        newcomers=tuple(sorted(intake.newcomers, key=lambda p: p.id)),
        goals=tuple(dict.fromkeys(intake.goals)),
    )
    start, stuck = _covering(intake)
    if stuck:
        return Posting(clinic_of={}, stuck=tuple(intake.newcomers[i].id for i in stuck))
    compared = ClinicGoal.EVEN in intake.goals and bool(windows(intake))
    if not compared and _table_steps(intake) <= TABLE_STEPS:
        return _posting(intake, _by_table(intake))
    from planner.solving._clinic_stages import post_by_stages

    return post_by_stages(intake, start, seconds)


def post_all(intakes: Iterable[Intake], seconds: float = 30.0) -> tuple[Posting, ...]:
    """Propose for many centres, one after another; ``seconds`` bounds each."""
    return tuple(post(intake, seconds) for intake in intakes)


def _posting(intake: Intake, choice: Sequence[int]) -> Posting:
    clinic_of = {p.id: intake.clinics[c].id for p, c in zip(intake.newcomers, choice, strict=True)}
    scores = zip(intake.goals, measure(intake, clinic_of), strict=True)
    return Posting(
        clinic_of=clinic_of,
        scores=tuple(Score(goal=goal, value=value, bound=value, proven=True) for goal, value in scores),
    )


def _covering(intake: Intake) -> tuple[list[int], list[int]]:
    """Return a proposal that is best in ``uncovered`` and ``residents``, else the newcomers who are too many.

    The sets of clinics that can get somebody form a matroid, so taking clinics from the most populous down is best in
    both goals, and moving people up for those still without a clinic leaves no clinic empty again.
    """
    may = allowed(intake)
    choice = [-1] * len(may)

    def attract(clinic: int, tried: set[int]) -> bool:
        for i, clinics in enumerate(may):
            if clinic in clinics and i not in tried:
                tried.add(i)
                if choice[i] < 0 or attract(choice[i], tried):
                    choice[i] = clinic
                    return True
        return False

    def settle(i: int, tried: set[int], asked: set[int]) -> bool:
        asked.add(i)
        for c in may[i]:
            if c in tried:
                continue
            tried.add(c)
            guests = [j for j, at in enumerate(choice) if at == c]
            if len(guests) < intake.clinics[c].room or any(j not in asked and settle(j, tried, asked) for j in guests):
                choice[i] = c
                return True
        return False

    for level in levels(intake):
        for c in level:
            attract(c, set())
    for i, at in enumerate(choice):
        asked: set[int] = set()
        if at < 0 and not settle(i, set(), asked):
            return [], sorted(asked)
    return choice, []


TABLE_STEPS = 400_000
"""Steps of the table up to which it is quicker than loading and asking CP-SAT (about 0.1 s)."""


def _table_steps(intake: Intake) -> int:
    people = len(intake.newcomers)
    return sum(
        math.comb(people, k) << (people - k)
        for clinic in intake.clinics
        for k in range(1, min(clinic.room, people) + 1)
    )


@cache
def _apart(people: int, group: int) -> tuple[int, ...]:
    return tuple(mask for mask in range(1 << people) if not mask & group)


def _by_table(intake: Intake) -> list[int]:
    """Return the one best proposal: clinic by clinic, the least cost of having posted each set of newcomers.

    The goals and the codes are the digits of one integer, each place wider than all places below can add up to; Python
    integers do not overflow, so its order is exactly the order of the goals, and no two proposals are equal.
    """
    may = allowed(intake)
    own, cost = _digits(intake)
    best: dict[int, int] = {0: 0}
    trail: list[dict[int, int]] = []
    for c, clinic in enumerate(intake.clinics):
        able = [i for i, clinics in enumerate(may) if c in clinics]
        idle = cost(c, 0, 0)
        after, took = dict(best), dict[int, int]()
        for size in range(1, min(clinic.room, len(able)) + 1):
            for group in combinations(able, size):
                members = sum(1 << i for i in group)
                step = cost(c, size, members) - idle + sum(own[i][c] for i in group)
                for mask in _apart(len(may), members):
                    if mask in best:
                        total = best[mask] + step
                        if mask | members not in after or total < after[mask | members]:
                            after[mask | members] = total
                            took[mask | members] = members
        best = after
        trail.append(took)
    choice = [-1] * len(may)
    mask = (1 << len(may)) - 1
    for c in reversed(range(len(trail))):
        members = trail[c].get(mask, 0)
        for i in range(len(may)):
            if members >> i & 1:
                choice[i] = c
        mask ^= members
    return choice


def _digits(intake: Intake) -> tuple[list[list[int]], Callable[[int, int, int], int]]:
    """Return what each newcomer costs at each clinic by herself, and what a set of them costs a clinic."""
    clinics, people = intake.clinics, intake.newcomers
    women, tcm, licensed = (
        sum(1 << i for i, p in enumerate(people) if getattr(p, skill)) for skill in ("woman", "tcm", "licensed")
    )
    own = [[c * len(clinics) ** (len(people) - 1 - i) for c in range(len(clinics))] for i in range(len(people))]
    place = len(clinics) ** len(people)
    weight = dict.fromkeys(ClinicGoal, 0)
    bare = {c: 0 for level in levels(intake) for c in level}
    for goal in reversed(intake.goals):
        weight[goal] = place
        if goal is ClinicGoal.RESIDENTS:
            for level in reversed(levels(intake)):
                for c in level:
                    bare[c] += place
                place *= len(level) + 1
        elif goal in OWN:
            most = 0
            for i, person in enumerate(people):
                each = [own_cost(goal, person, clinic) for clinic in clinics]
                own[i] = [have + place * more for have, more in zip(own[i], each, strict=True)]
                most += max(each, default=0)
            place *= most + 1
        elif goal is ClinicGoal.GRADE:
            order = {p.id: i for i, p in enumerate(people)}
            for person in reversed(by_grade(intake)):
                each = [person.rank(clinic.id) for clinic in clinics]
                i = order[person.id]
                own[i] = [have + place * more for have, more in zip(own[i], each, strict=True)]
                place *= max(each, default=0) + 1
        elif goal is ClinicGoal.URGENCY:
            place *= sum(clinic.need for clinic in clinics) + 1
        else:
            place *= len(clinics) + 1
    for c in bare:
        bare[c] += weight[ClinicGoal.UNCOVERED]

    def cost(c: int, size: int, members: int) -> int:
        clinic = clinics[c]
        total = 0 if members else bare.get(c, 0)
        total += weight[ClinicGoal.URGENCY] * max(0, clinic.need - size)
        if clinic.doctors == 0 and members and not members & licensed:
            total += weight[ClinicGoal.UNLICENSED_ALONE]
        if clinic.doctors + size >= 2 and not clinic.women and not members & women:
            total += weight[ClinicGoal.WOMAN]
        if clinic.doctors + size >= 1 and not clinic.tcm and not members & tcm:
            total += weight[ClinicGoal.TCM]
        return total

    return own, cost
