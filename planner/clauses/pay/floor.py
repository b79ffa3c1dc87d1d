"""Clauses on the floor of post pay: the minimum wage by date, and what an assessment may take."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import ClassVar, Literal

from planner.accounts import Spell
from planner.calendar import add_months
from planner.clause import Clause
from planner.clauses.pay.rows import (
    Payslip,
    base,
    broken,
    fen,
    is_directed,
    month,
    net,
    paid,
    price,
    price_on,
    runs,
    walk,
)
from planner.domain import Instance, Zone
from planner.finding import Finding
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount
from planner.text import Text

Compared = Literal["net_with_rural_allowance", "net_without_rural_allowance", "gross_allowance"]
GROSS = ("post_allowance", "floor_top_up")


def _compared(rows: Iterable[Amount], on: Compared) -> Decimal:
    """Return what is held against the floor of the rows of one month."""
    if on == "gross_allowance":
        return sum((row.monthly for row in rows if base(row.item) in GROSS), Decimal(0))
    return net(row for row in rows if on == "net_with_rural_allowance" or base(row.item) != "rural_allowance")


class PayFloor(Clause):
    """Post pay is not below the minimum wage of the day; the allowance is raised to close a gap (MTG25-2.4.4-a).

    ``pay_floor_on`` names what is compared: pay as the formula has it, the same without the rural allowance, or the
    allowance before anything is taken off. The minimum wage is item ``minimum_wage`` of the pay scale, yuan a month.
    """

    family: ClassVar[str] = "pay_floor"
    decides: ClassVar[bool] = False
    pay_step: ClassVar[int] = 3
    pay_floor: str
    pay_floor_on: Compared

    @property
    def notice(self) -> str:
        """What sets the amount."""
        return self.pay_floor

    def statement(self) -> Text:
        return say("pay.pay_floor", floor=self.pay_floor, compared=say(f"pay.compared_{self.pay_floor_on}"))

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        return [("minimum_wage", None)] if is_directed(spell.person) else []

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        priced = price(instance, "minimum_wage", spell) if is_directed(spell.person) else None
        if priced is None:
            return
        floor, line = priced
        for first, months, rows in runs(spell, before):
            short = floor - _compared(rows, self.pay_floor_on)
            if short > 0 and any(base(row.item) == "post_allowance" for row in rows):
                guessed = line.assumption or any(row.assumption for row in rows)
                yield paid(self, spell, "floor_top_up", short, assumption=guessed, first=first, months=months)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Add up each month's pay again before any assessment and hold it against the minimum wage of that month."""
        for months in walk(ledger):
            floor = price_on(ledger, "minimum_wage", months)
            rows = [row for row in months.rows if row.item != "assessment_deduction"]
            if floor is not None and months.of("post_allowance") and _compared(rows, self.pay_floor_on) < floor:
                yield _below(self, months, _compared(rows, self.pay_floor_on), floor)


class AssessedPayFloor(Clause):
    """An assessment may reduce pay, but not below the minimum wage (MTG25-2.5-c).

    On record under the clause: the assessment of a month, ``quantity`` the factor from 0 to 1 that pay is to be cut to.
    """

    family: ClassVar[str] = "assessed_pay_floor"
    decides: ClassVar[bool] = False
    pay_step: ClassVar[int] = 4
    pay_floor: str

    def statement(self) -> Text:
        return say("pay.assessed_pay_floor", floor=self.pay_floor)

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        priced = price(instance, "minimum_wage", spell) if is_directed(spell.person) else None
        if priced is None:
            return
        end = add_months(spell.first, spell.months)
        for record in instance.records_of.get(self.id, ()):
            first = record.day.replace(day=1)
            if record.person_id != spell.person.id or record.quantity is None or not spell.first <= first < end:
                continue
            rows = [r for a, n, there in runs(spell, before) if a <= first < add_months(a, n) for r in there]
            whole = net(rows)
            cut = min(fen(whole * (1 - record.quantity)), whole - priced[0])
            if cut > 0:
                guessed = any(row.assumption for row in rows)
                yield paid(self, spell, "assessment_deduction", -cut, assumption=guessed, first=first, months=1)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Add up the pay of each month that an assessment reduced and hold it against the minimum wage."""
        for months in walk(ledger):
            floor = price_on(ledger, "minimum_wage", months)
            if floor is not None and months.of("assessment_deduction") and net(months.rows) < floor:
                yield _below(self, months, net(months.rows), floor)


def _below(clause: Clause, months: Payslip, has: Decimal, floor: Decimal) -> Finding:
    message = say("pay.below_floor", name=months.person.name, month=month(months.first), yuan=has, floor=floor)
    return broken(clause, months, message, actual=has, limit=floor)
