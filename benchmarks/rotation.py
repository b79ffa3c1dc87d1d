"""Compare ways to plan who serves where over eight years, on the same seeded centres in one run.

    python benchmarks/rotation.py [--seeds N] [--centres N] [--limit SECONDS] [--workers N] [--staff FACTOR]

Prints a Markdown table. A district is Mentougou's size: 9 centres, 178 clinics, 260 staff, 16 half-years; the people are
synthetic. "as a user would" is CP-SAT over person, site and period, goal by goal, on 8 workers with default settings;
``--limit`` is its seconds a centre, and it has as many centres as ``--peers`` says.
"""

import random

from planner.solving.rotation import (
    CentreOutlook,
    Place,
    PlaceKind,
    Presence,
    Rotator,
    Stint,
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
    for i in range(staff):
        woman, tcm = dice.random() < 0.5, dice.random() < 0.3
        until = dice.randint(2, PERIODS - 1) if dice.random() < 0.2 else PERIODS
        if i < staff // 3:
            at = dice.choice(codes[2:])
            presence += [Presence(place=at, period=t, staff=1, women=int(woman), tcm=int(tcm)) for t in range(until)]
        else:
            rotators.append(_rotator(dice, f"{number}-p{i:03}", codes, until, woman, tcm))
    return CentreOutlook(
        id=f"centre {number}",
        periods=PERIODS,
        places=tuple(places),
        rotators=tuple(rotators),
        presence=tuple(presence),
        core_min=max(2, staff // 8),
    )


def _rotator(dice: random.Random, code: str, codes: list[str], until: int, woman: bool, tcm: bool) -> Rotator:
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
        stints.append(
            Stint(
                first=t,
                last=last,
                places=(dice.choice(may),) if now else tuple(may),
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
