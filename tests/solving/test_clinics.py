"""Postings to the clinics of a centre: boundary cases as sentences, and every case against all assignments."""

import random
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from itertools import permutations, product

import pytest

from planner.solving import clinics as engine
from planner.solving.clinics import Clinic, ClinicGoal, Intake, Newcomer, Posting, measure, post, post_all

ALL = tuple(goal for goal in ClinicGoal if goal is not ClinicGoal.EVEN)
"""Every goal that the table knows; evenness compares clinics, and has tests of its own."""


def clinic(
    code: str,
    room: int = 1,
    doctors: int = 0,
    women: int = 0,
    tcm: int = 0,
    population: int = 0,
    need: int = 0,
    remote: bool = False,
) -> Clinic:
    return Clinic(
        id=code, room=room, doctors=doctors, women=women, tcm=tcm, population=population, need=need, remote=remote
    )


def where(intake: Intake) -> str:
    posting = post(intake)
    assert posting.proven
    return " ".join(posting.clinic_of[p] for p in sorted(posting.clinic_of))


def rank_of(person: Newcomer, to: Clinic) -> int:
    if to.id in person.wish:
        return person.wish[to.id]
    return max(person.wish.values()) + 1 if person.wish else 0


def cost_word(intake: Intake, at: tuple[Clinic, ...]) -> tuple[object, ...]:
    """The definition, read off the page and sharing nothing with the engine: one word to be smallest."""
    people = intake.newcomers
    staff = {c.id: [p for p, to in zip(people, at, strict=True) if to.id == c.id] for c in intake.clinics}
    open_clinics = sorted((c for c in intake.clinics if c.room > 0 and c.doctors == 0), key=lambda c: -c.population)
    word: list[object] = []
    for goal in intake.goals:
        if goal == "uncovered":
            word.append(len([c for c in open_clinics if not staff[c.id]]))
        elif goal == "residents":
            levels = sorted({c.population for c in open_clinics}, reverse=True)
            word.append([-len([c for c in open_clinics if c.population == n and staff[c.id]]) for n in levels])
        elif goal == "unlicensed_alone":
            bare = [c for c in intake.clinics if c.doctors == 0]
            word.append(sum({p.licensed for p in staff[c.id]} == {False} for c in bare))
        elif goal == "wish":
            word.append(sum(rank_of(p, to) for p, to in zip(people, at, strict=True)))
        elif goal == "grade":
            graded = sorted(zip(people, at, strict=True), key=lambda pair: (pair[0].standing, pair[0].id))
            word.append([rank_of(p, to) for p, to in graded])
        elif goal == "urgency":
            word.append(sum(c.need - min(c.need, len(staff[c.id])) for c in intake.clinics))
        elif goal == "woman":
            manned = [c for c in intake.clinics if c.doctors + len(staff[c.id]) > 1]
            word.append(len([c for c in manned if c.women + sum(p.woman for p in staff[c.id]) == 0]))
        elif goal == "tcm":
            manned = [c for c in intake.clinics if c.doctors + len(staff[c.id]) > 0]
            word.append(len([c for c in manned if c.tcm + sum(p.tcm for p in staff[c.id]) == 0]))
        elif goal == "even":
            rates = [Fraction(c.doctors + len(staff[c.id]), c.population) for c in intake.clinics if c.population]
            word.append(max((abs(one - other) for one in rates for other in rates), default=Fraction(0)))
        elif goal == "remote_first":
            word.append(len([to for to in at if not to.remote]))
        elif goal == "disruption":
            word.append(sum(p.baseline not in (None, to.id) for p, to in zip(people, at, strict=True)))
        else:
            assert goal == "travel", f"the definition here does not know {goal}"
            word.append(sum(p.minutes.get(to.id, 0) for p, to in zip(people, at, strict=True)))
    return (*word, [c.id for c in at])


def values_of(intake: Intake, clinic_of: dict[str, str]) -> list[tuple[int, ...]]:
    """The values a report should show: the definition's, with populations left in place of counts covered."""
    clinics = {c.id: c for c in intake.clinics}
    word = cost_word(intake, tuple(clinics[clinic_of[p.id]] for p in intake.newcomers))
    left = [c.population for c in intake.clinics if c.room and not c.doctors and c.id not in clinic_of.values()]
    values: list[tuple[int, ...]] = []
    for goal, cost in zip(intake.goals, word, strict=False):
        if goal == "residents":
            values.append(tuple(sorted(left)[::-1]))
        elif isinstance(cost, Fraction):
            values.append((int(cost * 1_000_000),))
        else:
            values.append(tuple(cost) if isinstance(cost, list) else (int(str(cost)),))
    return values


