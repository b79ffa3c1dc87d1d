"""Least disruption: among equally good answers the one with fewest differences from a baseline, against enumeration."""

import random
from dataclasses import replace
from itertools import product

import pytest
from solving.seat_oracle import Tiny, lawful, random_tiny, ranks_of

from planner.solving import clinics as engine
from planner.solving.clinics import Clinic, ClinicGoal, Intake, Newcomer, measure, post
from planner.solving.seats import Season, allocate


def tied(rng: random.Random, tiny: Tiny) -> Tiny:
    """Return a season without areas, with many equal ranks: everyone lists most centres, first or second."""
    nobody, centres = [-1] * len(tiny.options), range(len(tiny.levels))
    options = [[(c, 1 if rng.random() < 0.9 else 2) for c in centres if rng.random() < 0.8] for _ in tiny.options]
    return tiny._replace(options=options, area=nobody, hub_parent=[], centre_hub=[-1] * len(tiny.levels))


def closest(tiny: Tiny, baseline: list[int]) -> tuple[int, ...]:
    """The definition: lawful, best people, best wishes, best by standing, fewest differences, then codes."""
    ranks = ranks_of(tiny)
    left = lawful(tiny)
    chosen = max(tuple(c >= 0 for c in p) for p in left)
    left = [p for p in left if tuple(c >= 0 for c in p) == chosen]

    def word(p: tuple[int, ...]) -> tuple[object, ...]:
        got = [ranks[i][c] for i, c in enumerate(p) if c >= 0]
        first = [-got.count(r) for r in range(1, 12)] if tiny.matching == "rank_maximal" else [sum(got)]
        differs = sum(c != baseline[i] for i, c in enumerate(p) if c >= 0)
        return first, got, differs, [p[i] for i in tiny.code_order]

    return min(left, key=word)


@pytest.mark.parametrize("matching", ["counts_then_preference", "rank_maximal"])
def test_fewest_differences_among_equally_good_placements(matching: str) -> None:
    rng, moved = random.Random(7), 0
    for _ in range(600):
        tiny = tied(rng, random_tiny(rng, rng.choice(["after_each", "once_exhaust"]), matching))
        places = range(-1, len(tiny.levels))
        baseline = [rng.choice(places) for _ in tiny.options]
        given = (tiny.levels, tiny.options, tiny.code_order, matching)
        found = allocate(Season.of(*given, baseline=baseline)).centre.tolist()  # type: ignore[arg-type]
        assert tuple(found) == closest(tiny, baseline)
        moved += found != allocate(Season.of(*given)).centre.tolist()  # type: ignore[arg-type]
    assert moved > 40  # else the baseline was never what decided


def test_a_plan_is_its_own_closest_plan() -> None:
    rng = random.Random(3)
    for matching in ("counts_then_preference", "rank_maximal", "serial"):
        for _ in range(100):
            tiny = tied(rng, random_tiny(rng, "after_each", matching))
            given = (tiny.levels, tiny.options, tiny.code_order, matching)
            plain = allocate(Season.of(*given)).centre.tolist()  # type: ignore[arg-type]
            again = allocate(Season.of(*given, baseline=plain)).centre.tolist()  # type: ignore[arg-type]
            assert again == plain


def test_in_turn_a_tie_goes_to_the_baseline() -> None:
    levels, options = [[0], [0]], [[(0, 1), (1, 1)], [(0, 1), (1, 1)]]
    assert allocate(Season.of(levels, options, matching="serial")).centre.tolist() == [0, 1]
    assert allocate(Season.of(levels, options, matching="serial", baseline=[1, -1])).centre.tolist() == [1, 0]


def test_keeping_two_outdoes_keeping_the_first_by_code() -> None:
    # Keeping p1 at c0 would drive both others from their places.
    levels, options = [[0], [0], [0]], [[(0, 1), (1, 1), (2, 1)]] * 3
    found = allocate(Season.of(levels, options, baseline=[0, 0, 1])).centre.tolist()
    assert sorted(found) == [0, 1, 2]
    assert sum(a == b for a, b in zip(found, [0, 0, 1], strict=True)) == 2


def test_an_area_and_a_baseline_together_are_refused() -> None:
    with pytest.raises(ValueError, match="not with areas"):
        Season.of([[0]], [[]], area=[0], hub_parent=[-1], centre_hub=[0], baseline=[0])


def random_intake(rng: random.Random, people: int) -> Intake:
    names = "abcd"[: rng.choice([2, 3, 4])]
    clinics = tuple(
        Clinic(id=c, room=rng.choice([1, 2, 3]), doctors=rng.choice([0, 1]), population=rng.choice([0, 5]))
        for c in names
    )
    newcomers = tuple(
        Newcomer(
            id=f"p{i}",
            standing=i,
            woman=rng.random() < 0.5,
            wish={rng.choice(names): 1} if rng.random() < 0.3 else {},
            baseline=rng.choice([None, *names]),
        )
        for i in range(people)
    )
    goals = (ClinicGoal.UNCOVERED, ClinicGoal.RESIDENTS, ClinicGoal.WISH, ClinicGoal.WOMAN, ClinicGoal.DISRUPTION)
    return Intake(clinics=clinics, newcomers=newcomers, goals=goals)


def test_fewest_differences_inside_a_centre(monkeypatch: pytest.MonkeyPatch) -> None:
    rng, decided = random.Random(11), 0
    for trial in range(120):
        intake = random_intake(rng, rng.choice([1, 2, 3, 4]))
        room = {c.id: c.room for c in intake.clinics}
        options = [
            dict(zip([p.id for p in intake.newcomers], at, strict=True))
            for at in product(sorted(room), repeat=len(intake.newcomers))
            if all(at.count(c) <= room[c] for c in room)
        ]
        if not options:
            continue
        best = min(options, key=lambda found: (measure(intake, found), sorted(found.items())))
        # Both ways of solving: the table of sets, and CP-SAT stage by stage.
        monkeypatch.setattr(engine, "TABLE_STEPS", 0 if trial % 4 == 0 else 400_000)
        assert post(intake).clinic_of == best
        decided += post(replace(intake, goals=intake.goals[:-1])).clinic_of != best
    assert decided > 20
