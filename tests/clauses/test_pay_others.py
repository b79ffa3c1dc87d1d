"""Allowances, shares and costs of clinics beside the scheme for graduates: Xixian, the reform draft and others."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from booked import JAN, booked, by_credential, by_funder, found, in_year, record, scale, spoilt, ten_more
from build import centre, clinic, county, doctor, graduate, outlook, policy, random_outlook

from planner.accounting import account
from planner.auditing import audit
from planner.auditing.careers import impossible
from planner.clauses.pay.reckoning import PaidClause, Revising, pro_rata
from planner.domain import Credential, Instance, Person, Plan, Role, Site, SiteKind, Upshot, Zone
from planner.finding import Status
from planner.messages import say
from planner.money import Amount, Funder
from planner.policy import Policy
from planner.scale import ITEMS

XX, JZ, REFORM, QJ = "xixian-2021", "jiaozuo-2022", "mentougou-reform", "talent-plan"
C = Credential


def place(people: list[Person], sites: list[Site] | None = None, years: int = 1, **more: object) -> Instance:
    """One centre A with clinic a, from January 2025."""
    return county([centre("A")], sites or [clinic("a", "A")], people, day=JAN, horizon_years=years, **more)


def four() -> Instance:
    held = [C.PHYSICIAN, C.ASSISTANT, C.RURAL_ASSISTANT, C.CERTIFICATE]
    return place([doctor(f"D{n}", "a", credential=c) for n, c in enumerate(held)])


def extra(item: str, clause: str, yuan: int, funder: Funder = Funder.PUBLIC, **who: str) -> tuple[Amount, ...]:
    return (Amount(item=item, first=JAN, months=12, monthly=Decimal(yuan), funder=funder, clause=clause, **who),)


def spoilt_money(instance: Instance, item: str, *packs: str, **amend: object):
    """A sample whose money rows of one item are ten yuan too high."""
    rules = policy(*packs, **amend)
    return instance, rules, Plan(money=spoilt(booked(instance, rules), item, ten_more))


def paid_by_other(instance: Instance, item: str, *packs: str):
    rules = policy(*packs)
    money = spoilt(booked(instance, rules), item, lambda row: replace(row, funder=Funder.CITY))
    return instance, rules, Plan(money=money)


def premises() -> Instance:
    sites = [*(clinic(f"a{n}", "A") for n in range(3)), clinic("b", "A", integrated=False)]
    rows = [scale("repairs", 500, "元/年"), scale("equipment", 10000, "元/年"), scale("水电暖", 3000, "元/年")]
    return place([], sites, pay_scale=(*rows, scale("premises_rent", 500, "元/年")))


def insured_clinics() -> Instance:
    sites = [clinic(f"a{n}", "A", integrated=n < 3) for n in range(5)]
    rows = (scale("liability_premium", 200, "元/年"), scale("accident_premium", 50, "元/年"))
    return place([doctor(f"D{n}", f"a{n}") for n in range(5)], sites, pay_scale=rows)


OLD = place([doctor("D", "a", born=date(1964, 6, 15), credential=C.PHYSICIAN)])
KEPT = place([doctor("D", "a")], pay_scale=(scale("乡村医生补助", 3000),))
SENT = place(
    [
        doctor("S", None, employer="A", role=Role.CENTRE_STAFF),
        doctor("T", None, employer="A", role=Role.CENTRE_STAFF),
        doctor("X", "a", role=Role.SECONDED, leaves_on=date(2025, 7, 1)),
    ]
)
STAFF = {"MTGR_21_a": {"staff_allowance_yuan": Decimal(900)}, "MTGR_21_b": {"staff_allowance_yuan": Decimal(900)}}
ADVANCE = place(
    [doctor(f"D{n}", "a0") for n in range(4)],
    [clinic(f"a{n}", "A") for n in range(3)],
    records=(record("XX21-4.3-b", date(2025, 12, 20), None, 37000, Upshot.PASSED, centre_id="A"),),
)
GREW = {"QJ_13_a": {"allowance_yuan": Decimal(500), "allowance_growth_pct_per_year": 4}}
TEN = place(
    [doctor(f"D{n}", "a") for n in range(10)],
    pay_scale=(scale("employer_pension", 800), scale("工伤保险单位缴费", 20)),
)

BITES = {
    "credential_allowance": lambda: spoilt_money(four(), "credential_allowance", XX, suspend=["XX21-4.3-a"]),
    "rehired_pay": lambda: (OLD, policy(XX), Plan(money=extra("credential_allowance", "x", 600, person_id="D"))),
    "existing_standard": lambda: (
        KEPT,
        policy(REFORM),
        Plan(money=extra("village_doctor_allowance", "MTGR-19-a", 2800, person_id="D")),
    ),
    "allowance_split": lambda: (
        KEPT,
        policy(REFORM),
        Plan(money=extra("village_doctor_allowance.public_health", "MTGR-19-a", 2000, person_id="D")),
    ),
    "staff_allowance": lambda: (
        SENT,
        policy(REFORM, **STAFF),
        Plan(money=extra("staff_allowance", "MTGR-21-b", 800, person_id="X")),
    ),
    "certified_allowance": lambda: (
        place([graduate("G", site_id="a", credential=C.NONE)]),
        policy(REFORM),
        Plan(money=extra("rural_allowance", "MTGR-10-b", 1400, person_id="G")),
    ),
    "growing_allowance": lambda: spoilt_money(place([doctor("D", "a")], years=2), "fixed_allowance", QJ, **GREW),
    "clinic_running_cost": lambda: (four(), policy(XX), Plan(money=extra("clinic_running", "x", 6000, site_id="a"))),
    "funding_shares": lambda: spoilt_money(four(), "clinic_running", XX),
    "advance_and_settle": lambda: (
        ADVANCE,
        policy(XX),
        Plan(money=extra("clinic_running", "XX21-4.2-a", 100, site_id="a0")),
    ),
    "site_cost_bearer": lambda: paid_by_other(premises(), "repairs", REFORM),
    "liability_cover": lambda: (
        place([doctor("D", "a")]),
        policy(REFORM),
        Plan(money=extra("liability_premium", "MTGR-23-a", 200, Funder.TOWN, person_id="D")),
    ),
    "budget_head": lambda: (
        place([], records=(record("QJ-21-a", JAN, None, 50, centre_id="A", note="设备购置"),)),
        policy(QJ),
        Plan(),
    ),
    "insurance_shares": lambda: paid_by_other(TEN, "employer_injury", JZ),
}


def test_XX21_4_2_b_600_500_and_400_a_month_by_credential():
    rows = booked(four(), policy(XX))
    assert in_year(rows, 2025, item="credential_allowance") == 24000
    monthly = {p: sum(r.monthly for r in rows if r.person_id == p and r.item == "credential_allowance") for p in
               ("D0", "D1", "D2", "D3")}  # fmt: skip
    assert monthly == {"D0": 600, "D1": 500, "D2": 500, "D3": 400}
    assert not found(four(), policy(XX), "XX21-4.2-b", rows)
    (row, *_) = found(four(), policy(XX), "XX21-4.2-b", spoilt(rows, "credential_allowance", ten_more))
    assert row.status is Status.VIOLATED and "应为600元" in row.message.zh


def test_a_licence_that_comes_within_the_year_is_paid_from_the_next_month_on():
    person = doctor("D", "a", credential=C.PHYSICIAN, licensed_on=date(2025, 3, 15))
    rows = booked(place([person]), policy(XX, suspend=["XX21-4.3-a"]))
    (row,) = [r for r in rows if r.item == "credential_allowance"]
    assert (row.first, row.months, row.total) == (date(2025, 4, 1), 9, 5400)


def test_staff_of_the_centre_and_those_without_credential_are_not_on_the_table():
    people = [doctor("D", "a", role=Role.SECONDED), doctor("E", "a", credential=C.NONE)]
    assert not in_year(booked(place(people), policy(XX)), 2025, item="credential_allowance")


def test_XX21_4_2_g_one_rehired_costs_the_public_nothing_and_the_hospital_what_was_agreed():
    rehired = place(
        [doctor("D", "a", role=Role.REHIRED)], pay_scale=(scale("协商补助", 450), scale("employer_insurance", 900))
    )
    rows = booked(rehired, policy(XX))
    assert not in_year(rows, 2025, item="employer_insurance")
    assert not in_year(rows, 2025, person_id="D", item="credential_allowance")
    assert by_funder(rows, 2025, "agreed_allowance") == {"centre": 450 * 12}
    usual = booked(rehired, policy(XX, XX21_4_2_g={"rehired_allowance": "usual"}))
    assert in_year(usual, 2025, item="credential_allowance") == 500 * 12
    assert not in_year(usual, 2025, item="agreed_allowance")


@pytest.mark.parametrize(
    ("born", "months"), [(date(1965, 3, 31), 3), (date(1965, 4, 1), 4), (date(1965, 4, 30), 4), (date(1966, 1, 1), 12)]
)
def test_XX21_4_2_g_past_60_begins_on_the_day_after_the_birthday(born, months):
    kept = place([doctor("D", "a", born=born)])
    rules = policy(XX, suspend=["XX21-3.2.6-a", "XX21-3.2.6-b", "XX21-4.3-a"])
    rows = [r for r in booked(kept, rules) if r.item == "credential_allowance"]
    assert [r.months for r in rows] == [months]
    whole_year = spoilt(tuple(rows), "credential_allowance", lambda r: replace(r, months=12))
    assert bool(found(kept, rules, "XX21-4.2-g", whole_year)) == (months < 12)


def test_XX21_4_2_h_outside_integration_the_previous_policy_holds():
    outside = place(
        [doctor("D", "a")], [clinic("a", "A", integrated=False)], pay_scale=(scale("previous_allowance", 350),)
    )
    rows = booked(outside, policy(XX))
    assert {(r.item, r.clause, r.total) for r in rows if r.person_id} == {("previous_allowance", "XX21-4.2-h", 4200)}
    inside = booked(place([doctor("D", "a")], pay_scale=outside.pay_scale), policy(XX))
    assert not in_year(inside, 2025, item="previous_allowance")
    late = place([doctor("D", "a")], [clinic("a", "A", integrated_from=date(2025, 7, 2))], pay_scale=outside.pay_scale)
    rows = booked(late, policy(XX))
    assert in_year(rows, 2025, item="previous_allowance") == 350 * 7
    assert in_year(rows, 2025, item="credential_allowance") == 500 * 5
    assert found(outside, policy(XX), "XX21-4.2-b", extra("credential_allowance", "XX21-4.2-b", 500, person_id="D"))
    wrong = extra("previous_allowance", "XX21-4.2-h", 350, person_id="D")
    assert found(place([doctor("D", "a")]), policy(XX), "XX21-4.2-h", wrong)
    assert not found(outside, policy(XX), "XX21-4.2-h", wrong)


def test_XX21_4_2_a_seven_clinics_cost_35000_a_year():
    rows = booked(place([], [clinic(f"a{n}", "A") for n in range(7)], years=2), policy(XX))
    assert [in_year(rows, year, item="clinic_running") for year in (2025, 2026)] == [35000, 35000]


@pytest.mark.parametrize(
    ("since", "option", "yuan"),
    [
        (date(2025, 7, 1), "by_month", "2500"),
        (date(2025, 7, 2), "by_month", "2083.33"),
        (date(2025, 7, 1), "full_year", "5000"),
        (date(2026, 1, 1), "by_month", "0"),
    ],
)
def test_XX21_4_2_a_a_clinic_integrated_within_the_year(since, option, yuan):
    late = place([], [clinic("a", "A", integrated_from=since)])
    rows = booked(late, policy(XX, XX21_4_2_a={"mid_year": option}))
    assert in_year(rows, 2025, item="clinic_running") == Decimal(yuan)
    assert not found(late, policy(XX), "XX21-4.2-a", rows)


def test_XX21_4_2_a_bites_on_a_clinic_outside_and_on_too_little_for_a_whole_year():
    money = extra("clinic_running", "XX21-4.2-a", 5000, site_id="a")
    assert found(place([], [clinic("a", "A", integrated=False)]), policy(XX), "XX21-4.2-a", money)
    assert not found(place([]), policy(XX), "XX21-4.2-a", money)
    assert found(place([]), policy(XX), "XX21-4.2-a", (replace(money[0], monthly=Decimal(4999)),))


def test_the_parts_of_a_year_add_up_to_the_year_however_it_is_cut():
    chance = random.Random(1)
    for _ in range(200):
        yearly = Decimal(chance.randint(0, 10**6)) / 100
        cuts = sorted({1, 13, *(chance.randint(1, 13) for _ in range(chance.randint(0, 4)))})
        pieces = pairwise(cuts)
        assert sum(pro_rata(yearly, date(2025, a, 1), b - a) for a, b in pieces) == yearly


def test_XX21_4_3_a_35000_are_12250_and_22750():
    rows = booked(place([], [clinic(f"a{n}", "A") for n in range(7)]), policy(XX))
    assert by_funder(rows, 2025) == {"new_area": 12250, "new_city": 22750}
    assert not found(place([], [clinic(f"a{n}", "A") for n in range(7)]), policy(XX), "XX21-4.3-a", rows)


@pytest.mark.parametrize("option", ["new_area_down", "new_city_down"])
def test_XX21_4_3_a_shares_always_add_up_to_the_fen(option):
    rule = policy(XX, XX21_4_3_a={"odd_fen": option}).clause["XX21-4.3-a"]
    chance = random.Random(2)
    for _ in range(500):
        whole = Decimal(chance.randint(-(10**5), 10**6)) / 100
        (amount,) = extra("clinic_running", "x", 0, site_id="a")
        area, city = rule.revised(replace(amount, monthly=whole), place([]))
        assert area.monthly + city.monthly == whole
        assert area.monthly == area.monthly.quantize(Decimal("0.01"))
        assert abs(100 * area.monthly - 35 * whole) < 1
        assert (area.funder, city.funder) == (Funder.NEW_AREA, Funder.NEW_CITY)
    (odd,) = extra("clinic_running", "x", 0, site_id="a")
    area, city = rule.revised(replace(odd, monthly=Decimal("0.01")), place([]))
    expected = ("0.00", "0.01") if option == "new_area_down" else ("0.01", "0.00")
    assert (str(area.monthly), str(city.monthly)) == expected


def test_XX21_4_3_a_what_no_public_purse_bears_is_not_shared():
    rule = policy(XX).clause["XX21-4.3-a"]
    (own,) = extra("employer_pension", "x", 100, Funder.PERSON, person_id="D")
    (other,) = extra("liability_premium", "x", 100, person_id="D")
    assert [rule.revised(row, place([])) for row in (own, other)] == [(own,), (other,)]


def test_XX21_4_3_b_39000_advanced_37000_earned_2000_carried_over():
    rules = policy(XX)
    money = booked(ADVANCE, rules)
    rule = rules.clause["XX21-4.3-b"]
    measures = list(rule.measures(ADVANCE, Plan(money=money), JAN, date(2025, 12, 31)))
    assert [(m.value, m.unit) for m in measures] == [(39000, "yuan"), (2000, "yuan")]
    assert not found(ADVANCE, rules, "XX21-4.3-b", money)
    (duty,) = rule.duties(ADVANCE, JAN, date(2025, 12, 31))
    assert (duty.day, duty.subject) == (JAN, "A") and "3所" in duty.what.zh and "4人" in duty.what.zh
    more = replace(ADVANCE, records=(replace(ADVANCE.records[0], quantity=Decimal(39001)),))
    (row,) = found(more, rules, "XX21-4.3-b", money)
    assert row.status is Status.MISSED and "39001" in row.message.zh
    half = policy(XX, XX21_4_3_b={"settled": "half_yearly"}).clause["XX21-4.3-b"]
    values = [m.value for m in half.measures(ADVANCE, Plan(money=money), JAN, date(2025, 12, 31))]
    assert values == [27000, 12000, -25000]
    assert [d.day for d in half.duties(ADVANCE, JAN, date(2025, 12, 31))] == [JAN, date(2025, 7, 1)]


def test_XX21_4_4_a_four_doctors_at_150_are_600_for_the_institution():
    people = [doctor(f"D{n}", "a") for n in range(4)]
    rows = booked(place(people, pay_scale=(scale("医疗责任险保费", 150, "元/年"),)), policy(XX))
    assert by_funder(rows, 2025, "liability_premium") == {"centre": 600}


def test_MTGR_23_a_the_centre_pays_for_integrated_clinics_the_town_for_others():
    rows = booked(insured_clinics(), policy(REFORM))
    assert by_funder(rows, 2025, "liability_premium") == {"centre": 600, "town": 400}
    assert not in_year(rows, 2025, item="accident_premium")
    assert not found(insured_clinics(), policy(REFORM), "MTGR-23-a", rows)


def test_MTGR_26_a_repairs_are_for_the_town():
    rows = booked(premises(), policy(REFORM))
    assert by_funder(rows, 2025, "repairs") == {"town": 2000}
    bad = spoilt(rows, "repairs", lambda row: replace(row, funder=Funder.COMMISSION))
    assert len(found(premises(), policy(REFORM), "MTGR-26-a", bad)) == 4


def test_MTGR_26_b_equipment_by_the_commission_and_nobody_named_for_other_clinics():
    rows = booked(premises(), policy(REFORM))
    assert by_funder(rows, 2025, "equipment") == {"commission": 30000, "unspecified": 10000}
    assert not found(premises(), policy(REFORM), "MTGR-26-b", rows)
    bad = spoilt(rows, "equipment", lambda row: replace(row, funder=Funder.COMMISSION))
    assert [f.subject for f in found(premises(), policy(REFORM), "MTGR-26-b", bad)] == ["b"]


def test_MTGR_26_c_utilities_of_three_clinics_are_9000_for_the_town():
    three = replace(premises(), sites=premises().sites[:3])
    rows = booked(three, policy(REFORM))
    assert by_funder(rows, 2025, "utilities") == {"town": 9000}
    bad = spoilt(rows, "utilities", lambda row: replace(row, funder=Funder.CENTRE))
    assert found(three, policy(REFORM), "MTGR-26-c", bad)


def test_MTGR_5_a_the_centre_pays_no_rent_and_a_rent_on_record_is_flagged():
    rows = booked(premises(), policy(REFORM))
    assert by_funder(rows, 2025, "premises_rent") == {"town": 2000}
    assert not found(premises(), policy(REFORM), "MTGR-5-a", rows)
    charged = replace(premises(), records=(record("MTGR-5-a", JAN, None, 500, site_id="a1"),))
    (row,) = found(charged, policy(REFORM), "MTGR-5-a")
    assert (row.subject, row.status, row.actual) == ("a1", Status.MISSED, "500")
    free = replace(premises(), records=(record("MTGR-5-a", JAN, None, 0, site_id="a1"),))
    assert not found(free, policy(REFORM), "MTGR-5-a")


def test_XX21_4_2_a_a_year_outside_integration_has_no_row_and_a_single_yuan_is_too_much():
    later = place([], [clinic("a", "A", integrated_from=date(2026, 7, 1))], years=2)
    rows = [r for r in booked(later, policy(XX, suspend=["XX21-4.3-a"])) if r.item == "clinic_running"]
    assert [(r.first, r.monthly) for r in rows] == [(date(2026, 7, 1), 2500)]
    one = extra("clinic_running", "XX21-4.2-a", 1, site_id="a")
    assert found(later, policy(XX), "XX21-4.2-a", one)
    assert found(place([], [clinic("a", "A", kind=SiteKind.STATION)]), policy(XX), "XX21-4.2-a", one)


@pytest.mark.parametrize(
    ("area", "city", "wrong"), [("35", "65", False), ("35.01", "64.99", True), ("34.99", "65.01", True)]
)
def test_XX21_4_3_a_a_fen_off_a_whole_share_is_found(area, city, wrong):
    money = extra("clinic_running", "x", 1, Funder.NEW_AREA, site_id="a")
    pair = (replace(money[0], monthly=Decimal(area)), replace(money[0], monthly=Decimal(city), funder=Funder.NEW_CITY))
    assert bool(found(place([]), policy(XX), "XX21-4.3-a", pair)) is wrong


def test_XX21_4_3_a_what_is_not_shared_or_borne_by_another_is_no_part_of_a_pair():
    whole = extra("premises", "x", 100, Funder.NEW_CITY, site_id="a")
    own = extra("employer_pension", "x", 100, Funder.PERSON, person_id="D")
    assert not found(place([doctor("D", "a")]), policy(XX), "XX21-4.3-a", whole + own)
    alone = extra("clinic_running", "x", 100, Funder.NEW_CITY, site_id="a")
    assert found(place([]), policy(XX), "XX21-4.3-a", alone)
    unshared = extra("clinic_running", "x", 100, Funder.PUBLIC, site_id="a")
    assert found(place([]), policy(XX), "XX21-4.3-a", unshared)


def test_XX21_4_3_b_half_years_end_in_june_and_december_and_a_term_overspent_is_told_with_its_year():
    half = policy(XX, XX21_4_3_b={"settled": "half_yearly"})
    money = booked(ADVANCE, half)
    measures = half.clause["XX21-4.3-b"].measures(ADVANCE, Plan(money=money), JAN, date(2025, 12, 31))
    assert [m.day for m in measures] == [date(2025, 6, 30), date(2025, 12, 31), date(2025, 12, 31)]
    whole = policy(XX).clause["XX21-4.3-b"].measures(ADVANCE, Plan(money=money), JAN, date(2025, 12, 31))
    assert {m.day for m in whole} == {date(2025, 12, 31)}
    more = replace(ADVANCE, records=(replace(ADVANCE.records[0], quantity=Decimal(39001)),))
    (row,) = found(more, policy(XX), "XX21-4.3-b", booked(ADVANCE, policy(XX)))
    assert (row.period, row.subject, row.limit) == ("2025", "A", "<=39000.00")
    assert "2025年" in row.message.zh


@pytest.mark.parametrize(("leaves", "counted"), [(JAN, "3人"), (date(2025, 1, 2), "4人"), (None, "4人")])
def test_XX21_4_3_b_who_has_left_by_the_day_of_the_advance_is_not_counted(leaves, counted):
    people = (replace(ADVANCE.people[0], leaves_on=leaves), *ADVANCE.people[1:])
    (duty,) = policy(XX).clause["XX21-4.3-b"].duties(replace(ADVANCE, people=people), JAN, date(2025, 12, 31))
    assert counted in duty.what.zh


def test_MTGR_23_a_cover_of_someone_at_no_clinic_is_nobodys_by_this_text():
    at_centre = place([doctor("D", None, employer="A", role=Role.CENTRE_STAFF)])
    money = extra("liability_premium", "MTGR-23-a", 100, Funder.TOWN, person_id="D")
    assert not [f for f in found(at_centre, policy(REFORM), "MTGR-23-a", money) if "承担" in f.message.zh]


@pytest.mark.parametrize("clause", ["MTGR-5-a", "MTGR-26-a", "MTGR-26-b", "MTGR-26-c"])
def test_MTGR_26_each_text_judges_its_own_items_only(clause):
    assert not found(premises(), policy(REFORM), clause, booked(premises(), policy(REFORM)))


def test_MTGR_5_a_a_rent_charged_to_a_centre_is_told_with_its_name():
    charged = replace(premises(), records=(record("MTGR-5-a", JAN, None, 500, centre_id="A"),))
    (row,) = found(charged, policy(REFORM), "MTGR-5-a")
    assert row.subject == "A" and "中心A" in row.message.zh
    at_site = replace(premises(), records=(record("MTGR-5-a", JAN, None, 500, site_id="a1", centre_id="A"),))
    (row,) = found(at_site, policy(REFORM), "MTGR-5-a")
    assert row.subject == "a1" and "a1村卫生室" in row.message.zh


def test_QJ_21_a_a_cost_under_the_wrong_head_is_no_fault_of_the_plan():
    budget = place([], records=(record("QJ-21-a", JAN, None, 50, centre_id="A", note="设备购置"),))
    assert [f.status for f in found(budget, policy(QJ), "QJ-21-a")] == [Status.MISSED]


def test_MTGR_21_each_text_judges_its_own_staff_and_from_the_day_they_serve():
    rules = policy(
        REFORM,
        MTGR_21_a={"staff_allowance_yuan": Decimal(900)},
        MTGR_21_b={"staff_allowance_yuan": Decimal(800)},
    )
    rows = booked(SENT, rules)
    assert {r.person_id: r.monthly for r in rows if r.item == "staff_allowance"} == {"S": 900, "T": 900, "X": 800}
    assert not found(SENT, rules, "MTGR-21-a", rows) + found(SENT, rules, "MTGR-21-b", rows)
    later = place([doctor("X", "a", role=Role.SECONDED, available_from=date(2025, 7, 1))])
    assert min(r.first for r in booked(later, rules)) == date(2025, 7, 1)


@pytest.mark.parametrize(
    ("role", "credential", "wrong"),
    [
        (Role.VILLAGE_DOCTOR, C.PHYSICIAN, False),
        (Role.CENTRE_STAFF, C.PHYSICIAN, True),
        (Role.SECONDED, C.PHYSICIAN, True),
        (Role.VILLAGE_DOCTOR, C.NONE, True),
    ],
)
def test_XX21_4_2_b_the_table_is_for_village_doctors_with_a_credential(role, credential, wrong):
    instance = place([doctor("D", "a", role=role, employer="A", credential=credential)])
    (row,) = extra("credential_allowance", "XX21-4.2-b", 600, person_id="D")
    rows = found(instance, policy(XX, suspend=["XX21-4.3-a"]), "XX21-4.2-b", (row,))
    assert [say("subsidies.due", due="0").zh in f.message.zh for f in rows if f.actual == "600"] == [True] * wrong


@pytest.mark.parametrize(
    ("months", "funder", "wrong"), [(2, "public", False), (3, "public", True), (3, "centre", False)]
)
def test_XX21_4_2_g_no_month_past_the_age_is_out_of_a_public_purse(months, funder, wrong):
    """60 on 15 February 2025: a row of January and February may be public, one that runs into March may not."""
    kept = place([doctor("D", "a", born=date(1965, 2, 15), credential=C.PHYSICIAN)])
    (row,) = extra("employer_pension", "x", 100, Funder(funder), person_id="D")
    row = replace(row, months=months)
    assert bool(found(kept, policy(XX), "XX21-4.2-g", (row,))) is wrong
    usual = policy(XX, XX21_4_2_g={"rehired_allowance": "usual"})
    assert not found(kept, usual, "XX21-4.2-g", (row,))


def test_MTGR_19_a_a_retained_doctor_keeps_3000():
    rules = policy(REFORM, suspend=["MTGR-19-b"])
    rows = booked(KEPT, rules)
    assert {(r.item, r.monthly) for r in rows} == {("village_doctor_allowance", 3000)}
    assert not found(KEPT, rules, "MTGR-19-a", rows)
    assert found(KEPT, rules, "MTGR-19-a", spoilt(rows, "village_doctor_allowance", ten_more))
    assert not booked(replace(KEPT, pay_scale=()), rules)


def test_MTGR_19_b_3000_are_1800_and_1200_and_a_graduate_is_not_split():
    rules = policy(REFORM)
    rows = booked(KEPT, rules)
    assert {r.item: r.monthly for r in rows} == {
        "village_doctor_allowance.public_health": 1800,
        "village_doctor_allowance.basic_medical": 1200,
    }
    assert not found(KEPT, rules, "MTGR-19-b", rows)
    assert found(KEPT, rules, "MTGR-19-b", spoilt(rows, "village_doctor_allowance.basic_medical", ten_more))
    (post,) = extra("post_allowance", "x", 3000, person_id="G")
    assert rules.clause["MTGR-19-b"].revised(post, KEPT) == (post,)
    everyone = policy(REFORM, MTGR_19_b={"split_applies_to": "everyone"}).clause["MTGR-19-b"]
    assert [row.monthly for row in everyone.revised(post, KEPT)] == [1800, 1200]
    odd = replace(post, item="village_doctor_allowance", monthly=Decimal("0.01"))
    assert [str(row.monthly) for row in rules.clause["MTGR-19-b"].revised(odd, KEPT)] == ["0.00", "0.01"]


def test_MTGR_21_a_900_for_two_staff_are_1800_a_month_and_nothing_before_it_is_given():
    rows = booked(SENT, policy(REFORM, **STAFF))
    assert in_year(rows, 2025, clause="MTGR-21-a") == 1800 * 12
    assert not found(SENT, policy(REFORM, **STAFF), "MTGR-21-a", rows)
    assert found(SENT, policy(REFORM, **STAFF), "MTGR-21-a", spoilt(rows, "staff_allowance", ten_more))
    assert not booked(SENT, policy(REFORM))
    assert ("MTGR-21-a", "staff_allowance_yuan") in policy(REFORM).awaited


def test_MTGR_21_b_one_seconded_for_six_months_at_900_is_5400():
    rows = booked(SENT, policy(REFORM, **STAFF))
    assert in_year(rows, 2025, clause="MTGR-21-b") == 5400
    assert not found(SENT, policy(REFORM, **STAFF), "MTGR-21-b", rows)
    assert not booked(SENT, policy(REFORM, MTGR_21_a=STAFF["MTGR_21_a"], suspend=["MTGR-21-a"]))


@pytest.mark.parametrize(
    ("facts", "paid"),
    [
        ({}, True),
        ({"credential": C.NONE}, False),
        ({"credential": C.CERTIFICATE}, False),
        ({"graduated_on": None}, False),
        ({"available_from": None}, False),
    ],
)
def test_MTGR_10_b_three_certificates_whatever_the_year_of_enrolment(facts, paid):
    held = {"site_id": "a", "graduated_on": date(2018, 7, 1), "available_from": date(2021, 1, 1), **facts}
    one = place([graduate("G", **held)], pay_scale=(scale("农村补", 1400),))
    rows = booked(one, policy(REFORM))
    assert in_year(rows, 2025, item="rural_allowance") == (16800 if paid else 0)
    assert not found(one, policy(REFORM), "MTGR-10-b", rows)


def test_MTGR_10_b_training_may_be_on_record_and_the_2025_scheme_goes_first():
    held = {"site_id": "a", "graduated_on": date(2018, 7, 1), "available_from": None}
    one = place([graduate("G", **held)], pay_scale=(scale("农村补", 1400),))
    passed = replace(one, records=(record("MTGR-10-b", date(2021, 1, 1), "G", result=Upshot.PASSED),))
    assert in_year(booked(passed, policy(REFORM)), 2025, item="rural_allowance") == 16800
    assert "MTGR-10-b" not in policy("mentougou-2025", REFORM).clause


def test_QJ_13_a_500_with_4_percent_are_520_next_year():
    grown = place([doctor("D", "a")], years=3)
    rows = booked(grown, policy(QJ, **GREW))
    assert [r.monthly for r in rows if r.item == "fixed_allowance"] == [500, 520, Decimal("540.80")]
    assert not found(grown, policy(QJ, **GREW), "QJ-13-a", rows)
    assert not booked(grown, policy(QJ))
    assert {name for code, name in policy(QJ).awaited if code == "QJ-13-a"} == set(GREW["QJ_13_a"])


def test_QJ_21_a_100_20_5_and_3_are_128_budgeted():
    costs = [("人员经费", 100), ("离退休人员费用", 20), ("培训", 5), ("招聘", 3)]
    rows = tuple(record("QJ-21-a", JAN, None, n, centre_id="A", note=word) for word, n in costs)
    budget = place([], records=rows)
    (measure,) = policy(QJ).clause["QJ-21-a"].measures(budget, Plan(), JAN, date(2025, 12, 31))
    assert (measure.value, measure.day, measure.met) == (128, date(2025, 12, 31), None)
    assert say(f"targets.unit.{measure.unit}").zh == "元"
    assert not found(budget, policy(QJ), "QJ-21-a")


def test_QJ_21_b_equipment_stands_outside_the_operating_total():
    rows = (
        record("QJ-21-a", JAN, None, 100, centre_id="A", note="人员经费"),
        record("QJ-21-a", JAN, None, 50, centre_id="A", note="设备购置"),
        record("QJ-21-b", JAN, None, 50, centre_id="A", note="equipment"),
        record("QJ-21-b", JAN, None, 7, centre_id="A", note="培训"),
    )
    budget = place([], records=rows)
    law = policy(QJ).clause
    sums = [m.value for c in ("QJ-21-a", "QJ-21-b") for m in law[c].measures(budget, Plan(), JAN, JAN)]
    assert sums == [100, 50]
    assert [f.actual for f in found(budget, policy(QJ), "QJ-21-a")] == ["设备购置"]
    assert [f.actual for f in found(budget, policy(QJ), "QJ-21-b")] == ["培训"]


def test_JZ22_6_2_b_the_county_pays_96000_the_hospital_2400():
    rows = booked(TEN, policy(JZ))
    assert by_funder(rows, 2025) == {"county": 96000, "centre": 2400}
    assert by_funder(booked(TEN, policy(JZ, JZ22_6_2_b={"covered": "all"})), 2025) == {"county": 98400}
    assert not found(TEN, policy(JZ), "JZ22-6.2-b", rows)
    bad = spoilt(rows, "employer_pension", lambda row: replace(row, funder=Funder.CENTRE))
    assert len(found(TEN, policy(JZ), "JZ22-6.2-b", bad)) == 10


def test_XX21_4_2_d_the_public_pays_21600_and_8400_are_taken_off_the_doctors():
    two = place(
        [doctor("D", "a"), doctor("E", "a")],
        pay_scale=(scale("employer_insurance", 900), scale("employee_insurance", 350)),
    )
    rows = booked(two, policy(XX, suspend=["XX21-4.3-a"]))
    assert by_funder(rows, 2025, "employer_insurance") == {"public": 21600}
    assert by_funder(rows, 2025, "employee_insurance") == {"person": -8400}
    shared = booked(two, policy(XX))
    assert by_funder(shared, 2025, "employer_insurance") == {"new_area": 7560, "new_city": 14040}
    kinds = replace(two, pay_scale=(*two.pay_scale, scale("employer_pension", 700), scale("employer_injury", 9)))
    rows = booked(kinds, policy(XX, suspend=["XX21-4.3-a"]))
    assert not in_year(rows, 2025, item="employer_insurance")
    assert in_year(rows, 2025, funder=Funder.PUBLIC) - in_year(rows, 2025, item="credential_allowance") \
        - in_year(rows, 2025, item="clinic_running") == 2 * 709 * 12  # fmt: skip


YEARLY = {"repairs", "equipment", "network", "utilities", "premises_rent", "liability_premium", "accident_premium"}
GIVEN = {
    XX: {"XX21_4_2_f": {"after_exit_yuan": Decimal(20)}, "XX21_4_1_a": {"each_yuan": Decimal(20000)}},
    JZ: {c: {"elder_subsidy_yuan": Decimal(300)} for c in ("JZ22_4_5_c", "JZ22_4_5_e")},
    REFORM: {**STAFF, "MTGR_18_a": {"insurance_subsidy_pct": 80}, "MTGR_22_a": {"after_exit_yuan": Decimal("99.99")}},
    QJ: {**GREW, "QJ_17_a": {"key_staff_subsidy_yuan": Decimal("10000.01")}, "QJ_6_c": {"refund_pct": 33}},
}
PAID = ("XX21-4.2-c", "XX21-4.2-f", "MTGR-18-a", "MTGR-22-a", "MTGR-11-a", "MTGR-11-b", "QJ-6-c", "JZ22-4.6.3-a")


def rich(chance: random.Random) -> Instance:
    """A small county with an amount for everything, some by zone, and records that something be paid for."""
    base = random_outlook(chance)
    rows = [
        scale(item, f"{chance.randint(1, 10**5) / 100:.2f}", "元/年" if item in YEARLY else "元/月", zone=zone)
        for item in ("flexible_minimum", "employer_insurance", "employee_insurance", "rural_allowance", *ITEMS)
        for zone in (None, chance.choice([Zone.RURAL, Zone.MOUNTAIN]))
        if item not in {"filed_pay", "posted_pay", "normal_grade"}
    ]
    records = [
        record(clause, date(2025 + n % 3, 1 + n % 12, 5), person.id, chance.choice([None, 50, "99.99"]))
        for n, person in enumerate(base.people)
        for clause in chance.sample(PAID, 4)
    ]
    left = [date(2026, 5, 2), date(2027, 1, 1), None]
    return replace(
        base,
        sites=tuple(replace(s, zone=chance.choice([*Zone, None])) for s in base.sites),
        people=tuple(replace(p, leaves_on=p.leaves_on or chance.choice(left)) for p in base.people),
        pay_scale=tuple(rows),
        records=tuple(records),
    )


def moved_about(county_: Instance, rules: Policy, chance: random.Random) -> Plan:
    """A plan that sends whoever can be at work to some site in each half-year; empty where that contradicts itself."""
    at, stints = [s.id for s in county_.sites], []
    for half in ("2025H2", "2026H1", "2026H2", "2027H1", "2027H2"):
        tried = outlook(**{p.id: f"{chance.choice(at)} {half}" for p in county_.people})
        absent = {f.subject for f in impossible(county_, rules, tried)}
        stints += [stint for stint in tried.assignments if stint.person_id not in absent]
    plan = Plan(assignments=tuple(stints))
    return Plan() if list(impossible(county_, rules, plan)) else plan


@pytest.mark.parametrize("pack", [XX, JZ, REFORM, QJ])
def test_the_reckoning_itself_passes_its_own_checks(pack):
    """Whatever the clauses compute of a plan, also of one that moves people about, they find nothing wrong with."""
    rules, seen, moving = policy(pack, **GIVEN[pack]), set(), 0
    paying = {c.id for c in rules.clauses if isinstance(c, PaidClause | Revising)}
    for seed in range(25):
        chance = random.Random(seed)
        county_ = rich(chance)
        moved = moved_about(county_, rules, chance)
        moving += bool(moved.assignments)
        for plan in (Plan(), moved):
            money = booked(county_, rules, plan)
            seen |= {row.clause for row in money}
            rows = [f for f in audit(county_, rules, replace(plan, money=money)) if f.clause in paying]
            assert not [f for f in rows if f.status is Status.VIOLATED], seed
    sums = {c.id for c in rules.clauses if isinstance(c, PaidClause)}
    assert 2 * len(seen & sums) >= len(sums), sums - seen
    assert moving > 3


IN_TRAINING = {"reimbursement"}
"""Families that also pay people who serve nowhere yet; what these are owed is not looked for."""


@pytest.mark.parametrize("pack", [XX, JZ, REFORM, QJ])
def test_a_payment_left_out_of_a_plan_is_noticed(pack):
    """One payment, with all its funders' parts, is taken out of a plan: a clause on it says that it is missing."""
    rules, noticed = policy(pack, **GIVEN[pack]), set()
    for seed in range(15):
        chance = random.Random(seed)
        county_ = rich(chance)
        for plan in (Plan(), moved_about(county_, rules, chance)):
            money = booked(county_, rules, plan)
            for clause in sorted({row.clause for row in money}):
                gone = chance.choice([row for row in money if row.clause == clause])
                whose = gone.item, gone.person_id, gone.site_id, gone.first
                left = tuple(r for r in money if (r.item, r.person_id, r.site_id, r.first) != whose)
                found = [
                    f
                    for f in audit(county_, rules, replace(plan, money=left))
                    if f.subject == (gone.person_id or gone.site_id) and f.status is Status.VIOLATED
                ]
                assert found or not left or rules.clause[clause].family in IN_TRAINING, (seed, gone)
                noticed |= {rules.clause[clause].family} if found else set()
    assert noticed >= {rules.clause[c].family for c in PAYS[pack]}


