"""The network of a town: every goal least in its turn, held against the list of all lawful networks."""

import itertools
import random
from collections.abc import Mapping

import pytest

from planner.solving.network import Point, Settlement, Town, TownGoal, Way, settle

ORDERS: tuple[tuple[TownGoal, ...], ...] = (
    ("uncovered", "residents", "travel", "changes", "moved"),
    ("uncovered", "residents", "apart", "travel", "changes", "moved"),
    ("uncovered", "residents", "clinics", "travel", "changes", "moved"),
    ("changes", "uncovered", "apart", "clinics", "travel"),
)


def random_town(chance: random.Random) -> Town:
    """Up to five villages: clinics that stand or could, one that stands nowhere known, a station; ties abound."""
    codes = "ABCDE"[: chance.randint(1, 5)]
    points = [Point(code="s", clinic=False), Point(code="x", clinic=True, kept=chance.random() < 0.3)]
    own: dict[str, str | None] = {}
    for code in codes:
        own[code] = chance.choice([code.lower(), code.lower(), None])
        if own[code] is not None:
            exists = chance.random() < 0.6
            kept = exists and chance.random() < 0.2
            points.append(Point(code=code.lower(), clinic=True, exists=exists, host=code, kept=kept))
    settlements = []
    for code in codes:
        others = [p.code for p in points if p.code != own[code]]
        ways = [Way(point, chance.choice([2, 3, 3, 5])) for point in others if chance.random() < 0.4]
        if own[code] is not None and chance.random() < 0.9:
            ways.insert(0, Way(own[code] or "", 0))
        at_home = bool(ways) and ways[0].point == own[code]
        standing = {p.code for p in points if p.exists}
        fixed = len(ways) == 1 and ways[0].point in standing and chance.random() < 0.5
        settlements.append(
            Settlement(
                code=code,
                people=chance.choice([1, 100, 100, 300]),
                ways=tuple(ways),
                own=own[code] if at_home else None,
                now=chance.choice([own[code], "s", None]),
                joins=at_home and len(ways) > 1 and chance.random() < 0.6,
                fixed=fixed,
            )
        )
    return Town(name="T", settlements=tuple(settlements), points=tuple(points))


def every_network(town: Town):
    """Every lawful choice of a place, or of none, for each village."""
    home = {p.code: p.host for p in town.points if p.clinic and not p.kept}
    for places in itertools.product(*([w.point for w in s.ways] + [None] * (not s.fixed) for s in town.settlements)):
        served = {s.code: place for s, place in zip(town.settlements, places, strict=True)}
        ways = {s.code: {w.point for w in s.ways} for s in town.settlements}
        used = {p for p in places if p is not None}
        if all(served.get(h) == p for p in used if (h := home.get(p)) in ways and p in ways[h]):
            yield served


def value(goal: TownGoal, town: Town, served: Mapping[str, str | None]) -> int:
    used = set(served.values()) | {p.code for p in town.points if p.kept}
    clinics = [p for p in town.points if p.clinic]
    if goal == "travel":
        return sum(w.minutes * s.people for s in town.settlements for w in s.ways if w.point == served[s.code])
    if goal == "clinics":
        return sum(p.code in used for p in clinics)
    if goal == "changes":
        return sum((p.code in used) != p.exists for p in clinics)
    count = 0
    for s in town.settlements:
        place = served[s.code]
        if goal == "uncovered":
            count += place is None
        elif goal == "residents":
            count += s.people * (place is None)
        elif goal == "moved":
            count += place is not None and place != s.now
        elif goal == "apart":
            alone = sum(p == s.own for p in served.values()) == 1
            count += s.joins and place == s.own and alone
    return count


@pytest.mark.parametrize("goals", ORDERS, ids=lambda goals: " ".join(goals[:3]))
def test_the_network_is_the_best_of_all_lawful_ones_goal_by_goal(goals):
    chance = random.Random(7)
    bitten = set()
    for _ in range(60):
        town = random_town(chance)
        best = min(tuple(value(goal, town, served) for goal in goals) for served in every_network(town))
        layout = settle(town, goals, 20)
        assert tuple(score.value for score in layout.scores) == best
        assert tuple(score.bound for score in layout.scores) == best
        assert all(score.proven for score in layout.scores)
        assert tuple(value(goal, town, layout.served) for goal in goals) == best
        assert layout.served in list(every_network(town))
        bitten |= {goal for goal, reached in zip(goals, best, strict=True) if reached}
    assert bitten >= set(goals) - {"apart"}  # who ought to share nearly always can


def test_with_no_time_the_network_is_still_lawful_and_what_is_not_proven_says_so():
    town = random_town(random.Random(11))
    layout = settle(town, ORDERS[0], 0)
    assert layout.served in list(every_network(town))
    assert all(score.bound <= score.value for score in layout.scores)
    assert all(score.proven == (score.bound == score.value) for score in layout.scores)


def test_the_same_town_is_settled_the_same_way_twice():
    town = random_town(random.Random(3))
    assert settle(town, ORDERS[1], 10) == settle(town, ORDERS[1], 10)
