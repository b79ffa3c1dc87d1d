"""Compare ways to plan who serves where over eight years, on the same seeded centres in one run.

    python benchmarks/rotation.py [--seeds N] [--seconds S] [--workers N] [--staff FACTOR] [--peers N] [--limit S]

Prints two Markdown tables. A district is Mentougou's size: 9 centres, 178 clinics, 260 staff, 16 half-years; people
are synthetic. "as a user would" is CP-SAT over person, period and place, goal by goal, 8 workers, default settings.
"""

import argparse
import random
import resource
import time
from collections import defaultdict
from statistics import median

from planner.solving.rotation import (
    CentreOutlook,
    OutlookGoal,
    Place,
    PlaceKind,
    Presence,
    Rota,
    Rotator,
    Stint,
    measure,
    solve_centres,
)

CLINICS = (31, 26, 24, 22, 20, 18, 15, 13, 9)
STAFF = (45, 38, 35, 32, 29, 27, 22, 19, 13)
PERIODS = 16
CYCLE = 4


def centre(dice: random.Random, number: int, clinics: int, staff: int) -> CentreOutlook:
    """Return a centre where a third of the staff stay at clinics and the others rotate, each with her own cycle."""
    places = [
        Place(id=f"{number}-000", kind=PlaceKind.CENTRE, posts=max(3, staff // 6), cap=staff),
        Place(id=f"{number}-001", kind=PlaceKind.STATION, posts=2, cap=4),
    ]
    places += [
        Place(
            id=f"{number}-{c + 2:03}",
            posts=dice.choices((1, 2, 3), (75, 20, 5))[0],
            cap=4,
            residents=dice.randint(10, 250) * 10,
            remote=dice.random() < 0.3,
        )
        for c in range(clinics)
    ]
    codes = [p.id for p in places]
    presence, rotators = [], []
    # Where someone is today there was room for her; two a clinic leave the cap of four to those who come.
    beds = [p.id for p in places for _ in range(len(places) // 2 if p.kind is PlaceKind.CENTRE else 2)]
    dice.shuffle(beds)
    for i in range(staff):
        woman, tcm = dice.random() < 0.5, dice.random() < 0.3
        until = dice.randint(2, PERIODS - 1) if dice.random() < 0.2 else PERIODS
        if i < staff // 3:
            at = next(p for p in beds if p in codes[2:])
            beds.remove(at)
            presence += [Presence(place=at, period=t, staff=1, women=int(woman), tcm=int(tcm)) for t in range(until)]
        else:
            rotators.append(_rotator(dice, f"{number}-p{i:03}", codes, beds, until, woman, tcm))
    return CentreOutlook(
        id=f"centre {number}",
        periods=PERIODS,
        places=tuple(places),
        rotators=tuple(rotators),
        presence=tuple(presence),
        core_min=max(2, staff // 8),
    )


def _rotator(
    dice: random.Random, code: str, codes: list[str], beds: list[str], until: int, woman: bool, tcm: bool
) -> Rotator:
    graduate = dice.random() < 0.2
    may = codes[2:] if graduate else codes
    first = dice.randint(0, PERIODS - 2) if dice.random() < 0.15 else 0
    minutes = {c: dice.randint(1, 12) * 5 for c in may}
    wish = dict.fromkeys(may, 4) | {c: r for r, c in enumerate(dice.sample(may, 3), 1)}
    stints: list[Stint] = []
    t, length = first, dice.randint(1, CYCLE) if first == 0 else CYCLE
    while t < min(until, PERIODS):
        last = min(t + length, until) - 1
        now = first == 0 and not stints
        if now:
            here = next(p for p in beds if p in may)
            beds.remove(here)
        stints.append(
            Stint(
                first=t,
                last=last,
                places=(here,) if now else tuple(may),
                minutes=minutes,
                wish=wish,
                baseline=dice.choice(may) if len(stints) == 1 and dice.random() < 0.5 else None,
            )
        )
        t, length = last + 1, CYCLE
    return Rotator(id=code, stints=tuple(stints), woman=woman, tcm=tcm, past_remote=dice.randint(0, 4))


def district(seed: int, factor: float = 1.0) -> list[CentreOutlook]:
    """Return a district of Mentougou's size; ``factor`` multiplies the staff."""
    dice = random.Random(seed)
    return [centre(dice, i, c, round(s * factor)) for i, (c, s) in enumerate(zip(CLINICS, STAFF, strict=True), 1)]


def as_a_user_would(outlook: CentreOutlook, limit: float) -> list[tuple[int, int, bool]]:
    """Return value, bound and proof per goal: CP-SAT over person, period and place, a goal at a time, 8 workers.

    Each goal gets half of the time left, the last one all of it; ties are left open.
    """
    from ortools.sat.python import cp_model

    end = time.monotonic() + limit
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
    out, proven = [], True
    for rank, goal in enumerate(outlook.goals):
        left = max(0.1, end - time.monotonic())
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 8
        solver.parameters.max_time_in_seconds = left if rank == len(outlook.goals) - 1 else left / 2
        model.minimize(sum(goals[goal]))
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        proven = proven and status == cp_model.OPTIMAL
        value = round(solver.objective_value)
        out.append((value, round(solver.best_objective_bound), proven))
        model.add(sum(goals[goal]) <= value)
        model.clear_hints()
        for v in x.values():
            model.add_hint(v, solver.value(v))
    return out


def _cpu() -> float:
    """Return the CPU seconds of this process and of those that have ended: on a busy machine the fairer clock."""
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def _worse(rota: Rota, peer: list[tuple[int, int, bool]]) -> str:
    """Return which of the two is better at the first goal where they differ."""
    for score, (value, _, _) in zip(rota.scores, peer, strict=False):
        if score.value != value:
            return f"{'ours' if score.value < value else 'theirs'} at {score.goal}"
    return "equal" if len(peer) == len(rota.scores) else "equal as far as they came"


def main() -> None:
    """Run the comparison and print it."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seeds", type=int, default=3, help="districts, seeds 1, 2, …")
    ask.add_argument("--seconds", type=float, default=120, help="limit of ours for a district")
    ask.add_argument("--workers", type=int, default=None)
    ask.add_argument("--staff", type=float, default=1.0, help="multiplies the staff")
    ask.add_argument("--peers", type=int, default=3, help="centres of the first district given to the other model")
    ask.add_argument("--limit", type=float, default=60, help="its seconds a centre")
    given = ask.parse_args()
    print("| district | seconds | CPU seconds | goals proven | unique plans | left open (value / bound) |")
    print("|---|---|---|---|---|---|")
    spent = []
    for seed in range(1, given.seeds + 1):
        outlooks = district(seed, given.staff)
        start, busy = time.perf_counter(), _cpu()
        rotas = solve_centres(outlooks, given.seconds, given.workers)
        spent.append(time.perf_counter() - start)
        scores = [s for rota in rotas for s in rota.scores]
        left_open = ", ".join(f"{s.goal} {s.value} / {s.bound}" for s in scores if s.value > s.bound)
        print(
            f"| seed {seed} | {spent[-1]:.1f} | {_cpu() - busy:.1f} | {sum(s.proven for s in scores)} of {len(scores)} "
            f"| {sum(r.unique for r in rotas)} of {len(rotas)} | {left_open or '–'} |",
            flush=True,
        )
    print(f"\nmedian {median(spent):.1f} s\n")
    print("| centre | rotators × clinics | ours, 1 worker | as a user would, 8 workers | better |")
    print("|---|---|---|---|---|")
    outlooks = sorted(district(1, given.staff), key=lambda o: len(o.rotators))
    for outlook in outlooks[:: max(1, len(outlooks) // max(1, given.peers))][: given.peers]:
        start = time.perf_counter()
        (rota,) = solve_centres([outlook], given.seconds, 1)
        ours = time.perf_counter() - start
        assert tuple(s.value for s in rota.scores) == measure(outlook, rota.places)
        start = time.perf_counter()
        peer = as_a_user_would(outlook, given.limit)
        theirs = time.perf_counter() - start
        print(
            f"| {outlook.id} | {len(outlook.rotators)} × {len(outlook.places) - 2} "
            f"| {ours:.1f} s, {sum(s.proven for s in rota.scores)} proven, {'unique' if rota.unique else 'ties'} "
            f"| {theirs:.1f} s, {sum(p for *_, p in peer)} proven, ties | {_worse(rota, peer)} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
