"""Targets: shares of doctors and clinics by a day, figures on record, staff and newcomers by year, and the trend."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, policy

from planner.accounting import account
from planner.accounts import Measure
from planner.clauses.targets.shares import Tallied
from planner.clauses.targets.staff import _shown, on_duty, up
from planner.domain import Credential, Instance, Person, Plan, Record, Role, Site, SiteKind, Upshot, Village
from planner.finding import Status
from planner.policy import Policy

M25, REFORM, JIAOZUO, XIXIAN, TALENT = (
    "mentougou-2025",
    "mentougou-reform",
    "jiaozuo-2022",
    "xixian-2021",
    "talent-plan",
)
YEAR_END, NEXT = date(2025, 12, 31), date(2026, 1, 1)
XX = policy(M25, XIXIAN)
NOTHING_TO_BREAK = {"workforce_trend"}
"""A direction without a number: it is measured, and no plan can miss it."""


def measured(instance: Instance, rules: Policy, clause: str) -> list[Measure]:
    return [m for m in account(instance, rules, Plan()).measures if m.clause == clause]


def missed(instance: Instance, rules: Policy, clause: str) -> bool:
    return clause in findings(instance, rules, Plan(), Status.MISSED)


def on_record(clause: str, *rows: tuple[str, str | int | None, str]) -> tuple[Record, ...]:
    """Rows of day, quantity and note."""
    return tuple(
        Record(clause=clause, day=date.fromisoformat(day), quantity=None if n is None else Decimal(n), note=note)
        for day, n, note in rows
    )


def staff(good: Mapping[str, object], many: int, bad: Mapping[str, object], few: int, **at: object) -> Instance:
    people = [doctor(f"Y{n:03}", "a", **good) for n in range(many)] + [
        doctor(f"Z{n:03}", "a", **bad) for n in range(few)
    ]
    day = at.pop("day", DAY)
    return county([centre("A")], [clinic("a", "A", 20, **at)], people, day=day)


@pytest.mark.parametrize(("held", "met", "needed"), [(9, True, 0), (8, False, 1)])
def test_JZ22_2_b_of_20_doctors_9_must_be_licensed(held, met, needed):
    rules = policy(M25, JIAOZUO)
    instance = staff({}, held, {"credential": Credential.CERTIFICATE}, 20 - held, public_premises=True)
    row = measured(instance, rules, "JZ22-2-b")[0]
    assert (row.day, row.value, row.target, row.met, row.needed) == (YEAR_END, 5 * held, 45, met, needed)
    assert not missed(instance, rules, "JZ22-2-b")
    assert missed(replace(instance, placement_date=NEXT), rules, "JZ22-2-b") is not met


def test_JZ22_2_b_doctors_outside_publicly_owned_clinics_count_under_all_only():
    people = [doctor("D1", "a"), doctor("D2", "b", credential=Credential.NONE)]
    sites = [clinic("a", "A", public_premises=True), clinic("b", "A", public_premises=False)]
    instance = county([centre("A")], sites, people)
    assert measured(instance, policy(M25, JIAOZUO), "JZ22-2-b")[0].value == 100
    every = policy(M25, JIAOZUO, JZ22_2_b={"among": "all"})
    assert measured(instance, every, "JZ22-2-b")[0].value == 50
    assert (
        missed(replace(instance, placement_date=NEXT), policy(M25, JIAOZUO, JZ22_2_b={"least_pct": 100}), "JZ22-2-b")
        is False
    )
    strict = policy(M25, JIAOZUO, JZ22_2_b={"among": "all", "least_pct": 51})
    assert missed(replace(instance, placement_date=NEXT), strict, "JZ22-2-b")


def test_JZ22_2_b_without_the_facts_there_is_no_value_and_the_row_says_which_are_lacking():
    row = measured(staff({}, 1, {}, 0), policy(M25, JIAOZUO), "JZ22-2-b")[0]
    assert (row.value, row.met, row.needed) == (None, None, None)
    assert "公有产权" in row.of.zh
    assert "public_premises" in row.of.en
    assert not missed(staff({}, 0, {"credential": Credential.NONE}, 1, day=NEXT), policy(M25, JIAOZUO), "JZ22-2-b")


@pytest.mark.parametrize(
    ("facts", "serves"),
    [
        ({"leaves_on": DAY}, False),
        ({"leaves_on": date(2025, 7, 2)}, True),
        ({"since": DAY}, True),
        ({"since": date(2025, 7, 2)}, False),
        ({"site_id": None}, False),
        ({"site_id": None, "employer": "A"}, True),
    ],
)
def test_someone_counts_from_the_day_she_begins_up_to_the_day_before_she_leaves(facts, serves):
    assert on_duty(replace(doctor("D", "a"), **facts), DAY) is serves


@pytest.mark.parametrize(("ready", "serves"), [(DAY, True), (date(2025, 7, 2), False), (None, False)])
def test_a_graduate_without_a_place_counts_from_the_day_she_is_ready(ready, serves):
    assert on_duty(graduate("G", available_from=ready), DAY) is serves
    assert not on_duty(doctor("V", None, available_from=ready), DAY)


def test_JZ22_2_b_counts_those_in_post_on_the_day_and_a_licence_from_its_day_on():
    people = [
        doctor("D1", "a", licensed_on=date(2025, 12, 31)),
        doctor("D2", "a", licensed_on=date(2026, 1, 1)),
        doctor("D3", "a", credential=Credential.NONE, leaves_on=date(2025, 12, 31)),
        doctor("D4", "a", role=Role.CENTRE_STAFF),
    ]
    instance = county([centre("A")], [clinic("a", "A", 4, public_premises=True)], people)
    assert measured(instance, policy(M25, JIAOZUO), "JZ22-2-b")[0].value == 50


@pytest.mark.parametrize(
    ("hired", "least", "met", "needed"),
    [(18, 100, False, 2), (20, 100, True, 0), (18, 90, True, 0), (17, 90, False, 1)],
)
def test_JZ22_2_c_all_doctors_are_hired_or_so_many_as_a_scenario_says(hired, least, met, needed):
    rules = policy(M25, JIAOZUO, JZ22_2_c={"least_pct": least})
    instance = staff({"employer": "A"}, hired, {}, 20 - hired)
    row = measured(instance, rules, "JZ22-2-c")[0]
    assert (row.value, row.met, row.needed) == (5 * hired, met, needed)
    assert missed(replace(instance, placement_date=NEXT), rules, "JZ22-2-c") is not met


def test_JZ22_2_c_who_is_hired_by_somebody_else_is_not_hired_by_the_township_hospital():
    instance = staff({"employer": "某劳务公司"}, 1, {"employer": "A"}, 19)
    row = measured(instance, policy(M25, JIAOZUO), "JZ22-2-c")[0]
    assert (row.value, row.needed) == (95, 1)
    assert missed(replace(instance, placement_date=NEXT), policy(M25, JIAOZUO), "JZ22-2-c")


def integrated(many: int, all_: int, **more: object) -> Instance:
    sites = [clinic(f"s{n:02}", "A", integrated=n < many) for n in range(all_)]
    return county([centre("A")], sites, **more)


@pytest.mark.parametrize(("many", "met", "needed"), [(9, True, 0), (8, False, 1)])
def test_MTGR_6_b_9_of_20_clinics_are_integrated_by_the_end_of_2024(many, met, needed):
    instance, rules = integrated(many, 20), policy(M25, REFORM)
    row = measured(instance, rules, "MTGR-6-b")[0]
    assert (row.value, row.met, row.needed) == (5 * many, met, needed)
    assert "2024-12-31已过" in row.of.zh
    assert missed(instance, rules, "MTGR-6-b") is not met
    early = replace(instance, placement_date=date(2024, 7, 1))
    assert measured(early, rules, "MTGR-6-b")[0].day == date(2024, 12, 31)
    assert not missed(early, rules, "MTGR-6-b")


def test_MTGR_6_c_all_clinics_by_the_end_of_2025():
    rules = policy(M25, REFORM)
    row = measured(integrated(19, 20), rules, "MTGR-6-c")[0]
    assert (row.day, row.value, row.met, row.needed) == (YEAR_END, 95, False, 1)
    assert measured(integrated(20, 20), rules, "MTGR-6-c")[0].met
    assert not missed(integrated(19, 20), rules, "MTGR-6-c")
    assert missed(integrated(19, 20, day=NEXT), rules, "MTGR-6-c")


@pytest.mark.parametrize(("from_day", "met"), [(date(2025, 12, 31), True), (date(2026, 1, 1), False)])
def test_MTGR_6_c_a_clinic_integrated_in_time_counts(from_day, met):
    instance = county([centre("A")], [clinic("a", "A", integrated_from=from_day)])
    assert measured(instance, policy(M25, REFORM), "MTGR-6-c")[0].met is met


def chain(linked: int) -> Instance:
    sites = [clinic(f"s{n}", "A" if n < linked else "?") for n in range(5)]
    return county([centre("A"), centre("B")], sites)


@pytest.mark.parametrize(("linked", "needed"), [(4, 1), (5, 0)])
def test_MTGR_s1_b_every_clinic_has_a_parent_centre(linked, needed):
    rules = policy(M25, REFORM)
    links = rules.clause["MTGR-s1-b"].links(chain(linked))
    assert (links["centre"].part, links["centre"].whole, links["centre"].needed(100)) == (linked, 5, needed)
    assert set(links) == {"centre", "hospital"}
    assert links["hospital"].percent is None


def test_MTGR_s1_b_every_centre_a_core_hospital_as_far_as_any_is_on_record():
    rules, mandatory = policy(M25, REFORM), policy(M25, REFORM, MTGR_s1_b={"station": "mandatory"})
    hospital = Record(clause="MTGR-s1-b", day=DAY, centre_id="A", result=Upshot.GRANTED, note="区医院")
    late = date(2027, 1, 1)
    sites = [clinic("a", "A"), clinic("b", "B"), clinic("t", "A", kind=SiteKind.STATION)]
    instance = county([centre("A"), centre("B")], sites, records=(hospital,))
    rows = measured(instance, mandatory, "MTGR-s1-b")
    assert [(r.value, r.needed) for r in rows] == [(100, 0), (50, 1), (50, 1)]
    assert not missed(instance, mandatory, "MTGR-s1-b")
    past = replace(instance, placement_date=late)
    assert [f.subject for f in findings(past, rules, Plan(), Status.MISSED)["MTGR-s1-b"]] == ["B"]
    assert len(findings(past, mandatory, Plan(), Status.MISSED)["MTGR-s1-b"]) == 2
    assert not missed(replace(past, records=()), rules, "MTGR-s1-b")


def test_MTGR_s1_c_younger_and_more_licensed_but_not_steadier():
    """By the end of 2029 the two eldest have left, one of three in the last year; the two who stay are licensed."""
    people = [
        doctor("D1", "a", born=date(1957, 1, 1), credential=Credential.NONE, leaves_on=date(2027, 3, 1)),
        doctor("D2", "a", born=date(1962, 1, 1), credential=Credential.NONE, leaves_on=date(2029, 6, 1)),
        doctor("D3", "a", born=date(1975, 1, 1), licensed_on=date(2028, 1, 1)),
        doctor("D4", "a", born=date(1985, 1, 1)),
    ]
    instance = county([centre("A")], [clinic("a", "A", 4)], people)
    rows = {m.of.en.split(",")[0]: m for m in measured(instance, policy(M25, REFORM), "MTGR-s1-c")}
    assert (rows["licensed share"].target, rows["licensed share"].value, rows["licensed share"].met) == (25, 100, True)
    assert (rows["mean age"].target, rows["mean age"].value) == (Fraction(68 + 63 + 50 + 40, 4), Fraction(54 + 44, 2))
    assert rows["mean age"].met
    turnover = rows["turnover of the year"]
    assert (turnover.target, turnover.value, turnover.met) == (0, Fraction(100, 3), False)


def test_MTGR_s1_c_without_a_birth_date_there_is_no_mean_age_nor_turnover_and_beyond_the_years_planned_no_value():
    instance = county([centre("A")], [clinic("a", "A")], [doctor("D", "a", born=None)])
    rows = measured(instance, policy(M25, REFORM), "MTGR-s1-c")
    assert [(r.value is None, "出生日期" in r.of.zh) for r in rows] == [(False, False), (True, True), (True, True)]
    leaving = replace(instance, people=tuple(replace(p, leaves_on=date(2031, 1, 1)) for p in instance.people))
    assert [r.value is None for r in measured(leaving, policy(M25, REFORM), "MTGR-s1-c")] == [False, True, False]
    short = measured(replace(instance, horizon_years=3), policy(M25, REFORM), "MTGR-s1-c")
    assert [(r.value, r.met) for r in short] == [(None, None)] * 3


def premises(sites: Sequence[Site], villages: Sequence[Village] = (), **more: object) -> Instance:
    return county([centre("A")], sites, villages=tuple(villages), **more)


def test_XX21_2_b_a_clinic_to_be_demolished_is_left_out_unless_all_are_asked_for():
    sites = [clinic(f"s{n}", "A", public_premises=n > 0, demolition=n == 0) for n in range(10)]
    rules, every = policy(M25, XIXIAN), policy(M25, XIXIAN, XX21_2_b={"among": "all"})
    assert (measured(premises(sites), rules, "XX21-2-b")[0].value, missed(premises(sites), rules, "XX21-2-b")) == (
        100,
        False,
    )
    row = measured(premises(sites), every, "XX21-2-b")[0]
    assert (row.value, row.met, row.needed) == (90, False, 1)
    assert missed(premises(sites), every, "XX21-2-b")
    sites[1] = clinic("s1", "A")
    assert measured(premises(sites), rules, "XX21-2-b")[0].value is None
    assert not missed(premises(sites), rules, "XX21-2-b")


def five_villages(planned: date | None, **more: object) -> Instance:
    """v0's clinic is not public and its demolition planned; the other four have public premises."""
    sites = [clinic(f"s{n}", "A", public_premises=n > 0) for n in range(5)]
    villages = [Village(id=f"v{n}", name=f"村{n}", town="A镇", site_id=f"s{n}", demolition=n == 0) for n in range(5)]
    records = () if planned is None else (Record(clause="XX21-4.1-b", day=planned, site_id="s0", note="拟拆迁"),)
    return premises(sites, villages, records=records, **more)


