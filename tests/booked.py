"""What a small county's plan costs, added up in few words, for tests of clauses on pay and costs."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from planner.accounting import account
from planner.auditing import audit
from planner.domain import Credential, Instance, PayItem, Plan, Record, Upshot
from planner.finding import Finding, Status
from planner.money import Amount
from planner.policy import Policy
from planner.revising import revised

JAN = date(2025, 1, 1)


def scale(item: str, yuan: int | str, unit: str = "元/月", **more: object) -> PayItem:
    return PayItem(item=item, amount_yuan=Decimal(yuan), unit=unit, **more)  # type: ignore[arg-type]


def by_credential(item: str, credential: Credential, yuan: int) -> PayItem:
    return scale(item, yuan, credential=credential)


def record(
    clause: str,
    day: date,
    person: str | None = None,
    quantity: int | str | None = None,
    result: Upshot = Upshot.DONE,
    **more: object,
) -> Record:
    number = None if quantity is None else Decimal(quantity)
    return Record(clause=clause, day=day, person_id=person, quantity=number, result=result, **more)  # type: ignore[arg-type]


def booked(instance: Instance, rules: Policy, plan: Plan | None = None) -> tuple[Amount, ...]:
    """Every amount once the clauses have shared, split, moved and withdrawn it."""
    return revised(account(instance, rules, plan or Plan()).money, instance, rules)


def in_year(rows: tuple[Amount, ...], year: int, **where: object) -> Decimal:
    """Yuan of a year over rows with these values."""
    kept = (row for row in rows if all(getattr(row, name) == value for name, value in where.items()))
    return sum((row.in_year(year) for row in kept), Decimal(0))


def by_funder(rows: tuple[Amount, ...], year: int, item: str | None = None) -> dict[str, Decimal]:
    """Yuan of a year by who bears it."""
    sums: Counter[str] = Counter()
    for row in rows:
        if item in {None, row.item}:
            sums[row.funder.value] += row.in_year(year)  # type: ignore[assignment]
    return {funder: Decimal(yuan) for funder, yuan in sums.items() if yuan}


def found(instance: Instance, rules: Policy, clause: str, money: tuple[Amount, ...] = ()) -> list[Finding]:
    """What the audit says under a clause of a plan that costs so much, beyond that it is met or unchecked."""
    rows = audit(instance, rules, Plan(money=money))
    return [f for f in rows if f.clause == clause and f.status not in {Status.MET, Status.UNCHECKED}]


def spoilt(rows: tuple[Amount, ...], item: str, change: Callable[[Amount], Amount]) -> tuple[Amount, ...]:
    """The same rows with those of one item changed."""
    return tuple(change(row) if row.item == item else row for row in rows)


def ten_more(row: Amount) -> Amount:
    return replace(row, monthly=row.monthly + 10)
