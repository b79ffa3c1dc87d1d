"""Compare ways to post newcomers to the clinics of their centre, on the same seeded centres in one run.

    python benchmarks/clinics.py [--province] [--repeat N] [--limit SECONDS]

Prints a Markdown table. Sizes follow a county (Mentougou: 7 centres), a city (Jiaozuo: 75) and, with ``--province``,
a province (Henan: 1,494); staff and newcomers are synthetic. "as a user would" is CP-SAT with one weighted objective
per centre and default settings, its weights wide enough to be exact; it leaves ties open. It runs once per size.
"""

import argparse
import random
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any, TypeVar

from planner.solving import clinics as engine
from planner.solving.clinics import Clinic, ClinicGoal, Intake, Newcomer, measure, post_all

T = TypeVar("T")

GOALS = (
    ClinicGoal.UNCOVERED,
    ClinicGoal.RESIDENTS,
    ClinicGoal.UNLICENSED_ALONE,
    ClinicGoal.WISH,
    ClinicGoal.WOMAN,
    ClinicGoal.TCM,
    ClinicGoal.TRAVEL,
)

SIZES = {"county": (7, (4, 5, 6), 20), "city": (75, (1, 2, 3, 4, 5, 6, 7, 8), 21)}
PROVINCE = {"province": (1494, (1, 1, 2, 2, 3, 3, 4, 5, 6, 8), 21)}


def centre(dice: random.Random, people: int, places: int) -> Intake:
    """Return a centre whose clinics mostly have a doctor, with room in about two of three."""
    clinics = []
    for c in range(places):
        doctors = dice.choices((0, 1, 2, 3), (25, 45, 22, 8))[0]
        clinics.append(
            Clinic(
                id=f"c{c:02}",
                room=dice.choices((0, 1, 2, 3, 4), (35, 33, 20, 8, 4))[0] if c else people,
                doctors=doctors,
                women=sum(dice.random() < 0.35 for _ in range(doctors)),
                tcm=sum(dice.random() < 0.25 for _ in range(doctors)),
                population=dice.randint(10, 300) * 10,
            )
        )
    open_codes = [c.id for c in clinics if c.room]
    newcomers = tuple(
        Newcomer(
            id=f"p{i:02}",
            woman=dice.random() < 0.5,
            tcm=dice.random() < 0.3,
            licensed=dice.random() < 0.7,
            wish={c: r for r, c in enumerate(dice.sample(open_codes, min(3, len(open_codes))), 1)},
            minutes={c: dice.randint(5, 60) for c in open_codes},
        )
        for i in range(people)
    )
    return Intake(clinics=tuple(clinics), newcomers=newcomers, goals=GOALS)


def as_a_user_would(intake: Intake, limit: float) -> tuple[dict[str, str], bool]:
    """Return one centre's proposal by CP-SAT with a single weighted objective, and whether it was proven."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    people, clinics = intake.newcomers, intake.clinics
    x = {(p.id, c.id): model.new_bool_var(f"x_{p.id}_{c.id}") for p in people for c in clinics}
    for p in people:
        model.add_exactly_one(x[p.id, c.id] for c in clinics)
    uncovered, residents, alone, no_woman, no_tcm = [], [], [], [], []
    for c in clinics:
        new = sum(x[p.id, c.id] for p in people)
        model.add(new <= c.room)
        if c.doctors == 0 and c.room:
            empty = model.new_bool_var(f"empty_{c.id}")
            model.add(new >= 1).only_enforce_if(~empty)
            uncovered.append(empty)
            residents.append(c.population * empty)
        if c.doctors == 0:
            lonely = model.new_bool_var(f"alone_{c.id}")
            licensed = sum(x[p.id, c.id] for p in people if p.licensed)
            for p in people:
                if not p.licensed:
                    model.add(licensed >= 1).only_enforce_if(x[p.id, c.id], ~lonely)
            alone.append(lonely)
        women = c.women + sum(x[p.id, c.id] for p in people if p.woman)
        few, no_w = model.new_bool_var(f"few_{c.id}"), model.new_bool_var(f"no_woman_{c.id}")
        model.add(c.doctors + new <= 1).only_enforce_if(few)
        model.add(women >= 1).only_enforce_if(~few, ~no_w)
        no_woman.append(no_w)
        none, no_t = model.new_bool_var(f"none_{c.id}"), model.new_bool_var(f"no_tcm_{c.id}")
        model.add(c.doctors + new == 0).only_enforce_if(none)
        model.add(c.tcm + sum(x[p.id, c.id] for p in people if p.tcm) >= 1).only_enforce_if(~none, ~no_t)
        no_tcm.append(no_t)
    terms: list[tuple[Any, int]] = [
        (sum(uncovered), len(clinics)),
        (sum(residents), sum(c.population for c in clinics)),
        (sum(alone), len(clinics)),
        (sum(p.rank(c.id) * x[p.id, c.id] for p in people for c in clinics), 4 * len(people)),
        (sum(no_woman), len(clinics)),
        (sum(no_tcm), len(clinics)),
        (sum(p.minutes.get(c.id, 0) * x[p.id, c.id] for p in people for c in clinics), 60 * len(people)),
    ]
    weight, weighted = 1, []
    for term, most in reversed(terms):
        weighted.append(weight * term)
        weight *= most + 1
    model.minimize(sum(weighted))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {}, False
    return {p.id: c.id for p in people for c in clinics if solver.value(x[p.id, c.id])}, status == cp_model.OPTIMAL


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the milliseconds some work took, and what it gave."""
    started = time.perf_counter()
    out = work()
    return (time.perf_counter() - started) * 1000, out


