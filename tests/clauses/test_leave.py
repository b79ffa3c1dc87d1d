"""Study leave of certificate holders (MTGR-9-c): what is owed in which window, and who stands in meanwhile."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from build import centre, clinic, county, doctor, policy

from planner.auditing import audit
from planner.auditing.count import count
from planner.calendar import Period, add_months
from planner.domain import Assignment, Credential, Instance, Leave, Person, Plan, Role, StudyLeave, Waiver
from planner.finding import Finding, Status
from planner.policy import Policy

M25, REFORM = "mentougou-2025", "mentougou-reform"
START = date(2024, 1, 1)


def rules(**parameters: object) -> Policy:
    return policy(M25, REFORM, MTGR_9_c=parameters)


def holder(code: str, site: str = "a", **more: object) -> Person:
    return doctor(code, site, credential=Credential.CERTIFICATE, since=date(2010, 1, 1), **more)


def staff(code: str, at: str = "A") -> Person:
    return doctor(code, at, role=Role.CENTRE_STAFF, employer=at if at in "AB" else "A")


FIRST, LAST = Period(2024, 1), Period(2025, 2)


def posts(people: Iterable[Person], first: Period = FIRST, last: Period = LAST) -> tuple[Assignment, ...]:
    return tuple(Assignment(person_id=p.id, site_id=p.site_id or "", start=first, end=last) for p in people)


def place(*people: Person, fixed: Iterable[date] = (), **more: object) -> Instance:
    leave = tuple(StudyLeave(person_id="D", month=m) for m in fixed)
    sites = [clinic("a", "A"), clinic("b", "A")]
    return county([centre("A"), centre("B")], sites, people, day=START, leave=leave, **more)


def months(*numbers: int) -> list[date]:
    """Months counted from January 2024, which is 0."""
    return [add_months(START, n) for n in numbers]


def rows(
    instance: Instance,
    made: Iterable[Leave] = (),
    law: Policy | None = None,
    careers: tuple[Assignment, ...] | None = None,
) -> list[Finding]:
    plan = Plan(assignments=posts(instance.people) if careers is None else careers, leave=tuple(made))
    return [f for f in audit(instance, law or rules(), plan) if f.clause == "MTGR-9-c" and f.status is not Status.MET]


def off(code: str, *numbers: int, site: str = "a", cover: str | None = "C") -> list[Leave]:
    return [Leave(person_id=code, site_id=site, month=m, covered_by=cover) for m in months(*numbers)]


def test_MTGR_9_c_leave_in_May_2024_serves_the_window_2024_to_2025():
    assert not rows(place(holder("D"), staff("C")), off("D", 4))


def test_MTGR_9_c_no_leave_in_2024_to_2025_is_found():
    other = holder("E", "b")
    (row,) = rows(place(holder("D"), other, staff("C")), off("E", 4, site="b"))
    assert (row.subject, row.status, row.period) == ("D", Status.VIOLATED, "2024-01–2025-12")
    assert (row.actual, row.limit) == ("0", "1")
    assert "村医D" in row.message.zh
    assert "2024-01" in row.message.en


def test_two_months_apart_are_no_block_of_two_but_may_be_split():
    county_ = place(holder("D"), staff("C"))
    assert not rows(county_, off("D", 4, 5), rules(study_leave_min_months=2))
    (row,) = rows(county_, off("D", 4, 6), rules(study_leave_min_months=2))
    assert "不连续" in row.message.zh
    assert not rows(county_, off("D", 4, 6), rules(study_leave_min_months=2, split="may_split"))
    (row,) = rows(county_, off("D", 4), rules(study_leave_min_months=2, split="may_split"))
    assert "不连续" not in row.message.zh


def test_a_block_over_the_turn_of_two_windows_serves_neither():
    county_ = place(holder("D"), staff("C"), fixed=months(23, 24))
    careers = posts(county_.people, last=Period(2027, 2))
    found = rows(county_, (), rules(study_leave_min_months=2), careers)
    assert [f.period for f in found if f.subject == "D" and f.limit] == ["2024-01–2025-12", "2026-01–2027-12"]


def test_leave_fixed_before_the_plan_begins_counts():
    county_ = place(holder("D"), staff("C"), fixed=months(2))
    careers = posts(county_.people, first=Period(2025, 1))
    assert not rows(county_, (), careers=careers)


def test_half_a_window_served_owes_leave_and_less_does_not():
    county_ = place(holder("D"))
    assert rows(county_, careers=posts(county_.people, last=Period(2024, 2)))
    assert not rows(county_, careers=posts(county_.people, last=Period(2024, 1)))


def test_whoever_holds_a_licence_owes_no_study_leave():
    assert not rows(place(doctor("D", "a")))


def test_a_plan_of_postings_only_has_left_the_leave_open():
    (row,) = rows(place(holder("D")))
    assert row.status is Status.MISSED


def test_a_waiver_is_on_record():
    waiver = Waiver(clause="MTGR-9-c", person_id="D", until=date(2025, 12, 31), why="病假")
    (row,) = rows(place(holder("D"), waivers=(waiver,)))
    assert row.status is Status.WAIVED
    assert "病假" in row.message.zh


def test_planned_leave_after_she_has_gone_is_no_leave():
    county_ = place(holder("D"), staff("C"))
    careers = (*posts([county_.person["D"]], last=Period(2024, 2)), *posts([county_.person["C"]]))
    found = rows(county_, off("D", 15), careers=careers)
    assert {f.message.zh[-6:] for f in found if f.status is Status.VIOLATED} >= {"安排了0个月"}
    assert any("不在a村卫生室" in f.message.zh for f in found)


def test_rolling_windows_are_any_24_months():
    county_ = place(holder("D"), staff("C"))
    careers = posts(county_.people, last=Period(2027, 2))
    assert not rows(county_, off("D", 0, 47), careers=careers)
    (row,) = rows(county_, off("D", 0, 47), rules(window="rolling"), careers)
    assert row.period == "2024-02–2026-01"
    assert not rows(county_, off("D", 23, 47), rules(window="rolling"), careers)
    assert rows(county_, off("D", 22, 47), rules(window="rolling"), careers)


def test_a_clinic_left_empty_though_someone_at_the_centre_was_free_is_missed():
    (row,) = rows(place(holder("D"), staff("C")), off("D", 4, cover=None))
    assert (row.status, row.period) == (Status.MISSED, "2024-05")
    assert "村医C" in row.message.zh


@pytest.mark.parametrize(
    "others",
    [[], [doctor("E", "a")], [staff("C", "B")], [staff("C", "b")]],
    ids=["nobody else", "a colleague stays", "another centre", "at a clinic"],
)
def test_nothing_is_missed_where_nobody_is_free_or_a_colleague_stays(others):
    assert not rows(place(holder("D"), *others), off("D", 4, cover=None))


def test_two_on_leave_at_one_clinic_leave_it_empty():
    county_ = place(holder("D"), holder("E"), staff("C"))
    assert {f.status for f in rows(county_, off("D", 4, cover=None) + off("E", 4, cover=None))} == {Status.MISSED}
    assert not rows(county_, off("D", 4) + off("E", 4, cover=None))
    assert not rows(county_, off("D", 4, cover=None) + off("E", 5, cover=None))


def test_one_who_covers_elsewhere_is_not_free():
    county_ = place(holder("D"), holder("E", "b"), staff("C"))
    assert not rows(county_, off("D", 4) + off("E", 4, site="b", cover=None))


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (off("D", 4, cover="X"), "不在人员名单中"),
        (off("D", 4, cover="E"), "该月不在中心A"),
        (off("D", 4) + off("E", 4, site="b"), "还在别处代班"),
        (off("D", 4) + off("C", 4, site="A", cover=None), "自己也在进修"),
    ],
)
def test_whoever_stands_in_must_be_at_the_centre_free_and_at_one_clinic_only(made, why):
    found = rows(place(holder("D"), holder("E", "b"), staff("C")), made + off("E", 5, site="b"))
    told = [f for f in found if why in f.message.zh]
    assert told
    assert {f.status for f in told} == {Status.VIOLATED}


def test_leave_fixed_but_not_in_the_plan_still_needs_someone_to_stand_in():
    (row,) = rows(place(holder("D"), staff("C"), fixed=months(4)))
    assert "可以代班" in row.message.zh


@pytest.mark.parametrize("least", [1, 2, 3])
@pytest.mark.parametrize("split", ["one_block", "may_split"])
@pytest.mark.parametrize("window", ["fixed", "rolling"])
def test_the_leave_found_enough_is_exactly_what_the_text_asks(window, split, least):
    """Every set of up to five months in a year of two half-year windows, judged by the text month by month."""
    law = rules(window=window, split=split, study_leave_min_months=least, study_leave_cycle_months=6)
    county_ = place(holder("D"), doctor("E", "a"))
    careers = posts(county_.people, last=Period(2024, 2))
    spans = [range(6), range(6, 12)] if window == "fixed" else [range(n, n + 6) for n in range(7)]
    clause, ledger = law.clause["MTGR-9-c"], count(county_, law, Plan(assignments=careers)).ledger({})
    verdicts = set()
    for size in range(1, 6):
        for taken in combinations(range(12), size):
            marks = ["".join("x" if m in taken else "." for m in span) for span in spans]
            if split == "one_block":
                good = all("x" * least in mark for mark in marks)
            else:
                good = all(mark.count("x") >= least for mark in marks)
            judged = replace(ledger, plan=Plan(assignments=careers, leave=tuple(off("D", *taken, cover=None))))
            assert (not list(clause.check(judged))) == good, taken
            verdicts.add(good)
    assert False in verdicts
    assert (True in verdicts) == (2 * least <= 5)
