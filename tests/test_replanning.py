"""Repairs after an event: nobody moved without need, every step proven that says so, the past untouched."""

import csv
import itertools
from dataclasses import replace
from datetime import date

import pytest
from build import DAY, centre, clinic, county, doctor, policy, scenario

from planner import replanning
from planner.calendar import period_of
from planner.domain import Assignment, Credential, Event, EventKind, Instance, Lock, Role
from planner.finding import Status
from planner.messages import say
from planner.problem import ScenarioError
from planner.replanning import repairs, replan
from planner.replanning.one_move import alone
from planner.replanning.remainder import URGENT, as_planned, cut, remainder
from planner.replanning.required import unmet
from planner.replanning.telling import told
from planner.report.repair_folder import write_repairs
from planner.result import SolveStatus
from planner.run import AuditFailed
from planner.scenario import Requirement
from planner.scenario.event_file import read_events
from planner.solving.outlook import lawful, measure
from planner.staffing import plan_outlook
from planner.stages.outlook import horizon

RULES = policy("mentougou-2025", "mentougou-reform")
EVENT = Event(kind=EventKind.RESIGNS, day=date(2026, 3, 1), person_id="D1")


def staff(code: str, at: str, since: date = date(2025, 1, 1)):
    return doctor(code, at, role=Role.CENTRE_STAFF, employer="A", since=since, credential=Credential.PHYSICIAN)


@pytest.fixture(scope="module")
def small() -> Instance:
    """A centre with three clinics, a village doctor at each of two, and three who rotate."""
    sites = [clinic("a1", "A", 1, 900), clinic("a2", "A", 1, 400), clinic("a3", "A", 1, 300)]
    people = [
        doctor("D1", "a1", credential=Credential.CERTIFICATE),
        doctor("D2", "a2", credential=Credential.CERTIFICATE),
        staff("S1", "A"),
        staff("S2", "A", date(2024, 7, 1)),
        staff("S3", "a3", date(2024, 1, 1)),
    ]
    return county([centre("A")], sites, people, horizon_years=2)


@pytest.fixture(scope="module")
def plan(small: Instance) -> tuple[Assignment, ...]:
    return plan_outlook(scenario(small, RULES), 20, workers=1).plan.assignments


def test_a_resignation_gets_a_strip_each_step_better_than_the_one_before(small, plan):
    strip = repairs(small, RULES, plan, [EVENT])
    assert strip[0].moved == ()
    values = [[value for _, value in repair.goals] for repair in strip]
    assert values == sorted(values, reverse=True)
    assert len({tuple(v) for v in values}) == len(values) > 1
    assert strip[-1].proven
    assert [len(r.inform) for r in strip] == sorted(len(r.inform) for r in strip)


def test_one_move_is_the_best_single_move_by_enumeration(small, plan):
    strip = repairs(small, RULES, plan, [EVENT])
    one = next(r for r in strip if len(r.inform) == 1)
    periods = [p for p in horizon(small) if p.end >= EVENT.day]
    kept = [a for a in plan if a.person_id != "D1" and a.end >= periods[0]]
    kept = [
        Assignment(person_id=a.person_id, site_id=a.site_id, start=max(a.start, periods[0]), end=a.end) for a in kept
    ]
    base = remainder(small.centres[0], small, RULES, plan, kept, periods)
    still = {r.id: [s.baseline for s in r.stints] for r in base.rotators}
    found = []
    for rotator in base.rotators:
        for places in itertools.product(*(s.places for s in rotator.stints)):
            went = {**still, rotator.id: list(places)}
            if lawful(base, went):
                found.append(measure(base, went)[:-1])
    assert one.proven
    assert tuple(value for _, value in one.goals) == min(found)


