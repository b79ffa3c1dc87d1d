"""What is to be recruited for each target, the pipeline by year of enrolment, the alarm; figures reckoned by hand."""

from datetime import date
from decimal import Decimal

import pytest
from build import DAY, centre, clinic, county, doctor, graduate, outlook, plan, policy

from planner.accounting import account
from planner.calendar import Period
from planner.domain import Credential, Instance, Person, Plan, Record, Role, Upshot
from planner.forecast import Flow, Forecast, forecast
from planner.pipeline import Course, cohorts, pipeline
from planner.policy import Policy
from planner.recruitment import Need, needs

M25, REFORM, JIAOZUO, TALENT = "mentougou-2025", "mentougou-reform", "jiaozuo-2022", "talent-plan"


def asked(instance: Instance, rules: Policy, clause: str, made: Plan | None = None) -> list[Need]:
    return [need for need in needs(instance, rules, made or Plan()) if need.clause == clause]


def told(found: list[Need]) -> list[tuple[int, int, int, int]]:
    """Year, lacking, of which the pipeline brings, to be added in that year."""
    return [(n.year, n.gap, n.pipeline, n.count) for n in found]


# Recruitment


def eight_of_twenty(*coming: Person, vacant: int = 3, licensed: int = 8) -> Instance:
    staff = [
        doctor(f"D{n:02}", "a", credential=Credential.ASSISTANT if n < licensed else Credential.CERTIFICATE)
        for n in range(20)
    ]
    return county([centre("A")], [clinic("a", "A", 20 + vacant, public_premises=True)], [*staff, *coming])


def test_of_8_licensed_in_20_two_recruits_reach_45_percent_and_one_would_not():
    """8 of 20 lack 1 among the 20; a recruit is one more of the whole: 9 of 21 is 42.9%, 10 of 22 is 45.5%."""
    rules = policy(M25, JIAOZUO)
    found = asked(eight_of_twenty(), rules, "JZ22-2-b")
    assert told(found) == [(2025, 2, 0, 2)] and found[0].recruiting
    measure = next(m for m in account(eight_of_twenty(), rules, Plan()).measures if m.clause == "JZ22-2-b")
    assert (measure.needed, measure.recruits) == (1, 2)
    assert told(asked(eight_of_twenty(licensed=9), rules, "JZ22-2-b")) == [(2025, 0, 0, 0)]


@pytest.mark.parametrize(
    ("ready", "vacant", "row"),
    [
        (date(2025, 12, 31), 3, (2025, 2, 1, 1)),
        (date(2026, 1, 1), 3, (2025, 2, 0, 2)),
        (date(2025, 12, 31), 0, (2025, 2, 0, 2)),
    ],
)
def test_what_the_pipeline_brings_by_the_day_and_has_a_post_for_is_not_recruited(ready, vacant, row):
    instance = eight_of_twenty(graduate("G", available_from=ready), vacant=vacant)
    assert told(asked(instance, policy(M25, JIAOZUO), "JZ22-2-b")) == [row]


def test_a_recruit_who_is_placed_is_of_the_pipeline_too():
    instance = eight_of_twenty(graduate("G"))
    for made in (plan(G="A/a"), Plan(), outlook(plan(G="A/a"), G="a 2025H2-2031H1")):
        assert told(asked(instance, policy(M25, JIAOZUO), "JZ22-2-b", made)) == [(2025, 2, 1, 1)]


def ten_thousand(*coming: Person, **facts: object) -> Instance:
    staff = [doctor(f"D{n:02}", "a") for n in range(29)] + [doctor("X", "a", leaves_on=date(2027, 3, 1))]
    return county([centre("A")], [clinic("a", "A", 40, 10_000)], [*staff, *coming], **facts)


def test_35_per_10000_is_asked_for_in_even_parts_over_the_years_net_of_exits_and_arrivals():
    """30 of 35 today, one leaves in 2027: 6 lack by the end of 2028, of which one graduate comes in 2026."""
    rules = policy(M25, TALENT, QJ_s1_a={"base_year": 2023})
    assert told(asked(ten_thousand(), rules, "QJ-s1-a")) == [
        (2025, 6, 0, 2),
        (2026, 6, 0, 1),
        (2027, 6, 0, 2),
        (2028, 6, 0, 1),
    ]
    one = ten_thousand(graduate("G", available_from=date(2026, 9, 1)))
    assert told(asked(one, rules, "QJ-s1-a")) == [(2025, 6, 1, 2), (2026, 6, 1, 1), (2027, 6, 1, 1), (2028, 6, 1, 1)]
    undated = asked(one, policy(M25, TALENT), "QJ-s1-a")
    assert told(undated) == [(2025, 5, 0, 5)], "without a base year the ratio is told for the placement date only"


