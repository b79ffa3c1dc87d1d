"""The season end to end on small counties: the worked example of the 2025 rule, its named options, and brute force."""

import itertools
import random
from collections import Counter
from fractions import Fraction

import pytest
from build import centre, clinic, county, four_centres, graduate, policy, scenario, staffed, wishes

from planner.domain import Instance
from planner.run import solve
from planner.season import centre_by_person, plan_season

MTG = ("mentougou-2025", "mentougou-reform")


def placed(instance: Instance, rules) -> dict[str, str]:
    return dict(centre_by_person(instance, rules))


def test_worked_example_recomputed_after_each_placement():
    result = solve(scenario(four_centres(), policy(*MTG)))
    assert {o.person_id: o.centre_id for o in result.outcomes} == {
        "G1": "A", "G2": "B", "G6": "B", "G3": "C", "G4": "C", "G5": "C",
    }  # fmt: skip
    assert [(s.centre_id, f"{s.vacant}/{s.posts}") for s in result.seats] == [
        ("C", "3/4"), ("C", "2/4"), ("B", "3/9"), ("A", "2/6"), ("C", "1/4"), ("B", "2/9"),
    ]  # fmt: skip
    assert [s.decided_by.value for s in result.seats] == ["rate", "rate", "clinics", "rate", "rate", "wish"]
    assert [(s.runner_up) for s in result.seats[2:4]] == ["A", "C"]


@pytest.mark.parametrize(
    ("update", "counts"),
    [
        ("after_each", {"A": 1, "B": 2, "C": 3}),
        ("once_exhaust", {"B": 3, "C": 3}),
        ("once_round", {"A": 1, "B": 2, "C": 2, "D": 1}),
    ],
)
def test_worked_example_under_each_reading_of_the_update(update, counts):
    rules = policy(*MTG, MTG25_2_1_a={"vacancy_update": update})
    assert Counter(placed(four_centres(), rules).values()) == counts


def test_worked_example_ranked_once_places_who_the_register_says():
    rules = policy(*MTG, MTG25_2_1_a={"vacancy_update": "once_exhaust"})
    assert placed(four_centres(), rules) == {"G1": "C", "G3": "C", "G5": "C", "G2": "B", "G4": "B", "G6": "B"}
    rules = policy(*MTG, MTG25_2_1_a={"vacancy_update": "once_round"})
    assert placed(four_centres(), rules) == {"G1": "A", "G2": "B", "G6": "B", "G3": "C", "G5": "C", "G4": "D"}


def test_worked_example_serial_goes_through_the_steps_by_grade():
    rules = policy(*MTG, MTG25_2_1_d={"seat_matching": "serial"})
    assert placed(four_centres(), rules) == {"G1": "C", "G2": "C", "G3": "B", "G4": "A", "G5": "C", "G6": "B"}


def test_the_basis_changes_which_centre_leads_the_tie():
    rules = policy(*MTG, MTG25_2_1_b={"vacancy_basis": "unstaffed_clinics"})
    season = plan_season(four_centres(), rules)
    tallies = season.rounds[0].tallies
    assert {c: (t.short, t.of) for c, t in tallies.items()} == {"A": (2, 5), "B": (3, 8), "C": (3, 4), "D": (2, 8)}


def test_cover_fills_a_post_only_under_the_option():
    from planner.domain import Role

    a, here = staffed("a", "A", 2, 1)
    people = [*here, graduate("G1"), graduate("R", role=Role.CENTRE_STAFF, site_id="a")]
    instance = county([centre("A")], [a], people)
    assert plan_season(instance, policy(*MTG)).rounds[0].tallies["A"].short == 1
    rules = policy(*MTG, MTG25_2_1_b={"cover_staff_fill_posts": "yes"})
    assert plan_season(instance, rules).rounds[0].tallies["A"].short == 0
    assert placed(instance, rules) == {}


def test_across_centres_serves_clinics_without_a_doctor_anywhere_first():
    a, in_a = staffed("a", "A", 3, 2)
    b, in_b = staffed("b", "B", 1, 1)
    c, in_c = staffed("c", "B", 9, 0)
    instance = county([centre("A"), centre("B")], [a, b, c], [*in_a, *in_b, *in_c, graduate("G1")])
    assert placed(instance, policy(*MTG)) == {"G1": "A"}
    assert placed(instance, policy(*MTG, MTGR_8_a={"min_staff_scope": "across_centres"})) == {"G1": "B"}


