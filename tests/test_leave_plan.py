"""Planning study leave: everyone gets hers, and what it costs the clinics is the least there is, by brute force."""

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from build import centre, clinic, county, doctor, policy, scenario

from planner.auditing import audit
from planner.calendar import Period, add_months
from planner.domain import Assignment, Credential, Instance, Leave, Person, Plan, Role, StudyLeave
from planner.finding import Status
from planner.policy import Policy
from planner.solving.leave import CentreLeave, Duty, choose_months
from planner.staffing import plan_outlook
from planner.stages.leave import left_empty, plan_leave

HALVES = (Period(2026, 1), Period(2026, 2))
DAY = HALVES[0].start
MONTHS = [add_months(DAY, n) for n in range(12)]
SHORT = {"study_leave_cycle_months": 6}
"""Windows of half a year, or of a year, so that every plan can be tried."""


def rules(**parameters: object) -> Policy:
    return policy("mentougou-2025", "mentougou-reform", MTGR_9_c=SHORT | parameters)


def person(code: str, at: str, certificate: bool = True, **more: object) -> Person:
    held = Credential.CERTIFICATE if certificate else Credential.ASSISTANT
    return doctor(code, at, credential=held, employer="A", **more)


def serve(people: Sequence[Person], chance: random.Random | None = None, most: float = 0.5) -> tuple[Assignment, ...]:
    """Everyone at her place for both half-years, or for one of them only now and then."""
    made = []
    for p in people:
        first, last = 0, 1
        if chance is not None and chance.random() < most:
            first = last = chance.randint(0, 1)
        made.append(Assignment(person_id=p.id, site_id=p.site_id or "", start=HALVES[first], end=HALVES[last]))
    return tuple(made)


def small(chance: random.Random, holders: int = 3) -> tuple[Instance, tuple[Assignment, ...]]:
    """One centre with up to three clinics, holders at clinics or the centre, some colleagues, some leave fixed."""
    places = ["A", *"abc"[: chance.randint(1, 3)]]
    people = [person(f"D{n}", chance.choice(places[1:] + places)) for n in range(chance.randint(1, holders))]
    people += [
        person(f"E{n}", chance.choice(places), certificate=False, role=Role.CENTRE_STAFF)
        for n in range(chance.randint(0, 3))
    ]
    fixed = [StudyLeave(person_id=p.id, month=chance.choice(MONTHS)) for p in people if chance.random() < 0.3]
    instance = county(
        [replace(centre("A"), core_staff_min=chance.randint(0, 2))],
        [clinic(c, "A", people=chance.choice([300, 900])) for c in places[1:]],
        people,
        leave=tuple(fixed),
    )
    return instance, serve(people, chance)


def away(made: Sequence[Leave]) -> list[tuple[str, date]]:
    return sorted((row.person_id, row.month) for row in made)


def worth(instance: Instance, careers: Sequence[Assignment], gone: Sequence[tuple[str, date]]) -> tuple[int, ...]:
    """What leave costs, counted from the words of the goals: empty, core missing, covered, crowd."""
    empty = core = covered = crowd = 0
    for month in {when for _, when in gone}:
        half = HALVES[month >= HALVES[1].start]
        at = {a.person_id: a.site_id for a in careers if a.start <= half <= a.end}
        out = {p for p, when in gone if when == month}
        staffed, still = set(at.values()), {site for p, site in at.items() if p not in out}
        bare = sum(site in instance.site for site in staffed - still)
        before = sum(site == "A" for site in at.values())
        home = sum(site == "A" and p not in out for p, site in at.items())
        left = max(0, home - bare)
        least = instance.centre["A"].core_staff_min
        empty += max(0, bare - home)
        core += max(0, min(least, before) - left)
        covered += bare
        crowd += len(out) ** 2
    return empty, core, covered, crowd


def every_plan(
    instance: Instance, careers: Sequence[Assignment], least: int = 1, cycle: int = 6
) -> Iterator[tuple[tuple[str, date], ...]]:
    """Every way to give each holder exactly what she still owes, beside what is fixed."""
    windows = [MONTHS[n : n + cycle] for n in range(0, 12, cycle)]
    served = {a.person_id: [m for m in MONTHS if a.start <= HALVES[m >= HALVES[1].start] <= a.end] for a in careers}
    fixed = [(f.person_id, f.month) for f in instance.leave]
    options = []
    for p in instance.people:
        for window in windows:
            inside = [m for m in served[p.id] if m in window]
            given = sum(who == p.id and m in window for who, m in fixed)
            owed = max(0, least - given) if inside and p.credential is Credential.CERTIFICATE else 0
            free = [(p.id, m) for m in inside if (p.id, m) not in fixed]
            options.append(list(itertools.combinations(free, owed)))
    kept = [(p, m) for p, m in fixed if m in served[p]]
    for picked in itertools.product(*options):
        yield tuple(sorted({*kept, *(pair for some in picked for pair in some)}))


