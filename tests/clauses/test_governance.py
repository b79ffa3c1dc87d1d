"""Which text overrides which, phases and days, papers on record, what a record must name, honours and credit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from build import DAY, centre, clinic, county, doctor, findings, four_centres, graduate, outlook, plan, policy, scenario

from planner.accounts import Duty
from planner.auditing import audit
from planner.auditing.count import count
from planner.domain import Credential, Instance, Placement, Plan, Record, Role, Sex, Upshot
from planner.finding import Finding, Status
from planner.policy import Policy
from planner.report.duties_table import DECISIONS, decision_rows
from planner.run import solve
from planner.stages.supply import start_day

M25, M21, REFORM, JZ, XX, QJ = (
    "mentougou-2025",
    "mentougou-2021",
    "mentougou-reform",
    "jiaozuo-2022",
    "xixian-2021",
    "talent-plan",
)
ONE = county([centre("A")], [clinic("a", "A")], [doctor("D", "a")])


def due(rules: Policy, clause: str, instance: Instance, first: date, last: date) -> list[Duty]:
    return list(rules.clause[clause].duties(instance, first, last))


def record(clause: str, day: date, **more: object) -> Record:
    return Record(clause=clause, day=day, **more)


def missed(instance: Instance, rules: Policy, clause: str, made: Plan | None = None) -> list[Finding]:
    return findings(instance, rules, made or Plan(), Status.MISSED).get(clause, [])


def clinics(number: int, **more: object) -> Instance:
    return county([centre("A")], [clinic(f"a{n}", "A") for n in range(number)], **more)


def doctors(number: int, **more: object) -> Instance:
    people = [doctor(f"D{n}", "a", since=date(2020, 1, 1)) for n in range(number)]
    return county([centre("A")], [clinic("a", "A", number)], people, **more)


# which text overrides which


def test_MTG25_0_a_what_did_not_change_is_inherited_and_what_did_is_new():
    new, old = policy(M25), policy(M21, M25)
    assert new.clause["MTG25-2.2-a"].pre_service_months == old.clause["MTG25-2.2-a"].pre_service_months == 6
    assert "MTG25-2.1-a" in new.clause
    assert "MTG21-A1.1-b" not in policy(M25, M21).clause
    assert not missed(ONE, policy(M25, M21), "MTG25-0-a")
    (row,) = missed(ONE, old, "MTG25-0-a")
    assert "MTG21-A1.1-b（MTG25-2.1-a）" in row.message.zh


def test_MTG25_0_a_names_every_clause_of_2021_that_would_displace_one_of_2025():
    both = policy(M21, M25)
    overridden = both.clause["MTG25-0-a"].overridden
    assert {d.by for d in both.displaced if d.by} <= overridden.keys()
    assert set(overridden.values()) <= policy(M25).clause.keys()


@pytest.mark.parametrize(
    ("transition", "finished", "named"),
    [
        ("finishing_after_release", date(2025, 3, 1), True),
        ("finishing_after_release", date(2025, 3, 2), False),
        ("unplaced_at_release", date(2020, 7, 1), False),
    ],
)
def test_MTG25_0_a_who_falls_under_the_new_edition_is_a_reading(transition, finished, named):
    here = county([centre("A")], [clinic("a", "A")], [graduate("G1", graduated_on=finished)])
    rules = policy(M25, MTG25_0_a={"transition": transition, "released": date(2025, 3, 1)})
    assert bool(missed(here, rules, "MTG25-0-a", plan(G1="A/a"))) == named
    open_day = policy(M25, MTG25_0_a={"transition": transition})
    assert not missed(here, open_day, "MTG25-0-a", plan(G1="A/a"))


def test_MTG25_A1_a_tasks_1_4_and_5_differ_and_2_and_3_do_not():
    assert not missed(ONE, policy(M25, M21), "MTG25-A1-a")
    assert not missed(ONE, policy(M25), "MTG25-A1-a")
    (row,) = missed(ONE, policy(M25, M21, MTG25_A1_a={"changed": [1, 4]}), "MTG25-A1-a")
    assert (row.actual, row.limit) == ("1、4、5", "1、4")
    assert missed(ONE, policy(M25, MTG25_A1_a={"total": 6}), "MTG25-A1-a")
    assert "第2、3项不变" in policy(M25).clause["MTG25-A1-a"].statement().zh


def test_MTG25_A2_a_all_three_requirements_differ():
    assert not missed(ONE, policy(M25, M21), "MTG25-A2-a")
    (row,) = missed(ONE, policy(M25, M21, MTG25_A2_a={"changed": [1, 2]}), "MTG25-A2-a")
    assert row.actual == "1、2、3"


def test_MTG25_A1_1_b_the_order_in_force_is_the_one_the_annex_repeats():
    assert not missed(ONE, policy(M25), "MTG25-A1.1-b")
    (row,) = missed(ONE, policy(M25, MTG25_2_1_c={"priority": 3}), "MTG25-A1.1-b")
    assert ("MTG25-2.1-c" in row.message.zh, row.actual, row.limit) == (True, "3", "2")
    assert missed(ONE, policy(M25, suspend=["MTG25-2.1-d"]), "MTG25-A1.1-b")
    assert "MTG25-A1.1-b" not in policy(M21, M25).clause


def test_MTG25_A2_1_a_trained_but_unlicensed_is_in_the_pool_of_2025_and_not_of_2021():
    here = county([centre("A")], [clinic("a", "A")], [graduate("G1", credential=Credential.NONE, graduated_on=DAY)])
    assert [p.id for p in count(here, policy(M25), Plan()).ledger({}).pool] == ["G1"]
    assert start_day(here.person["G1"], policy(M25)) is not None
    assert start_day(here.person["G1"], policy(M21, M25)) is None
    assert policy(M25).clause["MTG25-3.1-a"].licence == "sole_doctor"
    assert policy(M21, M25).clause["MTG21-A2.1-a"].licence == "yes"
    assert not missed(ONE, policy(M25), "MTG25-A2.1-a")
    back = policy(M25, MTG25_3_1_a={"licence_required_to_start": "yes"})
    assert missed(ONE, back, "MTG25-A2.1-a")
    assert missed(ONE, policy(M25, MTG25_2_3_b={"track_months": {"助理全科": 24}}), "MTG25-A2.1-a")


def test_MTG25_A2_2_a_the_report_of_veterans_is_what_was_added():
    rules = policy(M25)
    assert not missed(ONE, rules, "MTG25-A2.2-a")
    ledger = replace(count(ONE, rules, Plan()).ledger({}), set_aside=frozenset({"MTG25-3.2-b"}))
    (row,) = rules.clause["MTG25-A2.2-a"].check(ledger)
    assert "MTG25-3.2-b" in row.message.zh


def test_MTG25_A1_5_a_interval_split_and_instalments_switch_together():
    old, new = policy(M21, M25).clause["MTG21-A1.5-c"], policy(M25).clause["MTG25-2.5-b"]
    assert (old.interval_months, new.interval_months) == (3, 1)
    split, instalments = (policy(M21, M25).clause[f"MTG21-A1.5-{part}"].statement().zh for part in "ab")
    assert "60" in split and "70" in instalments
    assert not [code for code in policy(M25, M21).clause if code in policy(M25).clause["MTG25-A1.5-a"].group]
    rule, ledger = policy(M25).clause["MTG25-A1.5-a"], count(ONE, policy(M25), Plan()).ledger({})
    group: Mapping[str, object] = dict.fromkeys(rule.group, old)
    assert not list(rule.check(replace(ledger, in_force=group)))
    assert not list(rule.check(replace(ledger, set_aside=frozenset(group))))
    torn = replace(ledger, in_force={"MTG21-A1.5-c": old}, set_aside=frozenset({"MTG21-A1.5-a", "MTG21-A1.5-b"}))
    (row,) = rule.check(torn)
    assert row.actual == "MTG21-A1.5-c"


def test_MTG25_2_1_f_two_placed_are_two_decisions_with_rate_total_criterion_and_who_answers():
    result = solve(scenario(four_centres(), policy(M25)))
    rows = [dict(zip(DECISIONS, row, strict=True)) for row in decision_rows(result)]
    assert len(rows) == sum(p.centre_id is not None for p in result.plan.placements) == 6
    assert {(r["by_zh"], r["by_en"]) for r in rows} == {("区卫生健康委", "the district health commission")}
    assert {r["person_id"]: r["centre_id"] for r in rows} == {p.person_id: p.centre_id for p in result.plan.placements}
    assert [r["rate"] for r in rows if r["centre_id"] == "C"] == ["3/4", "2/4", "1/4"]
    assert all(r["clinics"] and r["decided_by"] and r["clause"] and r["wish_rank"] for r in rows)
    (duty,) = due(policy(M25), "MTG25-2.1-f", ONE, DAY, DAY)
    assert duty.by.zh == "区卫生健康委"
    named = record("MTG25-2.1-f", DAY, person_id="D", note="责任单位：区卫生健康委")
    assert not missed(replace(ONE, records=(named,)), policy(M25), "MTG25-2.1-f")
    assert missed(replace(ONE, records=(replace(named, note="中心"),)), policy(M25), "MTG25-2.1-f")


def test_MTGR_7_d_a_new_entrant_with_a_clinic_but_no_centre_is_found():
    here = county([centre("A")], [clinic("a", "A")], [graduate("G1")])
    homeless = Plan(placements=(Placement(person_id="G1", site_id="a"),))
    assert "MTGR-7-d" in findings(here, policy(M25, REFORM), homeless)
    assert "MTGR-7-d" not in findings(here, policy(M25, REFORM), plan(G1="A/a"))


# phases and days


@pytest.mark.parametrize(
    ("clause", "day", "under_way"),
    [
        ("JZ22-2-a", date(2022, 5, 31), False),
        ("JZ22-2-a", date(2022, 6, 1), True),
        ("JZ22-5.1-a", date(2022, 3, 31), False),
        ("JZ22-5.1-a", date(2022, 4, 15), True),
        ("JZ22-5.1-a", date(2022, 5, 31), True),
        ("JZ22-5.1-a", date(2022, 6, 1), False),
        ("JZ22-5.2-a", date(2022, 5, 31), False),
        ("JZ22-5.2-a", date(2022, 6, 1), True),
        ("JZ22-5.2-a", date(2022, 8, 1), True),
        ("JZ22-5.3-a", date(2022, 8, 1), True),
        ("JZ22-5.3-a", date(2022, 6, 30), False),
        ("XX21-5.2-a", date(2021, 6, 30), False),
        ("XX21-5.2-a", date(2021, 7, 1), True),
        ("XX21-5.3-a", date(2022, 6, 30), False),
        ("XX21-5.3-a", date(2022, 7, 1), True),
    ],
)
def test_a_phase_is_under_way_from_its_first_day_to_its_last(clause, day, under_way):
    rules = policy(JZ if clause.startswith("JZ22") else XX)
    assert rules.clause[clause].on(day) == under_way


def test_JZ22_2_a_a_plan_of_May_2022_is_before_the_start():
    assert missed(replace(ONE, placement_date=date(2022, 5, 31)), policy(JZ), "JZ22-2-a")
    assert not missed(replace(ONE, placement_date=date(2022, 6, 1)), policy(JZ), "JZ22-2-a")
    (duty,) = due(policy(JZ), "JZ22-2-a", ONE, date(2022, 1, 1), date(2022, 12, 31))
    assert duty.day == date(2022, 6, 1)


def test_JZ22_5_1_a_preparation_has_a_first_and_a_last_day():
    days = [d.day for d in due(policy(JZ), "JZ22-5.1-a", ONE, date(2022, 1, 1), date(2022, 12, 31))]
    assert days == [date(2022, 4, 1), date(2022, 5, 31)]


def test_JZ22_5_2_a_implementation_has_no_end():
    assert [d.day for d in due(policy(JZ), "JZ22-5.2-a", ONE, date(2022, 1, 1), date(2031, 1, 1))] == [date(2022, 6, 1)]


def test_JZ22_5_3_a_verification_overlaps_implementation():
    rules, day = policy(JZ), date(2022, 8, 1)
    assert [c.id for c in rules.clauses if c.family == "phase" and c.id != "JZ22-2-a" and c.on(day)] == [
        "JZ22-5.2-a",
        "JZ22-5.3-a",
    ]


def test_XX21_5_2_a_a_plan_of_the_day_before_July_2021_is_too_early():
    rules = policy(XX)
    assert missed(replace(ONE, placement_date=date(2021, 6, 30)), rules, "XX21-5.2-a")
    assert not missed(replace(ONE, placement_date=date(2021, 7, 1)), rules, "XX21-5.2-a")


def test_XX21_5_3_a_review_begins_in_July_2022():
    (duty,) = due(policy(XX), "XX21-5.3-a", ONE, date(2022, 1, 1), date(2022, 12, 31))
    assert duty.day == date(2022, 7, 1)


def test_XX21_5_1_a_issued_on_20_May_the_plan_is_due_on_19_June():
    rules = policy(XX, XX21_5_1_a={"issued": date(2021, 5, 20)})
    rows = due(rules, "XX21-5.1-a", ONE, date(2021, 1, 1), date(2021, 12, 31))
    assert {r.day for r in rows} == {date(2021, 6, 19), date(2021, 6, 30)}
    assert [r.day for r in due(policy(XX), "XX21-5.1-a", ONE, date(2021, 1, 1), date(2021, 12, 31))] == [
        date(2021, 6, 30)
    ]
    survey = record("XX21-5.1-a", date(2021, 6, 30), note="摸底")
    for made, late in ((date(2021, 6, 19), False), (date(2021, 6, 20), True)):
        here = replace(ONE, records=(survey, record("XX21-5.1-a", made, note="工作方案")))
        assert bool(missed(here, rules, "XX21-5.1-a")) == late
    assert missed(replace(ONE, records=(survey,)), rules, "XX21-5.1-a")
    assert not missed(ONE, rules, "XX21-5.1-a")


def test_JZ22_6_1_a_of_four_counties_the_one_that_has_not_filed_is_listed():
    names = ["甲县", "乙县", "丙县", "丁县"]
    rules = policy(JZ, JZ22_6_1_a={"counties": names})
    bureaus = "市卫健委、市财政局、市人社局"
    filed = tuple(record("JZ22-6.1-a", date(2022, 5, 20), note=f"{name}报{bureaus}备案") for name in names[:3])
    (row,) = missed(replace(ONE, records=filed), rules, "JZ22-6.1-a")
    assert row.subject == "丁县"
    (row,) = missed(
        replace(ONE, records=(record("JZ22-6.1-a", DAY, note="市卫健委、市财政局"),)), policy(JZ), "JZ22-6.1-a"
    )
    assert "市人社局" in row.message.zh
    assert not missed(ONE, rules, "JZ22-6.1-a")


# papers on record


def test_JZ22_4_8_a_of_four_clinics_the_one_without_a_letter_is_listed():
    letters = tuple(record("JZ22-4.8-a", date(2025, 1, 1), site_id=f"a{n}") for n in range(3))
    (row,) = missed(clinics(4, records=letters), policy(JZ), "JZ22-4.8-a")
    assert (row.subject, row.actual, row.limit) == ("a3", "3", "4")
    assert not missed(clinics(4), policy(JZ), "JZ22-4.8-a")


def test_JZ22_4_8_a_a_letter_that_was_refused_is_none():
    letters = tuple(record("JZ22-4.8-a", date(2025, 1, 1), site_id=f"a{n}") for n in range(3))
    refused = (replace(letters[0], result=Upshot.REFUSED), *letters[1:])
    assert [f.subject for f in missed(clinics(3, records=refused), policy(JZ), "JZ22-4.8-a")] == ["a0"]
    assert not missed(clinics(3, records=refused[:1]), policy(JZ), "JZ22-4.8-a")
    tomorrow = (replace(letters[0], day=date(2025, 7, 2)), *letters[1:])
    assert [f.subject for f in missed(clinics(3, records=tomorrow), policy(JZ), "JZ22-4.8-a")] == ["a0"]


def test_MTG25_2_2_c_of_four_trainees_three_have_a_record_and_the_other_is_named():
    trainees = [graduate(f"G{n}", graduated_on=date(2025, 6, 1), available_from=None) for n in range(4)]
    later = graduate("G9", graduated_on=date(2025, 7, 2), available_from=None)
    done = tuple(record("MTG25-2.2-c", date(2025, 6, 30), person_id=f"G{n}") for n in range(3))
    here = county([centre("A")], [clinic("a", "A")], [*trainees, later], records=done)
    (row,) = missed(here, policy(M25), "MTG25-2.2-c")
    assert (row.subject, row.actual, row.limit) == ("G3", "3", "4")
    assert "3/4" in row.message.zh


@pytest.mark.parametrize(
    ("first", "last", "due"),
    [
        (date(2025, 7, 15), date(2025, 7, 15), 1),
        (date(2025, 7, 16), date(2025, 12, 31), 0),
        (date(2025, 1, 1), date(2025, 7, 14), 0),
    ],
)
def test_MTG25_2_4_1_c_falls_due_on_the_day_induction_begins(first, last, due):
    starts = graduate("G1", graduated_on=date(2025, 7, 15), available_from=None)
    here = county([centre("A")], [clinic("a", "A")], [starts])
    duties = policy(M25).clause["MTG25-2.4.1-c"].duties(here, first, last)
    assert [d.subject for d in duties if "G1" in d.what.zh] == ["G1"] * due


def test_MTG25_2_4_1_c_no_agreement_by_the_day_induction_begins_is_flagged():
    starts = date(2025, 7, 15)
    here = county(
        [centre("A")],
        [clinic("a", "A")],
        [graduate(c, graduated_on=starts, available_from=None) for c in ("G1", "G2", "G3")],
        day=date(2025, 9, 1),
    )
    signed = {"G1": starts, "G2": date(2025, 7, 16)}
    records = tuple(record("MTG25-2.4.1-c", day, person_id=code) for code, day in signed.items())
    found = {f.subject: f.message.zh for f in missed(replace(here, records=records), policy(M25), "MTG25-2.4.1-c")}
    assert found.keys() == {"G2", "G3"}
    assert "才签订" in found["G2"]
    assert "京西名志" in found["G3"]
    (duty,) = due(policy(M25), "MTG25-2.4.1-c", here, date(2025, 7, 1), date(2025, 12, 31))
    assert (duty.day, duty.count) == (starts, 3)


def test_JZ22_4_3_a_of_ten_doctors_nine_with_consent_the_other_is_listed():
    granted = [record("JZ22-4.3-a", date(2022, 6, 1), person_id=f"D{n}", result=Upshot.GRANTED) for n in range(9)]
    (row,) = missed(doctors(10, records=tuple(granted)), policy(JZ), "JZ22-4.3-a")
    assert row.subject == "D9"
    without = record("JZ22-4.3-a", date(2022, 6, 1), person_id="D9")
    assert len(missed(doctors(10, records=(*granted, without)), policy(JZ), "JZ22-4.3-a")) == 1
    agreed = replace(without, result=Upshot.GRANTED)
    assert not missed(doctors(10, records=(*granted, agreed)), policy(JZ), "JZ22-4.3-a")


def test_XX21_3_2_3_a_a_contract_of_2022_is_renewed_on_1_January_2023():
    contract = record("XX21-3.2.3-a", date(2022, 1, 1), person_id="D0", quantity=Decimal(12))
    here = doctors(1, day=date(2022, 12, 31), records=(contract,))
    (duty,) = due(policy(XX), "XX21-3.2.3-a", here, date(2022, 7, 1), date(2023, 6, 30))
    assert (duty.day, duty.subject) == (date(2023, 1, 1), "D0")
    again = due(policy(XX), "XX21-3.2.3-a", here, date(2022, 7, 1), date(2025, 6, 30))
    assert [d.day.year for d in again] == [2023, 2024, 2025], "a contract of a year is renewed every year"
    three = doctors(3, records=tuple(replace(contract, person_id=f"D{n}") for n in range(3)))
    (together,) = due(policy(XX), "XX21-3.2.3-a", three, date(2022, 7, 1), date(2023, 6, 30))
    assert (together.count, "村医D2" in together.what.zh) == (3, True), "one row for those of one hospital on one day"
    assert not missed(here, policy(XX), "XX21-3.2.3-a")
    (row,) = missed(replace(here, placement_date=date(2023, 1, 1)), policy(XX), "XX21-3.2.3-a")
    assert "2022-12-31" in row.message.zh
    long = replace(contract, quantity=Decimal(13))
    assert missed(replace(here, records=(long,)), policy(XX), "XX21-3.2.3-a")


def test_XX21_3_2_5_e_after_a_failed_year_the_next_contract_is_barred():
    failed = record("XX21-3.2.5-e", date(2022, 12, 20), person_id="D0", result=Upshot.FAILED)
    renewed = record("XX21-3.2.3-a", date(2023, 1, 1), person_id="D0", quantity=Decimal(12))
    rules = policy(XX)
    for records, barred in (((failed, renewed), True), ((replace(failed, result=Upshot.PASSED), renewed), False),
                            ((failed,), False), ((failed, replace(renewed, day=date(2024, 1, 1))), False)):  # fmt: skip
        found = findings(doctors(1, records=records), rules, Plan())
        assert ("XX21-3.2.5-e" in found) == barred
    (duty,) = due(rules, "XX21-3.2.5-e", doctors(1, records=(failed,)), date(2022, 1, 1), date(2022, 12, 31))
    assert (duty.subject, duty.day) == ("D0", date(2022, 12, 31))
    funding = policy(XX, XX21_3_2_5_e={"results_used_for": ["funding"]})
    assert "XX21-3.2.5-e" not in findings(doctors(1, records=(failed, renewed)), funding, Plan())


# what a record must name

FIVE = "综合管理 基本医疗 公共卫生 村民满意度 临时性工作"
SIX = "数量 质量 技术能力 培训 医德医风 满意度"
POSTED = "；乡镇卫生院2022-02-05；村卫生室2022-02-06"


@pytest.mark.parametrize(
    ("clause", "packs", "note", "lacking"),
    [
        ("MTG21-A1.5-d", (M21, M25), FIVE, ""),
        ("MTG21-A1.5-d", (M21, M25), FIVE.replace("村民满意度", ""), "村民满意度"),
        ("XX21-3.2.5-b", (XX,), SIX + POSTED, ""),
        ("XX21-3.2.5-b", (XX,), SIX.replace("培训", "") + POSTED, "培训"),
        ("XX21-3.2.5-b", (XX,), SIX + "；乡镇卫生院；村卫生室2022-02-06", "乡镇卫生院"),
        ("XX21-3.2.5-b", (XX,), SIX, "乡镇卫生院、村卫生室"),
        ("MTGR-12-b", (REFORM,), "人数2；时间12个月", ""),
        ("MTGR-12-b", (REFORM,), "人数：2", "时间"),
        ("MTGR-12-b", (REFORM,), "人数2；时间待定", "时间"),
    ],
)
def test_a_record_that_lacks_a_part_is_incomplete_and_the_part_is_named(clause, packs, note, lacking):
    here = clinics(1, records=(record(clause, DAY, site_id="a0", note=note),))
    found = missed(here, policy(*packs), clause)
    assert [f.message.zh.rpartition("缺：")[2].replace("“", "").replace("”", "") for f in found] == (
        [lacking] if lacking else []
    )


def test_MTG21_A1_5_d_four_of_five_components_are_not_enough():
    short = record("MTG21-A1.5-d", DAY, person_id="D", note=FIVE[:-6])
    (row,) = missed(replace(ONE, records=(short,)), policy(M21, M25), "MTG21-A1.5-d")
    assert (row.actual, row.limit) == ("4", "5")


def test_XX21_3_2_5_b_six_components_and_two_places_of_posting_are_asked_for():
    (row,) = missed(
        replace(ONE, records=(record("XX21-3.2.5-b", DAY, person_id="D", note=""),)), policy(XX), "XX21-3.2.5-b"
    )
    assert (row.actual, row.limit) == ("0", "8")


def test_MTGR_12_b_a_pair_states_number_and_duration():
    good = record("MTGR-12-b", DAY, centre_id="A", note="派驻人数2，派驻时间12个月")
    assert not missed(replace(ONE, records=(good,)), policy(REFORM), "MTGR-12-b")
    assert missed(replace(ONE, records=(replace(good, note="派驻人数2"),)), policy(REFORM), "MTGR-12-b")


# honours, credit, the roll


def test_QJ_19_a_thirty_years_are_on_the_list_and_twenty_nine_are_not():
    people = [doctor("D30", "a", since=date(1995, 7, 1)), doctor("D29", "a", since=date(1996, 7, 1))]
    here = county([centre("A")], [clinic("a", "A", 2)], people)
    rows = due(policy(QJ), "QJ-19-a", here, DAY, date(2026, 6, 30))
    assert [(r.subject, r.day) for r in rows] == [("D30", DAY)]
    rows = due(policy(QJ), "QJ-19-a", here, DAY, date(2026, 7, 1))
    assert {(r.subject, r.day) for r in rows} == {("D30", DAY), ("D29", date(2026, 7, 1))}
    given = record("QJ-19-a", DAY, person_id="D30", result=Upshot.GRANTED)
    assert not due(policy(QJ), "QJ-19-a", replace(here, records=(given,)), DAY, date(2026, 6, 30))
    early = replace(given, person_id="D29")
    found = missed(replace(here, records=(early,)), policy(QJ), "QJ-19-a")
    assert [f.subject for f in found] == ["D29", "D30"]


def credit(rules: Policy, clause: str, instance: Instance, made: Plan) -> dict[str, str]:
    return {f.subject: f.actual for f in audit(instance, rules, made) if f.clause == clause and f.subject}


def test_JZ22_4_2_i_seven_months_of_dispatch_are_listed_and_none_is_not():
    staff = [doctor(c, None, role=Role.CENTRE_STAFF, employer="A") for c in "PQ"]
    served = record("JZ22-4.2-i", DAY, person_id="P", quantity=Decimal(7))
    here = county([centre("A")], [clinic("a", "A")], staff, records=(served,))
    assert credit(policy(JZ), "JZ22-4.2-i", here, Plan()) == {"P": "7"}
    assert credit(policy(JZ), "JZ22-4.2-i", here, outlook(Q="a 2025H2-2026H1", P="A 2025H2")) == {"P": "7", "Q": "12"}
    promoted = record("JZ22-4.2-i", DAY, person_id="Q", result=Upshot.GRANTED)
    (row,) = missed(replace(here, records=(served, promoted)), policy(JZ), "JZ22-4.2-i")
    assert row.subject == "Q"


def test_QJ_9_c_six_months_at_a_centre_are_six_months_of_credit():
    served = record("QJ-9-c", DAY, person_id="D", centre_id="A", quantity=Decimal(6))
    assert credit(policy(QJ), "QJ-9-c", replace(ONE, records=(served,)), Plan()) == {"D": "6"}


def test_XX21_5_1_b_four_clinics_and_six_doctors_are_ten_entries_with_nothing_missing():
    sites = [clinic(f"a{n}", "A", 2) for n in range(4)]
    people = [doctor(f"D{n}", f"a{n % 4}") for n in range(6)]
    here, rules = county([centre("A")], sites, people), policy(XX)
    assert len(rules.clause["XX21-5.1-b"].entries(here, DAY)) == 10
    assert not missed(here, rules, "XX21-5.1-b")
    (told,) = [f for f in audit(here, rules, Plan()) if f.clause == "XX21-5.1-b"]
    assert (told.status, told.actual) == (Status.MET, "10")
    blank = [replace(p, sex=None) if p.id < "D2" else p for p in people]
    (row,) = missed(county([centre("A")], sites, blank), rules, "XX21-5.1-b")
    assert ("性别" in row.message.zh, row.actual) == (True, "2")
    assert {p.sex for p in people} == {Sex.F}


@pytest.mark.parametrize(
    ("first", "last", "due_days"),
    [
        (date(2021, 6, 30), date(2021, 12, 31), [date(2021, 6, 30)]),
        (date(2021, 7, 1), date(2021, 12, 31), []),
        (date(2021, 1, 1), date(2021, 6, 30), [date(2021, 6, 30)]),
        (date(2021, 1, 1), date(2021, 6, 29), []),
    ],
)
def test_XX21_5_1_a_the_survey_is_due_on_its_very_day(first, last, due_days):
    assert [row.day for row in due(policy(XX), "XX21-5.1-a", ONE, first, last)] == due_days


def test_XX21_5_1_a_what_is_not_on_record_is_late_from_the_day_after_and_said_never_to_have_come():
    rules = policy(XX, day=date(2021, 6, 30))
    told = (record("XX21-5.1-a", date(2021, 6, 1), note="工作方案"),)
    assert not missed(replace(ONE, placement_date=date(2021, 6, 30), records=told), rules, "XX21-5.1-a")
    (row,) = missed(replace(ONE, placement_date=date(2021, 7, 1), records=told), rules, "XX21-5.1-a")
    assert (row.actual, row.limit) == ("", "2021-06-30")
    survey = (record("XX21-5.1-a", date(2021, 7, 3), note="survey"),)
    (row,) = missed(replace(ONE, placement_date=date(2021, 8, 1), records=survey), rules, "XX21-5.1-a")
    assert (row.actual, "2021-07-03" in row.message.zh) == ("2021-07-03", True)


def test_XX21_3_2_5_e_a_contract_that_was_refused_is_no_renewal():
    failed = record("XX21-3.2.5-e", date(2022, 12, 20), person_id="D0", result=Upshot.FAILED)
    renewed = record("XX21-3.2.3-a", date(2023, 1, 1), person_id="D0", quantity=Decimal(12))
    here = doctors(2, records=(failed, replace(renewed, result=Upshot.REFUSED), replace(renewed, person_id="D1")))
    assert "XX21-3.2.5-e" not in findings(here, policy(XX), Plan())
    (duty,) = due(policy(XX), "XX21-3.2.5-e", here, date(2022, 12, 31), date(2023, 12, 31))
    assert "村医D0" in duty.what.zh
    assert not due(policy(XX), "XX21-3.2.5-e", here, date(2023, 1, 1), date(2023, 12, 31))


def test_QJ_19_a_a_certificate_given_on_the_day_thirty_years_are_over_is_not_too_early():
    here = county([centre("A")], [clinic("a", "A")], [doctor("D", "a", since=date(1995, 7, 1))])
    for day, told in [(date(2025, 6, 30), True), (date(2025, 7, 1), False)]:
        given = record("QJ-19-a", day, person_id="D", result=Upshot.GRANTED)
        assert bool(missed(replace(here, records=(given,)), policy(QJ), "QJ-19-a")) is told, day


def test_JZ22_4_2_i_a_grant_with_months_is_credit_and_no_promotion():
    staff = [doctor("P", None, role=Role.CENTRE_STAFF, employer="A")]
    here = county([centre("A")], [clinic("a", "A")], staff)
    for months, promoted in [(None, True), (Decimal(0), False), (Decimal(3), False)]:
        granted = record("JZ22-4.2-i", DAY, person_id="P", result=Upshot.GRANTED, quantity=months)
        assert bool(missed(replace(here, records=(granted,)), policy(JZ), "JZ22-4.2-i")) is promoted, months


def test_XX21_5_1_b_a_fact_that_one_lacks_is_told_of_that_one_and_of_two_by_their_number():
    sites = [clinic("a", "A", 2, people=0), clinic("b", "A", 2)]
    people = [doctor("D1", "a", sex=None), doctor("D2", "b", sex=None)]
    told = {
        f.message.zh: (f.subject, f.actual)
        for f in missed(county([centre("A")], sites, people), policy(XX), "XX21-5.1-b")
    }
    assert sorted(told.values()) == [("", "2"), ("a", "1")]


def test_MTG25_2_1_f_a_decision_on_someone_unknown_is_still_named_by_its_code():
    known = record("MTG25-2.1-f", DAY, person_id="D", note="中心")
    for code, name in [("D", "村医D"), ("X9", "X9")]:
        (row,) = missed(replace(ONE, records=(replace(known, person_id=code),)), policy(M25), "MTG25-2.1-f")
        assert (row.subject, name in row.message.zh) == (code, True)


def test_MTG25_A1_5_a_a_group_wholly_in_force_or_wholly_set_aside_is_not_torn():
    rule, ledger = policy(M25).clause["MTG25-A1.5-a"], count(ONE, policy(M25), Plan()).ledger({})
    one, other = rule.group[:2]
    for on, off, torn in [({one}, {other}, True), ({one, other}, set(), False), (set(), {one, other}, False)]:
        held = replace(ledger, in_force=dict.fromkeys(on, rule), set_aside=frozenset(off))
        assert bool(list(rule.check(held))) is torn, (on, off)


def test_MTG25_A2_1_a_a_table_may_say_more_than_the_annex_repeats_and_not_less():
    tracks = policy(M25).clause["MTG25-2.3-b"].track_months
    for table, agrees in [
        (dict(tracks), True),
        ({**tracks, "中医": 12}, True),
        (dict(list(tracks.items())[:1]), False),
    ]:
        assert bool(missed(ONE, policy(M25, MTG25_2_3_b={"track_months": table}), "MTG25-A2.1-a")) is not agrees, table


def test_JZ22_6_1_a_without_names_it_is_each_county():
    assert "各县" in policy(JZ).clause["JZ22-6.1-a"].statement().zh
    named = policy(JZ, JZ22_6_1_a={"counties": ["甲县"]}).clause["JZ22-6.1-a"].statement()
    assert "甲县" in named.zh and "各县" not in named.zh


def test_without_a_record_what_only_records_can_show_is_not_called_met():
    """JZ22-4.8-b asks for a visit to each clinic every month: with no visit on record nobody knows."""
    visited = replace(ONE, records=(record("JZ22-4.8-b", ONE.placement_date, site_id="a"),))
    for here, status in ((ONE, Status.UNCHECKED), (visited, Status.MET)):
        (row,) = findings(here, policy(JZ), Plan(), status)["JZ22-4.8-b"]
        assert row.subject == ""


BITES = {
    "overrides": lambda: (ONE, policy(M21, M25), Plan()),
    "edition_diff": lambda: (ONE, policy(M25, MTG25_A1_a={"total": 6}), Plan()),
    "restated": lambda: (ONE, policy(M25, MTG25_2_1_c={"priority": 3}), Plan()),
    "switch_together": lambda: (
        ONE,
        policy(M21, M25, suspend=["MTG21-A1.5-c"], MTG25_A1_5_a={"group": ["MTG21-A1.1-a", "MTG21-A1.5-c"]}),
        Plan(),
    ),
    "responsible": lambda: (
        replace(ONE, records=(record("MTG25-2.1-f", DAY, person_id="D", note="中心"),)),
        policy(M25),
        Plan(),
    ),
    "unified_management": lambda: (
        county([centre("A")], [clinic("a", "A")], [graduate("G1")]),
        policy(M25, REFORM),
        Plan(placements=(Placement(person_id="G1", site_id="a"),)),
    ),
    "phase": lambda: (replace(ONE, placement_date=date(2022, 5, 31)), policy(JZ), Plan()),
    "plan_deadline": lambda: (replace(ONE, records=(record("XX21-5.1-a", DAY, note="摸底"),)), policy(XX), Plan()),
    "filing": lambda: (replace(ONE, records=(record("JZ22-6.1-a", DAY, note="市财政局"),)), policy(JZ), Plan()),
    "record_components": lambda: (replace(ONE, records=(record("MTGR-12-b", DAY),)), policy(REFORM), Plan()),
    "results_decide": lambda: (
        doctors(
            1,
            records=(
                record("XX21-3.2.5-e", date(2022, 12, 20), person_id="D0", result=Upshot.FAILED),
                record("XX21-3.2.3-a", date(2023, 1, 1), person_id="D0"),
            ),
        ),
        policy(XX),
        Plan(),
    ),
    "each_has_one": lambda: (clinics(2, records=(record("JZ22-4.8-a", DAY, site_id="a0"),)), policy(JZ), Plan()),
    "contract": lambda: (
        doctors(2, records=(record("XX21-3.2.3-a", DAY, person_id="D0"),)),
        policy(XX),
        Plan(),
    ),
    "long_service": lambda: (
        replace(doctors(1), records=(record("QJ-19-a", DAY, person_id="D0"),)),
        policy(QJ),
        Plan(),
    ),
    "promotion_credit": lambda: (
        replace(ONE, records=(record("QJ-9-c", DAY, person_id="D", result=Upshot.GRANTED),)),
        policy(QJ),
        Plan(),
    ),
    "roll": lambda: (county([centre("A")], [clinic("a", "A")], [doctor("D", "a", sex=None)]), policy(XX), Plan()),
}
