"""Planning weeks of practice: a worked example, everyone gets hers, the fewest clinics stand empty."""

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from build import centre, clinic, county, doctor, policy, scenario

from planner.auditing import audit
from planner.calendar import Period, add_months, period_of, working_days
from planner.domain import Assignment, Instance, Person, Plan, Practice, PracticeStay, Role, SitIn, StudyLeave
from planner.finding import Status
from planner.policy import Policy
from planner.problem import ScenarioError
from planner.report.outlook_tables import OUTLOOK_TABLES
from planner.report.tables import heading, write_csv
from planner.report.workbook import named
from planner.scenario.plan_file import read_plan
from planner.solving.practice import Trainee, choose_slots
from planner.staffing import plan_outlook
from planner.stages.practice import plan_practice, practice_notes

YEAR = (Period(2026, 1), Period(2026, 2))
DAY = YEAR[0].start
CLAUSE = "JZ22-4.6.3-b"


def rules(**parameters: object) -> Policy:
    return policy("mentougou-2025", "jiaozuo-2022", JZ22_4_6_3_b=parameters)


def person(code: str, at: str, **more: object) -> Person:
    return doctor(code, at, employer="A", **more)


def home(code: str, at: str = "A", **more: object) -> Person:
    return person(code, at, role=Role.CENTRE_STAFF, **more)


def serve(people: Sequence[Person], halves: Sequence[Period] = YEAR) -> tuple[Assignment, ...]:
    return tuple(Assignment(person_id=p.id, site_id=p.site_id or "", start=halves[0], end=halves[-1]) for p in people)


def place(people: Sequence[Person], **more: object) -> Instance:
    sites = [clinic(c, "A", people=300 + 100 * n) for n, c in enumerate("abc")]
    return county([centre("A")], sites, people, day=DAY, **more)


def made(instance: Instance, law: Policy | None = None, halves: Sequence[Period] = YEAR) -> tuple[Practice, ...]:
    return plan_practice(instance, law or rules(), serve(instance.people, halves), (), halves)


def weeks(rows: Sequence[Practice], code: str) -> list[str]:
    return [f"{r.start:%m-%d}/{r.end:%m-%d}" for r in rows if r.person_id == code]


def faults(instance: Instance, rows: Sequence[Practice], law: Policy | None = None) -> list[str]:
    plan = Plan(assignments=serve(instance.people), practice=tuple(rows))
    found = audit(instance, law or rules(), plan)
    return [f.message.zh for f in found if f.clause == CLAUSE and f.status is not Status.MET]


def test_the_worked_example():
    """Three clinics of one doctor each, and one person at the centre, who can stand in at one of them in a week.

    2026 begins on a Thursday, so its first whole week is 5 to 9 January. The weeks from 19 January to 27 February may
    hold the Spring Festival and are passed over while others are left.
    """
    rows = made(place([person("D1", "a"), person("D2", "b"), person("D3", "c"), home("C")]))
    assert weeks(rows, "D1") == ["01-05/01-09", "07-06/07-10"]
    assert weeks(rows, "D2") == ["01-12/01-16", "07-13/07-17"]
    assert weeks(rows, "D3") == ["03-02/03-06", "07-20/07-24"]
    assert {r.covered_by for r in rows} == {"C"}


def test_two_at_one_clinic_go_in_different_weeks_and_need_nobody():
    rows = made(place([person("D1", "a"), person("D2", "a"), home("C")]))
    assert weeks(rows, "D1") == ["01-05/01-09", "07-06/07-10"]
    assert weeks(rows, "D2") == ["01-12/01-16", "07-13/07-17"]
    assert {r.covered_by for r in rows} == {None}


def test_weeks_with_a_public_holiday_are_left_out():
    away = [StudyLeave(person_id="D", month=date(2026, m, 1)) for m in (1, 2, 3, 6, 7, 8)]
    rows = made(place([person("D", "a"), home("C")], leave=tuple(away)))
    assert weeks(rows, "D") == ["04-06/04-10", "09-07/09-11"]
    crowd = [person(f"D{n:02}", "a") for n in range(40)]
    days = {r.start + timedelta(days=n) for r in made(place(crowd)) for n in range(5)}
    assert not days & {date(2026, 1, 1), date(2026, 5, 1), date(2026, 10, 1), date(2026, 10, 2)}


def test_only_whole_years_of_the_horizon_are_planned():
    halves = (Period(2025, 2), *YEAR, Period(2027, 1))
    people = [person("D", "a"), home("C")]
    assert {r.start.year for r in made(place(people), halves=halves)} == {2026}


