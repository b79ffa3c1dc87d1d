"""Compare ways to plan who serves where over eight years, on the same seeded centres in one run.

    python benchmarks/rotation.py [--seeds N] [--county | --counties N] [--spread] [--staff FACTOR]
                                  [--seconds S] [--workers N] [--peers N] [--limit S]

A district is Mentougou's size: 9 centres, 178 clinics, 260 staff, 16 half-years; a county has 25 centres, 500 clinics,
900 staff. People are synthetic. Prints Markdown tables, with the load of the machine and CPU seconds beside wall time.
``--peers`` gives that many centres of the first district to CP-SAT (8 workers) and HiGHS on the model over person,
period and place (``rotation_peers.py``), and ends with an error where one of them finds a better plan than ours.
"""

import argparse
import os
import random
import resource
import time
from collections.abc import Callable
from statistics import median

from rotation_peers import Came, by_cpsat, by_highs

from planner.solving.rotation import (
    CentreOutlook,
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


def centre(dice: random.Random, number: int, clinics: int, staff: int, spread: bool = False) -> CentreOutlook:
    """Return a centre where a third of the staff stay at clinics and the others rotate, each with her own cycle.

    Remote clinics lie in the hills, under a third of the centres; ``spread`` puts them everywhere, with as many men as
    women and more clinics of several posts: harder than any roster we know.
    """
    far = 0.3 if spread else dice.choice((0.0, 0.0, dice.uniform(0.3, 0.65)))
    women, tcms = (0.5, 0.3) if spread else (0.7, 0.2)
    places = [
        Place(id=f"{number}-000", kind=PlaceKind.CENTRE, posts=max(3, staff // 6), cap=staff),
        Place(id=f"{number}-001", kind=PlaceKind.STATION, posts=2, cap=4),
    ]
    places += [
        Place(
            id=f"{number}-{c + 2:03}",
            posts=dice.choices((1, 2, 3), (75, 20, 5) if spread else (91, 9, 0))[0],
            cap=4,
            residents=dice.randint(10, 250) * 10,
            remote=dice.random() < far,
        )
        for c in range(clinics)
    ]
    codes = [p.id for p in places]
    presence, rotators = [], []
    # Where someone is today there was room for her; two a clinic leave the cap of four to those who come.
    beds = [p.id for p in places for _ in range(len(places) // 2 if p.kind is PlaceKind.CENTRE else 2)]
    dice.shuffle(beds)
    for i in range(staff):
        woman, tcm = dice.random() < women, dice.random() < tcms
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


def district(seed: int, factor: float = 1.0, spread: bool = False) -> list[CentreOutlook]:
    """Return a district of Mentougou's size; ``factor`` multiplies the staff."""
    dice = random.Random(seed)
    sizes = enumerate(zip(CLINICS, STAFF, strict=True), 1)
    return [centre(dice, i, clinics, round(staff * factor), spread) for i, (clinics, staff) in sizes]


def county(seed: int, factor: float = 1.0, spread: bool = False) -> list[CentreOutlook]:
    """Return a county: 25 centres, 500 clinics and 900 staff, more people per clinic than a district has."""
    dice = random.Random(seed)
    clinics = [CLINICS[i % len(CLINICS)] for i in range(25)]
    clinics = [round(500 * sum(clinics[: i + 1]) / sum(clinics)) for i in range(25)]
    clinics = [after - before for before, after in zip([0, *clinics], clinics, strict=False)]
    staff = [round(900 * sum(clinics[: i + 1]) / 500) for i in range(25)]
    staff = [after - before for before, after in zip([0, *staff], staff, strict=False)]
    return [
        centre(dice, i, here, round(people * factor), spread)
        for i, (here, people) in enumerate(zip(clinics, staff, strict=True), 1)
    ]


def _cpu() -> float:
    """Return the CPU seconds of this process and of those that have ended: on a busy machine the fairer clock."""
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def _better(rota: Rota, peer: list[Came]) -> str:
    """Return which of the two is better at the first goal where they differ."""
    for score, came in zip(rota.scores, peer, strict=False):
        if score.value != came.value:
            return f"{'ours' if score.value < came.value else 'THEIRS'} at {score.goal}"
    return "equal" if len(peer) == len(rota.scores) else "equal as far as they came"


def plan_all(name: str, outlooks: list[CentreOutlook], seconds: float, workers: int | None) -> float:
    """Plan all centres, print a row, and return the seconds it took."""
    start, busy = time.perf_counter(), _cpu()
    rotas = solve_centres(outlooks, seconds, workers)
    took = time.perf_counter() - start
    scores = [s for rota in rotas for s in rota.scores]
    first = [next((s for s in rota.scores if not s.proven), None) for rota in rotas]
    left_open = ", ".join(f"{s.goal} {s.value} / {s.bound}" for s in first if s)
    print(
        f"| {name} | {took:.1f} | {_cpu() - busy:.1f} | {os.getloadavg()[0]:.1f} "
        f"| {sum(s.proven for s in scores)} of {len(scores)} "
        f"| {sum(r.unique for r in rotas)} of {len(rotas)} | {left_open or '–'} |",
        flush=True,
    )
    return took


def beside_peers(outlooks: list[CentreOutlook], seconds: float, limit: float) -> list[str]:
    """Print a row for each centre and peer, and return where a peer found a better plan."""
    peers: dict[str, Callable[[CentreOutlook, float], list[Came]]] = {
        "CP-SAT, 8 workers": by_cpsat,
        "HiGHS, 1 thread": by_highs,
    }
    print("| centre | rotators × clinics | solver | wall s | CPU s | proven | better | CPU against ours |")
    print("|---|---|---|---|---|---|---|---|")
    lost = []
    for outlook in outlooks:
        size = f"{len(outlook.rotators)} × {len(outlook.places) - 2}"
        start, busy = time.perf_counter(), _cpu()
        (rota,) = solve_centres([outlook], seconds, 1)
        wall, ours = time.perf_counter() - start, _cpu() - busy
        assert tuple(s.value for s in rota.scores) == measure(outlook, rota.places)
        proven = f"{sum(s.proven for s in rota.scores)}, {'unique' if rota.unique else 'ties open'}"
        print(f"| {outlook.id} | {size} | ours, 1 worker | {wall:.1f} | {ours:.1f} | {proven} | | |", flush=True)
        for name, peer in peers.items():
            start, busy = time.perf_counter(), _cpu()
            came = peer(outlook, limit)
            wall, theirs = time.perf_counter() - start, _cpu() - busy
            done = sum(c.proven for c in came)
            better = _better(rota, came)
            if "THEIRS" in better:
                lost.append(f"{outlook.id}: {name} is better, {better}")
            ratio = f"{'' if done == len(rota.scores) else '> '}{theirs / ours:.1f} ×"
            print(f"| | | {name} | {wall:.1f} | {theirs:.1f} | {done} | {better} | {ratio} |", flush=True)
    return lost


def main() -> None:
    """Run the comparison and print it."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seeds", type=int, default=3, help="districts, seeds 1, 2, …")
    ask.add_argument("--county", action="store_true", help="one county instead of districts")
    ask.add_argument("--counties", type=int, default=0, help="as many counties instead of districts")
    ask.add_argument("--spread", action="store_true", help="remote clinics everywhere: harder than the rosters known")
    ask.add_argument("--staff", type=float, default=1.0, help="multiplies the staff")
    ask.add_argument("--seconds", type=float, default=300, help="limit of ours for a district or a county")
    ask.add_argument("--workers", type=int, default=None)
    ask.add_argument("--peers", type=int, default=3, help="centres of the first district given to the peers")
    ask.add_argument("--limit", type=float, default=60, help="seconds of a peer for a centre")
    given = ask.parse_args()
    print("| instance | wall s | CPU s | load | goals proven | unique plans | first goal open of a centre |")
    print("|---|---|---|---|---|---|---|")
    counties = given.counties or int(given.county)
    kind, make, number = ("county", county, counties) if counties else ("district", district, given.seeds)
    spent = [
        plan_all(f"{kind}, seed {seed}", make(seed, given.staff, given.spread), given.seconds, given.workers)
        for seed in range(1, number + 1)
    ]
    if spent:
        print(f"\nmedian {median(spent):.1f} s of wall time\n")
    if given.peers:
        centres = sorted(district(1, given.staff, given.spread), key=lambda o: len(o.rotators))
        lost = beside_peers(centres[:: max(1, len(centres) // given.peers)][: given.peers], given.seconds, given.limit)
        if lost:
            raise SystemExit("\n".join(lost))


if __name__ == "__main__":
    main()
