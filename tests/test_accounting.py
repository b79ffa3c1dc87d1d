"""The accounts of a plan: every row is somebody's, every month is paid once, and sums agree to the fen."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

from build import centre, clinic, county, graduate, plan, policy
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.accounting import account
from planner.auditing import audit
from planner.calendar import add_months
from planner.domain import Credential, Instance, PayItem, Plan, Zone
from planner.finding import Status
from planner.money import Funder
from planner.payslips import payslips
from planner.scale import amount_on

LAW = policy("mentougou-2025")
OLD = policy("mentougou-2021", "mentougou-2025", suspend=["MTG25-3.1-b"])
ITEMS = (
    "post_allowance", "employee_insurance", "employee_housing_fund", "employer_insurance", "employer_housing_fund",
    "dispatch_fee", "rural_allowance", "minimum_wage",
)  # fmt: skip
days = st.dates(date(2023, 1, 1), date(2028, 12, 31))
yuan = st.decimals(0, 5000, places=2)


@st.composite
def graduates(draw: st.DrawFn, code: str):
    site = draw(st.sampled_from([None, "a", "b", "u"]))
    return graduate(
        code,
        site_id=site,
        graduated_on=draw(
            st.sampled_from([None, date(2022, 7, 1), date(2024, 7, 1), date(2025, 7, 1), date(2026, 7, 1)])
        ),
        available_from=draw(st.sampled_from([None, date(2025, 1, 1), date(2025, 9, 15), date(2027, 1, 1)])),
        enrolled_on=draw(st.sampled_from([None, date(2016, 9, 1), date(2019, 9, 1)])),
        licensed_on=draw(st.one_of(st.none(), days)),
        leaves_on=draw(st.one_of(st.none(), days)),
        credential=draw(st.sampled_from([Credential.ASSISTANT, Credential.NONE])),
        track=draw(st.sampled_from(["助理全科", "住院医师", ""])),
    )


@st.composite
def counties(draw: st.DrawFn) -> Instance:
    rows = draw(
        st.lists(
            st.builds(
                PayItem,
                item=st.sampled_from(ITEMS),
                zone=st.sampled_from([None, None, *Zone]),
                start=st.one_of(st.none(), days),
                amount_yuan=yuan,
                assumption=st.booleans(),
            ),
            max_size=14,
        )
    )
    people = [draw(graduates(f"G{n}")) for n in range(draw(st.integers(0, 4)))]
    sites = [clinic("a", "A", zone=Zone.MOUNTAIN), clinic("b", "A", zone=Zone.RURAL), clinic("u", "A", zone=Zone.URBAN)]
    return county([centre("A")], sites, people, pay_scale=tuple(rows), horizon_years=2)


@st.composite
def plans(draw: st.DrawFn, instance: Instance) -> Plan:
    free = [p.id for p in instance.people if p.site_id is None]
    return plan(**{code: draw(st.sampled_from(["", "A/a", "A/b", "A/u", "A"])) for code in free})


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_our_own_accounts_pass_our_own_audit_and_no_row_is_odd(data):
    """For random rosters and scales: no violated pay clause, whole fen, inside the horizon, funders named."""
    instance = data.draw(counties())
    made = data.draw(plans(instance))
    for law in (LAW, OLD):
        books = account(instance, law, made)
        pay = {c.id for c in law.clauses if "pay" in type(c).__module__}
        found = audit(instance, law, replace(made, money=books.money))
        assert not [f.message.en for f in found if f.clause in pay and f.status is Status.VIOLATED]
        for row in books.money:
            assert row.monthly == row.monthly.quantize(Decimal("0.01"))
            assert row.months > 0
            assert row.first.day == 1
            assert date(2025, 7, 1) <= row.first < row.end <= date(2027, 7, 1)
            assert row.clause in law.clause
            assert row.funder is not Funder.UNSPECIFIED
            assert (row.funder is Funder.PERSON) == (row.monthly < 0)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_row_left_out_of_the_pay_of_a_graduate_is_noticed(data):
    """For random rosters, under both schemes, where the scale has an allowance: whichever row goes, it is told."""
    some = data.draw(counties())
    made = data.draw(plans(some))
    instance = replace(some, pay_scale=(item(3000), *some.pay_scale))
    for law in (LAW, OLD):
        money = account(instance, law, made).money
        large = [row for row in money if abs(row.monthly) > 1]
        if len(money) < 2 or not large:
            continue
        gone = data.draw(st.sampled_from(large))
        found = audit(instance, law, replace(made, money=tuple(row for row in money if row is not gone)))
        assert [f for f in found if f.subject == gone.person_id and f.status is not Status.MET], gone


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_rows_add_up_to_the_totals_by_funder_however_they_are_cut(data):
    """Row by row, year by year, and month by month on the payslips: the same yuan by funder, to the fen."""
    instance = data.draw(counties())
    money = account(instance, LAW, data.draw(plans(instance))).money
    by_row, by_year, by_slip = Counter(), Counter(), Counter()
    for row in money:
        by_row[row.funder] += row.total
        for year in (2025, 2026, 2027):
            by_year[row.funder] += row.in_year(year)
    for slip in payslips(money, instance):
        for row in slip.rows:
            by_slip[row.funder] += row.monthly * slip.months
    assert by_row == by_year == by_slip


def test_no_month_is_paid_twice():
    one = graduate("G1", available_from=None, graduated_on=date(2024, 7, 1), track="助理全科")
    scale = (PayItem(item="post_allowance", amount_yuan=Decimal(3000)),)
    instance = county([centre("A")], [clinic("a", "A")], [one], pay_scale=scale, horizon_years=4)
    rows = [r for r in account(instance, LAW, Plan()).money if r.item == "post_allowance"]
    months = [add_months(r.first, n) for r in rows for n in range(r.months)]
    assert months == [add_months(date(2025, 7, 1), n) for n in range(48)]


# the pay scale


def scale(*rows: PayItem) -> Instance:
    return county([centre("A")], [], pay_scale=rows)


def item(yuan: int | None, **more: object) -> PayItem:
    return PayItem(item="post_allowance", amount_yuan=None if yuan is None else Decimal(yuan), **more)


def test_the_most_specific_row_that_has_begun_counts():
    instance = scale(
        item(1),
        item(2, zone=Zone.MOUNTAIN),
        item(3, zone=Zone.MOUNTAIN, credential=Credential.ASSISTANT),
        item(4, zone=Zone.MOUNTAIN, start=date(2026, 1, 1)),
    )
    at = [
        (None, None, date(2025, 7, 1), 1),
        (Zone.RURAL, None, date(2025, 7, 1), 1),
        (Zone.MOUNTAIN, None, date(2025, 12, 31), 2),
        (Zone.MOUNTAIN, Credential.NONE, date(2026, 1, 1), 4),
        (Zone.MOUNTAIN, Credential.ASSISTANT, date(2026, 1, 1), 3),
    ]
    for zone, credential, day, due in at:
        found = amount_on(instance, "post_allowance", day, zone, credential)
        assert found is not None
        assert found.amount_yuan == due


def test_a_row_counts_from_its_own_day_on_and_one_without_amount_never():
    instance = scale(item(2540, start=date(2025, 9, 1)), item(None))
    assert amount_on(instance, "post_allowance", date(2025, 8, 31)) is None
    assert amount_on(instance, "post_allowance", date(2025, 9, 1)) is not None


def test_items_may_be_written_in_chinese():
    instance = scale(PayItem(item="岗位补助", amount_yuan=Decimal(5)))
    assert amount_on(instance, "post_allowance", date(2025, 7, 1)) is not None


def test_an_amount_that_is_not_by_the_month_is_not_taken_for_one():
    one = graduate("G1", site_id="a")
    row = PayItem(item="post_allowance", amount_yuan=Decimal(36000), unit="元/年")
    instance = county([centre("A")], [clinic("a", "A")], [one], pay_scale=(row,))
    books = account(instance, LAW, Plan())
    assert not books.money
    assert "post_allowance" in {lack.item for lack in books.lacking}
