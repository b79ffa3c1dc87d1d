"""Outlooks audited: the planner's own are clean, and each fault put in by hand is found with its parties named."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
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
    half,
    outlook,
    plan,
    policy,
    random_outlook,
    scenario,
    served,
)

from planner.auditing import audit, standing_findings
from planner.domain import Assignment, Centre, Instance, Lock, Person, Plan, Role, SiteKind, Waiver
from planner.finding import Finding, Status
from planner.ledger import span_name, spans
from planner.policy import Policy
from planner.result import SolveStatus
from planner.staffing import plan_outlook
from planner.stages.supply import POOL_ROLES

M25, REFORM, XIXIAN, JIAOZUO = "mentougou-2025", "mentougou-reform", "xixian-2021", "jiaozuo-2022"
RULES = policy(M25, REFORM)
CAPPED = policy(M25, REFORM, XIXIAN)

POLICIES: dict[str, Policy] = {
    "reform": RULES,
    "reform with the cap": CAPPED,
    "reform with Jiaozuo": policy(M25, REFORM, JIAOZUO),
    "Jiaozuo before the reform": policy(M25, JIAOZUO, REFORM),
    "Jiaozuo, any health licence, a year": policy(
        M25, JIAOZUO, JZ22_4_2_f={"licence": "any_health_licence"}, JZ22_4_2_h={"dispatch_min_months": 12}
    ),
    "graduates also at the centre": policy(M25, REFORM, MTGR_9_a={"graduate_rotation": "include_centre"}),
    "graduates stay": policy(M25, REFORM, MTGR_9_a={"graduate_rotation": "exempt_until_obligation_ends"}),
    "exactly 24 months": policy(M25, REFORM, MTGR_9_a={"rotation_mode": "exactly_24"}),
    "a year": policy(M25, REFORM, MTGR_9_a={"rotation_cycle_months": 12}),
    "licensed holders rotate": policy(M25, REFORM, MTGR_9_b={"also_licensed": "rotates"}),
    "everybody rotates": policy(M25, REFORM, suspend=["MTGR-9-b"]),
    "nobody rotates": policy(M25, REFORM, suspend=["MTGR-9-a", "MTGR-9-b"]),
}


def people_at(made: Plan, instance: Instance) -> Counter[tuple[str, str]]:
    """How many people each place has in each half-year, counted here."""
    last = DAY.year + instance.horizon_years + 1
    every = [half(f"{year}H{n}") for year in range(DAY.year, last) for n in (1, 2)]
    return Counter((a.site_id, str(p)) for a in made.assignments for p in every if a.start <= p <= a.end)


@pytest.mark.parametrize("name", POLICIES)
def test_the_planners_own_outlook_is_clean(name):
    seen: Counter[str] = Counter()
    for n in range(16):
        instance = random_outlook(random.Random(f"outlook {n}"))
        made = plan_outlook(scenario(instance, POLICIES[name]), 20, workers=1)
        known = {(f.clause, f.subject) for f in standing_findings(instance, POLICIES[name])}
        rows = audit(instance, POLICIES[name], made.plan)
        assert not [f for f in rows if f.status is Status.VIOLATED and (f.clause, f.subject) not in known]
        assert not [f for f in rows if f.clause == "assignments"]
        seen.update(optimal=made.status is SolveStatus.OPTIMAL, stints=len(made.plan.assignments))
        seen.update(moved=sum(len({s.site_id for s in c}) > 1 for c in made.plan.career.values()))
        seen.update(later=len(made.plan.career.keys() & {p.person_id for p, _ in made.arrivals}))
    assert seen["optimal"] == 16
    assert seen["stints"] > (30 if name.startswith("Jiaozuo") else 50)
    assert seen["moved"] > 5 or name == "nobody rotates" or name.startswith("Jiaozuo")
    assert seen["later"] > 0


@pytest.mark.parametrize("name", POLICIES)
def test_the_planners_own_outlook_is_clean_under_locks_and_waivers(name):
    """Locks at any place, of any length, also impossible ones; waivers of rotation with and without an end."""
    seen: Counter[str] = Counter()
    for n in range(24):
        chance = random.Random(f"bound {n}")
        instance = bound(chance, random_outlook(random.Random(f"outlook {n}")))
        made = plan_outlook(scenario(instance, POLICIES[name]), 20, workers=1)
        rows = audit(instance, POLICIES[name], made.plan)
        known = {(f.clause, f.subject) for f in standing_findings(instance, POLICIES[name])}
        assert not [f for f in rows if f.status is Status.VIOLATED and (f.clause, f.subject) not in known]
        seen.update(f.clause for f in rows if f.status is Status.WAIVED)
        seen.update(f"{f.clause} missed" for f in rows if f.status is Status.MISSED)
        seen.update(told=sum("锁定" in note.zh for note in made.notes))
    assert seen["locks missed"] > 3
    assert seen["told"] > 3
    assert seen["MTGR-9-a"] > 3 or "MTGR-9-a" not in POLICIES[name].clause


def bound(chance: random.Random, instance: Instance) -> Instance:
    """The same county with locks and waivers of all kinds."""
    days = [None, DAY, date(2026, 3, 1), date(2027, 1, 1), date(2027, 8, 31), date(2028, 6, 30)]
    places = [*({"site_id": s.id} for s in instance.sites), *({"centre_id": c.id} for c in instance.centres)]
    locks = []
    for person in instance.people:
        for _ in range(chance.choice([0, 0, 1, 1, 2])):
            start, end = chance.choice(days), chance.choice(days)
            if start is None or end is None or start <= end:
                at = chance.choice([p for p in places if person.site_id in p.values()] or places)
                where = chance.choice(places) if chance.random() < 0.7 else at
                if person.role not in POOL_ROLES or (start or DAY) > DAY:
                    locks.append(Lock(person_id=person.id, start=start, end=end, why="已定", **where))
    waivers = tuple(
        Waiver(clause="MTGR-9-a", person_id=p.id, until=chance.choice([None, *days[1:]]), why="特批")
        for p in instance.people
        if chance.random() < 0.3
    )
    return replace(instance, locks=tuple(locks), waivers=waivers)


def test_uncovered_spans_are_those_one_counts_and_those_the_planner_reports():
    """Every clinic, every half-year: without people in the plan exactly where the audit says so."""
    spanned = 0
    for n in range(20):
        instance = random_outlook(random.Random(f"outlook {n}"))
        made = plan_outlook(scenario(instance, RULES), 20, workers=1)
        if not made.plan.assignments:
            continue
        found = findings(instance, RULES, made.plan, Status.MISSED).get("MTGR-8-a", [])
        told = {(f.subject, str(p)) for f in found for p in inside(f.period)}
        assert len(told) == sum(len(inside(f.period)) for f in found)
        there = people_at(made.plan, instance)
        horizon = [str(p) for p in made.periods]
        clinics = [s.id for s in instance.sites if s.kind is SiteKind.CLINIC]
        assert told == {(s, p) for s in clinics for p in horizon if not there[s, p]}
        assert told == {(s.site_id, s.period) for s in made.sites if s.uncovered}
        spanned += len(told)
    assert spanned > 50


def inside(span: str) -> list[object]:
    first, _, last = span.partition("–")
    periods = [half(first)]
    while periods[-1] != half(last or first):
        periods.append(periods[-1].following)
    return periods


def test_a_span_is_unbroken():
    halves = [half(w) for w in ("2025H2", "2026H1", "2027H1", "2028H1", "2028H2")]
    assert [span_name(s) for s in spans(halves)] == ["2025H2–2026H1", "2027H1", "2028H1–2028H2"]
    assert list(spans([])) == []


# faults by hand


def people() -> list[Person]:
    at_centre = {"role": Role.CENTRE_STAFF, "employer": "A"}
    return [
        doctor("D1", "a", since=date(2025, 1, 1), **at_centre),
        doctor("D2", None, since=date(2025, 1, 1), **at_centre),
        doctor("V1", "b", since=date(2001, 1, 1)),
        doctor("L1", "a", leaves_on=date(2026, 7, 1)),
        doctor("L2", "a", leaves_on=date(2026, 7, 2)),
        doctor("O1", "b", date(1956, 7, 1)),
        doctor("O2", "b", date(1956, 7, 2)),
        doctor("N1", "a", available_from=date(2026, 1, 2)),
        doctor("N2", "a", since=date(2026, 1, 1)),
        doctor("S1", None, role=Role.SECONDED),
        graduate("G1"),
        graduate("G2", available_from=date(2026, 1, 1)),
        graduate("G3", available_from=date(2026, 1, 2), only_centres=frozenset({"A"})),
        graduate("G4", available_from=None, graduated_on=None),
    ]


def two_towns(**more: object) -> Instance:
    sites = [clinic("a", "A"), clinic("b", "A"), clinic("x", "X"), clinic("y", "X")]
    return county([centre("A"), centre("X")], sites, people(), horizon_years=4, **more)


GOOD: Mapping[str, str] = {
    "D1": "a 2025H2-2026H2, A 2027H1-2028H2",
    "D2": "A 2025H2-2026H2, b 2027H1-2028H2",
    "V1": "b 2025H2-2029H1",
    "L1": "a 2025H2-2026H1",
    "L2": "a 2025H2-2026H2",
    "O1": "b 2025H2-2026H1",
    "O2": "b 2025H2-2026H2",
    "N1": "a 2026H2-2029H1",
    "N2": "a 2026H1-2029H1",
    "S1": "x 2025H2-2026H1, a 2026H2-2027H1",
    "G1": "x 2025H2-2027H1, y 2027H2-2029H1",
    "G2": "y 2026H1-2027H2, x 2028H1-2029H1",
    "G3": "a 2026H2-2028H1, b 2028H2-2029H1",
}


def faults(table: str = "assignments", instance: Instance | None = None, **changed: str) -> list[Finding]:
    made = outlook(plan(G1="X/x"), **{**GOOD, **changed})
    return findings(instance or two_towns(), RULES, made).get(table, [])


def test_a_good_outlook_has_no_fault():
    found = findings(two_towns(), RULES, outlook(plan(G1="X/x"), **GOOD))
    assert not [c for c in found if c in {"assignments", "MTGR-9-a", "MTGR-9-b", "MTGR-8-a"}]


@pytest.mark.parametrize(
    ("changed", "span", "names"),
    [
        ({"V1": "b 2025H2-2027H1, a 2026H2-2029H1"}, "2026H2–2027H1", ("村医V1", "b村卫生室", "a村卫生室")),
        ({"V1": "b 2025H2-2029H1, A 2026H1"}, "2026H1", ("村医V1", "b村卫生室", "中心A", "2026H1")),
        ({"L1": "a 2025H2-2026H2"}, "2026H2", ("村医L1", "a村卫生室", "2026-07-01")),
        ({"L2": "a 2025H2-2028H1"}, "2027H1–2028H1", ("村医L2", "a村卫生室", "2026-07-02")),
        ({"O1": "b 2025H2-2026H2"}, "2026H2", ("村医O1", "b村卫生室")),
        ({"O2": "b 2025H2-2027H1"}, "2027H1", ("村医O2", "b村卫生室")),
        ({"N1": "a 2026H1-2029H1"}, "2026H1–2029H1", ("村医N1", "a村卫生室", "2026-01-02")),
        ({"N2": "a 2025H2-2029H1"}, "2025H2–2029H1", ("村医N2", "a村卫生室", "2026-01-01")),
        ({"G2": "y 2025H2-2027H1"}, "2025H2–2027H1", ("毕业生G2", "y村卫生室")),
        ({"G3": "a 2026H1-2027H2"}, "2026H1–2027H2", ("毕业生G3", "a村卫生室", "2026-01-02")),
        ({"G4": "a 2026H2-2027H2"}, "2026H2–2027H2", ("毕业生G4", "a村卫生室")),
        ({"D2": "A 2025H2-2026H2, y 2027H1"}, "2027H1", ("村医D2", "中心A", "y村卫生室", "中心X")),
        ({"D2": "y 2025H2"}, "2025H2", ("村医D2", "中心A", "y村卫生室", "中心X")),
        ({"V1": "x 2025H2"}, "2025H2", ("村医V1", "中心A", "x村卫生室", "中心X")),
        ({"G1": "x 2025H2-2027H1, a 2027H2"}, "2027H2", ("毕业生G1", "中心X", "a村卫生室", "中心A")),
        ({"G2": "y 2026H1-2027H2, a 2028H1"}, "2028H1", ("毕业生G2", "中心X", "a村卫生室", "中心A")),
        ({"G3": "x 2026H2-2027H2"}, "2026H2–2027H2", ("毕业生G3", "中心A", "x村卫生室", "中心X")),
        ({"D9": "a 2025H2"}, "2025H2", ("D9",)),
        ({"V1": "b 2025H2-2028H2, q 2029H1"}, "2029H1", ("V1", "q")),
        ({"V1": "b 2026H2-2026H1"}, "2026H2–2026H1", ("村医V1", "b村卫生室", "2026H2", "2026H1")),
    ],
)
def test_a_fault_by_hand_is_found_alone_with_its_parties(changed, span, names):
    found = faults(**changed)
    assert [f.period for f in found] == [span]
    assert all(name in found[0].message.zh for name in names), found[0].message.zh
    assert all(name in found[0].message.en for name in names), found[0].message.en
    assert found[0].subject in changed


def test_a_recruit_who_would_be_too_old_on_the_day_she_enters_is_found():
    late = doctor("R1", None, date(1961, 1, 1), role=Role.RECRUIT, available_from=date(2025, 12, 1))
    base = two_towns()
    instance = county(base.centres, base.sites, [*base.people, late], horizon_years=4)
    assert "65" in faults(instance=instance, R1="a 2026H1-2026H2")[0].message.zh
    younger = replace(late, birth_date=date(1961, 1, 2))
    instance = county(base.centres, base.sites, [*base.people, younger], horizon_years=4)
    assert not faults(instance=instance, R1="a 2026H1-2026H2")


def test_a_graduate_not_placed_this_season_is_not_at_work_from_its_first_day():
    made = outlook(plan(G1=""), G1="x 2025H2-2026H1")
    found = findings(two_towns(), RULES, made)["assignments"]
    assert "本季未安置" in found[0].message.zh
    assert "assignments" not in findings(two_towns(), RULES, outlook(plan(G1=""), G1="x 2026H1-2026H2"))


def test_a_graduate_placed_this_season_begins_on_the_day_of_placement_at_the_earliest():
    instance = replace(two_towns(), placement_date=date(2025, 9, 1))
    found = findings(instance, RULES, outlook(plan(G1="X/x"), G1="x 2025H2-2026H1"))["assignments"]
    assert "2025-09-01" in found[0].message.zh
    assert "assignments" not in findings(instance, RULES, outlook(plan(G1="X/x"), G1="x 2026H1"))


def test_a_lock_opens_a_centre_beyond_her_limits():
    instance = two_towns(locks=(Lock(person_id="G3", site_id="x", end=date(2026, 12, 31), why="已定"),))
    assert not faults(instance=instance, G3="x 2026H2-2028H1, y 2028H2-2029H1")


def test_a_plan_with_unknown_codes_is_still_audited_for_the_rest():
    found = findings(two_towns(), RULES, outlook(plan(G1="X/x"), **{**GOOD, "D9": "a 2025H2", "D1": "a 2025H2-2027H1"}))
    assert {f.subject for f in found["assignments"]} == {"D9"}
    assert {f.subject for f in found["MTGR-9-a"]} == {"D1"}


def test_a_plan_of_one_season_has_no_careers_to_fault():
    assert not [f for f in audit(two_towns(), RULES, plan(G1="X/x")) if f.clause == "assignments"]


# faults under the clauses


def bare(rows: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.subject, f.period, f.actual) for f in rows]


def village(*staff: Person, **more: object) -> Instance:
    return county([centre("A")], [clinic("a", "A"), clinic("b", "A")], staff, horizon_years=3, **more)


def missed(instance: Instance, rules: Policy, made: Plan, clause: str = "MTGR-8-a") -> list[Finding]:
    return findings(instance, rules, made, Status.MISSED).get(clause, [])


def test_each_unbroken_span_without_anybody_is_one_row():
    instance = village(doctor("D1", "a"), doctor("D2", "b"))
    made = outlook(D1="a 2025H2-2028H1", D2="b 2026H1, b 2027H2-2027H2")
    found = missed(instance, RULES, made)
    assert bare(found) == [("b", "2025H2", "0"), ("b", "2026H2–2027H1", "0"), ("b", "2028H1", "0")]
    assert "b村卫生室" in found[1].message.zh
    assert "2026H2–2027H1" in found[1].message.en
    assert not missed(instance, RULES, outlook(D1="a 2025H2-2028H1", D2="b 2025H2-2028H1"))


def test_the_years_begin_with_the_first_whole_half_year():
    instance = replace(village(doctor("D1", "a"), doctor("D2", "b")), placement_date=date(2025, 9, 1))
    made = outlook(D1="a 2026H1-2028H2", D2="b 2026H2-2028H2")
    assert bare(missed(instance, RULES, made)) == [("b", "2026H1", "0")]


def test_the_plan_decides_who_covers_and_not_the_roster():
    instance = village(doctor("D1", "a"), doctor("D2", "b"))
    assert bare(missed(instance, RULES, outlook(D1="a 2025H2-2028H1"))) == [("b", "2025H2–2028H1", "0")]


def test_anybody_present_covers_a_clinic_also_who_fills_no_post():
    instance = village(doctor("D1", "a"), doctor("C1", None, role=Role.CENTRE_STAFF, employer="A"))
    made = outlook(D1="a 2025H2-2028H1", C1="b 2025H2-2027H1, A 2027H2-2028H1")
    assert bare(missed(instance, RULES, made)) == [("b", "2027H2–2028H1", "0")]


def test_two_at_least_count_the_fewest():
    rules = policy(M25, REFORM, MTGR_8_a={"staff_per_clinic_min": 2})
    instance = village(doctor("D1", "a"), doctor("D2", "a"), doctor("D3", "b"), doctor("D4", "b"))
    made = outlook(D1="a 2025H2-2028H1", D2="a 2025H2-2028H1", D3="b 2025H2-2026H1", D4="b 2025H2")
    found = missed(instance, rules, made)
    assert bare(found) == [("b", "2026H1–2028H1", "0")]
    made = outlook(D1="a 2025H2-2028H1", D2="a 2025H2-2028H1", D3="b 2025H2-2028H1", D4="b 2025H2-2026H1")
    found = missed(instance, rules, made)
    assert bare(found) == [("b", "2026H2–2028H1", "1")]
    assert "只有1人" in found[0].message.zh


def test_one_person_may_share_two_clinics_and_is_named():
    rules = policy(M25, REFORM, MTGR_8_a={"shared_staff": "yes"})
    instance = village(doctor("D1", "a"))
    made = outlook(D1="a 2025H2-2026H2")
    assert bare(missed(instance, rules, made)) == [("a", "2027H1–2028H1", "0"), ("b", "2027H1–2028H1", "0")]
    shared = findings(instance, rules, made, Status.MET)["MTGR-8-a"]
    assert [f.period for f in shared] == ["2025H2–2026H2"]
    assert "村医D1" in shared[0].message.zh
    assert "b村卫生室" in shared[0].message.en


def test_nobody_shares_three_clinics():
    rules = policy(M25, REFORM, MTGR_8_a={"shared_staff": "yes"})
    base = village(doctor("D1", "a"))
    instance = replace(base, sites=(*base.sites, clinic("c", "A")))
    made = outlook(D1="a 2025H2-2028H1")
    assert bare(missed(instance, rules, made)) == [("c", "2025H2–2028H1", "0")]
    two = policy(M25, REFORM, MTGR_8_a={"shared_staff": "yes", "staff_per_clinic_min": 2})
    assert [f.actual for f in missed(instance, two, made)] == ["1", "0", "0"]


def crowd(count: int, site: str | None = "a") -> list[Person]:
    return [doctor(f"D{n}", site, role=Role.CENTRE_STAFF, employer="A") for n in range(count)]


def test_more_than_four_in_any_period_are_found_with_their_names():
    made = outlook(**{f"D{n}": "a 2025H2-2026H1, A 2026H2" for n in range(4)}, D4="b 2025H2, a 2026H1, b 2026H2")
    found = findings(village(*crowd(5, None)), CAPPED, made)["XX21-3.2.1-c"]
    assert [(f.subject, f.period, f.actual, f.limit) for f in found] == [("a", "2026H1", "5", "4")]
    assert all(f"村医D{n}" in found[0].message.zh and f"村医D{n}" in found[0].message.en for n in range(5))
    assert not findings(village(*crowd(4, None)), CAPPED, outlook(**{f"D{n}": "a 2025H2" for n in range(4)}))
    growing = outlook(**{f"D{n}": "a 2025H2-2026H1" for n in range(5)}, D5="a 2026H1")
    found = findings(village(*crowd(6, None)), CAPPED, growing)["XX21-3.2.1-c"]
    assert bare(found) == [("a", "2025H2–2026H1", "6")]


def test_a_person_written_twice_at_one_place_is_counted_once():
    made = outlook(**{f"D{n}": "a 2025H2-2026H1" for n in range(4)})
    made = replace(made, assignments=(*made.assignments, *served(D0="a 2025H2")))
    found = findings(village(*crowd(4, None)), CAPPED, made)
    assert not found.keys() & {"XX21-3.2.1-c", "assignments"}


def test_five_whom_the_roster_has_at_one_clinic_are_no_fault_of_the_plan():
    made = outlook(**{f"D{n}": "a 2025H2-2026H1" for n in range(5)})
    assert "XX21-3.2.1-c" not in findings(village(*crowd(5)), CAPPED, made)
    assert bare(missed(village(*crowd(5)), CAPPED, made, "XX21-3.2.1-c")) == [("a", "2025H2–2026H1", "5")]
    sent = outlook(**{f"D{n}": "a 2025H2-2026H1" for n in range(5)}, E="a 2026H1")
    found = findings(village(*crowd(5), doctor("E", None, employer="A")), CAPPED, sent)["XX21-3.2.1-c"]
    assert bare(found) == [("a", "2026H1", "6")]


def test_where_the_floor_wins_the_cap_is_missed_and_not_violated():
    rules = policy(M25, REFORM, XIXIAN, XX21_3_2_1_c={"cap_conflict": "floor_wins"})
    made = outlook(**{f"D{n}": "a 2025H2" for n in range(5)})
    assert "XX21-3.2.1-c" not in findings(village(*crowd(5, None)), rules, made)
    assert missed(village(*crowd(5, None)), rules, made, "XX21-3.2.1-c")


Fault = Callable[[random.Random, Plan, Instance], Plan | None]


def _stay_on(chance: random.Random, made: Plan, instance: Instance) -> Plan | None:
    """Merge a rotator's two stints of two years into one."""
    for code, career in made.career.items():
        if len(career) > 2 and len({s.site_id for s in career[1:3]}) == 2:
            merged = replace(career[1], end=career[2].end)
            if (merged.end.year - merged.start.year) * 2 + merged.end.half - merged.start.half >= 4:
                kept = tuple(a for a in made.assignments if a.person_id != code)
                return replace(made, assignments=(*kept, career[0], merged, *career[3:]))
    return None


