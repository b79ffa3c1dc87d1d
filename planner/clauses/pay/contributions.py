"""Clauses on the contributions of directed graduates: what is taken off their pay, what others bear, what is repaid."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from planner.accounts import Spell
from planner.clause import Clause
from planner.clauses.pay.rows import (
    Payer,
    amiss,
    base,
    broken,
    fen,
    held,
    is_directed,
    item_name,
    month,
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
from planner.money import Amount, Funder
from planner.parameter import Range
from planner.scale import amount_on, monthly
from planner.text import Text

EMPLOYER = ("employer_insurance", "employer_housing_fund")
DEDUCTED = ("employee_insurance", "employer_share_deducted")


class ContributionsDeducted(Clause):
    """Contributions taken off a graduate's pay (MTG25-2.4.2-a, MTG21-A1.4.2-a); yuan a month by the pay scale.

    ``deducted``: the employee's share of social insurance, or both shares; ``housing_fund``: whether she is in it.
    """

    family: ClassVar[str] = "contributions_deducted"
    decides: ClassVar[bool] = False
    pay_step: ClassVar[int] = 1
    insurance_kind: str
    deducted: Literal["employee_share", "both_shares"]
    housing_fund: Literal["yes", "no"]
    notice: str

    def statement(self) -> Text:
        return say(
            "pay.contributions_deducted",
            kind=self.insurance_kind,
            deducted=say(f"pay.deducted_{self.deducted}"),
            fund=say(f"pay.contributions_deducted.fund_{self.housing_fund}"),
            notice=self.notice,
        )

    @property
    def _items(self) -> tuple[tuple[str, str], ...]:
        """Items of the pay scale with the item each is taken off as."""
        items = [("employee_insurance", "employee_insurance")]
        if self.deducted == "both_shares":
            items.append(("employer_insurance", "employer_share_deducted"))
        if self.housing_fund == "yes":
            items.append(("employee_housing_fund", "employee_housing_fund"))
        return tuple(items)

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        return [(item, None) for item, _ in self._items] if is_directed(spell.person) else []

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        if not is_directed(spell.person) or not any(base(row.item) == "post_allowance" for row in before):
            return
        for item, taken_as in self._items:
            priced = price(instance, item, spell)
            if priced is not None and priced[0] > 0:
                yield paid(self, spell, taken_as, -priced[0], funder=Funder.PERSON, assumption=priced[1].assumption)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See in each month with an allowance that every contribution due was taken off, and no other."""
        dues = {taken_as: item for item, taken_as in self._items}
        for months in walk(ledger):
            if not months.of("post_allowance"):
                continue
            for item in ("employee_insurance", "employer_share_deducted", "employee_housing_fund"):
                row = amount_on(
                    ledger.instance, dues.get(item, ""), months.first, None, held(months.person, months.first)
                )
                yuan = None if row is None else monthly(row)
                due = Decimal(0) if yuan is None else -yuan
                if months.sum_of(item) != due:
                    message = say(
                        "pay.contributions_deducted.wrong",
                        name=months.person.name,
                        month=month(months.first),
                        item=item_name(item),
                        yuan=-months.sum_of(item),
                        due=-due,
                    )
                    yield broken(self, months, message, actual=-months.sum_of(item), limit=-due)