def test_above_posts_only_when_allowed_and_only_after_every_gap():
    a, in_a = staffed("a", "A", 1, 1)
    b, in_b = staffed("b", "B", 1, 0)
    people = [*in_a, *in_b, *(graduate(f"G{n}", 90 - n) for n in range(3))]
    instance = county([centre("A"), centre("B")], [a, b], people)
    assert placed(instance, policy(*MTG)) == {"G0": "A"}
    rules = policy(*MTG, "xixian-2021", MTG25_1_a={"allow_placement_above_posts": "yes"})
    counts = Counter(placed(instance, rules).values())
    assert counts["A"] + counts["B"] == 3
    assert counts["A"] >= 1


def brute(instance: Instance, rules, update: str) -> dict[str, str]:
    """The lawful placement by looking at every one: levels, who is placed, sum of ranks, ranks by standing, codes."""
    season = plan_season(instance, rules)
    if not season.rounds:
        return {}
    tallies, ranks = season.rounds[0].tallies, season.rounds[0].ranks
    people = [p.id for p in season.rounds[0].round.people]
    key = {
        "after_each": lambda t, j: (Fraction(t.short - j, t.of), t.clinics),
        "once_exhaust": lambda t, j: (Fraction(t.short, t.of), t.clinics),
        "once_round": lambda t, j: (-j, Fraction(t.short, t.of), t.clinics),
    }[update]
    seats = {c: [key(t, j) for j in range(t.room)] for c, t in tallies.items()}
    levels = sorted({k for mine in seats.values() for k in mine}, reverse=True)
    best, answer = None, {}
    for choice in itertools.product(*[[*ranks[p], None] for p in people]):
        counts = Counter(c for c in choice if c)
        if any(n > len(seats[c]) for c, n in counts.items()):
            continue
        filled = Counter(k for c, n in counts.items() for k in seats[c][:n])
        mine = {p: c for p, c in zip(people, choice, strict=True) if c}
        score = (
            [-filled[k] for k in levels],
            [p not in mine for p in people],
            sum(ranks[p][c] for p, c in mine.items()),
            [ranks[p][mine[p]] if p in mine else 0 for p in people],
            [mine.get(p, "") for p in sorted(people)],
        )
        if best is None or score < best:
            best, answer = score, mine
    return answer


@pytest.mark.parametrize("update", ["after_each", "once_exhaust", "once_round"])
def test_small_seasons_full_of_ties_equal_brute_force(update):
    """The whole way from people and clinics, not only the engine: 150 counties, exact ties, limits, refusals."""
    rules = policy(*MTG, MTG25_2_1_a={"vacancy_update": update})
    chance = random.Random(f"placement {update}")
    for _ in range(150):
        codes = "ABC"[: chance.randint(1, 3)]
        sites, people = [], []
        for code in codes:
            for n in range(chance.randint(1, 3)):
                posts = chance.randint(0, 2)
                site, doctors = staffed(f"{code}{n}", code, posts, chance.randint(0, posts))
                sites.append(site)
                people += doctors
        listed = {}
        for n in range(chance.randint(0, 4)):
            code = f"G{n}"
            wanted = chance.sample(codes, chance.randint(0, len(codes)))
            listed[code] = " ".join(wanted)
            limit = frozenset(chance.sample(codes, 1)) if chance.random() < 0.3 else frozenset()
            people.append(
                graduate(code, chance.choice([70, 80]), only_centres=limit, accepts_adjustment=chance.random() < 0.8)
            )
        instance = county([centre(c) for c in codes], sites, people, wishes(**listed))
        assert placed(instance, rules) == brute(instance, rules, update)
        solve(scenario(instance, rules))  # raises when the audit disagrees


def test_quiet_seasons():
    a, in_a = staffed("a", "A", 1, 1)
    nobody = solve(scenario(county([centre("A")], [a], in_a), policy(*MTG)))
    assert nobody.outcomes == ()
    no_wishes = solve(scenario(county([centre("A")], [a], [*in_a, graduate("G1"), graduate("G2", 70)]), policy(*MTG)))
    assert [(o.person_id, o.centre_id) for o in no_wishes.outcomes] == [("G1", "A"), ("G2", None)]
    assert "补满" in no_wishes.outcomes[1].reason.zh
    no_posts = solve(scenario(county([centre("A")], [clinic("a", "A", 0)], [graduate("G1")]), policy(*MTG)))
    assert no_posts.outcomes[0].centre_id is None
