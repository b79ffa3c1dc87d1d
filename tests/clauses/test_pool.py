"""The pool: when a graduate may be placed, on which day's vacancies, and who precedes whom."""

from datetime import date

import pytest
from build import (
    DAY,
    centre,
    clinic,
    county,
    doctor,
    findings,
    graduate,
    outlook,
    plan,
    policy,
    scenario,
    staffed,
    wishes,
)

from planner.accounting import falls_due
from planner.auditing.count import count, headcount
from planner.calendar import Period
from planner.domain import Assignment, Credential, Instance, Plan, Role
from planner.finding import Status
from planner.policy import Policy
from planner.season import centre_by_person, plan_season
from planner.staffing import plan_outlook
from planner.stages.supply import pool_on, staffing_on
from planner.stages.tally import tallies

M25 = ("mentougou-2025",)
M21 = ("mentougou-2021", "mentougou-2025")


def waiting(day: date, **facts: object) -> Instance:
    """One vacant post and one graduate."""
    facts = {"available_from": None, **facts}
    return county([centre("A")], [clinic("a", "A")], [graduate("G1", **facts)], day=day)


def ready(instance: Instance, rules: Policy) -> bool:
    """Whether she is in the pool, by the planner, by the auditor's count, by the season, and by the check."""
    planned = "G1" in pool_on(instance.placement_date, instance, rules).ready
    assert ("G1" in count(instance, rules, Plan()).finished) == planned
    assert centre_by_person(instance, rules) == ({"G1": "A"} if planned else {})
    assert (findings(instance, rules, plan(G1="A/a")) == {}) == planned
    return planned


@pytest.mark.parametrize(("day", "in_pool"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True)])
def test_MTG25_2_2_a_pre_service_education_takes_six_months(day, in_pool):
    """Graduation 2025-07-01: six months by themselves end on 2026-01-01."""
    rules = policy(*M25, MTG25_2_3_b={"track_months": {"无": 0}})
    assert ready(waiting(day, graduated_on=DAY, track="无"), rules) is in_pool


def test_MTG25_2_2_a_another_length_is_a_parameter():
    rules = policy(*M25, MTG25_2_3_b={"track_months": {"无": 0}}, MTG25_2_2_a={"pre_service_months": 5})
    assert ready(waiting(date(2025, 12, 1), graduated_on=DAY, track="无"), rules)
    assert not ready(waiting(date(2025, 11, 30), graduated_on=DAY, track="无"), rules)


@pytest.mark.parametrize(
    ("track", "day", "in_pool"),
    [
        ("助理全科", date(2027, 12, 31), False),
        ("助理全科", date(2028, 1, 1), True),
        ("住院医师", date(2028, 12, 31), False),
        ("住院医师", date(2029, 1, 1), True),
        ("没有的方向", date(2035, 1, 1), False),
    ],
)
def test_MTG25_2_3_b_training_of_24_or_36_months_follows(track, day, in_pool):
    assert ready(waiting(day, graduated_on=DAY, track=track), policy(*M25)) is in_pool


def test_MTG25_2_3_b_the_shipped_lengths_say_that_they_are_assumed_and_given_ones_do_not():
    assumed = policy(*M25).clause["MTG25-2.3-b"]
    given = policy(*M25, MTG25_2_3_b={"track_months": {"助理全科": 12}, "assumption": False}).clause["MTG25-2.3-b"]
    assert "假定" in assumed.statement().zh
    assert "assumed" in assumed.statement().en
    assert "假定" not in given.statement().zh
    rules = policy(*M25, MTG25_2_3_b={"track_months": {"助理全科": 12}, "assumption": False})
    assert ready(waiting(date(2027, 1, 1), graduated_on=DAY, track="助理全科"), rules)


@pytest.mark.parametrize(
    ("facts", "in_pool"),
    [
        ({"available_from": date(2025, 6, 30)}, True),
        ({"available_from": DAY}, True),
        ({"available_from": date(2025, 7, 2)}, False),
        ({"available_from": date(2026, 7, 1), "track": "住院医师"}, False),
        ({}, False),
        ({"graduated_on": date(2023, 1, 1), "track": "助理全科"}, True),
        ({"graduated_on": date(2023, 1, 2), "track": "助理全科"}, False),
        ({"graduated_on": date(2023, 1, 1), "track": "住院医师"}, False),
        ({"graduated_on": date(2022, 1, 1), "track": "住院医师"}, True),
    ],
)
def test_MTG25_3_1_a_enters_the_pool_once_either_training_is_done(facts, in_pool):
    assert ready(waiting(DAY, **facts), policy(*M25)) is in_pool


