"""The calendar of training: each person's chain of stages with the clause behind each, and who is where by month."""

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, plan, policy, scenario

from planner.accounting import falls_due
from planner.domain import Centre, Credential, Instance, Plan, Record, Travel, Upshot, Village
from planner.finding import Status
from planner.report.training_table import PLACES, TRAINING, place_rows, training_rows
from planner.report.training_views import training_views
from planner.run import solve
from planner.staffing import plan_outlook
from planner.stages.training import training_plan
from planner.stages.training_calendar import Step, Training, months_at_places, training_calendar

M25, REFORM, QJ, JZ = "mentougou-2025", "mentougou-reform", "talent-plan", "jiaozuo-2022"
NAMES = ("斋堂医院", "军庄镇社区卫生服务中心", "永定镇社区卫生服务中心")
LAST = date(2031, 6, 30)


def bases(*places: int) -> list[Centre]:
    return [
        replace(centre(code), name=name, training_places=n) for code, name, n in zip("ABC", NAMES, places, strict=False)
    ]


def trainee(code: str, day: date = date(2025, 8, 1), **more: object) -> object:
    return graduate(code, **{"available_from": None, "graduated_on": day, "track": "助理全科", **more})


def chain(rows: tuple[Training, ...], code: str) -> list[tuple[str, date, date | None, str]]:
    return [(r.step.value, r.start, r.end, r.clause) for r in rows if r.person.id == code]


def test_a_graduates_chain_runs_from_the_base_through_her_track_to_the_day_before_she_is_ready():
    here = county(bases(2, 2, 2), [], [trainee("G1"), trainee("G2", track="住院医师")])
    rows = training_calendar(here, policy(M25), Plan(), DAY, LAST)
    assert chain(rows, "G1") == [
        ("pre_service", date(2025, 8, 1), date(2026, 1, 31), "MTG25-2.2-b"),
        ("training", date(2026, 2, 1), date(2028, 1, 31), "MTG25-2.3-b"),
    ]
    assert chain(rows, "G2")[-1][2] == date(2029, 1, 31)
    known = county(bases(2, 2, 2), [], [trainee("G1", available_from=date(2027, 9, 1))])
    assert chain(training_calendar(known, policy(M25), Plan(), DAY, LAST), "G1")[-1][2] == date(2027, 8, 31)


def test_who_began_before_the_plan_holds_her_place_until_she_is_done():
    """One place at each base: G1 and G2 are there from April to September, so only one base is free in August."""
    early = [trainee("G1", date(2025, 4, 1)), trainee("G2", date(2025, 4, 1))]
    here = county(bases(1, 1, 1), [], [*early, trainee("G3"), trainee("G4")])
    rows = training_plan(here, policy(M25), DAY, LAST)
    assert [r.person.id for r in rows] == ["G1", "G2", "G3", "G4"]
    assert len({r.base.id for r in rows if r.base}) == 3
    assert sum(r.base is None for r in rows) == 1
    (none,) = [d for d in falls_due(here, policy(M25), Plan()) if "没有岗前培训名额" in d.what.zh]
    assert (none.clause, none.subject) == ("MTG25-2.2-b", next(r.person.id for r in rows if r.base is None))
    at_once = months_at_places(training_calendar(here, policy(M25), Plan(), DAY, LAST), here, policy(M25), LAST)
    assert all(m.places is None or len(m.people) <= m.places for m in at_once)


@pytest.mark.parametrize(("second", "wrong"), [(date(2025, 8, 1), True), (date(2025, 9, 1), False)])
def test_records_at_a_base_count_at_a_time_and_not_by_half_year(second, wrong):
    people = [trainee("G1", date(2025, 4, 1)), trainee("G2", second)]
    on = (("G1", date(2025, 4, 1)), ("G2", second))
    records = tuple(Record(clause="MTG25-2.2-b", day=day, person_id=code, centre_id="A") for code, day in on)
    here = county(bases(1, 1, 1), [], people, records=records)
    assert ("MTG25-2.2-b" in findings(here, policy(M25), plan())) is wrong


def test_five_graduates_whom_travel_pulls_to_one_base_go_where_places_are_with_the_least_travel():
    """Two places each: base A is nearest for all; who gives way costs least, as every way to seat them shows."""
    far = {"A": [5, 6, 7, 8, 9], "B": [20, 15, 30, 10, 40], "C": [25, 35, 12, 30, 50]}
    minutes = {(f"V{n}", b): far[b][n] for b in "ABC" for n in range(5)}
    people = [trainee(f"G{n}", home_village=f"V{n}") for n in range(5)]
    villages = tuple(Village(id=f"V{n}", name=f"V{n}", town="") for n in range(5))
    here = county(bases(2, 2, 2), [], people, villages=villages, travel=Travel(minutes=minutes))
    rules = policy(M25, MTG25_2_2_b={"allotted": "nearest"})
    rows = training_plan(here, rules, DAY, LAST)
    ways = [
        sum(minutes[f"V{n}", b] for n, b in enumerate(made))
        for made in itertools.product("ABC", repeat=5)
        if all(made.count(b) <= 2 for b in "ABC")
    ]
    assert sum(r.minutes or 0 for r in rows) == min(ways)
    few = training_plan(replace(here, centres=tuple(bases(1, 1, 1))), rules, DAY, LAST)
    assert sum(r.base is None for r in few) == 2