class EmployerShare(Clause):
    """The employer's share of insurance and housing fund, and who bears it (MTG25-2.4.2-b); by the pay scale."""

    family: ClassVar[str] = "employer_share"
    decides: ClassVar[bool] = False
    pay_step: ClassVar[int] = 1
    payer_employer_insurance: Payer
    payer_employer_housing_fund: Payer
    notice: str

    def statement(self) -> Text:
        return say(
            "pay.employer_share",
            insurance=say(f"pay.funder_{self.payer_employer_insurance}"),
            fund=say(f"pay.funder_{self.payer_employer_housing_fund}"),
            notice=self.notice,
        )

    @property
    def _payers(self) -> dict[str, Funder]:
        payers = (self.payer_employer_insurance, self.payer_employer_housing_fund)
        return {item: Funder(payer) for item, payer in zip(EMPLOYER, payers, strict=True)}

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        return [(item, None) for item in EMPLOYER] if is_directed(spell.person) else []

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        for item, payer in self._payers.items() if is_directed(spell.person) else ():
            priced = price(instance, item, spell)
            if priced is not None:
                yield paid(self, spell, item, priced[0], funder=payer, assumption=priced[1].assumption)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See that each month has the employer's shares, who bears them, and that none is taken off pay."""
        for months in walk(ledger):
            for item in EMPLOYER:
                due = price_on(ledger, item, months)
                if due is not None and months.sum_of(item) != due:
                    yield amiss(self, months, item, months.sum_of(item), due)
            for row in months.of(*EMPLOYER, "employer_share_deducted"):
                payer = self._payers.get(base(row.item))
                if row.funder != payer or row.monthly < 0:
                    message = say(
                        "pay.employer_share.wrong",
                        name=months.person.name,
                        month=month(months.first),
                        item=item_name(row.item),
                        yuan=row.monthly,
                        funder=say(f"pay.funder_{row.funder}"),
                    )
                    yield broken(self, months, message, actual=row.funder, limit=payer or "")


class ContributionSubsidy(Clause):
    """A share of the insurance paid is given back (MTG21-A1.4.2-b).

    ``insurance_subsidy_base``: what was contributed, the lowest contribution in flexible employment (item
    ``flexible_minimum`` of the pay scale), or the smaller of both; yuan a month, to the fen.
    """

    family: ClassVar[str] = "contribution_subsidy"
    decides: ClassVar[bool] = False
    pay_step: ClassVar[int] = 2
    insurance_subsidy_pct: Annotated[int, Range(0, 100, step=5)]
    insurance_subsidy_base: Literal["actual_contribution", "flexible_minimum", "smaller_of_both"]
    payer: Payer
    notice: str

    def statement(self) -> Text:
        return say(
            "pay.contribution_subsidy",
            pct=self.insurance_subsidy_pct,
            base=say(f"pay.subsidy_{self.insurance_subsidy_base}"),
            payer=say(f"pay.funder_{self.payer}"),
            notice=self.notice,
        )

    def wanted(self, spell: Spell, instance: Instance) -> Iterable[tuple[str, Zone | None]]:
        needs = self.insurance_subsidy_base != "actual_contribution" and is_directed(spell.person)
        return [("flexible_minimum", None)] if needs else []

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        priced = price(instance, "flexible_minimum", spell)
        for first, months, rows in runs(spell, before) if is_directed(spell.person) else ():
            taken = [row for row in rows if base(row.item) in DEDUCTED]
            contributed = -sum((row.monthly for row in taken), Decimal(0))
            guessed = any(row.assumption for row in taken)
            if self.insurance_subsidy_base != "actual_contribution":
                if priced is None or not taken:
                    continue
                lowest, line = priced
                smaller = self.insurance_subsidy_base == "smaller_of_both"
                contributed = min(contributed, lowest) if smaller else lowest
                guessed = guessed or line.assumption
            given = fen(contributed * self.insurance_subsidy_pct / 100)
            if given > 0:
                yield paid(
                    self,
                    spell,
                    "insurance_subsidy",
                    given,
                    funder=Funder(self.payer),
                    assumption=guessed,
                    first=first,
                    months=months,
                )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """See that no month's subsidy is off by more than half a fen from its share of the base."""
        for months in walk(ledger):
            limit = price_on(ledger, "flexible_minimum", months)
            of = -months.sum_of(*DEDUCTED)
            if self.insurance_subsidy_base != "actual_contribution":
                if limit is None:
                    continue
                of = limit if self.insurance_subsidy_base == "flexible_minimum" and of else min(of, limit)
            given = months.sum_of("insurance_subsidy")
            if abs(100 * given - of * self.insurance_subsidy_pct) > Decimal("0.5"):
                message = say(
                    "pay.contribution_subsidy.wrong",
                    name=months.person.name,
                    month=month(months.first),
                    yuan=given,
                    of=of,
                    pct=self.insurance_subsidy_pct,
                )
                yield broken(self, months, message, actual=given, limit=fen(of * self.insurance_subsidy_pct / 100))
