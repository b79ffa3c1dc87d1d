"""Insurance, subsidies after leaving, and what is paid for something on record."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from booked import JAN, booked, by_funder, found, in_year, record, scale, spoilt, ten_more
from build import centre, clinic, county, doctor, policy

from planner.domain import Credential, Instance, Person, Plan, Record, Role, Upshot, Waiver
from planner.finding import Status
from planner.messages import say
from planner.money import Amount, Funder
from planner.policy import Policy

XX, JZ, REFORM, QJ = "xixian-2021", "jiaozuo-2022", "mentougou-reform", "talent-plan"
LAST = date(2025, 12, 31)


def place(
    *people: Person, years: int = 1, day: date = JAN, records: tuple[Record, ...] = (), **more: object
) -> Instance:
    """One centre A with clinic a; everyone named."""
    return county([centre("A")], [clinic("a", "A")], people, day=day, horizon_years=years, records=records, **more)


def pay(item: str, clause: str, yuan: int = 100, first: date = JAN, months: int = 12) -> tuple[Amount, ...]:
    row = Amount(
        item=item, first=first, months=months, monthly=Decimal(yuan), funder=Funder.PUBLIC, clause=clause, person_id="D"
    )
    return (row,)


def sample(instance: Instance, rules: Policy, money: tuple[Amount, ...] = ()):
    return lambda: (instance, rules, Plan(money=money))


D = doctor("D", "a")
OLD = doctor("D", "a", born=date(1960, 3, 15), since=date(2010, 1, 1), leaves_on=date(2025, 3, 15))
GIVEN = {"elder_subsidy_yuan": Decimal(300)}
LIVING = {"JZ22_4_5_c": GIVEN, "JZ22_4_5_e": GIVEN}
PRIOR = {"MTGR_18_a": {"insurance_subsidy_pct": 80}}
HALF = {"QJ_6_c": {"refund_pct": 50}}
GRANTED, REFUSED, FAILED, PASSED = Upshot.GRANTED, Upshot.REFUSED, Upshot.FAILED, Upshot.PASSED
ON_RECORD = place(D, records=(record("JZ22-6.2-c", JAN, "D", note="养老保险"),))
SHORT = place(D, records=(record("XX21-4.2-e", date(2025, 4, 10), "D", 12),))
DEGREES = place(
    D,
    doctor("E", "a"),
    records=(
        record("MTGR-11-a", date(2025, 6, 30), "D", note="临床医学"),
        record("MTGR-11-a", date(2025, 7, 1), "E"),
        record("MTGR-11-a", date(2025, 9, 1), "D", note="农村医学"),
    ),
)
TUITION = place(
    D,
    doctor("E", "a"),
    records=(
        record("MTGR-11-b", date(2025, 6, 30), "D", 9000, PASSED),
        record("MTGR-11-b", date(2025, 6, 30), "E", 9000, FAILED),
    ),
)
ROUNDS = {"MTGR_18_c": {"round_visit_pay_yuan": Decimal(100), "contract_pay_yuan": Decimal(30)}}
SUPPORT = {"MTGR_21_c": {"each_yuan": Decimal(300)}}
VISITED = place(records=(record("MTGR-21-c", date(2025, 5, 1), None, 12, site_id="a"),))
SOURCES = (scale("public_health_subsidy", 800), scale("基本药物补助", 200), scale("clinic_surplus", 100))
APPRAISED = place(D, pay_scale=SOURCES, records=(record("XX21-4.2-c", date(2025, 3, 31), "D", 90),))

BITES = {
    "insurance_action": sample(place(D, records=(record("JZ22-4.5-b", JAN, "D", result=FAILED),)), policy(JZ)),
    "required_insurances": sample(ON_RECORD, policy(JZ)),
    "short_contributions": sample(SHORT, policy(XX), pay("employer_pension", "XX21-4.2-d")),
    "minimum_subsidy": sample(
        place(D, pay_scale=(scale("flexible_minimum", 1200),)), policy(REFORM, **PRIOR), pay("minimum_subsidy", "x")
    ),
    "residents_pension": sample(place(D), policy(REFORM), pay("residents_pension_subsidy", "MTGR-18-b")),
    "living_subsidy": sample(place(replace(D, since=JAN)), policy(JZ), pay("living_subsidy", "JZ22-4.5-c")),
    "living_subsidy_later": sample(
        place(replace(OLD, leaves_on=date(2025, 6, 1))), policy(JZ), pay("living_subsidy", "JZ22-4.5-c")
    ),
    "living_subsidy_cut_off": sample(place(OLD), policy(JZ), pay("living_subsidy", "JZ22-4.5-e")),
    "living_subsidy_insured": sample(
        place(OLD, records=(record("JZ22-4.5-f", JAN, "D"),)), policy(JZ), pay("living_subsidy", "JZ22-4.5-c")
    ),
    "subsidy_on_pension": sample(place(OLD), policy(XX), pay("seniority_subsidy", "XX21-4.2-f")),
    "pay_ends": sample(place(OLD), policy(JZ), pay("employer_pension", "JZ22-6.2-b")),
    "award_once": sample(place(D), policy(REFORM), pay("degree_bonus", "MTGR-11-a", 2000, months=1)),
    "reimbursement": sample(place(D), policy(REFORM), pay("tuition", "MTGR-11-b", 7200, months=1)),
    "paid_by_count": sample(place(D), policy(REFORM, **ROUNDS), pay("round_visits", "MTGR-18-c", 400, months=1)),
    "paid_per_site": sample(
        VISITED,
        policy(REFORM, **SUPPORT),
        (replace(pay("special_support", "MTGR-21-c", 300, months=1)[0], person_id=None, site_id="a"),),
    ),
    "performance_pay": sample(place(D), policy(XX), pay("performance_clinic_surplus", "XX21-4.2-c", months=1)),
}


def test_JZ22_4_5_a_the_hospital_goes_on_paying_from_the_month_of_hiring():
    hired = place(
        doctor("D", "a", since=date(2022, 6, 1)),
        day=date(2022, 1, 1),
        records=(record("JZ22-4.5-a", date(2015, 3, 1), "D"),),
    )
    rule = policy(JZ).clause["JZ22-4.5-a"]
    (duty,) = rule.duties(hired, date(2022, 1, 1), date(2022, 12, 31))
    assert (duty.subject, duty.day) == ("D", date(2022, 6, 1))
    assert not list(rule.duties(hired, date(2022, 6, 2), date(2022, 12, 31)))
    assert not found(hired, policy(JZ), "JZ22-4.5-a")
    gap = replace(hired, records=(*hired.records, record("JZ22-4.5-a", date(2021, 9, 1), "D", result=FAILED)))
    (row,) = found(gap, policy(JZ), "JZ22-4.5-a")
    assert row.status is Status.VIOLATED and "2021-09-01" in row.message.zh
    resumed = replace(gap, records=(*gap.records, record("JZ22-4.5-a", date(2021, 12, 1), "D")))
    assert not found(resumed, policy(JZ), "JZ22-4.5-a")


def test_JZ22_4_5_b_of_five_hired_two_without_insurance_are_enrolled():
    five = [doctor(f"D{n}", "a") for n in range(5)]
    without = tuple(record("JZ22-4.5-b", date(2024, 12, 1), f"D{n}", result=FAILED) for n in (1, 3))
    listed = place(*five, records=without)
    rule = policy(JZ).clause["JZ22-4.5-b"]
    assert [d.subject for d in rule.duties(listed, JAN, LAST)] == ["D1", "D3"]
    assert [f.subject for f in found(listed, policy(JZ), "JZ22-4.5-b")] == ["D1", "D3"]
    enrolled = replace(listed, records=(*without, record("JZ22-4.5-b", JAN, "D1")))
    assert [d.subject for d in rule.duties(enrolled, JAN, LAST)] == ["D3"]
    assert [f.subject for f in found(enrolled, policy(JZ), "JZ22-4.5-b")] == ["D3"]
    assert not found(place(*five), policy(JZ), "JZ22-4.5-b")


def test_JZ22_6_2_c_pension_without_work_injury_fails():
    (row,) = found(ON_RECORD, policy(JZ), "JZ22-6.2-c")
    assert row.status is Status.VIOLATED and "工伤保险" in row.message.zh
    both = replace(ON_RECORD, records=(*ON_RECORD.records, record("JZ22-6.2-c", JAN, "D", note="工伤保险")))
    assert not found(both, policy(JZ), "JZ22-6.2-c")
    lapsed = replace(both, records=(*both.records, record("JZ22-6.2-c", JAN, "D", note="养老", result=FAILED)))
    assert found(lapsed, policy(JZ), "JZ22-6.2-c")
    assert not found(place(D), policy(JZ), "JZ22-6.2-c")


def test_XX21_4_2_e_twelve_years_at_retirement_are_three_more_at_no_public_cost():
    covered = replace(SHORT, pay_scale=(scale("employer_pension", 700),))
    rules = policy(XX)
    (duty,) = rules.clause["XX21-4.2-e"].duties(covered, JAN, LAST)
    assert "还差3年" in duty.what.zh and "lacks 3:" in duty.what.en
    rows = booked(covered, rules)
    assert sum(r.total for r in rows if r.item == "employer_pension") == 700 * 4
    assert not found(covered, rules, "XX21-4.2-e", rows)
    assert found(covered, rules, "XX21-4.2-e", pay("employer_pension", "XX21-4.2-d", 700, date(2025, 5, 1), 1))
    assert not found(covered, rules, "XX21-4.2-e", pay("employer_pension", "XX21-4.2-d", 700, date(2025, 4, 1), 1))
    enough = replace(covered, records=(record("XX21-4.2-e", date(2025, 4, 10), "D", 15),))
    assert not list(rules.clause["XX21-4.2-e"].duties(enough, JAN, LAST))
    assert in_year(booked(enough, rules), 2025, item="employer_pension") == 700 * 12


def test_MTGR_18_a_80_percent_of_last_years_minimum_of_1200_are_960():
    old, new = scale("flexible_minimum", 1200), scale("灵活就业最低缴费", 1300, start=JAN)
    insured = place(D, years=2, pay_scale=(old, new), records=(record("MTGR-18-a", JAN, "D"),))
    rows = booked(insured, policy(REFORM, **PRIOR))
    assert [(r.first.year, r.monthly) for r in rows] == [(2025, 960), (2026, 1040)]
    assert not found(insured, policy(REFORM, **PRIOR), "MTGR-18-a", rows)
    assert found(insured, policy(REFORM, **PRIOR), "MTGR-18-a", spoilt(rows, "minimum_subsidy", ten_more))
    assert not booked(insured, policy(REFORM)), "the percentage is yet to be given"
    assert ("MTGR-18-a", "insurance_subsidy_pct") in policy(REFORM).awaited
    assert not booked(replace(insured, records=()), policy(REFORM, **PRIOR))


def test_MTGR_18_b_with_local_registration_the_residents_pension_without_it_flagged():
    two = place(
        D,
        doctor("E", "a"),
        records=(record("MTGR-18-b", JAN, "D", result=GRANTED), record("MTGR-18-b", JAN, "E", result=REFUSED)),
    )
    given = policy(REFORM, MTGR_18_b={"resident_subsidy_increase": Decimal(50)})
    rows = booked(two, given)
    assert {(r.person_id, r.total) for r in rows} == {("D", 600)}
    assert not booked(two, policy(REFORM))
    (row,) = found(two, given, "MTGR-18-b", rows)
    assert (row.subject, row.status) == ("E", Status.MISSED)
    assert not found(place(D), given, "MTGR-18-b")


def subsidised(instance: Instance, **amend: object) -> set[tuple[str, str, Decimal]]:
    rows = booked(instance, policy(JZ, **LIVING, **amend))
    assert all(r.first.day == 1 for r in rows)
    return {(r.clause, f"{r.first:%Y-%m}", r.total) for r in rows if r.item == "living_subsidy"}


def test_JZ22_4_5_c_twelve_years_on_end_until_the_age_are_enough():
    assert subsidised(place(OLD)) == {("JZ22-4.5-c", "2025-04", Decimal(2700))}
    rows = booked(place(OLD), policy(JZ, **LIVING))
    assert not found(place(OLD), policy(JZ, **LIVING), "JZ22-4.5-c", rows)
    assert found(place(OLD), policy(JZ, **LIVING), "JZ22-4.5-c", spoilt(rows, "living_subsidy", ten_more))
    (duty,) = policy(JZ).clause["JZ22-4.5-c"].duties(place(OLD), JAN, LAST)
    assert duty.day == date(2025, 4, 1)


@pytest.mark.parametrize(
    ("facts", "entitled"),
    [
        ({"since": date(2015, 3, 15)}, True),
        ({"since": date(2015, 3, 16)}, False),
        ({"since": date(2016, 3, 15)}, False),
        ({"leaves_on": date(2025, 3, 14)}, False),
        ({"leaves_on": None}, True),
        ({"since": None}, False),
        ({"birth_date": None}, False),
    ],
)
def test_JZ22_4_5_c_on_both_sides_of_ten_years_and_of_the_age(facts, entitled):
    person = replace(OLD, **facts)
    assert bool(subsidised(place(person))) == entitled
    full = person.since is not None and person.birth_date is not None
    later = pay("living_subsidy", "JZ22-4.5-c", 300, date(2025, 5, 1), 1)
    wrong = [f for f in found(place(person), policy(JZ, **LIVING), "JZ22-4.5-c", later) if f.actual != "0"]
    assert bool(wrong) == (full and not entitled)


def test_JZ22_4_5_c_six_and_six_years_with_a_break_are_not_ten_on_end():
    broken = place(OLD, records=(record("JZ22-4.5-c", date(2019, 1, 1), "D", result=FAILED),))
    assert not subsidised(broken)
    assert found(broken, policy(JZ, **LIVING), "JZ22-4.5-c", pay("living_subsidy", "JZ22-4.5-c", 300, date(2025, 5, 1)))
    assert not subsidised(place(OLD, records=(record("JZ22-4.5-c", date(2025, 5, 1), "D", result=REFUSED),)))


def test_JZ22_4_5_c_computes_nothing_while_the_amount_is_not_given():
    assert not [r for r in booked(place(OLD), policy(JZ)) if r.item == "living_subsidy"]
    assert {("JZ22-4.5-c", "elder_subsidy_yuan"), ("JZ22-4.5-e", "elder_subsidy_yuan")} <= set(policy(JZ).awaited)


def test_a_waiver_of_the_age_puts_the_living_subsidy_off():
    kept = replace(OLD, leaves_on=None)
    assert not subsidised(place(kept, waivers=(Waiver(clause="JZ22-4.2-l", person_id="D"),)))
    until = place(kept, waivers=(Waiver(clause="JZ22-4.2-l", person_id="D", until=date(2025, 8, 31)),))
    assert not subsidised(until)
    assert subsidised(until, suspend=["JZ22-4.5-d"]) == {("JZ22-4.5-c", "2025-09", Decimal(1200))}


def test_JZ22_4_5_d_who_stops_on_10_march_2024_is_paid_from_january_2025():
    kept = replace(OLD, birth_date=date(1958, 1, 1), leaves_on=date(2024, 3, 10))
    early = place(kept, day=date(2024, 1, 1), years=2)
    assert subsidised(early) == {("JZ22-4.5-c", "2025-01", Decimal(3600))}
    assert subsidised(early, suspend=["JZ22-4.5-d"]) == {("JZ22-4.5-c", "2024-04", Decimal(6300))}
    assert found(early, policy(JZ, **LIVING), "JZ22-4.5-d", pay("living_subsidy", "x", 300, date(2024, 12, 1)))
    assert not found(early, policy(JZ, **LIVING), "JZ22-4.5-d", pay("living_subsidy", "x", 300, JAN))
    on_time = replace(kept, birth_date=date(1959, 3, 10))
    assert subsidised(place(on_time, day=date(2024, 1, 1), years=2)) == {("JZ22-4.5-c", "2024-04", Decimal(6300))}


APPLIED = (record("JZ22-4.5-e", date(2023, 1, 1), "D", result=GRANTED),)


@pytest.mark.parametrize(
    ("born", "start"),
    [(date(1962, 6, 1), "2028-01"), (date(1962, 5, 31), None), (date(1963, 1, 1), "2029-01")],
)
def test_JZ22_4_5_e_under_60_on_31_may_2022(born, start):
    person = doctor("D", "a", born=born, since=date(2015, 1, 1))
    group = place(person, years=6, records=APPLIED)
    paid = {c: m for c, m, _ in subsidised(group)}
    assert paid.get("JZ22-4.5-e") == start
    assert ("JZ22-4.5-c" in paid) == (start is None), "nobody is paid twice"
    money = pay("living_subsidy", "JZ22-4.5-e", 300, date(2028, 1, 1))
    wrong = [f for f in found(group, policy(JZ, **LIVING), "JZ22-4.5-e", money) if f.actual != "0"]
    assert bool(wrong) == (start != "2028-01")


@pytest.mark.parametrize(
    ("facts", "records", "in_group"),
    [
        ({}, APPLIED, True),
        ({}, (), False),
        ({"since": date(2022, 5, 31)}, APPLIED, True),
        ({"since": date(2022, 6, 1)}, APPLIED, False),
        ({"leaves_on": date(2028, 2, 1)}, APPLIED, True),
    ],
)
def test_JZ22_4_5_e_asks_for_the_application_and_for_service_by_that_day(facts, records, in_group):
    held = {"born": date(1962, 6, 1), "since": date(2015, 1, 1), **facts}
    group = place(doctor("D", "a", **held), years=6, records=records)
    months = {m for c, m, _ in subsidised(group) if c == "JZ22-4.5-e"}
    assert months == ({"2029-01" if "leaves_on" in facts else "2028-01"} if in_group else set())


KEEPING = Waiver(clause="JZ22-4.2-l", person_id="D", until=date(2028, 8, 31))


@pytest.mark.parametrize(
    ("until", "start"),
    [(date(2025, 8, 31), "2026-01"), (date(2025, 12, 31), "2026-01"), (date(2026, 1, 1), "2027-01")],
)
def test_JZ22_4_5_d_who_is_kept_by_a_waiver_is_paid_from_the_year_after_its_last_day(until, start):
    kept = place(replace(OLD, leaves_on=None), years=3, waivers=(replace(KEEPING, until=until),))
    assert {m for _, m, _ in subsidised(kept)} == {start}
    early = pay("living_subsidy", "x", 300, date(int(start[:4]) - 1, 12, 1))
    assert found(kept, policy(JZ, **LIVING), "JZ22-4.5-d", early)
    assert not found(
        kept, policy(JZ, **LIVING), "JZ22-4.5-d", pay("living_subsidy", "x", 300, date(int(start[:4]), 1, 1))
    )


@pytest.mark.parametrize(
    ("leaves", "start"), [(date(2024, 12, 31), "2025-01"), (JAN, "2025-01"), (date(2025, 1, 2), "2026-01")]
)
def test_JZ22_4_5_d_the_last_day_in_post_counts(leaves, start):
    """``leaves_on`` is the first day no longer in post: who leaves on 1 January stopped in the year before."""
    kept = place(replace(OLD, birth_date=date(1958, 1, 1), leaves_on=leaves), day=date(2024, 1, 1), years=3)
    assert {m for _, m, _ in subsidised(kept)} == {start}


@pytest.mark.parametrize(
    ("until", "start"), [(date(2027, 12, 31), "2028-01"), (date(2028, 1, 1), "2029-01"), (None, None)]
)
def test_JZ22_4_5_e_who_is_kept_by_a_waiver_is_not_out_of_the_clinic(until, start):
    person = doctor("D", "a", born=date(1962, 6, 1), since=date(2015, 1, 1))
    group = place(person, years=6, records=APPLIED, waivers=(replace(KEEPING, until=until),))
    assert {m for c, m, _ in subsidised(group) if c == "JZ22-4.5-e"} == ({start} if start else set())
    money = pay("living_subsidy", "JZ22-4.5-e", 300, date(2028, 1, 1))
    assert bool([f for f in found(group, policy(JZ, **LIVING), "JZ22-4.5-e", money) if f.actual != "0"]) == (
        start != "2028-01"
    )


def test_JZ22_4_5_f_fifteen_years_with_an_employee_pension_are_subsidy_0():
    insured = place(OLD, records=(record("JZ22-4.5-f", date(2020, 1, 1), "D"),))
    assert not subsidised(insured)
    assert subsidised(insured, suspend=["JZ22-4.5-f"])
    assert found(insured, policy(JZ, **LIVING), "JZ22-4.5-f", pay("living_subsidy", "x"))
    assert not found(place(OLD), policy(JZ, **LIVING), "JZ22-4.5-f", pay("living_subsidy", "x"))


def test_JZ22_4_5_c_what_is_on_record_of_somebody_else_takes_nothing_away():
    other = doctor("E", "a")
    for result in (REFUSED, FAILED):
        records = (record("JZ22-4.5-c", date(2024, 6, 1), "E", result=result),)
        assert subsidised(place(OLD, other, records=records)) == {("JZ22-4.5-c", "2025-04", Decimal(2700))}
        assert not subsidised(place(OLD, other, records=(replace(records[0], person_id="D"),)))


@pytest.mark.parametrize(("leaves", "months"), [(date(2025, 12, 1), [1]), (date(2025, 12, 2), [])])
def test_JZ22_4_5_c_who_leaves_in_the_last_month_has_no_row_of_no_months(leaves, months):
    rows = booked(place(replace(OLD, leaves_on=leaves)), policy(JZ, suspend=["JZ22-4.5-d"], **LIVING))
    assert [r.months for r in rows if r.item == "living_subsidy"] == months


def test_JZ22_4_5_d_the_finding_says_until_when_she_stayed_and_from_when_she_is_paid():
    kept = place(replace(OLD, birth_date=date(1958, 1, 1), leaves_on=date(2024, 3, 11)), day=date(2024, 1, 1), years=2)
    (row,) = found(kept, policy(JZ, **LIVING), "JZ22-4.5-d", pay("living_subsidy", "x", 300, date(2024, 12, 1), 1))
    assert "2024-03-10" in row.message.zh and "2025年1月" in row.message.zh


@pytest.mark.parametrize(
    ("item", "person", "result", "paid_twice"),
    [
        ("living_subsidy", "D", Upshot.DONE, True),
        ("employer_pension", "D", Upshot.DONE, False),
        ("living_subsidy", "E", Upshot.DONE, False),
        ("living_subsidy", "D", Upshot.FAILED, False),
    ],
)
def test_JZ22_4_5_f_only_her_own_insurance_and_only_the_living_subsidy(item, person, result, paid_twice):
    insured = place(OLD, doctor("E", "a"), records=(record("JZ22-4.5-f", JAN, person, result=result),))
    assert bool(found(insured, policy(JZ), "JZ22-4.5-f", pay(item, "x"))) is paid_twice


def test_JZ22_4_9_d_after_an_exit_on_2_may_2024_no_pay_rows():
    left = doctor("D", "a", leaves_on=date(2024, 5, 2))
    gone = place(left, day=date(2024, 1, 1), pay_scale=(scale("employer_pension", 800),))
    rows = booked(gone, policy(JZ))
    assert max(r.first.month + r.months - 1 for r in rows) == 5
    assert not found(gone, policy(JZ), "JZ22-4.9-d", rows)
    start = date(2024, 1, 1)
    assert not found(gone, policy(JZ), "JZ22-4.9-d", pay("employer_pension", "x", 1, start, 5))
    assert found(gone, policy(JZ), "JZ22-4.9-d", pay("employer_pension", "x", 1, start, 6))


def test_JZ22_4_9_d_an_exit_for_cause_ends_pay_and_the_living_subsidy_too():
    removed = (record("JZ22-4.9-d", date(2025, 2, 10), "D"),)
    assert not subsidised(place(OLD, records=removed))
    serving = place(D, pay_scale=(scale("employer_pension", 800),), records=removed)
    assert by_funder(booked(serving, policy(JZ)), 2025) == {"county": 1600}


def test_XX21_4_2_f_only_the_residents_pension_brings_the_seniority_subsidy():
    gone = {"born": date(1965, 1, 10), "leaves_on": date(2025, 1, 10)}
    people = [doctor("P", "a", **gone), doctor("Q", "a", **gone), doctor("R", "a", **gone)]
    records = (record("XX21-4.2-f", JAN, "P", result=GRANTED), record("XX21-4.2-f", JAN, "Q", result=REFUSED))
    retired = place(*people, records=records)
    given = policy(XX, XX21_4_2_f={"after_exit_yuan": Decimal(20)})
    rows = tuple(r for r in booked(retired, given) if r.item == "seniority_subsidy")
    assert {(r.person_id, r.first, r.total) for r in rows} == {("P", date(2025, 2, 1), 220)}
    assert not found(retired, given, "XX21-4.2-f", rows)
    assert found(retired, given, "XX21-4.2-f", tuple(replace(r, person_id="Q") for r in rows))
    assert not [r for r in booked(retired, policy(XX)) if r.item == "seniority_subsidy"]


@pytest.mark.parametrize(
    ("born", "first"),
    [
        (date(1965, 3, 10), date(2025, 4, 1)),  # 60 on 10 March 2025
        (date(1965, 12, 2), None),  # 60 on 2 December: from January 2026 on
        (date(1964, 12, 31), JAN),
    ],
)
def test_XX21_4_2_f_the_subsidy_begins_in_the_month_after_the_60th_birthday(born, first):
    granted = record("XX21-4.2-f", JAN, "P", result=GRANTED)
    given = policy(XX, XX21_4_2_f={"after_exit_yuan": Decimal(20)})
    rows = booked(place(doctor("P", "a", born=born), records=(granted,)), given)
    assert [r.first for r in rows if r.item == "seniority_subsidy"] == ([first] if first else [])


def test_MTGR_22_a_two_exits_at_300_a_month_are_7200_in_the_first_full_year():
    people = [doctor(f"D{n}", "a", born=date(1955, 6, n), leaves_on=None) for n in (1, 2)]
    records = tuple(record("MTGR-22-a", JAN, p.id) for p in people)
    given = policy(REFORM, MTGR_22_a={"after_exit_yuan": Decimal(300)})
    rows = tuple(r for r in booked(place(*people, years=2, records=records), given) if r.item == "old_age_supplement")
    assert in_year(rows, 2026) == 7200
    assert in_year(rows, 2025) == 300 * (7 + 6)
    assert not booked(place(*people, years=2), given), "nobody is known to be in the former scheme"


def test_MTGR_11_a_two_degrees_are_4000_and_a_second_one_nothing():
    rows = booked(DEGREES, policy(REFORM))
    assert in_year(rows, 2025) == 4000
    assert not found(DEGREES, policy(REFORM), "MTGR-11-a", rows)
    twice = pay("degree_bonus", "MTGR-11-a", 2000, date(2025, 9, 1), 1)
    assert found(DEGREES, policy(REFORM), "MTGR-11-a", twice)
    law = replace(DEGREES, records=(record("MTGR-11-a", JAN, "D", note="法学"),))
    assert not booked(law, policy(REFORM))


@pytest.mark.parametrize(("degree", "day", "yuan"), [
    ("中专", date(2025, 6, 30), 2000),
    ("大专", date(2025, 6, 30), 0),
    ("大专", JAN, 2000),
])  # fmt: skip
def test_MTGR_11_a_who_is_at_college_level_already_receives_nothing_for_a_later_degree(degree, day, yuan):
    """The roster is of the placement date, 1 January: a degree of that day or before may be the one rewarded."""
    graduated = place(replace(D, degree=degree), records=(record("MTGR-11-a", day, "D"),))
    rows = booked(graduated, policy(REFORM))
    assert in_year(rows, 2025) == yuan
    assert not found(graduated, policy(REFORM), "MTGR-11-a", rows)
    paid = pay("degree_bonus", "MTGR-11-a", 2000, day.replace(day=1), 1)
    assert bool(found(graduated, policy(REFORM), "MTGR-11-a", paid)) == (yuan == 0)


@pytest.mark.parametrize(("spent", "refund"), [
    (Decimal("12345.67"), Decimal("9876.54")),
    (Decimal("0.06"), Decimal("0.05")),
    (Decimal("333.33"), Decimal("266.66")),
])  # fmt: skip
def test_MTGR_11_b_a_refund_is_exact_to_the_fen(spent, refund):
    paid = place(D, records=(record("MTGR-11-b", date(2025, 6, 30), "D", spent, PASSED),))
    rows = booked(paid, policy(REFORM))
    assert [r.total for r in rows] == [refund]
    assert not found(paid, policy(REFORM), "MTGR-11-b", rows)


def test_MTGR_11_b_80_percent_of_9000_are_7200_and_dropping_out_0():
    rows = booked(TUITION, policy(REFORM))
    assert {(r.person_id, r.first, r.total) for r in rows} == {("D", date(2025, 6, 1), 7200)}
    assert not found(TUITION, policy(REFORM), "MTGR-11-b", rows)
    assert found(TUITION, policy(REFORM), "MTGR-11-b", tuple(replace(r, person_id="E") for r in rows))
    assert found(TUITION, policy(REFORM), "MTGR-11-b", spoilt(rows, "tuition", ten_more))


def test_QJ_6_c_half_of_4000_is_2000_once_the_share_is_given():
    trained = place(D, records=(record("QJ-6-c", date(2025, 3, 3), "D", 4000),))
    rows = booked(trained, policy(QJ, **HALF))
    assert in_year(rows, 2025) == 2000
    assert not found(trained, policy(QJ, **HALF), "QJ-6-c", rows)
    assert found(trained, policy(QJ, **HALF), "QJ-6-c", spoilt(rows, "gp_training", ten_more))
    assert not booked(trained, policy(QJ))
    assert not found(trained, policy(QJ), "QJ-6-c", rows)


def test_JZ22_4_6_3_a_three_courses_at_500_cost_the_doctors_nothing():
    people = [doctor(f"D{n}", "a") for n in range(3)]
    course = place(*people, records=tuple(record("JZ22-4.6.3-a", date(2025, 5, 5), p.id, 500) for p in people))
    rows = booked(course, policy(JZ))
    assert by_funder(rows, 2025) == {"unspecified": 1500}
    assert not found(course, policy(JZ), "JZ22-4.6.3-a", rows)
    assert len(found(course, policy(JZ), "JZ22-4.6.3-a", spoilt(rows, "course_fee", ten_more))) == 3


def test_MTGR_18_c_four_visits_at_100_are_400_and_contracts_have_their_own_rate():
    records = (
        record("MTGR-18-c", date(2025, 2, 3), "D", 4),
        record("MTGR-18-c", date(2025, 3, 3), "D", 10, note="家医签约"),
        record("MTGR-18-c", date(2025, 4, 3), "D", result=FAILED),
    )
    rounds = place(D, records=records)
    rows = booked(rounds, policy(REFORM, **ROUNDS))
    assert {r.item: r.total for r in rows} == {"round_visits": 400, "family_contracts": 300}
    assert not found(rounds, policy(REFORM, **ROUNDS), "MTGR-18-c", rows)
    assert found(rounds, policy(REFORM, **ROUNDS), "MTGR-18-c", spoilt(rows, "family_contracts", ten_more))
    assert not booked(rounds, policy(REFORM))


def test_MTGR_21_c_twelve_visits_at_300_are_3600():
    rows = booked(VISITED, policy(REFORM, **SUPPORT))
    assert by_funder(rows, 2025) == {"public": 3600}
    assert not found(VISITED, policy(REFORM, **SUPPORT), "MTGR-21-c", rows)
    assert found(VISITED, policy(REFORM, **SUPPORT), "MTGR-21-c", spoilt(rows, "special_support", ten_more))
    assert not booked(VISITED, policy(REFORM))


@pytest.mark.parametrize(("result", "wrong"), [(Upshot.DONE, False), (REFUSED, True), (None, True)])
def test_MTGR_18_b_who_did_not_join_is_owed_nothing_not_even_a_yuan(result, wrong):
    records = () if result is None else (record("MTGR-18-b", JAN, "D", result=result),)
    money = pay("residents_pension_subsidy", "MTGR-18-b", 1)
    rows = found(place(D, records=records), policy(REFORM), "MTGR-18-b", money)
    assert any(say("subsidies.due", due="0").zh in f.message.zh for f in rows) is wrong


def test_MTGR_21_c_a_visit_that_was_refused_is_not_paid():
    refused = place(records=(record("MTGR-21-c", date(2025, 5, 1), None, 12, REFUSED, site_id="a"),))
    assert not booked(refused, policy(REFORM, **SUPPORT))


def test_XX21_4_2_c_without_an_appraisal_of_the_month_not_a_yuan_is_due():
    rules = policy(XX)
    one = pay("performance_clinic_surplus", "XX21-4.2-c", 1, date(2025, 3, 1), 1)
    other = pay("performance_clinic_surplus", "XX21-4.2-c", 90, date(2025, 4, 1), 1)
    right = pay("performance_clinic_surplus", "XX21-4.2-c", 90, date(2025, 3, 1), 1)
    (wrong,) = [f for f in found(APPRAISED, rules, "XX21-4.2-c", other) if f.actual == "90"]
    assert say("subsidies.due", due="0").zh in wrong.message.zh
    assert [f.actual for f in found(APPRAISED, rules, "XX21-4.2-c", one) if f.actual == "1"] == ["1"]
    assert not [f for f in found(APPRAISED, rules, "XX21-4.2-c", right) if f.actual == "90"]


def test_XX21_4_1_a_three_clinics_at_20000_are_60000_for_the_new_city():
    sites = [clinic(f"a{n}", "A") for n in range(3)]
    records = tuple(record("XX21-4.1-a", date(2025, 9, 1), None, site_id=s.id) for s in sites)
    built = county([centre("A")], sites, day=JAN, horizon_years=1, records=records)
    given = policy(XX, XX21_4_1_a={"each_yuan": Decimal(20000)})
    rows = booked(built, given)
    assert by_funder(rows, 2025, "clinic_building") == {"new_city": 60000}
    assert not found(built, given, "XX21-4.1-a", rows)
    bad = spoilt(rows, "clinic_building", lambda row: replace(row, funder=Funder.NEW_AREA))
    assert len(found(built, given, "XX21-4.1-a", bad)) == 3
    assert not in_year(booked(built, policy(XX)), 2025, item="clinic_building")


def test_XX21_4_2_c_800_200_and_100_at_a_factor_of_90_percent_are_990():
    rows = tuple(r for r in booked(APPRAISED, policy(XX)) if r.item.startswith("performance_"))
    assert in_year(rows, 2025) == 990
    assert {r.first for r in rows} == {date(2025, 3, 1)}
    assert by_funder(rows, 2025) == {"public": 900, "centre": 90}
    assert not found(APPRAISED, policy(XX), "XX21-4.2-c", rows)
    early = found(APPRAISED, policy(XX), "XX21-4.2-c", tuple(replace(r, first=JAN) for r in rows))
    assert sorted(f.period for f in early) == ["2025-01"] * 3 + ["2025-03"] * 3, "too early, and missing where due"
    assert not [r for r in booked(replace(APPRAISED, records=()), policy(XX)) if r.item.startswith("performance_")]


def test_conflicting_texts_do_not_subsidise_the_same_old_age_twice():
    for first, second in ((JZ, XX), (XX, JZ), (REFORM, JZ)):
        law = policy(first, second, suspend=["JZ22-4.1-e"]).clause
        assert sum(code in law for code in ("JZ22-4.5-c", "XX21-4.2-f", "MTGR-22-a")) == 1


def test_roles_that_only_cover_are_insured_elsewhere():
    sent = place(
        doctor("S", "a", role=Role.SECONDED, credential=Credential.PHYSICIAN), pay_scale=(scale("employer_pension", 1),)
    )
    assert not booked(sent, policy(JZ))


@pytest.mark.parametrize(
    ("day", "months"),
    [(date(2025, 1, 31), 1), (date(2025, 11, 30), 11), (date(2025, 12, 1), 12), (date(2025, 12, 31), 12)],
)
def test_XX21_4_2_e_the_public_pays_to_the_end_of_the_month_of_retirement_in_any_month(day, months):
    covered = replace(
        SHORT, pay_scale=(scale("employer_pension", 700),), records=(record("XX21-4.2-e", day, "D", 12),),
        horizon_years=2,
    )  # fmt: skip
    rows = booked(covered, policy(XX, suspend=["XX21-4.3-a"]))
    assert sum(r.months for r in rows if r.item == "employer_pension") == months


@pytest.mark.parametrize(
    ("leaves", "kept"),
    [(date(2024, 12, 31), 0), (JAN, 1), (date(2025, 3, 15), 3), (date(2025, 12, 31), 12), (None, 12)],
)
def test_JZ22_4_9_d_what_was_booked_is_kept_to_the_month_of_the_exit(leaves, kept):
    rule = policy(JZ).clause["JZ22-4.9-d"]
    (row,) = pay("employer_pension", "x")
    rest = rule.revised(row, place(replace(D, leaves_on=leaves)))
    assert sum(r.months for r in rest) == kept
    removed = place(doctor("E", "a"), replace(D, leaves_on=leaves), records=(record("JZ22-4.9-d", JAN, "E"),))
    assert rule.revised(row, removed) == rest, "a record of somebody else ends nothing of hers"


def test_JZ22_4_9_d_of_an_exit_for_cause_and_a_later_leave_the_earlier_counts():
    rule = policy(JZ).clause["JZ22-4.9-d"]
    (row,) = pay("employer_pension", "x")
    both = place(replace(D, leaves_on=date(2025, 8, 1)), records=(record("JZ22-4.9-d", date(2025, 4, 1), "D"),))
    assert [r.months for r in rule.revised(row, both)] == [4]


def test_JZ22_6_2_c_an_insurance_is_named_in_words_or_by_its_key_and_from_its_day_on():
    for note, day, lacks in [
        ("pension、injury", JAN, False),
        ("养老保险、工伤保险", JAN, False),
        ("养老保险、工伤保险", date(2025, 1, 2), False),
    ]:
        told = place(
            D, records=(record("JZ22-6.2-c", JAN, "D", note="养老保险"), record("JZ22-6.2-c", day, "D", note=note))
        )
        assert bool(found(told, policy(JZ), "JZ22-6.2-c")) is (lacks or day > JAN), (note, day)
