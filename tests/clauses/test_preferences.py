"""What is preferred among lawful postings: a woman, TCM skills, even staffing, remote places."""

from dataclasses import replace
from fractions import Fraction

import pytest
from build import centre, clinic, county, doctor, findings, graduate, plan, policy, scenario, wishes

from planner.domain import Instance, Plan, Role, Sex, Travel, Wish
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


@pytest.mark.parametrize("skilled", ["G2", "G3"])
def test_XX21_3_2_1_d_breaks_a_tie_of_grades_below_a_better_one_too_and_never_a_grade(skilled):
    scores = {"G1": 90, "G2": 80, "G3": 80, "G4": 70}
    people = [graduate(g, score, tcm=g in (skilled, "G4")) for g, score in scores.items()]
    here, rules = county([centre("A")], [clinic("a", "A", 2)], people), policy(M25, XX)
    made = plan_season(here, rules).plan
    assert {p.person_id for p in made.placements if p.centre_id} == {"G1", skilled}
    assert not missed(here, rules, "XX21-3.2.1-d", made)
    assert not [f for rows in findings(here, rules, made).values() for f in rows if f.status is Status.VIOLATED]


def test_XX21_3_2_1_d_decides_who_is_placed_and_leaves_the_wishes_to_all_who_are():
    people = [graduate("G1", 80), graduate("G2", 80, tcm=True)]
    sites = [clinic("a", "A", 1), clinic("b", "B", 1)]
    here = replace(county([centre("A"), centre("B")], sites, people), wishes=wishes(G1="A B", G2="A B"))
    placed = {p.person_id: p.centre_id for p in plan_season(here, policy(M25, XX)).plan.placements}
    assert placed == {"G1": "B", "G2": "A"}, "the same wishes: the skill breaks the tie"
    other = replace(here, wishes=wishes(G1="A", G2="B A"))
    placed = {p.person_id: p.centre_id for p in plan_season(other, policy(M25, XX)).plan.placements}
    assert placed == {"G1": "A", "G2": "B"}


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


def sites_of(made: Plan) -> list[str | None]:
    return sorted(p.site_id for p in made.placements if p.site_id)


def test_QJ_14_b_the_planner_proposes_two_and_two_although_the_way_to_one_clinic_is_shorter():
    near = Travel(minutes={("A", "a"): 5, ("A", "b"): 50})
    here = replace(grids(), travel=near)
    assert sites_of(plan_season(here, policy(M25)).plan) == ["a", "a"], "by travel alone"
    rules = policy(M25, QJ)
    made = plan_season(here, rules).plan
    assert sites_of(made) == ["a", "b"]
    assert not missed(here, rules, "QJ-14-b", made)
    (told,) = (g for g in solve(scenario(here, rules)).goals if g.goal == "clinic_even")
    assert (told.clause, told.value, told.proven) == ("QJ-14-b", 0, True)
    by_variance = policy(M25, QJ, QJ_14_b={"evenness": "variance"})
    assert sites_of(plan_season(here, by_variance).plan) == ["a", "a"], "judged by the audit only"


def test_QJ_14_b_a_wish_for_a_clinic_goes_before_evenness():
    both = tuple(Wish(person_id=g, rank=1, site_id="a") for g in ("G1", "G2"))
    assert sites_of(plan_season(replace(grids(), wishes=both), policy(M25, QJ)).plan) == ["a", "a"]


def test_QJ_15_b_the_planner_sends_the_newcomer_to_the_remote_one_of_two_equal_vacancies():
    sites = [clinic("a", "A", 1), clinic("b", "A", 1, remote=True)]
    here = county([centre("A")], sites, [graduate("G1")])
    assert sites_of(plan_season(here, policy(M25)).plan) == ["a"], "by code alone"
    rules = policy(M25, QJ)
    assert sites_of(plan_season(here, rules).plan) == ["b"]
    (told,) = (g for g in solve(scenario(here, rules)).goals if g.goal == "clinic_remote_first")
    assert (told.clause, told.value) == ("QJ-15-b", 0)
    fuller = replace(here, sites=(clinic("a", "A", 1, 301), clinic("b", "A", 1, 300, remote=True)))
    assert sites_of(plan_season(fuller, rules).plan) == ["a"], "more residents without a doctor go before"
    assert not missed(fuller, rules, "QJ-15-b", plan(G1="A/a")), "and that is no tie"
    second = [clinic("a", "A", 2, 301), clinic("b", "A", 2, 300, remote=True)]
    held = county([centre("A")], second, [doctor("D1", "a"), doctor("D2", "b"), graduate("G1")])
    assert missed(held, rules, "QJ-15-b", plan(G1="A/a")), "where somebody serves, residents do not part them"
    assert sites_of(plan_season(held, policy(M25, QJ, suspend=["QJ-14-b"])).plan) == ["b"]


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