PAYS = {
    XX: ("XX21-4.2-a", "XX21-4.2-b", "XX21-4.2-c", "XX21-4.2-d", "XX21-4.2-f", "XX21-4.2-g", "XX21-4.4-a"),
    JZ: ("JZ22-4.6.3-a", "JZ22-6.2-b"),
    REFORM: ("MTGR-11-a", "MTGR-11-b", "MTGR-18-a", "MTGR-19-a", "MTGR-21-a", "MTGR-22-a", "MTGR-23-a", "MTGR-26-a"),
    QJ: ("QJ-6-c", "QJ-13-a"),
}
"""Clauses of each text that pay something in these small counties."""


def test_what_nobody_gave_is_named():
    assert account(OLD, policy(XX), Plan()).awaited


@pytest.mark.parametrize(
    ("pack", "given", "named"),
    [
        (XX, {}, {"employer_insurance", "employee_insurance", "liability_premium", "accident_premium"}),
        (XX, {"employer_pension": 1}, {"employee_insurance", "liability_premium", "accident_premium"}),
        (JZ, {"employer_insurance": 1, "employee_insurance": 1}, {"employer_pension"}),
        (
            REFORM,
            {"utilities": 1, "village_doctor_allowance": 1},
            {"premises_rent", "repairs", "equipment", "network", "liability_premium"},
        ),
    ],
)
def test_an_amount_that_no_table_gives_is_asked_for_by_name(pack, given, named):
    one = place([doctor("D", "a")], pay_scale=tuple(scale(item, yuan) for item, yuan in given.items()))
    lacking = account(one, policy(pack), Plan()).lacking
    assert {lack.item for lack in lacking} == named
    assert all(lack.people == ("D",) or lack.sites == ("a",) for lack in lacking)


def test_a_rate_that_begins_inside_a_year_counts_from_its_month():
    begun = replace(scale("utilities", 1200, "元/年"), start=date(2025, 7, 1))
    rows = booked(place([], pay_scale=(scale("utilities", 600, "元/年"), begun)), policy(REFORM))
    assert {(r.first, r.monthly) for r in rows} == {(JAN, Decimal(300)), (date(2025, 7, 1), Decimal(600))}
    rows = booked(place([], pay_scale=(begun,)), policy(REFORM))
    assert {(r.first, r.monthly) for r in rows} == {(date(2025, 7, 1), Decimal(600))}


def test_by_credential_rows_of_the_scale_go_before_general_ones():
    both = replace(KEPT, pay_scale=(*KEPT.pay_scale, by_credential("乡村医生补助", C.ASSISTANT, 3200)))
    rows = booked(both, policy(REFORM, suspend=["MTGR-19-b"]))
    assert {r.monthly for r in rows} == {3200}