@pytest.mark.parametrize("cycle", [6, 12])
def test_every_plan_of_leave_is_the_best_there_is_and_the_earliest_of_these(cycle):
    chance = random.Random(f"leave {cycle}")
    law = rules(study_leave_cycle_months=cycle)
    seen: Counter[str] = Counter()
    for _ in range(60 * cycle - 300):
        instance, careers = small(chance, holders=2)
        own = away(plan_leave(instance, law, careers, HALVES))
        tried = [(worth(instance, careers, gone), gone) for gone in every_plan(instance, careers, cycle=cycle)]
        best = min(tried)
        assert worth(instance, careers, own) == best[0], instance
        assert own == list(min(gone for value, gone in tried if value == best[0])), instance
        seen.update(empty=best[0][0] > 0, core=best[0][1] > 0, covered=best[0][2] > 0, choice=len(tried) > 1)
    assert min(seen[k] for k in ("empty", "core", "covered", "choice")) > 5, seen


def one_window(chance: random.Random) -> tuple[Instance, tuple[Assignment, ...]]:
    """As ``small``, with more people, of whom the second half-year sees nobody."""
    instance, careers = small(chance, holders=4)
    return instance, tuple(replace(a, start=HALVES[0], end=HALVES[0]) for a in careers)


def test_with_more_people_in_one_window_the_spread_is_the_most_even_too():
    chance = random.Random("crowd")
    for _ in range(25):
        instance, careers = one_window(chance)
        own = away(plan_leave(instance, rules(), careers, HALVES))
        best = min(worth(instance, careers, gone) for gone in every_plan(instance, careers))
        assert worth(instance, careers, own) == best
        loads = [
            sorted(Counter(m for _, m in gone).values(), reverse=True)
            for gone in every_plan(instance, careers)
            if worth(instance, careers, gone)[:3] == best[:3]
        ]
        assert sorted(Counter(m for _, m in own).values(), reverse=True) == min(loads)


def test_months_that_may_be_split_are_the_best_there_are():
    chance = random.Random("split")
    law = rules(study_leave_cycle_months=12, study_leave_min_months=2, split="may_split")
    for _ in range(10):
        instance, careers = small(chance, holders=2)
        own = away(plan_leave(instance, law, careers, HALVES))
        tried = every_plan(instance, careers, least=2, cycle=12)
        assert worth(instance, careers, own) == min(worth(instance, careers, gone) for gone in tried)


@pytest.mark.parametrize("least", [1, 2, 3])
@pytest.mark.parametrize("split", ["one_block", "may_split"])
@pytest.mark.parametrize("window", ["fixed", "rolling"])
def test_under_every_reading_everyone_gets_hers_and_the_audit_finds_nothing(window, split, least):
    chance = random.Random(f"{window} {split} {least}")
    law = rules(window=window, split=split, study_leave_min_months=least)
    planned = 0
    for _ in range(25):
        instance, careers = small(chance)
        made = plan_leave(instance, law, careers, HALVES)
        found = audit(instance, law, Plan(assignments=careers, leave=made))
        assert {f.status for f in found if f.clause == "MTGR-9-c"} == {Status.MET}, (instance, careers, made)
        planned += len(made)
    assert planned > 30


def test_the_order_of_rows_changes_nothing():
    chance = random.Random("rows")
    for _ in range(10):
        instance, careers = small(chance)
        shuffled = list(careers)
        chance.shuffle(shuffled)
        assert plan_leave(instance, rules(), shuffled, HALVES) == plan_leave(instance, rules(), careers, HALVES)


def test_the_licensed_stand_in_first_and_take_turns():
    holders = [person("D1", "a"), person("D2", "b"), person("D3", "c")]
    home = [person("E1", "A", certificate=False, licensed_on=date(2026, 7, 1)), person("E2", "A", certificate=False)]
    home += [person("E3", "A", certificate=False)]
    instance = county([centre("A")], [clinic(c, "A") for c in "abc"], [*holders, *home])
    made = plan_leave(instance, rules(), serve(instance.people), HALVES)
    covers = [row.covered_by for row in sorted(made, key=lambda r: r.month)]
    assert covers == ["E2", "E3", "E2", "E1", "E1", "E3"]