def test_MTG25_3_1_a_the_check_names_who_is_placed_too_early_and_until_when():
    instance = waiting(DAY, available_from=date(2025, 8, 1))
    row = findings(instance, policy(*M25), plan(G1="A/a"))["MTG25-3.1-a"][0]
    assert "毕业生G1" in row.message.zh
    assert "2025-08-01" in row.message.zh
    assert "2025-08-01" in row.message.en


def test_MTG25_3_1_a_somebody_who_is_no_candidate_is_not_placed():
    instance = county([centre("A")], [clinic("a", "A", 2)], [doctor("D", "a")])
    assert "MTG25-3.1-a" in findings(instance, policy(*M25), plan(D="A/a"))


@pytest.mark.parametrize(
    ("licence", "alone", "beside"), [("no", False, False), ("sole_doctor", True, False), ("yes", True, True)]
)
def test_MTG25_3_1_a_the_licence_of_a_clinics_only_doctor_is_a_named_option(licence, alone, beside):
    rules = policy(*M25, MTG25_3_1_a={"licence_required_to_start": licence})
    a, _ = staffed("a", "A", 1, 1)
    b, in_b = staffed("b", "A", 2, 1)
    instance = county([centre("A")], [a, b], [*in_b, graduate("G1", credential=Credential.NONE)])
    assert ("MTG25-3.1-a" in findings(instance, rules, plan(G1="A/a"), Status.MISSED)) is alone
    assert ("MTG25-3.1-a" in findings(instance, rules, plan(G1="A/b"), Status.MISSED)) is beside


def shifting(day: date) -> Instance:
    """In July 2025 only Y is short; in January 2028 only X: the doctor of Y came in 2026, that of X left in 2027."""
    people = [
        doctor("DX", "x", leaves_on=date(2027, 12, 31)),
        doctor("DY", "y", since=date(2026, 1, 1)),
        graduate("G1", graduated_on=DAY, track="助理全科", available_from=None),
    ]
    return county([centre("X"), centre("Y")], [clinic("x", "X"), clinic("y", "Y")], people, day=day)


def vacancies(day: date, rules: Policy) -> dict[str, int]:
    season = plan_season(shifting(day), rules)
    counted = count(shifting(day), rules, Plan())
    for placed in season.rounds:
        heads = counted.on(placed.round.day)
        assert counted.tallies(heads) == dict(placed.tallies)
    return {c: t.short for c, t in season.rounds[0].tallies.items()}


def test_MTG25_2_4_1_d_the_vacancies_of_the_placement_date_decide_not_those_of_graduation():
    rules = policy(*M25)
    assert vacancies(date(2028, 1, 1), rules) == {"X": 1, "Y": 0}
    assert centre_by_person(shifting(date(2028, 1, 1)), rules) == {"G1": "X"}
    assert "MTG25-1-a" in findings(shifting(date(2028, 1, 1)), rules, plan(G1="Y"))


def test_MTG25_2_4_1_d_nobody_is_sent_anywhere_before_training_ends():
    instance = waiting(DAY, available_from=date(2025, 7, 2))
    assert centre_by_person(instance, policy(*M25)) == {}
    row = findings(instance, policy(*M25), plan(G1="A/a"))["MTG25-2.4.1-d"][0]
    assert "2025-07-02" in row.message.zh
    assert "2025-07-02" in row.message.en


def test_MTG25_2_4_1_d_the_calendar_has_a_round_for_each_later_day_on_which_training_ends():
    """Who finishes school in July 2025 and trains for 30 months is placed in the round of January 2028."""
    people = [
        graduate("G1", available_from=DAY),
        graduate("G2", graduated_on=date(2025, 7, 1), available_from=None, track="助理全科"),
        graduate("G3", available_from=date(2028, 1, 1)),
        graduate("G4", available_from=date(2031, 7, 1)),
    ]
    here = county([centre("X")], [clinic("x", "X", 3)], people, horizon_years=6)
    due = [d for d in falls_due(here, policy(*M25), Plan()) if d.clause == "MTG25-2.4.1-d"]
    assert [(d.day, d.count) for d in due] == [(date(2028, 1, 1), 2)]
    assert "安置日的空缺" in due[0].what.zh