def import_ms(module: str) -> float:
    """Return the milliseconds a fresh interpreter takes to import a module (median of three)."""
    code = f"import time; t = time.perf_counter(); import {module}; print((time.perf_counter() - t) * 1000)"
    return median(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3))


def compare(intakes: list[Intake], repeat: int, limit: float) -> list[tuple[str, float, int, int]]:
    """Return per method: its name, milliseconds, centres proven, and centres whose goals are not the best."""
    steps = engine.TABLE_STEPS
    ours_ms, staged_ms = [], []
    for _ in range(repeat):
        ms, postings = timed(lambda: post_all(intakes))
        ours_ms.append(ms)
        engine.TABLE_STEPS = -1
        ms, staged = timed(lambda: post_all(intakes, limit))
        engine.TABLE_STEPS = steps
        staged_ms.append(ms)
    assert all(a == b for a, b in zip(postings, staged, strict=True) if b.proven), "our two ways must agree"
    user_ms, user = timed(lambda: [as_a_user_would(intake, limit) for intake in intakes])
    best = [tuple(score.value for score in posting.scores) for posting in postings]

    def missed(proposals: list[dict[str, str]]) -> int:
        pairs = zip(intakes, proposals, best, strict=True)
        return sum(not at or measure(intake, at) != goals for intake, at, goals in pairs)

    return [
        ("ours", median(ours_ms), sum(p.proven for p in postings), 0),
        (
            "ours, CP-SAT only",
            median(staged_ms),
            sum(p.proven for p in staged),
            missed([dict(p.clinic_of) for p in staged]),
        ),
        ("CP-SAT as a user would", user_ms, sum(sure for _, sure in user), missed([at for at, _ in user])),
    ]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--province", action="store_true", help="also a province (minutes)")
    options.add_argument("--repeat", type=int, default=5, help="runs of ours, the median counts")
    options.add_argument("--limit", type=float, default=2.0, help="seconds a centre for the weighted objective")
    args = options.parse_args()

    print("| import | ms |\n| --- | --- |")
    for module in ("planner.solving.clinics", "ortools.sat.python.cp_model_helper", "ortools.sat.python.cp_model"):
        print(f"| `{module}` | {import_ms(module):.0f} |")
    print("\n| size | centres | newcomers | method | ms | ratio | proven | misses the best goals |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    from ortools.sat.python import cp_model  # noqa: F401  (loaded before the clock starts)

    for size, (centres, people, places) in (SIZES | (PROVINCE if args.province else {})).items():
        dice = random.Random(f"clinics {size}")
        intakes = [centre(dice, dice.choice(people), places) for _ in range(centres)]
        newcomers = sum(len(intake.newcomers) for intake in intakes)
        rows = compare(intakes, args.repeat, args.limit)
        for method, ms, proven, missed in rows:
            counts = f"{centres} | {newcomers} | {method} | {ms:,.1f} | x{ms / rows[0][1]:,.1f} | {proven} | {missed}"
            print(f"| {size} | {counts} |")


if __name__ == "__main__":
    main()
