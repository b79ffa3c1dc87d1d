"""Repairs after an event: nobody moved without need, every step proven that says so, the past untouched."""

import itertools
from datetime import date

import pytest
from build import DAY, centre, clinic, county, doctor, policy, scenario

from planner.domain import Assignment, Credential, Event, EventKind, Instance, Role
from planner.messages import say
from planner.problem import ScenarioError
from planner.repair_text import told
from planner.replanning import URGENT, _outlook, replan
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
    strip = replan(small, RULES, plan, EVENT)
    assert strip[0].moved == ()
    values = [[value for _, value in repair.goals] for repair in strip]
    assert values == sorted(values, reverse=True)
    assert len({tuple(v) for v in values}) == len(values) > 1
    assert strip[-1].proven
    assert [len(r.inform) for r in strip] == sorted(len(r.inform) for r in strip)


def test_one_move_is_the_best_single_move_by_enumeration(small, plan):
    strip = replan(small, RULES, plan, EVENT)
    one = next(r for r in strip if len(r.inform) == 1)
    periods = [p for p in horizon(small) if p.end >= EVENT.day]
    kept = [a for a in plan if a.person_id != "D1" and a.end >= periods[0]]
    kept = [
        Assignment(person_id=a.person_id, site_id=a.site_id, start=max(a.start, periods[0]), end=a.end) for a in kept
    ]
    base = _outlook(small.centres[0], small, RULES, kept, EVENT, periods)
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
    for repair in replan(small, RULES, plan, EVENT):
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
    strip = replan(alone, RULES, made, EVENT)
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
    strip = replan(small, RULES, plan, event)
    lines = list(told(event, strip, small))
    assert strip and strip[-1].proven
    assert all(line.zh and line.en for line in lines)
    if event.kind is EventKind.CLOSES:
        assert all(a.site_id != "a3" for repair in strip for a in repair.assignments)
    assert {goal for goal, _ in strip[0].goals} == set(URGENT)


def test_an_event_of_nobody_is_refused(small, plan):
    with pytest.raises(ValueError, match="names nobody"):
        replan(small, RULES, plan, Event(kind=EventKind.RESIGNS, day=DAY, person_id="X"))


def test_events_are_read_with_every_fault_at_once(tmp_path, small):
    path = tmp_path / "events.csv"
    path.write_text("事件,日期,人员编码,服务点编码,至\n离职,2026-03-01,D1,,\n撤并,2026-03-01,,a3,\n", encoding="utf-8")
    assert [e.kind for e in read_events(path, small)] == [EventKind.RESIGNS, EventKind.CLOSES]
    path.write_text(
        "事件,日期,人员编码,服务点编码,至\n离职,2026-03-01,D9,,\n病休,2026-03-01,D1,,\n休假,x,D1,,\n", encoding="utf-8"
    )
    with pytest.raises(ScenarioError) as caught:
        read_events(path, small)
    assert [(p.row, p.column) for p in caught.value.problems if p.row] == [
        (4, "事件"),
        (4, "日期"),
        (2, "人员编码"),
        (3, "至"),
    ]
    assert say("reading.event_until") in [p.message for p in caught.value.problems]