def test_growth_of_about_5_percent_counts_whom_it_recruited_the_year_before():
    """100 at the end of 2024 and 100 since: 4 lack in 2025, then 4% of 104 and of 109, rounded up."""
    people = [doctor(f"D{n:03}", "a") for n in range(100)]
    before = Record(clause="QJ-s1-b", day=date(2024, 12, 31), quantity=Decimal(100))
    instance = county([centre("A")], [clinic("a", "A", 120)], people, records=(before,), horizon_years=3)
    rules = policy(M25, TALENT)
    assert [(n.year, n.count) for n in asked(instance, rules, "QJ-s1-b")] == [(2025, 4), (2026, 5), (2027, 5)]
    alone = policy(M25, TALENT, QJ_s1_b={"growth": "of_baseline"})
    assert [(n.year, n.count) for n in asked(instance, alone, "QJ-s1-b")] == [(2025, 4), (2026, 4), (2027, 4)]


def test_thirty_recruits_a_year_less_those_who_come_in_that_year():
    coming = [graduate(f"R{n}", role=Role.RECRUIT, available_from=date(2026, 2, 1)) for n in range(2)]
    coming.append(graduate("N", role=Role.RECRUIT, available_from=None))
    instance = county([centre("A")], [clinic("a", "A", 9)], coming, horizon_years=2)
    assert told(asked(instance, policy(M25, TALENT), "QJ-s1-c")) == [(2025, 30, 1, 29), (2026, 30, 2, 28)]


def test_all_clinics_integrated_asks_for_clinics_and_not_for_people():
    sites = [clinic(f"a{n}", "A", integrated=n > 0) for n in range(4)]
    found = asked(county([centre("A")], sites), policy(M25, REFORM), "MTGR-6-c")
    assert told(found) == [(2025, 1, 0, 1)] and not found[0].recruiting
    later = [clinic(f"a{n}", "A", integrated_from=date(2025, 12, n * 10 + 1)) for n in range(4)]
    assert told(asked(county([centre("A")], later), policy(M25, REFORM), "MTGR-6-c"))[0][3] == 0


def test_whoever_the_outlook_brings_is_hired_by_the_centre_of_her_clinic():
    people = [doctor("D", "a", employer="A"), graduate("G", available_from=date(2025, 9, 1))]
    instance = county([centre("A")], [clinic("a", "A", 2)], people)
    made = outlook(D="a 2025H2-2031H1", G="a 2026H1-2031H1")
    rules = policy(M25, JIAOZUO)
    assert told(asked(instance, rules, "JZ22-2-c", made))[0][1:] == (0, 0, 0)
    measure = next(m for m in account(instance, rules, outlook(G="a 2025H2-2031H1")).measures if m.clause == "JZ22-2-c")
    assert measure.needed == 0


# The pipeline


def student(code: str, year: int, track: str = "助理全科", **more: object) -> Person:
    facts = {"available_from": None, "enrolled_on": date(year, 9, 1), "graduated_on": date(year + 3, 7, 1), **more}
    return graduate(code, track=track, **facts)


def way(course: Course) -> tuple[object, ...]:
    days = (course.graduates, course.pre_service, course.training, course.ready, course.placed)
    return (course.enrolled, *(day and day.isoformat() for day in days), course.place)


def test_each_year_of_enrolment_goes_through_six_months_and_the_length_of_its_track_to_the_pool():
    people = [student("G1", 2019), student("G2", 2022), student("G3", 2022, "住院医师"), doctor("D", "a")]
    instance = county([centre("A")], [clinic("a", "A", 3)], people)
    found = pipeline(instance, policy(M25), plan(G1="A/a"))
    assert [way(c) for c in found] == [
        (2019, "2022-07-01", "2022-12-31", "2024-12-31", "2025-01-01", "2025-07-01", "a"),
        (2022, "2025-07-01", "2025-12-31", "2027-12-31", "2028-01-01", None, None),
        (2022, "2025-07-01", "2025-12-31", "2028-12-31", "2029-01-01", None, None),
    ]
    assert [(c.enrolled, c.track, len(c.courses)) for c in cohorts(found)] == [
        (2019, "助理全科", 1),
        (2022, "住院医师", 1),
        (2022, "助理全科", 1),
    ]
    ahead = pipeline(
        instance, policy(M25), outlook(plan(G1="A/a", G2="A/a"), G1="a 2025H2-2031H1", G2="a 2028H1-2031H1")
    )
    assert way(ahead[1])[4:] == ("2028-01-01", "2028-01-01", "a")