def test_nothing_changes_before_the_event_and_those_told_are_those_who_move(small, plan):
    found = repairs(small, RULES, plan, [EVENT])
    assert any(repair.inform for repair in found)
    for repair in found:
        assert all(a.end.end >= EVENT.day for a in repair.assignments)
        planned = {(a.person_id, p): a.site_id for a in plan for p in horizon(small) if a.start <= p <= a.end}
        moved = {
            a.person_id
            for a in repair.assignments
            for p in horizon(small)
            if a.start <= p <= a.end and planned.get((a.person_id, p)) != a.site_id
        }
        assert moved == set(repair.inform)


def test_when_nobody_can_help_the_strip_says_so_and_stops(small, plan):
    alone = county(
        [centre("A")], [clinic("a1", "A")], [doctor("D1", "a1", credential=Credential.CERTIFICATE)], horizon_years=1
    )
    made = plan_outlook(scenario(alone, RULES), 20, workers=1).plan.assignments
    strip = repairs(alone, RULES, made, [EVENT])
    assert [r.moved for r in strip] == [()]
    assert dict(strip[0].goals)["uncovered"] > 0


@pytest.mark.parametrize(
    "event",
    [
        Event(kind=EventKind.CLOSES, day=DAY, site_id="a3"),
        Event(kind=EventKind.ILL, day=DAY, until=date(2026, 1, 31), person_id="S1"),
        Event(kind=EventKind.LATE, day=DAY, until=date(2026, 1, 1), person_id="S2"),
    ],
)
def test_every_kind_of_event_is_answered_in_both_languages(event, small, plan):
    answers, _ = replan(small, RULES, plan, [event])
    strip = answers[0].repairs
    lines = list(told(answers, small))
    assert strip and strip[-1].proven
    assert all(line.zh and line.en for line in lines)
    if event.kind is EventKind.CLOSES:
        assert all(a.site_id != "a3" for repair in strip for a in repair.assignments)
    assert {goal for goal, _ in strip[0].goals} == set(URGENT)


def test_an_event_of_nobody_is_refused(small, plan):
    with pytest.raises(ValueError, match="names nobody"):
        replan(small, RULES, plan, [Event(kind=EventKind.RESIGNS, day=DAY, person_id="X")])


def test_events_are_read_with_every_fault_at_once(tmp_path, small, plan):
    path = tmp_path / "events.csv"
    path.write_text("事件,日期,人员编码,服务点编码,至\n离职,2026-03-01,D1,,\n撤并,2026-03-01,,a3,\n", encoding="utf-8")
    assert [e.kind for e in read_events(path, small, plan)] == [EventKind.RESIGNS, EventKind.CLOSES]
    path.write_text(
        "事件,日期,人员编码,服务点编码,至\n离职,2026-03-01,D9,,\n病休,2026-03-01,D1,,\n休假,x,D1,,\n", encoding="utf-8"
    )
    with pytest.raises(ScenarioError) as caught:
        read_events(path, small, plan)
    assert [(p.row, p.column) for p in caught.value.problems if p.row] == [
        (4, "事件"),
        (4, "日期"),
        (2, "人员编码"),
        (3, "至"),
    ]
    assert say("reading.event_until") in [p.message for p in caught.value.problems]


def standing(plan, instance):
    """Who is where in each half-year, by code and half-year; nobody is in two places."""
    found = [((a.person_id, p), a.site_id) for a in plan for p in horizon(instance) if a.start <= p <= a.end]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_two_events_of_one_half_year_are_answered_together(small, plan):
    both = [EVENT, Event(kind=EventKind.RESIGNS, day=date(2026, 4, 1), person_id="D2")]
    answers, after = replan(small, RULES, plan, both)
    assert len(answers) == 1
    assert answers[0].events == tuple(both)
    there, planned = standing(after, small), standing(plan, small)
    assert not any(p.end >= EVENT.day for who, p in there if who in {"D1", "D2"})
    assert {k: v for k, v in there.items() if k[1].end < EVENT.day} == {
        k: v for k, v in planned.items() if k[1].end < EVENT.day
    }
    # Nobody can stand in twice: what is told for both is not better than what is told for one.
    one = repairs(small, RULES, plan, [EVENT])[-1]
    assert tuple(v for _, v in answers[0].repairs[-1].goals) >= tuple(v for _, v in one.goals)


