"""Help and cover: filings, leave with a stand-in, pairs of hospitals and centres, service before promotion, moves."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from build import DAY, centre, clinic, county, doctor, findings, outlook, plan, policy

from planner.accounting import falls_due
from planner.domain import Instance, Plan, Record, Role, Upshot
from planner.finding import Finding, Status
from planner.policy import Policy

M25, REFORM, JZ, QJ = "mentougou-2025", "mentougou-reform", "jiaozuo-2022", "talent-plan"


def record(clause: str, day: date = date(2025, 1, 1), **more: object) -> Record:
    return Record(clause=clause, day=day, **{"person_id": "D", **more})


def missed(here: Instance, rules: Policy, clause: str, made: Plan | None = None) -> list[Finding]:
    return findings(here, rules, made or Plan(), Status.MISSED).get(clause, [])


def four_sites(**more: object) -> Instance:
    people = [doctor("D", "a"), doctor("S", "a", role=Role.SECONDED, employer="区疾病预防控制中心")]
    return county([centre("A")], [clinic(c, "A") for c in "abcd"], people, **more)


FILED = (record("QJ-9-a", site_id="b"), record("QJ-9-a", site_id="c"))


@pytest.mark.parametrize(("site", "allowed"), [("a", True), ("b", True), ("c", True), ("d", False)])
def test_QJ_9_a_a_main_site_and_two_filed_ones_may_be_served_and_an_unfiled_one_not(site, allowed):
    here, rules = four_sites(records=FILED), policy(M25, QJ)
    assert (site in rules.clause["QJ-9-a"].assignable(here.person["D"], here, DAY)) == allowed
    made = outlook(D=f"{site} 2025H2")
    assert (not missed(here, rules, "QJ-9-a", made)) == allowed
    assert not missed(replace(here, records=()), rules, "QJ-9-a", made), "no filings are kept at all"
    by_centre = replace(here, records=(record("QJ-9-a", centre_id="A"),))
    assert not missed(by_centre, rules, "QJ-9-a", made)
    late = replace(here, records=(*FILED, record("QJ-9-a", date(2025, 7, 2), site_id="d")))
    assert (not missed(late, rules, "QJ-9-a", made)) == allowed


def test_QJ_9_b_public_health_staff_posted_to_two_places_need_no_filing():
    here, rules, made = four_sites(records=FILED), policy(M25, QJ), outlook(S="b 2025H2, c 2026H1")
    assert not missed(here, rules, "QJ-9-a", made)
    assert missed(here, policy(M25, QJ, suspend=["QJ-9-b"]), "QJ-9-a", made)
    hospital = replace(here, people=(here.person["D"], replace(here.person["S"], employer="区医院")))
    assert missed(hospital, rules, "QJ-9-a", made)


@pytest.mark.parametrize(
    ("note", "named"),
    [("值班：村医E", True), ("值班 E", True), ("", False), ("值班：村医D", False), ("值班待定", False)],
)
def test_JZ22_4_6_1_c_leave_over_a_weekend_needs_somebody_named_on_duty(note, named):
    leave = record("JZ22-4.6.1-c", date(2025, 6, 7), quantity=Decimal(2), note=note, result=Upshot.GRANTED)
    here = county([centre("A")], [clinic("a", "A", 2)], [doctor("D", "a"), doctor("E", "a")], records=(leave,))
    assert (not missed(here, policy(M25, JZ), "JZ22-4.6.1-c")) == named
    refused = replace(here, records=(replace(leave, result=Upshot.REFUSED),))
    assert not missed(refused, policy(M25, JZ), "JZ22-4.6.1-c")


def pairs(**hospitals: str) -> Instance:
    records = [record("MTGR-12-a", person_id=None, centre_id=c, note=note) for c, note in hospitals.items()]
    sites = [clinic("a", "A", 1), clinic("b", "B", 1), clinic("c", "C", 3)]
    return county([centre(c) for c in "ABC"], sites, [doctor("D", "a")], records=tuple(records))


def test_MTGR_12_a_two_hospitals_for_three_centres_are_in_order_and_one_left_alone_is_reported():
    rules = policy(M25, REFORM)
    assert not missed(pairs(A="H1（三级）", B="H1（三级）", C="H2（二级）"), rules, "MTGR-12-a")
    (row,) = missed(pairs(A="H1", B="H1、H2"), policy(M25, REFORM), "MTGR-12-a")[-1:]
    assert row.subject == "C"
    (alone,) = missed(pairs(A="H1", B="H2"), rules, "MTGR-12-a")
    assert ("H1" in alone.message.zh, "3" in alone.message.zh) == (True, True)
    assert not missed(pairs(), rules, "MTGR-12-a"), "no pair is on record at all"


def test_MTGR_12_a_the_neediest_centre_is_paired_first_with_the_hospital_that_has_the_fewest():
    rule = policy(M25, REFORM).clause["MTGR-12-a"]
    here = pairs(A="H1、H2", B="")
    assert rule.pairs(here) == {"A": ("H1", "H2")}
    assert rule.proposed(here, {"C": 3, "B": 1}) == (), "both help A already, and many to many is no mode"
    free = pairs(A="H1", B="")
    assert rule.proposed(free, {"C": 3, "B": 1}) == (("C", "H1"), ("B", "H1"))
    two = replace(free, records=(*free.records, record("MTGR-12-a", person_id=None, note="H2（二级）、H3（一级）")))
    assert rule.hospitals(two) == ("H1", "H2（二级）", "H3（一级）")
    assert rule.proposed(two, {"C": 3, "B": 1}) == (("C", "H2（二级）"), ("B", "H1"))
    assert rule.proposed(two, {"C": 1, "B": 1}) == (("B", "H2（二级）"), ("C", "H1")), "of equal need by code"


@pytest.mark.parametrize(
    ("modes", "made"),
    [
        (["one_to_one"], ()),
        (["one_to_one", "one_to_many"], (("C", "H1"),)),
        (["one_to_one", "many_to_one"], ()),
    ],
)
def test_MTGR_12_a_a_pair_that_the_modes_forbid_is_not_proposed(modes, made):
    rules = policy(M25, REFORM, MTGR_12_a={"pairing_modes": modes})
    here = pairs(A="H1", B="H2")
    assert rules.clause["MTGR-12-a"].proposed(here, {}) == made
    (alone,) = missed(here, rules, "MTGR-12-a")
    assert (alone.subject, "H1" in alone.message.zh) == ("C", bool(made))


def test_MTGR_12_a_hospitals_left_over_go_where_need_for_each_hospital_is_greatest():
    rule = policy(M25, REFORM).clause["MTGR-12-a"]
    here = replace(pairs(), records=(record("MTGR-12-a", person_id=None, note="H1、H2、H3、H4、H5"),))
    made = rule.proposed(here, {"A": 1, "B": 5, "C": 2})
    assert made == (("B", "H1"), ("C", "H2"), ("A", "H3"), ("B", "H4"), ("B", "H5")), "5/1, then 5/2 beats 2/1"
    single = policy(M25, REFORM, MTGR_12_a={"pairing_modes": ["one_to_one", "one_to_many"]})
    assert len(single.clause["MTGR-12-a"].proposed(here, {})) == 3
    idle = missed(here, single, "MTGR-12-a")
    assert len(idle) == 5, "three centres, each with a hospital that could come, and the two hospitals left over"
    assert [name for name in ("H4", "H5") if sum(name in f.message.zh for f in idle) == 1] == ["H4", "H5"]


@pytest.mark.parametrize("modes", [["one_to_one"], ["one_to_one", "one_to_many"], ["one_to_one", "many_to_one"]])
@pytest.mark.parametrize("held", [1, 2, 3, 4])
def test_MTGR_12_a_centres_are_spread_over_hospitals_as_evenly_as_any_lawful_pairing_can(held, modes):
    """Against every assignment of three centres to the hospitals: as many paired as can be, then the evenest loads."""
    rule = policy(M25, REFORM, MTGR_12_a={"pairing_modes": modes}).clause["MTGR-12-a"]
    names = [f"H{n}" for n in range(held)]
    here = replace(pairs(), records=(record("MTGR-12-a", person_id=None, note="、".join(names)),))
    most = 3 if "one_to_many" in modes else 1

    def rank(chosen: tuple[str | None, ...]) -> tuple[int, list[int]]:
        loads = sorted((chosen.count(name) for name in names), reverse=True)
        return (chosen.count(None), loads)

    every = [c for c in product([*names, None], repeat=3) if max(rank(c)[1]) <= most]
    first = dict(reversed(rule.proposed(here, {"A": 3, "B": 1, "C": 2})))
    assert rank(tuple(first.get(c) for c in "ABC")) == min(map(rank, every))
    assert set(first) == set("ACB"[: len(first)]), "who is left out needs least"


@pytest.mark.parametrize(
    ("hospitals", "modes", "wrong"),
    [
        ({"A": "H1", "B": "H1", "C": "H2"}, ["one_to_one", "many_to_one"], ["A", "B"]),
        ({"A": "H1、H2", "B": "H3", "C": "H4"}, ["one_to_one", "one_to_many"], ["A"]),
        ({"A": "H1、H2", "B": "H1", "C": "H4"}, ["one_to_one", "one_to_many", "many_to_one"], ["A"]),
        ({"A": "H1（一级）", "B": "H2（二级）", "C": "H3"}, ["one_to_one"], ["A"]),
    ],
)
def test_MTGR_12_a_other_modes_and_lower_levels_are_found(hospitals, modes, wrong):
    rules = policy(M25, REFORM, MTGR_12_a={"pairing_modes": modes})
    assert [f.subject for f in missed(pairs(**hospitals), rules, "MTGR-12-a")] == wrong


def test_MTGR_13_a_a_visit_a_month_to_three_clinics_is_36_a_year():
    here = county([centre("A")], [clinic(c, "A") for c in "abc"], day=date(2026, 1, 1), horizon_years=1)
    monthly = policy(M25, REFORM, MTGR_13_a={"interval_months": 1})
    due = [d for d in falls_due(here, monthly, Plan()) if d.clause == "MTGR-13-a"]
    assert (len(due), sum(d.count for d in due)) == (12, 36)
    assert "二级以上医院" in due[0].by.zh
    assert not [d for d in falls_due(here, policy(M25, REFORM), Plan()) if d.clause == "MTGR-13-a"]
    assert ("MTGR-13-a", "interval_months") in policy(M25, REFORM).awaited


def seconded(count: int, *records: Record) -> Instance:
    people = [doctor(f"S{n}", None, role=Role.SECONDED, employer="市医院") for n in range(count)]
    return county([centre("A")], [clinic("a", "A")], [*people, doctor("D", "a")], records=records)


def supply(rules: Policy, clause: str, here: Instance) -> list[object]:
    return [m.value for m in rules.clause[clause].measures(here, Plan(), DAY, DAY)]


def test_MTGR_14_c_one_doctor_with_six_months_to_serve_is_six_person_months():
    rules = policy(M25, REFORM, MTGR_14_c={"promotion_service_months": 6})
    assert supply(rules, "MTGR-14-c", seconded(1)) == [6]
    assert supply(rules, "MTGR-14-c", seconded(0)) == []
    assert supply(policy(M25, REFORM), "MTGR-14-c", seconded(1)) == [], "the text gives no number"


@pytest.mark.parametrize(("served", "short"), [(5, True), (6, False)])
def test_QJ_8_a_three_doctors_with_six_months_each_are_18_and_five_months_are_too_few(served, short):
    rules = policy(M25, QJ, QJ_8_a={"promotion_service_months": 6})
    assert supply(rules, "QJ-8-a", seconded(3)) == [18]
    done = record("QJ-8-a", date(2024, 1, 1), person_id="S0", quantity=Decimal(served))
    promoted = record("QJ-8-a", date(2025, 1, 1), person_id="S0", result=Upshot.GRANTED)
    assert bool(missed(seconded(1, done, promoted), rules, "QJ-8-a")) == short
    assert not missed(seconded(1, done, promoted), policy(M25, QJ), "QJ-8-a")
    assert "QJ-8-a" not in policy(M25, REFORM, QJ).clause, "one text on the same service at a time"


def test_QJ_18_a_who_moves_for_a_year_changes_the_site_and_not_the_employer():
    here, rules = four_sites(), policy(M25, QJ)
    made = outlook(S="b 2025H2-2026H1")
    assert {a.site_id for a in made.assignments} == {"b"}
    assert here.person["S"].employer == "区疾病预防控制中心"
    assert not missed(here, rules, "QJ-18-a", made)
    moved = replace(here, records=(record("QJ-18-a", result=Upshot.DONE),))
    assert not missed(moved, rules, "QJ-18-a", made)
    changed = replace(here, records=(record("QJ-18-a", result=Upshot.FAILED),))
    assert [f.subject for f in missed(changed, rules, "QJ-18-a", made)] == ["D"]


BITES = {
    "filed_sites": lambda: (four_sites(records=FILED), policy(M25, QJ), outlook(D="d 2025H2")),
    "leave_cover": lambda: (four_sites(records=(record("JZ22-4.6.1-c"),)), policy(M25, JZ), plan()),
    "pairing": lambda: (pairs(A="H1", B="H2"), policy(M25, REFORM), plan()),
    "promotion_service": lambda: (
        seconded(1, record("QJ-8-a", person_id="S0", result=Upshot.GRANTED)),
        policy(M25, QJ, QJ_8_a={"promotion_service_months": 6}),
        plan(),
    ),
    "moves_keep_employer": lambda: (
        four_sites(records=(record("QJ-18-a", result=Upshot.FAILED),)),
        policy(M25, QJ),
        plan(),
    ),
}
NOTHING_TO_BREAK = {"filing_exempt"}
"""An exemption is broken by nobody."""
