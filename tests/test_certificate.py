"""The certificate accepts what is lawful and nothing else, names what is wrong, and knows no solver."""

import random
import subprocess
import sys
from itertools import product

import numpy as np
import pytest
from solving.seat_oracle import Tiny, feasible, lawful, random_tiny

from planner.certificate import Breach, CentreLine, Fault, breaches, breaches_of_lines
from planner.solving.seats import Season, allocate


def season_of(tiny: Tiny) -> Season:
    tree = {"hub_parent": tiny.hub_parent, "centre_hub": tiny.centre_hub}
    return Season.of(tiny.levels, tiny.options, tiny.code_order, area=tiny.area, **tree)


@pytest.mark.parametrize("update", ["after_each", "once_exhaust", "once_round"])
def test_the_prices_of_the_engine_certify_the_lawful_placements_and_no_other(update: str) -> None:
    rng = random.Random(update)
    seen = {True: 0, False: 0}
    for _ in range(120):
        tiny = random_tiny(rng, update, "counts_then_preference")
        season, good = season_of(tiny), set(lawful(tiny))
        price = allocate(season).price
        every = feasible(tiny)
        for placement in every if len(every) <= 30 else rng.sample(every, 30):
            clean = not breaches(season, np.array(placement, dtype=np.int64), price)
            assert clean == (placement in good), (tiny, placement)
            seen[clean] += 1
    assert min(seen.values()) > 100


def test_no_prices_at_all_certify_an_unlawful_placement() -> None:
    rng = random.Random(3)
    tried = 0
    while tried < 60:
        tiny = random_tiny(rng, "after_each", "counts_then_preference")
        season, good = season_of(tiny), set(lawful(tiny))
        wrong = [p for p in feasible(tiny) if p not in good]
        if not wrong or (season.n_levels + 1) ** season.centres > 700:
            continue
        tried += 1
        placement = np.array(rng.choice(wrong), dtype=np.int64)
        for prices in product(range(season.n_levels + 1), repeat=season.centres):
            assert breaches(season, placement, np.array(prices, dtype=np.int64)), (tiny, placement)


LINES = [CentreLine((0, 2), 1, 2), CentreLine((1,), 1, 2)]


def test_printed_lines_of_a_lawful_placement_pass() -> None:
    assert breaches_of_lines(LINES, [[0, 1], [1]], [0, 1]) == ()
    assert breaches_of_lines([CentreLine((0,), 1, None)], [[0], [0], []], [0, None, None]) == ()
    assert breaches_of_lines([], [], []) == ()


@pytest.mark.parametrize(
    ("lines", "eligible", "placed", "expected"),
    [
        ([CentreLine((0, 2), 0, 2), LINES[1]], [[0, 1]], [1], Breach(Fault.PASSED_OVER, 0)),
        ([CentreLine((0, 2), 2, 1), LINES[1]], [[0], [0], [1]], [0, 0, 1], Breach(Fault.TOO_SOON, 0)),
        (LINES, [[1], [1]], [0, 1], Breach(Fault.NOT_ELIGIBLE, 0, 0)),
        ([CentreLine((0, 2), 1, 2), CentreLine((1,), 0, 1)], [[0, 1]], [0], Breach(Fault.DEARER, 0, 0)),
        (LINES, [[0], [1], [0]], [0, 1, None], Breach(Fault.LEFT_OUT, -1, 2)),
        ([CentreLine((0, 2), 2, 2), LINES[1]], [[0], [1]], [0, 1], Breach(Fault.MISCOUNTED, 0)),
        ([CentreLine((0,), 2, None)], [[0], [0]], [0, 0], Breach(Fault.MISCOUNTED, 0)),
    ],
)
def test_each_fault_is_named(
    lines: list[CentreLine], eligible: list[list[int]], placed: list[int | None], expected: Breach
) -> None:
    assert expected in breaches_of_lines(lines, eligible, placed)


def test_the_certificate_loads_no_solver() -> None:
    code = "import sys, planner.certificate as c; print([m for m in sys.modules if 'ortools' in m or 'solving' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