def test_stays_fixed_before_are_kept_and_the_other_is_planned_in_the_other_half():
    fixed = (PracticeStay(person_id="D", start=date(2026, 3, 2), end=date(2026, 3, 6)),)
    rows = made(place([person("D", "a"), home("C")], practice=fixed))
    assert weeks(rows, "D") == ["03-02/03-06", "07-06/07-10"]
    assert [r.covered_by for r in rows] == ["C", "C"]
    short = (PracticeStay(person_id="D", start=date(2026, 3, 2), end=date(2026, 3, 4)),)
    rows = made(place([person("D", "a"), home("C")], practice=short))
    assert weeks(rows, "D") == ["01-05/01-09", "03-02/03-04", "07-06/07-10"]


def test_two_stays_fixed_in_one_half_are_enough():
    fixed = tuple(PracticeStay(person_id="D", start=d, end=d + timedelta(days=4)) for d in (DAY, date(2026, 3, 2)))
    fixed = (replace(fixed[0], start=date(2026, 2, 2), end=date(2026, 2, 6)), fixed[1])
    assert weeks(made(place([person("D", "a")], practice=fixed)), "D") == ["02-02/02-06", "03-02/03-06"]


def test_a_stay_fixed_while_she_moves_or_is_on_leave_is_counted_but_no_row():
    moved = (*serve([person("D", "a")], YEAR[:1]), *serve([person("D", "b")], YEAR[1:]))
    across = PracticeStay(person_id="D", start=date(2026, 6, 29), end=date(2026, 7, 3))
    instance = place([person("D", "a")], practice=(across,))
    rows = plan_practice(instance, rules(), moved, (), YEAR)
    assert weeks(rows, "D") == ["01-05/01-09"]
    leave = (StudyLeave(person_id="D", month=date(2026, 3, 1)),)
    during = PracticeStay(person_id="D", start=date(2026, 3, 2), end=date(2026, 3, 6))
    instance = place([person("D", "a")], practice=(during,), leave=leave)
    assert len(made(instance)) == 1
    assert not faults(instance, made(instance))


def test_whoever_leaves_within_the_year_owes_none_for_it_by_rule_as_by_the_roster():
    law = policy("mentougou-2025", "jiaozuo-2022", JZ22_4_2_l={"age65": "exit"})
    for leaving in (
        person("D", "a", born=date(1961, 7, 15)),
        person("D", "a", born=date(1961, 12, 31)),
        person("D", "a", leaves_on=date(2026, 7, 15)),
        person("D", "a", leaves_on=date(2026, 12, 31)),
    ):
        instance = place([leaving, home("C")])
        assert plan_practice(instance, law, serve(instance.people), (), YEAR) == ()
    for staying in (person("D", "a", born=date(1962, 1, 1)), person("D", "a", leaves_on=date(2027, 1, 1))):
        instance = place([staying, home("C")])
        assert len(plan_practice(instance, law, serve(instance.people), (), YEAR)) == 2


def test_regular_sit_ins_stand_for_practice_in_that_year_under_either_only():
    visits = tuple(SitIn(site_id="a", day=d) for d in (date(2026, 3, 2), date(2026, 9, 7)))
    instance = place([person("D", "a"), person("E", "b"), home("C")], sit_ins=visits)
    assert {r.person_id for r in made(instance)} == {"E"}
    assert {r.person_id for r in made(instance, rules(alternatives="both"))} == {"D", "E"}
    law = policy("mentougou-2025", "jiaozuo-2022", suspend=["JZ22-4.6.3-c"])
    assert {r.person_id for r in made(instance, law)} == {"D", "E"}


def test_without_the_clause_nobody_is_sent():
    people = [person("D", "a")]
    fixed = (PracticeStay(person_id="D", start=date(2026, 3, 2), end=date(2026, 3, 6)),)
    assert made(place(people, practice=fixed), policy("mentougou-2025", "mentougou-reform")) == ()
    assert not list(practice_notes(place(people), Plan(assignments=serve(people))))


def test_the_licensed_stand_in_first_and_take_turns():
    people = [person("D1", "a"), person("D2", "b"), person("D3", "c")]
    people += [home("C1", licensed_on=date(2026, 7, 1)), home("C2"), home("C3")]
    rows = sorted(made(place(people)), key=lambda r: r.start)
    assert [r.covered_by for r in rows] == ["C2", "C3", "C2", "C1", "C1", "C3"]


