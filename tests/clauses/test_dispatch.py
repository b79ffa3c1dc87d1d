"""Dispatch: who may be sent to a clinic without a doctor of its own, relief without a gap, half a year at least."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from build import DAY, centre, clinic, county, doctor, findings, half, outlook, policy, scenario

from planner.auditing import audit
from planner.domain import Credential, Instance, Lock, Person, Plan, Role, SiteKind, Waiver
from planner.faces.moves import DispatchRule
from planner.finding import Finding, Status
from planner.policy import Policy
from planner.staffing import plan_outlook

JZ = ("mentougou-2025", "jiaozuo-2022")
REFORM = ("mentougou-2025", "mentougou-reform", "jiaozuo-2022")


def town(*people: Person, day: date = DAY, years: int = 1, **more: object) -> Instance:
    """Township hospital A with clinics a and b, one post each."""
    return county([centre("A")], [clinic("a", "A"), clinic("b", "A")], people, day=day, horizon_years=years, **more)


def staff(code: str, credential: Credential = Credential.PHYSICIAN, site: str | None = None, **more: object) -> Person:
    facts = {"role": Role.CENTRE_STAFF, "employer": "A", "credential": credential, **more}
    return doctor(code, site, **facts)


def rows(instance: Instance, made: Plan, clause: str, status: Status, rules: Policy | None = None) -> list[Finding]:
    return findings(instance, rules or policy(*JZ), made, status).get(clause, [])


def at(made: Plan, instance: Instance) -> Mapping[tuple[str, str], str]:
    """Where each person is in each half-year."""
    words = [f"{year}H{n}" for year in range(2024, 2035) for n in (1, 2)]
    return {(a.person_id, w): a.site_id for a in made.assignments for w in words if a.start <= half(w) <= a.end}


# f: who serves a clinic without a doctor of its own


@pytest.mark.parametrize(
    ("credential", "strict", "wide"),
    [
        (Credential.PHYSICIAN, True, True),
        (Credential.ASSISTANT, True, True),
        (Credential.RURAL_ASSISTANT, True, True),
        (Credential.CERTIFICATE, False, True),
        (Credential.NONE, False, False),
    ],
)
def test_JZ22_4_2_f_a_licensed_person_may_be_sent_and_an_unlicensed_one_may_not(credential, strict, wide):
    instance = town(staff("P", credential), doctor("V", "b"))
    made = outlook(P="a 2025H2-2026H1", V="b 2025H2-2026H1")
    for reading, fine in (("physician_or_assistant", strict), ("any_health_licence", wide)):
        rules = policy(*JZ, JZ22_4_2_f={"licence": reading})
        found = rows(instance, made, "JZ22-4.2-f", Status.VIOLATED, rules)
        assert bool(found) != fine
        assert [(f.subject, f.period) for f in found] == ([] if fine else [("P", "2025H2–2026H1")])
        assert all("村医P" in f.message.zh and "a村卫生室" in f.message.en for f in found)
    none = policy(*JZ, JZ22_4_2_f={"dispatch_requires_licence": "no"})
    assert not rows(instance, made, "JZ22-4.2-f", Status.VIOLATED, none)


def test_JZ22_4_2_f_a_clinic_with_nobody_is_one_row_for_each_span_and_missed():
    instance = town(staff("P"), doctor("V", "b"), years=2)
    made = outlook(P="a 2026H1", V="b 2025H2-2027H1")
    found = rows(instance, made, "JZ22-4.2-f", Status.MISSED)
    assert [(f.subject, f.period) for f in found] == [("a", "2025H2"), ("a", "2026H2–2027H1")]
    assert not rows(instance, outlook(P="a 2025H2-2027H1", V="b 2025H2-2027H1"), "JZ22-4.2-f", Status.MISSED)
    silent = policy(*JZ, JZ22_4_2_f={"covered_every_period": "no"})
    assert not rows(instance, made, "JZ22-4.2-f", Status.MISSED, silent)


def test_JZ22_4_2_f_beside_a_doctor_of_the_clinic_nobody_needs_a_licence():
    instance = town(staff("P", Credential.NONE), doctor("V", "a", leaves_on=date(2026, 1, 1)), doctor("W", "b"))
    beside = outlook(P="a 2025H2", V="a 2025H2", W="b 2025H2-2026H1")
    assert not rows(instance, beside, "JZ22-4.2-f", Status.VIOLATED)
    alone = outlook(P="a 2025H2-2026H1", V="a 2025H2", W="b 2025H2-2026H1")
    assert [f.period for f in rows(instance, alone, "JZ22-4.2-f", Status.VIOLATED)] == ["2026H1"]


@pytest.mark.parametrize(("day", "fine"), [(DAY, True), (date(2025, 7, 2), False)])
def test_JZ22_4_2_f_the_licence_counts_from_its_day(day, fine):
    instance = town(staff("P", licensed_on=day), doctor("V", "b"))
    made = outlook(P="a 2025H2", V="b 2025H2")
    assert bool(rows(instance, made, "JZ22-4.2-f", Status.VIOLATED)) != fine


def test_JZ22_4_2_f_whom_the_roster_has_there_is_no_fault_of_the_plan():
    instance = town(staff("P", Credential.NONE, "a"), doctor("V", "b"))
    made = outlook(P="a 2025H2", V="b 2025H2-2026H1")
    assert not rows(instance, made, "JZ22-4.2-f", Status.VIOLATED)
    assert "P" in {f.subject for f in rows(instance, made, "JZ22-4.2-f", Status.MISSED)}


def test_JZ22_4_2_f_a_waiver_and_a_lock_stand_with_their_reason():
    made = outlook(P="a 2025H2", V="b 2025H2-2026H1")
    waiver = Waiver(clause="JZ22-4.2-f", person_id="P", until=date(2025, 12, 31), why="县里同意")
    lock = Lock(person_id="P", site_id="a", end=date(2025, 12, 31), why="已公布")
    for more, why in (({"waivers": (waiver,)}, "县里同意"), ({"locks": (lock,)}, "已公布")):
        instance = town(staff("P", Credential.NONE), doctor("V", "b"), **more)
        (found,) = rows(instance, made, "JZ22-4.2-f", Status.WAIVED)
        assert why in found.message.zh
    late = town(staff("P", Credential.NONE), waivers=(replace(waiver, until=date(2025, 12, 30)),))
    assert rows(late, made, "JZ22-4.2-f", Status.VIOLATED)


def test_JZ22_4_2_f_planning_and_audit_ask_for_the_same_licence():
    for reading in ("physician_or_assistant", "any_health_licence"):
        for asked in ("yes", "no"):
            rules = policy(*JZ, JZ22_4_2_f={"licence": reading, "dispatch_requires_licence": asked})
            (rule,) = rules.having(DispatchRule)
            for credential in Credential:
                for since in (None, date(2025, 6, 30), DAY, date(2025, 7, 2)):
                    person = staff("P", credential, licensed_on=since)
                    able = rule.sendable_from(person)
                    assert rule.may_be_sent(person, DAY) == (able is not None and able <= DAY), person


def test_JZ22_4_2_f_the_planner_sends_the_licensed_and_keeps_the_others_at_the_hospital():
    instance = town(staff("N", Credential.NONE), staff("P"), doctor("V", "b"), years=2)
    made = plan_outlook(scenario(instance, policy(*JZ)), 10, workers=1)
    where = at(made.plan, instance)
    assert {where["P", str(p)] for p in made.periods} == {"a"}
    assert {where["N", str(p)] for p in made.periods} == {"A"}
    assert {g.goal: (g.value, g.clause) for g in made.goals}["uncovered"] == (0, "JZ22-4.2-f")


def test_JZ22_4_2_f_nobody_is_dispatched_to_a_clinic_that_has_a_doctor():
    instance = town(staff("P"), staff("Q"), doctor("V", "a"), doctor("W", "b"), years=2)
    made = plan_outlook(scenario(instance, policy(*JZ)), 10, workers=1)
    assert {a.site_id for a in made.plan.assignments if a.person_id in {"P", "Q"}} == {"A"}


def test_JZ22_4_2_f_under_rotation_the_unlicensed_rotate_only_where_a_doctor_stays():
    people = [staff("N", Credential.NONE, since=date(2023, 7, 1)), staff("P", since=date(2023, 7, 1))]
    instance = town(*people, doctor("V", "b", credential=Credential.CERTIFICATE), years=4)
    made = plan_outlook(scenario(instance, policy(*REFORM)), 10, workers=1)
    places = {a.site_id for a in made.plan.assignments if a.person_id == "N"}
    assert places == {"A", "b"}
    assert not [f for f in made.findings if f.status is Status.VIOLATED]


def test_JZ22_4_2_f_who_has_nowhere_to_go_stays_and_the_rotation_is_missed_not_broken():
    instance = town(staff("N", Credential.NONE, since=date(2023, 7, 1)), years=4)
    made = plan_outlook(scenario(instance, policy(*REFORM)), 10, workers=1)
    assert {a.site_id for a in made.plan.assignments} == {"A"}
    assert [f.status for f in made.findings if f.clause == "MTGR-9-a"] == [Status.MISSED]
    without = policy(*REFORM, suspend=["JZ22-4.2-f"])
    assert rows(instance, made.plan, "MTGR-9-a", Status.VIOLATED, without)


def test_JZ22_4_2_f_the_unlicensed_seconded_wait_at_the_hospital():
    seconded = doctor("S", None, role=Role.SECONDED, credential=Credential.NONE)
    made = plan_outlook(scenario(town(seconded), policy(*JZ)), 10, workers=1)
    assert {a.site_id for a in made.plan.assignments} == {"A"}
    licensed = replace(seconded, credential=Credential.PHYSICIAN)
    made = plan_outlook(scenario(town(licensed), policy(*JZ)), 10, workers=1)
    assert {a.site_id for a in made.plan.assignments} <= {"a", "b"}


# g: relief


@pytest.mark.parametrize(("comes", "gap"), [(date(2026, 1, 1), 0), (date(2026, 1, 2), 1), (date(2026, 2, 1), 31)])
def test_JZ22_4_2_g_one_may_relieve_another_and_a_gap_is_counted_to_the_day(comes, gap):
    """P from July to December, Q from January: fine; Q only from February: a gap of 31 days."""
    instance = town(staff("P"), staff("Q", available_from=comes), doctor("V", "b"), years=2)
    made = outlook(P="a 2025H2", Q="a 2026H1-2027H1", V="b 2025H2-2027H1")
    found = rows(instance, made, "JZ22-4.2-g", Status.MISSED)
    assert [(f.subject, f.actual) for f in found] == ([("a", str(gap))] if gap else [])
    allowed = policy(*JZ, JZ22_4_2_g={"handover_gap_days_max": 31})
    assert not rows(instance, made, "JZ22-4.2-g", Status.MISSED, allowed)


def test_JZ22_4_2_g_who_leaves_in_the_middle_of_a_half_year_leaves_a_gap_and_a_half_year_without_anyone_too():
    instance = town(staff("P", leaves_on=date(2025, 12, 1)), staff("Q"), doctor("V", "b"), years=2)
    found = rows(instance, outlook(P="a 2025H2", Q="a 2026H1", V="b 2025H2"), "JZ22-4.2-g", Status.MISSED)
    assert [(f.period, f.actual) for f in found] == [("2025-12-01–2025-12-31", "31")]
    assert all(word in found[0].message.en for word in ("村医P", "村医Q", "2025-11-30", "2026-01-01"))
    instance = town(staff("P"), staff("Q"), doctor("V", "b"), years=2)
    found = rows(instance, outlook(P="a 2025H2", Q="a 2026H2", V="b 2025H2"), "JZ22-4.2-g", Status.MISSED)
    assert [f.actual for f in found] == ["181"]


def test_JZ22_4_2_g_no_gap_where_a_doctor_of_the_clinic_or_a_colleague_is_there_meanwhile():
    people = [staff("P"), staff("Q"), staff("R"), doctor("V", "b")]
    own = doctor("O", "a", available_from=date(2026, 1, 1), leaves_on=date(2026, 7, 1))
    made = outlook(P="a 2025H2", O="a 2026H1", Q="a 2026H2", V="b 2025H2-2027H1")
    assert not rows(town(*people, own, years=2), made, "JZ22-4.2-g", Status.MISSED)
    made = outlook(P="a 2025H2", R="a 2025H2-2026H1", Q="a 2026H2", V="b 2025H2-2027H1")
    assert not rows(town(*people, years=2), made, "JZ22-4.2-g", Status.MISSED)


def test_JZ22_4_2_g_where_turns_are_not_allowed_relief_is_told():
    rules = policy(*JZ, JZ22_4_2_g={"dispatch_rotation_allowed": "no"})
    instance = town(staff("P"), staff("Q"), doctor("V", "b"))
    found = rows(instance, outlook(P="a 2025H2", Q="a 2026H1", V="b 2025H2-2026H1"), "JZ22-4.2-g", Status.MISSED, rules)
    assert [f.subject for f in found] == ["a"]
    assert not rows(instance, outlook(P="a 2025H2-2026H1", V="b 2025H2"), "JZ22-4.2-g", Status.MISSED, rules)


# h: half a year


@pytest.mark.parametrize(
    ("leaves", "short"),
    [(None, False), (date(2024, 7, 1), False), (date(2024, 6, 30), True), (date(2024, 5, 16), True)],
)
def test_JZ22_4_2_h_from_1_January_to_30_June_is_enough_and_to_15_May_is_not(leaves, short):
    instance = town(staff("P", leaves_on=leaves), doctor("V", "b"), day=date(2024, 1, 1), years=2)
    made = outlook(P="a 2024H1", V="b 2024H1-2025H2")
    found = rows(instance, made, "JZ22-4.2-h", Status.VIOLATED)
    assert bool(found) == short
    if leaves == date(2024, 5, 16):
        assert [(f.subject, f.period, f.limit) for f in found] == [("P", "2024-01-01–2024-05-15", "6")]
        assert "2024-05-15" in found[0].message.en
        waiver = Waiver(clause="JZ22-4.2-h", person_id="P", why="家中有事")
        (waived,) = rows(replace(instance, waivers=(waiver,)), made, "JZ22-4.2-h", Status.WAIVED)
        assert "家中有事" in waived.message.zh


def test_JZ22_4_2_h_months_at_one_clinic_or_over_all_of_them():
    instance = town(staff("P", leaves_on=date(2025, 10, 1), since=date(2024, 7, 1)), day=date(2024, 7, 1), years=2)
    made = outlook(P="a 2024H2-2025H1, b 2025H2")
    assert [f.period for f in rows(instance, made, "JZ22-4.2-h", Status.VIOLATED)] == ["2025-07-01–2025-09-30"]
    total = policy(*JZ, JZ22_4_2_h={"term": "total_over_clinics"})
    assert not rows(instance, made, "JZ22-4.2-h", Status.VIOLATED, total)
    short = outlook(P="b 2025H2")
    assert rows(instance, short, "JZ22-4.2-h", Status.VIOLATED, total)


def test_JZ22_4_2_h_beside_a_doctor_of_the_clinic_it_is_no_dispatch():
    instance = town(staff("P", leaves_on=date(2025, 10, 1)), doctor("V", "a"))
    made = outlook(P="a 2025H2", V="a 2025H2-2026H1")
    assert not rows(instance, made, "JZ22-4.2-h", Status.VIOLATED)


def test_JZ22_4_2_h_the_planner_sends_nobody_for_less_than_the_term():
    """S can come for two months only: she is not sent, also where that leaves the clinic empty."""
    short = doctor("S", None, role=Role.SECONDED, credential=Credential.PHYSICIAN, leaves_on=date(2025, 9, 1))
    made = plan_outlook(scenario(town(short), policy(*JZ)), 10, workers=1)
    assert {a.site_id for a in made.plan.assignments} == {"A"}
    instance = town(staff("P", leaves_on=date(2026, 3, 1)), doctor("V", "b"), years=2)
    made = plan_outlook(scenario(instance, policy(*JZ)), 10, workers=1)
    assert [(a.site_id, str(a.start), str(a.end)) for a in made.plan.assignments if a.person_id == "P"] == [
        ("a", "2025H2", "2026H1")
    ]


def test_JZ22_4_2_h_whoever_the_roster_has_at_a_clinic_serves_her_term_there_first():
    rules = policy(*JZ, JZ22_4_2_h={"dispatch_min_months": 12})
    instance = town(staff("P", site="a", since=date(2025, 4, 1)), doctor("W", "a"), years=2)
    made = plan_outlook(scenario(instance, rules), 10, workers=1)
    where = at(made.plan, instance)
    assert [where["P", w] for w in ("2025H2", "2026H1")] == ["a", "a"]
    assert {where["P", w] for w in ("2026H2", "2027H1")} == {"b"}


def test_JZ22_4_2_h_and_the_two_year_rotation_rule_on_the_same_matter():
    assert "JZ22-4.2-h" not in policy(*REFORM).clause
    assert "MTGR-9-a" not in policy("mentougou-2025", "jiaozuo-2022", "mentougou-reform").clause


def test_JZ22_4_2_f_a_station_without_anyone_is_no_clinic_without_a_doctor():
    base = town(staff("P"), doctor("V", "b"))
    instance = replace(base, sites=(*base.sites, clinic("t", "A", 1, kind=SiteKind.STATION)))
    made = outlook(P="a 2025H2-2026H1", V="b 2025H2-2026H1")
    assert not rows(instance, made, "JZ22-4.2-f", Status.MISSED)


@pytest.mark.parametrize(("beside", "gap"), [("2025H2", True), ("2026H1", False), ("2026H2", True)])
def test_JZ22_4_2_g_only_a_doctor_who_is_there_in_the_gap_fills_it(beside, gap):
    """P until the end of 2025, Q from July 2026; a doctor of the clinic in one half-year."""
    instance = town(staff("P"), staff("Q"), doctor("O", "a"), doctor("V", "b"), years=2)
    made = outlook(P="a 2025H2", Q="a 2026H2", O=f"a {beside}", V="b 2025H2-2027H1")
    assert bool(rows(instance, made, "JZ22-4.2-g", Status.MISSED)) is gap


NO_TURNS = policy(*JZ, JZ22_4_2_g={"dispatch_rotation_allowed": "no", "handover_gap_days_max": 366})


@pytest.mark.parametrize(
    ("careers", "relief"),
    [
        ({"P": "a 2025H2", "Q": "a 2026H1-2026H2"}, True),
        ({"P": "a 2025H2, A 2026H1, a 2026H2"}, False),
        ({"P": "a 2025H2", "Q": "a 2026H1-2026H2", "O": "a 2026H1"}, False),
        ({"P": "a 2025H2", "Q": "a 2026H1-2026H2", "O": "a 2026H2"}, True),
        ({"P": "a 2025H2-2026H1", "Q": "a 2026H1-2026H2"}, False),
    ],
)
def test_JZ22_4_2_g_relief_is_someone_else_who_comes_when_the_first_has_gone_and_no_doctor_is_there(careers, relief):
    instance = town(staff("P"), staff("Q"), doctor("O", "a"), doctor("V", "b"), years=2)
    made = outlook(V="b 2025H2-2027H1", **careers)
    assert bool(rows(instance, made, "JZ22-4.2-g", Status.MISSED, NO_TURNS)) is relief


@pytest.mark.parametrize(("comes", "relief"), [(date(2025, 11, 30), False), (date(2025, 12, 1), True)])
def test_JZ22_4_2_g_who_overlaps_by_a_day_relieves_nobody(comes, relief):
    instance = town(staff("P", leaves_on=date(2025, 12, 1)), staff("Q", available_from=comes), years=2)
    made = outlook(P="a 2025H2", Q="a 2025H2-2026H2")
    assert bool(rows(instance, made, "JZ22-4.2-g", Status.MISSED, NO_TURNS)) is relief


def test_JZ22_4_2_h_stints_that_follow_one_another_at_a_clinic_are_one_stay():
    rules = policy(*JZ, JZ22_4_2_h={"dispatch_min_months": 18})
    instance = town(staff("P"), years=3)
    split = outlook(P="b 2025H2, a 2026H1, a 2026H2, a 2027H1")
    assert [f.period for f in rows(instance, split, "JZ22-4.2-h", Status.VIOLATED, rules)] == ["2025-07-01–2025-12-31"]
    paused = outlook(P="a 2025H2, A 2026H1, a 2026H2-2027H2")
    assert len(rows(instance, paused, "JZ22-4.2-h", Status.VIOLATED, rules)) == 1


@pytest.mark.parametrize("locked", [True, False])
def test_JZ22_4_2_h_whoever_was_away_by_a_decision_already_taken_has_her_stay_counted_from_before(locked):
    locks = (Lock(person_id="P", site_id="b", end=date(2025, 12, 31), why="已公布"),) if locked else ()
    person = staff("P", site="a", since=date(2024, 1, 1), leaves_on=date(2026, 3, 1))
    found = rows(town(person, years=2, locks=locks), outlook(P="b 2025H2, a 2026H1"), "JZ22-4.2-h", Status.VIOLATED)
    assert [f.period for f in found] == ([] if locked else ["2026-01-01–2026-02-28"])


@pytest.mark.parametrize(("leaves", "short"), [(date(2026, 7, 1), False), (date(2026, 6, 30), True)])
def test_JZ22_4_2_h_over_all_clinics_a_day_short_is_told_once_of_the_last(leaves, short):
    rules = policy(*JZ, JZ22_4_2_h={"term": "total_over_clinics", "dispatch_min_months": 12})
    instance = town(staff("P", leaves_on=leaves), years=2)
    found = rows(instance, outlook(P="b 2025H2, a 2026H1"), "JZ22-4.2-h", Status.VIOLATED, rules)
    assert [f.period for f in found] == (["2026-01-01–2026-06-29"] if short else [])


@pytest.mark.parametrize(("leaves", "short"), [(date(2026, 6, 30), True), (None, False)])
def test_JZ22_4_2_h_a_stay_that_the_years_planned_cut_off_is_not_over(leaves, short):
    instance = town(staff("P", leaves_on=leaves), years=1)
    rules = policy(*JZ, JZ22_4_2_h={"dispatch_min_months": 12})
    assert bool(rows(instance, outlook(P="a 2026H1"), "JZ22-4.2-h", Status.VIOLATED, rules)) is short


# all three, over random counties


@pytest.mark.parametrize("months", [6, 12])
def test_the_planners_own_dispatch_is_clean_and_leaves_no_clinic_empty_that_it_could_serve(months):
    chance = random.Random(f"dispatch {months}")
    rules = policy(*JZ, JZ22_4_2_h={"dispatch_min_months": months})
    sent = 0
    for _ in range(25):
        sites = [clinic(f"s{n}", "A", people=chance.choice([400, 900])) for n in range(chance.randint(1, 3))]
        sites.append(clinic("t", "A", posts=0, kind=SiteKind.STATION))
        people = [
            doctor(f"V{s.id}", s.id, leaves_on=chance.choice([None, date(2026, 9, 1)]))
            for s in sites
            if chance.random() < 0.5
        ]
        people += [
            staff(
                f"P{n}",
                chance.choice([Credential.PHYSICIAN, Credential.PHYSICIAN, Credential.NONE]),
                chance.choice([None, None, sites[0].id]),
                since=chance.choice([None, date(2025, 3, 1)]),
                leaves_on=chance.choice([None, None, date(2027, 2, 1)]),
            )
            for n in range(chance.randint(0, 3))
        ]
        instance = county([centre("A")], sites, people, horizon_years=2)
        made = plan_outlook(scenario(instance, rules), 10, workers=1)
        assert not [f for f in audit(instance, rules, made.plan) if f.status is Status.VIOLATED]
        sent += sum(a.site_id.startswith("s") for a in made.plan.assignments if a.person_id.startswith("P"))
    assert sent > 10
