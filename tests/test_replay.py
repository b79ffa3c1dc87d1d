"""The replay against the worked example, the known traps, and brute force on tiny seasons full of exact ties."""

import ast
import random
import time
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

import planner.replay
from planner.replay import (
    Applicant,
    Contender,
    Departure,
    Exchange,
    Ineligible,
    Matching,
    Move,
    Opening,
    Overfull,
    PassedOver,
    Season,
    Seating,
    Step,
    Turn,
    Verdict,
    apply_moves,
    judge,
    replay,
)

Seated = dict[str, str | None]
MATCHINGS: tuple[Matching, ...] = ("counts_then_preference", "rank_maximal", "serial")


def centre(code: str, vacant: int, posts: int, clinics: int = 1, reading: str = "after_each") -> Contender:
    claims: list[tuple[Fraction | int, ...]] = []
    for j in range(vacant):
        if reading == "after_each":
            claims.append((Fraction(vacant - j, posts), clinics))
        elif reading == "once_exhaust":
            claims.append((Fraction(vacant, posts), clinics))
        else:
            claims.append((-j, Fraction(vacant, posts), clinics))
    return Contender(centre_id=code, claims=tuple(claims))


def season_of(
    centres: dict[str, tuple[int, ...]],
    lists: list[str],
    matching: Matching = "counts_then_preference",
    reading: str = "after_each",
) -> Season:
    """Centres as (vacant, posts, clinics); each list is an order of choice, which is also all she may go to."""
    return Season(
        contenders=tuple(
            centre(code, facts[0], facts[1], facts[2] if len(facts) > 2 else 1, reading)
            for code, facts in centres.items()
        ),
        applicants=tuple(
            Applicant(person_id=f"G{i}", ranks={c: rank for rank, c in enumerate(wishes, 1)})
            for i, wishes in enumerate(lists, 1)
        ),
        matching=matching,
    )


# -- the oracle: every placement, by definition and without any search


def everything(season: Season) -> Iterator[Seated]:
    people = [a.person_id for a in season.applicants]
    capacity = {c.centre_id: len(c.claims) for c in season.contenders}
    for choice in product(*([None, *(c for c in a.ranks if c in capacity)] for a in season.applicants)):
        held = Counter(c for c in choice if c)
        if all(n <= capacity[c] for c, n in held.items()):
            yield dict(zip(people, choice, strict=True))


class Oracle:
    def __init__(self, season: Season) -> None:
        self.season = season
        self.claims = {c.centre_id: c.claims for c in season.contenders}
        self.order = sorted({k for claims in self.claims.values() for k in claims}, reverse=True)
        self.rank = {a.person_id: a.ranks for a in season.applicants}
        self.feasible = list(everything(season))
        self.best_vector = max(map(self.vector, self.feasible))
        lawful = [p for p in self.feasible if self.vector(p) == self.best_vector]
        self.best_who = max(map(self.who, lawful))
        self.rightly_placed = [p for p in lawful if self.who(p) == self.best_who]
        self.best = self.by_turn() if season.matching == "serial" else self.by_wish()

    def held(self, placement: Seating) -> Counter[str]:
        return Counter(c for c in placement.values() if c)

    def vector(self, placement: Seating) -> tuple[int, ...]:
        filled = Counter(self.claims[c][j] for c, n in self.held(placement).items() for j in range(n))
        return tuple(filled[claim] for claim in self.order)

    def who(self, placement: Seating) -> tuple[bool, ...]:
        return tuple(placement[p] is not None for p in self.rank)

    def standing(self, placement: Seating) -> tuple[int, ...]:
        return tuple(self.rank[p][c] for p in self.rank if (c := placement[p]))

    def loss(self, placement: Seating) -> tuple[int, ...]:
        ranks = self.standing(placement)
        if self.season.matching == "rank_maximal":
            return tuple(-ranks.count(rank) for rank in range(1, max(ranks, default=0) + 99))
        return (sum(ranks),)

    def by_wish(self) -> list[Seated]:
        loss = min(map(self.loss, self.rightly_placed))
        least = [p for p in self.rightly_placed if self.loss(p) == loss]
        kindest = min(map(self.standing, least))
        return [p for p in least if self.standing(p) == kindest]

    def turn_key(self, placement: Seating, person: str, here: str) -> tuple[list[Fraction | int], int]:
        """Her seat's claim, negated so that smaller is better, then her wish, with those before her seated."""
        before = list(self.rank)[: list(self.rank).index(person)]
        seat = sum(placement[q] == here for q in before)
        return [-part for part in self.claims[here][seat]], self.rank[person][here]

    def by_turn(self) -> list[Seated]:
        kept = self.rightly_placed
        for i, person in enumerate(self.rank):
            by_past: dict[tuple[str | None, ...], list[Seated]] = {}
            for placement in kept:
                by_past.setdefault(tuple(placement.values())[:i], []).append(placement)
            kept = []
            for group in by_past.values():
                keys = {c: self.turn_key(group[0], person, c) for p in group if (c := p[person])}
                best = min(keys.values(), default=None)
                kept += [p for p in group if (c := p[person]) is None or keys[c] == best]
        return kept