def test_with_nobody_at_the_centre_everyone_still_goes_and_the_note_counts_them():
    instance = place([person("D1", "a"), person("D2", "b")])
    rows = made(instance)
    assert Counter(r.person_id for r in rows) == {"D1": 2, "D2": 2}
    assert not faults(instance, rows)
    _, told = practice_notes(instance, Plan(assignments=serve(instance.people), practice=rows))
    assert "4次：中心A4次" in told.zh
    assert "中心A 4" in told.en


# slots, by brute force


def lines(trainees: Sequence[Trainee]) -> Iterator[tuple[int | None, ...]]:
    """Every way to give each a slot of hers or none, never two from one clinic in one."""
    for picked in itertools.product(*([None, *t.place] for t in trainees)):
        cells = [(t.place[s], s) for t, s in zip(trainees, picked, strict=True) if s is not None]
        if len(cells) == len(set(cells)):
            yield picked


def inside(picked: Sequence[int | None], room: Mapping[int, int]) -> int:
    """How many are among the first so many of their slot."""
    load = Counter(s for s in picked if s is not None)
    return sum(min(n, room[slot]) for slot, n in load.items())


def test_the_slots_chosen_are_the_best_there_are_at_every_room():
    chance = random.Random("slots")
    seen: Counter[str] = Counter()
    for _ in range(400):
        slots = range(chance.randint(1, 4))
        trainees = [
            Trainee(place={s: site for s in slots if chance.random() < 0.7})
            for site in (chance.choice("aabcde") for _ in range(chance.randint(0, 5)))
        ]
        covers = {s: chance.choice([0, 0, 1, 1, 2]) for s in slots}
        own, every = choose_slots(trainees, covers), list(lines(trainees))
        assert own in every
        for k in range(1, 6):
            for room in ({s: min(n, k) for s, n in covers.items()}, {s: max(n, k) for s, n in covers.items()}):
                assert inside(own, room) == max(inside(other, room) for other in every), (trainees, covers, k)
        seen.update(left=None in own, uncovered=inside(own, covers) < len(trainees), choice=len(every) > 8)
    assert min(seen[k] for k in ("left", "uncovered", "choice")) > 20, seen


# whole plans, by brute force


def small(chance: random.Random) -> Instance:
    """Up to three doctors who are on leave most of the first half-year, so that every plan of it can be tried."""
    people = [person(f"D{n}", chance.choice("aabc")) for n in range(chance.randint(2, 3))]
    people += [home(f"C{n}", chance.choice(["A", "A", "A", "c"])) for n in range(chance.randint(1, 2))]
    leave = []
    for p in people:
        months = [*chance.sample([1, 2, 3], 2), *([4, 5, 6] if p.id.startswith("D") else [])]
        leave += [StudyLeave(person_id=p.id, month=date(2026, m, 1)) for m in months]
    return place(people, leave=tuple(leave))


def uncovered(instance: Instance, gone: Mapping[str, date]) -> int | None:
    """How many stays leave a clinic with nobody, counted from the words; None when two of one clinic go in a week."""
    leave = {(row.person_id, row.month) for row in instance.leave}
    count = 0
    for monday in set(gone.values()):
        week = [monday + timedelta(days=n) for n in range(5)]

        def away(p: Person, monday: date = monday, week: Sequence[date] = week) -> bool:
            return gone.get(p.id) == monday or any((p.id, day.replace(day=1)) in leave for day in week)

        here = [p for p in instance.people if gone.get(p.id) == monday]
        sites = [p.site_id for p in here]
        if len(set(sites)) < len(sites):
            return None
        needed = sum(all(away(q) for q in instance.people if q.site_id == site) for site in sites)
        count += max(0, needed - sum(p.site_id == "A" and not away(p) for p in instance.people))
    return count


def mondays(instance: Instance, code: str) -> list[date]:
    leave = {row.month for row in instance.leave if row.person_id == code}
    first = date(2026, 1, 5)
    every = [first + timedelta(days=7 * n) for n in range(23)]
    months = [{d.replace(day=1), (d + timedelta(days=4)).replace(day=1)} for d in every]
    holiday = date(2026, 4, 27)
    return [d for d, m in zip(every, months, strict=True) if not m & leave and d != holiday]