@pytest.mark.parametrize(
    ("planned", "side", "value"),
    [
        (None, "coming", 100),
        (date(2027, 7, 1), "coming", 100),
        (date(2028, 6, 30), "coming", 100),
        (date(2028, 7, 1), "coming", 80),
        (date(2024, 7, 1), "coming", 80),
        (date(2024, 7, 1), "past", 100),
        (date(2022, 7, 1), "past", 80),
    ],
)
def test_XX21_4_1_b_villages_without_a_demolition_plan_in_three_years_have_public_premises(planned, side, value):
    rules = policy(M25, XIXIAN, XX21_4_1_b={"window_side": side})
    row = measured(five_villages(planned), rules, "XX21-4.1-b")[0]
    assert (row.value, row.needed) == (value, 0 if value == 100 else 1)
    assert missed(five_villages(planned), rules, "XX21-4.1-b") is (value < 100)


def test_XX21_4_1_b_needs_the_table_of_villages():
    assert measured(premises([clinic("a", "A")]), policy(M25, XIXIAN), "XX21-4.1-b")[0].value is None


def test_XX21_2_c_reports_the_change_in_percentage_points_since_2021():
    rules = policy(M25, XIXIAN)
    instance = staff({}, 9, {"credential": Credential.CERTIFICATE}, 11)
    told = replace(instance, records=on_record("XX21-2-c", ("2021-12-31", 25, "")))
    row = measured(told, rules, "XX21-2-c")[0]
    assert (row.day, row.value, row.target, row.met, row.unit) == (YEAR_END, 20, None, None, "pp")
    assert measured(instance, rules, "XX21-2-c")[0].value is None
    given = policy(M25, XIXIAN, XX21_2_c={"least_pct": 50})
    assert [(r.value, r.met, r.needed) for r in measured(told, given, "XX21-2-c")][1] == (45, False, 1)
    past = replace(told, placement_date=NEXT)
    assert not missed(past, rules, "XX21-2-c")
    assert missed(past, given, "XX21-2-c")
    assert missed(replace(past, records=on_record("XX21-2-c", ("2021-12-31", 45, ""))), rules, "XX21-2-c")


