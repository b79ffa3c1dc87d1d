"""Bands of performance pay, equal pay, income by appraisal, a grade more, key staff."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from booked import JAN, booked, by_credential, found, in_year, record, scale, spoilt
from build import centre, clinic, county, doctor, graduate, policy

from planner.auditing.count import count
from planner.domain import Credential, Instance, Person, Plan, Record, Upshot, Waiver
from planner.finding import Status
from planner.money import Amount, Funder

JZ, QJ = "jiaozuo-2022", "talent-plan"
C = Credential


def place(*people: Person, records: tuple[Record, ...] = (), years: int = 1, **more: object) -> Instance:
    return county([centre("A")], [clinic("a", "A")], people, day=JAN, horizon_years=years, records=records, **more)


def percent(clause: str, quantity: int | str) -> Instance:
    return place(records=(record(clause, date(2025, 12, 31), None, quantity, centre_id="A"),))


def appraised(second: int, score: int = 80) -> Instance:
    """D1 scores 100 and earns 1000; D2 scores 80 and earns so much."""
    day, rows = date(2025, 3, 31), []
    for code, points, yuan in (("D1", 100, 1000), ("D2", score, second)):
        rows += [record("JZ22-4.8-d", day, code, points, Upshot.PASSED), record("JZ22-4.8-d", day, code, yuan)]
    return place(doctor("D1", "a"), doctor("D2", "a"), records=tuple(rows))


def compared(mine: str, yuan: int, theirs: str, peer: int) -> Instance:
    return place(
        pay_scale=(by_credential(mine, C.PHYSICIAN, yuan), by_credential(theirs, C.PHYSICIAN, peer)),
    )


def graded(grade: int, site: str | None = "a") -> Instance:
    young = graduate("G", site_id=site, employer="A", since=date(2025, 7, 1))
    return place(young, pay_scale=(scale("normal_grade", 5, "级"),), records=(record("QJ-11-c", JAN, "G", grade),))


KEY = {"QJ_17_a": {"key_staff_subsidy_yuan": Decimal(10000)}}
BONUS = (
    Amount(
        item="performance_clinic_surplus",
        first=JAN,
        months=1,
        monthly=Decimal(100),
        funder=Funder.CENTRE,
        clause="x",
        person_id="D0",
    ),
)
AGREED = place(doctor("D0", "a"), records=(record("QJ-17-a", JAN, "D0"),))

BITES = {
    "pay_band": lambda: (percent("QJ-10-a", 140), policy(QJ), Plan()),
    "pay_addition_about": lambda: (percent("QJ-11-a", 20), policy(QJ), Plan()),
    "pay_compared": lambda: (compared("filed_pay", 5500, "established_pay", 6000), policy(QJ), Plan()),
    "tied_income": lambda: (appraised(1000), policy(JZ), Plan()),
    "grade_step": lambda: (graded(5), policy(QJ), Plan()),
    "key_staff": lambda: (AGREED, policy(QJ), Plan(money=BONUS)),
}

BANDS = [
    ("QJ-10-a", "99.99", False),
    ("QJ-10-a", "100", True),
    ("QJ-10-a", "135", True),
    ("QJ-10-a", "135.01", False),
    ("QJ-10-b", "9.9", False),
    ("QJ-10-b", "10", True),
    ("QJ-10-b", "15", True),
    ("QJ-10-b", "15.1", False),
    ("QJ-10-c", "149", False),
    ("QJ-10-c", "150", True),
    ("QJ-10-c", "230", True),
    ("QJ-10-c", "250", False),
    ("QJ-11-a", "7.9", False),
    ("QJ-11-a", "8", True),
    ("QJ-11-a", "10", True),
    ("QJ-11-a", "12", True),
    ("QJ-11-a", "12.1", False),
]


@pytest.mark.parametrize(("clause", "quantity", "inside"), BANDS)
def test_both_ends_of_a_band_belong_to_it(clause, quantity, inside):
    rows = found(percent(clause, quantity), policy(QJ), clause)
    assert [r.status for r in rows] == ([] if inside else [Status.MISSED])


def test_QJ_10_a_with_a_baseline_of_50000_for_20_staff_the_total_lies_between_1000000_and_1350000():
    over = replace(
        percent("QJ-10-a", Decimal(1_400_000) * 100 / 1_000_000),
        pay_scale=(scale("绩效工资基准线", 50000 * 20, "元/年"),),
    )
    (row,) = found(over, policy(QJ), "QJ-10-a")
    assert "（即1000000元至1350000元）" in row.message.zh and "140%" in row.message.zh
    assert "1000000 to 1350000 yuan" in row.message.en
    assert not found(place(), policy(QJ), "QJ-10-a"), "silent without facts"
    granted = replace(over, waivers=(Waiver(clause="QJ-10-a", site_id="A", why="特批"),))
    assert [r.status for r in found(granted, policy(QJ), "QJ-10-a")] == [Status.WAIVED]


def test_QJ_10_b_of_a_baseline_of_1000000_overtime_adds_100000_to_150000():
    low = replace(percent("QJ-10-b", 9), pay_scale=(scale("performance_baseline", 1_000_000, "元/年"),))
    (row,) = found(low, policy(QJ), "QJ-10-b")
    assert "（即100000元至150000元）" in row.message.zh


def test_QJ_10_c_of_a_mean_of_60000_the_head_earns_90000_to_138000():
    assert not found(percent("QJ-10-c", Decimal(138_000) * 100 / 60_000), policy(QJ), "QJ-10-c")
    assert not found(percent("QJ-10-c", Decimal(90_000) * 100 / 60_000), policy(QJ), "QJ-10-c")
    (row,) = found(percent("QJ-10-c", Decimal(150_000) * 100 / 60_000), policy(QJ), "QJ-10-c")
    assert row.limit == "150-230"
    head = place(doctor("H", "a"), records=(record("QJ-10-c", JAN, "H", 250),))
    assert [r.subject for r in found(head, policy(QJ), "QJ-10-c")] == ["H"]


def test_QJ_11_a_about_10_percent_is_an_assumption_that_is_said():
    assert "假定" in policy(QJ).clause["QJ-11-a"].statement().zh
    strict = policy(QJ, QJ_11_a={"about_points": 0})
    assert found(percent("QJ-11-a", 11), strict, "QJ-11-a")
    assert not found(percent("QJ-11-a", 10), strict, "QJ-11-a")


def test_QJ_1_f_established_6000_and_filed_5500_are_a_gap_of_500():
    (row,) = found(compared("备案人员工资", 5500, "编内人员工资", 6000), policy(QJ), "QJ-1-f")
    assert row.status is Status.VIOLATED and "相差500元" in row.message.zh
    assert not found(compared("filed_pay", 6000, "established_pay", 6000), policy(QJ), "QJ-1-f")
    other = place(
        pay_scale=(by_credential("filed_pay", C.PHYSICIAN, 5500), by_credential("established_pay", C.ASSISTANT, 6000))
    )
    assert not found(other, policy(QJ), "QJ-1-f"), "another grade is no measure"


def test_QJ_1_f_a_raise_of_the_peers_alone_is_a_gap_from_its_day_on():
    """Filed staff have 6000 since 2024; the established rise from 6000 to 6500 in 2025, and filed staff in 2026."""
    filed, peers = by_credential("filed_pay", C.PHYSICIAN, 6000), by_credential("established_pay", C.PHYSICIAN, 6000)
    old, rise, later = date(2024, 1, 1), date(2025, 7, 1), date(2026, 7, 1)
    rates = (
        replace(filed, start=old),
        replace(filed, start=later, amount_yuan=Decimal(6500)),
        replace(peers, start=old),
        replace(peers, start=rise, amount_yuan=Decimal(6500)),
    )
    rows = found(place(pay_scale=rates), policy(QJ), "QJ-1-f")
    assert [(r.period, r.subject, r.actual, r.limit) for r in rows] == [("2025-07-01", "physician", "6000", ">=6500")]
    assert not found(place(pay_scale=rates[:3]), policy(QJ), "QJ-1-f")


def test_QJ_1_f_yuan_a_year_are_not_held_against_yuan_a_month():
    rates = (scale("filed_pay", 5500), scale("established_pay", 72000, "元/年"))
    assert not found(place(pay_scale=rates), policy(QJ), "QJ-1-f")
    (row,) = found(place(pay_scale=(rates[0], scale("established_pay", 6000))), policy(QJ), "QJ-1-f")
    assert row.subject == "filed_pay", "no credential: the item is named"


@pytest.mark.parametrize(("yuan", "enough"), [(7900, False), (8000, False), (8100, True)])
def test_QJ_11_b_posted_staff_earn_more_than_the_8000_of_their_peers(yuan, enough):
    rows = found(compared("派驻人员收入", yuan, "county_peer_pay", 8000), policy(QJ), "QJ-11-b")
    assert bool(rows) != enough


@pytest.mark.parametrize(("yuan", "right"), [(999, True), (1000, False), (1001, False)])
def test_JZ22_4_8_d_who_scores_80_earns_less_than_who_scores_100(yuan, right):
    rows = found(appraised(yuan), policy(JZ), "JZ22-4.8-d")
    assert [r.subject for r in rows] == ([] if right else ["D2"])
    assert not found(appraised(yuan, score=100), policy(JZ), "JZ22-4.8-d")


def test_JZ22_4_8_d_compares_only_the_same_month_and_credential():
    other = replace(appraised(1000), people=(doctor("D1", "a"), doctor("D2", "a", credential=C.PHYSICIAN)))
    assert not found(other, policy(JZ), "JZ22-4.8-d")
    records = tuple(replace(r, day=date(2025, 4, 30)) if r.person_id == "D2" else r for r in appraised(1000).records)
    assert not found(replace(appraised(1000), records=records), policy(JZ), "JZ22-4.8-d")


def test_QJ_11_c_of_a_normal_grade_5_a_graduate_at_a_clinic_gets_6():
    (row,) = found(graded(5), policy(QJ), "QJ-11-c")
    assert (row.status, row.actual, row.limit) == (Status.MISSED, "5", "6")
    assert not found(graded(6), policy(QJ), "QJ-11-c")
    assert not found(replace(graded(5), pay_scale=()), policy(QJ), "QJ-11-c")
    (duty,) = policy(QJ).clause["QJ-11-c"].duties(graded(5), JAN, date(2025, 12, 31))
    assert (duty.subject, duty.day) == ("G", date(2025, 7, 1))


def test_QJ_11_c_reaches_the_township_itself_only_when_it_is_read_so():
    below = policy(QJ, QJ_11_c={"where": "below_only"})
    for rules, reached in ((policy(QJ), True), (below, False)):
        assert bool(found(graded(5, None), rules, "QJ-11-c")) == reached
        assert bool(list(rules.clause["QJ-11-c"].duties(graded(5, None), JAN, date(2025, 12, 31)))) == reached


def test_QJ_17_a_five_key_staff_at_10000_are_50000_a_year():
    people = [doctor(f"D{n}", "a") for n in range(6)]
    chosen = tuple(record("QJ-17-a", date(2024, 12, 1), f"D{n}", result=Upshot.GRANTED) for n in range(5))
    staff = place(*people, records=chosen)
    rows = booked(staff, policy(QJ, **KEY))
    assert in_year(rows, 2025) == 50000
    assert not found(staff, policy(QJ, **KEY), "QJ-17-a", rows)
    assert found(staff, policy(QJ, **KEY), "QJ-17-a", tuple(replace(r, person_id="D5") for r in rows))
    double = spoilt(rows, "key_staff_subsidy", lambda row: replace(row, monthly=row.monthly + 1))
    assert len(found(staff, policy(QJ, **KEY), "QJ-17-a", double)) == 5
    assert not booked(staff, policy(QJ))


def test_QJ_17_a_an_agreed_salary_is_not_in_the_performance_pay_total():
    rule = policy(QJ).clause["QJ-17-a"]
    assert rule.revised(BONUS[0], AGREED) == ()
    assert rule.revised(BONUS[0], place(doctor("D0", "a"))) == BONUS
    assert found(AGREED, policy(QJ), "QJ-17-a", BONUS)
    inside = policy(QJ, QJ_17_a={"agreed_salary_in_total": "yes"})
    assert inside.clause["QJ-17-a"].revised(BONUS[0], AGREED) == BONUS
    assert not found(AGREED, inside, "QJ-17-a", BONUS)


@pytest.mark.parametrize(("signed", "outside"), [(date(2025, 1, 31), True), (date(2025, 2, 1), False)])
def test_QJ_17_a_an_agreed_salary_counts_from_the_month_in_which_it_is_signed(signed, outside):
    """The performance pay of January: revised, judged and looked for alike."""
    agreed = place(doctor("D0", "a"), doctor("D1", "a"), records=(record("QJ-17-a", signed, "D0"),))
    rules = policy(QJ)
    rule, ledger = rules.clause["QJ-17-a"], count(agreed, rules, Plan()).ledger({})
    assert (rule.revised(BONUS[0], agreed) == ()) is outside
    assert bool(found(agreed, rules, "QJ-17-a", BONUS)) is outside
    assert rule.forbids(BONUS[0], ledger) is outside
    other = replace(BONUS[0], person_id="D1")
    assert rule.revised(other, agreed) == (other,)
    assert not found(agreed, rules, "QJ-17-a", (other,))
    inside = policy(QJ, QJ_17_a={"agreed_salary_in_total": "yes"}).clause["QJ-17-a"]
    assert not inside.forbids(BONUS[0], ledger)


@pytest.mark.parametrize(
    ("chosen", "paid"),
    [
        ((date(2025, 1, 31),), 10000),
        ((date(2025, 7, 1),), 5000),
        ((date(2025, 7, 1), date(2025, 10, 1)), 5000),
        ((date(2025, 12, 31),), Decimal("833.33")),
        ((date(2026, 1, 1),), 0),
    ],
)
def test_QJ_17_a_the_subsidy_runs_from_the_month_of_the_first_selection(chosen, paid):
    rows = tuple(record("QJ-17-a", day, "D0", result=Upshot.GRANTED) for day in chosen)
    money = booked(place(doctor("D0", "a"), records=rows), policy(QJ, **KEY))
    assert abs(in_year(money, 2025) - paid) < 1
    turned_down = tuple(replace(r, result=Upshot.REFUSED) for r in rows)
    assert not booked(place(doctor("D0", "a"), records=turned_down), policy(QJ, **KEY))


def test_QJ_17_a_nothing_is_due_to_who_was_not_selected_by_then():
    granted = record("QJ-17-a", date(2025, 3, 1), "D0", result=Upshot.GRANTED)
    staff = place(doctor("D0", "a"), records=(granted,))
    (row,) = BONUS
    for first, early in ((date(2025, 2, 1), True), (date(2025, 3, 1), False)):
        one = replace(row, item="key_staff_subsidy", funder=Funder.PUBLIC, first=first)
        assert any(f.actual == "100" for f in found(staff, policy(QJ, **KEY), "QJ-17-a", (one,))) is early


@pytest.mark.parametrize(
    ("since", "first", "last", "due"),
    [
        (date(2025, 7, 1), date(2025, 7, 1), date(2025, 7, 1), 1),
        (date(2025, 7, 1), date(2025, 7, 2), date(2025, 12, 31), 0),
        (date(2025, 7, 1), JAN, date(2025, 6, 30), 0),
    ],
)
def test_QJ_11_c_falls_due_on_the_day_she_begins(since, first, last, due):
    young = replace(graded(5), people=(graduate("G", site_id="a", employer="A", since=since),))
    assert len(list(policy(QJ).clause["QJ-11-c"].duties(young, first, last))) == due
