"""Who may enter: qualification, county training, health, the agreement, the scope; and what is silent without facts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, plan, policy

from planner.clauses.eligibility.entry import reached
from planner.domain import Credential, Instance, Plan, Record, Role, Upshot
from planner.finding import Status
from planner.policy import Policy
from planner.season import plan_season
from planner.stages.supply import pool_on

M25, REFORM, JZ = "mentougou-2025", "mentougou-reform", "jiaozuo-2022"


def one(people: Sequence[object], **more: object) -> Instance:
    return county([centre("A")], [clinic("a", "A", len(people))], people, **more)


def recruit(degree: str, credential: Credential, **more: object) -> object:
    return graduate("R1", role=Role.RECRUIT, degree=degree, credential=credential, **more)


def record(clause: str, day: date = DAY, **more: object) -> Record:
    return Record(clause=clause, day=day, **{"person_id": "R1", "result": Upshot.PASSED, **more})


def enters(here: Instance, rules: Policy, clause: str, person: str = "R1") -> bool:
    """Whether planning lets her in, which the audit must see alike."""
    may = person in pool_on(DAY, here, rules).ready
    assert (clause not in findings(here, rules, plan(**{person: "A/a"}))) == may
    return may


MTGR_7_C = [
    ("大专", Credential.ASSISTANT, True),
    ("大专", Credential.RURAL_ASSISTANT, True),
    ("大专", Credential.CERTIFICATE, False),
    ("大专", Credential.NONE, False),
    ("中专", Credential.ASSISTANT, False),
    ("本科", Credential.PHYSICIAN, True),
]


@pytest.mark.parametrize(("degree", "credential", "may"), MTGR_7_C)
def test_MTGR_7_c_asks_for_a_college_degree_and_a_licence(degree, credential, may):
    assert enters(one([recruit(degree, credential)]), policy(M25, REFORM), "MTGR-7-c") == may


def test_MTGR_7_c_a_licence_counts_from_its_day_and_graduates_are_left_to_the_scheme():
    rules = policy(M25, REFORM)
    assert enters(one([recruit("大专", Credential.ASSISTANT, licensed_on=DAY)]), rules, "MTGR-7-c")
    late = recruit("大专", Credential.ASSISTANT, licensed_on=DAY + timedelta(days=1))
    assert not enters(one([late]), rules, "MTGR-7-c")
    directed = one([graduate("R1", degree="大专", credential=Credential.NONE)])
    assert enters(directed, rules, "MTGR-7-c")
    assert not enters(directed, policy(M25, REFORM, MTGR_7_c={"applies_to": "everyone"}), "MTGR-7-c")
    strict = policy(M25, REFORM, MTGR_7_c={"licences": ["physician", "assistant"]})
    assert not enters(one([recruit("大专", Credential.RURAL_ASSISTANT)]), strict, "MTGR-7-c")


def test_MTGR_7_c_a_degree_nobody_gave_is_asked_for_and_not_held_against_her():
    here, rules = one([recruit("", Credential.ASSISTANT)]), policy(M25, REFORM)
    assert enters(here, rules, "MTGR-7-c")
    (row,) = findings(here, rules, plan(R1="A/a"), Status.MISSED)["MTGR-7-c"]
    assert "学历" in row.message.zh


JZ22_4_2_D = [
    ("中专", Credential.NONE, True),
    ("高中", Credential.NONE, False),
    ("高中", Credential.RURAL_ASSISTANT, True),
    ("", Credential.NONE, True),
]


@pytest.mark.parametrize(("degree", "credential", "may"), JZ22_4_2_D)
def test_JZ22_4_2_d_one_of_the_qualifications_is_enough(degree, credential, may):
    assert enters(one([recruit(degree, credential)]), policy(M25, JZ), "JZ22-4.2-d") == may


def test_JZ22_4_2_d_a_secondary_diploma_is_enough_here_and_not_under_MTGR_7_c():
    here = one([recruit("中专", Credential.NONE)])
    assert enters(here, policy(M25, JZ, REFORM), "JZ22-4.2-d")
    assert not enters(here, policy(M25, REFORM, JZ), "MTGR-7-c")
    assert "MTGR-7-c" not in policy(M25, JZ, REFORM).clause
    assert "JZ22-4.2-d" not in policy(M25, REFORM, JZ).clause


def test_JZ22_4_2_d_a_document_on_record_counts_such_as_the_TCM_specialty_licence():
    here = one([recruit("高中", Credential.NONE)], records=(record("JZ22-4.2-d", note="中医（专长）医师资格"),))
    assert enters(here, policy(M25, JZ), "JZ22-4.2-d")
    refused = replace(here, records=(record("JZ22-4.2-d", result=Upshot.REFUSED),))
    assert not enters(refused, policy(M25, JZ), "JZ22-4.2-d")


@pytest.mark.parametrize(
    ("records", "may"),
    [
        ((), False),
        ((record("JZ22-4.2-e"),), True),
        ((record("JZ22-4.2-e", DAY + timedelta(days=1)),), False),
        ((record("JZ22-4.2-e", result=Upshot.FAILED),), False),
        ((record("JZ22-4.2-e", date(2024, 1, 1), result=Upshot.FAILED), record("JZ22-4.2-e")), True),
    ],
)
def test_JZ22_4_2_e_the_certificate_needs_county_training(records, may):
    rules = policy(M25, JZ)
    assert enters(one([recruit("", Credential.CERTIFICATE)], records=records), rules, "JZ22-4.2-e") == may
    assert enters(one([recruit("中专", Credential.CERTIFICATE)], records=records), rules, "JZ22-4.2-e")


def test_MTGR_7_b_without_a_health_record_she_waits_until_it_is_supplied():
    rules = policy(M25, REFORM)
    both = [recruit("大专", Credential.ASSISTANT), graduate("G1", degree="大专")]
    of_the_other = one(both, records=(record("MTGR-7-b", person_id="G1"),))
    assert not enters(of_the_other, rules, "MTGR-7-b")
    assert enters(of_the_other, rules, "MTGR-7-b", "G1")
    assert enters(replace(of_the_other, records=(record("MTGR-7-b"),)), rules, "MTGR-7-b")
    assert not enters(replace(of_the_other, records=(record("MTGR-7-b", result=Upshot.FAILED),)), rules, "MTGR-7-b")
    none_kept = one(both)
    assert enters(none_kept, rules, "MTGR-7-b"), "a county that keeps no health records has said nothing"
    assert not enters(none_kept, policy(M25, REFORM, MTGR_7_b={"asked": "always"}), "MTGR-7-b")


def test_MTG25_1_b_of_three_graduates_the_one_in_breach_is_left_out_and_listed():
    records = (
        record("MTG25-1-b", person_id="G1", result=Upshot.DONE),
        record("MTG25-1-b", person_id="G3", result=Upshot.FAILED),
    )
    here, rules = one([graduate(f"G{n}") for n in (1, 2, 3)], records=records), policy(M25)
    pool = pool_on(DAY, here, rules)
    assert sorted(pool.ready) == ["G1", "G2"]
    assert "违约" in pool.barred["G3"].zh
    assert {p.person_id for p in plan_season(here, rules).plan.placements if p.centre_id} == {"G1", "G2"}
    assert not enters(here, rules, "MTG25-1-b", "G3")
    back = replace(here, records=(*records, record("MTG25-1-b", person_id="G3", result=Upshot.GRANTED)))
    assert enters(back, rules, "MTG25-1-b", "G3")
    released = replace(here, records=(record("MTG25-1-b", person_id="G2", result=Upshot.REFUSED),))
    assert "解除" in pool_on(DAY, released, rules).barred["G2"].zh


def test_MTG25_2_2_d_three_of_four_licensed_and_the_one_outstanding_is_named():
    people = [graduate(f"G{n}", credential=Credential.NONE if n == 4 else Credential.ASSISTANT) for n in range(1, 5)]
    here, rules = one([*people, graduate("G5", available_from=date(2026, 1, 1))]), policy(M25)
    (measure,) = rules.clause["MTG25-2.2-d"].measures(here, Plan(), DAY, DAY)
    assert (measure.value, measure.unit) == (75, "%")
    assert "毕业生G4" in measure.of.zh
    assert "毕业生G1" not in measure.of.zh
    (row,) = findings(here, rules, Plan(), Status.MISSED)["MTG25-2.2-d"]
    assert row.actual == "3/4"
    assert "毕业生G4" in row.message.en
    every = one(people[:3])
    assert "MTG25-2.2-d" not in findings(every, rules, Plan(), Status.MISSED)


@pytest.mark.parametrize(
    ("public", "records", "outside"),
    [
        (True, (), False),
        (None, (), False),
        (False, (), True),
        (True, (record("JZ22-3-a", person_id="D", result=Upshot.GRANTED),), False),
        (True, (record("JZ22-3-a", person_id="D", result=Upshot.REFUSED),), True),
    ],
)
def test_JZ22_3_a_a_doctor_at_a_private_clinic_or_without_approval_is_out_of_scope(public, records, outside):
    here = county([centre("A")], [clinic("a", "A", public_premises=public)], [doctor("D", "a")], records=records)
    found = findings(here, policy(M25, JZ), Plan(), Status.MISSED).get("JZ22-3-a", [])
    assert [row.subject for row in found] == (["D"] if outside else [])


def test_a_condition_of_entry_reaches_who_enters_and_no_one_in_post():
    for role, named, all_ in ((Role.RECRUIT, True, True), (Role.GRADUATE, False, True), (Role.REHIRED, False, False)):
        person = doctor("R1", "a", role=role)
        assert (reached(person, "recruits"), reached(person, "everyone")) == (named, all_)
    holder = doctor("R1", "a", credential=Credential.CERTIFICATE, degree="高中")
    training = policy(M25, JZ).clause["JZ22-4.2-e"]
    assert training.bar(holder, DAY, one([holder])) is None
    assert training.bar(replace(holder, role=Role.RECRUIT), DAY, one([holder])) is not None


@pytest.mark.parametrize(("suffices", "may"), [("yes", True), ("no", False)])
def test_JZ22_4_2_d_whether_the_certificate_is_enough_is_a_reading(suffices, may):
    rules = policy(M25, JZ, suspend=["JZ22-4.2-e"], JZ22_4_2_d={"certificate_suffices": suffices})
    assert enters(one([recruit("高中", Credential.CERTIFICATE)]), rules, "JZ22-4.2-d") is may


@pytest.mark.parametrize(("day", "fit"), [(DAY, True), (DAY + timedelta(days=1), False)])
def test_MTGR_7_b_a_certificate_of_tomorrow_is_none_today(day, fit):
    here = one([recruit("大专", Credential.ASSISTANT)], records=(record("MTGR-7-b", day),))
    assert enters(here, policy(M25, REFORM), "MTGR-7-b") is fit


@pytest.mark.parametrize(
    ("credential", "since", "outstanding"),
    [
        (Credential.ASSISTANT, DAY, False),
        (Credential.ASSISTANT, DAY + timedelta(days=1), True),
        (Credential.RURAL_ASSISTANT, None, True),
        (Credential.CERTIFICATE, None, True),
    ],
)
def test_MTG25_2_2_d_a_licence_of_the_kind_asked_for_and_from_its_day(credential, since, outstanding):
    here = one([graduate("G1", credential=credential, licensed_on=since)])
    rules = policy(M25, MTG25_2_2_d={"licences": ["physician", "assistant"]})
    assert ("MTG25-2.2-d" in findings(here, rules, Plan(), Status.MISSED)) is outstanding
    (measure,) = rules.clause["MTG25-2.2-d"].measures(here, Plan(), DAY, DAY)
    assert measure.value == (0 if outstanding else 100)


@pytest.mark.parametrize(("requires", "outside"), [(["county_approval"], True), (["public_clinic"], False)])
def test_JZ22_3_a_an_approval_refused_counts_only_where_approval_is_asked_for(requires, outside):
    refused = record("JZ22-3-a", person_id="D", result=Upshot.REFUSED)
    here = county([centre("A")], [clinic("a", "A", public_premises=True)], [doctor("D", "a")], records=(refused,))
    rules = policy(M25, JZ, JZ22_3_a={"requires": requires})
    assert ("JZ22-3-a" in findings(here, rules, Plan(), Status.MISSED)) is outside


BITES = {
    "qualification": lambda: (one([recruit("中专", Credential.ASSISTANT)]), policy(M25, REFORM), plan(R1="A/a")),
    "certificate_training": lambda: (one([recruit("", Credential.CERTIFICATE)]), policy(M25, JZ), plan(R1="A/a")),
    "health_record": lambda: (
        one([recruit("大专", Credential.ASSISTANT)]),
        policy(M25, REFORM, MTGR_7_b={"asked": "always"}),
        plan(R1="A/a"),
    ),
    "performing_only": lambda: (
        one([graduate("G1")], records=(record("MTG25-1-b", person_id="G1", result=Upshot.FAILED),)),
        policy(M25),
        plan(G1="A/a"),
    ),
    "licence_urged": lambda: (one([graduate("G1", credential=Credential.NONE)]), policy(M25), plan(G1="A/a")),
    "rule_scope": lambda: (
        county([centre("A")], [clinic("a", "A", public_premises=False)], [doctor("D", "a")]),
        policy(M25, JZ),
        plan(),
    ),
}