def test_a_day_on_the_roster_goes_before_the_lengths_and_what_is_not_known_stays_blank():
    people = [
        student("G1", 2019, available_from=date(2026, 3, 1)),
        student("G2", 2020, "不详"),
        graduate("R", role=Role.RECRUIT, available_from=None),
        graduate("OLD", site_id="a", since=date(2024, 7, 1)),
    ]
    found = {
        c.person.id: way(c) for c in pipeline(county([centre("A")], [clinic("a", "A")], people), policy(M25), Plan())
    }
    assert found == {
        "G1": (2019, "2022-07-01", "2022-12-31", "2026-02-28", "2026-03-01", None, None),
        "G2": (2020, "2023-07-01", "2023-12-31", None, None, None, None),
        "R": (None, None, None, None, None, None, None),
    }


def test_the_base_is_the_one_on_record_or_given_by_the_plan_of_training():
    bases = [centre("A"), centre("B")]
    people = [student("G1", 2021), student("G2", 2022)]
    on_record = Record(clause="MTG25-2.2-b", day=date(2024, 7, 1), person_id="G1", centre_id="A", result=Upshot.DONE)
    instance = county(bases, [clinic("a", "A")], people, records=(on_record,))
    found = pipeline(instance, policy(M25, MTG25_2_2_b={"pre_service_bases": ["A", "B"]}), Plan())
    assert found[0].base == "A" and found[1].base in {"A", "B"}


# The alarm


def alarms(instance: Instance, made: Plan | None = None, **more: object) -> list[Forecast]:
    rows = forecast(instance, policy(M25, REFORM), made or Plan(), **more)  # type: ignore[arg-type]
    return [row for row in rows if row.flow is Flow.UNCOVERED]


def test_a_clinic_whose_last_doctor_leaves_raises_alarm_without_an_outlook():
    people = [
        doctor("D1", "a", born=date(1958, 9, 15)),
        doctor("D2", "b", leaves_on=date(2028, 7, 1)),
        doctor("D3", "b", leaves_on=date(2029, 1, 1)),
        graduate("G", available_from=date(2028, 9, 14)),
    ]
    sites = [clinic("a", "A"), clinic("b", "A", 2), clinic("c", "A", 0)]
    found = alarms(county([centre("A")], sites, people))
    assert [(r.site_id, r.day, str(r.period), str(r.until)) for r in found] == [
        ("a", date(2028, 9, 15), "2028H2", "2031H1"),
        ("b", date(2029, 1, 1), "2029H1", "2031H1"),
    ]
    assert "除非在2028-09-15前补充1人（届时另有1名" in found[0].what.zh
    late = county([centre("A")], sites, [*people[:3], graduate("G", available_from=date(2028, 9, 16))])
    assert "nobody else is ready by then" in alarms(late)[0].what.en


def test_who_comes_ends_the_gap_and_the_plan_s_own_placement_fills_it():
    people = [doctor("D", "a", leaves_on=date(2026, 1, 1)), graduate("G", available_from=date(2026, 7, 1))]
    instance = county([centre("A")], [clinic("a", "A")], people, horizon_years=2)
    assert [(r.day, str(r.until)) for r in alarms(instance)] == [(date(2026, 1, 1), "2027H1")]
    later = county([centre("A")], [clinic("a", "A")], [people[0], graduate("G", site_id="a", since=date(2026, 7, 1))])
    assert [(r.day, str(r.until)) for r in alarms(later)] == [(date(2026, 1, 1), "2026H1")]
    empty = county([centre("A")], [clinic("a", "A")], [graduate("G")])
    assert [r.day for r in alarms(empty)] == [DAY] and alarms(empty, plan(G="A/a")) == []


def test_with_an_outlook_its_empty_half_years_are_told_each_run_once():
    instance = county([centre("A")], [clinic("a", "A")])
    periods = [Period(2028, 2), Period(2029, 1), Period(2030, 1)]
    found = alarms(instance, empty={"a": periods})
    assert [(str(r.period), str(r.until), r.by) for r in found] == [
        ("2028H2", "2029H1", "outlook"),
        ("2030H1", "2030H1", "outlook"),
    ]
