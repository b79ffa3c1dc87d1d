"""Clauses on what clinics cost and who bears it: running costs, premises, equipment, liability cover, shares."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from planner.accounts import Measure, Spell, Stage
from planner.clause import Clause
from planner.clauses.pay.reckoning import (
    PaidClause,
    Payer,
    integrated_part,
    per_year,
    pro_rata,
    scale_row,
    whereabouts,
    year_parts,
)
from planner.domain import Instance, Plan, Site, SiteKind
from planner.finding import Finding, Status
from planner.ledger import Ledger
from planner.messages import say
from planner.money import Amount, Funder
from planner.text import Text, join

CostItem = Literal["premises_rent", "repairs", "equipment", "network", "utilities"]


BudgetItem = Literal["staff", "retirees", "training", "recruitment", "construction", "equipment"]


BUDGETED = {
    "staff": "人员经费",
    "retirees": "离退休人员费用",
    "training": "培训",
    "recruitment": "招聘",
    "construction": "基本建设",
    "equipment": "设备购置",
}
"""What the note of a record says for each item of a budget."""


@dataclass(frozen=True, kw_only=True)
class SiteCostBearer(PaidClause):
    """Who bears certain costs of a clinic, by whether it is in integrated management (MTGR-5-a, -26-a, -26-b, -26-c).

    Costs are items of the pay scale, in yuan a month or a year. A record under the clause with a quantity is a sum that
    someone else was charged for these items.
    """

    family: ClassVar[str] = "site_cost_bearer"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("premises_rent", "repairs", "equipment", "network", "utilities")
    cost_items: tuple[CostItem, ...]
    payer_integrated: Payer
    payer_other: Payer

    def statement(self) -> Text:
        return say(
            "subsidies.site_cost_bearer" + (".all" if self.payer_integrated == self.payer_other else ""),
            items=join([say(f"subsidies.item.{item}") for item in self.cost_items], "、", ", "),
            payer=say(f"subsidies.funder.{self.payer_integrated}"),
            other=say(f"subsidies.funder.{self.payer_other}"),
        )

    def costs(self, site: Site, first: date, months: int, instance: Instance) -> Iterable[Amount]:
        if site.kind is not SiteKind.CLINIC:
            return
        for item in self.cost_items:
            for start, count in year_parts(first, months):
                row = scale_row(instance, item, start, site.zone)
                yearly = None if row is None else per_year(row)
                if row is None or yearly is None:
                    continue
                begin, inside = integrated_part(site, start, count)
                for at, part, payer in (
                    (start, count - inside, self.payer_other),
                    (begin, inside, self.payer_integrated),
                ):
                    if part:
                        yield Amount(
                            item=item,
                            first=at,
                            months=1,
                            monthly=pro_rata(yearly, at, part),
                            funder=Funder(payer),
                            clause=self.id,
                            site_id=site.id,
                            assumption=row.assumption,
                        )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        return None

    def bearer(self, row: Amount, ledger: Ledger) -> Funder | None:
        instance = ledger.instance
        site = instance.site.get(row.site_id or "")
        if site is None or row.item not in self.cost_items:
            return None
        return Funder(self.payer_integrated if site.integrated_on(row.first) else self.payer_other)

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Judge the rows of money, then what records show as charged to someone else."""
        yield from super().check(ledger)
        for record in ledger.instance.records_of.get(self.id, ()):
            if record.quantity:
                place = ledger.instance.site.get(record.site_id or "") or ledger.instance.centre.get(
                    record.centre_id or ""
                )
                yield Finding(
                    clause=self.id,
                    subject=record.site_id or record.centre_id or "",
                    period=f"{record.day}",
                    status=Status.MISSED,
                    actual=f"{record.quantity:f}",
                    limit="0",
                    message=say(
                        "subsidies.site_cost_bearer.charged",
                        name=place.name if place else record.site_id or "",
                        day=record.day,
                        yuan=f"{record.quantity:f}",
                        items=join([say(f"subsidies.item.{item}") for item in self.cost_items], "、", ", "),
                        payer=say(f"subsidies.funder.{self.payer_integrated}"),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class LiabilityCover(PaidClause):
    """Who takes out liability cover for the doctors of a clinic (MTGR-23-a, XX21-4.4-a).

    Premiums are items of the pay scale (``liability_premium``, ``accident_premium``), yuan a head in a year or a month.
    """

    family: ClassVar[str] = "liability_cover"
    decides: ClassVar[bool] = False
    items: ClassVar[tuple[str, ...]] = ("liability_premium", "accident_premium")
    covers: tuple[Literal["liability_premium", "accident_premium"], ...]
    payer_liability_integrated: Payer
    payer_liability_other: Payer

    def statement(self) -> Text:
        alike = self.payer_liability_integrated == self.payer_liability_other
        return say(
            "subsidies.liability_cover" + (".all" if alike else ""),
            covers=join([say(f"subsidies.cover.{item}") for item in self.covers], "、", " and "),
            payer=say(f"subsidies.funder.{self.payer_liability_integrated}"),
            other=say(f"subsidies.funder.{self.payer_liability_other}"),
        )

    @property
    def pay_step(self) -> int:
        return 0

    def amounts(self, spell: Spell, before: tuple[Amount, ...], instance: Instance) -> Iterable[Amount]:
        site = instance.site.get(spell.place or "")
        if site is None or spell.stage is not Stage.SERVICE:
            return
        for item in self.covers:
            for start, count in year_parts(spell.first, spell.months):
                row = scale_row(instance, item, start, spell.zone, spell.credential)
                yearly = None if row is None else per_year(row)
                if row is None or yearly is None:
                    continue
                begin, inside = integrated_part(site, start, count)
                for at, part, payer in (
                    (start, count - inside, self.payer_liability_other),
                    (begin, inside, self.payer_liability_integrated),
                ):
                    if part:
                        yield Amount(
                            item=item,
                            first=at,
                            months=1,
                            monthly=pro_rata(yearly, at, part),
                            funder=Funder(payer),
                            clause=self.id,
                            person_id=spell.person.id,
                            assumption=row.assumption,
                        )

    def due(self, row: Amount, ledger: Ledger) -> Decimal | None:
        return None

    def bearer(self, row: Amount, ledger: Ledger) -> Funder | None:
        instance = ledger.instance
        person = instance.person.get(row.person_id or "")
        site = None if person is None else instance.site.get(whereabouts(ledger, person, row.first) or "")
        if site is None:
            return None
        return Funder(self.payer_liability_integrated if site.integrated_on(row.first) else self.payer_liability_other)


@dataclass(frozen=True, kw_only=True)
class BudgetHead(Clause):
    """Which costs of a centre are budgeted together, as fixed subsidies or as a special subsidy (QJ-21-a, QJ-21-b).

    Costs are records under the clause: centre, yuan, and in the note the item.
    """

    family: ClassVar[str] = "budget_head"
    decides: ClassVar[bool] = False
    head: Literal["operating", "capital"]
    budgeted_items: tuple[BudgetItem, ...]

    def statement(self) -> Text:
        return say(f"subsidies.budget_head.{self.head}", items=self._items())

    def _items(self) -> Text:
        return join([say(f"subsidies.budget_item.{item}") for item in self.budgeted_items], "、", ", ")

    def _belongs(self, note: str) -> bool:
        return any(note in {item, BUDGETED[item]} for item in self.budgeted_items)

    def measures(self, instance: Instance, plan: Plan, first: date, last: date) -> Iterable[Measure]:
        sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
        for record in instance.records_of.get(self.id, ()):
            if record.quantity is not None and self._belongs(record.note) and record.centre_id:
                sums[record.centre_id, record.day.year] += record.quantity
        for (centre, year), total in sorted(sums.items()):
            yield Measure(
                clause=self.id,
                day=date(year, 12, 31),
                of=say(f"subsidies.budget_head.{self.head}.sum", name=instance.centre[centre].name),
                value=Fraction(total),
                target=None,
                met=None,
                unit="yuan",
            )

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """Tell each cost that is entered under this head and does not belong there."""
        for record in ledger.instance.records_of.get(self.id, ()):
            if not self._belongs(record.note):
                yield Finding(
                    clause=self.id,
                    subject=record.centre_id or "",
                    period=str(record.day.year),
                    status=Status.MISSED,
                    actual=record.note,
                    limit=self._items().zh,
                    message=say(
                        f"subsidies.budget_head.{self.head}.stray",
                        name=ledger.instance.centre[record.centre_id].name if record.centre_id else "",
                        item=record.note,
                        items=self._items(),
                    ),
                )
