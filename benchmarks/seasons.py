"""This module is where seeded seasons of four sizes are made from the real village counts of China's counties."""

import csv
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.solving.levels import vacancy_levels
from planner.solving.seats import Season

Ints = npt.NDArray[np.int64]

SIZES: dict[str, tuple[str, int]] = {
    "county": ("110109", 30),
    "city": ("4108", 300),
    "province": ("41", 5_000),
    "nation": ("", 60_000),
}
"""Area code each size begins with (Mentougou, Jiaozuo, Henan, all) and its number of graduates."""

MENTOUGOU_TOWNS = 9
LIST_LENGTH = 6
TIES = {"county": 0.60, "city": 0.25, "province": 0.10, "free": 0.05}
LIST_ONLY = 0.35


@dataclass(frozen=True)
class Made:
    """A season with the facts it was made from: vacancies, posts and clinics of each centre."""

    size: str
    season: Season
    vacant: Ints
    posts: Ints
    clinics: Ints


def counties(prefix: str) -> list[tuple[str, int, int]]:
    """Return (area code, towns with villages, villages) of the counties an area code begins; towns are estimated."""
    with (Path(__file__).parent / "villages.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["areaCode"].startswith(prefix)]
    out = []
    for row in rows:
        villages, communities = int(row["villages"]), int(row["communities"])
        towns = round(int(row["towns"]) * villages / (villages + communities))
        towns = MENTOUGOU_TOWNS if row["areaCode"] == "110109" else max(1, min(villages, towns))
        out.append((row["areaCode"], towns, villages))
    return sorted(out)


def make(size: str, seed: int = 1, graduates: int | None = None, matching: Any = "counts_then_preference") -> Made:
    """Make the "mixed" season of a size: 60 % of graduates tied to their county, 25 % city, 10 % province, 5 % free."""
    prefix, people = SIZES[size]
    people = graduates or people
    rng = np.random.default_rng(seed)
    areas = counties(prefix)
    county_of = np.repeat(np.arange(len(areas)), [towns for _, towns, _ in areas])
    clinics = np.ones(len(county_of), dtype=np.int64)
    county_rate = rng.beta(6, 12, len(areas))
    start = 0
    for _, towns, villages in areas:
        share = rng.dirichlet(np.full(towns, 4.0))
        clinics[start : start + towns] += rng.multinomial(villages - towns, share)
        start += towns
    posts = clinics + rng.binomial(clinics, 0.25)
    vacant = rng.binomial(posts, county_rate[county_of])
    seat_start, seat_level, n_levels = vacancy_levels(vacant, posts, clinics)

    parent, centre_hub, hub_of = _tree([a for a, _, _ in areas], county_of)
    options, area = _wishes(rng, people, [a for a, _, _ in areas], county_of, vacant, hub_of)
    wished = Season.of(
        [()] * len(vacant), options, rng.permutation(people).tolist(), matching,
        area=area, hub_parent=parent, centre_hub=centre_hub,
    )  # fmt: skip
    season = replace(wished, seat_start=seat_start, seat_level=seat_level, n_levels=n_levels)
    return Made(size, season, vacant, posts, clinics)


def _tree(codes: list[str], county_of: Ints) -> tuple[list[int], list[int], dict[str, int]]:
    """Return parents of hubs, the hub of each centre, and hubs by area code ("" is the whole country)."""
    hub_of: dict[str, int] = {"": 0}
    parent = [-1]
    for width in (2, 4, 6):
        for code in codes:
            if code[:width] not in hub_of:
                hub_of[code[:width]] = len(parent)
                parent.append(hub_of[code[: width - 2]])
    return parent, [hub_of[codes[c]] for c in county_of], hub_of


def _wishes(
    rng: np.random.Generator, people: int, codes: list[str], county_of: Ints, vacant: Ints, hub_of: dict[str, int]
) -> tuple[list[list[tuple[int, int]]], list[int]]:
    weight = np.maximum(np.bincount(county_of, weights=vacant), 0.01)
    home = rng.choice(len(codes), people, p=weight / weight.sum())
    tie = rng.choice([6, 4, 2, 0], people, p=list(TIES.values()))
    listed_only = rng.random(people) < LIST_ONLY
    liked = rng.lognormal(0, 0.8, len(county_of))
    members: dict[str, list[int]] = defaultdict(list)
    for centre, county in enumerate(county_of):
        for width in (0, 2, 4, 6):
            members[codes[county][:width]].append(centre)
    pool = {code: np.array(m) for code, m in members.items()}
    odds = {code: liked[m] / liked[m].sum() for code, m in pool.items()}
    options, area = [], []
    for person in range(people):
        code = codes[home[person]]
        near, wide = code, code[: tie[person]]
        picked: list[int] = []
        many = min(LIST_LENGTH, len(pool[wide]))
        while len(picked) < many:
            where = near if rng.random() < 0.6 else wide
            for centre in rng.choice(pool[where], 6, p=odds[where]).tolist():
                if centre not in picked and len(picked) < many:
                    picked.append(centre)
        options.append([(centre, rank) for rank, centre in enumerate(picked, 1)])
        area.append(-1 if listed_only[person] else hub_of[wide])
    return options, area
