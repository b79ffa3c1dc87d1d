"""Practice at the township hospital (JZ22-4.6.3-b) and staff who sit in instead (JZ22-4.6.3-c)."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product

import pytest
from build import centre, clinic, county, doctor, policy

from planner.auditing import audit
from planner.calendar import Period, add_months, working_days
from planner.clauses.training.practice import SitIn as SitInClause
from planner.domain import (
    Assignment,
    Instance,
    Leave,
    Person,
    Plan,
    Practice,
    PracticeStay,
    Role,
    SitIn,
    StudyLeave,
    Waiver,
)
from planner.finding import Finding, Status
from planner.policy import Policy

M25, JZ = "mentougou-2025", "jiaozuo-2022"
START = date(2026, 1, 1)
SPRING, AUTUMN = date(2026, 3, 2), date(2026, 9, 7)
"""Two Mondays."""


def rules(interval: object = "twice_a_year", **parameters: object) -> Policy:
    return policy(M25, JZ, JZ22_4_6_3_b=parameters, JZ22_4_6_3_c={"sit_in_interval": interval})


def village(code: str, site: str = "a", **more: object) -> Person:
    return doctor(code, site, since=date(2010, 1, 1), employer="A", **more)


def staff(code: str, at: str = "A") -> Person:
    return doctor(code, at, role=Role.CENTRE_STAFF, employer=at if at in "AB" else "A")


FIRST, LAST = Period(2026, 1), Period(2026, 2)


def posts(people: Iterable[Person], first: Period = FIRST, last: Period = LAST) -> Plan:
    return Plan(
        assignments=tuple(Assignment(person_id=p.id, site_id=p.site_id or "", start=first, end=last) for p in people)
    )


def place(*people: Person, **more: object) -> Instance:
    return county([centre("A"), centre("B")], [clinic("a", "A"), clinic("b", "A")], people, day=START, **more)


def stay(code: str, monday: date, days: int = 5, cover: str | None = "C", site: str = "a") -> Practice:
    """So many working days from a Monday on, weekends between not counted."""
    last = monday
    while working_days(monday, last) < days:
        last += timedelta(days=1)
    return Practice(person_id=code, site_id=site, start=monday, end=last, covered_by=cover)


OTHER = [stay("E", SPRING, site="b"), stay("E", AUTUMN, site="b")]
"""A colleague elsewhere who practises, so that the plan has some practice in it."""


def rows(
    instance: Instance,
    made: Iterable[Practice] = (),
    law: Policy | None = None,
    plan: Plan | None = None,
    clause: str = "JZ22-4.6.3-b",
) -> list[Finding]:
    base = plan or posts(instance.people)
    whole = Plan(assignments=base.assignments, leave=base.leave, practice=tuple(made))
    return [f for f in audit(instance, law or rules(), whole) if f.clause == clause and f.status is not Status.MET]


def visits(*days: date, site: str = "a") -> tuple[SitIn, ...]:
    return tuple(SitIn(site_id=site, day=day, person_id="C") for day in days)


ONE = place(village("D"), staff("C"))


BITES = {
    "clinical_practice": lambda: (ONE, rules(), posts(ONE.people)),
    "sit_in": lambda: (place(village("D"), sit_ins=visits(SPRING)), rules(), posts(ONE.people[1:])),
}


def test_JZ22_4_6_3_b_two_stays_of_5_working_days_are_enough():
    assert not rows(ONE, [stay("D", SPRING), stay("D", AUTUMN)])


def test_JZ22_4_6_3_b_one_stay_of_10_days_fails_the_count():
    (row,) = rows(ONE, [stay("D", SPRING, 10)])
    assert (row.subject, row.status, row.period) == ("D", Status.VIOLATED, "2026")
    assert (row.actual, row.limit) == ("10", "2 × 5")
    assert "只有1次（工作日数：10）" in row.message.zh
    assert "there are 1 (working days: 10)" in row.message.en


def test_JZ22_4_6_3_b_two_stays_of_3_days_fail_the_length():
    (row,) = rows(ONE, [stay("D", SPRING, 3), stay("D", AUTUMN, 3)])
    assert (row.status, row.actual) == (Status.VIOLATED, "3; 3")
    (row,) = rows(ONE, [stay("D", SPRING, 5), stay("D", AUTUMN, 4)])
    assert row.actual == "5; 4"


def test_JZ22_4_6_3_c_two_visits_in_the_year_exempt_the_doctor():
    seen = place(village("D"), staff("C"), village("E", "b"), sit_ins=visits(SPRING, AUTUMN))
    assert not rows(seen, OTHER)
    assert not rows(seen, OTHER, clause="JZ22-4.6.3-c")


def test_JZ22_4_6_3_c_no_visits_and_no_weeks_are_found():
    (row,) = rows(place(village("D"), staff("C"), village("E", "b")), OTHER)
    assert (row.subject, row.status, row.actual) == ("D", Status.VIOLATED, "0")
    assert "一次也没有" in row.message.zh


def test_one_visit_is_too_few_and_told_of_the_clinic():
    seen = place(village("D"), staff("C"), village("E", "b"), sit_ins=visits(SPRING))
    assert [f.subject for f in rows(seen, OTHER)] == ["D"]
    (row,) = rows(seen, OTHER, clause="JZ22-4.6.3-c")
    assert (row.subject, row.status, row.actual, row.limit) == ("a", Status.MISSED, "1", "2")


def test_two_visits_on_one_day_are_one():
    seen = place(village("D"), staff("C"), sit_ins=(*visits(SPRING), SitIn(site_id="a", day=SPRING)))
    assert rows(seen)


def test_visits_of_another_year_or_another_clinic_exempt_nobody():
    assert rows(place(village("D"), staff("C"), sit_ins=visits(SPRING, date(2027, 9, 6))))
    assert rows(place(village("D"), staff("C"), sit_ins=visits(SPRING, AUTUMN, site="b")))


def test_one_who_served_at_two_clinics_is_exempt_only_if_both_were_visited():
    moved = tuple(
        Assignment(person_id="D", site_id=s, start=Period(2026, h), end=Period(2026, h))
        for s, h in (("a", 1), ("b", 2))
    )
    both = (*visits(SPRING, AUTUMN), *visits(SPRING, AUTUMN, site="b"))
    assert rows(place(village("D"), sit_ins=visits(SPRING, AUTUMN)), plan=Plan(assignments=moved))
    assert not rows(place(village("D"), sit_ins=both), plan=Plan(assignments=moved))


def test_an_interval_the_user_gives_counts_from_new_year_to_new_year():
    quarterly = [date(2026, month, 1) for month in (4, 7, 10)]
    seen = place(village("D"), staff("C"), sit_ins=visits(*quarterly))
    assert not rows(seen, law=rules(3))
    late = place(village("D"), staff("C"), sit_ins=visits(date(2026, 4, 2), *quarterly[1:]))
    assert rows(late, law=rules(3))
    (row,) = rows(late, law=rules(3), clause="JZ22-4.6.3-c")
    assert "超过3个月" in row.message.zh


@pytest.mark.parametrize("interval", ["twice_a_year", 1, 2, 5, 12])
def test_planner_and_auditor_agree_on_what_is_regular(interval):
    """Every set of visits on the first, the middle and the last day of some months, also of the years beside."""
    clause = next(c for c in rules(interval).clauses if isinstance(c, SitInClause))
    days = [date(2025, 12, 31), START, date(2026, 1, 31), date(2026, 3, 1), date(2026, 6, 30), date(2026, 12, 31)]
    days += [date(2026, 8, 1), date(2026, 11, 30), date(2027, 1, 1)]
    verdicts = set()
    for taken in product([False, True], repeat=len(days)):
        some = sorted(day for day, chosen in zip(days, taken, strict=True) if chosen)
        good = clause.regular(some, 2026)
        assert clause.stands_for_practice(some, 2026) == good, some
        verdicts.add(good)
    monthly = [add_months(START, n) for n in range(12)]
    assert clause.regular(monthly, 2026) and clause.stands_for_practice(monthly, 2026)
    assert verdicts == ({False} if interval in {1, 2} else {False, True})


def test_both_asks_for_weeks_and_visits():
    law = rules(alternatives="both")
    weeks = [stay("D", SPRING), stay("D", AUTUMN)]
    (row,) = rows(ONE, weeks, law)
    assert (row.subject, row.status) == ("a", Status.MISSED)
    seen = place(village("D"), staff("C"), sit_ins=visits(SPRING, AUTUMN))
    assert not rows(seen, weeks, law)
    assert [f.subject for f in rows(seen, weeks[:1], law)] == ["D"]


def test_without_the_alternative_nobody_is_exempt_and_both_asks_for_weeks_only():
    law = policy(M25, JZ, suspend=["JZ22-4.6.3-c"], JZ22_4_6_3_b={"alternatives": "both"})
    assert not rows(ONE, [stay("D", SPRING), stay("D", AUTUMN)], law)
    seen = place(village("D"), staff("C"), sit_ins=visits(SPRING, AUTUMN))
    assert rows(seen, law=policy(M25, JZ, suspend=["JZ22-4.6.3-c"]))


def test_two_stays_with_only_a_weekend_between_are_one_and_a_working_day_parts_them():
    friday = SPRING + timedelta(days=4)
    assert rows(ONE, [stay("D", SPRING), stay("D", SPRING + timedelta(days=7))])
    later = Practice(person_id="D", site_id="a", start=friday + timedelta(days=4), end=friday + timedelta(days=10))
    assert working_days(later.start, later.end) == 5
    assert not [f for f in rows(ONE, [stay("D", SPRING), later]) if f.limit]


def test_a_stay_belongs_to_the_year_in_which_it_begins():
    over = stay("D", date(2026, 12, 28), 5)
    assert over.end == date(2027, 1, 1)
    careers = posts(ONE.people, last=Period(2027, 1))
    assert not rows(ONE, [stay("D", SPRING), over], plan=careers)
    careers = posts(ONE.people, last=Period(2027, 2))
    assert [f.period for f in rows(ONE, [stay("D", SPRING), over], plan=careers)] == ["2027"]


def test_stays_fixed_before_count_whether_the_plan_repeats_them_or_not():
    fixed = tuple(PracticeStay(person_id="D", start=m, end=m + timedelta(days=4)) for m in (SPRING, AUTUMN))
    county_ = place(village("D"), staff("C"), practice=fixed)
    assert not rows(county_)
    assert not rows(county_, [stay("D", SPRING)])


@pytest.mark.parametrize(
    "person",
    [
        staff("D", "a"),
        doctor("D", "a", role=Role.SECONDED),
        village("D", "A"),
        village("D", leaves_on=date(2026, 12, 31)),
    ],
    ids=["covers", "seconded", "at the centre", "leaves within the year"],
)
def test_who_covers_or_is_not_there_all_year_owes_none(person):
    assert not rows(place(person))


@pytest.mark.parametrize(("born", "owes"), [(date(1961, 7, 15), 0), (date(1961, 12, 31), 0), (date(1962, 1, 1), 1)])
def test_JZ22_4_6_3_b_who_leaves_by_age_within_the_year_owes_none_for_it(born, owes):
    law = policy(M25, JZ, JZ22_4_2_l={"age65": "exit"}, JZ22_4_6_3_c={"sit_in_interval": "twice_a_year"})
    assert len(rows(place(village("D", born=born), staff("C")), law=law)) == owes


def test_one_who_leaves_after_the_year_or_serves_half_of_it():
    assert rows(place(village("D", leaves_on=date(2027, 1, 1))))
    county_ = place(village("D"))
    assert not rows(county_, plan=posts(county_.people, last=Period(2026, 1)))


def test_more_than_half_a_year_of_study_leave_owes_none():
    def leave(months: int) -> tuple[StudyLeave, ...]:
        return tuple(StudyLeave(person_id="D", month=add_months(START, n)) for n in range(months))

    assert rows(place(village("D"), leave=leave(6)))
    assert not rows(place(village("D"), leave=leave(7)))


def test_study_leave_is_no_practice_and_none_falls_into_it():
    away = tuple(StudyLeave(person_id="D", month=m.replace(day=1)) for m in (SPRING,))
    (row,) = rows(place(village("D"), staff("C"), leave=away), [stay("D", SPRING), stay("D", AUTUMN)])
    assert (row.status, row.period) == (Status.VIOLATED, "2026-03-02–2026-03-06")
    assert "脱产进修" in row.message.zh


def test_a_plan_of_postings_only_has_left_practice_open_and_a_waiver_is_on_record():
    assert [f.status for f in rows(ONE)] == [Status.MISSED]
    waiver = Waiver(clause="JZ22-4.6.3-b", person_id="D", until=date(2026, 12, 31), why="病假")
    (row,) = rows(place(village("D"), staff("C"), waivers=(waiver,)))
    assert row.status is Status.WAIVED
    assert "病假" in row.message.zh


def test_a_clinic_left_empty_though_someone_at_the_centre_was_free_is_missed():
    weeks = [stay("D", SPRING, cover=None), stay("D", AUTUMN)]
    (row,) = rows(ONE, weeks)
    assert (row.status, row.period) == (Status.MISSED, "2026-03-02–2026-03-06")
    assert "村医C" in row.message.zh


@pytest.mark.parametrize(
    "others",
    [[], [village("E")], [staff("C", "B")], [staff("C", "b")]],
    ids=["nobody else", "a colleague stays", "another centre", "at a clinic"],
)
def test_nothing_is_missed_where_nobody_is_free_or_a_colleague_stays(others):
    weeks = [stay("D", SPRING, cover=None), stay("D", AUTUMN, cover=None)]
    assert not [f for f in rows(place(village("D"), *others), weeks) if f.subject == "D"]


def test_one_who_stands_in_elsewhere_or_for_study_leave_is_not_free():
    two = place(village("D"), village("E", "b"), staff("C"))
    weeks = [stay("D", SPRING, cover=None), stay("D", AUTUMN), stay("E", SPRING, site="b")]
    assert not [f for f in rows(two, weeks) if not f.limit]
    base = posts(two.people)
    lent = Plan(
        assignments=base.assignments,
        leave=(Leave(person_id="E", site_id="b", month=date(2026, 3, 1), covered_by="C"),),
    )
    assert not [f for f in rows(two, weeks[:2], plan=lent) if not f.limit]
    (row,) = [f for f in rows(two, [stay("D", SPRING), stay("D", AUTUMN)], plan=lent) if not f.limit]
    assert "还在别处代班" in row.message.zh


@pytest.mark.parametrize(
    ("cover", "why"),
    [("X", "不在人员名单中"), ("E", "当时不在中心A"), ("F", "当时自己也不在岗"), ("C", "当时还在别处代班")],
)
def test_whoever_stands_in_must_be_at_the_centre_there_and_at_one_clinic_only(cover, why):
    leave = (StudyLeave(person_id="F", month=date(2026, 3, 1)),)
    county_ = place(village("D"), village("E", "b"), staff("C"), staff("F"), leave=leave)
    found = rows(county_, [stay("D", SPRING, cover=cover), stay("D", AUTUMN), *OTHER])
    told = [f for f in found if why in f.message.zh]
    assert told
    assert {f.status for f in told} == {Status.VIOLATED}


def test_practice_from_where_she_does_not_serve_is_found():
    weeks = [stay("D", SPRING, site="b"), stay("D", AUTUMN)]
    (row,) = rows(ONE, weeks)
    assert row.status is Status.VIOLATED
    assert "不在b村卫生室" in row.message.zh


def test_of_practice_weeks_and_study_leave_the_text_that_comes_first_decides():
    reform = "mentougou-reform"
    first, second = policy(M25, JZ, reform), policy(M25, reform, JZ)
    assert "JZ22-4.6.3-b" in first.clause and "MTGR-9-c" not in first.clause
    assert "MTGR-9-c" in second.clause and "JZ22-4.6.3-b" not in second.clause
