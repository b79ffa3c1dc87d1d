"""Clauses on who pays the post pay of directed graduates, whether the money comes, and who answers for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from planner.accounts import Spell
from planner.clause import Clause
from planner.clauses.pay.rows import (
    Payer,
    amiss,
    base,
    broken,
    is_directed,
    item_name,
    month,
    paid,
    price,
    price_on,
    walk,
)
from planner.domain import Instance, Upshot, Zone
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.text import Text, join, plain

ALLOWANCE = frozenset({"post_allowance", "floor_top_up", "assessment_deduction"})
"""Items that are the allowance, raised to the floor or reduced by an assessment."""


def _claimed(clause: Clause, amount: Amount, payer: Funder) -> Amount:
    """Return an amount borne by a payer where no other clause has named one before."""
    if amount.funder is not Funder.UNSPECIFIED:
        return amount
    return replace(amount, funder=payer, funded_under=clause.id)


class AllowanceFunding(Clause):
    """Allowances are in the government budget; the dispatch fee is paid beside them (MTG25-2.4.1-e).

    The fee is item ``dispatch_fee`` of the pay scale, yuan a month for each graduate, and never taken off pay.
    """

    family: ClassVar[str] = "allowance_funding"
    decides: ClassVar[bool] = False
    pay_step: ClassVar[int] = 1
    payer_post_allowance: Payer
    payer_dispatch_fee: Payer
    notice: str

    def statement(self) -> Text:
        return say(
            "pay.allowance_funding",
            allowance=say(f"pay.funder_{self.payer_post_allowance}"),
            fee=say(f"pay.funder_{self.payer_dispatch_fee}"),
            notice=self.notice,
        )

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        return [("dispatch_fee", None)] if is_directed(spell.person) else []

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        priced = price(instance, "dispatch_fee", spell) if is_directed(spell.person) else None
        if priced is not None:
            funder = Funder(self.payer_dispatch_fee)
            yield paid(self, spell, "dispatch_fee", priced[0], funder=funder, assumption=priced[1].assumption)

    def apportioned(self, amount: Amount, spell: Spell, instance: Instance) -> Iterable[Amount]:
        ours = base(amount.item) in ALLOWANCE and is_directed(spell.person)
        return [_claimed(self, amount, Funder(self.payer_post_allowance)) if ours else amount]

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See who bears each allowance and fee in the plan, and that no fee is taken off pay."""
        dues = dict.fromkeys(ALLOWANCE, Funder(self.payer_post_allowance))
        dues["dispatch_fee"] = Funder(self.payer_dispatch_fee)
        for months in walk(ledger):
            fee = price_on(ledger, "dispatch_fee", months)
            if fee is not None and months.sum_of("dispatch_fee") != fee:
                yield amiss(self, months, "dispatch_fee", months.sum_of("dispatch_fee"), fee)
            for row in months.of(*dues):
                deducted = row.item == "dispatch_fee" and row.monthly < 0
                if row.funder != dues[base(row.item)] or deducted:
                    message = say(
                        "pay.wrong_funder",
                        name=months.person.name,
                        month=month(months.first),
                        item=item_name(row.item),
                        funder=say(f"pay.funder_{Funder.PERSON if deducted else row.funder}"),
                        due=say(f"pay.funder_{dues[base(row.item)]}"),
                    )
                    yield broken(self, months, message, actual=row.funder, limit=dues[base(row.item)])


class PayGuarantee(Clause):
    """A treasury guarantees the post pay and transfers it on time (MTG25-3.3-a, MTG21-A2.3-a).

    On record under the clause: each transfer with its day and ``quantity`` in yuan, held against the need of that
    month; where the money is earmarked, a row with result ``failed`` is what was spent on something else.
    """

    family: ClassVar[str] = "pay_guarantee"
    decides: ClassVar[bool] = False
    payer_post_pay: Payer
    earmarked: Literal["yes", "no"]

    def statement(self) -> Text:
        return say(
            "pay.pay_guarantee",
            payer=say(f"pay.funder_{self.payer_post_pay}"),
            earmarked=say(f"pay.earmarked_{self.earmarked}"),
        )

    def apportioned(self, amount: Amount, spell: Spell, instance: Instance) -> Iterable[Amount]:
        ours = base(amount.item) in ALLOWANCE and is_directed(spell.person)
        return [_claimed(self, amount, Funder(self.payer_post_pay)) if ours else amount]

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Hold what was transferred in a month against what the plan needs of the treasury in it."""
        sent: dict[date, Decimal] = defaultdict(Decimal)
        for record in ledger.instance.records_of.get(self.id, ()):
            yuan = record.quantity or Decimal(0)
            if record.result is not Upshot.FAILED:
                sent[record.day.replace(day=1)] += yuan
            elif self.earmarked == "yes":
                message = say("pay.pay_guarantee.misspent", day=record.day, yuan=yuan, note=record.note or "–")
                yield self._missed(record.day, message, yuan, Decimal(0))
        for first, yuan in sorted(sent.items()):
            need = self._need(ledger, first)
            if yuan < need:
                message = say("pay.pay_guarantee.short", month=month(first), need=need, sent=yuan, short=need - yuan)
                yield self._missed(first, message, yuan, need)

    def _need(self, ledger: Ledger, first: date) -> Decimal:
        directed = {p.id for p in ledger.instance.people if is_directed(p)}
        return sum(
            (
                row.monthly
                for row in ledger.plan.money
                if row.funder == self.payer_post_pay and row.first <= first < row.end and row.person_id in directed
            ),
            Decimal(0),
        )

    def _missed(self, day: date, message: Text, actual: Decimal, limit: Decimal) -> Finding:
        return Finding(
            clause=self.id,
            subject="",
            period=month(day),
            status=Status.MISSED,
            actual=str(actual),
            limit=str(limit),
            message=message,
        )


class PayBodies(Clause):
    """Which bodies answer for the pay together, and are named where it is reported (MTG25-2.4.4-b)."""

    family: ClassVar[str] = "pay_bodies"
    decides: ClassVar[bool] = False
    responsible_bodies: tuple[str, ...]

    def statement(self) -> Text:
        return say("pay.pay_bodies", bodies=join([plain(body) for body in self.responsible_bodies], "、", ", "))

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Say nothing: a name on a report is broken by no plan."""
        yield from ()