@pytest.mark.parametrize(
    ("reference", "days"),
    [
        ("placement_date", [DAY]),
        ("own_finish_date", [date(2025, 1, 1), date(2025, 3, 1)]),
        ("graduation_date", [date(2022, 7, 1), date(2022, 9, 1)]),
    ],
)
def test_MTG25_2_4_1_d_which_day_counts_is_a_named_option(reference, days):
    people = [
        graduate("G1", available_from=date(2025, 1, 1), graduated_on=date(2022, 7, 1)),
        graduate("G2", available_from=date(2025, 3, 1), graduated_on=date(2022, 9, 1)),
    ]
    instance = county([centre("A")], [clinic("a", "A", 2)], people)
    rules = policy(*M25, MTG25_2_4_1_d={"vacancy_reference": reference})
    season = plan_season(instance, rules)
    assert [r.round.day for r in season.rounds] == days
    assert set(count(instance, rules, Plan()).finished.values()) == set(days)
    assert findings(instance, rules, season.plan) == {}


def test_MTG21_A1_4_1_a_the_post_is_fixed_at_graduation_by_the_vacancies_of_that_day():
    assert vacancies(DAY, policy(*M21)) == {"X": 0, "Y": 1}
    assert vacancies(date(2028, 1, 1), policy(*M21)) == {"X": 0, "Y": 1}
    assert centre_by_person(waiting(DAY, graduated_on=DAY), policy(*M21)) == {"G1": "A"}
    assert centre_by_person(waiting(DAY, graduated_on=DAY), policy(*M25)) == {}


@pytest.mark.parametrize(("graduated", "may"), [(date(2025, 6, 30), True), (DAY, True), (date(2025, 7, 2), False)])
def test_MTG21_A1_4_1_a_from_the_day_of_graduation_on(graduated, may):
    instance = waiting(DAY, graduated_on=graduated)
    assert ("G1" in pool_on(DAY, instance, policy(*M21)).ready) is may
    assert ("MTG21-A1.4.1-a" not in findings(instance, policy(*M21), plan(G1="A/a"))) is may


def test_MTG21_A1_4_1_a_a_recruit_counts_from_the_day_she_is_available():
    recruit = graduate("R1", role=Role.RECRUIT, graduated_on=date(2015, 7, 1), available_from=date(2025, 6, 1))
    instance = county([centre("A")], [clinic("a", "A")], [recruit])
    assert dict(pool_on(DAY, instance, policy(*M21)).ready) == count(instance, policy(*M21), Plan()).finished


def returning(**facts: object) -> Instance:
    """A graduate assigned to clinic a and trained, and another who waits for a post."""
    trained = graduate("G1", site_id="a", available_from=date(2024, 7, 1), **facts)
    return county([centre("A")], [clinic("a", "A")], [trained, graduate("G2", graduated_on=date(2022, 7, 1))])


@pytest.mark.parametrize(
    ("licensed_on", "day", "serves"),
    [
        (date(2024, 10, 1), date(2024, 9, 30), False),
        (date(2024, 10, 1), date(2024, 10, 1), True),
        (date(2024, 1, 1), date(2024, 6, 30), False),  # licensed, but training runs to 1 July
        (date(2024, 1, 1), date(2024, 7, 1), True),
        (None, date(2026, 1, 1), False),
    ],
)
def test_MTG21_A2_1_a_starts_at_the_clinic_once_trained_and_licensed(licensed_on, day, serves):
    instance = returning(licensed_on=licensed_on, credential=Credential.NONE)
    for heads in (staffing_on(day, instance, policy(*M21)), headcount(instance, policy(*M21), day)):
        assert [p.id for p in heads.in_post.get("a", ())] == (["G1"] if serves else [])
        assert [p.id for p in heads.reserved.get("a", ())] == ([] if serves else ["G1"])