def brute(intake: Intake) -> dict[str, str] | None:
    lawful = [
        at
        for at in product(intake.clinics, repeat=len(intake.newcomers))
        if all(at.count(c) <= c.room for c in intake.clinics)
        and all(p.only is None or c.id in p.only for p, c in zip(intake.newcomers, at, strict=True))
    ]
    if not lawful:
        return None
    best = min(lawful, key=lambda at: cost_word(intake, at))
    return {p.id: c.id for p, c in zip(intake.newcomers, best, strict=True)}


def tiny(dice: random.Random, people: int = 5, places: int = 5, locks: bool = True) -> Intake:
    """A centre full of ties: few values of everything, so that every goal gets its turn."""
    clinics = []
    for c in range(dice.randint(1, places)):
        doctors = dice.choice((0, 0, 0, 1, 1, 2))
        women, tcm = dice.randint(0, doctors), dice.choice((0, 0, doctors))
        room = dice.choice((0, 1, 1, 2, 2, 3, 4))
        clinics.append(
            clinic(
                f"c{c}",
                room,
                doctors,
                women,
                tcm,
                dice.choice((100, 100, 200, 300)),
                dice.randint(0, room),
                dice.random() < 0.4,
            )
        )
    codes = [c.id for c in clinics]
    wishful, far, locked = dice.random() < 0.7, dice.random() < 0.7, locks and dice.random() < 0.4
    newcomers = tuple(
        Newcomer(
            id=f"p{i}",
            standing=dice.randint(0, 3),
            woman=dice.random() < 0.4,
            tcm=dice.random() < 0.3,
            licensed=dice.random() < 0.6,
            wish={c: dice.randint(1, 3) for c in dice.sample(codes, dice.randint(0, len(codes)))} if wishful else {},
            minutes={c: dice.choice((0, 5, 10)) for c in codes if dice.random() < 0.9} if far else {},
            only=frozenset(dice.sample(codes, dice.randint(1, len(codes)))) if locked and dice.random() < 0.5 else None,
        )
        for i in range(dice.randint(0, people))
    )
    count = dice.choice((len(ALL), len(ALL), dice.randint(0, len(ALL))))
    goals = tuple(dice.sample(ALL, count)) if dice.random() < 0.8 else ALL
    return Intake(clinics=tuple(clinics), newcomers=newcomers, goals=goals)


def agrees(intake: Intake, posting: Posting) -> bool:
    """Whether a posting is the brute-force one, all proven, and its goal values are those of the definition."""
    expected = brute(intake)
    if expected is None:
        stuck = [p for p in intake.newcomers if p.id in posting.stuck]
        open_to_them = [c for c in intake.clinics if any(p.only is None or c.id in p.only for p in stuck)]
        return not posting.feasible and not posting.clinic_of and len(stuck) > sum(c.room for c in open_to_them)
    met = all(score.proven and score.value == score.bound for score in posting.scores)
    told = [score.value for score in posting.scores] == values_of(intake, expected)
    return posting.feasible and posting.proven and met and told and posting.clinic_of == expected


def test_every_tiny_centre_gets_the_brute_force_posting() -> None:
    dice = random.Random(20250701)
    for case in range(2000):
        intake = tiny(dice)
        assert agrees(intake, post(intake)), f"case {case}: {intake}"


def test_cp_sat_gives_the_brute_force_posting_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "TABLE_STEPS", -1)
    dice = random.Random(7)
    for case in range(400):
        intake = tiny(dice)
        assert agrees(intake, post(intake)), f"case {case}: {intake}"


def test_every_order_of_two_goals_is_obeyed() -> None:
    dice = random.Random(11)
    for goals in permutations(ALL, 2):
        for _ in range(15):
            intake = replace(tiny(dice, people=4, places=4), goals=goals)
            assert agrees(intake, post(intake)), intake