def test_a_later_event_starts_from_the_repair_before_it(small, plan):
    later = Event(kind=EventKind.RESIGNS, day=date(2026, 9, 1), person_id="D2")
    answers, after = replan(small, RULES, plan, [later, EVENT])
    assert [a.events for a in answers] == [(EVENT,), (later,)]
    assert "（以下以" in "".join(line.zh for line in told(answers, small))
    _, first = replan(small, RULES, plan, [EVENT])
    before = {k: v for k, v in standing(first, small).items() if k[1].end < later.day}
    assert {k: v for k, v in standing(after, small).items() if k[1].end < later.day} == before


def test_one_person_alone_is_moved_as_well_as_by_trying_every_way(small, plan):
    periods = [p for p in horizon(small) if p.end >= EVENT.day]
    left = [a for a in cut(plan, periods[0]) if a.person_id != "D1"]
    base = remainder(small.centres[0], small, RULES, plan, left, periods)
    still = as_planned(base)
    assert base.rotators
    for rotator in base.rotators:
        ways = [still | {rotator.id: way} for way in itertools.product(*(s.places for s in rotator.stints))]
        best = min(measure(base, way) for way in ways if lawful(base, way))
        assert measure(base, still | {rotator.id: alone(base, still, rotator.id)}) == best


def test_events_about_nobody_of_the_plan_or_outside_it_are_named(tmp_path, small, plan):
    path = tmp_path / "events.csv"
    path.write_text(
        "事件,日期,人员编码,服务点编码,至\n离职,2031-03-01,D1,,\n病休,2026-03-01,D1,,2026-01-01\n", encoding="utf-8"
    )
    with pytest.raises(ScenarioError) as caught:
        read_events(path, small, plan)
    assert [(p.row, p.column) for p in caught.value.problems] == [(2, "日期"), (3, "至")]
    with pytest.raises(ScenarioError) as caught:
        read_events(path, small, [a for a in plan if a.person_id != "D1"])
    assert say("reading.event_not_planned") in [p.message for p in caught.value.problems]


def test_a_locked_stint_is_not_moved(small, plan):
    locked = replace(small, locks=(Lock(person_id="S1", centre_id="A", why="已定"),))
    held = [a for a in plan if a.person_id == "S1" and a.site_id == "A" and a.end.end >= EVENT.day]
    found = repairs(locked, RULES, plan, [EVENT])
    assert held and found
    for repair in found:
        there = {(a.start, a.site_id) for a in repair.assignments if a.person_id == "S1"}
        assert {(max(a.start, period_of(EVENT.day)), "A") for a in held} <= there


def test_repairs_are_written_whole_and_a_foreign_folder_is_left_alone(tmp_path, small, plan):
    answers, after = replan(small, RULES, plan, [EVENT])
    made = write_repairs(answers, after, small, tmp_path / "out", "zh")
    told_to = list(csv.DictReader((made / "tables" / "inform.csv").open(encoding="utf-8")))
    last = answers[0].repairs[-1]
    assert {r["person_id"] for r in told_to if int(r["step"]) == len(answers[0].repairs) - 1} == set(last.inform)
    rows = list(csv.DictReader((made / "tables" / "assignments.csv").open(encoding="utf-8")))
    assert len(rows) == len(after)
    assert (made / "repairs.xlsx").stat().st_size > 4000
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    with pytest.raises(ScenarioError):
        write_repairs(answers, after, small, tmp_path / "mine", "zh")
    assert write_repairs(answers, after, small, tmp_path / "out", "en") == made


