"""The pay of directed graduates (MTG25-2.4, -2.5, -3.3 and annex; MTG21-A1.4, -A1.5, -A2.3): on both sides."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from build import centre, clinic, county, doctor, graduate, plan, policy, served

from planner.accounting import account
from planner.accounts import Accounts
from planner.auditing import audit
from planner.domain import Credential, Instance, PayItem, Person, Placement, Plan, Record, Upshot, Village, Zone
from planner.finding import Finding, Status
from planner.money import Amount, Funder
from planner.policy import Policy

M25 = "mentougou-2025"
M21 = ("mentougou-2021", M25)
LAW = policy(M25)
OLD = policy(*M21, suspend=["MTG25-3.1-b"])
IN_POST = {"available_from": date(2024, 1, 1), "graduated_on": date(2021, 7, 1), "enrolled_on": date(2018, 9, 1)}


def scale(**amounts: object) -> tuple[PayItem, ...]:
    """``scale(rural_allowance=900, post_allowance=(3000, 3500, 4000))``: three amounts are urban, rural, mountain."""
    rows: list[PayItem] = []
    for item, yuan in amounts.items():
        if isinstance(yuan, tuple):
            zones = zip((Zone.URBAN, Zone.RURAL, Zone.MOUNTAIN), yuan, strict=True)
            rows += [PayItem(item=item, zone=zone, amount_yuan=Decimal(n)) for zone, n in zones]
        else:
            rows.append(PayItem(item=item, amount_yuan=Decimal(str(yuan))))
    return tuple(rows)


PLAIN = scale(
    post_allowance=(3000, 3500, 4000),
    minimum_wage=2540,
    employee_insurance=700,
    employee_housing_fund=400,
    employer_insurance=1200,
    employer_housing_fund=500,
    dispatch_fee=100,
    rural_allowance=900,
)


def place(*people: Person, prices: Iterable[PayItem] = PLAIN, years: int = 1, **more: object) -> Instance:
    sites = [clinic("a", "A", zone=Zone.MOUNTAIN), clinic("b", "A", zone=Zone.RURAL), clinic("u", "A", zone=Zone.URBAN)]
    return county([centre("A")], sites, people, pay_scale=tuple(prices), horizon_years=years, **more)


def serving(code: str = "G1", at: str | None = "a", **more: object) -> Person:
    return graduate(code, site_id=at, **{**IN_POST, **more})


def trainee(code: str = "G1", **more: object) -> Person:
    facts = {
        "available_from": None,
        "graduated_on": date(2025, 7, 1),
        "track": "助理全科",
        "credential": Credential.NONE,
    }
    return graduate(code, **{**facts, "enrolled_on": date(2022, 9, 1), **more})


def accounts(instance: Instance, law: Policy = LAW, made: Plan | None = None) -> Accounts:
    return account(instance, law, made or Plan())


def in_month(money: Iterable[Amount], day: str, code: str = "G1") -> dict[str, Decimal]:
    """The rows of a person in a month, ``2025-07``, by item."""
    first = date.fromisoformat(f"{day}-01")
    return {row.item: row.monthly for row in money if row.person_id == code and row.first <= first < row.end}


def net(rows: dict[str, Decimal]) -> Decimal:
    beside = ("employer_insurance", "employer_housing_fund", "dispatch_fee", "contract_fee", "public_health_subsidy")
    return sum((yuan for item, yuan in rows.items() if item not in beside), Decimal(0))


def months_with(money: Iterable[Amount], item: str, code: str = "G1") -> int:
    return sum(row.months for row in money if row.item == item and row.person_id == code)


def faults(instance: Instance, made: Plan, law: Policy = LAW, clause: str = "") -> list[Finding]:
    found = audit(instance, law, made)
    return [f for f in found if f.clause == clause and f.status in {Status.VIOLATED, Status.MISSED}]


def carried_out(instance: Instance, law: Policy = LAW, made: Plan | None = None) -> Plan:
    return replace(made or Plan(), money=accounts(instance, law, made).money)


def doctored(instance: Instance, law: Policy, item: str, made: Plan | None = None, **change: object) -> Plan:
    """A plan in which the rows of an item are changed; ``drop=True`` leaves them out."""
    right = carried_out(instance, law, made)
    rows = [replace(row, **change) if row.item == item and "drop" not in change else row for row in right.money]
    return replace(right, money=tuple(row for row in rows if not ("drop" in change and row.item == item)))


def test_MTG25_2_4_a_every_month_of_all_stages_is_paid():
    """6 months pre-service + 24 training, then 2 of service: 32 months of allowance, none missing."""
    one = trainee(graduated_on=date(2025, 7, 1))
    instance = place(one, years=3)
    career = replace(Plan(), assignments=served(G1="a 2028H1"))
    money = accounts(instance, LAW, career).money
    assert months_with(money, "post_allowance") == 36
    months = [row for row in money if row.item == "post_allowance"]
    assert [(row.first.isoformat()[:7], row.months) for row in months][:3] == [
        ("2025-07", 6), ("2026-01", 24), ("2028-01", 6),
    ]  # fmt: skip
    assert not faults(instance, carried_out(instance, LAW, career), LAW, "MTG25-2.4-a")
    gap = tuple(row for row in money if row.first != date(2026, 1, 1))
    assert faults(instance, replace(career, money=gap), LAW, "MTG25-2.4-a")[0].status is Status.VIOLATED


@pytest.mark.parametrize(("enrolled", "paid"), [(2018, 4300), (2016, 3400)])
def test_MTG25_2_4_b_allowance_less_contributions_plus_the_rural_allowance_if_due(enrolled, paid):
    prices = scale(
        post_allowance=(4500, 4500, 4500), employee_insurance=700, employee_housing_fund=400, rural_allowance=900
    )
    instance = place(serving(enrolled_on=date(enrolled, 9, 1)), prices=prices)
    assert net(in_month(accounts(instance).money, "2025-07")) == paid
    wrong = doctored(instance, LAW, "employee_insurance", monthly=Decimal(700))
    assert faults(instance, wrong, LAW, "MTG25-2.4-b")


def test_MTG25_2_4_1_a_the_tier_of_the_town_while_in_training():
    instance = place(trainee())
    bound = plan(G1="A/a")
    assert in_month(accounts(instance, LAW).money, "2026-01")["post_allowance"] == 3000
    assert in_month(accounts(place(serving()), LAW, bound).money, "2026-01")["post_allowance"] == 4000
    wrong = doctored(instance, LAW, "post_allowance", monthly=Decimal(4000))
    assert faults(instance, wrong, LAW, "MTG25-2.4.1-a")


def test_MTG25_2_4_1_b_the_tier_of_the_clinic_from_the_first_month_of_service():
    one = trainee(graduated_on=date(2025, 7, 1))
    instance = place(one, years=4)
    money = accounts(instance, LAW, replace(Plan(), assignments=served(G1="a 2028H1-2029H1"))).money
    assert in_month(money, "2027-12")["post_allowance"] == 3000
    assert in_month(money, "2028-01")["post_allowance"] == 4000
    there = place(serving())
    assert faults(there, doctored(there, LAW, "post_allowance", monthly=Decimal(3000)), LAW, "MTG25-2.4.1-b")
    by_centre = policy(M25, MTG25_2_4_1_b={"tier": "by_centre"})
    mixed = accounts(there, by_centre)
    assert not months_with(mixed.money, "post_allowance"), "sites of the centre lie in three zones: no tier is invented"
    assert [(lack.item, lack.zone) for lack in mixed.lacking] == [("post_allowance", None)]


def test_MTG25_2_4_1_e_the_district_pays_allowances_and_nobody_is_charged_the_fee():
    """3 graduates, allowance 4000, fee 100, a year: 144000 + 3600; pay is the same with and without the fee."""
    people = [serving(f"G{n}", enrolled_on=None) for n in range(3)]
    prices = scale(post_allowance=(4000, 4000, 4000), dispatch_fee=100)
    instance = place(*people, prices=prices)
    money = accounts(instance).money
    assert sum(row.total for row in money) == 147600
    assert {row.funder for row in money if row.item == "post_allowance"} == {Funder.DISTRICT}
    assert {row.funded_under for row in money if row.item == "post_allowance"} == {"MTG25-2.4.1-e"}
    assert net(in_month(money, "2025-07", "G0")) == 4000
    off = doctored(instance, LAW, "dispatch_fee", monthly=Decimal(-100), funder=Funder.PERSON)
    assert faults(instance, off, LAW, "MTG25-2.4.1-e")
    assert faults(instance, doctored(instance, LAW, "post_allowance", funder=Funder.CENTRE), LAW, "MTG25-2.4.1-e")


def test_MTG25_2_4_2_a_insurance_and_housing_fund_for_each_graduate():
    instance = place(serving("G1"), serving("G2"))
    right = carried_out(instance)
    assert not faults(instance, right, LAW, "MTG25-2.4.2-a")
    without = tuple(r for r in right.money if (r.person_id, r.item) != ("G2", "employee_housing_fund"))
    assert [f.subject for f in faults(instance, replace(right, money=without), LAW, "MTG25-2.4.2-a")][:1] == ["G2"]


def test_MTG25_2_4_2_b_the_employers_share_is_for_public_finance():
    instance = place(serving("G1"), serving("G2"))
    money = accounts(instance).money
    shares = [r for r in money if r.item.startswith("employer_")]
    assert sum(r.total for r in shares) == 40800
    assert {r.funder for r in shares} == {Funder.PUBLIC}
    assert faults(instance, doctored(instance, LAW, "employer_insurance", funder=Funder.CENTRE), LAW, "MTG25-2.4.2-b")


@pytest.mark.parametrize(
    ("facts", "counts", "due"),
    [
        ({}, "enrolled", True),
        ({"credential": Credential.NONE}, "enrolled", False),
        ({"enrolled_on": date(2015, 9, 1), "graduated_on": date(2018, 7, 1)}, "enrolled", False),
        ({"enrolled_on": date(2015, 9, 1), "graduated_on": date(2018, 7, 1)}, "graduated", True),
        ({"enrolled_on": date(2017, 1, 1)}, "enrolled", True),
        ({"enrolled_on": date(2016, 12, 31)}, "enrolled", False),
        ({"credential": Credential.RURAL_ASSISTANT, "school": "首都医科大学"}, "enrolled", True),
        ({"school": "别的学校"}, "enrolled", False),
        ({"enrolled_on": None}, "enrolled", False),
    ],
)
def test_MTG25_2_4_3_a_who_gets_the_rural_allowance(facts, counts, due):
    law = policy(M25, MTG25_2_4_3_a={"since_counts": counts})
    instance = place(serving(**facts))
    assert ("rural_allowance" in in_month(accounts(instance, law).money, "2025-07")) is due
    assert not faults(instance, carried_out(instance, law), law, "MTG25-2.4.3-a")
    if due:
        assert faults(instance, doctored(instance, law, "rural_allowance", drop=True), law, "MTG25-2.4.3-a")


def test_MTG25_2_4_3_a_not_while_in_training():
    licensed = trainee(credential=Credential.ASSISTANT)
    assert "rural_allowance" not in in_month(accounts(place(licensed)).money, "2025-07")


def test_MTG25_2_4_3_b_city_and_district_share_the_rural_allowance():
    """One in the mountains, one in a rural village, one in town at 900 each: city 1800, district 900 a month."""
    people = [serving("G1", "a"), serving("G2", "b"), serving("G3", "u")]
    by = {r.person_id: r for r in accounts(place(*people)).money if r.item == "rural_allowance"}
    assert {code: row.funder for code, row in by.items()} == {
        "G1": Funder.CITY, "G2": Funder.CITY, "G3": Funder.DISTRICT,
    }  # fmt: skip
    narrow = policy(M25, MTG25_2_4_3_b={"city_pays_for": "mountain_only"})
    rows = accounts(place(*people), narrow).money
    assert [r.funder for r in rows if r.item == "rural_allowance"] == [Funder.CITY, Funder.DISTRICT, Funder.DISTRICT]
    seat = Village(id="V", name="V", town="", site_id="b", township_seat=True)
    rows = accounts(place(*people, villages=(seat,))).money
    assert [r.funder for r in rows if r.item == "rural_allowance"] == [Funder.CITY, Funder.DISTRICT, Funder.DISTRICT]
    wrong = doctored(place(*people), LAW, "rural_allowance", funder=Funder.DISTRICT)
    assert {f.subject for f in faults(place(*people), wrong, LAW, "MTG25-2.4.3-b")} == {"G1", "G2"}


@pytest.mark.parametrize(("start", "month"), [("month_of_qualification", 5), ("following_month", 6)])
@pytest.mark.parametrize("day", [1, 20, 31])
def test_MTG25_2_4_3_c_paid_from_the_month_of_qualification_or_the_next(start, month, day):
    law = policy(M25, MTG25_2_4_3_c={"rural_allowance_start": start})
    instance = place(serving(licensed_on=date(2026, 5, day)))
    money = accounts(instance, law).money
    assert min(r.first for r in money if r.item == "rural_allowance") == date(2026, month, 1)
    assert months_with(money, "rural_allowance") == 7 - month
    assert not faults(instance, carried_out(instance, law), law, "MTG25-2.4.3-c")
    assert not faults(instance, carried_out(instance, law), law, "MTG25-2.4.3-a")
    early = doctored(instance, law, "rural_allowance", first=date(2026, month - 1, 1))
    assert faults(instance, early, law, "MTG25-2.4.3-c")


def test_MTG25_2_4_3_d_fees_by_assessment_outside_the_formula():
    """100 residents at a factor of 0.9 count as 90; at 50 yuan each that is 4500, and post pay does not change."""
    record = Record(clause="MTG25-2.4.3-d", day=date(2025, 12, 31), person_id="G1", quantity=Decimal(90))
    instance = place(serving(), prices=(*PLAIN, *scale(contract_fee=50)), records=(record,))
    rows = in_month(accounts(instance).money, "2025-12")
    assert rows["contract_fee"] == 4500
    assert net(rows) == net(in_month(accounts(instance).money, "2025-11"))
    assert "contract_fee" not in in_month(accounts(instance).money, "2026-01")
    assert faults(instance, doctored(instance, LAW, "contract_fee", monthly=Decimal(5000)), LAW, "MTG25-2.4.3-d")


def poor(**more: object) -> Instance:
    """Allowance 3400, contributions 1000, no rural allowance: 2400 left."""
    prices = scale(
        post_allowance=(3400, 3400, 3400), employee_insurance=600, employee_housing_fund=400, rural_allowance=100
    )
    steps = (
        PayItem(item="minimum_wage", amount_yuan=Decimal(2420), start=date(2023, 9, 1)),
        PayItem(item="minimum_wage", amount_yuan=Decimal(2540), start=date(2025, 9, 1)),
    )
    return place(serving(**more), prices=(*prices, *steps))


@pytest.mark.parametrize(
    ("on", "enrolled", "top_up"),
    [
        ("net_with_rural_allowance", 2016, 140),
        ("net_with_rural_allowance", 2018, 40),
        ("net_without_rural_allowance", 2018, 140),
        ("gross_allowance", 2016, None),
    ],
)
def test_MTG25_2_4_4_a_the_allowance_is_raised_to_the_minimum_wage(on, enrolled, top_up):
    law = policy(M25, MTG25_2_4_4_a={"pay_floor_on": on})
    instance = poor(enrolled_on=date(enrolled, 9, 1))
    rows = in_month(accounts(instance, law).money, "2025-09")
    assert rows.get("floor_top_up") == top_up
    assert not faults(instance, carried_out(instance, law), law, "MTG25-2.4.4-a")
    if top_up:
        wrong = doctored(instance, law, "floor_top_up", monthly=Decimal(top_up) - Decimal("0.01"))
        assert faults(instance, wrong, law, "MTG25-2.4.4-a")


def test_MTG25_2_4_4_a_the_minimum_wage_is_that_of_the_month():
    money = accounts(poor(enrolled_on=None)).money
    top_ups = [(r.first.isoformat(), r.months, r.monthly) for r in money if r.item == "floor_top_up"]
    assert top_ups == [("2025-07-01", 2, Decimal(20)), ("2025-09-01", 10, Decimal(140))]


def test_MTG25_2_4_4_a_pay_equal_to_the_minimum_wage_is_not_raised():
    prices = scale(post_allowance=(2540, 2540, 2540), minimum_wage=2540)
    assert "floor_top_up" not in in_month(accounts(place(serving(), prices=prices)).money, "2025-09")


def test_MTG25_2_4_4_b_three_bodies_are_named():
    clause = LAW.clause["MTG25-2.4.4-b"]
    assert clause.responsible_bodies == ("区卫生健康委", "区财政局", "区人保局")
    assert all(body in clause.statement().zh for body in clause.responsible_bodies)


def test_MTG25_2_5_a_a_payment_for_every_month_before_placement():
    duties = [d for d in accounts(place(trainee())).duties if d.clause == "MTG25-2.5-a"]
    assert len(duties) == 12
    assert {d.by.zh for d in duties} == {"区卫生健康委"}
    assert not [d for d in accounts(place(serving())).duties if d.clause == "MTG25-2.5-a"]
    days = [date(2025, 7, 31), date(2025, 8, 31), date(2025, 9, 30)]
    soon = [d for d in accounts(place(trainee(available_from=date(2025, 10, 1)))).duties if d.clause == "MTG25-2.5-a"]
    assert [(d.day, d.count) for d in soon] == [(day, 1) for day in days], "her training is over, nobody else is left"
    later = accounts(place(trainee(graduated_on=date(2026, 4, 2), available_from=None))).duties
    from_april = [d.day for d in later if d.clause == "MTG25-2.5-a"]
    assert from_april == [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]
    on_record = [Record(clause="MTG25-2.5-a", day=day, person_id="G1") for day in days]
    assert not faults(place(trainee(), records=tuple(on_record)), Plan(), LAW, "MTG25-2.5-a")
    gap = faults(place(trainee(), records=(on_record[0], on_record[2])), Plan(), LAW, "MTG25-2.5-a")
    assert [(f.subject, f.period, f.status) for f in gap] == [("G1", "2025-08", Status.MISSED)]


def test_MTG25_2_5_a_who_is_placed_at_graduation_is_paid_through_her_training_all_the_same():
    here = place(trainee(), years=3)
    made = Plan(placements=(Placement(person_id="G1", centre_id="A", site_id="a"),))
    both = [[d.day for d in accounts(here, law, made).duties if d.clause == "MTG25-2.5-a"] for law in (LAW, OLD)]
    assert both[1][0] == date(2025, 7, 31) and both[1][-1] == date(2027, 12, 31), "6 months and 24, as the stages last"
    assert len(both[1]) == 30
    free = [d.day for d in accounts(here, OLD).duties if d.clause == "MTG25-2.5-a"]
    assert free == both[1] == [d.day for d in accounts(here, LAW).duties if d.clause == "MTG25-2.5-a"]


def assessed(factor: str) -> Instance:
    """Post pay of 3000 a month, and an assessment of October 2025."""
    record = Record(clause="MTG25-2.5-c", day=date(2025, 10, 20), person_id="G1", quantity=Decimal(factor))
    prices = scale(post_allowance=(3000, 3000, 3000), minimum_wage=2540)
    return place(serving(enrolled_on=None), prices=prices, records=(record,))


@pytest.mark.parametrize(("factor", "paid"), [("0.8", 2540), ("0.9", 2700), ("1", 3000)])
def test_MTG25_2_5_c_an_assessment_does_not_go_below_the_floor(factor, paid):
    instance = assessed(factor)
    money = accounts(instance).money
    assert [net(in_month(money, f"2025-{m}")) for m in ("09", "10", "11")] == [3000, paid, 3000]
    assert not faults(instance, carried_out(instance), LAW, "MTG25-2.5-c")
    if paid < 3000:
        wrong = doctored(instance, LAW, "assessment_deduction", monthly=Decimal(-461))
        assert faults(instance, wrong, LAW, "MTG25-2.5-c")


def transferred(clause: str, yuan: int, result: Upshot = Upshot.DONE) -> Record:
    return Record(clause=clause, day=date(2025, 7, 5), quantity=Decimal(yuan), result=result)


def needy(*records: Record) -> Instance:
    """Five graduates at 4000 yuan: the district owes 20000 a month."""
    people = [serving(f"G{n}", enrolled_on=None) for n in range(5)]
    return place(*people, prices=scale(post_allowance=(4000, 4000, 4000)), records=records)


@pytest.mark.parametrize(("yuan", "short"), [(20000, None), (18000, "2000"), (19999, "1")])
def test_MTG25_3_3_a_what_was_transferred_is_held_against_the_need(yuan, short):
    instance = needy(transferred("MTG25-3.3-a", yuan))
    found = faults(instance, carried_out(instance), LAW, "MTG25-3.3-a")
    assert [f.status for f in found] == ([Status.MISSED] if short else [])
    assert all(f"差{short}.00元" in f.message.zh for f in found)


def test_MTG25_A1_4_a_the_annex_repeats_the_formula():
    assert LAW.clause["MTG25-A1.4-a"].legal_basis == "京卫基层〔2023〕26号"
    assert not faults(place(serving()), Plan(), LAW, "MTG25-A1.4-a")
    without = policy(M25, suspend=["MTG25-2.4-b"])
    assert faults(place(serving()), Plan(), without, "MTG25-A1.4-a")[0].subject == "MTG25-2.4-b"


def test_MTG25_A1_4_1_a_the_annex_repeats_fee_and_tier():
    """Fee 100 x 2 people x 12 months: 2400 to public finance, nothing off their pay."""
    money = accounts(place(serving("G1"), serving("G2"))).money
    fees = [r for r in money if r.item == "dispatch_fee"]
    assert (sum(r.total for r in fees), {r.funder for r in fees}) == (2400, {Funder.PUBLIC})
    assert not faults(place(), Plan(), LAW, "MTG25-A1.4.1-a")
    other = policy(M25, MTG25_2_4_1_a={"tier": "by_site"})
    assert faults(place(), Plan(), other, "MTG25-A1.4.1-a")[0].actual == "by_site"


def test_MTG25_A1_4_2_a_the_annex_names_the_same_payer():
    assert not faults(place(), Plan(), LAW, "MTG25-A1.4.2-a")
    other = policy(M25, MTG25_2_4_2_b={"payer_employer_insurance": "centre"})
    assert faults(place(), Plan(), other, "MTG25-A1.4.2-a")[0].limit == "public"


def test_MTG25_A1_4_3_a_the_annex_repeats_the_rural_allowance():
    assert not faults(place(), Plan(), LAW, "MTG25-A1.4.3-a")
    assert faults(place(), Plan(), policy(M25, suspend=["MTG25-2.4.3-b"]), "MTG25-A1.4.3-a")


def test_MTG25_A1_4_4_a_the_annex_repeats_the_floor():
    assert not faults(place(), Plan(), LAW, "MTG25-A1.4.4-a")
    assert faults(place(), Plan(), policy(M25, suspend=["MTG25-2.4.4-a"]), "MTG25-A1.4.4-a")


def test_MTG25_A2_3_a_earmarking_is_dropped():
    clause = LAW.clause["MTG25-A2.3-a"]
    assert (clause.before, clause.now) == ("yes", "no")
    assert not faults(place(), Plan(), LAW, "MTG25-A2.3-a")
    assert not faults(place(), Plan(), OLD, "MTG25-A2.3-a")
    again = policy(M25, MTG25_3_3_a={"earmarked": "yes"})
    assert faults(place(), Plan(), again, "MTG25-A2.3-a")


# 2021


def test_MTG21_A1_4_a_all_stages_and_no_housing_fund():
    instance = place(trainee(), years=2)
    money = accounts(instance, OLD, plan(G1="A/a")).money
    assert months_with(money, "post_allowance.public_health.monthly") == 24
    assert not [r for r in money if "housing_fund" in r.item]
    extra = Amount(
        item="employee_housing_fund", first=date(2025, 7, 1), months=1, monthly=Decimal(-400), funder=Funder.PERSON,
        clause="x", person_id="G1",
    )  # fmt: skip
    assert faults(instance, replace(plan(G1="A/a"), money=(*money, extra)), OLD, "MTG21-A1.4-a")


def test_MTG21_A1_4_1_b_the_tier_of_the_assigned_post_in_training_too():
    whole = {"2021": OLD, "2025": LAW}
    for name, tier in (("2021", 4000), ("2025", 3000)):
        rows = in_month(accounts(place(trainee()), whole[name], plan(G1="A/a")).money, "2025-07")
        if name == "2025":
            rows = in_month(accounts(place(trainee()), LAW).money, "2025-07")
        assert sum(yuan for item, yuan in rows.items() if item.startswith("post_allowance")) == tier
    town = policy(*M21, suspend=["MTG25-3.1-b"], MTG21_A1_4_1_b={"tier": "urban"})
    rows = in_month(accounts(place(trainee()), town, plan(G1="A/a")).money, "2025-07")
    assert sum(yuan for item, yuan in rows.items() if item.startswith("post_allowance")) == 3000


INSURED = scale(
    post_allowance=(3500, 3500, 3500), employee_insurance=500, employer_insurance=1000, flexible_minimum=1200
)
NO_FLOOR = ["MTG25-3.1-b", "MTG25-2.4.3-a", "MTG25-2.4.3-b", "MTG25-A1.4.3-a"]


@pytest.mark.parametrize(("deducted", "left"), [("both_shares", 2000), ("employee_share", 3000)])
def test_MTG21_A1_4_2_a_insurance_is_taken_off_the_allowance(deducted, left):
    law = policy(
        *M21, suspend=NO_FLOOR, MTG21_A1_4_2_a={"deducted": deducted}, MTG21_A1_4_2_b={"insurance_subsidy_pct": 0}
    )
    instance = place(serving(licensed_on=date(2023, 1, 1)), prices=INSURED)
    assert net(in_month(accounts(instance, law).money, "2025-07")) == left
    assert not faults(instance, carried_out(instance, law), law, "MTG21-A1.4.2-a")
    assert faults(instance, doctored(instance, law, "employee_insurance", drop=True), law, "MTG21-A1.4.2-a")


@pytest.mark.parametrize(
    ("base", "flexible", "given"),
    [
        ("actual_contribution", 1200, 1200),
        ("flexible_minimum", 1200, 960),
        ("smaller_of_both", 1200, 960),
        ("smaller_of_both", 1600, 1200),
    ],
)
def test_MTG21_A1_4_2_b_eighty_percent_of_what(base, flexible, given):
    """Contribution 1500."""
    law = policy(*M21, suspend=NO_FLOOR, MTG21_A1_4_2_b={"insurance_subsidy_base": base})
    prices = [r for r in INSURED if r.item != "flexible_minimum"]
    instance = place(serving(), prices=(*prices, *scale(flexible_minimum=flexible)))
    money = accounts(instance, law).money
    assert in_month(money, "2025-07")["insurance_subsidy"] == given
    assert {r.funder for r in money if r.item == "insurance_subsidy"} == {Funder.DISTRICT}
    assert not faults(instance, carried_out(instance, law), law, "MTG21-A1.4.2-b")
    wrong = doctored(instance, law, "insurance_subsidy", monthly=Decimal(given) + Decimal("0.01"))
    assert faults(instance, wrong, law, "MTG21-A1.4.2-b")


def test_MTG21_A1_4_3_a_the_floor_of_2021():
    """Pay 2300, floor 2540: raised by 240."""
    law = policy(*M21, suspend=NO_FLOOR, MTG21_A1_4_2_b={"insurance_subsidy_pct": 0})
    prices = scale(post_allowance=(3500, 3500, 3500), employee_insurance=1200, minimum_wage=2540)
    instance = place(serving(), prices=prices)
    money = accounts(instance, law).money
    assert in_month(money, "2025-07")["floor_top_up"] == 240
    assert {r.clause for r in money if r.item == "floor_top_up"} == {"MTG21-A1.4.3-a"}
    assert faults(instance, doctored(instance, law, "floor_top_up", drop=True), law, "MTG21-A1.4.3-a")


def test_MTG21_A1_5_a_sixty_and_forty():
    law = policy(*M21, suspend=[*NO_FLOOR, "MTG21-A1.5-b"])
    instance = place(serving(), prices=scale(post_allowance=(3000, 3000, 3000)))
    rows = in_month(accounts(instance, law).money, "2025-07")
    assert rows == {"post_allowance.public_health": 1800, "post_allowance.basic_medical": 1200}
    wrong = doctored(instance, law, "post_allowance.public_health", monthly=Decimal(1700))
    assert faults(instance, wrong, law, "MTG21-A1.5-a")


@pytest.mark.parametrize(
    ("results", "rule", "paid"),
    [
        ([], "lost", 2700),
        ([(8, Upshot.PASSED)], "lost", 2700),
        ([(8, Upshot.FAILED)], "lost", 0),
        ([(8, Upshot.FAILED), (11, Upshot.PASSED)], "lost", 0),
        ([(8, Upshot.FAILED), (11, Upshot.PASSED)], "paid_after_reappraisal", 2700),
        ([(8, Upshot.FAILED)], "paid_after_reappraisal", 0),
    ],
)
def test_MTG21_A1_5_b_seventy_monthly_and_thirty_after_a_passed_quarter(results, rule, paid):
    """3000 a month: 2100 each month, 2700 for the third quarter after a pass."""
    law = policy(*M21, suspend=[*NO_FLOOR, "MTG21-A1.5-a"], MTG21_A1_5_b={"failed_quarter": rule})
    records = tuple(
        Record(clause="MTG21-A1.5-c", day=date(2025, m, 15), person_id="G1", result=result) for m, result in results
    )
    instance = place(serving(), prices=scale(post_allowance=(3000, 3000, 3000)), records=records)
    money = accounts(instance, law).money
    quarter = [in_month(money, f"2025-0{m}") for m in (7, 8, 9)]
    assert [rows["post_allowance.monthly"] for rows in quarter] == [2100] * 3
    assert sum(rows.get("post_allowance.appraised", Decimal(0)) for rows in quarter) == paid
    assert in_month(money, "2025-10")["post_allowance.appraised"] == 900
    assert not faults(instance, carried_out(instance, law), law, "MTG21-A1.5-b")
    wrong = doctored(instance, law, "post_allowance.appraised", first=date(2025, 7, 1), months=12, monthly=Decimal(800))
    assert faults(instance, wrong, law, "MTG21-A1.5-b")


def test_MTG21_A2_3_a_earmarked_money_is_spent_on_nothing_else():
    """5000 spent on something else are flagged under the text of 2021 only."""
    spent = needy(transferred("MTG21-A2.3-a", 5000, Upshot.FAILED), transferred("MTG25-3.3-a", 5000, Upshot.FAILED))
    assert [f.actual for f in faults(spent, Plan(), OLD, "MTG21-A2.3-a")] == ["5000"]
    assert not faults(spent, Plan(), LAW, "MTG25-3.3-a")


# sums and signs, on both sides of each limit


def changed(instance: Instance, law: Policy, item: str, yuan: int | str) -> Plan:
    return doctored(instance, law, item, monthly=Decimal(yuan))


@pytest.mark.parametrize(
    ("item", "yuan", "wrong"),
    [
        ("employee_insurance", "-1", False),
        ("employee_insurance", "0", False),
        ("employee_insurance", "1", True),
        ("post_allowance", "1", False),
        ("post_allowance", "0", False),
        ("post_allowance", "-1", True),
    ],
)
def test_MTG25_2_4_b_what_is_added_is_not_below_nought_and_what_is_taken_not_above(item, yuan, wrong):
    instance = place(serving())
    assert bool(faults(instance, changed(instance, LAW, item, yuan), LAW, "MTG25-2.4-b")) is wrong


def test_MTG25_2_4_b_an_item_that_the_formula_does_not_know_is_no_post_pay():
    law = policy(M25, MTG25_2_4_b={"adds": ("post_allowance",)})
    instance = place(serving())
    money = accounts(instance, LAW).money
    found = faults(instance, Plan(money=money), law, "MTG25-2.4-b")
    assert ("rural_allowance" in {r.item for r in money}) == bool(found)
    assert not faults(instance, Plan(money=money), LAW, "MTG25-2.4-b")


@pytest.mark.parametrize(
    ("health", "care", "wrong"),
    [("1800", "1200", False), ("1800.01", "1200", False), ("1800.02", "1200", False), ("1800.06", "1200", True)],
)
def test_MTG21_A1_5_a_the_two_parts_stand_to_each_other_to_the_fen(health, care, wrong):
    """Off by a fen in each of two rows at most: 40 times one part less 60 times the other is 2 at most."""
    law = policy(*M21, suspend=[*NO_FLOOR, "MTG21-A1.5-b"])
    instance = place(serving(), prices=scale(post_allowance=(3000, 3000, 3000)))
    made = doctored(instance, law, "post_allowance.public_health", monthly=Decimal(health))
    rows = tuple(replace(r, monthly=Decimal(care)) if r.item.endswith("basic_medical") else r for r in made.money)
    found = faults(instance, Plan(money=rows), law, "MTG21-A1.5-a")
    assert bool(found) is wrong
    assert all((f.actual, f.limit) == (health, "1800.04") for f in found)


def test_MTG21_A1_5_a_an_allowance_that_is_not_divided_at_all_is_found():
    law = policy(*M21, suspend=[*NO_FLOOR, "MTG21-A1.5-b"])
    instance = place(serving(), prices=scale(post_allowance=(3000, 3000, 3000)))
    whole = tuple(replace(row, item="post_allowance") for row in accounts(instance, law).money)
    assert faults(instance, Plan(money=whole), law, "MTG21-A1.5-a")


@pytest.mark.parametrize(
    ("yuan", "short"), [((20000,), None), ((12000, 8000), None), ((12000, 7999), "1"), ((None, 19999), "1")]
)
def test_MTG25_3_3_a_transfers_of_a_month_add_up_and_one_without_a_sum_is_nothing(yuan, short):
    rows = [transferred("MTG25-3.3-a", n or 0) for n in yuan]
    rows = [replace(r, quantity=r.quantity or None, day=date(2025, 7, 5 + n)) for n, r in enumerate(rows)]
    instance = needy(*rows)
    found = faults(instance, carried_out(instance), LAW, "MTG25-3.3-a")
    assert bool(found) is (short is not None)
    assert all(f"差{short}.00元" in f.message.zh for f in found)


def test_MTG25_3_3_a_only_graduates_who_are_directed_are_in_the_need():
    village = needy(transferred("MTG25-3.3-a", 20000))
    other = Amount(
        item="credential_allowance", first=date(2025, 7, 1), months=1, monthly=Decimal(1), funder=Funder.DISTRICT,
        clause="x", person_id="V",
    )  # fmt: skip
    instance = replace(village, people=(*village.people, doctor("V", "a")))
    made = carried_out(instance)
    assert not faults(instance, replace(made, money=(*made.money, other)), LAW, "MTG25-3.3-a")


@pytest.mark.parametrize(("yuan", "charged"), [("0", False), ("-1", True)])
def test_MTG25_2_4_1_e_a_fee_below_nought_is_charged_to_her(yuan, charged):
    instance, payer = place(serving()), Funder(LAW.clause["MTG25-2.4.1-e"].payer_dispatch_fee)
    made = changed(instance, LAW, "dispatch_fee", yuan)
    found = faults(instance, made, LAW, "MTG25-2.4.1-e")
    assert bool([f for f in found if f.limit == payer]) is charged


@pytest.mark.parametrize(("yuan", "below"), [("2540", False), ("2539.99", True)])
def test_MTG25_2_4_4_a_a_fen_below_the_minimum_wage_is_below_it(yuan, below):
    instance = place(serving(enrolled_on=None), prices=scale(post_allowance=(3000, 3000, 3000), minimum_wage=2540))
    assert bool(faults(instance, changed(instance, LAW, "post_allowance", yuan), LAW, "MTG25-2.4.4-a")) is below


@pytest.mark.parametrize(
    ("won", "start", "months"),
    [
        (date(2025, 7, 31), "month_of_qualification", 12),
        (date(2026, 6, 30), "month_of_qualification", 1),
        (date(2026, 6, 30), "following_month", 0),
        (date(2026, 5, 31), "following_month", 1),
    ],
)
def test_MTG25_2_4_3_c_to_the_last_month_of_the_years_planned(won, start, months):
    law = policy(M25, MTG25_2_4_3_c={"rural_allowance_start": start})
    instance = place(serving(licensed_on=won))
    money = accounts(instance, law).money
    assert months_with(money, "rural_allowance") == months
    assert all(row.months for row in money)
    assert not faults(instance, carried_out(instance, law), law, "MTG25-2.4.3-c")


def test_MTG25_2_4_3_c_the_first_month_due_is_missed_where_later_ones_are_paid():
    instance = place(serving(licensed_on=date(2025, 9, 10)))
    late = doctored(instance, LAW, "rural_allowance", first=date(2025, 11, 1), months=8)
    assert faults(instance, late, LAW, "MTG25-2.4.3-c")
    before = place(serving(licensed_on=date(2025, 5, 10)))
    late = doctored(before, LAW, "rural_allowance", first=date(2025, 8, 1), months=11)
    assert not faults(before, late, LAW, "MTG25-2.4.3-c"), "won before the plan begins: what was paid is not known"


def test_what_the_scale_lacks_is_named_and_never_zero():
    lacking = accounts(place(serving("G1"), serving("G2"), prices=scale(minimum_wage=2540))).lacking
    assert {(one.item, one.zone, one.people) for one in lacking} == {
        ("post_allowance", Zone.MOUNTAIN, ("G1", "G2")),
        ("rural_allowance", Zone.MOUNTAIN, ("G1", "G2")),
        *((item, None, ("G1", "G2")) for item in ("employee_insurance", "employee_housing_fund", "dispatch_fee")),
        *((item, None, ("G1", "G2")) for item in ("employer_insurance", "employer_housing_fund")),
    }
    assert accounts(place(serving(), prices=scale(minimum_wage=2540))).money == ()


def _wrong(item: str, law: Policy = LAW, people: Iterable[Person] = (), **change: object):
    instance = place(*(people or [serving()]))
    return instance, law, doctored(instance, law, item, **change)


def _unlike(law: Policy, instance: Instance, item: str, **change: object):
    return instance, law, doctored(instance, law, item, **change)


GAP = replace(Plan(), assignments=served(G1="a 2028H1"))
NO_SHARES = policy(*M21, suspend=[*NO_FLOOR, "MTG21-A1.5-b"])
BITES = {
    "paid_stages": lambda: (
        place(trainee(), years=3),
        LAW,
        replace(
            GAP,
            money=tuple(r for r in accounts(place(trainee(), years=3), LAW, GAP).money if r.first != date(2026, 1, 1)),
        ),
    ),
    "post_pay_formula": lambda: _wrong("employee_insurance", monthly=Decimal(700)),
    "post_allowance_tier": lambda: _wrong("post_allowance", monthly=Decimal(3000)),
    "monthly_pay": lambda: (
        place(
            trainee(),
            records=tuple(Record(clause="MTG25-2.5-a", day=date(2025, m, 1), person_id="G1") for m in (7, 9)),
        ),
        LAW,
        Plan(),
    ),
    "pay_floor": lambda: _unlike(LAW, poor(), "floor_top_up", drop=True),
    "assessed_pay_floor": lambda: _unlike(LAW, assessed("0.8"), "assessment_deduction", monthly=Decimal(-600)),
    "contributions_deducted": lambda: _wrong("employee_housing_fund", drop=True),
    "employer_share": lambda: _wrong("employer_insurance", funder=Funder.CENTRE),
    "contribution_subsidy": lambda: _unlike(
        policy(*M21, suspend=NO_FLOOR), place(serving(), prices=INSURED), "insurance_subsidy", monthly=Decimal(1)
    ),
    "rural_allowance": lambda: _wrong("rural_allowance", drop=True),
    "rural_funding": lambda: _wrong("rural_allowance", funder=Funder.DISTRICT),
    "rural_start": lambda: _wrong(
        "rural_allowance", people=[serving(licensed_on=date(2026, 5, 20))], first=date(2026, 3, 1)
    ),
    "service_money": lambda: _unlike(
        LAW,
        place(
            serving(),
            prices=(*PLAIN, *scale(contract_fee=50)),
            records=(Record(clause="MTG25-2.4.3-d", day=date(2025, 12, 1), person_id="G1", quantity=Decimal(9)),),
        ),
        "contract_fee",
        monthly=Decimal(500),
    ),
    "allowance_funding": lambda: _wrong("dispatch_fee", funder=Funder.CENTRE),
    "pay_guarantee": lambda: (
        needy(transferred("MTG25-3.3-a", 18000)), LAW, carried_out(needy(transferred("MTG25-3.3-a", 18000))),
    ),
    "allowance_uses": lambda: _unlike(
        NO_SHARES, place(serving()), "post_allowance.public_health", monthly=Decimal(1)
    ),
    "appraised_share": lambda: _unlike(
        policy(*M21, suspend=[*NO_FLOOR, "MTG21-A1.5-a"]), place(serving()), "post_allowance.appraised",
        monthly=Decimal(1),
    ),
    "repeats": lambda: (place(), policy(M25, suspend=["MTG25-2.4-b"]), Plan()),
    "changed_since": lambda: (place(), policy(M25, MTG25_3_3_a={"earmarked": "yes"}), Plan()),
}  # fmt: skip
NOTHING_TO_BREAK = {"pay_bodies"}


def test_the_month_of_qualification_is_paid_at_the_rate_of_the_credential_won_in_it():
    """A scale by credential: the licence of 20 May pays May, at the rate of the licensed and not at that of nobody."""
    prices = (
        PayItem(item="post_allowance", amount_yuan=Decimal(3000)),
        PayItem(item="rural_allowance", amount_yuan=Decimal(900), credential=Credential.ASSISTANT),
        PayItem(item="rural_allowance", amount_yuan=Decimal(5), credential=Credential.NONE),
    )
    one = serving(enrolled_on=date(2018, 9, 1), licensed_on=date(2026, 5, 20), credential=Credential.ASSISTANT)
    instance = place(one, prices=prices, years=2)
    money = accounts(instance).money
    assert "rural_allowance" not in in_month(money, "2026-04")
    assert in_month(money, "2026-05")["rural_allowance"] == in_month(money, "2026-06")["rural_allowance"] == 900
    assert not faults(instance, carried_out(instance), LAW, "MTG25-2.4.3-c")


def test_a_graduate_of_whom_a_plan_pays_nothing_is_noticed():
    """Two graduates, all rows of one are left out; before she graduates and after she has left nothing is owed."""
    two = [trainee("G1", graduated_on=date(2025, 9, 10), leaves_on=date(2026, 3, 15)), trainee("G2")]
    instance = place(*two, years=1)
    right = carried_out(instance)
    assert not faults(instance, right, LAW, "MTG25-2.4-a")
    left = replace(right, money=tuple(row for row in right.money if row.person_id != "G1"))
    (found,) = faults(instance, left, LAW, "MTG25-2.4-a")
    assert (found.subject, found.status) == ("G1", Status.VIOLATED)
    assert "2025-10" in found.message.en and "2026-03" in found.message.en