@pytest.mark.parametrize(("parts", "needed"), [(("聘用", "考核"), 1), (("聘用", "待遇保障", "考核"), 0)])
def test_XX21_2_a_two_of_three_parts_in_place_and_the_missing_one_is_named(parts, needed):
    rules = policy(M25, XIXIAN)
    records = on_record("XX21-2-a", *[("2021-12-31", None, part) for part in parts])
    instance = premises([clinic("a", "A")], records=records)
    row = measured(instance, rules, "XX21-2-a")[0]
    assert (row.value, row.target, row.needed) == (3 - needed, 3, needed)
    found = findings(instance, rules, Plan(), Status.MISSED).get("XX21-2-a", [])
    assert [f.actual for f in found] == ["待遇保障"] * needed


def test_XX21_2_a_a_day_late_is_not_in_place_and_without_records_nothing_is_known():
    rules = policy(M25, XIXIAN)
    late = premises([clinic("a", "A")], records=on_record("XX21-2-a", ("2022-01-01", None, "聘用、待遇保障、考核")))
    assert measured(late, rules, "XX21-2-a")[0].value == 0
    assert len(findings(late, rules, Plan(), Status.MISSED)["XX21-2-a"]) == 3
    assert measured(replace(late, records=()), rules, "XX21-2-a")[0].value is None
    assert not missed(replace(late, records=()), rules, "XX21-2-a")