def test_a_turn_due_when_the_plan_begins_never_goes_back_to_where_the_roster_has_her(small):
    """S3 has been at a3 for 24 months on the first day, so that her turn is due."""
    due = county(small.centres, small.sites, [*small.people[:-1], staff("S3", "a3", date(2023, 7, 1))], horizon_years=2)
    made = plan_outlook(scenario(due, RULES), 20, workers=1).plan.assignments
    first = next(a for a in made if a.person_id == "S3")
    assert first.start == horizon(due)[0] and first.site_id != "a3"
    base = remainder(due.centres[0], due, RULES, made, cut(made, horizon(due)[0]), horizon(due))
    assert "a3" not in next(r for r in base.rotators if r.id == "S3").stints[0].places


def test_where_the_only_clinic_closes_everyone_is_at_the_centre_and_nothing_breaks(small):
    people = [staff("S1", "a1", date(2024, 7, 1)), staff("S2", "A")]
    one = county([centre("A")], [clinic("a1", "A", 1)], people, horizon_years=4)
    made = plan_outlook(scenario(one, RULES), 20, workers=1).plan.assignments
    closes = Event(kind=EventKind.CLOSES, day=date(2026, 3, 1), site_id="a1")
    answers, after = replan(one, RULES, made, [closes])
    assert answers[0].repairs and answers[0].stranded == ()
    assert {a.site_id for a in after if a.start > period_of(closes.day)} <= {"A"}


def test_who_does_not_rotate_and_loses_her_clinic_is_named(small, plan):
    exempt = doctor("G1", "a2", role=Role.GRADUATE, employer="A", since=date(2025, 1, 1))
    county_of = replace(small, people=(*small.people, exempt))
    made = plan_outlook(scenario(county_of, RULES), 20, workers=1).plan.assignments
    closes = Event(kind=EventKind.CLOSES, day=date(2026, 3, 1), site_id="a2")
    answers, after = replan(county_of, RULES, made, [closes])
    gone = {a.person_id for a in made if a.site_id == "a2" and a.end >= period_of(closes.day)}
    assert set(answers[0].stranded) == gone - {a.person_id for a in after if a.end >= period_of(closes.day)}
    assert "D2" in answers[0].stranded
    assert any("D2" in line.en and "site closes" in line.en for line in told(answers, county_of))


def test_a_repair_that_breaks_a_clause_is_never_told(small, monkeypatch: pytest.MonkeyPatch):
    """Here the solver forgets that a turn moves: everyone who rotates is kept at a1 for good."""
    asked, long = replanning._repair, replace(small, horizon_years=4)
    made = plan_outlook(scenario(long, RULES), 20, workers=1).plan.assignments

    def kept(base, rota, periods, proven):
        always = {code: ("a1",) * len(places) for code, places in rota.places.items()}
        return asked(base, replace(rota, places=always), periods, proven)

    assert repairs(long, RULES, made, [EVENT])
    monkeypatch.setattr(replanning, "_repair", kept)
    with pytest.raises(AuditFailed, match=r"MTGR-9-a S\d"):
        repairs(long, RULES, made, [EVENT])


def test_a_plan_is_held_against_what_the_scenario_requires_and_ours_keeps_it(small):
    """Two clinics with a doctor each; the plan read back is without one of them."""
    small = county(small.centres, small.sites[:2], small.people[:-1], horizon_years=2)
    wanted = tuple(Requirement(goal=goal, why="试行") for goal in ("core", "uncovered"))
    must = replace(scenario(small, RULES), require=wanted)
    outlook = plan_outlook(must, 20, workers=1)
    assert outlook.status is SolveStatus.OPTIMAL and list(unmet(must, outlook.plan)) == []
    gone = tuple(a for a in outlook.plan.assignments if a.site_id != "a1")
    found = list(unmet(must, replace(outlook.plan, assignments=gone)))
    empty = sum(
        not any(a.site_id == s.id and a.start <= p <= a.end for a in gone) for s in small.sites for p in horizon(small)
    )
    assert [(f.clause, f.subject, f.status) for f in found] == [("require", "A", Status.VIOLATED)]
    assert f"it is {empty} (why: 试行)" in found[0].message.en
    assert list(unmet(replace(must, require=()), replace(outlook.plan, assignments=()))) == []
