"""This module is where the placement engine is timed beside what others would use, and checked against enumeration.

    python benchmarks/placement.py --size county city      # one table and one JSON file
    python benchmarks/placement.py --quick                 # smoke test: county, once
    python benchmarks/placement.py --exact 10000           # that many tiny seasons per reading and matching

Every method gets the same seeded season in one run; fast ones are repeated in turns and their medians reported. Memory
is the growth of a forked child's peak, so the script runs on Linux and macOS.
"""

import argparse
import json
import os
import pickle
import random
import resource
import signal
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from peers import METHODS, OURS
from seasons import SIZES, Made, make

from planner.certificate import breaches
from planner.solving.choice import optimum
from planner.solving.flows import Ints
from planner.solving.prices import centre_prices
from planner.solving.seats import Season, allocate
from planner.solving.tight import tighten

REPEATS = {"county": 31, "city": 15, "province": 7, "nation": 5}
SLOW = 4.0
"""Seconds above which a method is run once, and reported from that run."""


class Run(NamedTuple):
    """One run of a method: wall seconds, growth of peak memory in MB, and the centre of every person."""

    seconds: float
    megabytes: float
    centre: Ints


def apart(method: Callable[[Made], Ints], made: Made, limit: int) -> Run:
    """Run a method in a forked child for at most ``limit`` seconds; raises RuntimeError where it has no answer."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        signal.alarm(limit)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        try:
            answer: Any = method(made)
        except Exception as error:
            answer = str(error) or repr(error)
        seconds = time.perf_counter() - start
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        with os.fdopen(write, "wb") as pipe:
            pickle.dump((seconds, grown, answer), pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    seconds, grown, answer = pickle.loads(said) if said else (0.0, 0.0, f"not finished in {limit} s")
    if isinstance(answer, str):
        raise RuntimeError(answer)
    return Run(seconds, grown, answer)


def filled(season: Season, centre: Ints) -> Ints:
    """Return how many seats of each level a placement fills."""
    count = np.bincount(centre[centre >= 0], minlength=season.centres)
    owner = np.repeat(np.arange(season.centres), np.diff(season.seat_start))
    turn = np.arange(len(owner)) - season.seat_start[owner]
    return np.bincount(season.seat_level[turn < count[owner]], minlength=season.n_levels)


def compare(size: str, seed: int, quick: bool, limit: int) -> list[dict[str, Any]]:
    """Return one row per method for the season of a size."""
    made = make(size, seed)
    season = made.season
    law = filled(season, allocate(season).centre)
    rows, again = [], []
    for name, method in METHODS.items():
        row: dict[str, Any] = {"size": size, "method": name, "left_out": ""}
        rows.append(row)
        try:
            first = apart(method, made, limit)
        except RuntimeError as error:
            row["left_out"] = str(error)
            continue
        against = int(np.maximum(law - filled(season, first.centre), 0).sum())
        row |= {"times": [first.seconds], "megabytes": first.megabytes, "against_the_law": against}
        if first.seconds < SLOW and not quick:
            row["times"] = []
            again.append((row, method))
        print(f"  {size}: {name}: {first.seconds:.4f} s", file=sys.stderr)
    for _ in range(REPEATS[size]):
        for row, method in again:
            start = time.perf_counter()
            method(made)
            row["times"].append(time.perf_counter() - start)
    for row in rows:
        if "times" in row:
            row["seconds"], row["runs"] = statistics.median(row["times"]), len(row.pop("times"))
    return [*rows, _certificate(size, season)]


def _certificate(size: str, season: Season) -> dict[str, Any]:
    allocation = allocate(season)
    times = []
    for _ in range(9):
        start = time.perf_counter()
        found = breaches(season, allocation.centre, allocation.price)
        times.append(time.perf_counter() - start)
    row = {"size": size, "method": "checking our certificate", "left_out": "", "megabytes": 0.0}
    return row | {"seconds": statistics.median(times), "runs": len(times), "against_the_law": len(found)}


def table(rows: list[dict[str, Any]]) -> str:
    """Return the rows as a Markdown table: a line per method, a group of columns per size."""
    sizes = list(dict.fromkeys(row["size"] for row in rows))
    ours = {row["size"]: row["seconds"] for row in rows if row["method"] == OURS}
    lines = [
        "| method | " + " | ".join(f"{size}: s (x ours), MB, against the law" for size in sizes) + " |",
        "| --- |" + " --- |" * len(sizes),
    ]
    for method in dict.fromkeys(row["method"] for row in rows):
        cells = []
        for size in sizes:
            row = next(r for r in rows if r["size"] == size and r["method"] == method)
            if row["left_out"]:
                cells.append(f"- ({row['left_out']})")
                continue
            once = ", one run" if row["runs"] == 1 else ""
            times = f"{row['seconds']:.4g} (x{row['seconds'] / ours[size]:.2g}{once})"
            cells.append(f"{times}, {row['megabytes']:.0f}, {row['against_the_law']}")
        lines.append(f"| {method} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def parts(size: str, seed: int) -> str:
    """Time the three parts of ours by themselves: prices, best wishes (all that peers find), and settling every tie."""
    season = make(size, seed).season
    price = centre_prices(season)
    done = {
        "prices": lambda: centre_prices(season),
        "best wishes": lambda: optimum(season, tighten(season, price)),
        "all, ties settled": lambda: allocate(season),
    }
    told = []
    for name, part in done.items():
        times = []
        for _ in range(REPEATS[size] * 3):
            start = time.perf_counter()
            part()
            times.append(time.perf_counter() - start)
        told.append(f"{name} {statistics.median(times) * 1000:.3g} ms")
    return f"{size}: " + ", ".join(told)


def exact(many: int) -> int:
    """Compare with enumeration on tiny seasons of every reading and matching; return how many answers differ."""
    sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
    from solving.seat_oracle import answer, random_tiny

    wrong = 0
    for update in ("after_each", "once_exhaust", "once_round"):
        for matching in ("counts_then_preference", "rank_maximal", "serial"):
            rng, missed = random.Random(f"exact {update} {matching}"), 0
            for _ in range(many):
                tiny = random_tiny(rng, update, matching)
                tree = {"hub_parent": tiny.hub_parent, "centre_hub": tiny.centre_hub}
                season = Season.of(tiny.levels, tiny.options, tiny.code_order, area=tiny.area, **tree)
                got = allocate(replace(season, matching=matching))
                certified = not breaches(season, got.centre, got.price)
                missed += tuple(got.centre.tolist()) != answer(tiny) or not certified
            print(f"| {update} | {matching} | {many} | {missed} |", flush=True)
            wrong += missed
    return wrong


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description="Time the placement engine beside its peers.")
    parser.add_argument("--size", nargs="+", choices=list(SIZES), default=["county", "city"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=300, help="seconds any one method may take")
    parser.add_argument("--quick", action="store_true", help="county only, every method once")
    parser.add_argument("--exact", type=int, metavar="N", help="N tiny seasons per reading and matching, no timing")
    parser.add_argument("--parts", action="store_true", help="time the parts of ours, no peers")
    parser.add_argument("--json", type=Path, default=None, help="file for all figures")
    asked = parser.parse_args()
    if asked.parts:
        for size in asked.size:
            print(parts(size, asked.seed))
        return 0
    if asked.exact:
        return int(exact(asked.exact) > 0)
    sizes = ["county"] if asked.quick else asked.size
    rows = [row for size in sizes for row in compare(size, asked.seed, asked.quick, asked.limit)]
    print(table(rows))
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    lawless = [row for row in rows if row["method"].startswith("ours") and row.get("against_the_law")]
    return int(bool(lawless))


if __name__ == "__main__":
    sys.exit(main())