def test_a_student_who_studies_on_begins_later():
    rules = policy(M25, MTG25_3_2_b={"degree_extension_months": 24})
    veteran = Record(clause="MTG25-3.2-b", day=DAY, person_id="G1", note="北京市教育委员会相关文件、补充协议书")
    here = county(bases(2, 2, 2), [], [trainee("G1")], records=(veteran,))
    assert chain(training_calendar(here, rules, Plan(), DAY, LAST), "G1")[0][1] == date(2027, 8, 1)


def served() -> Instance:
    people = [doctor("D", "a", since=date(2020, 1, 1), credential=Credential.CERTIFICATE),
              doctor("E", "b", since=date(2020, 1, 1))]  # fmt: skip
    return county([centre("A")], [clinic("a", "A"), clinic("b", "A")], people)


def test_practice_and_study_leave_of_the_outlook_are_in_it_with_clinic_and_clause():
    for packs, step, clause in (((M25, REFORM), Step.STUDY_LEAVE, "MTGR-9-c"), ((JZ,), Step.PRACTICE, "JZ22-4.6.3-b")):
        here, rules = served(), policy(*packs)
        outlook = plan_outlook(scenario(here, rules))
        rows = [r for r in training_calendar(here, rules, outlook.plan, DAY, LAST) if r.step is step]
        assert {r.clause for r in rows} == {clause}
        assert {r.site_id for r in rows} <= {"a", "b"}
        if step is Step.PRACTICE:
            years = [r.start.year for r in rows if r.person.id == "D"]
            assert years == [y for y in range(2026, 2031) for _ in range(2)], "twice in each full year"
            assert {r.place for r in rows} == {"A"}
        else:
            assert [r.person.id for r in rows] == ["D"] * len(rows)
            assert [(r.start.year - 2024) // 2 for r in rows] == [1, 2, 3], "once in each window of two years"


@pytest.mark.parametrize(("held", "short"), [(0, 3), (2, 1), (3, 0)])
def test_QJ_6_b_what_is_lacking_before_an_appointment_to_come_falls_due_in_time(held, short):
    done = Record(clause="QJ-6-b", day=date(2025, 3, 31), person_id="D", quantity=Decimal(held))
    ahead = Record(clause="QJ-6-b", day=date(2026, 6, 1), person_id="D", result=Upshot.GRANTED)
    here = county([centre("A")], [clinic("a", "A")], [doctor("D", "a")], records=(done, ahead))
    rules = policy(M25, QJ)
    duties = [d for d in falls_due(here, rules, Plan()) if d.clause == "QJ-6-b"]
    assert [d.day for d in duties] == ([date(2026, 6 - short, 1)] if short else [])
    rows = training_calendar(here, rules, Plan(), date(2025, 1, 1), LAST)
    ahead_rows = [(r.start, r.end) for r in rows if r.step is Step.SENIOR_ROTATION and r.start > DAY]
    assert ahead_rows == ([(date(2026, 6 - short, 1), date(2026, 5, 31))] if short else [])
    assert "QJ-6-b" not in findings(here, rules, plan()), "not yet broken: there is time"
    assert ("QJ-6-b" in findings(here, rules, plan(), Status.MISSED)) is bool(short)


def test_tables_and_page_tell_the_chain_of_a_person_and_how_full_a_base_is():
    here = county(bases(2, 2, 2), [clinic("a", "A")], [trainee("G1"), trainee("G2", track="")])
    result = solve(scenario(here, policy(M25)))
    rows = [dict(zip(TRAINING, row, strict=True)) for row in training_rows(result)]
    assert [(r["stage"], r["track"]) for r in rows if r["person_id"] == "G1"] == [
        ("pre_service", ""), ("training", "助理全科"),
    ]  # fmt: skip
    places = [dict(zip(PLACES, row, strict=True)) for row in place_rows(result)]
    assert {(p["count"], p["places"]) for p in places} == {(1, 2)}
    assert sorted({p["month"] for p in places})[::5] == ["2025-08", "2026-01"]
    people, at = training_views(result)
    said = people.rows[0][2]
    assert "岗前培训：2025-08-01至2026-01-31（" in said.zh
    assert "（依据MTG25-2.2-b）；规范化培训（助理全科）：2026-02-01至2028-01-31" in said.zh
    assert "pre-service education: 2025-08-01 to 2026-01-31" in said.en
    assert "08–12: 1/2" in [str(row[3].zh) for row in at.rows]
