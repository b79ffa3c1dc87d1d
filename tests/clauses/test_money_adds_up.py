"""Rows of money add up: whatever the roster and whichever texts pay, every total is its rows, to the fen."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from build import graduate, plan, policy
from test_pay_others import GIVEN, JZ, QJ, REFORM, XX, moved_about, rich

from planner.accounting import account
from planner.calendar import add_months
from planner.clauses.after_service.after_exit import AFTER_EXIT
from planner.domain import Instance, Plan, Waiver
from planner.money import Amount, Funder
from planner.payslips import payslips
from planner.policy import Policy
from planner.report.money_tables import budget, by_half_year

M25 = "mentougou-2025"
LAWS: dict[str, Policy] = {
    "2025 with the reform": policy(M25, REFORM, **GIVEN[REFORM]),
    "2021": policy("mentougou-2021", M25, suspend=["MTG25-3.1-b"]),
    "Jiaozuo": policy(JZ, **GIVEN[JZ]),
    "Xixian": policy(XX, **GIVEN[XX]),
    "talent plan": policy(QJ, **GIVEN[QJ]),
    "Jiaozuo with the talent plan": policy(JZ, QJ, **GIVEN[JZ], **GIVEN[QJ]),
}
EXITS = ("JZ22-4.2-l", "JZ22-4.2-m", "XX21-3.2.6-a", "XX21-3.2.6-b")


def roster(chance: random.Random) -> Instance:
    """A county in which people turn 60, 65 or 70, enter, leave, or are kept by a waiver, on any day of a month."""
    base = rich(chance)

    def someday() -> date:
        return date(chance.randint(2024, 2029), chance.randint(1, 12), chance.randint(1, 28))

    trainee = graduate(
        "T",
        graduated_on=someday(),
        enrolled_on=date(2019, 9, 1),
        available_from=chance.choice([None, someday()]),
        licensed_on=chance.choice([None, someday()]),
        track=chance.choice(["助理全科", "住院医师"]),
    )
    people = [
        replace(
            p,
            birth_date=chance.choice([p.birth_date, someday().replace(year=chance.randint(1955, 1967))]),
            leaves_on=chance.choice([p.leaves_on, someday(), None]),
            licensed_on=chance.choice([p.licensed_on, someday()]),
        )
        for p in base.people
    ]
    waivers = tuple(
        Waiver(clause=clause, person_id=p.id, until=chance.choice([None, someday()]), why="特批")
        for p in people
        for clause in EXITS
        if chance.random() < 0.15
    )
    everyone = sorted([*people, trainee], key=lambda p: p.id)
    return replace(base, people=tuple(everyone), waivers=waivers)


def plans(instance: Instance, rules: Policy, chance: random.Random) -> list[Plan]:
    """As the roster stands; with the newcomers placed; with everyone moved about from half-year to half-year."""
    free = {p.id: p.only_centres for p in instance.people if p.site_id is None and p.employer is None}
    sites = [*instance.sites]
    to = {code: chance.choice(sites) for code in free}
    placed = plan(**{code: f"{s.centre_id}/{s.id}" for code, s in to.items()})
    return [Plan(), placed, moved_about(instance, rules, chance)]


def month_by_month(money: tuple[Amount, ...]) -> Counter[tuple[int, Funder]]:
    """The plainest sum there is: each row's yuan, once for each of its months."""
    sums: Counter[tuple[int, Funder]] = Counter()
    for row in money:
        for n in range(row.months):
            sums[add_months(row.first, n).year, row.funder] += row.monthly  # type: ignore[assignment]
    return sums


def nonzero(sums: Counter) -> dict:
    return {key: yuan for key, yuan in sums.items() if yuan}


@pytest.mark.parametrize("law", LAWS)
def test_whatever_the_roster_rows_of_money_add_up_to_the_totals_by_year_and_funder(law: str):
    rules, paid, clauses = LAWS[law], 0, set()
    for seed in range(20):
        chance = random.Random(f"{law} {seed}")
        instance = roster(chance)
        begin = instance.placement_date.replace(day=1)
        end = add_months(begin, 12 * instance.horizon_years)
        for made in plans(instance, rules, chance):
            books = account(instance, rules, made)
            money = books.money
            plainly = month_by_month(money)
            for row in money:
                assert row.monthly == row.monthly.quantize(Decimal("0.01")), row
                assert row.first.day == 1 and row.months > 0 and begin <= row.first < row.end <= end, row
                assert row.clause in rules.clause, row
                assert (row.person_id is None) != (row.site_id is None), row
                assert (row.funder is Funder.PERSON) == (row.monthly < 0) or not row.monthly, row
                gone = instance.person[row.person_id].leaves_on if row.person_id else None
                if gone is not None and row.item not in AFTER_EXIT and row.months > 1:
                    assert add_months(row.end, -1) <= gone, (row, "paid after the month she left in")
            whole = budget(books)
            table = Counter({(y, f): whole.total(y, f) for y in whole.years for f in {*whole.funders, Funder.PERSON}})
            assert nonzero(table) == nonzero(plainly)
            assert sum(plainly.values()) == sum((row.total for row in money), Decimal(0))
            assert whole.total() == sum((v for (_, f), v in plainly.items() if f is not Funder.PERSON), Decimal(0))
            halves: Counter[tuple[int, Funder]] = Counter()
            for row in money:
                for period, months in by_half_year(row):
                    halves[period.year, row.funder] += row.monthly * months  # type: ignore[assignment]
            assert nonzero(halves) == nonzero(plainly)
            slips: Counter[Funder] = Counter()
            for slip in payslips(money, instance):
                for row in slip.rows:
                    slips[row.funder] += row.monthly * slip.months  # type: ignore[assignment]
            for row in money:
                if row.site_id is not None:
                    slips[row.funder] += row.total  # type: ignore[assignment]
            by_funder: Counter[Funder] = Counter()
            for (_, funder), yuan in plainly.items():
                by_funder[funder] += yuan  # type: ignore[assignment]
            assert nonzero(slips) == nonzero(by_funder)
            paid, clauses = paid + len(money), clauses | {row.clause for row in money}
    assert paid > 100
    assert len(clauses) >= 2, clauses


@pytest.mark.parametrize(("law", "shares"), [("Xixian", "XX21-4.3-a"), ("2021", "MTG21-A1.5-a")])
def test_who_bears_it_or_how_it_is_cut_changes_no_sum(law: str, shares: str):
    """A clause that shares an amount out, or splits it, leaves the yuan of every person and site as they were."""
    rules = LAWS[law]
    assert shares in rules.clause
    without = replace(rules, clauses=tuple(c for c in rules.clauses if c.id != shares))
    differs = 0
    for seed in range(15):
        chance = random.Random(f"{shares} {seed}")
        instance = roster(chance)
        for made in plans(instance, rules, chance):
            sums = []
            for policy_now in (rules, without):
                each: Counter[tuple[str | None, str | None]] = Counter()
                for row in account(instance, policy_now, made).money:
                    each[row.person_id, row.site_id] += row.total  # type: ignore[assignment]
                sums.append(nonzero(each))
            assert sums[0] == sums[1], seed
            differs += account(instance, rules, made).money != account(instance, without, made).money
    assert differs > 3