@pytest.mark.parametrize(("many", "met", "needed"), [(250, False, 30), (279, False, 1), (280, True, 0)])
def test_QJ_s1_a_80000_people_need_280_staff_of_every_kind(many, met, needed):
    people = [doctor(f"D{n:03}", "a", role=list(Role)[n % 6]) for n in range(many)]
    instance = county([centre("A")], [clinic("a", "A", 300, 80_000)], people)
    rules = policy(M25, TALENT, QJ_s1_a={"base_year": 2020})
    row = measured(instance, rules, "QJ-s1-a")[0]
    assert (row.value, row.target, row.met, row.needed) == (Fraction(many, 8), 35, met, needed)
    assert not missed(instance, rules, "QJ-s1-a")
    assert missed(replace(instance, placement_date=date(2026, 1, 1)), rules, "QJ-s1-a") is not met


def test_QJ_s1_a_until_the_base_year_is_given_only_today_is_told():
    instance = county([centre("A")], [clinic("a", "A", 1, 1000)], [doctor("D", "a")])
    assert [m.day for m in measured(instance, policy(M25, TALENT), "QJ-s1-a")] == [DAY]
    given = policy(M25, TALENT, QJ_s1_a={"base_year": 2024})
    assert [m.day for m in measured(instance, given, "QJ-s1-a")] == [DAY, date(2029, 12, 31)]
    assert ("QJ-s1-a", "base_year") in account(instance, policy(M25, TALENT), Plan()).awaited
    assert measured(county([centre("A")], []), policy(M25, TALENT), "QJ-s1-a")[0].value is None


@pytest.mark.parametrize(
    ("now", "met", "needed"),
    [(210, True, 0), (208, True, 0), (207, False, 1), (205, False, 3), (212, True, 0), (213, False, 0)],
)
def test_QJ_s1_b_about_five_percent_is_four_to_six(now, met, needed):
    records = on_record("QJ-s1-b", ("2023-12-31", 200, ""), ("2024-12-31", now, ""))
    instance = county([centre("A")], [clinic("a", "A")], records=records, day=date(2024, 7, 1))
    row = measured(instance, policy(M25, TALENT), "QJ-s1-b")[0]
    assert (row.day.year, row.value, row.met, row.needed) == (2024, Fraction(now - 200, 2), met, needed)
    assert missed(replace(instance, placement_date=DAY), policy(M25, TALENT), "QJ-s1-b") is not met


def test_QJ_s1_b_compounds_or_counts_from_the_first_year_and_the_roster_goes_on():
    records = on_record("QJ-s1-b", ("2023-12-31", 20, ""), ("2024-12-31", 30, ""))
    people = [doctor(f"D{n:02}", "a") for n in range(33)]
    instance = county([centre("A")], [clinic("a", "A", 40)], people, records=records)
    rows = measured(instance, policy(M25, TALENT), "QJ-s1-b")
    assert [(r.day.year, r.value) for r in rows] == [(2025, 10), *((y, 0) for y in range(2026, 2031))]
    base = policy(M25, TALENT, QJ_s1_b={"growth": "of_baseline"})
    assert measured(instance, base, "QJ-s1-b")[0].value == 15
    unknown = measured(replace(instance, records=()), policy(M25, TALENT), "QJ-s1-b")[0]
    assert unknown.value is None
    assert "2024" in unknown.of.zh


@pytest.mark.parametrize(
    ("number", "met", "needed"),
    [(28, False, 2), (30, True, 0), (45, True, 0), (50, True, 0), (51, False, 0), (55, False, 0)],
)
def test_QJ_s1_c_30_to_50_recruits_a_year(number, met, needed):
    people = [doctor(f"R{n:02}", "a", role=Role.RECRUIT, since=date(2025, 12, 31)) for n in range(number)]
    people += [doctor("G", "a", role=Role.GRADUATE, since=date(2025, 9, 1)), doctor("E", "a", since=date(2025, 9, 1))]
    instance = county([centre("A")], [clinic("a", "A", 60)], people)
    row = measured(instance, policy(M25, TALENT), "QJ-s1-c")[0]
    assert (row.day, row.value, row.met, row.needed) == (YEAR_END, number, met, needed)
    assert ("高于" in row.of.zh) == (number > 50), "not met, though nobody more is needed: the reason is told"
    every = policy(M25, TALENT, QJ_s1_c={"who": "all_newcomers"})
    assert measured(instance, every, "QJ-s1-c")[0].value == number + 1
    over = replace(instance, records=on_record("QJ-s1-c", ("2024-12-31", number, "")))
    assert missed(over, policy(M25, TALENT), "QJ-s1-c") is not met