def applied(oracle: Oracle, placement: Seated, moves: tuple[Move, ...]) -> Seated:
    """Apply an exchange, after checking that everyone in it is where it says and may go where it sends her."""
    assert moves and len({m.person_id for m in moves}) == len(moves)
    assert all(placement[m.person_id] == m.origin for m in moves)
    after = apply_moves(placement, moves)
    assert after in oracle.feasible
    return after


def check_departure(oracle: Oracle, placement: Seated, found: Departure, steps: tuple[Step, ...]) -> None:
    mine, law = oracle.vector(placement), oracle.best_vector
    first = next(i for i, (a, b) in enumerate(zip(mine, law, strict=True)) if a != b)
    assert mine[first] < law[first] and found.step.claim == oracle.order[first]
    held = oracle.held(placement)
    assert found.openings[0].centre_id == found.step.centre_id
    for opening in found.openings:
        assert opening.claim == oracle.claims[opening.centre_id][held[opening.centre_id]] == found.step.claim
        after = applied(oracle, placement, opening.moves)
        assert oracle.vector(after) > mine and oracle.vector(after)[first] == mine[first] + 1
        change = oracle.held(after)
        change.subtract(held)
        if opening.worse is None:
            assert {c: n for c, n in change.items() if n} == {opening.centre_id: 1}
        else:
            assert {c: n for c, n in change.items() if n} == {opening.centre_id: 1, opening.worse: -1}
            assert opening.worse_claim == oracle.claims[opening.worse][held[opening.worse] - 1] < opening.claim
            if opening.centre_id == found.step.centre_id and sum(mine) == sum(law):
                assert held[opening.worse] > Counter(s.centre_id for s in steps)[opening.worse]


def check_passed_over(oracle: Oracle, placement: Seated, found: PassedOver) -> None:
    after = applied(oracle, placement, found.moves)
    assert oracle.vector(after) == oracle.best_vector and oracle.who(after) > oracle.who(placement)
    assert placement[found.left_out] is None and after[found.left_out] is not None
    assert placement[found.placed] is not None and after[found.placed] is None
    people = list(oracle.rank)
    out, left = people.index(found.placed), people.index(found.left_out)
    assert left < out and oracle.best_who[left] and not oracle.best_who[out]