def test_MTG21_A2_1_a_the_post_of_one_not_licensed_stays_vacant_and_stays_hers():
    instance = returning(credential=Credential.NONE)
    rules = policy(*M21, suspend=["MTG21-A1.4.1-a"])
    tallied = tallies(instance, rules, {"a": 1}, staffing_on(DAY, instance, rules))[instance.centres[0].id]
    assert (tallied.vacant, tallied.room) == (1, 0)
    assert centre_by_person(instance, rules) == {}
    assert "MTG25-1-a" in findings(instance, rules, plan(G2="A/a"))


def test_MTG21_A2_1_a_under_loses_post_the_vacancy_is_open_to_another():
    instance = returning(credential=Credential.NONE)
    rules = policy(*M21, suspend=["MTG21-A1.4.1-a"], MTG21_A2_1_a={"unlicensed": "loses_post"})
    assert centre_by_person(instance, rules) == {"G2": "A"}
    assert findings(instance, rules, plan(G2="A/a")) == {}


@pytest.mark.parametrize(
    ("licensed_on", "half_years"),
    [(None, 0), (date(2025, 12, 31), 3), (date(2026, 1, 1), 3), (date(2026, 1, 2), 2), (date(2025, 7, 1), 4)],
)
def test_MTG21_A2_1_a_in_the_years_ahead_her_clinic_is_empty_until_she_is_licensed(licensed_on, half_years):
    rules, person = policy(*M21), returning(licensed_on=licensed_on, credential=Credential.NONE).person["G1"]
    instance = county([centre("A")], [clinic("a", "A")], [person], horizon_years=2)
    made = plan_outlook(scenario(instance, rules), 10, workers=1)
    assert sum(len(served_in(stint)) for stint in made.plan.assignments) == half_years
    assert "MTG21-A2.1-a" not in findings(instance, rules, made.plan)
    all_along = outlook(G1="a 2025H2-2027H1")
    assert ("MTG21-A2.1-a" in findings(instance, rules, all_along)) == (half_years < 4)
    assert "MTG21-A2.1-a" not in findings(instance, rules, outlook(G1="A 2025H2-2027H1")), "she waits at the centre"


def served_in(stint: Assignment) -> list[Period]:
    periods = [stint.start]
    while periods[-1] < stint.end:
        periods.append(periods[-1].following)
    return periods


def scarce() -> Instance:
    """One vacant post, a graduate of 60 and a recruit of 90."""
    people = [graduate("G1", 60), graduate("R1", 90, role=Role.RECRUIT)]
    return county([centre("A")], [clinic("a", "A")], people)


@pytest.mark.parametrize(("first", "placed"), [("yes", "G1"), ("no", "R1")])
def test_MTG25_A1_1_a_the_graduate_gets_the_only_post_before_the_recruit(first, placed):
    rules = policy(*M25, MTG25_A1_1_a={"directed_graduate_priority": first})
    season = plan_season(scarce(), rules)
    assert [p.person_id for p in season.plan.placements if p.centre_id] == [placed]
    assert findings(scarce(), rules, season.plan) == {}


def test_MTG25_A1_1_a_the_check_names_recruit_and_graduate():
    rows = findings(scarce(), policy(*M25), plan(R1="A/a", G1=""))["MTG25-A1.1-a"]
    assert "毕业生G1" in rows[0].message.zh
    assert "毕业生R1" in rows[0].message.en


def test_MTG25_A1_1_a_a_graduate_who_may_not_go_there_is_not_passed_over():
    people = [graduate("G1", accepts_adjustment=False), graduate("R1", role=Role.RECRUIT)]
    instance = county([centre("A")], [clinic("a", "A")], people)
    assert centre_by_person(instance, policy(*M25)) == {"R1": "A"}
    assert findings(instance, policy(*M25), plan(R1="A/a", G1="")) == {}


def test_MTG25_A1_1_a_such_a_graduate_is_not_named_beside_another_fault():
    """B's seat stands empty while G2 is left out; G1 accepts nothing but C, where no post is."""
    people = [
        graduate("G1", accepts_adjustment=False),
        graduate("G2", only_centres=frozenset("B")),
        graduate("R1", role=Role.RECRUIT),
    ]
    sites = [clinic("a", "A"), clinic("b", "B"), clinic("c", "C", 0)]
    instance = county([centre(c) for c in "ABC"], sites, people, wishes(G1="C"))
    found = findings(instance, policy(*M25), plan(R1="A/a", G1="", G2=""))
    assert "MTG25-1-a" in found
    assert "MTG25-A1.1-a" not in found