def test_QJ_s1_a_and_the_growth_count_the_pipeline_from_the_day_it_is_ready():
    people = [doctor("D", "a"), graduate("G", available_from=None, graduated_on=date(2024, 7, 1), track="助理全科")]
    instance = county([centre("A")], [clinic("a", "A", 2, 1000)], people)
    rules = policy(M25, TALENT, QJ_s1_a={"base_year": 2021})
    assert [m.value for m in measured(instance, rules, "QJ-s1-a")] == [10, 10]
    later = policy(M25, TALENT, QJ_s1_a={"base_year": 2022})
    assert [m.value for m in measured(instance, later, "QJ-s1-a")] == [10, 20]
    growth = {m.day.year: m.value for m in measured(instance, rules, "QJ-s1-b")}
    assert (growth[2026], growth[2027], growth[2028]) == (0, 100, 0)


@pytest.mark.parametrize(("numbers", "met"), [((35, 32, 36), True), ((30, 30, 30), True), ((30, 30, 29), False)])
def test_QJ_s1_d_about_100_recruits_from_2022_to_2024(numbers, met):
    records = on_record("QJ-s1-d", *[(f"{y}-12-31", n, "") for y, n in zip((2022, 2023, 2024), numbers, strict=True)])
    instance = county([centre("A")], [clinic("a", "A")], records=records)
    row = measured(instance, policy(M25, TALENT), "QJ-s1-d")[0]
    assert (row.value, row.target, row.met, row.needed) == (sum(numbers), 100, met, max(0, 90 - sum(numbers)))
    assert missed(instance, policy(M25, TALENT), "QJ-s1-d") is not met


def test_QJ_s1_d_a_past_year_without_a_record_is_named_and_nothing_is_made_up():
    records = on_record("QJ-s1-d", ("2022-12-31", 35, ""), ("2024-12-31", 36, ""))
    row = measured(county([centre("A")], [], records=records), policy(M25, TALENT), "QJ-s1-d")[0]
    assert (row.value, row.met) == (None, None)
    assert "2023" in row.of.zh
    assert "2022" not in row.of.zh.split("缺少")[1]


def test_QJ_s1_e_of_four_who_end_training_three_do_so_in_2025_and_one_in_2026():
    people = [graduate(f"G{n}", available_from=date(2025, 12, 31), track="助理全科") for n in range(3)]
    people += [
        graduate("G4", available_from=None, graduated_on=date(2023, 7, 1), track="助理全科"),
        graduate("G5", available_from=date(2026, 1, 1), track="住院医师"),
    ]
    instance = county([centre("A")], [clinic("a", "A", 9)], people)
    rows = measured(instance, policy(M25, TALENT), "QJ-s1-e")
    assert [(r.day.year, r.value, r.met, r.needed) for r in rows][:2] == [(2025, 3, True, 0), (2026, 1, False, 1)]
    short = replace(instance, records=on_record("QJ-s1-e", ("2024-06-30", 1, "")))
    assert missed(short, policy(M25, TALENT), "QJ-s1-e")
    assert not missed(
        replace(instance, records=on_record("QJ-s1-e", ("2024-06-30", 2, ""))), policy(M25, TALENT), "QJ-s1-e"
    )


@pytest.mark.parametrize(
    ("clause", "part", "whole", "met", "needed"),
    [
        ("QJ-s1-f", 14, 150, False, 1),
        ("QJ-s1-f", 15, 150, True, 0),
        ("QJ-15-a", 9, 50, False, 1),
        ("QJ-15-a", 10, 50, True, 0),
        ("QJ-23-a", 5500, 10000, False, 500),
        ("QJ-23-a", 6000, 10000, True, 0),
    ],
)
def test_QJ_s1_f_share_of_key_staff_and_other_shares_that_are_entered(clause, part, whole, met, needed):
    entered = on_record(clause, ("2025-06-30", whole, "总数"), ("2025-06-30", part, ""))
    instance = county([centre("A")], [], records=entered)
    row = measured(instance, policy(M25, TALENT), clause)[0]
    assert (row.value, row.met, row.needed) == (Fraction(100 * part, whole), met, needed)
    assert missed(instance, policy(M25, TALENT), clause) is not met
    unknown = measured(replace(instance, records=entered[:1]), policy(M25, TALENT), clause)[0]
    assert (unknown.value, unknown.met, unknown.needed) == (None, None, None)
    assert "总数" in unknown.of.zh


def test_QJ_15_a_share_of_senior_posts_is_told_as_of_the_placement_date_from_the_latest_figures():
    rows = [("2024-06-30", 5, ""), ("2025-06-30", 10, ""), ("2026-01-01", 1, ""), ("2024-01-01", 50, "total")]
    instance = county([centre("A")], [], records=on_record("QJ-15-a", *rows))
    assert measured(instance, policy(M25, TALENT), "QJ-15-a")[0].value == 20


def test_QJ_23_a_5500_of_10000_visits_are_five_points_short():
    entered = on_record("QJ-23-a", ("2025-06-30", 10000, "总数"), ("2025-06-30", 5500, "基层"))
    row = measured(county([centre("A")], [], records=entered), policy(M25, TALENT), "QJ-23-a")[0]
    assert row.target - row.value == 5


@pytest.mark.parametrize(("number", "met", "needed"), [(16, False, 1), (17, True, 0)])
def test_QJ_s1_g_17_provincial_key_staff(number, met, needed):
    instance = county([centre("A")], [], records=on_record("QJ-s1-g", ("2025-01-01", number, "")))
    row = measured(instance, policy(M25, TALENT), "QJ-s1-g")[0]
    assert (row.value, row.met, row.needed) == (number, met, needed)
    assert missed(instance, policy(M25, TALENT), "QJ-s1-g") is not met