def test_in_each_half_the_fewest_clinics_go_uncovered():
    chance = random.Random("practice")
    seen: Counter[bool] = Counter()
    for _ in range(100):
        instance = small(chance)
        rows = [r for r in made(instance) if period_of(r.start) == YEAR[0]]
        doctors = [p.id for p in instance.people if p.id.startswith("D")]
        assert [r.person_id for r in rows] == doctors
        own = uncovered(instance, {r.person_id: r.start for r in rows})
        options = [mondays(instance, code) for code in doctors]
        tried = [
            n
            for picked in itertools.product(*options)
            if (n := uncovered(instance, dict(zip(doctors, picked, strict=True)))) is not None
        ]
        assert own == min(tried), instance
        seen[0 < min(tried) < max(tried)] += 1
        assert not faults(instance, made(instance))
    assert seen[True] > 5, seen


# properties


def random_place(chance: random.Random) -> Instance:
    people = [person(f"D{n}", chance.choice("aabbc")) for n in range(chance.randint(1, 7))]
    people += [home(f"C{n}", chance.choice(["A", "A", "b"])) for n in range(chance.randint(0, 3))]
    leave = [
        StudyLeave(person_id=p.id, month=add_months(DAY, chance.randrange(12)))
        for p in people
        for _ in range(chance.choice([0, 0, 1, 3]))
    ]
    practice = []
    for p in people:
        if chance.random() < 0.4:
            first = DAY + timedelta(days=chance.randrange(360))
            practice.append(
                PracticeStay(person_id=p.id, start=first, end=first + timedelta(days=chance.randint(0, 12)))
            )
    return place(people, leave=tuple(sorted(set(leave), key=str)), practice=tuple(practice))


@pytest.mark.parametrize(("times", "length"), [(1, 1), (2, 1), (3, 1), (4, 1), (1, 2), (2, 2), (4, 2)])
def test_under_every_number_everyone_gets_hers_and_the_audit_finds_nothing(times, length):
    chance = random.Random(f"{times} {length}")
    law = rules(clinical_practice_per_year_min=times, clinical_practice_weeks_each_min=length)
    for _ in range(25):
        instance = random_place(chance)
        rows = made(instance, law)
        assert not faults(instance, rows, law), instance
        fixed = {(s.person_id, s.start) for s in instance.practice}
        own = [r for r in rows if (r.person_id, r.start) not in fixed]
        assert all(working_days(r.start, r.end) == 5 * length and r.start.weekday() == 0 for r in own)
        at = {p.id: p.site_id for p in instance.people}
        together = Counter((at[r.person_id], r.start) for r in own)
        assert not together or max(together.values()) == 1


def test_the_order_of_rows_changes_nothing():
    chance = random.Random("rows")
    for _ in range(10):
        instance = random_place(chance)
        careers = list(serve(instance.people))
        chance.shuffle(careers)
        assert plan_practice(instance, rules(), careers, (), YEAR) == made(instance)


# the outlook and its files


def test_the_outlook_carries_practice_writes_it_and_reads_it_back(tmp_path: Path):
    people = [person("D1", "a"), person("D2", "b"), person("D3", "c"), home("C", since=DAY)]
    instance = replace(place(people), horizon_years=1)
    outlook = plan_outlook(scenario(instance, rules()), 5.0, 1)
    assert weeks(outlook.plan.practice, "D2") == ["01-12/01-16", "07-13/07-17"]
    assert any("临床实践按周一至周五排" in note.zh for note in outlook.notes)
    (table,) = [t for t in OUTLOOK_TABLES if t.name == "practice_plan"]
    write_csv(table, outlook, tmp_path / "practice_plan.csv")
    text = (tmp_path / "practice_plan.csv").read_text(encoding="utf-8").splitlines()
    assert text[:2] == ["person_id,site_id,start,end,covered_by", "D1,a,2026-01-05,2026-01-09,C"]
    columns, rows = named(table, outlook)
    book = tmp_path / "plan.xlsx"
    written(book, {"安置结果": [["人员编码"]], table.title.zh: [[heading(c).zh for c in columns], *rows]})
    assert read_plan(book, instance)[0].practice == outlook.plan.practice


def test_a_stay_that_ends_before_it_begins_is_a_fault_of_its_row(tmp_path: Path):
    sheet = [["人员编码", "服务点编码", "起", "止"], ["D", "a", "2026-03-06", "2026-03-02"], ["D", "a", "三月", ""]]
    written(tmp_path / "plan.xlsx", {"安置结果": [["人员编码"]], "临床实践安排": sheet})
    with pytest.raises(ScenarioError) as raised:
        read_plan(tmp_path / "plan.xlsx", place([person("D", "a")]))
    assert {(p.row, p.column) for p in raised.value.problems} == {(2, "止"), (3, "起"), (3, "止")}


def written(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> None:
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    book.close()