def _double(chance: random.Random, made: Plan, instance: Instance) -> Plan | None:
    a = chance.choice(made.assignments)
    others = [s.id for s in instance.sites_of[_centre(a, instance)] if s.id != a.site_id]
    return replace(made, assignments=(*made.assignments, replace(a, site_id=others[0]))) if others else None


def _abroad(chance: random.Random, made: Plan, instance: Instance) -> Plan | None:
    a = chance.choice(made.assignments)
    others: list[Centre] = [c for c in instance.centres if c.id != _centre(a, instance)]
    moved = tuple(replace(b, site_id=others[0].id) if b == a else b for b in made.assignments) if others else ()
    alone = len(made.career[a.person_id]) == 1 and instance.person[a.person_id].site_id is None
    later = instance.person[a.person_id].employer is None and alone
    return replace(made, assignments=moved) if others and not later else None


def _centre(a: Assignment, instance: Instance) -> str:
    return instance.site[a.site_id].centre_id if a.site_id in instance.site else a.site_id


@pytest.mark.parametrize(
    ("fault", "clause"), [(_stay_on, "MTGR-9-a"), (_double, "assignments"), (_abroad, "assignments")]
)
def test_the_planners_plan_is_no_longer_clean_once_it_is_changed(fault: Fault, clause: str):
    chance, tried = random.Random("faults"), 0
    for n in range(30):
        instance = random_outlook(random.Random(f"outlook {n}"))
        made = plan_outlook(scenario(instance, RULES), 20, workers=1).plan
        broken = fault(chance, made, instance) if made.assignments else None
        if broken is not None:
            tried += 1
            before = findings(instance, RULES, made).get(clause, [])
            assert len(findings(instance, RULES, broken).get(clause, [])) > len(before), n
    assert tried > 4


def test_a_waiver_lets_a_doctor_stay_and_the_audit_says_why():
    instance = village(
        doctor("D1", "a", employer="A", role=Role.CENTRE_STAFF),
        doctor("D2", "b"),
        waivers=(Waiver(clause="MTGR-9-a", person_id="D1", why="怀孕"),),
    )
    rows = audit(instance, RULES, outlook(D1="a 2025H2-2028H1", D2="b 2025H2-2028H1"))
    mine = [f for f in rows if f.clause == "MTGR-9-a"]
    assert [f.status for f in mine] == [Status.WAIVED]
    assert "怀孕" in mine[0].message.zh