def test_QJ_14_a_one_regional_centre_and_two_community_hospitals_each_a_row():
    named = on_record("QJ-14-a", ("2024-01-01", None, "区域性医疗卫生中心：甲"), ("2025-01-01", None, "社区医院：乙"))
    instance = county([centre("A")], [], records=named)
    rows = measured(instance, policy(M25, TALENT), "QJ-14-a")
    assert [(r.value, r.target, r.met, r.needed) for r in rows] == [(1, 1, True, 0), (1, 2, False, 1)]
    assert len(findings(instance, policy(M25, TALENT), Plan(), Status.MISSED)["QJ-14-a"]) == 1
    more = replace(instance, records=(*named, *on_record("QJ-14-a", ("2025-06-01", None, "社区医院：丙"))))
    assert not missed(more, policy(M25, TALENT), "QJ-14-a")


@pytest.mark.parametrize(("number", "needed"), [(0, 1), (1, 0), (None, None)])
def test_QJ_6_a_one_training_base(number, needed):
    records = () if number is None else on_record("QJ-6-a", ("2025-01-01", number, ""))
    instance = county([centre("A")], [], records=records)
    row = measured(instance, policy(M25, TALENT), "QJ-6-a")[0]
    assert (row.value, row.needed) == (number, needed)
    assert missed(instance, policy(M25, TALENT), "QJ-6-a") is (number == 0)


def test_the_plan_in_hand_counts_who_it_places():
    """MTGR-s1-c and JZ22-2-b are measured on the roster as the plan leaves it."""
    from planner.domain import Placement

    person: Person = graduate("G1")
    instance = county([centre("A")], [clinic("a", "A", public_premises=True)], [person])
    rules = policy(M25, JIAOZUO)
    placed = Plan(placements=(Placement(person_id="G1", centre_id="A", site_id="a"),))
    assert measured(instance, rules, "JZ22-2-b")[0].value is None
    assert next(m for m in account(instance, rules, placed).measures if m.clause == "JZ22-2-b").value == 100


def test_MTGR_6_b_a_service_station_is_no_clinic():
    """Nine of twenty clinics are integrated; two stations that are not do not lower the share."""
    rules, instance = policy(M25, REFORM), integrated(9, 20)
    stations = [clinic(f"t{n}", "A", integrated=False, kind=SiteKind.STATION) for n in range(2)]
    more = replace(instance, sites=(*instance.sites, *stations))
    assert measured(more, rules, "MTGR-6-b")[0].value == 45
    assert not missed(more, rules, "MTGR-6-b")


@pytest.mark.parametrize(("from_day", "late"), [(DAY, False), (date(2025, 7, 2), True)])
def test_MTGR_6_b_the_audit_counts_a_clinic_from_the_day_of_its_integration(from_day, late):
    instance = county([centre("A")], [clinic("a", "A", integrated_from=from_day)])
    assert missed(instance, policy(M25, REFORM), "MTGR-6-b") is late


def test_MTGR_6_c_all_is_said_as_all_and_a_part_in_percent():
    assert "100" not in policy(M25, REFORM).clause["MTGR-6-c"].statement().zh.replace("100%", "")
    part = policy(M25, REFORM, MTGR_6_c={"least_pct": 99}).clause["MTGR-6-c"].statement()
    whole = policy(M25, REFORM).clause["MTGR-6-c"].statement()
    assert "99" in part.zh and part.zh.replace("99", "100") != whole.zh


@pytest.mark.parametrize(
    ("part", "whole", "percent", "needed"), [(0, 200, 100, 200), (89, 200, 45, 1), (90, 200, 45, 0), (120, 200, 45, 0)]
)
def test_as_many_more_are_needed_as_are_short_and_none_where_the_share_is_passed(part, whole, percent, needed):
    assert Tallied(part=part, whole=whole).needed(percent) == needed


@pytest.mark.parametrize(("refused", "needed"), [(True, 3), (False, 2)])
def test_MTGR_s1_b_a_hospital_that_was_refused_leads_no_centre(refused, needed):
    result = Upshot.REFUSED if refused else Upshot.GRANTED
    hospital = Record(clause="MTGR-s1-b", day=DAY, centre_id="A", result=result, note="区医院")
    instance = county([centre(c) for c in "ABC"], [clinic("a", "A")], records=(hospital,))
    row = measured(instance, policy(M25, REFORM), "MTGR-s1-b")[1]
    assert (row.value, row.needed) == (Fraction(100 * (3 - needed), 3), needed)
    past = findings(replace(instance, placement_date=date(2027, 1, 1)), policy(M25, REFORM), Plan(), Status.MISSED)
    assert len(past["MTGR-s1-b"]) == needed


def test_MTGR_s1_b_a_station_needs_no_parent_of_its_own():
    rules, late = policy(M25, REFORM), {"day": date(2027, 1, 1)}
    sites = [clinic("a", "A"), clinic("t", "?", kind=SiteKind.STATION)]
    assert not missed(county([centre("A")], sites, **late), rules, "MTGR-s1-b")
    assert missed(county([centre("A")], [*sites, clinic("b", "?")], **late), rules, "MTGR-s1-b")


@pytest.mark.parametrize(("ready", "value"), [(YEAR_END, 50), (NEXT, 100)])
def test_JZ22_2_b_who_is_still_in_training_is_no_doctor_until_the_day_she_is_ready(ready, value):
    people = [doctor("D1", "a"), doctor("D2", "a", credential=Credential.NONE, available_from=ready)]
    instance = county([centre("A")], [clinic("a", "A", 2, public_premises=True)], people)
    assert measured(instance, policy(M25, JIAOZUO), "JZ22-2-b")[0].value == value


def test_XX21_2_b_a_village_to_be_demolished_takes_its_clinic_out():
    """Of two clinics that are not public one stands in a village to be demolished; of ten, nine remain."""
    sites = [clinic(f"s{n}", "A", public_premises=n > 1) for n in range(10)]
    villages = [Village(id=f"v{n}", name=f"村{n}", town="A镇", site_id=f"s{n}", demolition=n == 0) for n in range(10)]
    row = measured(premises(sites, villages), policy(M25, XIXIAN), "XX21-2-b")[0]
    assert (row.value, row.needed) == (Fraction(800, 9), 1)


