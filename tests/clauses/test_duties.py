"""Duties that recur: how many fall due, on whom, by whom, and which windows have nothing on record."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from build import centre, clinic, county, doctor, findings, graduate, plan, policy

from planner.accounting import account, falls_due
from planner.accounts import Duty, Measure
from planner.calendar import add_months, day_before
from planner.clauses.appraisal.duties import SUBJECTS, _windows
from planner.domain import COVER_ROLES, Credential, Instance, Plan, Record, Role, StudyLeave, Upshot
from planner.finding import Finding, Status
from planner.policy import Policy
from planner.text import plain

M25, M21, REFORM, JZ, XX, QJ = (
    "mentougou-2025",
    "mentougou-2021",
    "mentougou-reform",
    "jiaozuo-2022",
    "xixian-2021",
    "talent-plan",
)
YEAR = date(2028, 1, 1), date(2028, 12, 31)


def due(rules: Policy, clause: str, instance: Instance, first: date = YEAR[0], last: date = YEAR[1]) -> list[Duty]:
    return list(rules.clause[clause].duties(instance, first, last))


def two_clinics(**more: object) -> Instance:
    return county([centre("A")], [clinic("a", "A"), clinic("b", "A")], [doctor("D", "a"), doctor("E", "b")], **more)


def record(clause: str, day: date, **more: object) -> Record:
    return Record(clause=clause, day=day, **more)


def monthly(clause: str, months: Iterable[int], year: int = 2028, **more: object) -> tuple[Record, ...]:
    return tuple(record(clause, date(year, month, 20), **more) for month in months)


def missed(instance: Instance, rules: Policy, clause: str, made: Plan | None = None) -> list[Finding]:
    return findings(instance, rules, made or Plan(), Status.MISSED).get(clause, [])


# how many fall due


def test_MTG25_2_5_b_a_graduate_placed_in_January_has_twelve_assessments():
    placed = graduate("G", site_id="a", since=date(2028, 1, 10))
    here = county([centre("A")], [clinic("a", "A")], [placed, doctor("D", "a")], day=date(2029, 1, 1))
    rows = due(policy(M25), "MTG25-2.5-b", here)
    assert [r.day.month for r in rows] == list(range(1, 13))
    assert {(r.subject, r.count, r.by.zh) for r in rows} == {("G", 1, "社区卫生服务中心")}
    before = replace(here, people=(replace(placed, since=date(2028, 2, 1)), here.person["D"]))
    assert len(due(policy(M25), "MTG25-2.5-b", before)) == 11


def test_MTG25_2_5_b_with_eleven_on_record_the_missing_month_is_flagged():
    records = monthly("MTG25-2.5-b", [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12], person_id="G")
    placed = graduate("G", site_id="a", since=date(2028, 1, 1))
    here = county([centre("A")], [clinic("a", "A")], [placed], day=date(2029, 1, 1), records=records)
    (row,) = missed(here, policy(M25), "MTG25-2.5-b")
    assert (row.subject, row.period) == ("G", "2028-05")
    assert "毕业生G" in row.message.zh
    full = (*records, record("MTG25-2.5-b", date(2028, 5, 31), person_id="G"))
    assert not missed(replace(here, records=full), policy(M25), "MTG25-2.5-b")
    assert not missed(replace(here, records=()), policy(M25), "MTG25-2.5-b")


def test_MTG21_A1_5_c_four_a_year_where_2025_has_twelve():
    placed = graduate("G", site_id="a", since=date(2027, 1, 1))
    here = county([centre("A")], [clinic("a", "A")], [placed])
    old = due(policy(M21, M25), "MTG21-A1.5-c", here)
    assert [r.day for r in old] == [date(2028, 3, 31), date(2028, 6, 30), date(2028, 9, 30), date(2028, 12, 31)]
    assert "镇政府" in old[0].by.zh
    assert len(due(policy(M25, M21), "MTG25-2.5-b", here)) == 12
    assert "MTG25-2.5-b" not in policy(M21, M25).clause
    assert "MTG21-A1.5-c" not in policy(M25, M21).clause


def test_JZ22_4_8_b_two_clinics_have_24_visits_a_year_in_twelve_rows():
    rows = due(policy(JZ), "JZ22-4.8-b", two_clinics())
    assert (len(rows), sum(r.count for r in rows)) == (12, 24)
    assert {r.subject for r in rows} == {""}
    assert "全部2个村卫生室" in rows[0].what.zh


def test_JZ22_4_8_c_two_clinics_have_eight_appraisals_a_year():
    rows = due(policy(JZ), "JZ22-4.8-c", two_clinics())
    assert (len(rows), sum(r.count for r in rows)) == (4, 8)


def test_JZ22_4_8_e_ten_percent_of_twenty_clinics_are_two_drawn_twice_a_year():
    here = county([centre("A")], [clinic(f"a{n:02}", "A") for n in range(20)])
    rules = policy(JZ, JZ22_4_8_e={"sample_pct": 10})
    rows = due(rules, "JZ22-4.8-e", here)
    assert [(r.day, r.count) for r in rows] == [(date(2028, 6, 30), 2), (date(2028, 12, 31), 2)]
    assert "2022" in rows[0].what.zh
    assert [r.what for r in rows] == [r.what for r in due(rules, "JZ22-4.8-e", here)]
    others = [due(policy(JZ, JZ22_4_8_e={"sample_pct": 10, "seed": n}), "JZ22-4.8-e", here)[0].what for n in range(9)]
    assert len(set(others)) > 3
    eleven = due(policy(JZ, JZ22_4_8_e={"sample_pct": 11}), "JZ22-4.8-e", here)
    assert eleven[0].count == 3, "2.2 clinics are three"
    open_share = due(policy(JZ), "JZ22-4.8-e", here)[0]
    assert ("待定" in open_share.what.zh, open_share.count) == (True, 0), "how many is not known"
    assert ("JZ22-4.8-e", "sample_pct") in policy(JZ).awaited


def test_MTGR_20_c_three_doctors_have_36_appraisals_and_36_payments():
    here = county([centre("A")], [clinic("a", "A", 3)], [doctor(f"D{n}", "a") for n in range(3)])
    both = due(policy(REFORM), "MTGR-20-c", here)
    assert (len(both), sum(r.count for r in both)) == (12, 36)
    assert "考核并按结果发放" in both[0].what.zh
    apart = due(policy(REFORM, MTGR_20_c={"pay_interval_months": 3}), "MTGR-20-c", here)
    assert sum(r.count for r in apart) == 36 + 12


def test_MTGR_20_b_a_clinic_integrated_in_September_is_appraised_by_the_town_in_August_then_by_the_centre():
    site = clinic("a", "A", integrated_from=date(2024, 9, 1))
    here = county([centre("A")], [site], [doctor("D", "a")], day=date(2025, 1, 1))
    rows = due(policy(REFORM), "MTGR-20-c", here, date(2024, 8, 1), date(2024, 9, 30))
    assert [r.by.zh for r in rows] == ["属地镇政府", "社区卫生服务中心"]
    town = record("MTGR-20-c", date(2024, 8, 31), person_id="D", note="镇政府")
    assert "MTGR-20-b" not in findings(replace(here, records=(town,)), policy(REFORM), Plan())
    late = replace(town, day=date(2024, 9, 30))
    assert "MTGR-20-a" in findings(replace(here, records=(late,)), policy(REFORM), Plan())
    centres = record("MTGR-20-c", date(2024, 8, 31), person_id="D", centre_id="A")
    assert "MTGR-20-b" in findings(replace(here, records=(centres,)), policy(REFORM), Plan())


def test_MTGR_20_a_an_integrated_clinic_appraised_by_the_town_alone_has_the_wrong_appraiser():
    alone = record("MTGR-20-a", date(2025, 5, 31), site_id="a", note="镇政府考核")
    both = replace(alone, note="社区卫生服务中心考核，镇政府参与")
    nobody = replace(alone, note="")
    for signed, wrong in ((alone, True), (both, False), (nobody, False)):
        found = findings(two_clinics(records=(signed,)), policy(REFORM), Plan())
        assert ("MTGR-20-a" in found) == wrong, signed


def test_MTGR_20_c_a_month_appraised_by_the_wrong_body_is_a_gap():
    records = (
        *monthly("MTGR-20-c", [1, 2, 3], site_id="a", centre_id="A"),
        *monthly("MTGR-20-c", [1, 3], site_id="b", note="中心"),
        *monthly("MTGR-20-c", [2], site_id="b", note="镇政府"),
    )
    (row,) = missed(two_clinics(day=date(2028, 4, 1), records=records), policy(REFORM), "MTGR-20-c")
    assert (row.subject, row.period) == ("E", "2028-02")


def test_XX21_3_2_5_a_two_doctors_have_24_appraisals_a_year():
    assert sum(r.count for r in due(policy(XX), "XX21-3.2.5-a", two_clinics())) == 24


def test_XX21_3_2_5_c_three_hospitals_have_six_inspections_a_year():
    here = county([centre(c) for c in "ABC"], [])
    rows = due(policy(XX), "XX21-3.2.5-c", here)
    assert (len(rows), sum(r.count for r in rows)) == (2, 6)


def test_XX21_3_2_5_d_five_new_cities_have_five_inspections_a_year():
    rows = due(policy(XX), "XX21-3.2.5-d", two_clinics())
    assert [(r.day, r.count) for r in rows] == [(date(2028, 12, 31), 5)]
    one = policy(XX, XX21_3_2_5_d={"new_cities": 1})
    assert sum(r.count for r in due(one, "XX21-3.2.5-d", two_clinics())) == 1
    four = tuple(record("XX21-3.2.5-d", date(2027, 5, n)) for n in range(1, 5))
    here, rules = two_clinics(day=date(2028, 1, 1), records=four), policy(XX)
    assert missed(here, rules, "XX21-3.2.5-d")
    fifth = (*four, record("XX21-3.2.5-d", date(2027, 12, 31)))
    assert not missed(replace(here, records=fifth), rules, "XX21-3.2.5-d")


def test_JZ22_6_3_a_an_interval_of_three_months_gives_four_reports_with_both_shares():
    hired = county(
        [centre("A")],
        [clinic("a", "A", 2)],
        [doctor("D", "a", employer="A"), doctor("E", "a", credential=Credential.CERTIFICATE)],
        day=YEAR[0],
    )
    rows = due(policy(JZ, JZ22_6_3_a={"interval_months": 3}), "JZ22-6.3-a", hired)
    assert len(rows) == 4
    assert "乡聘比例1/2" in rows[0].what.zh
    assert "licensed 1/2" in rows[0].what.en
    assert not due(policy(JZ), "JZ22-6.3-a", hired)
    assert ("JZ22-6.3-a", "interval_months") in policy(JZ).awaited


def test_XX21_6_3_a_an_interval_of_six_months_gives_two_reports_a_year():
    assert len(due(policy(XX, XX21_6_3_a={"interval_months": 6}), "XX21-6.3-a", two_clinics())) == 2
    assert not due(policy(XX), "XX21-6.3-a", two_clinics())


def test_QJ_1_b_reviewed_in_January_2023_the_establishment_is_due_in_January_2025():
    here = two_clinics(records=(record("QJ-1-b", date(2023, 1, 15)),))
    (row,) = due(policy(QJ), "QJ-1-b", here, date(2024, 1, 1), date(2026, 12, 31))
    assert row.day == date(2025, 1, 15)
    (alone,) = due(policy(QJ), "QJ-1-b", two_clinics(), date(2024, 1, 1), date(2026, 12, 31))
    assert alone.day == date(2026, 1, 1), "counted from the first day where nothing is on record"
    assert missed(replace(here, placement_date=date(2025, 1, 16)), policy(QJ), "QJ-1-b")
    assert not missed(replace(here, placement_date=date(2025, 1, 15)), policy(QJ), "QJ-1-b")


def test_XX21_3_2_4_a_of_three_doctors_the_one_last_trained_fourteen_months_ago_is_overdue():
    trained = {"D1": date(2024, 5, 1), "D2": date(2024, 7, 1), "D3": date(2025, 3, 1)}
    records = tuple(record("XX21-3.2.4-a", day, person_id=code) for code, day in trained.items())
    here = county([centre("A")], [clinic("a", "A", 3)], [doctor(c, "a") for c in trained], records=records)
    (row,) = missed(here, policy(XX), "XX21-3.2.4-a")
    assert (row.subject, row.actual) == ("D1", "2024-05-01")
    rows = due(policy(XX), "XX21-3.2.4-a", here, date(2025, 7, 1), date(2026, 6, 30))
    assert [(r.subject, r.day) for r in rows] == [
        ("D1", date(2025, 7, 1)),
        ("D2", date(2025, 7, 1)),
        ("D3", date(2026, 3, 1)),
    ]
    assert policy(XX).clause["XX21-3.2.4-a"].assumption
    fresh = due(policy(XX), "XX21-3.2.4-a", replace(here, records=()), date(2025, 7, 1), date(2026, 7, 1))
    assert [(r.subject, r.count) for r in fresh] == [("", 3)]


# the windows, by brute force


@pytest.mark.parametrize("months", [1, 2, 3, 6, 12, 24])
def test_windows_cut_the_years_without_gap_or_overlap(months):
    first, last = date(2025, 7, 1), date(2031, 6, 30)
    found = list(_windows(months, first, last))
    for start, day in found:
        assert add_months(start, months) == date.fromordinal(day.toordinal() + 1)
        assert first <= day <= last
        assert start.day == 1
        assert (start.year * 12 + start.month - 1) % months == 0
    ends = {day_before(add_months(date(2024, 1, 1), n)) for n in range(0, 120, months)}
    assert [day for _, day in found] == sorted(d for d in ends if first <= d <= last)


@pytest.mark.parametrize("hole", [(), (3,), (3, 4), (2, 5), (6,)])
def test_a_gap_is_found_exactly_where_a_month_since_the_first_record_has_none(hole: Sequence[int]):
    kept = [m for m in range(2, 7) if m not in hole]
    here = two_clinics(
        day=date(2028, 7, 1),
        records=(*monthly("XX21-3.2.5-a", kept, person_id="D"), *monthly("XX21-3.2.5-a", range(1, 7), person_id="E")),
    )
    gaps = [f.period for f in missed(here, policy(XX), "XX21-3.2.5-a")]
    said = {f"2028-{m:02}" for m in (1, *hole)}
    told = set()
    for period in gaps:
        first, _, last = period.partition("–")
        told |= {f"2028-{m:02}" for m in range(int(first[-2:]), int((last or first)[-2:]) + 1)}
    assert told == said


def test_whoever_began_within_a_window_owes_nothing_in_it_and_after_leaving_neither():
    people = [
        doctor("D", "a"),
        doctor("E", "b", since=date(2028, 2, 15)),
        doctor("F", "b", leaves_on=date(2028, 3, 31)),
    ]
    records = monthly("XX21-3.2.5-a", [1, 2, 3], person_id="D")
    here = county([centre("A")], [clinic("a", "A"), clinic("b", "A", 2)], people, day=date(2028, 4, 1), records=records)
    gaps = {f.subject: f.period for f in missed(here, policy(XX), "XX21-3.2.5-a")}
    assert gaps == {"E": "2028-03", "F": "2028-01–2028-02"}


# the whole calendar


def test_whoever_the_plan_places_is_appraised_from_then_on():
    here = county([centre("A")], [clinic("a", "A")], [graduate("G1")])
    rules = policy(M25)
    rows = [d for d in falls_due(here, rules, plan(G1="A/a")) if d.clause == "MTG25-2.5-b"]
    assert (len(rows), {d.subject for d in rows}) == (72, {"G1"})
    assert not [d for d in falls_due(here, rules, plan(G1="")) if d.clause == "MTG25-2.5-b"]
    assert account(here, rules, plan(G1="A/a")).duties == falls_due(here, rules, plan(G1="A/a"))


def test_staff_who_only_cover_are_not_appraised_as_village_doctors():
    for role in Role:
        here = county([centre("A")], [clinic("a", "A")], [doctor("D", "a", role=role)])
        assert list(SUBJECTS["doctor"](here, YEAR[0])) == ([] if role in COVER_ROLES else ["D"])


def test_QJ_24_a_eight_targets_of_which_six_are_met_are_eight_rows_with_two_that_lag():
    rule = policy(QJ).clause["QJ-24-a"]
    measures = [
        Measure(clause=f"T-{n}", day=date(2026, 12, 31), of=plain(f"T{n}"), value=None, target=None, met=n < 6)
        for n in range(8)
    ]
    rows = list(rule.watch(measures))
    assert len(rows) == 8
    assert sum("进展滞后" in r.what.zh for r in rows) == 2
    assert "缺少数据" in next(iter(rule.watch([replace(measures[0], met=None)]))).what.zh
    lagging = two_clinics(records=(record("QJ-24-a", date(2025, 1, 1), result=Upshot.FAILED, note="T6"),))
    assert missed(lagging, policy(QJ), "QJ-24-a")


def test_MTGR_9_e_without_leave_in_two_years_the_item_training_is_not_done():
    people = [doctor(c, "a", credential=Credential.CERTIFICATE, since=date(2020, 1, 1)) for c in "DE"]
    leave = (StudyLeave(person_id="D", month=date(2025, 12, 1)),)
    here = county([centre("A")], [clinic("a", "A", 2)], people, day=date(2026, 1, 1), leave=leave)
    (row,) = missed(here, policy(REFORM), "MTGR-9-e")
    assert (row.subject, row.period) == ("E", "2024-01–2025-12")
    assert "培训" in row.message.zh
    assert not missed(replace(here, placement_date=date(2025, 12, 31)), policy(REFORM), "MTGR-9-e")
    assert not missed(replace(here, leave=()), policy(REFORM), "MTGR-9-e"), "no leave on record at all says nothing"
    (duty,) = due(policy(REFORM), "MTGR-9-e", here, date(2025, 1, 1), date(2026, 12, 31))
    assert (duty.day, duty.count) == (date(2025, 12, 31), 2)


def test_MTGR_9_e_the_window_that_ended_yesterday_is_the_one_judged():
    held = doctor("D", "a", credential=Credential.CERTIFICATE)
    first = (StudyLeave(person_id="D", month=date(2024, 6, 1)),)
    for day, told in [
        (date(2025, 12, 31), []),
        (date(2026, 1, 1), []),
        (date(2027, 12, 31), []),
        (date(2028, 1, 1), ["2026-01–2027-12"]),
    ]:
        here = county([centre("A")], [clinic("a", "A")], [held], day=day, leave=first)
        assert [f.period for f in missed(here, policy(REFORM, day=day), "MTGR-9-e")] == told, day


def test_MTGR_9_e_only_certificate_holders_who_serve_then_are_counted():
    people = [
        doctor("D", "a", credential=Credential.CERTIFICATE),
        doctor("L", "a"),
        doctor("G", "a", credential=Credential.CERTIFICATE, leaves_on=date(2025, 12, 31)),
    ]
    here = county([centre("A")], [clinic("a", "A", 3)], people)
    (duty,) = due(policy(REFORM), "MTGR-9-e", here, date(2025, 12, 31), date(2025, 12, 31))
    assert (duty.subject, duty.count) == ("D", 1)
    assert not due(policy(REFORM), "MTGR-9-e", here, date(2026, 1, 1), date(2027, 12, 30))


def test_JZ22_4_8_e_all_of_the_clinics_are_all_and_a_share_that_comes_out_whole_is_not_rounded():
    hundred = county([centre("A")], [clinic(f"a{n:03}", "A") for n in range(100)])
    for percent, drawn in [(100, 100), (1, 1), (50, 50), (99, 99)]:
        rules = policy(JZ, JZ22_4_8_e={"sample_pct": percent})
        assert due(rules, "JZ22-4.8-e", hundred)[0].count == drawn, percent


def test_XX21_3_2_5_d_the_number_of_new_cities_is_told():
    rules = policy(XX, XX21_3_2_5_d={"new_cities": 7})
    assert "7" in due(rules, "XX21-3.2.5-d", two_clinics())[0].what.zh


def test_QJ_24_a_a_third_party_may_be_asked_and_need_not():
    row = Measure(clause="QJ-1-a", day=YEAR[0], of=plain("x"), value=None, target=None, met=None)
    for may, said in [("may", True), ("no", False)]:
        clause = policy(QJ, QJ_24_a={"third_party": may}).clause["QJ-24-a"]
        (duty,) = clause.watch([row])
        assert ("第三方" in duty.by.zh, "第三方" in clause.statement().zh) == (said, said)


def test_an_interval_left_to_a_notice_is_said_to_be_so_and_nothing_falls_due():
    rules = policy(XX, XX21_6_3_a={"interval_months": "external"})
    clause = rules.clause["XX21-6.3-a"]
    assert not due(rules, "XX21-6.3-a", two_clinics())
    assert (
        clause.statement().zh
        and clause.statement() != policy(XX, XX21_6_3_a={"interval_months": 6}).clause["XX21-6.3-a"].statement()
    )


def _gap(clause: str, **more: object) -> Instance:
    return two_clinics(day=date(2028, 4, 1), records=monthly(clause, [1, 3], **more))


BITES = {
    "periodic_duty": lambda: (_gap("XX21-3.2.5-a", person_id="D"), policy(XX), Plan()),
    "appraisal_and_pay": lambda: (_gap("MTGR-20-c", person_id="D"), policy(REFORM), Plan()),
    "sampled_recheck": lambda: (
        two_clinics(day=date(2029, 1, 1), records=monthly("JZ22-4.8-e", [1], site_id="x")),
        policy(JZ, JZ22_4_8_e={"sample_pct": 50}),
        Plan(),
    ),
    "area_inspection": lambda: (
        two_clinics(day=date(2029, 1, 1), records=monthly("XX21-3.2.5-d", [1], year=2026)),
        policy(XX),
        Plan(),
    ),
    "progress_report": lambda: (_gap("XX21-6.3-a"), policy(XX, XX21_6_3_a={"interval_months": 1}), Plan()),
    "appraiser": lambda: (
        two_clinics(records=(record("MTGR-20-a", date(2025, 5, 31), site_id="a", note="镇政府"),)),
        policy(REFORM),
        Plan(),
    ),
    "leave_in_appraisal": lambda: (
        county(
            [centre("A")],
            [clinic("a", "A")],
            [doctor("D", "a", credential=Credential.CERTIFICATE)],
            day=date(2026, 1, 1),
            leave=(StudyLeave(person_id="X", month=date(2024, 1, 1)),),
        ),
        policy(REFORM),
        Plan(),
    ),
    "target_watch": lambda: (
        two_clinics(records=(record("QJ-24-a", date(2025, 1, 1), result=Upshot.FAILED, note="T6"),)),
        policy(QJ),
        Plan(),
    ),
}
