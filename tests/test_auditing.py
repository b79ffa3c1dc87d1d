"""Audits of plans made by hand: each departure from the law is found under its clause, with the parties named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from booked import booked, spoilt, ten_more
from build import (
    DAY,
    centre,
    clinic,
    county,
    doctor,
    findings,
    four_centres,
    graduate,
    outlook,
    plan,
    policy,
    scenario,
    wishes,
)

from planner.auditing import audit
from planner.domain import Credential, Instance, Leave, Lock, Plan, Practice, Wish
from planner.finding import Finding, Status
from planner.policy import Policy
from planner.run import solve
from planner.season import plan_season

RULES = policy("mentougou-2025", "mentougou-reform")


def moved(made: Plan, **where: str) -> Plan:
    """A plan with some people put elsewhere, as ``build.plan`` writes it."""
    return Plan(placements=tuple({**made.placement, **plan(**where).placement}.values()))


def centres_only(made: Plan) -> Plan:
    return Plan(placements=tuple(replace(p, site_id=None) for p in made.placements))


def parties(rows: list[Finding], *names: str) -> bool:
    """Whether one sentence, in both languages, names all of them."""
    return any(all(n in f.message.zh and n in f.message.en for n in names) for f in rows)


@pytest.fixture(scope="module")
def lawful() -> Plan:
    """The plan of the worked example, found lawful before anything is changed."""
    return plan_season(four_centres(), RULES).plan


def swap(made: Plan, one: str, two: str) -> Plan:
    a, b = made.placement[one], made.placement[two]
    swapped = {one: replace(b, person_id=one), two: replace(a, person_id=two)}
    return Plan(placements=tuple({**made.placement, **swapped}.values()))


def test_the_unchanged_plan_has_no_violation_and_a_row_for_every_clause(lawful):
    rows = audit(four_centres(), RULES, lawful)
    assert not [r for r in rows if r.status is Status.VIOLATED]
    assert {r.clause for r in rows} == {c.id for c in RULES.clauses if not c.over_time}
    assert not [r for r in audit(four_centres(), RULES, centres_only(lawful)) if r.status is Status.VIOLATED]


def test_two_graduates_swapped_lose_wishes(lawful):
    found = findings(four_centres(), RULES, swap(lawful, "G1", "G2"))
    assert list(found) == ["MTG25-2.1-d"]
    assert parties(found["MTG25-2.1-d"], "毕业生G1", "毕业生G2")


def test_one_moved_to_a_full_centre(lawful):
    """C has three vacancies and gets a fourth graduate."""
    found = findings(four_centres(), RULES, moved(centres_only(lawful), G2="C"))
    assert parties(found["MTG25-1-a"], "中心C")
    assert (found["MTG25-1-a"][0].actual, found["MTG25-1-a"][0].limit) == ("4", "<=3")


def test_one_moved_to_a_clinic_that_is_full(lawful):
    found = findings(four_centres(), RULES, moved(lawful, G1="A/A5"))
    assert parties(found["MTG25-1-a"], "毕业生G1", "A5村卫生室")


def with_extra(instance: Instance, *people: object, **more: object) -> Instance:
    return county(instance.centres, instance.sites, [*instance.people, *people], instance.wishes, **more)


def test_someone_not_in_the_pool_is_placed(lawful):
    instance = with_extra(four_centres(), graduate("G9", available_from=date(2026, 1, 1)))
    found = findings(instance, RULES, moved(lawful, G9="D/D1"))
    assert parties(found["MTG25-3.1-a"], "毕业生G9", "2026-01-01")
    found = findings(instance, RULES, moved(lawful, **{"A2-0": "D/D1", "D3-0": "D/D1"}))
    assert "MTG25-3.1-a" in found


def test_a_clinic_of_another_centre(lawful):
    found = findings(four_centres(), RULES, moved(lawful, G1="A/D1"))
    assert list(found) == ["MTG25-2.1-e"]
    assert parties(found["MTG25-2.1-e"], "毕业生G1", "D1村卫生室", "中心A")


def test_a_clinic_that_is_not_integrated(lawful):
    instance = four_centres()
    extra = clinic("A9", "A", integrated=False)
    instance = county(instance.centres, [*instance.sites, extra], instance.people, instance.wishes)
    found = findings(instance, RULES, moved(lawful, G1="A/A9"))
    assert set(found) == {"MTG25-2.1-b", "MTG25-3.1-b"}
    assert parties(found["MTG25-3.1-b"], "毕业生G1", "A9村卫生室")


def test_a_lower_grade_placed_instead_of_a_higher(lawful):
    instance = with_extra(four_centres(), *(graduate(f"L{n}", 50 - n) for n in range(5)))
    made = plan_season(instance, RULES).plan
    assert findings(instance, RULES, made) == {}
    left_out = next(p.person_id for p in made.placements if p.centre_id is None)
    found = findings(instance, RULES, swap(made, "G4", left_out))
    assert parties(found["MTG25-2.1-d"], "毕业生G4", f"毕业生{left_out}")


def test_a_worse_sum_of_wishes(lawful):
    """G3 and G4 hold C; G4 wanted D, G6 wants B: G4 and G6 exchanged cost more."""
    found = findings(four_centres(), RULES, swap(lawful, "G4", "G6"))
    assert list(found) == ["MTG25-2.1-d"]
    assert "7" in found["MTG25-2.1-d"][0].message.zh


def test_someone_left_out_while_a_seat_is_open(lawful):
    found = findings(four_centres(), RULES, moved(lawful, G5=""))
    assert parties(found["MTG25-1-a"], "毕业生G5", "中心C")


def test_a_lower_rate_served_before_a_higher(lawful):
    found = findings(four_centres(), RULES, moved(centres_only(lawful), G1="D"))
    assert parties(found["MTG25-2.1-a"], "中心A", "中心D", "1/3", "2/9")


def test_the_clinic_total_passed_over():
    instance = county(
        [centre("A"), centre("B")], [clinic("a", "A", 2), clinic("b", "B"), clinic("c", "B")], [graduate("G1")]
    )
    found = findings(instance, RULES, plan(G1="A"))
    assert parties(found["MTG25-2.1-c"], "中心A", "中心B", "毕业生G1")


def test_a_wish_refused_where_she_accepts_no_other():
    instance = county(
        [centre("A"), centre("B")],
        [clinic("a", "A"), clinic("b", "B")],
        [graduate("G1", accepts_adjustment=False)],
        wishes(G1="A"),
    )
    found = findings(instance, RULES, plan(G1="B"))
    assert parties(found["MTG25-2.1-d"], "毕业生G1", "中心B")


def test_a_clinic_without_a_doctor_passed_over_inside_a_centre():
    """B8 holds two posts and one doctor; B1 has nobody."""
    sites = [clinic("B1", "B"), clinic("B8", "B", 2)]
    instance = county([centre("B")], sites, [doctor("D", "B8"), graduate("G1")])
    found = findings(instance, RULES, plan(G1="B/B8"))
    assert parties(found["MTGR-8-a"], "B1村卫生室", "B8村卫生室")


def test_a_plan_without_clinics_is_judged_on_what_it_decides(lawful):
    bare = centres_only(lawful)
    assert findings(four_centres(), RULES, bare) == {}
    assert list(findings(four_centres(), RULES, swap(bare, "G1", "G2"))) == ["MTG25-2.1-d"]


def test_people_of_the_pool_whom_a_plan_forgets_count_as_left_out(lawful):
    listed = Plan(placements=tuple(p for p in lawful.placements if p.person_id != "G5"))
    assert findings(four_centres(), RULES, listed) == findings(four_centres(), RULES, moved(lawful, G5=""))


@pytest.mark.parametrize(("where", "code"), [("Q", "Q"), ("A/zz", "zz"), ("Q/A1", "Q")])
def test_a_place_that_no_table_has_is_told_and_the_rest_is_still_judged(lawful, where, code):
    found = findings(four_centres(), RULES, moved(lawful, G1=where))
    assert parties(found["placements"], "G1", code)
    assert ("MTG25-1-a" in found) is (code == "Q")


def test_a_person_whom_no_table_has_is_told(lawful):
    found = findings(four_centres(), RULES, moved(lawful, nobody="A"))
    assert list(found) == ["placements"]
    assert parties(found["placements"], "nobody")


# codes that no table has

PAID = county([centre("A")], [clinic("a", "A")], [doctor("D", "a", credential=Credential.PHYSICIAN)], horizon_years=1)
LAW = policy("xixian-2021")
MONEY = booked(PAID, LAW)
ODD = {
    "placements": plan(Q="A"),
    "assignments": outlook(Q="a 2025H2"),
    "leave": Plan(leave=(Leave(person_id="Q", site_id="a", month=DAY),)),
    "leave from Q": Plan(leave=(Leave(person_id="D", site_id="Q", month=DAY),)),
    "practice": Plan(practice=(Practice(person_id="Q", site_id="a", start=DAY, end=DAY),)),
    "money": Plan(money=(replace(MONEY[0], person_id="Q"),) * 2),
    "money of Q": Plan(money=(replace(MONEY[0], site_id="Q"),)),
}


@pytest.mark.parametrize("case", ODD)
def test_money_is_audited_though_a_row_of_the_plan_has_a_code_of_no_table(case):
    """600 yuan a month are in two parts; ten more in each are found, whatever stands beside, and Q is told once."""
    high = spoilt(MONEY, "credential_allowance", ten_more)
    found = findings(PAID, LAW, replace(ODD[case], money=(*high, *ODD[case].money)))
    assert parties(found["XX21-4.2-b"], "村医D", "620", "600")
    assert len(found[case.split()[0]]) == 1
    assert parties(found[case.split()[0]], "Q")


@pytest.mark.parametrize("case", ODD)
def test_a_row_with_a_code_of_no_table_owes_and_pays_nothing(case):
    found = findings(PAID, LAW, replace(ODD[case], money=(*MONEY, *ODD[case].money)))
    assert "XX21-4.2-b" not in found


def test_money_is_audited_though_a_stint_ends_before_it_begins():
    high = spoilt(MONEY, "credential_allowance", ten_more)
    found = findings(PAID, LAW, replace(outlook(D="a 2026H1-2025H2"), money=high))
    assert found["assignments"] and found["XX21-4.2-b"]


# cut-off lines

Lines = dict[int, dict[str, int | None]]


def lines_of(instance: Instance, rules: Policy) -> Lines:
    return {r.round.number: {c.centre_id: c.level for c in r.cutoffs} for r in plan_season(instance, rules).rounds}


def test_the_lines_of_the_plan_certify_it(lawful):
    rows = audit(four_centres(), RULES, lawful, lines_of(four_centres(), RULES))
    assert not [r for r in rows if r.status is Status.VIOLATED]
    assert any("截止线" in r.message.zh and r.status is Status.MET for r in rows)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda lines: lines[1].update(C=0),
        lambda lines: lines[1].update(A=None),
        lambda lines: lines[1].update(D=0),
        lambda lines: lines[1].pop("B"),
        lambda lines: lines.clear() or lines.update({2: {}}),
    ],
    ids=["C cut short", "A without a line", "D filled", "B missing", "no lines of the round"],
)
def test_lines_that_were_tampered_with_are_found(lawful, tamper: Callable[[Lines], object]):
    lines = lines_of(four_centres(), RULES)
    tamper(lines)
    rows = audit(four_centres(), RULES, lawful, lines)
    found = [r for r in rows if r.status is Status.VIOLATED]
    assert found
    assert all("截止线" in r.message.zh and "cut-off" in r.message.en for r in found)
    assert {r.clause for r in found} == {"MTG25-2.1-a"}
    assert not [r for r in rows if "核验通过" in r.message.zh]


def test_a_plan_that_was_changed_does_not_fit_the_lines_it_came_with(lawful):
    rows = audit(four_centres(), RULES, moved(centres_only(lawful), G1="D"), lines_of(four_centres(), RULES))
    assert any("截止线" in r.message.zh for r in rows if r.status is Status.VIOLATED)


# decisions already taken


def locked(site: str = "D1", centre_id: str | None = None, **more: object) -> Instance:
    lock = Lock(person_id="G1", site_id=site or None, centre_id=centre_id, why="区里已定", **more)
    return with_extra(four_centres(), locks=(lock,))


def test_a_locked_decision_is_kept_and_stands_as_an_exception():
    """Clinic C4 has its doctor; G1 was locked there all the same."""
    instance = locked("C4")
    solved = solve(scenario(instance, RULES))
    assert solved.plan.placement["G1"].site_id == "C4"
    assert not [f for f in solved.findings if f.status is Status.VIOLATED]
    waived = [f for f in solved.findings if f.status is Status.WAIVED]
    assert waived
    assert all("区里已定" in f.message.zh for f in waived)


def test_a_locked_person_is_no_departure_from_the_order():
    instance = locked("D1")
    made = plan_season(instance, RULES).plan
    assert made.placement["G1"].site_id == "D1"
    assert findings(instance, RULES, made) == {}


@pytest.mark.parametrize("where", ["A/A1", "", "D/D2"])
def test_a_plan_that_departs_from_a_locked_decision_is_told(where):
    instance = locked("D1")
    made = moved(plan_season(instance, RULES).plan, G1=where)
    found = findings(instance, RULES, made)
    assert parties(found["locks"], "毕业生G1", "D1村卫生室")


def test_a_lock_that_the_plan_does_not_keep_excuses_nothing():
    instance = locked("D1")
    made = moved(plan_season(instance, RULES).plan, G1="A/D2")
    found = findings(instance, RULES, made)
    assert parties(found["MTG25-2.1-e"], "毕业生G1", "D2村卫生室")
    assert "locks" in found


def test_a_lock_to_a_centre_leaves_the_clinic_free():
    instance = locked("", "D")
    made = plan_season(instance, RULES).plan
    assert made.placement["G1"].centre_id == "D"
    assert "locks" not in findings(instance, RULES, moved(made, G1="D/D2"))
    assert "locks" in findings(instance, RULES, moved(made, G1="A/A1"))


@pytest.mark.parametrize(
    ("start", "end", "binds"),
    [(None, date(2025, 6, 30), False), (None, DAY, True), (DAY, None, True), (date(2025, 7, 2), None, False)],
)
def test_a_lock_excuses_only_while_it_holds(start, end, binds):
    instance = locked("A5", start=start, end=end)
    made = moved(plan_season(four_centres(), RULES).plan, G1="A/A5")
    assert ("MTG25-1-a" not in findings(instance, RULES, made)) is binds
    assert ("MTG25-1-a" in findings(instance, RULES, made, Status.WAIVED)) is binds


def test_a_clinic_already_without_a_doctor_is_not_passed_over_whatever_the_goals():
    """By wish alone clinic a would stay empty, which MTGR-8-a forbids the centre."""
    rules = policy("mentougou-2025", "mentougou-reform", MTG25_2_1_e={"clinic_goals": ["wish"]})
    sites = [clinic("a", "X"), clinic("b", "X", 2)]
    listed = [Wish(person_id="G1", rank=1, site_id="b")]
    instance = county([centre("X")], sites, [doctor("D", "b"), graduate("G1")], listed)
    assert "MTGR-8-a" in findings(instance, rules, plan(G1="X/b"))
    assert solve(scenario(instance, rules)).outcomes[0].site_id == "a"