@pytest.mark.parametrize(
    ("village", "site", "value"), [(False, False, 80), (True, False, 100), (False, True, 100), (True, True, 100)]
)
def test_XX21_4_1_b_a_plan_for_the_village_or_for_its_clinic_takes_it_out(village, site, value):
    instance = five_villages(None)
    v0, s0 = replace(instance.villages[0], demolition=village), replace(instance.sites[0], demolition=site)
    changed = replace(instance, villages=(v0, *instance.villages[1:]), sites=(s0, *instance.sites[1:]))
    assert measured(changed, policy(M25, XIXIAN), "XX21-4.1-b")[0].value == value
    assert missed(changed, policy(M25, XIXIAN), "XX21-4.1-b") is (value < 100)


def test_XX21_4_1_b_a_village_without_a_clinic_has_no_premises():
    instance = five_villages(None)
    bare = replace(instance.villages[1], site_id=None)
    row = measured(replace(instance, villages=(instance.villages[0], bare, *instance.villages[2:])), XX, "XX21-4.1-b")
    assert (row[0].value, row[0].needed) == (75, 1)


def test_XX21_4_1_b_a_clinic_of_which_it_is_not_known_is_asked_for():
    instance = five_villages(None)
    unknown = replace(instance.sites[1], public_premises=None)
    changed = replace(instance, sites=(instance.sites[0], unknown, *instance.sites[2:]))
    row = measured(changed, XX, "XX21-4.1-b")[0]
    assert row.value is None
    assert "公有" in row.of.zh
    assert not missed(changed, XX, "XX21-4.1-b")


def test_XX21_2_c_beyond_the_years_planned_there_is_a_row_without_a_value():
    rules = policy(M25, XIXIAN, XX21_2_c={"deadline": date(2040, 12, 31)})
    rows = measured(staff({}, 1, {}, 0), rules, "XX21-2-c")
    assert [(r.day, r.value, r.met) for r in rows] == [(date(2040, 12, 31), None, None)]


def test_XX21_2_c_without_doctors_nothing_has_risen_or_fallen():
    empty = replace(staff({}, 0, {}, 0), records=on_record("XX21-2-c", ("2021-12-31", 25, "")))
    assert measured(empty, XX, "XX21-2-c")[0].value is None
    assert not missed(replace(empty, placement_date=NEXT), XX, "XX21-2-c")


@pytest.mark.parametrize(("held", "low"), [(99, True), (100, False)])
def test_XX21_2_c_a_target_given_is_met_when_it_is_reached(held, low):
    given = policy(M25, XIXIAN, XX21_2_c={"least_pct": 50})
    instance = staff({}, held, {"credential": Credential.CERTIFICATE}, 200 - held, day=NEXT)
    assert missed(instance, given, "XX21-2-c") is low


def test_XX21_2_a_all_parts_in_place_is_met():
    for parts, met in ((("聘用", "考核"), False), (("聘用", "待遇保障", "考核"), True)):
        records = on_record("XX21-2-a", *[("2021-12-31", None, part) for part in parts])
        assert measured(premises([], records=records), XX, "XX21-2-a")[0].met is met


def test_QJ_s1_a_beyond_the_years_planned_there_is_a_row_without_a_value():
    rules = policy(M25, TALENT, QJ_s1_a={"base_year": 2035})
    instance = county([centre("A")], [clinic("a", "A", 1, 1000)], [doctor("D", "a")])
    rows = measured(instance, rules, "QJ-s1-a")
    assert [(r.day, r.value) for r in rows] == [(DAY, 10), (date(2040, 12, 31), None)]
    statements = {p.clause["QJ-s1-a"].statement().zh for p in (rules, policy(M25, TALENT))}
    assert len(statements) == 2
    assert sum("2035" in said for said in statements) == 1


@pytest.mark.parametrize(("value", "least"), [(Fraction(14, 5), 3), (Fraction(3), 3), (Fraction(-1, 2), 0)])
def test_people_are_counted_whole_and_never_below_nought(value, least):
    assert up(value) == least


@pytest.mark.parametrize(
    ("value", "text"), [(Fraction(399, 100), "3.9"), (Fraction(6), "6.0"), (Fraction(-17, 4), "-4.2"), (0, "0.0")]
)
def test_QJ_s1_b_a_growth_is_shown_cut_to_one_place(value, text):
    """From 1000 to 1039.9, so to say: 3.99 percent must not read as the 4.0 that would do."""
    assert _shown(Fraction(value)) == text


@pytest.mark.parametrize(
    ("person", "counts"),
    [
        (doctor("R", "a", role=Role.REHIRED, since=DAY), True),
        (doctor("R", None, role=Role.REHIRED, since=DAY, employer="A"), True),
        (doctor("R", None, role=Role.REHIRED, since=DAY), False),
        (doctor("R", None, role=Role.RECRUIT, since=DAY), True),
        (graduate("R", available_from=DAY), True),
        (doctor("R", "a", role=Role.RECRUIT), False),
    ],
)
def test_QJ_s1_c_counts_who_has_a_day_and_a_place_or_is_in_the_pipeline(person, counts):
    every = policy(M25, TALENT, QJ_s1_c={"who": "all_newcomers"})
    instance = county([centre("A")], [clinic("a", "A")], [person])
    assert measured(instance, every, "QJ-s1-c")[0].value == counts