def check_wishes(oracle: Oracle, placement: Seated, found: Exchange | Turn) -> None:
    after = applied(oracle, placement, found.moves)
    assert after in oracle.rightly_placed
    old, new = oracle.standing(placement), oracle.standing(after)
    if isinstance(found, Turn):
        assert oracle.season.matching == "serial"
        people = list(oracle.rank)
        before = people[: people.index(found.person_id)]
        assert [after[p] for p in before] == [placement[p] for p in before]
        assert placement[found.person_id] == found.taken and after[found.person_id] == found.better
        mine = oracle.turn_key(placement, found.person_id, found.taken)
        hers = oracle.turn_key(placement, found.person_id, found.better)
        assert hers < mine
        assert ([-part for part in found.taken_claim], [-part for part in found.better_claim]) == (mine[0], hers[0])
        return
    if found.measure == "standing":
        assert oracle.loss(after) == oracle.loss(placement) == oracle.loss(oracle.best[0])
        assert (old, new) == (found.before, found.after) and new < old
        gains = next(i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
        assert [p for p in oracle.rank if placement[p]][gains] == found.person_id
        return
    assert found.measure == ("profile" if oracle.season.matching == "rank_maximal" else "total")
    assert oracle.loss(after) < oracle.loss(placement) and found.after < found.before
    assert (found.before, found.after) == (
        ((sum(old),), (sum(new),)) if found.measure == "total" else (tuple(sorted(old)), tuple(sorted(new)))
    )


def check(oracle: Oracle, placement: Seated) -> Verdict:
    """Judge one feasible placement and hold every field of the verdict against the oracle."""
    verdict = judge(oracle.season, placement)
    assert not verdict.breaches
    assert (verdict.departure is not None) == (oracle.vector(placement) != oracle.best_vector)
    assert verdict.lawful == (placement in oracle.best)
    if verdict.departure:
        check_departure(oracle, placement, verdict.departure, verdict.steps)
        assert verdict.passed_over is None and verdict.wishes is None
        return verdict
    assert Counter(step.centre_id for step in verdict.steps) == oracle.held(placement)
    assert (verdict.passed_over is not None) == (oracle.who(placement) != oracle.best_who)
    if verdict.passed_over:
        check_passed_over(oracle, placement, verdict.passed_over)
    elif verdict.wishes:
        check_wishes(oracle, placement, verdict.wishes)
    return verdict


def check_steps(oracle: Oracle) -> None:
    """The steps by definition: at each, the highest claim of the centres with which the counts can still be reached."""
    reachable = {tuple(sorted(oracle.held(p).items())) for p in oracle.feasible}
    held: Counter[str] = Counter()

    def served() -> list[str]:
        more = [(c, held + Counter({c: 1})) for c in sorted(oracle.claims)]
        return [c for c, counts in more if tuple(sorted(counts.items())) in reachable]

    for number, step in enumerate(replay(oracle.season), 1):
        claims = {c: oracle.claims[c][held[c]] for c in served()}
        assert step.number == number and step.claim == claims[step.centre_id] == max(claims.values())
        others = {c: claim for c, claim in claims.items() if c != step.centre_id}
        if not others:
            assert (step.runner_up, step.runner_up_claim, step.decided) == (None, None, None)
        else:
            assert step.runner_up and step.runner_up_claim == others[step.runner_up] == max(others.values())
            parts = [a == b for a, b in zip(step.claim, step.runner_up_claim, strict=True)]
            assert step.decided == (parts.index(False) if False in parts else "tie")
        held[step.centre_id] += 1
    assert not served()


# -- the worked example of the 2025 rule (MTG25-2.1)

EXAMPLE: dict[str, tuple[int, ...]] = {"A": (2, 6, 5), "B": (3, 9, 8), "C": (3, 4, 4), "D": (2, 9, 8)}
LISTS = ["ACBD", "BADC", "CBAD", "DCBA", "CDAB", "BDCA"]


def seats(**people: str) -> Seated:
    return {person: code for code, who in people.items() for person in who.split()}


RESULT = seats(A="G1", B="G2 G6", C="G3 G4 G5")


def test_MTG25_2_1_a_c_the_worked_example_takes_the_six_steps_of_its_table() -> None:
    steps = replay(season_of(EXAMPLE, LISTS), RESULT)
    assert [(s.centre_id, s.claim[0], s.runner_up, s.decided) for s in steps] == [
        ("C", Fraction(3, 4), "B", 0),
        ("C", Fraction(1, 2), "B", 0),
        ("B", Fraction(1, 3), "A", 1),
        ("A", Fraction(1, 3), "C", 0),
        ("C", Fraction(1, 4), "B", 0),
        ("B", Fraction(2, 9), "D", "tie"),
    ]
    assert steps[2].runner_up_claim == (Fraction(1, 3), 5) and steps[5].runner_up_claim == (Fraction(2, 9), 8)


def test_MTG25_2_1_d_the_worked_example_has_one_lawful_placement() -> None:
    season = season_of(EXAMPLE, LISTS)
    assert judge(season, RESULT).lawful
    verdict = judge(season, seats(A="G1", B="G2", C="G3 G5 G6", D="G4"))
    assert verdict.steps[-1].centre_id == "D" and verdict.departure is None
    assert isinstance(verdict.wishes, Exchange)
    assert (verdict.wishes.measure, verdict.wishes.before, verdict.wishes.after) == ("total", (8,), (7,))


def test_a_seat_at_D_that_was_due_to_A_names_the_person_and_both_claims() -> None:
    verdict = judge(season_of(EXAMPLE, LISTS), seats(B="G2 G6", C="G1 G3 G4", D="G5"))
    assert verdict.departure and verdict.departure.step.number == 4
    assert verdict.departure.openings == (
        Opening(
            centre_id="A",
            claim=(Fraction(1, 3), 5),
            moves=(Move(person_id="G5", origin="D", target="A"),),
            worse="D",
            worse_claim=(Fraction(2, 9), 8),
        ),
    )


def test_serial_goes_through_the_steps_in_turn() -> None:
    season = season_of(EXAMPLE, LISTS, "serial")
    assert judge(season, seats(A="G4", B="G3 G6", C="G1 G2 G5")).lawful
    verdict = judge(season, RESULT)
    assert isinstance(verdict.wishes, Turn)
    assert (verdict.wishes.person_id, verdict.wishes.taken, verdict.wishes.better) == ("G1", "A", "C")
    assert (verdict.wishes.taken_claim[0], verdict.wishes.better_claim[0]) == (Fraction(1, 3), Fraction(3, 4))


@pytest.mark.parametrize(
    ("reading", "placement"),
    [
        ("once_exhaust", seats(B="G2 G4 G6", C="G1 G3 G5")),
        ("once_round", seats(A="G1", B="G2 G6", C="G3 G5", D="G4")),
    ],
)
def test_the_other_readings_of_vacancy_update_have_their_own_lawful_placement(reading: str, placement: Seated) -> None:
    assert judge(season_of(EXAMPLE, LISTS, reading=reading), placement).lawful
    assert not judge(season_of(EXAMPLE, LISTS), placement).lawful


# -- the traps: what a weighted sum, leximin, floats or a list-by-list greedy would get wrong

TRAPS: dict[str, tuple[dict[str, tuple[int, ...]], list[str], set[tuple[int, ...]]]] = {
    "leximin takes the fewer posts": ({"A": (1, 2, 1), "B": (2, 4, 2)}, ["AB"], {(0, 1)}),
    "leximin over three people": ({"A": (2, 3, 1), "B": (3, 6, 3)}, ["AB"] * 3, {(1, 2)}),
    "min-max then ranks": ({"A": (1, 5), "B": (2, 10), "C": (1, 9)}, ["CBA"], {(0, 1, 0)}),
    "sum of rates left": ({"A": (4, 8), "B": (1, 3)}, ["BA"], {(1, 0)}),
    "sum of squares": ({"A": (3, 10), "B": (1, 4)}, ["BA"], {(1, 0)}),
    "1000 x rate - 10 x rank": ({"A": (1, 11), "B": (2, 11), "C": (3, 10)}, ["ACB", "BAC"], {(0, 0, 2)}),
    "a weight too small": (
        {"A": (1, 2), "B": (1, 3), "C": (1, 4), "D": (1, 5), "E": (1, 6)},
        ["EA", "AB", "BC", "CD"],
        {(1, 1, 1, 1, 0)},
    ),
    "running subtraction in floats": ({"A": (3, 6, 1), "B": (1, 3, 2)}, ["AB", "AB"], {(1, 1)}),
    "two formulas in floats": ({"A": (1, 5, 2), "B": (2, 10, 3)}, ["AB"], {(0, 1)}),
    "percent as printed": ({"A": (2, 37), "B": (1, 30)}, ["AB", "AB"], {(1, 1)}),
    "nobody changes seats": ({"A": (1, 5), "B": (2, 10)}, ["AB", "A"], {(1, 1)}),
    "a tie that belongs to the wish": ({"A": (1, 3), "B": (2, 6)}, ["BA"], {(0, 1)}),
    "an early tie that belongs to the wish": (
        {"A": (1, 2, 2), "B": (2, 4, 2), "C": (1, 5, 2), "D": (1, 6, 2)},
        ["BA", "CD", "DC"],
        {(0, 1, 1, 1)},
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_only_the_lawful_counts_are_accepted_in_the_known_traps(trap: str) -> None:
    centres, lists, lawful = TRAPS[trap]
    season = season_of(centres, lists)
    oracle = Oracle(season)
    check_steps(oracle)
    accepted = {tuple(oracle.held(p)[c] for c in centres) for p in everything(season) if check(oracle, p).lawful}
    assert accepted == lawful


def test_reading_the_rate_once_sends_both_to_the_higher_rate() -> None:
    centres: dict[str, tuple[int, ...]] = {"A": (1, 10), "B": (2, 11)}
    apart, together = seats(A="G1", B="G2"), seats(B="G1 G2")
    assert judge(season_of(centres, ["AB", "BA"]), apart).lawful
    assert judge(season_of(centres, ["AB", "BA"]), together).departure
    assert judge(season_of(centres, ["AB", "BA"], reading="once_exhaust"), together).lawful
    assert judge(season_of(centres, ["AB", "BA"], reading="once_exhaust"), apart).departure


def test_least_total_and_most_first_wishes_are_two_rules() -> None:
    centres: dict[str, tuple[int, ...]] = dict.fromkeys("ABCD", (1, 4))
    lists = ["BACD", "CDBA", "ACDB", "BCAD"]
    for matching, ranks in (("counts_then_preference", 6), ("rank_maximal", 7)):
        season = season_of(centres, lists, "rank_maximal" if matching == "rank_maximal" else "counts_then_preference")
        oracle = Oracle(season)
        accepted = [p for p in everything(season) if check(oracle, p).lawful]
        assert {sum(oracle.standing(p)) for p in accepted} == {ranks}


# -- one fault at a time


def test_the_last_seat_must_be_opened_by_someone_who_changes_seats() -> None:
    verdict = judge(season_of({"A": (1, 5), "B": (2, 10)}, ["AB", "A"]), {"G1": "A", "G2": None})
    assert verdict.departure
    assert verdict.departure.openings[0].moves == (
        Move(person_id="G1", origin="A", target="B"),
        Move(person_id="G2", origin=None, target="A"),
    )
    assert verdict.departure.openings[0].worse is None


def test_the_better_score_is_placed_when_only_one_of_two_can_be() -> None:
    season = season_of({"A": (1, 2), "B": (1, 3)}, ["A", "AB", "B"])
    verdict = judge(season, {"G2": "A", "G3": "B"})
    assert verdict.passed_over == PassedOver(
        left_out="G1",
        placed="G3",
        moves=(
            Move(person_id="G1", origin=None, target="A"),
            Move(person_id="G2", origin="A", target="B"),
            Move(person_id="G3", origin="B", target=None),
        ),
    )
    assert judge(season, {"G1": "A", "G2": "B"}).lawful


def test_equal_totals_are_settled_for_the_better_standing() -> None:
    season = season_of({"A": (1, 2), "B": (1, 3)}, ["AB", "AB"])
    assert judge(season, seats(A="G1", B="G2")).lawful
    verdict = judge(season, seats(A="G2", B="G1"))
    assert isinstance(verdict.wishes, Exchange)
    assert (verdict.wishes.measure, verdict.wishes.person_id) == ("standing", "G1")
    assert (verdict.wishes.before, verdict.wishes.after) == ((2, 1), (1, 2))


def test_a_tie_that_only_codes_could_settle_is_no_fault() -> None:
    season = Season(
        contenders=(centre("A", 1, 2), centre("B", 1, 2)),
        applicants=tuple(Applicant(person_id=p, ranks={"A": 1, "B": 1}) for p in ("G1", "G2")),
    )
    assert judge(season, seats(A="G1", B="G2")).lawful and judge(season, seats(A="G2", B="G1")).lawful


def test_people_where_they_may_not_be_and_centres_above_their_seats_are_breaches() -> None:
    season = season_of({"A": (1, 2), "B": (1, 3)}, ["A", "AB", "AB"])
    verdict = judge(season, {"G1": "B", "G2": "A", "G3": "A"})
    assert verdict.breaches == (
        Ineligible(person_id="G1", centre_id="B"),
        Overfull(centre_id="A", placed=2, capacity=1),
    )
    assert not verdict.lawful and verdict.departure is None and len(verdict.steps) == 2
    elsewhere = judge(season, {"G1": "Z"})
    assert elsewhere.breaches == (
        Ineligible(person_id="G1", centre_id="Z"),
        Overfull(centre_id="Z", placed=1, capacity=0),
    )


@pytest.mark.parametrize("matching", MATCHINGS)
def test_nobody_to_place_and_nowhere_to_go_are_lawful(matching: Matching) -> None:
    assert judge(season_of({"A": (1, 2)}, [], matching), {}).lawful
    assert judge(season_of({}, ["A"], matching), {"G1": None}).lawful
    assert judge(season_of({"A": (0, 2)}, ["A"], matching), {}).lawful
    assert not judge(season_of({"A": (1, 2)}, ["A"], matching), {}).lawful


def test_a_stranger_in_the_placement_is_refused() -> None:
    with pytest.raises(ValueError, match="G9"):
        judge(season_of({"A": (1, 2)}, ["A"]), {"G9": "A"})


def test_a_season_that_makes_no_sense_is_refused() -> None:
    one = Applicant(person_id="G1", ranks={"A": 1})
    with pytest.raises(ValueError, match="twice"):
        Season(contenders=(centre("A", 1, 2), centre("A", 1, 3)), applicants=(one,))
    with pytest.raises(ValueError, match="twice"):
        Season(contenders=(centre("A", 1, 2),), applicants=(one, one))
    with pytest.raises(ValueError, match="grows"):
        Season(contenders=(Contender(centre_id="A", claims=((1,), (2,))),), applicants=(one,))
    with pytest.raises(ValueError, match="below 1"):
        Season(contenders=(), applicants=(Applicant(person_id="G1", ranks={"A": 0}),))


# -- brute force


def random_season(draw: random.Random, matching: Matching) -> Season:
    """A tiny season: few distinct rates (1/3, 2/6, 3/9 ...), limits on where people may go, equal wish ranks."""
    reading = draw.choice(("after_each", "after_each", "once_exhaust", "once_round"))
    codes = "ABCD"[: draw.randint(1, 4)]
    clinics = draw.choice((1, 2))
    contenders = []
    for code in codes:
        scale = draw.choice((1, 1, 2, 3))
        vacant, posts = draw.choice(((1, 2), (1, 3), (2, 3), (1, 1)))
        whole = centre(code, scale * vacant, scale * posts, draw.randint(1, clinics), reading)
        room = draw.choice((len(whole.claims), 3, 2, 1))
        contenders.append(Contender(centre_id=code, claims=whole.claims[:room]))
    freedom = draw.choice((0.3, 0.6, 1.0))
    worst = draw.choice((1, 2, 3, 4))
    people = range(1, draw.randint(1, 5 if len(codes) < 4 else 4) + 1)
    applicants = tuple(
        Applicant(
            person_id=f"G{i}",
            ranks={c: draw.randint(1, worst) for c in codes if draw.random() < freedom},
        )
        for i in people
    )
    draw.shuffle(contenders)
    return Season(contenders=tuple(contenders), applicants=applicants, matching=matching)


@pytest.mark.parametrize("matching", MATCHINGS)
def test_the_verdict_is_that_of_brute_force_on_tiny_seasons(matching: Matching) -> None:
    draw = random.Random(f"replay {matching}")
    faults: Counter[str] = Counter()
    for _ in range(900):
        oracle = Oracle(random_season(draw, matching))
        check_steps(oracle)
        any_of, near = oracle.feasible, oracle.rightly_placed
        nearest = [p for p in near if oracle.loss(p) == oracle.loss(oracle.best[0])]
        chosen = [
            placement for group in (any_of, near, nearest) for placement in draw.sample(group, min(7, len(group)))
        ]
        for placement in any_of if len(any_of) < 25 else [*chosen, oracle.best[0]]:
            verdict = check(oracle, placement)
            faults["departure"] += verdict.departure is not None
            faults["passed_over"] += verdict.passed_over is not None
            faults["none"] += verdict.lawful
            if isinstance(verdict.wishes, Exchange):
                faults[verdict.wishes.measure] += 1
            faults["turn"] += isinstance(verdict.wishes, Turn)
    kinds = ("turn",) if matching == "serial" else ("standing", "profile" if matching == "rank_maximal" else "total")
    assert all(faults[kind] > 50 for kind in ("departure", "none", *kinds)), faults


def test_breaches_are_those_of_brute_force() -> None:
    draw = random.Random("breaches")
    for _ in range(1500):
        season = random_season(draw, "counts_then_preference")
        placement = {a.person_id: draw.choice((None, "A", "B", "C", "D")) for a in season.applicants}
        breaches = judge(season, placement).breaches
        assert (not breaches) == (placement in list(everything(season)))
        capacity = {c.centre_id: len(c.claims) for c in season.contenders}
        held = Counter(c for c in placement.values() if c)
        assert {b.centre_id for b in breaches if isinstance(b, Overfull)} == {
            c for c, n in held.items() if n > capacity.get(c, 0)
        }
        assert {b.person_id for b in breaches if isinstance(b, Ineligible)} == {
            a.person_id for a in season.applicants if (c := placement[a.person_id]) and c not in a.ranks
        }


def test_the_who_is_that_of_brute_force_when_seats_are_short() -> None:
    draw = random.Random("who")
    wrong = 0
    for _ in range(2500):
        oracle = Oracle(random_season(draw, "counts_then_preference"))
        if len(oracle.season.applicants) < 3 or all(oracle.best_who):
            continue
        lawful = [p for p in oracle.feasible if oracle.vector(p) == oracle.best_vector]
        for placement in draw.sample(lawful, min(6, len(lawful))):
            wrong += check(oracle, placement).passed_over is not None
    assert wrong > 500, wrong


# -- size


def big_season(people: int, centres: int, matching: Matching) -> Season:
    draw = random.Random(f"{people} people")
    codes = [f"C{i:02}" for i in range(centres)]
    contenders = []
    for code in codes:
        posts = draw.randint(5, 30)
        contenders.append(centre(code, draw.randint(1, min(posts, 14)), posts, draw.randint(5, 25)))
    applicants = []
    for i in range(people):
        wished = draw.sample(codes, 6)
        ranks = {c: rank for rank, c in enumerate(wished, 1)}
        if draw.random() < 0.65:
            ranks = dict.fromkeys(codes, 7) | ranks
        applicants.append(Applicant(person_id=f"G{i:03}", ranks=ranks))
    return Season(contenders=tuple(contenders), applicants=tuple(applicants), matching=matching)


def mend(season: Season, placement: Seated, limit: int) -> tuple[Seated, Verdict, float]:
    """Put a placement right one proven exchange at a time; the slowest verdict in seconds of processor time."""
    slowest = 0.0
    for _ in range(limit):
        began = time.process_time()
        verdict = judge(season, placement)
        slowest = max(slowest, time.process_time() - began)
        if verdict.lawful:
            break
        fault = verdict.departure.openings[0] if verdict.departure else verdict.passed_over or verdict.wishes
        assert fault is not None
        placement = apply_moves(placement, fault.moves)
    return placement, verdict, slowest


def seated_by_claim(season: Season) -> Seated:
    """Fill the seats from the highest claim down, by textbook augmenting paths over single seats."""
    taken: dict[str, tuple[str, int]] = {}

    def fill(seat: tuple[str, int], seen: set[str]) -> bool:
        for applicant in season.applicants:
            person = applicant.person_id
            if seat[0] in applicant.ranks and person not in seen:
                seen.add(person)
                if person not in taken or fill(taken[person], seen):
                    taken[person] = seat
                    return True
        return False

    every = [(claim, c.centre_id, j) for c in season.contenders for j, claim in enumerate(c.claims)]
    for _, code, j in sorted(every, key=lambda seat: seat[0], reverse=True):
        if len(taken) < len(season.applicants):
            fill((code, j), set())
    return {person: code for person, (code, _) in taken.items()}


@pytest.mark.parametrize("matching", MATCHINGS)
def test_a_county_is_put_right_one_exchange_at_a_time(matching: Matching) -> None:
    season = big_season(30, 13, matching)
    placement, verdict, slowest = mend(season, {}, 500)
    assert verdict.lawful and slowest < 0.1
    assert Counter(s.centre_id for s in verdict.steps) == Counter(placement.values())


@pytest.mark.parametrize("matching", MATCHINGS)
def test_a_city_is_judged_in_a_second(matching: Matching) -> None:
    season = big_season(300, 85, matching)
    assert judge(season, {}).departure
    _, verdict, slowest = mend(season, seated_by_claim(season), 8)
    assert verdict.departure is None and verdict.wishes and slowest < 1


def test_the_replay_shares_no_code_with_the_optimiser() -> None:
    folder = Path(planner.replay.__file__ or "").parent
    imported = {
        name.split(".")[0] if not name.startswith("planner") else name.rpartition(".")[0] or name
        for module in folder.glob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    own = {"planner.replay"}
    assert imported - own == {"collections", "dataclasses", "fractions", "functools", "itertools", "typing"}
