"""What is preferred among lawful postings: a woman, TCM skills, even staffing, remote places."""

from fractions import Fraction

import pytest
from build import centre, clinic, county, doctor, findings, graduate, plan, policy, scenario

from planner.domain import Instance, Plan, Role, Sex
from planner.finding import Finding, Status
from planner.policy import Policy
from planner.run import solve
from planner.season import plan_season

M25, JZ, XX, QJ = "mentougou-2025", "jiaozuo-2022", "xixian-2021", "talent-plan"


def missed(here: Instance, rules: Policy, clause: str, made: Plan) -> list[Finding]:
    return findings(here, rules, made, Status.MISSED).get(clause, [])


def staffed(*sexes: Sex | None) -> Instance:
    people = [doctor(f"D{n}", "a", sex=sex) for n, sex in enumerate(sexes)]
    return county([centre("A")], [clinic("a", "A", 4)], people)


SEXES = [
    ((Sex.M, Sex.M), 1, 0),
    ((Sex.M, Sex.F), 0, 0),
    ((Sex.M,), 0, 0),
    ((Sex.M, Sex.M, Sex.M), 1, 1),
    ((Sex.M, None), 0, 0),
]


@pytest.mark.parametrize(("sexes", "two_or_more", "more_than_two"), SEXES)
def test_JZ22_4_2_c_two_men_miss_and_a_man_alone_does_not(sexes, two_or_more, more_than_two):
    assert len(missed(staffed(*sexes), policy(M25, JZ), "JZ22-4.2-c", plan())) == two_or_more
    over = policy(M25, JZ, JZ22_4_2_c={"counts": "more_than"})
    assert len(missed(staffed(*sexes), over, "JZ22-4.2-c", plan())) == more_than_two


@pytest.mark.parametrize("skilled", ["R1", "R2"])
def test_XX21_3_2_1_d_of_two_equal_candidates_the_one_with_TCM_skill_gets_the_post(skilled):
    people = [graduate(r, role=Role.RECRUIT, tcm=r == skilled) for r in ("R1", "R2")]
    here, rules = county([centre("A")], [clinic("a", "A", 1)], people), policy(M25, XX)
    made = plan_season(here, rules).plan
    assert [p.person_id for p in made.placements if p.centre_id] == [skilled]
    assert not missed(here, rules, "XX21-3.2.1-d", made)
    assert "XX21-3.2.1-d" not in findings(here, rules, made)
    other = "R2" if skilled == "R1" else "R1"
    assert missed(here, rules, "XX21-3.2.1-d", plan(**{other: "A/a", skilled: ""}))
    better = [graduate(r, 80 + (r == other), role=Role.RECRUIT, tcm=r == skilled) for r in ("R1", "R2")]
    graded = county([centre("A")], [clinic("a", "A", 1)], better)
    assert [p.person_id for p in plan_season(graded, rules).plan.placements if p.centre_id] == [other]
    assert not missed(graded, rules, "XX21-3.2.1-d", plan(**{other: "A/a", skilled: ""}))


def test_the_goals_for_a_woman_and_for_TCM_skill_are_told_under_the_clauses_that_ask_for_them():
    here = county([centre("A")], [clinic("a", "A", 2)], [graduate("G1"), graduate("G2")])
    told = {g.goal: g.clause for g in solve(scenario(here, policy(M25, JZ, XX))).goals}
    assert (told["clinic_woman"], told["clinic_tcm"]) == ("JZ22-4.2-c", "XX21-3.2.1-d")
    assert {g.clause for g in solve(scenario(here, policy(M25))).goals if g.goal == "clinic_woman"} == {"MTG25-2.1-e"}


def grids() -> Instance:
    sites = [clinic(s, "A", 3, 1000) for s in "ab"]
    return county([centre("A")], sites, [doctor("D1", "a"), doctor("D2", "b"), graduate("G1"), graduate("G2")])


@pytest.mark.parametrize("evenness", ["largest_gap", "variance"])
def test_QJ_14_b_of_four_staff_over_two_equal_grids_two_and_two_is_preferred_to_three_and_one(evenness):
    rules = policy(M25, QJ, QJ_14_b={"evenness": evenness})
    assert not missed(grids(), rules, "QJ-14-b", plan(G1="A/a", G2="A/b"))
    (row,) = missed(grids(), rules, "QJ-14-b", plan(G1="A/a", G2="A/a"))
    assert row.subject == "a"


def test_QJ_14_b_the_gap_and_the_variance_can_disagree():
    sites = [clinic(s, "A", 9, 1000) for s in "abc"]
    gap, variance = (policy(M25, QJ, QJ_14_b={"evenness": e}).clause["QJ-14-b"] for e in ("largest_gap", "variance"))
    ends, middle = {"a": 0, "b": 2, "c": 4}, {"a": 0, "b": 0, "c": 4}
    assert gap.unevenness(ends, sites) == gap.unevenness(middle, sites) == Fraction(4, 1000)
    assert variance.unevenness(ends, sites) < variance.unevenness(middle, sites)


@pytest.mark.parametrize(("posts", "remote", "rows"), [(1, True, 1), (1, False, 0), (2, True, 0)])
def test_QJ_15_b_of_two_equal_vacancies_the_remote_one_goes_first(posts, remote, rows):
    sites = [clinic("a", "A", 1), clinic("b", "A", posts, remote=remote)]
    here = county([centre("A")], sites, [graduate("G1")])
    assert len(missed(here, policy(M25, QJ), "QJ-15-b", plan(G1="A/a"))) == rows
    assert not missed(here, policy(M25, QJ), "QJ-15-b", plan(G1="A/b"))


BITES = {
    "woman_where_several": lambda: (staffed(Sex.M, Sex.M), policy(M25, JZ), plan()),
    "tcm_preferred": lambda: (
        county([centre("A")], [clinic("a", "A")], [graduate("G1"), graduate("G2", tcm=True)]),
        policy(M25, XX),
        plan(G1="A/a", G2=""),
    ),
    "even_staffing": lambda: (grids(), policy(M25, QJ), plan(G1="A/a", G2="A/a")),
    "remote_preferred": lambda: (
        county([centre("A")], [clinic("a", "A"), clinic("b", "A", remote=True)], [graduate("G1")]),
        policy(M25, QJ),
        plan(G1="A/a"),
    ),
}