@pytest.mark.parametrize(("number", "limit", "word"), [(29, ">=30", "少于30"), (51, "<=50", "多于50")])
def test_QJ_s1_c_a_year_on_record_is_told_with_the_limit_it_broke_and_wins_over_the_roster(number, limit, word):
    recruit = doctor("R", "a", role=Role.RECRUIT, since=DAY)
    records = on_record("QJ-s1-c", ("2024-12-31", number, ""), ("2025-06-30", 40, ""))
    instance = county([centre("A")], [clinic("a", "A")], [recruit], records=records)
    (found,) = findings(instance, policy(M25, TALENT), Plan(), Status.MISSED)["QJ-s1-c"]
    assert (found.period, found.actual, found.limit) == ("2024", str(number), limit)
    assert word in found.message.zh
    row = measured(instance, policy(M25, TALENT), "QJ-s1-c")[0]
    assert (row.value, row.day) == (40, YEAR_END)
    assert "30" in row.of.zh and "50" in row.of.zh


@pytest.mark.parametrize("clause", ["QJ-s1-b", "QJ-s1-c", "QJ-s1-e"])
def test_QJ_s1_c_a_figure_of_a_year_is_of_its_last_day_and_a_year_cut_off_has_none(clause):
    for day, years in ((date(2025, 1, 1), range(2025, 2030)), (date(2025, 3, 1), range(2025, 2030))):
        instance = county([centre("A")], [clinic("a", "A")], [doctor("D", "a")], day=day, horizon_years=5)
        days = [m.day for m in measured(instance, policy(M25, TALENT), clause)]
        assert days == [date(year, 12, 31) for year in years]


def test_QJ_s1_d_a_record_without_a_number_is_no_number():
    records = on_record("QJ-s1-d", *[(f"{y}-12-31", 20, "") for y in (2022, 2023, 2024)], ("2024-12-31", None, "补记"))
    instance = county([centre("A")], [clinic("a", "A")], records=records)
    assert measured(instance, policy(M25, TALENT), "QJ-s1-d")[0].value == 60
    assert missed(instance, policy(M25, TALENT), "QJ-s1-d")


def test_QJ_s1_f_a_record_without_a_number_changes_nothing_and_of_nothing_there_is_no_share():
    rows = [
        ("2025-06-01", 150, "总数"),
        ("2025-06-01", 20, ""),
        ("2025-06-30", None, "核对"),
        ("2025-06-30", None, "总数"),
    ]
    instance = county([centre("A")], [], records=on_record("QJ-s1-f", *rows))
    row = measured(instance, policy(M25, TALENT), "QJ-s1-f")[0]
    assert (row.value, row.met, row.needed) == (Fraction(40, 3), True, 0)
    empty = replace(instance, records=on_record("QJ-s1-f", ("2025-06-01", 0, "总数"), ("2025-06-01", 0, "")))
    none = measured(empty, policy(M25, TALENT), "QJ-s1-f")[0]
    assert (none.value, none.met) == (None, None)
    assert "总数" in none.of.zh


def test_QJ_s1_g_more_than_asked_for_leaves_nothing_to_be_done():
    instance = county([centre("A")], [], records=on_record("QJ-s1-g", ("2025-01-01", 20, "")))
    assert measured(instance, policy(M25, TALENT), "QJ-s1-g")[0].needed == 0


def _past(instance: Instance, *packs: str) -> tuple[Instance, Policy, Plan]:
    return replace(instance, placement_date=NEXT), policy(M25, *packs), Plan()


NOT_LICENSED = {"credential": Credential.NONE}
BITES = {
    "licensed_share": lambda: _past(staff({}, 0, NOT_LICENSED, 1, public_premises=True), JIAOZUO),
    "hired_share": lambda: _past(staff({}, 1, {}, 0), JIAOZUO),
    "integrated_share": lambda: _past(integrated(0, 1), REFORM),
    "public_share": lambda: _past(premises([clinic("a", "A", public_premises=False)]), XIXIAN),
    "village_premises": lambda: _past(five_villages(date(2029, 1, 1)), XIXIAN),
    "network_chain": lambda: (
        county([centre("A")], [clinic("a", "A")], day=date(2027, 1, 1)),
        policy(M25, REFORM, MTGR_s1_b={"station": "mandatory"}),
        Plan(),
    ),
    "licensed_rise": lambda: _past(
        replace(staff({}, 0, NOT_LICENSED, 1), records=on_record("XX21-2-c", ("2021-12-31", 25, ""))), XIXIAN
    ),
    "recorded_share": lambda: _past(
        county([centre("A")], [], records=on_record("QJ-23-a", ("2025-06-30", 100, "总数"), ("2025-06-30", 1, ""))),
        TALENT,
    ),
    "recorded_count": lambda: _past(
        county([centre("A")], [], records=on_record("QJ-6-a", ("2025-06-30", 0, ""))), TALENT
    ),
    "mechanism": lambda: _past(
        county([centre("A")], [], records=on_record("XX21-2-a", ("2021-01-01", None, "聘用"))), XIXIAN
    ),
    "staff_ratio": lambda: (
        county([centre("A")], [clinic("a", "A")], day=NEXT),
        policy(M25, TALENT, QJ_s1_a={"base_year": 2020}),
        Plan(),
    ),
    "staff_growth": lambda: _past(
        county([centre("A")], [], records=on_record("QJ-s1-b", ("2023-12-31", 20, ""), ("2024-12-31", 20, ""))), TALENT
    ),
    "yearly_intake": lambda: _past(
        county([centre("A")], [], records=on_record("QJ-s1-c", ("2024-12-31", 20, ""))), TALENT
    ),
    "new_practitioners": lambda: _past(
        county([centre("A")], [], records=on_record("QJ-s1-e", ("2024-12-31", 1, ""))), TALENT
    ),
    "total_intake": lambda: _past(
        county([centre("A")], [], records=on_record("QJ-s1-d", *[(f"{y}-12-31", 1, "") for y in (2022, 2023, 2024)])),
        TALENT,
    ),
}