def test_one_who_is_needed_twice_in_a_month_goes_to_the_larger_clinic():
    holders = [person("D1", "a"), person("D2", "b")]
    same = tuple(StudyLeave(person_id=p.id, month=DAY) for p in holders)
    sites = [clinic("a", "A", people=300), clinic("b", "A", people=900)]
    instance = county([centre("A")], sites, [*holders, person("E", "A", certificate=False)], leave=same)
    careers = serve(instance.people)
    made = plan_leave(instance, rules(), careers, HALVES)
    assert [row.covered_by for row in made if row.month == DAY] == [None, "E"]
    assert [row.person_id for row in left_empty(instance, careers, made, HALVES)] == ["D1"]


def test_leave_fixed_before_is_kept_and_not_given_twice():
    instance = county(
        [centre("A")], [clinic("a", "A")], [person("D", "a")], leave=(StudyLeave(person_id="D", month=MONTHS[4]),)
    )
    made = plan_leave(instance, rules(), serve(instance.people), HALVES)
    assert away(made) == [("D", MONTHS[4]), ("D", MONTHS[6])]


def test_without_the_clause_nobody_is_sent():
    instance = county([centre("A")], [clinic("a", "A")], [person("D", "a")])
    law = policy("mentougou-2025", "mentougou-reform", suspend=["MTGR-9-c"])
    assert plan_leave(instance, law, serve(instance.people), HALVES) == ()


def test_blocks_are_moved_apart_where_one_pass_would_leave_them_together():
    first = Duty(place=dict.fromkeys(range(4), "a"), choices=((0, 1), (2, 3)))
    second = Duty(place=dict.fromkeys(range(2), "b"), choices=((0, 1),))
    staff = {(p, m): 1 for p in "aAb" for m in range(4)}
    assert choose_months(CentreLeave(centre="A", staff=staff, duties=(first, second))) == ((2, 3), (0, 1))
    assert choose_months(CentreLeave(centre="A", staff=staff, duties=())) == ()


def test_the_outlook_carries_the_leave_and_says_which_clinic_nobody_can_look_after():
    leave = (StudyLeave(person_id="D", month=DAY),)
    instance = county([centre("A")], [clinic("a", "A")], [person("D", "a")], day=DAY, leave=leave, horizon_years=1)
    outlook = plan_outlook(scenario(instance, rules()), 5.0, 1)
    assert away(outlook.plan.leave) == [("D", MONTHS[0]), ("D", MONTHS[6])]
    (told,) = [note for note in outlook.notes if "进修" in note.zh]
    assert "2个月次" in told.zh
    assert "村医D（a村卫生室，2026-01）" in told.zh
    assert "2 month(s)" in told.en


def test_nobody_is_sent_to_study_after_the_day_on_which_she_leaves():
    """Fourteen leave on 2 January 2027 and two on 2 July 2026, who serve too little of the window to owe any."""
    born = [date(1957, 1, 2)] * 14 + [date(1956, 7, 2)] * 2
    people = [
        doctor(f"D{n:02d}", f"a{n}", day, credential=Credential.CERTIFICATE, since=date(2020, 1, 1))
        for n, day in enumerate(born)
    ]
    sites = [clinic(f"a{n}", "A") for n in range(len(born))]
    law = policy("mentougou-2025", "mentougou-reform")
    outlook = plan_outlook(scenario(county([centre("A")], sites, people, day=date(2026, 1, 1)), law))
    last = {"D14": date(2026, 6, 1), "D15": date(2026, 6, 1)}
    assert all(row.month <= last.get(row.person_id, date(2026, 12, 1)) for row in outlook.plan.leave)
    assert [row.person_id for row in outlook.plan.leave] == [f"D{n:02d}" for n in range(14)]
    late = replace(
        outlook.plan, leave=(*outlook.plan.leave, Leave(person_id="D14", site_id="a14", month=date(2026, 8, 1)))
    )
    told = [f for f in audit(outlook.scenario.instance, law, late) if f.clause == "MTGR-9-c"]
    assert [(f.subject, f.status) for f in told if f.status is Status.VIOLATED] == [("D14", Status.VIOLATED)]