@pytest.mark.parametrize("people", [6, 7, 8, 9])
def test_both_ways_agree_where_brute_force_cannot_reach(people: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(people)
    for _ in range(4):
        intake = tiny(dice, people, 12, locks=False)
        while len(intake.newcomers) < people or sum(c.room for c in intake.clinics) < people:
            intake = tiny(dice, people, 12, locks=False)
        monkeypatch.setattr(engine, "TABLE_STEPS", 10**9)
        by_table = post(intake)
        monkeypatch.setattr(engine, "TABLE_STEPS", -1)
        assert post(intake) == by_table


def test_the_order_of_rows_changes_nothing() -> None:
    dice = random.Random(3)
    for _ in range(100):
        intake = tiny(dice)
        shuffled = replace(
            intake,
            clinics=tuple(dice.sample(intake.clinics, len(intake.clinics))),
            newcomers=tuple(dice.sample(intake.newcomers, len(intake.newcomers))),
        )
        assert post(shuffled) == post(intake)


def test_evenness_is_exact_wherever_it_ranks_and_whatever_the_populations() -> None:
    dice = random.Random(14)
    for case in range(400):
        intake = tiny(dice, people=4, places=4)
        goals = [g for g in intake.goals if g is not ClinicGoal.EVEN]
        goals.insert(dice.choice((0, len(goals), dice.randint(0, len(goals)))), ClinicGoal.EVEN)
        odd = tuple(replace(c, population=dice.choice((c.population, 0, 997, 1009, 2017))) for c in intake.clinics)
        intake = replace(intake, goals=tuple(goals), clinics=odd)
        assert agrees(intake, post(intake)), f"case {case}: {intake}"


def test_four_doctors_over_two_equal_clinics_are_two_and_two_and_rates_no_float_could_part_decide() -> None:
    clinics = (clinic("a", 3, doctors=1, population=1000), clinic("b", 3, doctors=1, population=1000))
    even = Intake(clinics=clinics, newcomers=(Newcomer(id="p"), Newcomer(id="q")), goals=(ClinicGoal.EVEN,))
    assert where(even) == "a b"
    large = 10**18
    close = (clinic("a", population=large), clinic("b", population=large - 1), clinic("c", 0, 1, population=large - 1))
    one = Intake(clinics=close, newcomers=(Newcomer(id="p"), Newcomer(id="q")), goals=(ClinicGoal.EVEN,))
    assert where(one) == "a b"
    assert where(replace(one, newcomers=one.newcomers[:1])) == "a"


def test_the_remote_clinic_is_first_only_where_all_goals_before_leave_it_open() -> None:
    pair = (clinic("a", population=300), clinic("b", population=300, remote=True))
    goals = (ClinicGoal.RESIDENTS, ClinicGoal.WISH, ClinicGoal.REMOTE_FIRST)
    assert where(Intake(clinics=pair, newcomers=(Newcomer(id="p"),), goals=goals)) == "b"
    more = (clinic("a", population=301), pair[1])
    assert where(Intake(clinics=more, newcomers=(Newcomer(id="p"),), goals=goals)) == "a"
    assert where(Intake(clinics=pair, newcomers=(Newcomer(id="p", wish={"a": 1}),), goals=goals)) == "a"


def test_two_men_are_kept_together_where_apart_would_breach_twice() -> None:
    men = (Newcomer(id="p1"), Newcomer(id="p2"))
    clinics = (clinic("a", room=2, doctors=1), clinic("b", room=2, doctors=1))
    intake = Intake(clinics=clinics, newcomers=men)
    assert where(intake) == "a a"
    assert measure(intake, {"p1": "a", "p2": "b"})[ALL.index(ClinicGoal.WOMAN)] == (2,)


def test_women_and_tcm_overlap_and_are_still_exact() -> None:
    team = (Newcomer(id="t", tcm=True), Newcomer(id="w", woman=True), Newcomer(id="wt", woman=True, tcm=True))
    clinics = (clinic("a", room=2, doctors=1), clinic("b", room=2, doctors=1))
    posting = post(Intake(clinics=clinics, newcomers=team))
    assert posting.clinic_of == {"t": "a", "w": "a", "wt": "b"}
    assert [s.value for s in posting.scores if s.goal in (ClinicGoal.WOMAN, ClinicGoal.TCM)] == [(0,), (0,)]


@pytest.mark.parametrize("steps", [10**9, -1])
def test_one_woman_is_enough_for_any_number_of_men(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "TABLE_STEPS", steps)
    team = (*(Newcomer(id=f"p{i}") for i in range(3)), Newcomer(id="w", woman=True))
    clinics = (clinic("a", room=4), clinic("b", room=4))
    assert where(Intake(clinics=clinics, newcomers=team, goals=(ClinicGoal.WOMAN,))) == "a a a a"


def test_clinics_without_a_doctor_come_before_any_wish() -> None:
    eager = Newcomer(id="p", wish={"a": 1})
    assert where(Intake(clinics=(clinic("a", doctors=1), clinic("b")), newcomers=(eager,))) == "b"
    assert where(Intake(clinics=(clinic("a", doctors=1), clinic("b", room=0)), newcomers=(eager,))) == "a"


def test_more_residents_first_and_only_a_full_tie_goes_to_the_wish() -> None:
    fond = Newcomer(id="p", wish={"a": 1})
    assert where(Intake(clinics=(clinic("a", population=299), clinic("b", population=300)), newcomers=(fond,))) == "b"
    fond_of_b = Newcomer(id="p", wish={"b": 1})
    level = (clinic("a", population=300), clinic("b", population=300))
    assert where(Intake(clinics=level, newcomers=(fond_of_b,))) == "b"


def test_the_most_populous_clinic_outweighs_any_number_of_smaller_ones() -> None:
    team = (Newcomer(id="p", only=frozenset({"a", "d"})), Newcomer(id="q", only=frozenset({"a", "b", "c"})))
    clinics = tuple(clinic(code, population=n) for code, n in (("a", 5), ("b", 4), ("c", 4), ("d", 9)))
    posting = post(Intake(clinics=clinics, newcomers=team))
    assert posting.clinic_of == {"p": "d", "q": "a"}
    assert posting.scores[1].value == (4, 4)


def test_an_unlisted_clinic_costs_one_more_than_the_last_listed_rank() -> None:
    short, long = Newcomer(id="s", wish={"a": 1}), Newcomer(id="t", wish={"a": 1, "b": 2, "c": 3})
    assert (short.rank("a"), short.rank("b"), long.rank("d"), Newcomer(id="n").rank("a")) == (1, 2, 4, 0)


def test_an_unlicensed_newcomer_is_alone_only_where_nobody_else_serves() -> None:
    goals = (ClinicGoal.UNLICENSED_ALONE,)
    new = (Newcomer(id="p", licensed=False),)
    assert where(Intake(clinics=(clinic("a"), clinic("b", doctors=1)), newcomers=new, goals=goals)) == "b"
    pair = (*new, Newcomer(id="q"))
    assert where(Intake(clinics=(clinic("a", room=2), clinic("b")), newcomers=pair, goals=goals)) == "a a"


def test_the_most_urgent_vacancies_are_filled_before_any_wish() -> None:
    goals = (ClinicGoal.URGENCY, ClinicGoal.WISH)
    pair = (Newcomer(id="p", wish={"a": 1}), Newcomer(id="q", wish={"a": 1}))
    clinics = (clinic("a", room=2), clinic("b", room=2, need=1))
    assert where(Intake(clinics=clinics, newcomers=pair, goals=goals)) == "a b"
    both = (clinic("a", room=2), clinic("b", room=2, need=2))
    assert where(Intake(clinics=both, newcomers=pair, goals=goals)) == "b b"


def test_of_equal_wish_totals_the_better_grade_is_served_first() -> None:
    pair = (Newcomer(id="p", standing=1, wish={"a": 1, "b": 2}), Newcomer(id="q", standing=0, wish={"a": 1, "b": 2}))
    goals = (ClinicGoal.WISH, ClinicGoal.GRADE)
    assert where(Intake(clinics=(clinic("a"), clinic("b")), newcomers=pair, goals=goals)) == "b a"
    equal = tuple(replace(p, standing=0) for p in pair)
    assert where(Intake(clinics=(clinic("a"), clinic("b")), newcomers=equal, goals=goals)) == "a b"


def test_ties_go_to_the_smallest_code_newcomer_by_newcomer() -> None:
    pair = (Newcomer(id="p1"), Newcomer(id="p2"))
    assert where(Intake(clinics=(clinic("b"), clinic("a"), clinic("c")), newcomers=pair, goals=())) == "a b"
    assert where(Intake(clinics=(clinic("b", room=2), clinic("a", room=2)), newcomers=pair, goals=())) == "a a"


def test_locks_that_cannot_hold_name_those_who_are_too_many() -> None:
    only_a = frozenset({"a"})
    team = (Newcomer(id="p", only=only_a), Newcomer(id="q"), Newcomer(id="r", only=only_a))
    posting = post(Intake(clinics=(clinic("a"), clinic("b", room=5)), newcomers=team))
    assert (posting.feasible, posting.stuck, dict(posting.clinic_of)) == (False, ("p", "r"), {})
    assert not post(Intake(clinics=(), newcomers=(Newcomer(id="p"),))).feasible
    assert not post(Intake(clinics=(clinic("a"),), newcomers=(Newcomer(id="p", only=frozenset()),))).feasible


def test_a_crowd_at_the_only_clinic_is_posted_by_cp_sat_too() -> None:
    crowd = tuple(Newcomer(id=f"p{i:02}") for i in range(14))
    posting = post(Intake(clinics=(clinic("a", room=20),), newcomers=crowd))
    assert posting.proven and set(posting.clinic_of.values()) == {"a"}


def test_a_centre_without_newcomers_is_quietly_right() -> None:
    posting = post(Intake(clinics=(clinic("a", population=7), clinic("b", doctors=2)), newcomers=()))
    assert (posting.feasible, posting.proven, dict(posting.clinic_of)) == (True, True, {})
    value = {score.goal: score.value for score in posting.scores}
    assert (value[ClinicGoal.RESIDENTS], value[ClinicGoal.GRADE]) == ((7,), ())
    assert [value[goal] for goal in ALL if goal not in (ClinicGoal.RESIDENTS, ClinicGoal.GRADE)] == [
        (1,),
        (0,),
        (0,),
        (0,),
        (1,),
        (1,),
        (0,),
        (0,),
        (0,),
    ]


def many(people: int) -> Intake:
    dice = random.Random(people)
    clinics = tuple(
        clinic(f"c{c:02}", dice.randint(1, 3), dice.randint(0, 2), 0, 0, dice.randint(100, 999)) for c in range(people)
    )
    newcomers = tuple(
        Newcomer(
            id=f"p{i:02}",
            woman=dice.random() < 0.4,
            tcm=dice.random() < 0.2,
            licensed=dice.random() < 0.7,
            wish={c.id: r for r, c in enumerate(dice.sample(clinics, 3), 1)},
            minutes={c.id: dice.randint(5, 60) for c in clinics},
        )
        for i in range(people)
    )
    return Intake(clinics=clinics, newcomers=newcomers)


def test_out_of_time_is_said_with_a_bound_that_holds() -> None:
    intake = many(16)
    hurried, exact = post(intake, seconds=0.0), post(intake, seconds=60.0)
    assert exact.proven and hurried.feasible and not hurried.proven
    assert sorted(hurried.clinic_of) == [p.id for p in intake.newcomers]
    assert [s.value for s in hurried.scores] == list(measure(intake, hurried.clinic_of))
    assert [s.proven for s in hurried.scores[:2]] == [True, True], "coverage is proven without any search"
    assert not hurried.scores[-1].proven
    for quick, best in zip(hurried.scores, exact.scores, strict=True):
        assert quick.bound <= best.value and quick.bound <= quick.value
        if not quick.proven:
            break
    assert [s.value for s in exact.scores] <= [s.value for s in hurried.scores]


def test_out_of_time_before_residents_bounds_them_level_by_level() -> None:
    intake = replace(many(16), goals=(ClinicGoal.WISH, ClinicGoal.RESIDENTS))
    hurried = post(intake, seconds=0.0)
    assert hurried.scores[1].bound <= hurried.scores[1].value
    assert not hurried.scores[1].proven


def test_many_centres_are_posted_in_their_order() -> None:
    dice = random.Random(5)
    intakes = [tiny(dice) for _ in range(20)]
    assert post_all(intakes) == tuple(post(intake) for intake in intakes)


def test_a_tiny_centre_loads_no_solver() -> None:
    code = (
        "import sys\n"
        "from planner.solving.clinics import Clinic, Intake, Newcomer, post\n"
        "post(Intake(clinics=(Clinic(id='a', room=4),), newcomers=tuple(Newcomer(id=str(i)) for i in range(4))))\n"
        "print([m for m in ('ortools', 'numpy', 'pandas') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_a_big_centre_loads_the_raw_solver_only() -> None:
    code = (
        "import sys\n"
        "from planner.solving.clinics import Clinic, Intake, Newcomer, post\n"
        "team = tuple(Newcomer(id=f'p{i:02}') for i in range(20))\n"
        "post(Intake(clinics=tuple(Clinic(id=str(c), room=3) for c in range(9)), newcomers=team))\n"
        "print([m for m in ('ortools', 'ortools.sat.python.cp_model', 'pandas') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "['ortools']"
